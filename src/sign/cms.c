/*
 * Written by hand, for OpenSSL 3.0 cannot leave the signing time out of a message with signed attributes, nor make one
 * with SM2.
 */
#include "sign/cms.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "sign/crypto.h"
#include "sign/der.h"
#include "sign/hash.h"
#include "sign/signer_parts.h"

#define OID_DATA                "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA         "1.2.840.113549.1.7.2"
#define OID_CONTENT_TYPE        "1.2.840.113549.1.9.3"
#define OID_MESSAGE_DIGEST      "1.2.840.113549.1.9.4"
#define OID_SIGNING_CERTIFICATE "1.2.840.113549.1.9.16.2.47"
#define OID_TIME_STAMP          "1.2.840.113549.1.9.16.2.14"
#define OID_SHA256              "2.16.840.1.101.3.4.2.1"
#define OID_SM3                 "1.2.156.10197.1.401"
#define OID_RSA                 "1.2.840.113549.1.1.1"
#define OID_MGF1                "1.2.840.113549.1.1.8"
#define OID_RSA_PSS             "1.2.840.113549.1.1.10"
#define OID_ECDSA_SHA256        "1.2.840.10045.4.3.2"
#define OID_SM2_SM3             "1.2.156.10197.1.501"

/* GB/T 32918.2, 5.5 leaves the signer's identifier open; GM/T 0009-2012, 10 names this one for all. */
static const char sm2_identifier[] = "1234567812345678";

void cms_signature_free(CmsSignature *signature) {
    buf_free(&signature->attributes);
    buf_free(&signature->value);
    buf_free(&signature->timestamp);
}

/* ---- digests -------------------------------------------------------------------------------------------------- */

static const EVP_MD *digest_of(const Signer *signer) { return signer->kind == SIGNER_SM2 ? EVP_sm3() : EVP_sha256(); }

static const char *digest_oid(const Signer *signer) { return signer->kind == SIGNER_SM2 ? OID_SM3 : OID_SHA256; }

bool cms_digest(const Signer *signer, Str first, Str second, unsigned char digest[CMS_DIGEST]) {
    Hash hash;
    bool good = hash_two(signer->kind == SIGNER_SM2 ? HASH_SM3 : HASH_SHA256, first, second, &hash);
    memcpy(digest, hash.bytes, CMS_DIGEST);
    return good;
}

/* ---- signed attributes ---------------------------------------------------------------------------------------- */

static size_t open_attribute(Buf *out, const char *oid, size_t *values) {
    size_t mark = der_open(out, DER_SEQUENCE);
    der_oid(out, oid);
    *values = der_open(out, DER_SET);
    return mark;
}

static void close_attribute(Buf *out, size_t mark, size_t values) {
    der_close(out, values);
    der_close(out, mark);
}

static void put_content_type(Buf *out) {
    size_t values, mark = open_attribute(out, OID_CONTENT_TYPE, &values);
    der_oid(out, OID_DATA);
    close_attribute(out, mark, values);
}

static void put_digest(Buf *out, const unsigned char digest[CMS_DIGEST]) {
    size_t values, mark = open_attribute(out, OID_MESSAGE_DIGEST, &values);
    der_put(out, DER_OCTETS, (Str){(const char *)digest, CMS_DIGEST});
    close_attribute(out, mark, values);
}

/* RFC 5035, 3: the digest of the signer's certificate; SHA-256 is not named, being the default. */
static bool put_certificate_digest(const Signer *signer, Buf *out) {
    unsigned char digest[CMS_DIGEST];
    Buf der = {0};
    bool good = crypto_put_certificate(signer->certificate, &der) &&
                cms_digest(signer, (Str){der.bytes, der.length}, STR(""), digest);
    size_t values, mark = open_attribute(out, OID_SIGNING_CERTIFICATE, &values);
    size_t whole = der_open(out, DER_SEQUENCE), list = der_open(out, DER_SEQUENCE), one = der_open(out, DER_SEQUENCE);
    if (signer->kind == SIGNER_SM2)
        der_algorithm(out, OID_SM3, /*null*/ false);
    der_put(out, DER_OCTETS, (Str){(const char *)digest, CMS_DIGEST});
    der_close(out, one);
    der_close(out, list);
    der_close(out, whole);
    close_attribute(out, mark, values);
    buf_free(&der);
    return good;
}

/* In DER the members of a SET OF stand in the order of their bytes: here, of growing length (X.690, 11.6). */
static bool put_attributes(const Signer *signer, const unsigned char digest[CMS_DIGEST], Buf *out) {
    size_t set = der_open(out, DER_SET);
    put_content_type(out);
    put_digest(out, digest);
    bool good = put_certificate_digest(signer, out);
    der_close(out, set);
    return good && !buf_failed(out);
}

/* ---- the signature -------------------------------------------------------------------------------------------- */

static bool set_up(const Signer *signer, EVP_PKEY_CTX *context) {
    switch (signer->kind) {
    case SIGNER_RSA: return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0;
    case SIGNER_RSA_PSS:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0;
    default: return true;
    }
}

/* The identifier goes into the digest, so it is set before anything is digested. */
static bool start(const Signer *signer, EVP_MD_CTX *digest, EVP_PKEY_CTX **own) {
    EVP_PKEY_CTX *context = NULL;
    if (signer->kind == SIGNER_SM2) {
        *own = EVP_PKEY_CTX_new(signer->key, NULL);
        if (!*own || EVP_PKEY_CTX_set1_id(*own, sm2_identifier, sizeof sm2_identifier - 1) <= 0)
            return false;
        EVP_MD_CTX_set_pkey_ctx(digest, *own);
    }
    return EVP_DigestSignInit(digest, signer->kind == SIGNER_SM2 ? NULL : &context, digest_of(signer), NULL,
                              signer->key) == 1 &&
           (!context || set_up(signer, context));
}

static bool make_value(const Signer *signer, Str message, Buf *value) {
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_PKEY_CTX *own = NULL;
    const unsigned char *bytes = (const unsigned char *)message.text;
    size_t length = 0;
    bool good =
        digest && start(signer, digest, &own) && EVP_DigestSign(digest, NULL, &length, bytes, message.length) == 1;
    if (good)
        buf_reserve(value, length + 1);
    good = good && !buf_failed(value) &&
           EVP_DigestSign(digest, (unsigned char *)value->bytes, &length, bytes, message.length) == 1;
    value->length = good ? length : 0;
    EVP_MD_CTX_free(digest);
    EVP_PKEY_CTX_free(own);
    return good;
}

static void report(const Signer *signer, DiagList *diags) {
    char words[CRYPTO_WORDS];
    crypto_words(words);
    diag_at(diags, signer->token ? DIAG_TOKEN_GONE : DIAG_SIGN_FAILED, (Place){0}, DIAG_ARGS(words));
}

bool cms_sign(const Signer *signer, const unsigned char digest[CMS_DIGEST], CmsSignature *signature, DiagList *diags) {
    if (!put_attributes(signer, digest, &signature->attributes)) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return false;
    }
    Str message = {signature->attributes.bytes, signature->attributes.length};
    if (make_value(signer, message, &signature->value))
        return true;
    report(signer, diags);
    return false;
}

/* ---- the message ---------------------------------------------------------------------------------------------- */

/* RFC 4055, 3.1: RSASSA-PSS with SHA-256, MGF1 with the same, a salt of its length. */
static void put_pss(Buf *out) {
    size_t algorithm = der_open(out, DER_SEQUENCE), parameters, field, mask;
    der_oid(out, OID_RSA_PSS);
    parameters = der_open(out, DER_SEQUENCE);
    field = der_open(out, DER_CONTEXT + 0);
    der_algorithm(out, OID_SHA256, /*null*/ true);
    der_close(out, field);
    field = der_open(out, DER_CONTEXT + 1);
    mask = der_open(out, DER_SEQUENCE);
    der_oid(out, OID_MGF1);
    der_algorithm(out, OID_SHA256, /*null*/ true);
    der_close(out, mask);
    der_close(out, field);
    field = der_open(out, DER_CONTEXT + 2);
    der_small(out, CMS_DIGEST);
    der_close(out, field);
    der_close(out, parameters);
    der_close(out, algorithm);
}

static void put_signature_algorithm(const Signer *signer, Buf *out) {
    switch (signer->kind) {
    case SIGNER_RSA: der_algorithm(out, OID_RSA, /*null*/ true); break;
    case SIGNER_RSA_PSS: put_pss(out); break;
    case SIGNER_ECDSA: der_algorithm(out, OID_ECDSA_SHA256, /*null*/ false); break;
    case SIGNER_SM2: der_algorithm(out, OID_SM2_SM3, /*null*/ false); break;
    }
}

/* RFC 5652, 10.2.4. */
static bool put_issuer_and_serial(const X509 *certificate, Buf *out) {
    unsigned char *name = NULL, *serial = NULL;
    int name_length = i2d_X509_NAME(X509_get_issuer_name(certificate), &name);
    int serial_length = i2d_ASN1_INTEGER(X509_get0_serialNumber(certificate), &serial);
    size_t mark = der_open(out, DER_SEQUENCE);
    if (name_length > 0 && serial_length > 0) {
        buf_push(out, name, (size_t)name_length);
        buf_push(out, serial, (size_t)serial_length);
    }
    der_close(out, mark);
    OPENSSL_free(name);
    OPENSSL_free(serial);
    return name_length > 0 && serial_length > 0;
}

static bool put_certificates(const Signer *signer, Buf *out) {
    size_t mark = der_open(out, DER_CONTEXT + 0);
    bool good = crypto_put_certificate(signer->certificate, out);
    for (int i = 0; i < sk_X509_num(signer->chain); i++)
        good &= crypto_put_certificate(sk_X509_value(signer->chain, i), out);
    der_close(out, mark);
    return good;
}

static void put_timestamp(const CmsSignature *signature, Buf *out) {
    if (!signature->timestamp.length)
        return;
    size_t unsigned_ones = der_open(out, DER_CONTEXT + 1), values, mark = open_attribute(out, OID_TIME_STAMP, &values);
    buf_push(out, signature->timestamp.bytes, signature->timestamp.length);
    close_attribute(out, mark, values);
    der_close(out, unsigned_ones);
}

static bool put_signer(const Signer *signer, const CmsSignature *signature, Buf *out) {
    size_t infos = der_open(out, DER_SET), info = der_open(out, DER_SEQUENCE);
    der_small(out, 1);
    bool good = put_issuer_and_serial(signer->certificate, out);
    der_algorithm(out, digest_oid(signer), /*null*/ false);
    size_t attributes = out->length;
    buf_push(out, signature->attributes.bytes, signature->attributes.length);
    if (!buf_failed(out))
        out->bytes[attributes] = (char)(DER_CONTEXT + 0); /* here it is [0] IMPLICIT (5.4) */
    put_signature_algorithm(signer, out);
    der_put(out, DER_OCTETS, (Str){signature->value.bytes, signature->value.length});
    put_timestamp(signature, out);
    der_close(out, info);
    der_close(out, infos);
    return good;
}

bool cms_write(const Signer *signer, const CmsSignature *signature, Buf *out) {
    size_t info = der_open(out, DER_SEQUENCE), content, data, list;
    der_oid(out, OID_SIGNED_DATA);
    content = der_open(out, DER_CONTEXT + 0);
    data = der_open(out, DER_SEQUENCE);
    der_small(out, 1);
    list = der_open(out, DER_SET);
    der_algorithm(out, digest_oid(signer), /*null*/ false);
    der_close(out, list);
    list = der_open(out, DER_SEQUENCE);
    der_oid(out, OID_DATA);
    der_close(out, list);
    bool good = put_certificates(signer, out) && put_signer(signer, signature, out);
    der_close(out, data);
    der_close(out, content);
    der_close(out, info);
    return good && !buf_failed(out);
}
