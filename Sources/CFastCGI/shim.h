#pragma once
#include <fcgiapp.h>
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

/* glibc declares it only for _GNU_SOURCE, which a module cannot ask for alone. */
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
