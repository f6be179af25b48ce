/*
 * proof: pages of the page list as pictures, without a PDF in between.
 *
 * Draws what the PDF shows, as a viewer shows it: glyphs by their contours, unhinted, in grey coverage over white;
 * rules by the part of each pixel they cover. The same page gives the same bytes on every machine: nothing but whole
 * numbers from the page list to the PNG.
 *
 * A picture is as large as the sheet, rounded up to whole pixels: 8-bit grey, or red, green and blue where something
 * on the page is coloured. Memory does not grow with it: pages are drawn in bands (canvas.h).
 */
#ifndef BANXIN_PROOF_PROOF_H
#define BANXIN_PROOF_PROOF_H

#include "base/diag.h"
#include "font/font_set.h"
#include "page/page.h"

#define PROOF_DPI      96 /* when nothing is said: a page's real size on most screens */
#define PROOF_DPI_MIN  20
#define PROOF_DPI_MAX  1200
#define PROOF_SIDE_MAX 65500 /* pixels; viewers take no more */

/* What pages are drawn with: the rasteriser, and glyphs that have been drawn. One serves any number of reports. */
typedef struct Proof Proof;

/* Draws with the faces of `fonts`, which outlives it. NULL when memory is out; proof_free takes NULL. */
Proof *proof_new(const FontSet *fonts);
void proof_free(Proof *proof);

/* How long drawing and writing took, nanoseconds of CPU. */
typedef struct ProofTimings {
    int64_t draw, compress;
} ProofTimings;

/* Appends a page as a PNG. False with a fault reported: memory is out, or the picture would be too large. */
bool proof_page(Proof *proof, const Page *page, int dpi, Buf *png, ProofTimings *timings, DiagList *diags);

/*
 * Appends a page as a picture to be shown among many others: as large as fits into the box below, in few greys or
 * colours, at most THUMBNAIL_BYTES. False with MEMORY reported.
 */
#define THUMBNAIL_WIDTH  90
#define THUMBNAIL_HEIGHT 128
#define THUMBNAIL_BYTES  3072
bool proof_thumbnail(Proof *proof, const Page *page, Buf *png, DiagList *diags);

#endif
