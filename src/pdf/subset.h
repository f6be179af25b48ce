/*
 * subset: cutting a face to the glyphs used, by hb-subset.
 */
#ifndef BANXIN_PDF_SUBSET_H
#define BANXIN_PDF_SUBSET_H

#include <hb.h>

#include "pdf/font.h"

/*
 * Cuts `face` (faces.h), which is the font's or NULL when memory was out. Fills the font's `program`, the codes and widths of its glyphs (PdfFont.glyphs, in any order) and its character
 * collection. False when the face cannot be cut or read, or memory is out (the font's buffers then say so).
 */
bool pdf_subset_cut(PdfFont *font, hb_face_t *face);

#endif
