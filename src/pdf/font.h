/*
 * font: the faces of the page list as PDF fonts.
 *
 * Each face becomes one Type0 font with the encoding Identity-H (ISO 32000-1, 9.7): character codes are CIDs. CFF
 * faces are embedded as bare CFF (CIDFontType0C), TrueType faces as cut font files (CIDFontType2, CIDToGIDMap
 * Identity), both with the glyphs used and no others. For CID-keyed CFF the CIDs are those of the source font, which
 * the cut program keeps; else a CID is a place in the cut program.
 *
 * ToUnicode is made of the source characters of the clusters the glyphs came from, never of a reversed cmap, which
 * would give radicals and compatibility forms. A glyph has one meaning there, that of its first lone occurrence;
 * occurrences that mean something else say so in the content (PdfGlyph.source, content.c).
 *
 * Used in this order: pdf_fonts_start, pdf_fonts_collect, pdf_fonts_cut, then pdf_font_glyph while writing content,
 * pdf_fonts_write, pdf_fonts_free.
 */
#ifndef BANXIN_PDF_FONT_H
#define BANXIN_PDF_FONT_H

#include "base/vec.h"
#include "font/font_set.h"
#include "page/page.h"
#include "pdf/deflate.h"
#include "pdf/faces.h"
#include "pdf/haru.h"
#include "pdf/standing.h"

/* A glyph used. */
typedef struct PdfGlyph {
    uint32_t id;     /* in the face */
    uint16_t code;   /* its CID */
    int32_t width;   /* as the program states it, millionths of an em */
    Str source;      /* what it stands for in ToUnicode; borrowed from the pages */
    bool shared;     /* `source` was guessed from a cluster of several glyphs */
    bool own_making; /* `source` holds a character for private use, which ToUnicode alone may not say */
} PdfGlyph;

typedef VEC(PdfGlyph) PdfGlyphVec;

/* A face used. */
typedef struct PdfFont {
    const Font *face;
    PdfGlyphVec glyphs;  /* in the order they are met; by glyph when they are cut; by code once they are */
    uint16_t *slots;     /* by the face's glyph: place in `glyphs` + 1 */
    uint32_t slot_count; /* glyphs of the face */
    Buf program;         /* the cut font program */
    char name[80];       /* "ABCDEF+FandolFang-Regular" */
    char registry[64], ordering[64];
    int32_t supplement;
    uint32_t object; /* the Type0 font */
} PdfFont;

typedef struct PdfFonts {
    FontSet *set;
    PdfFont *fonts[FONT_FACE_MAX]; /* by GlyphRun.face; NULL when not used */
    bool failed;                   /* memory ran out */
} PdfFonts;

void pdf_fonts_start(PdfFonts *fonts, FontSet *set);
void pdf_fonts_free(PdfFonts *fonts);

/* Notes the glyphs of every run. False with a fault: a face or a glyph that is not there. */
bool pdf_fonts_collect(PdfFonts *fonts, const PageList *pages, DiagList *diags);
/*
 * Cuts the faces, those among `ready` (faces.h; or NULL) faster, those cut before to the same glyphs not again
 * (standing.h; or NULL); finds codes and widths, names them. False with a fault reported.
 */
bool pdf_fonts_cut(PdfFonts *fonts, const PdfFaces *ready, Standing *standing, DiagList *diags);
/* Writes the font objects; each PdfFont.object is filled. */
void pdf_fonts_write(PdfFonts *fonts, Haru *haru, Deflate *deflate);

/* A collected glyph of a collected face. */
static inline const PdfGlyph *pdf_font_glyph(const PdfFont *font, uint32_t id) {
    return &font->glyphs.items[font->slots[id] - 1];
}

#endif
