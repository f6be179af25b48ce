/*
 * hash: what bytes are, in twenty bytes: BLAKE2b (RFC 7693). Whoever may choose the bytes cannot find two that are
 * taken for the same.
 */
#ifndef BANXIN_BASE_HASH_H
#define BANXIN_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_SIZE 20
#define HASH_HEX  (2 * HASH_SIZE + 1) /* as text, with its NUL */

typedef struct Hash {
    uint8_t bytes[HASH_SIZE];
} Hash;

typedef struct Hasher {
    uint64_t state[8];
    uint64_t total;     /* bytes that have gone into the state */
    uint8_t block[128]; /* bytes that wait */
    size_t waiting;
} Hasher;

void hasher_start(Hasher *hasher);
void hasher_add(Hasher *hasher, const void *bytes, size_t length);
/* A length and then the bytes, so that two texts one after the other are not taken for two others. */
void hasher_add_part(Hasher *hasher, const void *bytes, size_t length);
Hash hasher_end(Hasher *hasher);

Hash hash_of(const void *bytes, size_t length);
/* The hash of what is read from an open file, from where it stands to its end: 0 or errno. */
int hash_open_file(int file, Hash *hash);
bool hash_equal(const Hash *a, const Hash *b);
/* Forty digits, 0 to 9 and a to f; and back: false when they are none. */
void hash_write(const Hash *hash, char out[HASH_HEX]);
bool hash_read(const char *digits, Hash *hash);

#endif
