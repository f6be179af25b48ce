#include "sign/cms_check.h"

#include <string.h>

#include <openssl/x509v3.h>

#include "sign/asn.h"
#include "sign/cms_value.h"

#define ID_DATA            "1.2.840.113549.1.7.1"
#define ID_SIGNED_DATA     "1.2.840.113549.1.7.2"
#define ID_TST_INFO        "1.2.840.113549.1.9.16.1.4"
#define ID_CONTENT_TYPE    "1.2.840.113549.1.9.3"
#define ID_MESSAGE_DIGEST  "1.2.840.113549.1.9.4"
#define ID_SIGNING_TIME    "1.2.840.113549.1.9.5"
#define ID_SIGNING_CERT    "1.2.840.113549.1.9.16.2.12"
#define ID_SIGNING_CERT_V2 "1.2.840.113549.1.9.16.2.47"

#define CERTIFICATES_MAX 64
#define LISTS_MAX        64

/* SignedData and its SignerInfo, as bytes (RFC 5652, 5.1 and 5.3). */
typedef struct Parts {
    Asn version, digests, content_type, content, certificates, lists;
    Asn signer_version, signer, digest, attributes, algorithm, value, unsigned_attributes;
    bool has_content, by_key; /* the signer is named by its key identifier */
} Parts;

static void fault(Inquiry *inquiry, CmsCheck *check, CmsFault kind, VerifyRule rule, const char *why) {
    check->faults |= (unsigned)kind;
    inquiry_say(inquiry, rule, DIAG_ARGS(why));
}

/* ---- taking apart --------------------------------------------------------------------------------------------- */

static bool is_oid(const Asn *oid, const char *identifier) {
    char text[128];
    return oid_text(oid->whole, text, sizeof text) && strcmp(text, identifier) == 0;
}

static bool take_signer(Str rest, Parts *parts) {
    return asn_take(&rest, ASN_INTEGER, &parts->signer_version) &&
           (asn_take(&rest, ASN_SEQUENCE, &parts->signer) || (parts->by_key = asn_take(&rest, 0x80, &parts->signer))) &&
           asn_take(&rest, ASN_SEQUENCE, &parts->digest) && asn_take(&rest, ASN_TAGGED(0), &parts->attributes) &&
           asn_take(&rest, ASN_SEQUENCE, &parts->algorithm) && asn_take(&rest, ASN_OCTETS, &parts->value) &&
           (asn_take(&rest, ASN_TAGGED(1), &parts->unsigned_attributes) || rest.length == 0) && rest.length == 0;
}

static bool take_content(Str rest, Parts *parts) {
    Asn outer;
    if (!asn_take(&rest, ASN_OID, &parts->content_type))
        return false;
    parts->has_content = asn_take(&rest, ASN_TAGGED(0), &outer);
    return rest.length == 0 &&
           (!parts->has_content || (asn_take(&outer.body, ASN_OCTETS, &parts->content) && outer.body.length == 0));
}

static bool take_signed_data(Str rest, Parts *parts) {
    Asn content, signers, signer;
    if (!asn_take(&rest, ASN_INTEGER, &parts->version) || !asn_take(&rest, ASN_SET, &parts->digests) ||
        !asn_take(&rest, ASN_SEQUENCE, &content) || !take_content(content.body, parts))
        return false;
    asn_take(&rest, ASN_TAGGED(0), &parts->certificates);
    asn_take(&rest, ASN_TAGGED(1), &parts->lists);
    return asn_take(&rest, ASN_SET, &signers) && rest.length == 0 && asn_take(&signers.body, ASN_SEQUENCE, &signer) &&
           signers.body.length == 0 && take_signer(signer.body, parts);
}

static bool take_apart(Str der, Parts *parts) {
    Asn outer, type, inner, data;
    return asn_is_strict(der) && asn_take(&der, ASN_SEQUENCE, &outer) && asn_take(&outer.body, ASN_OID, &type) &&
           is_oid(&type, ID_SIGNED_DATA) && asn_take(&outer.body, ASN_TAGGED(0), &inner) && outer.body.length == 0 &&
           asn_take(&inner.body, ASN_SEQUENCE, &data) && inner.body.length == 0 && take_signed_data(data.body, parts);
}

/* ---- certificates and lists ----------------------------------------------------------------------------------- */

static bool read_certificates(Str rest, CmsCheck *check) {
    Asn value;
    while (asn_next(&rest, &value)) {
        const unsigned char *at = (const unsigned char *)value.whole.text;
        X509 *certificate = value.tag == ASN_SEQUENCE && sk_X509_num(check->certificates) < CERTIFICATES_MAX
                                ? d2i_X509(NULL, &at, (long)value.whole.length)
                                : NULL;
        if (!certificate || !sk_X509_push(check->certificates, certificate)) {
            X509_free(certificate);
            return false;
        }
    }
    return rest.length == 0;
}

static bool read_lists(Str rest, CmsCheck *check) {
    Asn value;
    while (asn_next(&rest, &value)) {
        const unsigned char *at = (const unsigned char *)value.whole.text;
        X509_CRL *list = NULL;
        if (value.tag == ASN_TAGGED(1)) /* other revocation data: OCSP as RFC 5940 has it; not asked */
            continue;
        if (value.tag == ASN_SEQUENCE && sk_X509_CRL_num(check->lists) < LISTS_MAX)
            list = d2i_X509_CRL(NULL, &at, (long)value.whole.length);
        if (!list || !sk_X509_CRL_push(check->lists, list)) {
            X509_CRL_free(list);
            return false;
        }
    }
    return rest.length == 0;
}

static bool is_signer(const Parts *parts, X509 *certificate) {
    Str rest = parts->signer.body;
    if (parts->by_key) {
        const ASN1_OCTET_STRING *key = X509_get0_subject_key_id(certificate);
        return key && str_equal(rest, (Str){(const char *)ASN1_STRING_get0_data(key), (size_t)ASN1_STRING_length(key)});
    }
    unsigned char *name = NULL, *serial = NULL;
    int name_length = i2d_X509_NAME(X509_get_issuer_name(certificate), &name);
    int serial_length = i2d_ASN1_INTEGER(X509_get0_serialNumber(certificate), &serial);
    bool same = name_length > 0 && serial_length > 0 && rest.length == (size_t)name_length + (size_t)serial_length &&
                memcmp(rest.text, name, (size_t)name_length) == 0 &&
                memcmp(rest.text + name_length, serial, (size_t)serial_length) == 0;
    OPENSSL_free(name);
    OPENSSL_free(serial);
    return same;
}

static void find_signer(Inquiry *inquiry, const Parts *parts, CmsCheck *check) {
    for (int i = 0; i < sk_X509_num(check->certificates) && !check->signer; i++)
        if (is_signer(parts, sk_X509_value(check->certificates, i)))
            check->signer = sk_X509_value(check->certificates, i);
    if (!check->signer)
        fault(inquiry, check, CMS_NO_SIGNER, RULE_CMS,
              DIAG_BOTH("the signer's certificate is not within it", "其中没有签署者的证书"));
}

/* ---- attributes ----------------------------------------------------------------------------------------------- */

Str cms_attribute(Str attributes, const char *identifier) {
    Asn attribute, type, values;
    Str found = {NULL, 0};
    int times = 0;
    while (asn_take(&attributes, ASN_SEQUENCE, &attribute)) {
        if (!asn_take(&attribute.body, ASN_OID, &type) || !is_oid(&type, identifier) ||
            !asn_take(&attribute.body, ASN_SET, &values))
            continue;
        times++;
        found = values.body;
    }
    return times == 1 && asn_length(found) == found.length ? found : (Str){NULL, 0};
}

/* ESSCertID: [hash algorithm,] hash, [issuer and serial]; version 1 has SHA-1 and no algorithm (RFC 5035). */
static bool names_certificate(Str ids, bool second, X509 *certificate) {
    Asn outer, list, id, algorithm, hash;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    const EVP_MD *kind = second ? EVP_sha256() : EVP_sha1();
    if (!asn_take(&ids, ASN_SEQUENCE, &outer) || !asn_take(&outer.body, ASN_SEQUENCE, &list) ||
        !asn_take(&list.body, ASN_SEQUENCE, &id))
        return false;
    if (second && asn_take(&id.body, ASN_SEQUENCE, &algorithm))
        kind = digest_of(algorithm.whole);
    return kind && asn_take(&id.body, ASN_OCTETS, &hash) && X509_digest(certificate, kind, digest, &length) == 1 &&
           str_equal(hash.body, (Str){(const char *)digest, length});
}

static void check_signing_certificate(Inquiry *inquiry, CmsCheck *check) {
    Str second = cms_attribute(check->signed_attributes, ID_SIGNING_CERT_V2);
    Str first = cms_attribute(check->signed_attributes, ID_SIGNING_CERT);
    bool named = second.length > 0 || first.length > 0;
    check->cades = named && (second.length == 0 || names_certificate(second, true, check->signer)) &&
                   (first.length == 0 || names_certificate(first, false, check->signer));
    if (named && !check->cades)
        fault(inquiry, check, CMS_ATTRIBUTES, RULE_ATTRIBUTE,
              DIAG_BOTH("signing-certificate names another certificate", "signing-certificate 所指的是另一证书"));
}

static bool digest_content(const CmsCheck *check, const CmsContent *content, unsigned char *out, unsigned *length) {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = context && EVP_DigestInit_ex(context, check->digest, NULL) == 1;
    for (size_t i = 0; done && i < content->count; i++)
        done = EVP_DigestUpdate(context, content->pieces[i].text, content->pieces[i].length) == 1;
    done = done && EVP_DigestFinal_ex(context, out, length) == 1;
    EVP_MD_CTX_free(context);
    return done;
}

static void check_digest(Inquiry *inquiry, CmsCheck *check, const CmsContent *content) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    Str value = cms_attribute(check->signed_attributes, ID_MESSAGE_DIGEST);
    Asn octets;
    if (!asn_take(&value, ASN_OCTETS, &octets)) {
        fault(inquiry, check, CMS_ATTRIBUTES, RULE_ATTRIBUTE,
              DIAG_BOTH("message-digest is missing", "缺少 message-digest"));
    } else if (!check->digest || !digest_content(check, content, digest, &length) ||
               !str_equal(octets.body, (Str){(const char *)digest, length})) {
        check->faults |= CMS_DIGEST_WRONG;
        inquiry_say(inquiry, RULE_DIGEST, DIAG_NO_ARGS);
    }
}

static void check_content_type(Inquiry *inquiry, CmsCheck *check, const Parts *parts, const char *wanted) {
    Str value = cms_attribute(check->signed_attributes, ID_CONTENT_TYPE);
    Asn type;
    if (!asn_take(&value, ASN_OID, &type) || !is_oid(&type, wanted) || !is_oid(&parts->content_type, wanted))
        fault(inquiry, check, CMS_ATTRIBUTES, RULE_ATTRIBUTE,
              DIAG_BOTH("content-type is not that of what is signed", "content-type 与所签内容不符"));
}

/* ---- the part that is not signed ------------------------------------------------------------------------------ */

/*
 * The version follows from what is within (RFC 5652, 5.1): 1 for data whose signer is named by issuer and serial, else
 * 3. Digests names the signer's.
 */
static bool versions_fit(const Parts *parts, const CmsCheck *check, bool plain) {
    Asn digest;
    Str digests = parts->digests.body;
    bool named = false;
    int version = plain && !parts->by_key ? 1 : 3, signer = parts->by_key ? 3 : 1;
    while (asn_take(&digests, ASN_SEQUENCE, &digest))
        named |= check->digest && digest_of(digest.whole) == check->digest;
    return digests.length == 0 && named && parts->version.body.length == 1 && parts->version.body.text[0] == version &&
           parts->signer_version.body.length == 1 && parts->signer_version.body.text[0] == signer;
}

/* The only attribute PAdES leaves unsigned is the time stamp (EN 319 142-1, 6.3). */
static bool knows_unsigned(Str attributes) {
    Asn attribute, type;
    while (asn_take(&attributes, ASN_SEQUENCE, &attribute))
        if (!asn_take(&attribute.body, ASN_OID, &type) || !is_oid(&type, ID_TIME_STAMP))
            return false;
    return attributes.length == 0;
}

static void check_unsigned(Inquiry *inquiry, CmsCheck *check, const Parts *parts, bool plain) {
    if (!versions_fit(parts, check, plain))
        fault(inquiry, check, CMS_LOOSE, RULE_LEFTOVER,
              DIAG_BOTH("its versions or digests are not those of what is within", "版本号或摘要算法与其内容不符"));
    if (!knows_unsigned(check->unsigned_attributes))
        fault(inquiry, check, CMS_LOOSE, RULE_LEFTOVER,
              DIAG_BOTH("an unsigned attribute is unknown", "有未知的未签署属性"));
}

/* ---- the whole ------------------------------------------------------------------------------------------------ */

static void check_value(Inquiry *inquiry, CmsCheck *check, const Parts *parts) {
    SignatureKind kind;
    if (!signature_kind(parts->algorithm.whole, check->digest, &kind)) {
        fault(inquiry, check, CMS_VALUE_WRONG, RULE_CMS,
              DIAG_BOTH("its signature algorithm is unknown or not that of its digest",
                        "签名算法未知，或与摘要算法不符"));
        return;
    }
    check->algorithm_name = kind.name;
    if (signature_is_right(&kind, X509_get0_pubkey(check->signer), parts->attributes.whole, parts->value.body))
        return;
    check->faults |= CMS_VALUE_WRONG;
    inquiry_say(inquiry, RULE_SIGNATURE, DIAG_NO_ARGS);
}

static void check_strength(Inquiry *inquiry, CmsCheck *check) {
    const char *weak = check->digest && !digest_is_strong(check->digest) ? check->digest_name : NULL;
    if (weak)
        fault(inquiry, check, CMS_WEAK, RULE_WEAK, weak);
    if (check->signer && !key_is_strong(X509_get0_pubkey(check->signer)))
        fault(inquiry, check, CMS_WEAK, RULE_WEAK, key_name(inquiry->arena, X509_get0_pubkey(check->signer)));
}

static bool unreadable(Inquiry *inquiry, CmsCheck *check, const char *why) {
    fault(inquiry, check, CMS_UNREADABLE, RULE_CMS, why);
    return false;
}

static bool read(Inquiry *inquiry, Str der, bool detached, Parts *parts, CmsCheck *check) {
    if (!take_apart(der, parts))
        return unreadable(inquiry, check,
                          DIAG_BOTH("it is no CMS SignedData of one signer in DER",
                                    "不是 DER 编码、只有一个签署者的 CMS SignedData"));
    if (parts->has_content == detached)
        return unreadable(inquiry, check,
                          detached ? DIAG_BOTH("it carries a content of its own", "其中另有内容")
                                   : DIAG_BOTH("it carries no content", "其中没有内容"));
    check->certificates = sk_X509_new_null();
    check->lists = sk_X509_CRL_new_null();
    if (!check->certificates || !check->lists || !read_certificates(parts->certificates.body, check) ||
        !read_lists(parts->lists.body, check))
        return unreadable(inquiry, check,
                          DIAG_BOTH("a certificate or revocation list in it is damaged", "其中有损坏的证书或吊销列表"));
    return true;
}

static void take_values(Inquiry *inquiry, const Parts *parts, CmsCheck *check) {
    check->value = parts->value.body;
    check->content = parts->content.body;
    check->signed_attributes = parts->attributes.body;
    check->unsigned_attributes = parts->unsigned_attributes.body;
    check->claims_time = cms_attribute(check->signed_attributes, ID_SIGNING_TIME).length > 0;
    check->digest = digest_of(parts->digest.whole);
    check->digest_name = digest_name(inquiry->arena, parts->digest.whole);
}

bool cms_check(Inquiry *inquiry, Str der, const CmsContent *content, CmsCheck *check) {
    Parts parts = {.has_content = false};
    bool detached = content != NULL;
    *check = (CmsCheck){.signer = NULL};
    if (!read(inquiry, der, detached, &parts, check))
        return false;
    take_values(inquiry, &parts, check);
    CmsContent own = {&check->content, 1};
    check_digest(inquiry, check, detached ? content : &own);
    check_content_type(inquiry, check, &parts, detached ? ID_DATA : ID_TST_INFO);
    find_signer(inquiry, &parts, check);
    if (check->signer) {
        check_value(inquiry, check, &parts);
        check_signing_certificate(inquiry, check);
    }
    check_strength(inquiry, check);
    check_unsigned(inquiry, check, &parts, detached);
    return true;
}

void cms_check_free(CmsCheck *check) {
    sk_X509_pop_free(check->certificates, X509_free);
    sk_X509_CRL_pop_free(check->lists, X509_CRL_free);
    *check = (CmsCheck){.signer = NULL};
}
