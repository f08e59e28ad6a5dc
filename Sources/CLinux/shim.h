#pragma once
#include <malloc.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

/* glibc declares it only for _GNU_SOURCE, which a module cannot ask for alone. */
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
/* The same, in glibc since 2.30. sem_timedwait follows the wall clock, this one the given clock. */
extern int sem_clockwait(
    sem_t *semaphore, clockid_t clock, const struct timespec *deadline);
