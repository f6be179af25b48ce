/*
 * font: one face of one font file.
 *
 * Opened by memory map; HarfBuzz reads coverage and layout tables when they are first asked for, so that opening a
 * face of 8 MB costs a seventh of a millisecond. Immutable once opened, shared by all workers. Widths and ascents come
 * in font units of `units_per_em`; font_len scales them to a size.
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
typedef enum FontEmbedding {
    FONT_EMBED_INSTALLABLE,
    FONT_EMBED_EDITABLE,
    FONT_EMBED_PREVIEW,
    FONT_EMBED_FORBIDDEN
} FontEmbedding;
/* Decides how a PDF embeds the face: CID-keyed CFF has CIDs of its own, the others are numbered by glyph id. */
typedef enum FontOutlines { FONT_TRUETYPE, FONT_CFF_CID, FONT_CFF_NAMED } FontOutlines;

#define FONT_FILE_MAX ((int64_t)512 << 20) /* bytes */

typedef struct Font {
    const char *path;
    int index;              /* within a collection */
    const char *postscript; /* PostScript name, ASCII letters, digits and - _ . +; the file's name if it has no such */
    hb_face_t *face;
    hb_font_t *font; /* scale = units per em */
    int units_per_em;
    int ascent, descent;    /* font units, descent negative; the typographic ones (OS/2), else those of hhea */
    int cap_height;         /* above 0 */
    int bbox[4];            /* xmin ymin xmax ymax */
    int italic_angle_milli; /* thousandths of a degree, counter-clockwise */
    bool bold, serif, fixed_pitch;
    bool no_subsetting; /* its maker wants it embedded whole */
    FontOutlines outlines;
    FontEmbedding embedding; /* never FONT_EMBED_FORBIDDEN: font_open refuses that */
    bool has_halt;           /* half-width forms (GPOS halt) */
} Font;

/*
 * Opens a face. NULL with a fault at `ref`: the file cannot be read, is no font with TrueType or CFF outlines, has no
 * such face, is a variable font, or may not be embedded. The Font is in `arena`; its HarfBuzz objects are released by
 * font_close, which takes NULL.
 */
Font *font_open(Arena *arena, const char *path, int index, SourceRef ref, DiagList *diags);
void font_close(Font *font);

/* The nominal glyph of a character, 0 when the face has none. */
uint32_t font_glyph(const Font *font, uint32_t codepoint);
/* True when the face knows the pair, even if it draws it as the base character. */
bool font_has_variation(const Font *font, uint32_t codepoint, uint32_t selector);
/* Font units to Len at a size, rounded half away from zero. */
Len font_len(const Font *font, int64_t units, Len size);

#endif
