/*
 * shape: characters to glyphs; the only caller of hb_shape.
 *
 * An item is a stretch of characters of one run, one face and one plan. Three plans: Han text (script Hani, zh-Hans),
 * Western text (Latn, with the face's kerning and ligatures) and figures (Latn, without kerning and with tabular
 * lining digits where the face has them, or columns of figures would not align: Times-like faces kern 1 with 1).
 *
 * Where HarfBuzz's own plan for a face holds no lookup at all, glyph and advance of a character do not depend on
 * its neighbours, and the item is put together from what itemize remembers; the glyphs are the same. Other short
 * items are remembered whole, in a table of fixed size.
 */
#ifndef BANXIN_TEXT_SHAPE_H
#define BANXIN_TEXT_SHAPE_H

#include "text/chars.h"

typedef struct ShapedGlyph {
    uint32_t id;
    uint32_t cluster; /* index of the first of its characters */
    int32_t advance;  /* Len, as are the offsets */
    int32_t x_offset, y_offset;
} ShapedGlyph;

typedef struct Shaper Shaper;
Shaper *shaper_new(void);
void shaper_free(Shaper *shaper);

/* Fills engine->glyphs from engine->chars. False when memory is out or a cluster has no glyphs (GLYPH_MISSING). */
bool shape_chars(TextEngine *engine, const TextRun *runs, DiagList *diags);

/*
 * Where a full-width mark's ink stands: half an em of its em box. `window` is the distance from the box's left edge to
 * that half, `origin` from the box's left edge to the glyph's own (0 unless the face draws the mark narrow), both at
 * size 1000 (Em).
 */
typedef struct ShapeMark {
    Em window, origin;
} ShapeMark;

/*
 * By the class: opening marks right, middle dots in the middle, others left; corrected by the face's `halt`, and by
 * the ink itself where neither holds (Fandol centres ？ in its em but has it halved like ，).
 */
ShapeMark shape_mark(TextEngine *engine, int face, uint32_t glyph, uint32_t codepoint, PunctClass punct);

#endif
