/*
 * replay COUNT FILE...: a fuzzer's seeds in the ordinary builds: each file as it is, and COUNT times damaged, always in
 * the same ways. Most damage is done to JSON's own pieces, so that it is not the scan alone that is tested: a value is
 * taken out, doubled, or changed for one that is rarely seen.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

typedef struct Bytes {
    uint8_t *items;
    size_t length;
} Bytes;

static uint64_t state = 88172645463325252u;

/* xorshift64: the same numbers on every machine. */
static size_t random_below(size_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % limit);
}

static bool read_whole(const char *path, Bytes *out) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return false;
    const long length = ftell(file);
    rewind(file);
    out->items = length > 0 ? malloc((size_t)length) : NULL;
    out->length = out->items ? fread(out->items, 1, (size_t)length, file) : 0;
    fclose(file);
    return out->items && out->length == (size_t)length;
}

static void try_bytes(const uint8_t *head, size_t head_length, const char *middle, const uint8_t *tail,
                      size_t tail_length) {
    const size_t middle_length = strlen(middle), length = head_length + middle_length + tail_length;
    uint8_t *all = malloc(length + 1);
    if (!all)
        abort();
    memcpy(all, head, head_length);
    memcpy(all + head_length, middle, middle_length);
    memcpy(all + head_length + middle_length, tail, tail_length);
    LLVMFuzzerTestOneInput(all, length);
    free(all);
}

/* The end of the scalar or word that begins at `at`. */
static size_t piece_end(const Bytes *file, size_t at) {
    const bool text = file->items[at] == '"';
    size_t end = at + 1;
    while (end < file->length && (text ? file->items[end] != '"' : !strchr(",:]}\n ", file->items[end])))
        end += text && file->items[end] == '\\' ? 2 : 1;
    end += text;
    return end < file->length ? end : file->length;
}

/* Where a value begins: behind a colon, comma or bracket, from a place chosen at random. */
static size_t piece_start(const Bytes *file) {
    size_t at = random_below(file->length);
    while (at < file->length && !strchr(":,[", file->items[at]))
        at++;
    do
        at++;
    while (at < file->length && strchr(" \n", file->items[at]));
    return at < file->length ? at : 0;
}

/* One byte changed, anywhere: for what is no text. */
static void damage_byte(const Bytes *file) {
    const size_t at = random_below(file->length);
    const char other[2] = {(char)(1 + random_below(255)), '\0'};
    try_bytes(file->items, at, other, file->items + at + 1, file->length - at - 1);
}

static void damage(const Bytes *file) {
    static const char *const rare[] = {
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "0",
        "-0",
        "-1",
        "01",
        "1e999",
        "99999999999999999999",
        "0.000001",
        "\"{{\"",
        "\"{{organ.name}}\"",
        "\"\\n\\n\"",
        "\"\\u0000\"",
        "\"\xF0\xAC\xAD\x8E\xE9\xBE\xB6\"",
        "\"\xE2\x80\x8B\"",
        "[[[[[[[[]]]]]]]]",
        "\"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww\""};
    const size_t start = piece_start(file), end = piece_end(file, start);
    const uint8_t *bytes = file->items;
    switch (random_below(5)) {
    case 0: /* cut short */ try_bytes(bytes, start, "", bytes, 0); break;
    case 1: /* a piece doubled, as a neighbour */
        try_bytes(bytes, end, ",", bytes + start, file->length - start);
        break;
    case 2: damage_byte(file); break;
    default: try_bytes(bytes, start, rare[random_below(sizeof rare / sizeof *rare)], bytes + end, file->length - end);
    }
}

int main(int argc, char **argv) {
    const long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    for (int i = 2; i < argc; i++) {
        Bytes file = {0};
        if (!read_whole(argv[i], &file)) {
            fprintf(stderr, "replay: cannot read %s\n", argv[i]);
            return 1;
        }
        try_bytes(file.items, file.length, "", file.items, 0);
        for (long turn = 0; turn < count; turn++)
            damage(&file);
        free(file.items);
    }
    return argc > 2 ? 0 : 2;
}
