/*
 * moment: times out of certificates and files, as seconds and as text.
 */
#ifndef BANXIN_SIGN_MOMENT_H
#define BANXIN_SIGN_MOMENT_H

#include <openssl/asn1.h>

#include "sign/verify.h"

/* "2026-01-16T08:30:00Z" of seconds since 1970. */
VerifyTime moment_of(Arena *arena, int64_t seconds);
/* The same of OpenSSL's; no text if it is none. */
VerifyTime moment_of_asn1(Arena *arena, const ASN1_TIME *time);
/* Of a PDF's date, "D:20260116163000+08'00'" (ISO 32000-1, 7.9.4). */
VerifyTime moment_of_pdf(Arena *arena, Str date);

#endif
