/*
 * holder: a certificate in words.
 */
#ifndef BANXIN_SIGN_HOLDER_H
#define BANXIN_SIGN_HOLDER_H

#include <openssl/x509.h>

#include "sign/inquiry.h"

/* Fills name, organization, subject, issuer, serial, fingerprint, key and validity; the rest is left as it is. */
void holder_describe(Arena *arena, X509 *certificate, VerifySigner *signer);
/* The common name, or what there is of the subject. */
const char *holder_name(Arena *arena, X509 *certificate);

/* A text out of a file, as one that can stand in a message: it ends at a NUL, and 0xff is no mark of languages. */
const char *words_of(Arena *arena, Str text);

#endif
