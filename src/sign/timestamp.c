#include "sign/timestamp.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>

#include "sign/crypto.h"
#include "sign/http.h"
#include "sign/signer_parts.h"

#define NONCE_SIZE 8 /* bytes */

/* ---- the request ---------------------------------------------------------------------------------------------- */

struct TimestampRequest {
    TS_REQ *request;
};

static bool set_imprint(TS_REQ *request, const Hash *digest) {
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    Hash copy = *digest;
    bool good = imprint && algorithm && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
                TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
                TS_MSG_IMPRINT_set_msg(imprint, copy.bytes, HASH_SIZE) == 1 &&
                TS_REQ_set_msg_imprint(request, imprint) == 1;
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(algorithm);
    return good;
}

static bool set_nonce(TS_REQ *request) {
    unsigned char bytes[NONCE_SIZE];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] = (unsigned char)((bytes[0] & 0x7F) | 0x40); /* positive, and always as long */
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
    ASN1_INTEGER *nonce = number ? BN_to_ASN1_INTEGER(number, NULL) : NULL;
    bool good = nonce && TS_REQ_set_nonce(request, nonce) == 1;
    ASN1_INTEGER_free(nonce);
    BN_free(number);
    return good;
}

static bool put_request(TS_REQ *request, Buf *der) {
    unsigned char *bytes = NULL;
    int length = i2d_TS_REQ(request, &bytes);
    if (length > 0)
        buf_push(der, bytes, (size_t)length);
    OPENSSL_free(bytes);
    return length > 0 && !buf_failed(der);
}

TimestampRequest *timestamp_request_new(const Hash *digest, Buf *der) {
    TimestampRequest *made = OPENSSL_zalloc(sizeof *made);
    TS_REQ *request = made ? TS_REQ_new() : NULL;
    if (made)
        made->request = request;
    if (request && TS_REQ_set_version(request, 1) == 1 && set_imprint(request, digest) && set_nonce(request) &&
        TS_REQ_set_cert_req(request, 1) == 1 && put_request(request, der))
        return made;
    timestamp_request_free(made);
    return NULL;
}

void timestamp_request_free(TimestampRequest *request) {
    if (!request)
        return;
    TS_REQ_free(request->request);
    OPENSSL_free(request);
}

/* ---- the answer ----------------------------------------------------------------------------------------------- */

PKCS7 *timestamp_read(Str token) {
    const unsigned char *at = (const unsigned char *)token.text;
    PKCS7 *read = d2i_PKCS7(NULL, &at, (long)token.length);
    if (read && PKCS7_type_is_signed(read) && read->d.sign)
        return read;
    PKCS7_free(read);
    ERR_clear_error();
    return NULL;
}

STACK_OF(X509) * timestamp_certificates(PKCS7 *token) { return token->d.sign->cert; }

X509 *timestamp_signer(PKCS7 *token) {
    STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
    X509 *first = sk_X509_value(signers, 0);
    sk_X509_free(signers);
    ERR_clear_error();
    return first;
}

/* Whom to believe: those of a file, or whoever signed, whose signature is then all that is known to be good. */
static X509_STORE *make_store(const TimestampService *service, PKCS7 *token, DiagList *diags) {
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *own = sk_X509_new_null(), *trusted = service->trust ? own : timestamp_certificates(token);
    bool good = store && own && (!service->trust || signer_read_chain(service->trust, own, diags));
    for (int i = 0; good && i < sk_X509_num(trusted); i++)
        good = X509_STORE_add_cert(store, sk_X509_value(trusted, i)) == 1;
    sk_X509_pop_free(own, X509_free);
    if (good && X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN) == 1)
        return store;
    X509_STORE_free(store);
    return NULL;
}

static void report(const TimestampService *service, DiagCode code, DiagList *diags) {
    char words[CRYPTO_WORDS];
    crypto_words(words);
    diag_at(diags, code, (Place){0}, DIAG_ARGS(service->url, words));
}

static bool is_granted(const TimestampService *service, TS_RESP *response, DiagList *diags) {
    char number[BUF_NUMBER];
    int64_t status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response)));
    if ((status == TS_STATUS_GRANTED || status == TS_STATUS_GRANTED_WITH_MODS) && TS_RESP_get_token(response))
        return true;
    diag_at(diags, DIAG_TSA_REFUSED, (Place){0}, DIAG_ARGS(service->url, int_format(status, number)));
    return false;
}

static bool verify(const TimestampService *service, const TimestampRequest *request, TS_RESP *response,
                   DiagList *diags) {
    size_t before = diag_count(diags);
    TS_VERIFY_CTX *context = TS_REQ_to_TS_VERIFY_CTX(request->request, NULL);
    X509_STORE *store = make_store(service, TS_RESP_get_token(response), diags);
    bool good = context && store;
    if (good) {
        TS_VERIFY_CTX_add_flags(context, TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_store(context, store); /* now the context's */
        good = TS_RESP_verify_response(context, response) == 1;
    } else {
        X509_STORE_free(store);
    }
    TS_VERIFY_CTX_free(context);
    if (!good && diag_count(diags) == before)
        report(service, DIAG_TSA_WRONG, diags);
    ERR_clear_error();
    return good;
}

static bool put_token(PKCS7 *token, Buf *out) {
    unsigned char *bytes = NULL;
    int length = i2d_PKCS7(token, &bytes);
    if (length > 0)
        buf_push(out, bytes, (size_t)length);
    OPENSSL_free(bytes);
    return length > 0 && !buf_failed(out);
}

bool timestamp_take(const TimestampService *service, const TimestampRequest *request, Str answer, Buf *token,
                    DiagList *diags) {
    const unsigned char *at = (const unsigned char *)answer.text;
    TS_RESP *response = d2i_TS_RESP(NULL, &at, (long)answer.length);
    if (!response || at != (const unsigned char *)answer.text + answer.length) {
        report(service, DIAG_TSA_GARBAGE, diags);
        TS_RESP_free(response);
        return false;
    }
    bool good = is_granted(service, response, diags) && verify(service, request, response, diags);
    if (good && !put_token(TS_RESP_get_token(response), token)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        good = false;
    }
    TS_RESP_free(response);
    return good;
}

/* ---- asking --------------------------------------------------------------------------------------------------- */

bool timestamp_get(const TimestampService *service, const Hash *digest, Buf *token, DiagList *diags) {
    Buf query = {0}, answer = {0};
    char words[HTTP_WORDS];
    bool good = false;
    TimestampRequest *request = timestamp_request_new(digest, &query);
    HttpRequest ask = {.url = service->url,
                       .type = "application/timestamp-query",
                       .accept = "application/timestamp-reply",
                       .body = {query.bytes, query.length},
                       .timeout = service->timeout,
                       .retries = service->retries};
    if (!request)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else if (!http_ask(&ask, &answer, words))
        diag_at(diags, DIAG_TSA_DOWN, (Place){0}, DIAG_ARGS(service->url, words));
    else
        good = timestamp_take(service, request, (Str){answer.bytes, answer.length}, token, diags);
    timestamp_request_free(request);
    buf_free(&query);
    buf_free(&answer);
    return good;
}
