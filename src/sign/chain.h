/*
 * chain: may a certificate be believed at a moment? Its way up to the trust store (RFC 5280, 6), validity, what its key
 * is for, and whether it was revoked.
 */
#ifndef BANXIN_SIGN_CHAIN_H
#define BANXIN_SIGN_CHAIN_H

#include "sign/evidence.h"
#include "sign/inquiry.h"

typedef enum ChainPurpose {
    CHAIN_SIGNING, /* of documents: digitalSignature or nonRepudiation, no purpose of another kind alone */
    CHAIN_STAMPING /* RFC 3161, 2.3: extended usage timeStamping, it alone and critical */
} ChainPurpose;

typedef struct ChainQuery {
    X509 *certificate;
    const Evidence *evidence; /* certificates to go by, and what is known of revocation */
    ChainPurpose purpose;
    int64_t when;
    bool proven; /* a time stamp vouches for `when`: what was revoked later does not count */
} ChainQuery;

typedef struct ChainAnswer {
    bool trusted;  /* everything holds but revocation, which is `revoked` */
    bool complete; /* of every certificate below the trusted one it is known whether it was revoked */
    VerifyRevoked revoked;
} ChainAnswer;

/* Judges, and says what is wrong as findings. */
ChainAnswer chain_judge(Inquiry *inquiry, const ChainQuery *query);

#endif
