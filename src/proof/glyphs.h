/*
 * glyphs: glyphs put onto a band as their contours, by FreeType's rasteriser.
 *
 * Contours come out of the face unhinted and are scaled in whole numbers, so that a glyph looks the same on every
 * machine. Glyphs of text sizes stand at quarters of a pixel both ways and are kept as coverage, for they come again;
 * larger ones stand at 64ths and are drawn each time.
 */
#ifndef BANXIN_PROOF_GLYPHS_H
#define BANXIN_PROOF_GLYPHS_H

#include "font/font.h"
#include "proof/canvas.h"
#include "proof/scale.h"

#define GLYPH_PARTS 64 /* of a pixel: FreeType's own */

typedef struct Glyphs Glyphs;

/* Without any glyph; NULL when memory is out. glyphs_free takes NULL. */
Glyphs *glyphs_new(void);
void glyphs_free(Glyphs *glyphs);

/* One glyph on a page. */
typedef struct GlyphPlace {
    const Font *font;
    int face; /* the font's number: of two fonts it differs */
    uint32_t glyph;
    Len size;
    bool turned;  /* a quarter, counter-clockwise */
    int64_t x, y; /* its origin in GLYPH_PARTS, y down */
} GlyphPlace;

/* Glyphs are drawn at this scale from now on. */
void glyphs_set_scale(Glyphs *glyphs, Scale scale);

/*
 * Draws a glyph. False when memory is out. What FreeType cannot draw (more than 32,767 points) no viewer that is built
 * on it shows either; it draws nothing.
 */
bool glyphs_draw(Glyphs *glyphs, const GlyphPlace *place, Ink ink, Canvas *canvas);

#endif
