/*
 * revocation: was a certificate revoked, by what a file holds of its issuer's lists (RFC 5280, 5) and answers (RFC
 * 6960)?
 *
 * Good is only believed when it was said of the moment asked for, or later while the certificate still ran; that it was
 * revoked is believed whenever it was said.
 */
#ifndef BANXIN_SIGN_REVOCATION_H
#define BANXIN_SIGN_REVOCATION_H

#include "sign/evidence.h"

/* For an answer that names no next update. */
#define REVOCATION_FRESH_SECONDS 86400

typedef struct Revocation {
    VerifyRevoked state; /* YES whenever it was revoked, also after `when` */
    VerifyTime since;    /* when it was revoked */
    const char *unknown; /* DIAG_BOTH: why it is not known */
} Revocation;

Revocation revocation_of(Arena *arena, const Evidence *evidence, X509 *certificate, X509 *issuer, int64_t when);

#endif
