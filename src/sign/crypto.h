/*
 * crypto: OpenSSL's faults and times in this program's terms.
 */
#ifndef BANXIN_SIGN_CRYPTO_H
#define BANXIN_SIGN_CRYPTO_H

#include <openssl/x509.h>

#include "base/diag.h"

/*
 * Takes all that OpenSSL has noted as faults, and gives the first of it in its own words: "bad decrypt"; "" if there is
 * none. In `words`, cut to its size.
 */
#define CRYPTO_WORDS 160
const char *crypto_words(char words[CRYPTO_WORDS]);
/* The same, and whether one of the faults noted says that memory was out. */
bool crypto_short_of_memory(void);

/* Who a certificate is for: its common name, or the whole subject without one; UTF-8, in the arena; "" at worst. */
const char *crypto_subject(Arena *arena, const X509 *certificate);
/* A time as "2020-01-16 08:00:00 UTC". */
#define CRYPTO_TIME 32
const char *crypto_time(const ASN1_TIME *time, char text[CRYPTO_TIME]);

/* DER of a certificate appended; false when memory is out. */
bool crypto_put_certificate(X509 *certificate, Buf *out);

#endif
