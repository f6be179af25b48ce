#include "sign/revisions.h"

#include "sign/raw.h"
#include "sign/verify.h"

/* The header may stand a little further on for forgiving readers (ISO 32000-1, annex H.3). */
#define HEADER_REACH 1024
/* A linearized file says so within its first object, at its beginning (annex F.2). */
#define LINEARIZED_REACH 1024

/* A chain of sections, newest first. */
typedef struct Chain {
    size_t at[VERIFY_REVISIONS_MAX + 2];
    size_t count;
} Chain;

static bool fail(Layers *layers, LayerFault fault, size_t at) {
    layers->fault = fault;
    layers->at = at;
    return false;
}

/* "startxref 1234 %%EOF": past it, and the number; RAW_NONE if something else stands here. */
static size_t read_end(Str bytes, size_t at, size_t *xref) {
    uint64_t number;
    at = raw_word(bytes, at, "startxref");
    if (at == RAW_NONE)
        return RAW_NONE;
    while (at < bytes.length && raw_is_space(bytes.text[at]))
        at++;
    at = raw_number(bytes, at, &number);
    if (at == RAW_NONE)
        return RAW_NONE;
    while (at < bytes.length && raw_is_space(bytes.text[at]))
        at++;
    *xref = number < bytes.length ? (size_t)number : RAW_NONE;
    return raw_word(bytes, at, "%%EOF");
}

/* Where the trailer's dictionary begins, of a table or of a stream. */
static size_t trailer_of(Str bytes, size_t xref) {
    uint64_t number;
    size_t at = raw_word(bytes, xref, "xref");
    if (at != RAW_NONE) {
        at = raw_find(bytes, at, "trailer");
        return at == RAW_NONE ? RAW_NONE : raw_skip(bytes, at + 7);
    }
    at = raw_number(bytes, xref, &number);
    at = at == RAW_NONE ? RAW_NONE : raw_number(bytes, raw_skip(bytes, at), &number);
    at = at == RAW_NONE ? RAW_NONE : raw_word(bytes, raw_skip(bytes, at), "obj");
    return at == RAW_NONE ? RAW_NONE : raw_skip(bytes, at);
}

/* The sections from the last on; the chain ends where one has no Prev. */
static bool read_chain(Str bytes, size_t xref, Chain *chain, Layers *layers) {
    uint64_t prev;
    for (;;) {
        size_t trailer = xref == RAW_NONE ? RAW_NONE : trailer_of(bytes, xref);
        if (trailer == RAW_NONE || raw_word(bytes, trailer, "<<") == RAW_NONE)
            return fail(layers, LAYERS_NO_XREF, xref == RAW_NONE ? bytes.length : xref);
        if (chain->count == sizeof chain->at / sizeof *chain->at)
            return fail(layers, LAYERS_MANY, xref);
        chain->at[chain->count++] = xref;
        size_t value = raw_key(bytes, trailer, "/Prev");
        if (value == RAW_NONE)
            return true;
        if (raw_number(bytes, value, &prev) == RAW_NONE || prev >= bytes.length)
            return fail(layers, LAYERS_NO_XREF, value);
        xref = (size_t)prev;
    }
}

/*
 * In a linearized file the section of the first page stands at the front and builds upon the main one at the end: two
 * sections, one revision. They are told by the order of the two, which no update can have, and by the first object.
 */
static bool is_linearized(Str bytes, const Chain *chain) {
    Str front = {bytes.text, bytes.length < LINEARIZED_REACH ? bytes.length : LINEARIZED_REACH};
    return chain->count >= 2 && chain->at[chain->count - 2] < chain->at[chain->count - 1] &&
           raw_find(front, 0, "/Linearized") != RAW_NONE;
}

/* The end of the revision whose section is given: the first startxref from `from` on, before `limit`, that names it. */
static size_t find_end(Str bytes, size_t from, size_t limit, size_t xref) {
    for (size_t at = raw_find(bytes, from, "startxref"); at < limit; at = raw_find(bytes, at + 1, "startxref")) {
        size_t named, end = read_end(bytes, at, &named);
        if (end != RAW_NONE && named == xref)
            return end;
    }
    return RAW_NONE;
}

static bool cut(Str bytes, const Chain *chain, Layers *layers) {
    bool linearized = is_linearized(bytes, chain);
    size_t oldest = chain->count - (linearized ? 2 : 1), start = 0;
    size_t search = chain->at[chain->count - 1];
    for (size_t i = oldest + 1; i-- > 0;) {
        size_t xref = chain->at[i], next = i > 0 ? chain->at[i - 1] : bytes.length;
        if (next <= search)
            return fail(layers, LAYERS_ORDER, next);
        size_t end = find_end(bytes, search, next, xref);
        if (end == RAW_NONE)
            return fail(layers, LAYERS_UNCLOSED, xref);
        layers->items[layers->count++] = (Layer){start, end, xref};
        start = raw_skip_line_end(bytes, end);
        search = next;
    }
    return true;
}

static void measure_trailing(Str bytes, Layers *layers) {
    size_t end = layers->items[layers->count - 1].end;
    size_t past = raw_skip_line_end(bytes, end);
    layers->trailing = past == bytes.length ? 0 : bytes.length - end;
}

void layers_read(Arena *arena, Str bytes, Layers *layers) {
    Chain chain = {.count = 0};
    size_t xref = 0;
    *layers = (Layers){
        .header = raw_find((Str){bytes.text, bytes.length < HEADER_REACH ? bytes.length : HEADER_REACH}, 0, "%PDF-")};
    size_t last = raw_find_last(bytes, "startxref");
    if (layers->header == RAW_NONE || last == RAW_NONE || read_end(bytes, last, &xref) == RAW_NONE) {
        fail(layers, LAYERS_NO_END, bytes.length);
        return;
    }
    if (!read_chain(bytes, xref, &chain, layers))
        return;
    layers->items = ARENA_ARRAY(arena, Layer, chain.count);
    if (layers->items && cut(bytes, &chain, layers))
        measure_trailing(bytes, layers);
}
