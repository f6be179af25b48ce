#include "base/hash.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (1 << 16)

/* RFC 7693, 2.6 and 2.7 */
static const uint64_t start_words[8] = {0x6a09e667f3bcc908u, 0xbb67ae8584caa73bu, 0x3c6ef372fe94f82bu,
                                        0xa54ff53a5f1d36f1u, 0x510e527fade682d1u, 0x9b05688c2b3e6c1fu,
                                        0x1f83d9abfb41bd6bu, 0x5be0cd19137e2179u};
#define ROUNDS 12
static const uint8_t schedule[ROUNDS][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
};

static uint64_t turn(uint64_t word, int bits) { return word >> bits | word << (64 - bits); }

static uint64_t load(const uint8_t *bytes) {
    uint64_t word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | bytes[i];
    return word;
}

/* The mixing function G (3.1). */
static inline void mix(uint64_t v[16], int a, int b, int c, int d, uint64_t x, uint64_t y) {
    v[a] += v[b] + x;
    v[d] = turn(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = turn(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = turn(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = turn(v[b] ^ v[c], 63);
}

/* The compression function F (3.2). */
static void compress(Hasher *hasher, const uint8_t *block, bool last) {
    uint64_t v[16], m[16];
    for (int i = 0; i < 8; i++) {
        v[i] = hasher->state[i];
        v[i + 8] = start_words[i];
    }
    for (int i = 0; i < 16; i++)
        m[i] = load(block + 8 * i);
    v[12] ^= hasher->total;
    v[14] ^= last ? UINT64_MAX : 0;
    for (int i = 0; i < ROUNDS; i++) {
        const uint8_t *s = schedule[i];
        mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
        mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
        mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
        mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
        mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
        mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
        mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
        mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++)
        hasher->state[i] ^= v[i] ^ v[i + 8];
}

/* The parameters (2.8): the length of the result, no key, one tree of one leaf. */
void hasher_start(Hasher *hasher) {
    hasher->total = 0;
    hasher->waiting = 0;
    memcpy(hasher->state, start_words, sizeof start_words);
    hasher->state[0] ^= 0x01010000u ^ HASH_SIZE;
}

/* A full block waits until more comes: the last one is compressed otherwise. */
void hasher_add(Hasher *hasher, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    while (length > 0) {
        if (hasher->waiting == sizeof hasher->block) {
            hasher->total += sizeof hasher->block;
            compress(hasher, hasher->block, /*last*/ false);
            hasher->waiting = 0;
        }
        size_t room = sizeof hasher->block - hasher->waiting, taken = length < room ? length : room;
        memcpy(hasher->block + hasher->waiting, at, taken);
        hasher->waiting += taken;
        at += taken;
        length -= taken;
    }
}

void hasher_add_part(Hasher *hasher, const void *bytes, size_t length) {
    uint8_t size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (uint8_t)((uint64_t)length >> 8 * i);
    hasher_add(hasher, size, sizeof size);
    hasher_add(hasher, bytes, length);
}

Hash hasher_end(Hasher *hasher) {
    Hash hash;
    memset(hasher->block + hasher->waiting, 0, sizeof hasher->block - hasher->waiting);
    hasher->total += hasher->waiting;
    compress(hasher, hasher->block, /*last*/ true);
    for (size_t i = 0; i < HASH_SIZE; i++)
        hash.bytes[i] = (uint8_t)(hasher->state[i / 8] >> 8 * (i % 8));
    return hash;
}

Hash hash_of(const void *bytes, size_t length) {
    Hasher hasher;
    hasher_start(&hasher);
    hasher_add(&hasher, bytes, length);
    return hasher_end(&hasher);
}

int hash_open_file(int file, Hash *hash) {
    char chunk[CHUNK];
    Hasher hasher;
    ssize_t got;
    hasher_start(&hasher);
    while ((got = read(file, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno != EINTR)
            return errno;
        hasher_add(&hasher, chunk, got > 0 ? (size_t)got : 0);
    }
    *hash = hasher_end(&hasher);
    return 0;
}

bool hash_equal(const Hash *a, const Hash *b) { return memcmp(a->bytes, b->bytes, HASH_SIZE) == 0; }

void hash_write(const Hash *hash, char out[HASH_HEX]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_SIZE; i++) {
        out[2 * i] = digits[hash->bytes[i] >> 4];
        out[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    out[2 * HASH_SIZE] = '\0';
}

static int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hash_read(const char *digits, Hash *hash) {
    for (size_t i = 0; i < HASH_SIZE; i++) {
        int high = digit_of(digits[2 * i]), low = high < 0 ? -1 : digit_of(digits[2 * i + 1]);
        if (low < 0)
            return false;
        hash->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return digits[2 * HASH_SIZE] == '\0';
}
