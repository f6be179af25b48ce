#include "batch/fingerprint.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (1 << 16)

/* Neither can fail: the size is one that BLAKE2b has. */
void fingerprint_begin(FingerprintMaker *maker) { blake2b_init(maker, FINGERPRINT_SIZE); }

void fingerprint_add(FingerprintMaker *maker, const void *bytes, size_t length) {
    blake2b_update(maker, bytes, length);
}

void fingerprint_add_part(FingerprintMaker *maker, const void *bytes, size_t length) {
    uint8_t size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (uint8_t)((uint64_t)length >> 8 * i);
    fingerprint_add(maker, size, sizeof size);
    fingerprint_add(maker, bytes, length);
}

Fingerprint fingerprint_end(FingerprintMaker *maker) {
    Fingerprint fingerprint;
    blake2b_final(maker, fingerprint.bytes, FINGERPRINT_SIZE);
    return fingerprint;
}

Fingerprint fingerprint_of(const void *bytes, size_t length) {
    FingerprintMaker maker;
    fingerprint_begin(&maker);
    fingerprint_add(&maker, bytes, length);
    return fingerprint_end(&maker);
}

int fingerprint_file(int file, Fingerprint *fingerprint) {
    char chunk[CHUNK];
    FingerprintMaker maker;
    ssize_t got;
    fingerprint_begin(&maker);
    while ((got = read(file, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno != EINTR)
            return errno;
        fingerprint_add(&maker, chunk, got > 0 ? (size_t)got : 0);
    }
    *fingerprint = fingerprint_end(&maker);
    return 0;
}

bool fingerprint_equal(const Fingerprint *a, const Fingerprint *b) {
    return memcmp(a->bytes, b->bytes, FINGERPRINT_SIZE) == 0;
}

void fingerprint_write(const Fingerprint *fingerprint, char out[FINGERPRINT_HEX]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < FINGERPRINT_SIZE; i++) {
        out[2 * i] = digits[fingerprint->bytes[i] >> 4];
        out[2 * i + 1] = digits[fingerprint->bytes[i] & 15];
    }
    out[2 * FINGERPRINT_SIZE] = '\0';
}

static int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool fingerprint_read(const char *digits, Fingerprint *fingerprint) {
    for (size_t i = 0; i < FINGERPRINT_SIZE; i++) {
        int high = digit_of(digits[2 * i]), low = high < 0 ? -1 : digit_of(digits[2 * i + 1]);
        if (low < 0)
            return false;
        fingerprint->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return digits[2 * FINGERPRINT_SIZE] == '\0';
}
