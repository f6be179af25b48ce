#include "pdf/digest.h"

#include <string.h>

/* Odd constants with well spread bits: 2^64 divided by the golden ratio, and by the square root of 3. */
#define DIGEST_ODD_A 0x9E3779B97F4A7C15u
#define DIGEST_ODD_B 0x93CD3A2C8198E269u

static uint64_t turn(uint64_t value, int bits) { return value << bits | value >> (64 - bits); }

/* Every bit of the input reaches every bit of the result. */
static uint64_t stir(uint64_t value) {
    value = (value ^ value >> 32) * DIGEST_ODD_A;
    value = (value ^ value >> 29) * DIGEST_ODD_B;
    return value ^ value >> 32;
}

void digest_start(Digest *digest) { *digest = (Digest){.a = DIGEST_ODD_A, .b = DIGEST_ODD_B}; }

void digest_number(Digest *digest, uint64_t value) {
    digest->a = turn((digest->a ^ value) * DIGEST_ODD_A, 29);
    digest->b = turn(digest->b + (value ^ DIGEST_ODD_A), 31) * DIGEST_ODD_B;
    digest->length += 8;
}

/* Eight bytes, lowest first. */
static uint64_t load(const uint8_t *bytes) {
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | bytes[i];
    return value;
}

void digest_add(Digest *digest, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    Digest state = *digest; /* the bytes might be those of the digest, for all a compiler knows */
    digest_number(&state, length);
    for (; length >= 8; at += 8, length -= 8)
        digest_number(&state, load(at));
    uint8_t tail[8] = {0};
    if (length) {
        memcpy(tail, at, length);
        digest_number(&state, load(tail));
    }
    *digest = state;
}

void digest_end(Digest digest, uint8_t out[16]) {
    uint64_t a = stir(digest.a + digest.length), b = stir(digest.b ^ a);
    a = stir(a + b);
    for (int i = 0; i < 8; i++) {
        out[i] = (uint8_t)(a >> 8 * i);
        out[8 + i] = (uint8_t)(b >> 8 * i);
    }
}
