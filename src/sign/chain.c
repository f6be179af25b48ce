#include "sign/chain.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "sign/cms_value.h"
#include "sign/holder.h"
#include "sign/moment.h"
#include "sign/revocation.h"
#include "sign/trust.h"

/* 112 bits: no RSA below 2048, no SHA-1. */
#define SECURITY_LEVEL 2
#define CHAIN_DEPTH    16

/* A walk up the chain, with the first error of each certificate. */
typedef struct Walk {
    Inquiry *inquiry;
    const ChainQuery *query;
    bool good;
} Walk;

/* ---- what OpenSSL finds --------------------------------------------------------------------------------------- */

typedef struct ErrorWords {
    int error;
    VerifyRule rule;
    const char *words; /* DIAG_BOTH */
} ErrorWords;

#define UNKNOWN_ISSUER DIAG_BOTH("its chain ends in no trusted certificate", "其证书链没有终止于受信任的证书")
#define NO_AUTHORITY   DIAG_BOTH("it was issued by a certificate that may not issue any", "其颁发者的证书无权颁发证书")

static const ErrorWords error_words[] = {
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, RULE_CHAIN, UNKNOWN_ISSUER},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, RULE_CHAIN, UNKNOWN_ISSUER},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, RULE_CHAIN, UNKNOWN_ISSUER},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, RULE_CHAIN, UNKNOWN_ISSUER},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, RULE_CHAIN, UNKNOWN_ISSUER},
    {X509_V_ERR_CERT_SIGNATURE_FAILURE, RULE_CHAIN,
     DIAG_BOTH("it is not signed by the one it names as its issuer", "其签名不是所称颁发者所签")},
    {X509_V_ERR_CERT_HAS_EXPIRED, RULE_EXPIRED, NULL},
    {X509_V_ERR_CERT_NOT_YET_VALID, RULE_EXPIRED, NULL},
    {X509_V_ERR_INVALID_CA, RULE_CHAIN, NO_AUTHORITY},
    {X509_V_ERR_INVALID_NON_CA, RULE_CHAIN, NO_AUTHORITY},
    {X509_V_ERR_PATH_LENGTH_EXCEEDED, RULE_CHAIN, NO_AUTHORITY},
    {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, RULE_CHAIN, NO_AUTHORITY},
    {X509_V_ERR_CERT_CHAIN_TOO_LONG, RULE_CHAIN, DIAG_BOTH("its chain is too long", "其证书链过长")},
    {X509_V_ERR_EE_KEY_TOO_SMALL, RULE_WEAK, NULL},
    {X509_V_ERR_CA_KEY_TOO_SMALL, RULE_WEAK, NULL},
    {X509_V_ERR_CA_MD_TOO_WEAK, RULE_WEAK, NULL},
    {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, RULE_CHAIN,
     DIAG_BOTH("it has a critical extension that is unknown", "含有未知的关键扩展")},
};

static const ErrorWords *words_of_error(int error) {
    for (size_t i = 0; i < sizeof error_words / sizeof *error_words; i++)
        if (error_words[i].error == error)
            return &error_words[i];
    return NULL;
}

static void say_expired(Walk *walk, X509 *certificate) {
    Arena *arena = walk->inquiry->arena;
    inquiry_say(walk->inquiry, RULE_EXPIRED,
                DIAG_ARGS(holder_name(arena, certificate), moment_of(arena, walk->query->when).text,
                          moment_of_asn1(arena, X509_get0_notBefore(certificate)).text,
                          moment_of_asn1(arena, X509_get0_notAfter(certificate)).text));
}

static void say_error(Walk *walk, X509 *certificate, int error) {
    Inquiry *inquiry = walk->inquiry;
    const ErrorWords *row = words_of_error(error);
    const char *name = certificate ? holder_name(inquiry->arena, certificate) : "?";
    if (row && row->rule == RULE_EXPIRED && certificate)
        say_expired(walk, certificate);
    else if (row && row->rule == RULE_WEAK)
        inquiry_say(inquiry, RULE_WEAK,
                    DIAG_ARGS(WORDS(inquiry->arena, DIAG_BOTH("the certificate of {0}", "{0} 的证书"), name)));
    else
        inquiry_say(inquiry, RULE_CHAIN,
                    DIAG_ARGS(name, row && row->words ? row->words : X509_verify_cert_error_string(error)));
}

/* Goes on after an error, so that all of a chain are told. */
static int take_error(int good, X509_STORE_CTX *context) {
    Walk *walk = X509_STORE_CTX_get_app_data(context);
    if (!good && walk->good)
        say_error(walk, X509_STORE_CTX_get_current_cert(context), X509_STORE_CTX_get_error(context));
    walk->good &= good != 0;
    return 1;
}

/* ---- what a key is for ---------------------------------------------------------------------------------------- */

static bool may_sign(X509 *certificate) {
    uint32_t usage = X509_get_key_usage(certificate);
    return usage == UINT32_MAX || usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
}

/* Usages that are for machines: a certificate that has no other is not for documents. */
static bool is_for_documents(X509 *certificate) {
    const uint32_t machines = XKU_SSL_SERVER | XKU_SGC | XKU_CODE_SIGN | XKU_OCSP_SIGN | XKU_TIMESTAMP | XKU_DVCS;
    EXTENDED_KEY_USAGE *usages = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    uint32_t known = X509_get_extended_key_usage(certificate);
    int counted = __builtin_popcount(known & machines), count = sk_ASN1_OBJECT_num(usages);
    sk_ASN1_OBJECT_pop_free(usages, ASN1_OBJECT_free);
    return known == UINT32_MAX || count > counted;
}

static bool is_for_stamps(X509 *certificate) {
    int at = X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1);
    return at >= 0 && X509_EXTENSION_get_critical(X509_get_ext(certificate, at)) &&
           X509_get_extended_key_usage(certificate) == XKU_TIMESTAMP;
}

static bool usage_fits(Inquiry *inquiry, const ChainQuery *query) {
    const char *why = NULL;
    if (!may_sign(query->certificate))
        why = DIAG_BOTH("its key is not for signing", "其密钥不用于签名");
    else if (query->purpose == CHAIN_STAMPING && !is_for_stamps(query->certificate))
        why = DIAG_BOTH("it is not for time stamps alone", "不是时间戳专用证书");
    else if (query->purpose == CHAIN_SIGNING && !is_for_documents(query->certificate))
        why = DIAG_BOTH("it is for servers, programs or time stamps", "用于服务器、程序或时间戳");
    if (why)
        inquiry_say(inquiry, RULE_USAGE, DIAG_ARGS(holder_name(inquiry->arena, query->certificate), why));
    return !why;
}

/* ---- revocation ----------------------------------------------------------------------------------------------- */

static void judge_revocation(Inquiry *inquiry, const ChainQuery *query, X509 *certificate, X509 *issuer,
                             ChainAnswer *answer) {
    const char *name = holder_name(inquiry->arena, certificate);
    Revocation found = revocation_of(inquiry->arena, query->evidence, certificate, issuer, query->when);
    bool later =
        found.state == VERIFY_REVOKED_YES && query->proven && found.since.text && found.since.seconds > query->when;
    const char *since = found.since.text ? found.since.text : "?";
    if (found.state == VERIFY_REVOKED_UNKNOWN)
        inquiry_say(inquiry, RULE_REVOCATION, DIAG_ARGS(name, found.unknown));
    else if (found.state == VERIFY_REVOKED_YES)
        inquiry_say(inquiry, later ? RULE_REVOKED_LATER : RULE_REVOKED, DIAG_ARGS(name, since));
    answer->complete &= found.state != VERIFY_REVOKED_UNKNOWN;
    if (found.state == VERIFY_REVOKED_YES && !later)
        answer->revoked = VERIFY_REVOKED_YES;
}

/* Of every certificate but the trusted one at the top. */
static void judge_chain(Inquiry *inquiry, const ChainQuery *query, STACK_OF(X509) * chain, ChainAnswer *answer) {
    answer->complete = true;
    for (int i = 0; i + 1 < sk_X509_num(chain); i++)
        judge_revocation(inquiry, query, sk_X509_value(chain, i), sk_X509_value(chain, i + 1), answer);
    if (answer->revoked != VERIFY_REVOKED_YES && answer->complete)
        answer->revoked = VERIFY_REVOKED_NO;
}

/* ---- the walk ------------------------------------------------------------------------------------------------- */

static X509_STORE *store_of(const VerifyTrust *trust) {
    X509_STORE *store = X509_STORE_new();
    for (int i = 0; store && i < sk_X509_num(trust_certificates(trust)); i++)
        if (!X509_STORE_add_cert(store, sk_X509_value(trust_certificates(trust), i))) {
            X509_STORE_free(store);
            return NULL;
        }
    return store;
}

static void prepare_identities(X509 *certificate, const STACK_OF(X509) * issuers) {
    for (int i = 0; i < sk_X509_num(issuers); i++) {
        X509 *issuer = sk_X509_value(issuers, i);
        if (X509_NAME_cmp(X509_get_subject_name(issuer), X509_get_issuer_name(certificate)) == 0)
            (void)certificate_is_signed_by(certificate, issuer);
    }
}

/* SM2 certificates need to know the identity they were signed under before OpenSSL verifies them. */
static void prepare(const ChainQuery *query, const STACK_OF(X509) * trusted) {
    const STACK_OF(X509) *pool = query->evidence->certificates;
    for (int i = -1; i < sk_X509_num(pool); i++) {
        X509 *certificate = i < 0 ? query->certificate : sk_X509_value(pool, i);
        prepare_identities(certificate, pool);
        prepare_identities(certificate, trusted);
    }
}

static bool walk_up(Walk *walk, X509_STORE *store, X509_STORE_CTX *context) {
    const ChainQuery *query = walk->query;
    if (!X509_STORE_CTX_init(context, store, query->certificate, query->evidence->certificates))
        return false;
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(param, query->when);
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST);
    X509_VERIFY_PARAM_set_auth_level(param, SECURITY_LEVEL);
    X509_VERIFY_PARAM_set_depth(param, CHAIN_DEPTH);
    X509_STORE_CTX_set_app_data(context, walk);
    X509_STORE_CTX_set_verify_cb(context, take_error);
    return X509_verify_cert(context) == 1 && walk->good;
}

ChainAnswer chain_judge(Inquiry *inquiry, const ChainQuery *query) {
    ChainAnswer answer = {.revoked = VERIFY_REVOKED_UNKNOWN};
    if (!inquiry->options->trust) {
        inquiry_say(inquiry, RULE_NO_TRUST, DIAG_NO_ARGS);
        return answer;
    }
    Walk walk = {inquiry, query, true};
    X509_STORE *store = store_of(inquiry->options->trust);
    X509_STORE_CTX *context = store ? X509_STORE_CTX_new() : NULL;
    prepare(query, trust_certificates(inquiry->options->trust));
    answer.trusted = context && walk_up(&walk, store, context);
    answer.trusted = usage_fits(inquiry, query) && answer.trusted;
    if (context && answer.trusted)
        judge_chain(inquiry, query, X509_STORE_CTX_get0_chain(context), &answer);
    if (!context)
        arena_fail(inquiry->arena);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return answer;
}
