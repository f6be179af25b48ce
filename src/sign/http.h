/*
 * http: asking a service over HTTP; the only file that touches libcurl.
 *
 * http and https alone, redirects to them at most three times; every wait has an end, every answer a size. The proxy is
 * that of the environment, as everywhere.
 */
#ifndef BANXIN_SIGN_HTTP_H
#define BANXIN_SIGN_HTTP_H

#include "base/str.h"

#define HTTP_ANSWER_MAX ((size_t)16 << 20) /* bytes; lists of revoked certificates can be long */

typedef struct HttpRequest {
    const char *url;
    const char *type;   /* of what is sent, "application/timestamp-query"; NULL: nothing is, GET */
    const char *accept; /* the type wanted */
    Str body;
    int timeout; /* seconds for one try, the whole of it */
    int retries; /* further tries when there is no answer, or one that says: later */
} HttpRequest;

/*
 * Appends the answer's body. On false `words` say why: libcurl's words or "HTTP 503"; what the service said is not
 * believed. Tried again are: no connection, no answer in time, status 429 and those from 500 on; pauses double from
 * half a second.
 */
#define HTTP_WORDS 256
bool http_ask(const HttpRequest *request, Buf *answer, char words[HTTP_WORDS]);

#endif
