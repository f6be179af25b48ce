/*
 * Damage to JSON that leaves it JSON for the most part, so that it is not the scan alone that is tested: values are
 * taken out, doubled, repeated, exchanged, put where another stood or behind another's key, or changed for one that is
 * rarely seen. For libFuzzer also its mutator and its crossing of two inputs, which work by the same pieces; what it
 * knows by itself, its dictionaries among it, it does to single strings and numbers.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "damage.h"
#include "fuzz.h"

#define PIECES_MAX  20000
#define DEPTH_MAX   70
#define REPEATS_MAX 40

typedef struct Span {
    size_t from, to;
} Span;

/* A value, with its key if it is an object's. */
typedef struct Piece {
    Span value, key; /* the key with its quotes; empty in an array */
    char kind;       /* its first byte */
} Piece;

typedef struct Pieces {
    Piece items[PIECES_MAX];
    size_t count;
} Pieces;

typedef struct Text {
    uint8_t *bytes;
    size_t size, max;
} Text;

static uint64_t state;

/* xorshift64: the same numbers on every machine. */
static size_t random_below(size_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % limit);
}

static void random_start(uint64_t seed) {
    state = (seed + 1) * 88172645463325252u;
    state += !state;
}

/* ---- where the values stand ----------------------------------------------------------------------------------- */

static size_t skip_blank(const uint8_t *bytes, size_t size, size_t at) {
    while (at < size && memchr(" \t\r\n", bytes[at], 4))
        at++;
    return at;
}

static size_t string_end(const uint8_t *bytes, size_t size, size_t at) {
    for (at++; at < size && bytes[at] != '"'; at++)
        at += bytes[at] == '\\';
    return at < size ? at + 1 : size;
}

static size_t scalar_end(const uint8_t *bytes, size_t size, size_t at) {
    if (bytes[at] == '"')
        return string_end(bytes, size, at);
    while (at < size && !memchr(",:[]{} \t\r\n\"", bytes[at], 11))
        at++;
    return at;
}

/* The key before a value that begins at `at`, which moves on to the value; empty when there is none. */
static Span take_key(const uint8_t *bytes, size_t size, size_t *at) {
    Span key = {*at, *at};
    if (bytes[*at] != '"')
        return key;
    size_t end = string_end(bytes, size, *at), colon = skip_blank(bytes, size, end);
    if (colon >= size || bytes[colon] != ':')
        return key;
    *at = skip_blank(bytes, size, colon + 1);
    return (Span){key.from, end};
}

/* Finds all values; those of what is no JSON as far as it looks like it. */
static void find_pieces(const uint8_t *bytes, size_t size, Pieces *pieces) {
    size_t open[DEPTH_MAX], depth = 0, at = skip_blank(bytes, size, 0);
    pieces->count = 0;
    while (at < size && pieces->count < PIECES_MAX) {
        if (bytes[at] == ']' || bytes[at] == '}') {
            if (depth > 0)
                pieces->items[open[--depth]].value.to = at + 1;
            at++;
        } else if (bytes[at] == ',' || bytes[at] == ':') {
            at++;
        } else {
            Piece *piece = &pieces->items[pieces->count];
            piece->key = take_key(bytes, size, &at);
            if (at >= size)
                return;
            piece->kind = (char)bytes[at];
            piece->value = (Span){at, size};
            if ((bytes[at] == '[' || bytes[at] == '{') && depth < DEPTH_MAX) {
                open[depth++] = pieces->count;
                at++;
            } else {
                at = scalar_end(bytes, size, at);
                at += at == piece->value.from;
                piece->value.to = at;
            }
            pieces->count++;
        }
        at = skip_blank(bytes, size, at);
    }
}

static Pieces *pieces_of(const uint8_t *bytes, size_t size) {
    static Pieces pieces;
    find_pieces(bytes, size, &pieces);
    return &pieces;
}

static const Piece *any(const Pieces *pieces) { return &pieces->items[random_below(pieces->count)]; }

/* One of the same kind, if it is met soon. */
static const Piece *any_like(const Pieces *pieces, char kind) {
    const Piece *piece = any(pieces);
    for (int turn = 0; turn < 8 && piece->kind != kind; turn++)
        piece = any(pieces);
    return piece;
}

/* ---- changing ------------------------------------------------------------------------------------------------- */

/* Puts other bytes, which are not of the text, where a span was; nothing if there is no room. */
static void put(Text *text, Span span, const void *bytes, size_t size) {
    const size_t gone = span.to - span.from;
    if (size > text->max || text->size - gone > text->max - size)
        return;
    memmove(text->bytes + span.from + size, text->bytes + span.to, text->size - span.to);
    if (size)
        memcpy(text->bytes + span.from, bytes, size);
    text->size += size - gone;
}

static void put_copy(Text *text, Span span, const uint8_t *from, Span what) {
    const size_t size = what.to - what.from;
    uint8_t *copy = malloc(size + 1);
    if (!copy)
        abort();
    memcpy(copy, from + what.from, size);
    put(text, span, copy, size);
    free(copy);
}

static Span with_key(const Piece *piece) {
    return (Span){piece->key.to > piece->key.from ? piece->key.from : piece->value.from, piece->value.to};
}

static void take_out(Text *text, const Piece *piece) {
    Span span = with_key(piece);
    const size_t after = skip_blank(text->bytes, text->size, span.to);
    if (after < text->size && text->bytes[after] == ',')
        span.to = after + 1;
    else
        while (span.from > 0 && memchr(", \n\t\r", text->bytes[span.from - 1], 5))
            if (text->bytes[--span.from] == ',')
                break;
    put(text, span, "", 0);
}

/* A piece, of this text or of another, as the neighbour of one, so many times. */
static void put_beside(Text *text, const Piece *piece, const uint8_t *from, const Piece *other, size_t times) {
    const bool member = piece->key.to > piece->key.from;
    const Span what = member ? with_key(other) : other->value, here = {with_key(piece).to, with_key(piece).to};
    const size_t size = what.to - what.from + 1;
    uint8_t *copies = malloc(size * times);
    if (!copies)
        abort();
    for (size_t i = 0; i < times; i++) {
        copies[i * size] = ',';
        memcpy(copies + i * size + 1, from + what.from, size - 1);
    }
    put(text, here, copies, size * times);
    free(copies);
}

static void append(uint8_t *out, size_t *at, const uint8_t *from, size_t first, size_t end) {
    memcpy(out + *at, from + first, end - first);
    *at += end - first;
}

static void exchange(Text *text, const Piece *one, const Piece *other) {
    const Span first = one->value.from < other->value.from ? one->value : other->value;
    const Span second = one->value.from < other->value.from ? other->value : one->value;
    if (first.to > second.from)
        return; /* one within the other */
    uint8_t *copy = malloc(second.to - first.from);
    size_t at = 0;
    if (!copy)
        abort();
    append(copy, &at, text->bytes, second.from, second.to);
    append(copy, &at, text->bytes, first.to, second.from);
    append(copy, &at, text->bytes, first.from, first.to);
    memcpy(text->bytes + first.from, copy, at);
    free(copy);
}

static void put_rare(Text *text, const Piece *piece) {
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
        "\"99999999999.99\"",
        "\"{{\"",
        "\"{{organ.name}}\"",
        "\"\\n\\n\"",
        "\"\\u0000\"",
        "\"\xF0\xAC\xAD\x8E\xE9\xBE\xB6\"",
        "\"\xE2\x80\x8B\"",
        "[[[[[[[[]]]]]]]]",
        "\"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww\""};
    const char *value = rare[random_below(sizeof rare / sizeof *rare)];
    put(text, piece->value, value, strlen(value));
}

/* What a string may hold between its quotes: valid text, whole escapes. */
static size_t make_inside(uint8_t *bytes, size_t size) {
    size_t out = 0;
    for (size_t at = 0, step; at < size; at += step) {
        const uint32_t c = utf8_decode((const char *)bytes + at, size - at, &step);
        const bool escape = c == '\\' && at + 1 < size && memchr("\"\\/bfnrt", bytes[at + 1], 8);
        step += escape;
        if (!escape && (c < ' ' || c == '"' || c == '\\' || c == UTF8_REPLACEMENT))
            continue;
        memmove(bytes + out, bytes + at, step);
        out += step;
    }
    return out;
}

/* The library's own ways where there is a library; else a byte becomes another. */
static size_t change_bytes(uint8_t *bytes, size_t size, size_t max) {
#ifdef BANXIN_FUZZ
    return LLVMFuzzerMutate(bytes, size, max);
#else
    if (size && max)
        bytes[random_below(size)] = (uint8_t)random_below(256);
    return size;
#endif
}

static void change_scalar(Text *text, const Piece *piece) {
    const bool string = piece->kind == '"' && piece->value.to - piece->value.from >= 2;
    const Span inside = {piece->value.from + string, piece->value.to - string};
    const size_t size = inside.to - inside.from, max = size + 64;
    uint8_t *copy = malloc(max);
    if (piece->kind == '[' || piece->kind == '{' || !copy) {
        free(copy);
        return;
    }
    memcpy(copy, text->bytes + inside.from, size);
    const size_t now = change_bytes(copy, size, max);
    put(text, inside, copy, string ? make_inside(copy, now) : now);
    free(copy);
}

static void change_key(Text *text, const Piece *piece, const Piece *other) {
    if (piece->key.to > piece->key.from && other->key.to > other->key.from)
        put_copy(text, piece->key, text->bytes, other->key);
}

static void change_byte(Text *text) {
    if (random_below(4) == 0)
        text->size = random_below(text->size);
    else
        text->bytes[random_below(text->size)] = (uint8_t)random_below(256);
}

static void change(Text *text) {
    const Pieces *pieces = pieces_of(text->bytes, text->size);
    if (pieces->count == 0) {
        text->size = change_bytes(text->bytes, text->size, text->max);
        return;
    }
    const Piece *piece = any(pieces), *like = any_like(pieces, piece->kind);
    switch (random_below(16)) {
    case 0: change_byte(text); break;
    case 1: put_rare(text, piece); break;
    case 2: take_out(text, piece); break;
    case 3: put_beside(text, piece, text->bytes, piece, 1); break;
    case 4: put_beside(text, piece, text->bytes, any(pieces), 1); break;
    case 5: put_beside(text, piece, text->bytes, piece, 2 + random_below(REPEATS_MAX)); break;
    case 6:
    case 7: put_copy(text, piece->value, text->bytes, like->value); break;
    case 8: put_copy(text, piece->value, text->bytes, any(pieces)->value); break;
    case 9: exchange(text, piece, like); break;
    case 10: change_key(text, piece, any(pieces)); break;
    case 11: put_copy(text, with_key(piece), text->bytes, with_key(any(pieces))); break;
    default: change_scalar(text, any_like(pieces, random_below(4) ? '"' : piece->kind));
    }
}

size_t damage(uint8_t *bytes, size_t size, size_t max, uint64_t seed) {
    Text text = {bytes, size, max};
    random_start(seed);
    do
        change(&text);
    while (text.size && random_below(3) == 0);
    return text.size;
}

#ifdef BANXIN_FUZZ
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max, unsigned seed) {
    return damage(bytes, size, max, seed);
}

/* A piece of the one where a piece of the other was, or beside it. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *other, size_t other_size,
                                 uint8_t *out, size_t max, unsigned seed) {
    Text text = {out, one_size < max ? one_size : max, max};
    memcpy(out, one, text.size);
    random_start(seed);
    const Pieces *from = pieces_of(other, other_size);
    if (from->count == 0)
        return text.size;
    const Piece taken = *any(from);
    const Pieces *pieces = pieces_of(out, text.size);
    if (pieces->count == 0)
        return text.size;
    const Piece *piece = any_like(pieces, taken.kind);
    if (random_below(2))
        put_copy(&text, piece->value, other, taken.value);
    else
        put_beside(&text, piece, other, &taken, 1);
    return text.size;
}
#endif
