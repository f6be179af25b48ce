/*
 * para: the inside of a paragraph that has been shaped; public face in text.h.
 *
 * One block in the arena holds it all, so that a cell of eight digits costs a few hundred bytes and one allocation.
 */
#ifndef BANXIN_TEXT_PARA_H
#define BANXIN_TEXT_PARA_H

#include "text/atom.h"

struct Para {
    TextEngine *engine; /* working arrays for para_break */
    ParaStyle style;
    const TextRun *runs;
    const Atom *atoms; /* atom_count and one more: the end */
    const AtomGlyph *glyphs;
    const uint32_t *codepoints;
    size_t run_count, atom_count, glyph_count, char_count;
};

#endif
