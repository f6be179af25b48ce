/*
 * subset: cutting a face to the glyphs used: by copying where that is enough, else by hb-subset, which takes ten times
 * as long. Both give the same bytes.
 */
#ifndef BANXIN_PDF_SUBSET_H
#define BANXIN_PDF_SUBSET_H

#include <hb.h>

#include "pdf/font.h"

/*
 * Fills the font's `program`, the codes and widths of its glyphs (PdfFont.glyphs, which rise) and its character
 * collection, if its program is of the kind that can be copied (cff_cut.h). False when it is not, or memory is out (the
 * font's buffers then say so); then nothing is filled.
 */
bool pdf_subset_copy(PdfFont *font);

/*
 * The same for all programs: cuts `face` (faces.h), which is the font's, or NULL when memory was out. False when the
 * face cannot be cut or read, or memory is out.
 */
bool pdf_subset_cut(PdfFont *font, hb_face_t *face);

/* All that a cut has filled, as bytes, and back: for the same glyphs of the same face. False when memory is out. */
void pdf_subset_give(const PdfFont *font, Buf *out);
bool pdf_subset_take(PdfFont *font, Str cut);

/* Whether most of a face's glyphs are such that they can be copied. */
bool pdf_subset_copies(const Font *face);

#endif
