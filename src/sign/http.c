#include "sign/http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define REDIRECTS_MAX 3
#define PAUSE_FIRST   500 /* milliseconds */
#define PAUSE_MAX     8000

/* libcurl's write function: 0 ends the transfer. */
static size_t take(char *bytes, size_t size, size_t count, void *context) {
    Buf *answer = context;
    size_t length = size * count;
    if (answer->length + length > HTTP_ANSWER_MAX)
        return 0;
    buf_push(answer, bytes, length);
    return buf_failed(answer) ? 0 : length;
}

static struct curl_slist *headers_of(const HttpRequest *request) {
    char line[160];
    struct curl_slist *headers = NULL, *longer;
    const char *const names[] = {"Content-Type: ", "Accept: "}, *const values[] = {request->type, request->accept};
    for (size_t i = 0; i < 2; i++) {
        if (!values[i])
            continue;
        snprintf(line, sizeof line, "%s%s", names[i], values[i]);
        longer = curl_slist_append(headers, line);
        headers = longer ? longer : headers;
    }
    return headers;
}

static void set_up(CURL *curl, const HttpRequest *request, const struct curl_slist *headers, Buf *answer) {
    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)request->timeout);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)request->timeout);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "banxin/" BANXIN_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
    if (!request->type)
        return;
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body.text);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.length);
}

typedef enum Outcome { OUTCOME_GOOD, OUTCOME_LATER, OUTCOME_BAD } Outcome;

/* A resource that is not there, or words that are no HTTP, will be no better the next time. */
static Outcome outcome_of(CURLcode code, long status, char words[HTTP_WORDS]) {
    if (code != CURLE_OK) {
        snprintf(words, HTTP_WORDS, "%s", curl_easy_strerror(code));
        bool waits = code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING ||
                     code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_COULDNT_RESOLVE_HOST ||
                     code == CURLE_PARTIAL_FILE;
        return waits ? OUTCOME_LATER : OUTCOME_BAD;
    }
    if (status >= 200 && status < 300)
        return OUTCOME_GOOD;
    snprintf(words, HTTP_WORDS, "HTTP %ld", status);
    return status == 429 || status >= 500 ? OUTCOME_LATER : OUTCOME_BAD;
}

static Outcome ask_once(CURL *curl, Buf *answer, char words[HTTP_WORDS]) {
    long status = 0;
    answer->length = 0;
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return outcome_of(code, status, words);
}

static void pause_before(int retry) {
    long milliseconds = PAUSE_FIRST;
    for (; retry > 1 && milliseconds < PAUSE_MAX; retry--)
        milliseconds *= 2;
    nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

bool http_ask(const HttpRequest *request, Buf *answer, char words[HTTP_WORDS]) {
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = headers_of(request);
    Outcome outcome = OUTCOME_BAD;
    snprintf(words, HTTP_WORDS, "libcurl");
    if (curl) {
        set_up(curl, request, headers, answer);
        outcome = ask_once(curl, answer, words);
        for (int retry = 1; outcome == OUTCOME_LATER && retry <= request->retries; retry++) {
            pause_before(retry);
            outcome = ask_once(curl, answer, words);
        }
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return outcome == OUTCOME_GOOD && !buf_failed(answer);
}
