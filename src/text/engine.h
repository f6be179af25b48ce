/*
 * engine: what one worker keeps between paragraphs: the HarfBuzz buffer, what it has learnt about characters and
 * faces, paragraphs made before, and the working arrays a paragraph is made and set in. Nothing of it outlives a call
 * but what saves work; results never depend on what was set before.
 */
#ifndef BANXIN_TEXT_ENGINE_H
#define BANXIN_TEXT_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/text.h"

/* Limits of hostile input. A paragraph beyond them is refused (TEXT_TOO_LONG) or its lengths are clamped. */
#define TEXT_CHARS_MAX ((size_t)1 << 20)
#define TEXT_RUNS_MAX  ((size_t)1 << 18)
#define TEXT_SIZE_MAX  ((Len)4000 * LEN_PT)
#define TEXT_LEN_MAX   ((Len)1 << 30)

/* A working array, grown as needed and kept for the next paragraph. */
typedef struct Scratch {
    void *items;
    size_t bytes;
} Scratch;

/* At least `count` items of `size` bytes, old content kept; NULL when memory is out. Asked for item by item, so mostly
 * there is room. */
void *scratch_grow(Scratch *scratch, size_t count, size_t size);
static inline void *scratch_reserve(Scratch *scratch, size_t count, size_t size) {
    bool roomy = scratch->items && count <= SIZE_MAX / 4 / size && count * size <= scratch->bytes;
    return roomy ? scratch->items : scratch_grow(scratch, count, size);
}
void scratch_free(Scratch *scratch);

struct TextChar;
struct ShapedGlyph;
struct Atom;
struct AtomGlyph;
struct ItemizeCache;
struct Shaper;
struct Memo;

struct TextEngine {
    FontSet *fonts;
    struct ItemizeCache *cache; /* characters met: their face and glyph */
    struct Shaper *shaper;      /* HarfBuzz's buffer and what is known of each face */
    struct Memo *memo;          /* paragraphs made before */

    /* The paragraph being made. */
    struct TextChar *chars;
    struct ShapedGlyph *glyphs;
    struct Atom *atoms;
    struct AtomGlyph *set_glyphs;
    size_t char_count, glyph_count, atom_count, set_glyph_count;

    Scratch runs_scratch, chars_scratch, glyphs_scratch, atoms_scratch, set_glyphs_scratch;
    Scratch sides_scratch;                     /* context: what stands beside each character */
    Scratch codepoints_scratch, kinds_scratch; /* breaks */
    /* The paragraph being set. */
    Scratch split_scratch, sums_scratch, stops_scratch, lines_scratch, glue_scratch, pieces_scratch;
};

#endif
