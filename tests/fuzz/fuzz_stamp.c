/*
 * Any bytes, or what a sketch describes, as a time-stamping service's answer: none is to this program's request, whose
 * nonce nobody knows, so none may be taken; each is told as one fault.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "sign/timestamp.h"
#include "sketch.h"

static void try_answer(Str answer) {
    static const TimestampService service = {.url = "http://tsa.example/"};
    Hash digest = {{1, 2, 3}};
    Buf query = {0}, token = {0};
    DiagList *diags = diag_list_new();
    TimestampRequest *request = timestamp_request_new(&digest, &query);
    bool taken = timestamp_take(&service, request, answer, &token, diags);
    if (taken || token.length || diag_count(diags) != 1)
        abort();
    PKCS7 *read = timestamp_read(answer);
    if (read)
        timestamp_signer(read);
    PKCS7_free(read);
    timestamp_request_free(request);
    diag_list_free(diags);
    buf_free(&query);
    buf_free(&token);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Buf made = {0};
    if (sketch_der((Str){(const char *)bytes, length}, &made))
        try_answer((Str){made.bytes, made.length});
    else
        try_answer((Str){(const char *)bytes, length});
    buf_free(&made);
    return 0;
}
