/*
 * font: one face of one font file.
 *
 * Opened by memory map; HarfBuzz reads metrics, coverage and layout tables. Immutable once opened, shared by all
 * workers. Widths and ascents come in font units of `units_per_em`; font_len scales them to a size.
 */
#ifndef BANXIN_FONT_FONT_H
#define BANXIN_FONT_FONT_H

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/len.h"

/* Embedding permission of OS/2.fsType. */
typedef enum FontEmbedding { FONT_EMBED_INSTALLABLE, FONT_EMBED_EDITABLE, FONT_EMBED_PREVIEW, FONT_EMBED_FORBIDDEN } FontEmbedding;
typedef enum FontOutlines { FONT_TRUETYPE, FONT_CFF_CID, FONT_CFF_NAMED } FontOutlines;

typedef struct Font {
    const char *path;
    int index;                /* within a collection */
    const char *postscript;   /* PostScript name */
    hb_face_t *face;
    hb_font_t *font;          /* scale = units per em */
    int units_per_em;
    int ascent, descent;      /* font units, descent negative; the typographic ones */
    int cap_height;
    int bbox[4];              /* xmin ymin xmax ymax */
    int italic_angle_milli;   /* thousandths of a degree */
    bool bold, serif, fixed_pitch, no_subsetting;
    FontOutlines outlines;
    FontEmbedding embedding;
    bool has_halt, has_vert;
} Font;

/* Opens a face; NULL with a fault (missing, not a font, forbidden to embed). The Font is in `arena`; its HarfBuzz
 * objects are released by font_close. */
Font *font_open(Arena *arena, const char *path, int index, SourceRef ref, DiagList *diags);
void font_close(Font *font);

/* The nominal glyph of a character, 0 when the face has none. */
uint32_t font_glyph(const Font *font, uint32_t codepoint);
/* As font_glyph for a character with a variation selector; falls back to the base glyph. */
uint32_t font_glyph_variation(const Font *font, uint32_t codepoint, uint32_t selector);
/* Font units to Len at a size, rounded half away from zero. */
Len font_len(const Font *font, int64_t units, Len size);

#endif
