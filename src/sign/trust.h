/*
 * trust: the certificates a user trusts; verify.h says how they are read.
 */
#ifndef BANXIN_SIGN_TRUST_H
#define BANXIN_SIGN_TRUST_H

#include <openssl/x509.h>

#include "sign/verify.h"

#define TRUST_FILE_MAX         ((size_t)4 << 20)
#define TRUST_CERTIFICATES_MAX 1000

/* Lent. */
STACK_OF(X509) * trust_certificates(const VerifyTrust *trust);

#endif
