/*
 * Damage to what counts its bytes, PDFs and DER: a few are changed for others where they stand. Half of it is done to
 * the last 4,000 bytes, where a PDF's tables stand; one in ten is cut short.
 */
#include "damage.h"

#define TAIL 4000

static uint64_t state;

/* xorshift64: the same numbers on every machine. */
static size_t random_below(size_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % limit);
}

size_t damage(uint8_t *bytes, size_t size, size_t max, uint64_t seed) {
    static const char rare[] = "0129-./()<>[]{}RKT \n\xff\x7f\x01";
    state = (seed + 1) * 88172645463325252u;
    state += !state;
    if (size == 0 || size > max)
        return size;
    const size_t from = size > TAIL && random_below(2) ? size - TAIL : 0;
    for (size_t i = 1 + random_below(4); i > 0; i--)
        bytes[from + random_below(size - from)] = (uint8_t)rare[random_below(sizeof rare)];
    return random_below(10) ? size : random_below(size);
}
