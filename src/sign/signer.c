#include "sign/signer.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "sign/crypto.h"
#include "sign/signer_parts.h"

void secret_wipe(Secret *secret) { explicit_bzero(secret, sizeof *secret); }

/* No core file, and no other process of this user may look into this one. */
static void guard_memory(void) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* ---- what key and certificate must be ------------------------------------------------------------------------- */

static const struct KeyKind {
    const char *name;
    SignerKind kind;
} key_kinds[] = {{"RSA", SIGNER_RSA}, {"RSA-PSS", SIGNER_RSA_PSS}, {"EC", SIGNER_ECDSA}, {"SM2", SIGNER_SM2}};

static bool find_kind(Signer *signer, DiagList *diags) {
    for (size_t i = 0; i < sizeof key_kinds / sizeof *key_kinds; i++)
        if (EVP_PKEY_is_a(signer->key, key_kinds[i].name)) {
            signer->kind = key_kinds[i].kind;
            return true;
        }
    const char *name = EVP_PKEY_get0_type_name(signer->key);
    diag_at(diags, DIAG_SIGN_KEY_KIND, (Place){0}, DIAG_ARGS(name ? name : "?"));
    return false;
}

static bool is_strong(const Signer *signer, DiagList *diags) {
    char bits[BUF_NUMBER];
    int size = EVP_PKEY_get_bits(signer->key);
    if ((signer->kind != SIGNER_RSA && signer->kind != SIGNER_RSA_PSS) || size >= SIGNER_RSA_MIN)
        return true;
    diag_at(diags, DIAG_SIGN_KEY_WEAK, (Place){0}, DIAG_ARGS(int_format(size, bits)));
    return false;
}

static bool fits(const Signer *signer, DiagList *diags) {
    bool fit = X509_check_private_key(signer->certificate, signer->key) == 1;
    ERR_clear_error();
    if (!fit)
        diag_at(diags, DIAG_SIGN_KEY_FITS, (Place){0}, DIAG_ARGS(signer->name));
    return fit;
}

static bool is_valid_now(const Signer *signer, DiagList *diags) {
    const ASN1_TIME *from = X509_get0_notBefore(signer->certificate), *to = X509_get0_notAfter(signer->certificate);
    char text[CRYPTO_TIME];
    bool begun = X509_cmp_current_time(from) < 0, ended = X509_cmp_current_time(to) < 0;
    if (!begun)
        diag_at(diags, DIAG_SIGN_NOT_YET, (Place){0}, DIAG_ARGS(signer->name, crypto_time(from, text)));
    if (ended)
        diag_at(diags, DIAG_SIGN_EXPIRED, (Place){0}, DIAG_ARGS(signer->name, crypto_time(to, text)));
    return begun && !ended;
}

/* RFC 5280, 4.2.1.3: a certificate that says what its key is for must say that it is for this. */
static bool is_for_signing(const Signer *signer, DiagList *diags) {
    uint32_t usage = X509_get_key_usage(signer->certificate);
    bool fine = (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    ERR_clear_error();
    if (!fine)
        diag_at(diags, DIAG_SIGN_CERT_USAGE, (Place){0}, DIAG_ARGS(signer->name));
    return fine;
}

static bool check(Signer *signer, DiagList *diags) {
    signer->name = crypto_subject(signer->arena, signer->certificate);
    bool fine = find_kind(signer, diags) && is_strong(signer, diags);
    fine &= fits(signer, diags);
    fine &= is_valid_now(signer, diags);
    fine &= is_for_signing(signer, diags);
    return fine;
}

/* ---- the chain ------------------------------------------------------------------------------------------------ */

static bool is_self_issued(X509 *certificate) {
    return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0;
}

static X509 *issuer_of(X509 *certificate, STACK_OF(X509) * others) {
    for (int i = 0; i < sk_X509_num(others); i++)
        if (X509_check_issued(sk_X509_value(others, i), certificate) == X509_V_OK)
            return sk_X509_value(others, i);
    return NULL;
}

#define CHAIN_MAX 16

/* Of the other certificates those that lead upwards from the signer's, in that order; those of others are left. */
static bool build_chain(Signer *signer, DiagList *diags) {
    STACK_OF(X509) *others = signer->others;
    X509 *at = signer->certificate, *issuer = NULL;
    while (!is_self_issued(at) && sk_X509_num(signer->chain) < CHAIN_MAX && (issuer = issuer_of(at, others)) != NULL) {
        if (!X509_up_ref(issuer) || !sk_X509_push(signer->chain, issuer)) {
            diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
            return false;
        }
        at = issuer;
    }
    if (sk_X509_num(others) > 0 && !is_self_issued(at))
        diag_at(diags, DIAG_SIGN_CHAIN, (Place){0}, DIAG_ARGS(crypto_subject(signer->arena, at)));
    ERR_clear_error();
    return true;
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

static bool read_certificate(Signer *signer, const SignerSource *source, DiagList *diags) {
    const char *from = source->certificate;
    if (signer_is_uri(from))
        return signer_token_certificate(signer, from, diags);
    if (from)
        return signer->certificate || signer_read_certificate(signer, from, diags);
    if (!signer->certificate && signer->token)
        return signer_token_certificate(signer, source->key, diags);
    if (!signer->certificate)
        diag_at(diags, DIAG_SIGN_CERT_NONE, (Place){0}, DIAG_ARGS(source->key));
    return signer->certificate != NULL;
}

static bool read_all(Signer *signer, const SignerSource *source, DiagList *diags) {
    STACK_OF(X509) *others = signer->others;
    SignerAsk ask = {.source = source, .diags = diags};
    bool fine = true;
    if (source->certificate && !signer_is_uri(source->certificate))
        fine &= signer_read_certificate(signer, source->certificate, diags);
    if (source->chain)
        fine &= signer_read_chain(source->chain, others, diags);
    bool key = signer_is_uri(source->key) ? signer_token_key(signer, &ask) : signer_read_key(signer, &ask, others);
    return fine & key && read_certificate(signer, source, diags) && check(signer, diags) && build_chain(signer, diags);
}

Signer *signer_open(const SignerSource *source, DiagList *diags) {
    guard_memory();
    Arena *arena = arena_new();
    Signer *signer = arena ? ARENA_NEW(arena, Signer) : NULL;
    bool good = false;
    if (signer) {
        signer->arena = arena;
        signer->chain = sk_X509_new_null();
        signer->others = sk_X509_new_null();
    }
    if (signer && signer->chain && signer->others)
        good = read_all(signer, source, diags);
    else
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    if (good)
        return signer;
    if (signer)
        signer_close(signer);
    else
        arena_free(arena);
    return NULL;
}

void signer_close(Signer *signer) {
    if (!signer)
        return;
    EVP_PKEY_free(signer->key);
    X509_free(signer->certificate);
    sk_X509_pop_free(signer->chain, X509_free);
    sk_X509_pop_free(signer->others, X509_free);
    signer_token_close(signer);
    arena_free(signer->arena);
}

bool signer_is_token(const Signer *signer) { return signer->token != NULL; }

const char *signer_name(const Signer *signer) { return signer->name; }

bool signer_certificate(const Signer *signer, Buf *out) { return crypto_put_certificate(signer->certificate, out); }
