/*
 * digest: 128 bits that stand for a sequence of bytes.
 *
 * For file identifiers and subset tags only, which need to be equal for equal contents and different for different
 * ones. It is no cryptographic hash and guards nothing; signatures have their own.
 */
#ifndef BANXIN_PDF_DIGEST_H
#define BANXIN_PDF_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct Digest {
    uint64_t a, b;   /* the two lanes */
    uint64_t length; /* bytes taken in so far */
} Digest;

void digest_start(Digest *digest);
/* Takes in the bytes and their number, so that ("ab", "c") and ("a", "bc") differ. */
void digest_add(Digest *digest, const void *bytes, size_t length);
/* Takes in a number. */
void digest_number(Digest *digest, uint64_t value);
/* The 16 bytes, the same on machines of either byte order. */
void digest_end(Digest digest, uint8_t out[16]);

#endif
