/*
 * fingerprint: what bytes are, in twenty bytes: BLAKE2b (RFC 7693), by libb2. Whoever may choose the bytes cannot find
 * two that are taken for the same.
 */
#ifndef BANXIN_BATCH_FINGERPRINT_H
#define BANXIN_BATCH_FINGERPRINT_H

#include <blake2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FINGERPRINT_SIZE 20
#define FINGERPRINT_HEX  (2 * FINGERPRINT_SIZE + 1) /* as text, with its NUL */

typedef struct Fingerprint {
    uint8_t bytes[FINGERPRINT_SIZE];
} Fingerprint;

typedef blake2b_state FingerprintMaker;

void fingerprint_begin(FingerprintMaker *maker);
void fingerprint_add(FingerprintMaker *maker, const void *bytes, size_t length);
/* A length and then the bytes, so that two texts one after the other are not taken for two others. */
void fingerprint_add_part(FingerprintMaker *maker, const void *bytes, size_t length);
Fingerprint fingerprint_end(FingerprintMaker *maker);

Fingerprint fingerprint_of(const void *bytes, size_t length);
/* That of what is read from an open file, from where it stands to its end: 0 or errno. */
int fingerprint_file(int file, Fingerprint *fingerprint);
bool fingerprint_equal(const Fingerprint *a, const Fingerprint *b);
/* Forty digits, 0 to 9 and a to f; and back: false when they are none. */
void fingerprint_write(const Fingerprint *fingerprint, char out[FINGERPRINT_HEX]);
bool fingerprint_read(const char *digits, Fingerprint *fingerprint);

#endif
