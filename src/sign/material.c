#include "sign/material.h"

#include <dirent.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "sign/crypto.h"
#include "sign/http.h"
#include "sign/signer_parts.h"
#include "sign/timestamp.h"

#define CHAIN_MAX  16
#define FILES_MAX  1000
#define LIST_BYTES HTTP_ANSWER_MAX
/* How far a service's clock may be ahead, seconds. */
#define CLOCK_SKEW 300

typedef struct Gather {
    const MaterialWish *wish;
    Material *material;
    STACK_OF(X509) * pool; /* certificates at hand; borrowed but for those fetched */
    STACK_OF(X509) * fetched;
    STACK_OF(X509) * judged;    /* borrowed: of these it is known that they are good */
    STACK_OF(X509_CRL) * crls;  /* of the files */
    VEC(OCSP_RESPONSE *) ocsps; /* the same */
    Arena *arena;
    DiagList *diags;
} Gather;

void material_free(Material *material) {
    MaterialList *const lists[] = {&material->certificates, &material->ocsps, &material->crls};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t j = 0; j < lists[i]->count; j++)
            buf_free(&lists[i]->items[j]);
        VEC_FREE(lists[i]);
    }
}

/* ---- keeping what was found ----------------------------------------------------------------------------------- */

static bool is_kept(const MaterialList *list, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].length == length && memcmp(list->items[i].bytes, bytes, length) == 0)
            return true;
    return false;
}

/* `der` is OpenSSL's, and freed. */
static bool keep(Gather *g, MaterialList *list, unsigned char *der, int length) {
    bool good = length > 0 && is_kept(list, der, (size_t)length);
    Buf *slot = length > 0 && !good ? VEC_PUSH(list) : NULL;
    if (slot) {
        buf_push(slot, der, (size_t)length);
        good = !buf_failed(slot);
    }
    OPENSSL_free(der);
    if (!good)
        diag_at(g->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return good;
}

static bool keep_certificate(Gather *g, X509 *certificate) {
    unsigned char *der = NULL;
    int length = i2d_X509(certificate, &der);
    return keep(g, &g->material->certificates, der, length);
}

static bool keep_crl(Gather *g, X509_CRL *crl) {
    unsigned char *der = NULL;
    int length = i2d_X509_CRL(crl, &der);
    return keep(g, &g->material->crls, der, length);
}

static bool keep_ocsp(Gather *g, OCSP_RESPONSE *response) {
    unsigned char *der = NULL;
    int length = i2d_OCSP_RESPONSE(response, &der);
    return keep(g, &g->material->ocsps, der, length);
}

/* ---- the files ------------------------------------------------------------------------------------------------ */

static bool take_crl(Gather *g, BIO *bio) {
    X509_CRL *crl = d2i_X509_CRL_bio(bio, NULL);
    if (!crl) {
        (void)BIO_reset(bio);
        crl = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL);
    }
    if (crl && sk_X509_CRL_push(g->crls, crl))
        return true;
    X509_CRL_free(crl);
    return false;
}

static bool take_ocsp(Gather *g, BIO *bio) {
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE_bio(bio, NULL);
    OCSP_RESPONSE **slot = response ? VEC_PUSH(&g->ocsps) : NULL;
    if (slot)
        *slot = response;
    else
        OCSP_RESPONSE_free(response);
    return slot != NULL;
}

static bool read_list(Gather *g, const char *path) {
    char *bytes;
    size_t length;
    if (!file_read(g->arena, path, LIST_BYTES, &bytes, &length, g->diags))
        return false;
    BIO *bio = BIO_new_mem_buf(bytes, (int)length);
    bool taken = bio && take_crl(g, bio);
    if (bio && !taken) {
        (void)BIO_reset(bio);
        taken = take_ocsp(g, bio);
    }
    BIO_free(bio);
    ERR_clear_error();
    if (!taken)
        diag_at(g->diags, DIAG_MATERIAL_FILE, (Place){.file = path}, DIAG_NO_ARGS);
    return taken;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_folder(Gather *g, const char *folder) {
    VEC(const char *) names = {0};
    DIR *dir = opendir(folder);
    bool good = dir != NULL;
    for (struct dirent *entry; dir && names.count < FILES_MAX && (entry = readdir(dir)) != NULL;) {
        const char *path = entry->d_name[0] == '.' ? NULL : arena_printf(g->arena, "%s/%s", folder, entry->d_name);
        const char **slot = path && !file_is_folder(path) ? VEC_PUSH(&names) : NULL;
        if (slot)
            *slot = path;
    }
    if (dir)
        closedir(dir);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    for (size_t i = 0; i < names.count; i++)
        good &= read_list(g, names.items[i]);
    VEC_FREE(&names);
    return good;
}

/* ---- fetching ------------------------------------------------------------------------------------------------- */

static bool fetch(Gather *g, HttpRequest request, Buf *answer) {
    char words[HTTP_WORDS];
    request.timeout = g->wish->timeout;
    request.retries = g->wish->retries;
    if (http_ask(&request, answer, words))
        return true;
    diag_at(g->diags, DIAG_MATERIAL_FETCH, (Place){0}, DIAG_ARGS(request.url, words));
    return false;
}

/* The first http address of a list of names. */
static const char *http_address(Arena *arena, const GENERAL_NAMES *names) {
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_URI)
            continue;
        const char *text = (const char *)ASN1_STRING_get0_data(name->d.uniformResourceIdentifier);
        size_t length = (size_t)ASN1_STRING_length(name->d.uniformResourceIdentifier);
        if (length > 7 && (strncmp(text, "http://", 7) == 0 || strncmp(text, "https:/", 7) == 0))
            return arena_strndup(arena, text, length);
    }
    return NULL;
}

/* Where an authority offers what `method` says (RFC 5280, 4.2.2.1). */
static const char *access_address(Arena *arena, X509 *certificate, int method) {
    const char *found = NULL;
    AUTHORITY_INFO_ACCESS *access = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
    for (int i = 0; !found && i < sk_ACCESS_DESCRIPTION_num(access); i++) {
        const ACCESS_DESCRIPTION *one = sk_ACCESS_DESCRIPTION_value(access, i);
        GENERAL_NAMES *names = OBJ_obj2nid(one->method) == method ? sk_GENERAL_NAME_new_null() : NULL;
        if (names && sk_GENERAL_NAME_push(names, one->location))
            found = http_address(arena, names);
        sk_GENERAL_NAME_free(names);
    }
    AUTHORITY_INFO_ACCESS_free(access);
    return found;
}

static const char *crl_address(Arena *arena, X509 *certificate) {
    const char *found = NULL;
    CRL_DIST_POINTS *points = X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
    for (int i = 0; !found && i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT *point = sk_DIST_POINT_value(points, i);
        if (point->distpoint && point->distpoint->type == 0)
            found = http_address(arena, point->distpoint->name.fullname);
    }
    CRL_DIST_POINTS_free(points);
    return found;
}

/* ---- chains --------------------------------------------------------------------------------------------------- */

static bool is_root(X509 *certificate) { return X509_self_signed(certificate, /*verify*/ 0) == 1; }

static X509 *issuer_at_hand(const Gather *g, X509 *certificate) {
    STACK_OF(X509) *const pools[] = {g->pool, g->fetched};
    for (size_t i = 0; i < 2; i++)
        for (int j = 0; j < sk_X509_num(pools[i]); j++) {
            X509 *other = sk_X509_value(pools[i], j);
            if (X509_check_issued(other, certificate) == X509_V_OK)
                return other;
        }
    return NULL;
}

static X509 *fetch_issuer(Gather *g, X509 *certificate) {
    Buf answer = {0};
    const char *url = access_address(g->arena, certificate, NID_ad_ca_issuers);
    X509 *issuer = NULL;
    if (url && fetch(g, (HttpRequest){.url = url, .accept = "application/pkix-cert"}, &answer)) {
        const unsigned char *at = (const unsigned char *)answer.bytes;
        issuer = d2i_X509(NULL, &at, (long)answer.length);
    }
    buf_free(&answer);
    if (issuer && X509_check_issued(issuer, certificate) == X509_V_OK && sk_X509_push(g->fetched, issuer))
        return issuer;
    X509_free(issuer);
    return NULL;
}

static X509 *find_issuer(Gather *g, X509 *certificate) {
    X509 *issuer = issuer_at_hand(g, certificate);
    if (!issuer && g->wish->issuers)
        issuer = fetch_issuer(g, certificate);
    ERR_clear_error();
    if (!issuer)
        diag_at(g->diags, DIAG_MATERIAL_ISSUER, (Place){0}, DIAG_ARGS(crypto_subject(g->arena, certificate)));
    return issuer;
}

/* ---- what an issuer says -------------------------------------------------------------------------------------- */

typedef enum Verdict { VERDICT_NONE, VERDICT_GOOD, VERDICT_REVOKED } Verdict;

static void report_revoked(Gather *g, X509 *certificate, const ASN1_TIME *when) {
    char text[CRYPTO_TIME] = "";
    if (when)
        crypto_time(when, text);
    diag_at(g->diags, DIAG_SIGN_REVOKED, (Place){0}, DIAG_ARGS(crypto_subject(g->arena, certificate), text));
}

/* Of this issuer, signed by it, and of now. */
static bool is_current_crl(X509_CRL *crl, X509 *issuer) {
    const ASN1_TIME *next = X509_CRL_get0_nextUpdate(crl);
    bool mine = X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer)) == 0;
    return mine && X509_cmp_current_time(X509_CRL_get0_lastUpdate(crl)) < 0 && next &&
           X509_cmp_current_time(next) > 0 && X509_CRL_verify(crl, X509_get0_pubkey(issuer)) == 1;
}

static Verdict judge_crl(Gather *g, X509_CRL *crl, X509 *certificate, X509 *issuer) {
    X509_REVOKED *entry = NULL;
    if (!is_current_crl(crl, issuer))
        return VERDICT_NONE;
    if (X509_CRL_get0_by_cert(crl, &entry, certificate) == 1) {
        report_revoked(g, certificate, X509_REVOKED_get0_revocationDate(entry));
        return VERDICT_REVOKED;
    }
    return keep_crl(g, crl) ? VERDICT_GOOD : VERDICT_NONE;
}

/* RFC 6960, 4.2.2.2: signed by the issuer, or by one it has issued a certificate for that. */
static bool is_signed(OCSP_BASICRESP *basic, X509 *issuer) {
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *certificates = sk_X509_new_null();
    bool good = store && certificates && X509_STORE_add_cert(store, issuer) == 1 &&
                sk_X509_push(certificates, issuer) && X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN) == 1 &&
                OCSP_basic_verify(basic, certificates, store, 0) == 1;
    sk_X509_free(certificates);
    X509_STORE_free(store);
    return good;
}

static Verdict judge_basic(Gather *g, OCSP_BASICRESP *basic, OCSP_CERTID *id, X509 *certificate, X509 *issuer) {
    int status, reason;
    ASN1_GENERALIZEDTIME *revoked, *from, *to;
    if (OCSP_resp_find_status(basic, id, &status, &reason, &revoked, &from, &to) != 1 || !is_signed(basic, issuer) ||
        OCSP_check_validity(from, to, CLOCK_SKEW, -1) != 1)
        return VERDICT_NONE;
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        report_revoked(g, certificate, revoked);
    return status == V_OCSP_CERTSTATUS_GOOD      ? VERDICT_GOOD
           : status == V_OCSP_CERTSTATUS_REVOKED ? VERDICT_REVOKED
                                                 : VERDICT_NONE;
}

static Verdict judge_ocsp(Gather *g, OCSP_RESPONSE *response, X509 *certificate, X509 *issuer) {
    OCSP_BASICRESP *basic =
        OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL ? OCSP_response_get1_basic(response) : NULL;
    OCSP_CERTID *id = basic ? OCSP_cert_to_id(EVP_sha1(), certificate, issuer) : NULL;
    Verdict verdict = id ? judge_basic(g, basic, id, certificate, issuer) : VERDICT_NONE;
    OCSP_CERTID_free(id);
    OCSP_BASICRESP_free(basic);
    ERR_clear_error();
    return verdict == VERDICT_GOOD && !keep_ocsp(g, response) ? VERDICT_NONE : verdict;
}

static Verdict ask_files(Gather *g, X509 *certificate, X509 *issuer) {
    Verdict verdict = VERDICT_NONE;
    for (size_t i = 0; verdict == VERDICT_NONE && i < g->ocsps.count; i++)
        verdict = judge_ocsp(g, g->ocsps.items[i], certificate, issuer);
    for (int i = 0; verdict == VERDICT_NONE && i < sk_X509_CRL_num(g->crls); i++)
        verdict = judge_crl(g, sk_X509_CRL_value(g->crls, i), certificate, issuer);
    return verdict;
}

static bool put_question(X509 *certificate, X509 *issuer, Buf *out) {
    unsigned char *der = NULL;
    int length = 0;
    OCSP_REQUEST *request = OCSP_REQUEST_new();
    OCSP_CERTID *id = request ? OCSP_cert_to_id(EVP_sha1(), certificate, issuer) : NULL;
    if (id && OCSP_request_add0_id(request, id))
        length = i2d_OCSP_REQUEST(request, &der);
    else
        OCSP_CERTID_free(id);
    if (length > 0)
        buf_push(out, der, (size_t)length);
    OPENSSL_free(der);
    OCSP_REQUEST_free(request);
    return length > 0 && !buf_failed(out);
}

static Verdict ask_service(Gather *g, X509 *certificate, X509 *issuer) {
    Buf question = {0}, answer = {0};
    Verdict verdict = VERDICT_NONE;
    const char *url = access_address(g->arena, certificate, NID_ad_OCSP);
    if (url && put_question(certificate, issuer, &question) &&
        fetch(g,
              (HttpRequest){.url = url,
                            .type = "application/ocsp-request",
                            .accept = "application/ocsp-response",
                            .body = {question.bytes, question.length}},
              &answer)) {
        const unsigned char *at = (const unsigned char *)answer.bytes;
        OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &at, (long)answer.length);
        if (response)
            verdict = judge_ocsp(g, response, certificate, issuer);
        OCSP_RESPONSE_free(response);
    }
    buf_free(&question);
    buf_free(&answer);
    return verdict;
}

static Verdict ask_list(Gather *g, X509 *certificate, X509 *issuer) {
    Buf answer = {0};
    Verdict verdict = VERDICT_NONE;
    const char *url = crl_address(g->arena, certificate);
    if (url && fetch(g, (HttpRequest){.url = url, .accept = "application/pkix-crl"}, &answer)) {
        const unsigned char *at = (const unsigned char *)answer.bytes;
        X509_CRL *crl = d2i_X509_CRL(NULL, &at, (long)answer.length);
        if (crl)
            verdict = judge_crl(g, crl, certificate, issuer);
        X509_CRL_free(crl);
    }
    buf_free(&answer);
    ERR_clear_error();
    return verdict;
}

/* The ways to find out, the cheapest first. */
static bool is_good(Gather *g, X509 *certificate, X509 *issuer) {
    Verdict (*const ways[])(Gather *, X509 *, X509 *) = {ask_files, ask_service, ask_list};
    Verdict verdict = VERDICT_NONE;
    for (size_t i = 0; verdict == VERDICT_NONE && i < sizeof ways / sizeof *ways; i++)
        verdict = ways[i](g, certificate, issuer);
    ERR_clear_error();
    if (verdict == VERDICT_NONE)
        diag_at(g->diags, DIAG_MATERIAL_NONE, (Place){0}, DIAG_ARGS(crypto_subject(g->arena, certificate)));
    return verdict == VERDICT_GOOD;
}

/* Two chains meet at the top: nothing is asked twice. */
static bool is_judged_good(Gather *g, X509 *certificate, X509 *issuer) {
    for (int i = 0; i < sk_X509_num(g->judged); i++)
        if (X509_cmp(sk_X509_value(g->judged, i), certificate) == 0)
            return true;
    return is_good(g, certificate, issuer) && sk_X509_push(g->judged, certificate);
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

/* Upwards from a certificate to its root, of which nothing is asked: it is trusted or not (RFC 5280, 6.1). */
static bool gather_chain(Gather *g, X509 *certificate) {
    bool good = keep_certificate(g, certificate);
    for (int depth = 0; good && !is_root(certificate) && depth < CHAIN_MAX; depth++) {
        X509 *issuer = find_issuer(g, certificate);
        good = issuer && is_judged_good(g, certificate, issuer) && keep_certificate(g, issuer);
        certificate = issuer;
    }
    return good;
}

static void add_all(STACK_OF(X509) * pool, STACK_OF(X509) * more) {
    for (int i = 0; i < sk_X509_num(more); i++)
        sk_X509_push(pool, sk_X509_value(more, i));
}

static bool gather_both(Gather *g, const Signer *signer, Str timestamp) {
    PKCS7 *token = timestamp.length ? timestamp_read(timestamp) : NULL;
    X509 *service = token ? timestamp_signer(token) : NULL;
    add_all(g->pool, signer->chain);
    add_all(g->pool, signer->others);
    if (token)
        add_all(g->pool, timestamp_certificates(token));
    bool good = gather_chain(g, signer->certificate);
    if (service)
        good &= gather_chain(g, service);
    PKCS7_free(token);
    return good;
}

static bool read_files(Gather *g) {
    const char *path = g->wish->path;
    return !path || (file_is_folder(path) ? read_folder(g, path) : read_list(g, path));
}

bool material_gather(const Signer *signer, Str timestamp, const MaterialWish *wish, Material *material,
                     DiagList *diags) {
    Gather g = {.wish = wish,
                .material = material,
                .pool = sk_X509_new_null(),
                .fetched = sk_X509_new_null(),
                .judged = sk_X509_new_null(),
                .crls = sk_X509_CRL_new_null(),
                .arena = arena_new(),
                .diags = diags};
    bool whole = g.pool && g.fetched && g.judged && g.crls && g.arena;
    bool good = whole && read_files(&g) && gather_both(&g, signer, timestamp);
    if (!whole)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    sk_X509_free(g.pool);
    sk_X509_free(g.judged);
    sk_X509_pop_free(g.fetched, X509_free);
    sk_X509_CRL_pop_free(g.crls, X509_CRL_free);
    for (size_t i = 0; i < g.ocsps.count; i++)
        OCSP_RESPONSE_free(g.ocsps.items[i]);
    VEC_FREE(&g.ocsps);
    arena_free(g.arena);
    return good;
}
