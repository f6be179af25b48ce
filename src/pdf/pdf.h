/*
 * pdf: the page list as a PDF 1.7 file.
 *
 * Cuts each face to the glyphs used, writes fonts as Type0 / Identity-H with ToUnicode from source characters,
 * content streams, the structure tree, links, outline, page labels and metadata through libharu's object layer. Same
 * pages, same bytes: dates and ids come from the page list. RULES.md says which standard asks for what.
 */
#ifndef BANXIN_PDF_PDF_H
#define BANXIN_PDF_PDF_H

#include "base/diag.h"
#include "base/str.h"
#include "font/font_set.h"
#include "page/page.h"
#include "pdf/faces.h"
#include "pdf/standing.h"

/* How long the stages of writing took, nanoseconds of CPU; for --timings. May be NULL. */
typedef struct PdfTimings {
    int64_t subset, compress, content, save;
} PdfTimings;

/* What the file promises to be. */
typedef enum PdfConformance {
    PDF_PLAIN, /* PDF 1.7 and no more: no structure, no metadata but Info */
    PDF_A_2A,  /* PDF/A-2, level A, and PDF/UA-1 */
    PDF_A_3A   /* PDF/A-3, level A, and PDF/UA-1, with the page list's files */
} PdfConformance;

typedef struct PdfOptions {
    PdfConformance conformance;
    const PdfFaces *faces; /* made ready (faces.h); NULL: none are */
    Standing *standing;    /* what reports of the same font set have in common (standing.h); NULL: nothing is kept */
    Str press; /* the ICC profile of a press, read and found to be one (icc.h): PDF/X-4 for it; empty: for the screen */
} PdfOptions;

/* Appends the file to `out`. False with a fault reported; `out` is then not to be used. */
bool pdf_write(const PageList *pages, FontSet *fonts, const PdfOptions *options, Buf *out, PdfTimings *timings,
               DiagList *diags);

#endif
