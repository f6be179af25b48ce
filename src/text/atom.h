/*
 * atom: what a line is put together from.
 *
 * An atom is a box that is never stretched inside, with glue before and after it: a Han character, a full-width
 * mark, a Western word or number (or the part of it between two possible line ends), a pair of dashes, a space.
 * The model of a full-width mark is half an em of ink and half an em of glue on its proper side (A3); a
 * Han-Western gap is glue after the atom before it (A7); a space is an empty box and its width is glue.
 *
 *      lead | box | trail      lead | box | trail      at a line's start and end the outer glue is dropped
 */
#ifndef BANXIN_TEXT_ATOM_H
#define BANXIN_TEXT_ATOM_H

#include "text/chars.h"

typedef enum AtomKind {
    ATOM_HAN,
    ATOM_MARK, /* full-width, class in `punct` */
    ATOM_WESTERN,
    ATOM_SPACE,
    ATOM_WIDE_SPACE,
    ATOM_BREAK, /* a forced line end, always the last of its line */
    ATOM_LEADER,
    ATOM_FILL
} AtomKind;

/* What glue is, in the order in which it is shrunk (A8). */
typedef enum Tier { TIER_NONE, TIER_WORD, TIER_MIDDLE, TIER_BRACKET, TIER_COMMA, TIER_GAP, TIER_STOP, TIER_COUNT } Tier;

enum {
    ATOM_GLUED = 1,    /* nothing is added between it and the next when a line is stretched */
    ATOM_SENSE = 2,    /* U+200B follows: a title may be broken here by sense */
    ATOM_PAIRED = 4,   /* first of two marks that share one em (？！) */
    ATOM_KIN = 8,      /* a figure before its Han unit: a line may end here, but rather does not */
    ATOM_ADDRESS = 16, /* a part of an address before its next mark: the same, and still less gladly */
    ATOM_TERM = 32     /* within a word: a title is parted elsewhere */
};

/* How willingly a line ends after an atom. The last two exist only where a unit is wider than the measure. */
typedef enum AtomBreak { ATOM_KEEP, ATOM_MAY_BREAK, ATOM_BREAK_UNIT, ATOM_BREAK_ANY } AtomBreak;

typedef struct Atom {
    Len width; /* of the box */
    int32_t lead, trail;
    int32_t origin; /* from the box's left edge to the pen of its first glyph */
    uint32_t first; /* index of its first character; hidden characters belong to the atom before */
    uint32_t glyph; /* index of its first glyph; the next atom's is the end */
    uint32_t run;
    uint16_t face;
    uint8_t kind, punct;           /* AtomKind, PunctClass */
    uint8_t lead_tier, trail_tier; /* Tier */
    uint8_t break_after;           /* AtomBreak */
    uint8_t flags;
} Atom;

/* A glyph of a paragraph, with its source: `length` bytes at `byte` of its run's text for its whole cluster. */
typedef struct AtomGlyph {
    uint16_t id, length;
    uint32_t byte;
    int32_t advance, x_offset, y_offset;
} AtomGlyph;

/*
 * Fills engine->atoms (one more than atom_count: the end) and engine->set_glyphs from characters and shaped glyphs;
 * glue is left to punct.c. False when memory is out or a leader's character is missing (reported).
 */
bool atoms_build(TextEngine *engine, const TextRun *runs, DiagList *diags);

/* The last and the first character an atom draws, extenders aside. */
const TextChar *atom_last_char(const TextEngine *engine, size_t atom);
const TextChar *atom_first_char(const TextEngine *engine, size_t atom);

#endif
