/*
 * pdf: the page list as a PDF 1.7 file.
 *
 * Cuts each face to the glyphs used, writes fonts as Type0 / Identity-H with ToUnicode from source characters,
 * content streams, links, outline, page labels and Info through libharu's object layer. Same pages, same bytes:
 * dates and ids come from the page list.
 */
#ifndef BANXIN_PDF_PDF_H
#define BANXIN_PDF_PDF_H

#include "base/diag.h"
#include "base/str.h"
#include "font/font_set.h"
#include "page/page.h"

/* How long the stages of writing took, nanoseconds of CPU; for --timings. May be NULL. */
typedef struct PdfTimings {
    int64_t subset, compress, content, save;
} PdfTimings;

/* Appends the file to `out`. False with a fault reported; `out` is then not to be used. */
bool pdf_write(const PageList *pages, FontSet *fonts, Buf *out, PdfTimings *timings, DiagList *diags);

#endif
