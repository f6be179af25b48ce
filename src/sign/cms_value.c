#include "sign/cms_value.h"

#include <string.h>

#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include "sign/asn.h"

#define RSA_BITS_MIN 2048
#define EC_BITS_MIN  256

/* ---- identifiers ---------------------------------------------------------------------------------------------- */

bool oid_text(Str der, char *text, size_t size) {
    const unsigned char *at = (const unsigned char *)der.text;
    ASN1_OBJECT *object = d2i_ASN1_OBJECT(NULL, &at, (long)der.length);
    int length = object ? OBJ_obj2txt(text, (int)size, object, /*figures*/ 1) : 0;
    ASN1_OBJECT_free(object);
    return length > 0 && (size_t)length < size;
}

/* An AlgorithmIdentifier; NULL when it is none. */
static X509_ALGOR *read_algorithm(Str der, int *nid, int *type, const void **value) {
    const unsigned char *at = (const unsigned char *)der.text;
    const ASN1_OBJECT *object;
    X509_ALGOR *algorithm = d2i_X509_ALGOR(NULL, &at, (long)der.length);
    if (!algorithm)
        return NULL;
    X509_ALGOR_get0(&object, type, value, algorithm);
    *nid = OBJ_obj2nid(object);
    return algorithm;
}

/* ---- digests -------------------------------------------------------------------------------------------------- */

typedef struct DigestRow {
    int nid;
    const char *name;
    const EVP_MD *(*md)(void);
    bool strong;
} DigestRow;

static const DigestRow digests[] = {
    {NID_sha256, "SHA-256", EVP_sha256, true},      {NID_sha384, "SHA-384", EVP_sha384, true},
    {NID_sha512, "SHA-512", EVP_sha512, true},      {NID_sm3, "SM3", EVP_sm3, true},
    {NID_sha3_256, "SHA3-256", EVP_sha3_256, true}, {NID_sha3_384, "SHA3-384", EVP_sha3_384, true},
    {NID_sha3_512, "SHA3-512", EVP_sha3_512, true}, {NID_sha224, "SHA-224", EVP_sha224, true},
    {NID_sha1, "SHA-1", EVP_sha1, false},           {NID_md5, "MD5", EVP_md5, false},
};

static const DigestRow *digest_row(int nid) {
    for (size_t i = 0; i < sizeof digests / sizeof *digests; i++)
        if (digests[i].nid == nid)
            return &digests[i];
    return NULL;
}

const EVP_MD *digest_of(Str der) {
    int nid, type;
    const void *value;
    X509_ALGOR *algorithm = read_algorithm(der, &nid, &type, &value);
    const DigestRow *row = algorithm && (type == V_ASN1_NULL || type == V_ASN1_UNDEF) ? digest_row(nid) : NULL;
    X509_ALGOR_free(algorithm);
    return row ? row->md() : NULL;
}

const char *digest_name(Arena *arena, Str algorithm) {
    char figures[128];
    Asn outer, oid;
    const EVP_MD *digest = digest_of(algorithm);
    if (digest)
        return digest_row(EVP_MD_get_type(digest))->name;
    bool known = asn_take(&algorithm, ASN_SEQUENCE, &outer) && asn_take(&outer.body, ASN_OID, &oid) &&
                 oid_text(oid.whole, figures, sizeof figures);
    return known ? arena_strdup(arena, figures) : "?";
}

bool digest_is_strong(const EVP_MD *digest) {
    const DigestRow *row = digest_row(EVP_MD_get_type(digest));
    return row && row->strong;
}

/* ---- keys ----------------------------------------------------------------------------------------------------- */

static int curve_of(EVP_PKEY *key) {
    char name[64];
    size_t length;
    bool known = EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, &length) == 1;
    return known ? OBJ_txt2nid(name) : NID_undef;
}

static bool is_sm2(EVP_PKEY *key) { return EVP_PKEY_is_a(key, "SM2") || curve_of(key) == NID_sm2; }

static bool is_rsa(EVP_PKEY *key) { return EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "RSA-PSS"); }

const char *key_name(Arena *arena, EVP_PKEY *key) {
    if (!key)
        return "?";
    if (is_rsa(key))
        return arena_printf(arena, "RSA %d", EVP_PKEY_get_bits(key));
    if (is_sm2(key))
        return "SM2";
    if (!EVP_PKEY_is_a(key, "EC"))
        return arena_strdup(arena, EVP_PKEY_get0_type_name(key));
    const char *name = EC_curve_nid2nist(curve_of(key));
    return arena_printf(arena, "EC %s", name ? name : OBJ_nid2sn(curve_of(key)));
}

bool key_is_strong(EVP_PKEY *key) {
    if (!key)
        return false;
    if (is_rsa(key))
        return EVP_PKEY_get_bits(key) >= RSA_BITS_MIN;
    if (is_sm2(key) || EVP_PKEY_is_a(key, "EC"))
        return EVP_PKEY_get_bits(key) >= EC_BITS_MIN;
    return EVP_PKEY_is_a(key, "ED25519") || EVP_PKEY_is_a(key, "ED448");
}

/* ---- signatures ----------------------------------------------------------------------------------------------- */

#define ID_SM2_WITH_SM3 "1.2.156.10197.1.501"
#define ID_SM2_SIGN     "1.2.156.10197.1.301.1"

/* RSASSA-PSS-params (RFC 4055, 3.1): what is left out is SHA-1 and 20, which nothing here relies upon. */
static bool read_pss(int type, const void *value, SignatureKind *kind) {
    const ASN1_STRING *text = value;
    const unsigned char *at = type == V_ASN1_SEQUENCE ? ASN1_STRING_get0_data(text) : NULL;
    RSA_PSS_PARAMS *params = at ? d2i_RSA_PSS_PARAMS(NULL, &at, ASN1_STRING_length(text)) : NULL;
    X509_ALGOR *mask = params && params->maskGenAlgorithm && params->maskGenAlgorithm->parameter &&
                               params->maskGenAlgorithm->parameter->type == V_ASN1_SEQUENCE &&
                               OBJ_obj2nid(params->maskGenAlgorithm->algorithm) == NID_mgf1
                           ? ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(X509_ALGOR), params->maskGenAlgorithm->parameter)
                           : NULL;
    const DigestRow *hash =
        params && params->hashAlgorithm ? digest_row(OBJ_obj2nid(params->hashAlgorithm->algorithm)) : NULL;
    const DigestRow *masked = mask ? digest_row(OBJ_obj2nid(mask->algorithm)) : NULL;
    if (hash && masked) {
        kind->digest = hash->md();
        kind->mask = masked->md();
        kind->salt = params->saltLength ? (int)ASN1_INTEGER_get(params->saltLength) : 20;
    }
    X509_ALGOR_free(mask);
    RSA_PSS_PARAMS_free(params);
    return hash && masked && kind->salt >= 0 && kind->salt <= 512;
}

/* The plain names of keys leave the digest to the SignerInfo's own. */
static bool kind_of(int nid, SignatureKind *kind) {
    int digest = NID_undef, key = nid;
    if (nid != NID_rsaEncryption && nid != NID_X9_62_id_ecPublicKey && nid != NID_ED25519 && nid != NID_ED448 &&
        !OBJ_find_sigid_algs(nid, &digest, &key))
        return false;
    const DigestRow *row = digest_row(digest);
    if (row)
        kind->digest = row->md();
    switch (key) {
    case NID_rsaEncryption: kind->scheme = SCHEME_RSA, kind->name = "RSA"; break;
    case NID_X9_62_id_ecPublicKey: kind->scheme = SCHEME_ECDSA, kind->name = "ECDSA"; break;
    case NID_ED25519: kind->scheme = SCHEME_EDDSA, kind->name = "Ed25519"; break;
    case NID_ED448: kind->scheme = SCHEME_EDDSA, kind->name = "Ed448"; break;
    default: return false;
    }
    return digest == NID_undef || row;
}

bool signature_kind(Str der, const EVP_MD *digest, SignatureKind *kind) {
    int nid, type;
    const void *value;
    char figures[128] = "";
    Str rest = der;
    Asn outer, oid;
    X509_ALGOR *algorithm = read_algorithm(der, &nid, &type, &value);
    *kind = (SignatureKind){.digest = digest};
    bool known = algorithm && asn_take(&rest, ASN_SEQUENCE, &outer) && asn_take(&outer.body, ASN_OID, &oid) &&
                 oid_text(oid.whole, figures, sizeof figures);
    bool bare = type == V_ASN1_UNDEF || type == V_ASN1_NULL;
    if (known && (strcmp(figures, ID_SM2_WITH_SM3) == 0 || strcmp(figures, ID_SM2_SIGN) == 0))
        *kind = (SignatureKind){SCHEME_SM2, "SM2", EVP_sm3(), NULL, 0};
    else if (known && nid == NID_rsassaPss)
        known = (kind->scheme = SCHEME_RSA_PSS, kind->name = "RSA-PSS", read_pss(type, value, kind));
    else
        known = known && bare && kind_of(nid, kind);
    X509_ALGOR_free(algorithm);
    return known && digest && kind->digest == digest;
}

static bool set_up(const SignatureKind *kind, EVP_PKEY_CTX *context, const char *identity) {
    switch (kind->scheme) {
    case SCHEME_RSA: return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0;
    case SCHEME_RSA_PSS:
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(context, kind->mask) > 0 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, kind->salt) > 0;
    case SCHEME_SM2: return EVP_PKEY_CTX_set1_id(context, identity, (int)strlen(identity)) > 0;
    default: return true;
    }
}

static bool key_suits(const SignatureKind *kind, EVP_PKEY *key) {
    switch (kind->scheme) {
    case SCHEME_RSA:
    case SCHEME_RSA_PSS: return is_rsa(key);
    case SCHEME_SM2: return is_sm2(key);
    case SCHEME_ECDSA: return EVP_PKEY_is_a(key, "EC") && !is_sm2(key);
    default: return EVP_PKEY_is_a(key, kind->name);
    }
}

static bool verify(const SignatureKind *kind, EVP_PKEY *key, const char *identity, Str signed_bytes, Str value) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *inner = NULL;
    const EVP_MD *digest = kind->scheme == SCHEME_EDDSA ? NULL : kind->digest;
    bool right = context && EVP_DigestVerifyInit(context, &inner, digest, NULL, key) == 1 &&
                 set_up(kind, inner, identity) &&
                 EVP_DigestVerify(context, (const unsigned char *)value.text, value.length,
                                  (const unsigned char *)signed_bytes.text, signed_bytes.length) == 1;
    EVP_MD_CTX_free(context);
    return right;
}

bool signature_is_right(const SignatureKind *kind, EVP_PKEY *key, Str attributes, Str value) {
    Buf set = {0};
    if (!key || !key_suits(kind, key))
        return false;
    buf_char(&set, ASN_SET);
    buf_push(&set, attributes.text + 1, attributes.length - 1);
    Str whole = {set.bytes, set.length};
    bool right = !buf_failed(&set) && (verify(kind, key, SM2_IDENTITY, whole, value) ||
                                       (kind->scheme == SCHEME_SM2 && verify(kind, key, "", whole, value)));
    buf_free(&set);
    return right;
}

/* ---- certificates --------------------------------------------------------------------------------------------- */

/* The identity stays with the certificate, for OpenSSL's own walk up the chain. */
static bool set_identity(X509 *certificate, const char *identity) {
    ASN1_OCTET_STRING *text = ASN1_OCTET_STRING_new();
    if (!text || !ASN1_OCTET_STRING_set(text, (const unsigned char *)identity, (int)strlen(identity))) {
        ASN1_OCTET_STRING_free(text);
        return false;
    }
    X509_set0_distinguishing_id(certificate, text);
    return true;
}

bool certificate_is_signed_by(X509 *certificate, X509 *issuer) {
    EVP_PKEY *key = X509_get0_pubkey(issuer);
    if (!key || X509_verify(certificate, key) == 1)
        return key != NULL;
    return is_sm2(key) && ((set_identity(certificate, SM2_IDENTITY) && X509_verify(certificate, key) == 1) ||
                           (set_identity(certificate, "") && X509_verify(certificate, key) == 1));
}

/* OpenSSL has no identity for lists: the signed part is written again and asked by itself. */
bool list_is_signed_by(X509_CRL *list, EVP_PKEY *key) {
    const ASN1_BIT_STRING *value;
    const X509_ALGOR *algorithm;
    unsigned char *part = NULL;
    if (X509_CRL_verify(list, key) == 1)
        return true;
    if (!is_sm2(key))
        return false;
    X509_CRL_get0_signature(list, &value, &algorithm);
    int length = i2d_re_X509_CRL_tbs(list, &part);
    SignatureKind kind = {SCHEME_SM2, "SM2", EVP_sm3(), NULL, 0};
    bool right =
        length > 0 && verify(&kind, key, SM2_IDENTITY, (Str){(const char *)part, (size_t)length},
                             (Str){(const char *)ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)});
    OPENSSL_free(part);
    return right;
}
