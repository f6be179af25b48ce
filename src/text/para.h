/*
 * para: the inside of a paragraph that has been shaped; public face in text.h.
 *
 * One block in the arena holds it all, so that a cell of eight digits costs a few hundred bytes and one allocation.
 */
#ifndef BANXIN_TEXT_PARA_H
#define BANXIN_TEXT_PARA_H

#include "text/atom.h"

typedef struct ParaWidths {
    Len min, max, sense;
    bool known;
} ParaWidths;

/* Names a paragraph in the memo for as long as it is kept there; serial 0 names none. */
typedef struct MemoTicket {
    uint64_t hash, serial;
} MemoTicket;

struct Para {
    TextEngine *engine; /* working arrays for para_break */
    ParaStyle style;
    ParaWidths *widths; /* found when first asked for */
    MemoTicket ticket;
    const TextRun *runs;
    const Atom *atoms; /* atom_count and one more: the end */
    const AtomGlyph *glyphs;
    const uint32_t *codepoints;
    size_t run_count, atom_count, glyph_count, char_count;
};

#endif
