/*
 * cms: a signature as a CMS message without its content (RFC 5652), as PAdES wants it (ETSI EN 319 142-1, 6.3): one
 * signer; content type, digest and the signer's certificate as signed attributes, no signing time; the certificates of
 * the chain; a time stamp as unsigned attribute.
 */
#ifndef BANXIN_SIGN_CMS_H
#define BANXIN_SIGN_CMS_H

#include "sign/signer.h"

#define CMS_DIGEST 32 /* bytes: SHA-256, with keys of SM2 SM3 */

typedef struct CmsSignature {
    Buf attributes; /* the signed ones, as what is signed: a SET OF in DER */
    Buf value;      /* the signature itself */
    Buf timestamp;  /* a time-stamp token (RFC 3161), or empty */
} CmsSignature;
void cms_signature_free(CmsSignature *signature);

/* The digest of bytes in two pieces, of the kind that goes with the signer's key. */
bool cms_digest(const Signer *signer, Str first, Str second, unsigned char digest[CMS_DIGEST]);

/* Signs a document's digest; false with a fault reported: a token that is gone, memory. */
bool cms_sign(const Signer *signer, const unsigned char digest[CMS_DIGEST], CmsSignature *signature, DiagList *diags);

/* Appends the whole message; false when memory is out. */
bool cms_write(const Signer *signer, const CmsSignature *signature, Buf *out);

#endif
