/*
 * cms_check: a CMS SignedData (RFC 5652) with one signer, taken apart and held to the bytes it was made over.
 *
 * Signatures (CAdES, EN 319 122-1; ISO 32000-2, 12.8.3) and time stamp tokens (RFC 3161) are both such a thing, and are
 * checked here by the same code: what is signed is the signed attributes as they stand in the file, of which one is the
 * digest of the content. Whose key it is, and whether he may be believed, is chain's to say.
 */
#ifndef BANXIN_SIGN_CMS_CHECK_H
#define BANXIN_SIGN_CMS_CHECK_H

#include <openssl/x509.h>

#include "sign/inquiry.h"

typedef enum CmsFault {
    CMS_UNREADABLE = 1 << 0,   /* not DER, no SignedData, not exactly one signer, not of the type wanted */
    CMS_NO_SIGNER = 1 << 1,    /* the signer's certificate is not within it */
    CMS_DIGEST_WRONG = 1 << 2, /* the content is not what was signed */
    CMS_VALUE_WRONG = 1 << 3,  /* the signature value is not that of the key over the attributes */
    CMS_ATTRIBUTES = 1 << 4,   /* content-type, message-digest or signing-certificate are wrong or missing */
    CMS_WEAK = 1 << 5,         /* digest, signature or key are not to be relied upon */
    CMS_LOOSE = 1 << 6         /* what is not signed is not as it must be: versions, digests, attributes */
} CmsFault;

typedef struct CmsCheck {
    STACK_OF(X509) * certificates; /* freed by cms_check_free, as `lists` */
    STACK_OF(X509_CRL) * lists;
    X509 *signer; /* among the certificates; NULL when there is none */
    const EVP_MD *digest;
    const char *digest_name;    /* "SHA-256", or the identifier in figures; in the arena or static */
    const char *algorithm_name; /* "RSA-PSS" */
    unsigned faults;            /* CmsFault; 0 is good */
    bool cades;                 /* a signing-certificate attribute names the signer's certificate, rightly */
    bool claims_time;           /* a signing-time attribute, which PAdES keeps out */
    /* within the DER */
    Str value;               /* the signature value */
    Str content;             /* what it carries itself (a time stamp's TSTInfo) */
    Str signed_attributes;   /* the set's contents */
    Str unsigned_attributes; /* the same; empty when there is none */
} CmsCheck;

/* The content a signature is made over, in pieces. */
typedef struct CmsContent {
    const Str *pieces;
    size_t count;
} CmsContent;

/*
 * Checks `der` against a detached content, or (content NULL) against what it carries itself, which must then be a time
 * stamp's TSTInfo. Says what is wrong as findings of the inquiry. `check` is zeroed first, and to be freed either way;
 * the DER and the arena must live as long. False when nothing could be read.
 */
bool cms_check(Inquiry *inquiry, Str der, const CmsContent *content, CmsCheck *check);
void cms_check_free(CmsCheck *check);

/*
 * The one value of an attribute of a kind (dotted identifier), as DER; empty when there is none, or several, or several
 * values.
 */
Str cms_attribute(Str attributes, const char *identifier);

#endif
