/*
 * subset: cutting a face to the glyphs used, by hb-subset.
 */
#ifndef BANXIN_PDF_SUBSET_H
#define BANXIN_PDF_SUBSET_H

#include "pdf/font.h"

/*
 * Fills the font's `program`, the codes and widths of its glyphs (PdfFont.glyphs, in any order) and its character
 * collection. False when the face cannot be cut or read, or memory is out (the font's buffers then say so).
 */
bool pdf_subset_cut(PdfFont *font);

#endif
