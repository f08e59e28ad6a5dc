#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one wrapper for
   each type of argument. The parentheses keep curl's own macros of these names out. */

typedef size_t (*phonet_gateway_curl_receiver)(char *, size_t, size_t, void *);

static inline CURLcode phonet_gateway_curl_set_number(
    CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode phonet_gateway_curl_set_size(
    CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

/* curl copies the text. */
static inline CURLcode phonet_gateway_curl_set_text(
    CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode phonet_gateway_curl_set_pointer(
    CURL *handle, CURLoption option, const void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode phonet_gateway_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode phonet_gateway_curl_set_receiver(
    CURL *handle, CURLoption option, phonet_gateway_curl_receiver value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode phonet_gateway_curl_set_socket_maker(
    CURL *handle, curl_opensocket_callback value) {
    return (curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline long phonet_gateway_curl_status(CURL *handle) {
    long status = 0;
    (curl_easy_getinfo)(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/* Puts the bytes of an IPv4 or IPv6 address into `bytes`; returns how many, 0 for other families. */
static inline int phonet_gateway_curl_address(
    const struct curl_sockaddr *address, unsigned char bytes[16]) {
    if (address->family == AF_INET) {
        memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
        return 4;
    }
    if (address->family == AF_INET6) {
        memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
        return 16;
    }
    return 0;
}
