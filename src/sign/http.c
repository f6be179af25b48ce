#include "sign/http.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define REDIRECTS_MAX 3
#define PAUSE_FIRST   500 /* milliseconds */
#define PAUSE_MAX     8000

/* ---- the library ---------------------------------------------------------------------------------------------- */

/* Loaded when something is asked for the first time: it brings some thirty others, for which no signature of level B
 * should have to wait. */
#define LIBRARY "libcurl.so.4"

static struct Curl {
    __typeof__(curl_easy_init) *init;
    __typeof__((curl_easy_setopt)) *set;
    __typeof__(curl_easy_perform) *perform;
    __typeof__((curl_easy_getinfo)) *info;
    __typeof__(curl_easy_strerror) *words;
    __typeof__(curl_easy_cleanup) *cleanup;
    __typeof__(curl_slist_append) *append;
    __typeof__(curl_slist_free_all) *free_list;
    bool loaded;
} library;

static const struct Symbol {
    const char *name;
    void *place; /* of the function's pointer */
} symbols[] = {
    {"curl_easy_init", &library.init},       {"curl_easy_setopt", &library.set},
    {"curl_easy_perform", &library.perform}, {"curl_easy_getinfo", &library.info},
    {"curl_easy_strerror", &library.words},  {"curl_easy_cleanup", &library.cleanup},
    {"curl_slist_append", &library.append},  {"curl_slist_free_all", &library.free_list},
};

static bool load(char words[HTTP_WORDS]) {
    void *opened = library.loaded ? NULL : dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    bool whole = library.loaded || opened;
    for (size_t i = 0; opened && i < sizeof symbols / sizeof *symbols; i++) {
        void *symbol = dlsym(opened, symbols[i].name);
        memcpy(symbols[i].place, &symbol, sizeof symbol);
        whole &= symbol != NULL;
    }
    const char *why = whole ? NULL : dlerror();
    snprintf(words, HTTP_WORDS, "%s", why ? why : LIBRARY);
    library.loaded = whole;
    return whole;
}

/* ---- asking --------------------------------------------------------------------------------------------------- */

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
        longer = library.append(headers, line);
        headers = longer ? longer : headers;
    }
    return headers;
}

static void set_up(CURL *curl, const HttpRequest *request, const struct curl_slist *headers, Buf *answer) {
    library.set(curl, CURLOPT_URL, request->url);
    library.set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    library.set(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    library.set(curl, CURLOPT_FOLLOWLOCATION, 1L);
    library.set(curl, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
    library.set(curl, CURLOPT_TIMEOUT, (long)request->timeout);
    library.set(curl, CURLOPT_CONNECTTIMEOUT, (long)request->timeout);
    library.set(curl, CURLOPT_NOSIGNAL, 1L);
    library.set(curl, CURLOPT_USERAGENT, "banxin/" BANXIN_VERSION);
    library.set(curl, CURLOPT_HTTPHEADER, headers);
    library.set(curl, CURLOPT_WRITEFUNCTION, take);
    library.set(curl, CURLOPT_WRITEDATA, answer);
    if (!request->type)
        return;
    library.set(curl, CURLOPT_POST, 1L);
    library.set(curl, CURLOPT_POSTFIELDS, request->body.text);
    library.set(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.length);
}

typedef enum Outcome { OUTCOME_GOOD, OUTCOME_LATER, OUTCOME_BAD } Outcome;

/* A resource that is not there, or words that are no HTTP, will be no better the next time. */
static Outcome outcome_of(CURLcode code, long status, char words[HTTP_WORDS]) {
    if (code != CURLE_OK) {
        snprintf(words, HTTP_WORDS, "%s", library.words(code));
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
    CURLcode code = library.perform(curl);
    library.info(curl, CURLINFO_RESPONSE_CODE, &status);
    return outcome_of(code, status, words);
}

static void pause_before(int retry) {
    long milliseconds = PAUSE_FIRST;
    for (; retry > 1 && milliseconds < PAUSE_MAX; retry--)
        milliseconds *= 2;
    nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

bool http_ask(const HttpRequest *request, Buf *answer, char words[HTTP_WORDS]) {
    if (!load(words))
        return false;
    CURL *curl = library.init();
    struct curl_slist *headers = headers_of(request);
    Outcome outcome = OUTCOME_BAD;
    if (curl) {
        set_up(curl, request, headers, answer);
        outcome = ask_once(curl, answer, words);
        for (int retry = 1; outcome == OUTCOME_LATER && retry <= request->retries; retry++) {
            pause_before(retry);
            outcome = ask_once(curl, answer, words);
        }
    }
    library.free_list(headers);
    library.cleanup(curl);
    return outcome == OUTCOME_GOOD && !buf_failed(answer);
}
