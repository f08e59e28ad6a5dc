/* A minimal FastCGI responder in C: the same short JSON for every request. Each thread accepts and
 * serves connections, including kept ones. Usage: hello SOCKET THREADS */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int listener;

static const char answer[] =
    "Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}";

static void *serve(void *unused) {
    FCGX_Request request;
    FCGX_InitRequest(&request, listener, 0);
    while (FCGX_Accept_r(&request) == 0) {
        char body[4096];
        while (FCGX_GetStr(body, sizeof body, request.in) > 0) {}
        FCGX_PutStr(answer, sizeof answer - 1, request.out);
        FCGX_Finish_r(&request);
    }
    return unused;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: hello SOCKET THREADS\n");
        return 2;
    }
    FCGX_Init();
    listener = FCGX_OpenSocket(arguments[1], 1024);
    int threads = atoi(arguments[2]);
    pthread_t thread;
    for (int number = 1; number < threads; number++) {
        if (pthread_create(&thread, NULL, serve, NULL) != 0) return 1;
    }
    serve(NULL);
    return 0;
}
