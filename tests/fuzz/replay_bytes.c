/*
 * replay_bytes COUNT FILE...: as replay.c for files whose places count bytes: each as it is, and COUNT times with a few
 * bytes changed for others where they stand, always the same ones. Half of the damage is done to the last 4,000 bytes,
 * where a PDF's tables stand.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define TAIL 4000

static uint64_t state = 88172645463325252u;

/* xorshift64: the same numbers on every machine. */
static size_t random_below(size_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % limit);
}

static uint8_t *read_whole(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return NULL;
    const long size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc((size_t)size + 1);
    *length = bytes ? fread(bytes, 1, (size_t)size, file) : 0;
    fclose(file);
    return bytes;
}

static void damage(const uint8_t *bytes, size_t length) {
    static const char rare[] = "0129-./()<>[]{}RKT \n\xff\x7f\x01";
    uint8_t *copy = malloc(length + 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, length);
    size_t from = length > TAIL && random_below(2) ? length - TAIL : 0;
    for (size_t i = 1 + random_below(4); i > 0; i--)
        copy[from + random_below(length - from)] = (uint8_t)rare[random_below(sizeof rare)];
    LLVMFuzzerTestOneInput(copy, random_below(10) ? length : random_below(length));
    free(copy);
}

int main(int argc, char **argv) {
    const long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    for (int i = 2; i < argc; i++) {
        size_t length = 0;
        uint8_t *bytes = read_whole(argv[i], &length);
        if (!bytes || !length) {
            fprintf(stderr, "replay_bytes: cannot read %s\n", argv[i]);
            return 1;
        }
        LLVMFuzzerTestOneInput(bytes, length);
        for (long turn = 0; turn < count; turn++)
            damage(bytes, length);
        free(bytes);
    }
    return argc > 2 ? 0 : 2;
}
