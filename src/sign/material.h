/*
 * material: what shows, in thirty years, that a signature was good when it was made: the certificates up to the root,
 * and for each what its issuer said of it then: an OCSP answer (RFC 6960) or a list of revoked ones (RFC 5280).
 *
 * Both are taken from files that are given, or from where the certificate says they are to be had; issuers'
 * certificates only if that is allowed. All of it is verified: a signature of the issuer or of whom it has charged, a
 * date that is now, and that the certificate is not revoked.
 */
#ifndef BANXIN_SIGN_MATERIAL_H
#define BANXIN_SIGN_MATERIAL_H

#include "base/vec.h"
#include "sign/signer.h"

typedef struct MaterialWish {
    const char *path; /* a file with CRLs or OCSP answers, or a folder of such; or NULL */
    bool issuers;     /* fetch issuers' certificates that are missing */
    int timeout;      /* of one try, seconds */
    int retries;
} MaterialWish;

/* Each in DER, on the heap. */
typedef VEC(Buf) MaterialList;
typedef struct Material {
    MaterialList certificates, ocsps, crls;
} Material;
void material_free(Material *material);

/*
 * Gathers for the signer and for the service that signed `timestamp` (a token; may be empty). False with all faults
 * reported: an issuer that is missing, a certificate that is revoked, or of which nothing is to be had.
 */
bool material_gather(const Signer *signer, Str timestamp, const MaterialWish *wish, Material *material,
                     DiagList *diags);

#endif
