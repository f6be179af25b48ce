/*
 * timestamp: time-stamp tokens of a service (RFC 3161, RFC 5816).
 *
 * A token is taken only if it is of this request: its nonce, the digest, a signature that is good and of a certificate
 * that is for time stamps.
 */
#ifndef BANXIN_SIGN_TIMESTAMP_H
#define BANXIN_SIGN_TIMESTAMP_H

#include <openssl/pkcs7.h>

#include "base/diag.h"
#include "base/str.h"
#include "sign/hash.h"
#include "sign/timestamp_service.h"

/* Appends a token over a digest (SHA-256); false with a fault reported that names the service. */
bool timestamp_get(const TimestampService *service, const Hash *digest, Buf *token, DiagList *diags);

/*
 * The parts of it, for tests. The request's DER, and the answer judged by it: the token appended, or false with a
 * fault.
 */
typedef struct TimestampRequest TimestampRequest;
TimestampRequest *timestamp_request_new(const Hash *digest, Buf *der);
void timestamp_request_free(TimestampRequest *request);
bool timestamp_take(const TimestampService *service, const TimestampRequest *request, Str answer, Buf *token,
                    DiagList *diags);

/* The certificates in a token, and the one it is signed by; both belong to the token. NULL when it is none. */
PKCS7 *timestamp_read(Str token);
STACK_OF(X509) * timestamp_certificates(PKCS7 *token);
X509 *timestamp_signer(PKCS7 *token);

#endif
