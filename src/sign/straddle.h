/*
 * straddle: a seal across the edges of all pages (骑缝章), of which each shows its slice: laid out like a fan they make
 * the seal, and a page that is put in or taken away shows.
 *
 * The slices are content of the pages, which is printed whatever a viewer does with annotations; to a reader they are
 * artifacts. A seal is shared by so many pages that a slice is not narrower than 2 mm; more pages share several.
 */
#ifndef BANXIN_SIGN_STRADDLE_H
#define BANXIN_SIGN_STRADDLE_H

#include "sign/sheet.h"
#include "sign/update.h"

#define STRADDLE_SLICE_MAX 70866 /* 25 mm: wider, and it would lie on text */

typedef enum StraddleEdge {
    STRADDLE_NONE,
    STRADDLE_RIGHT, /* the right edge of every page */
    STRADDLE_OUTER  /* the fore-edge of a two-sided print: right on odd pages, left on even ones */
} StraddleEdge;

typedef struct Straddle {
    StraddleEdge edge;
    PdfRef image;
    SheetPoint size; /* of the whole seal */
    PdfRef save;     /* a stream that saves the graphics state, before a page's own content */
} Straddle;

/* How wide the widest slice is when so many pages share a seal of that width. */
int64_t straddle_widest(int64_t width, size_t pages);
/* Begins with the image that is written already; the stream that all pages share is written here. */
void straddle_start(Straddle *straddle, Update *update, StraddleEdge edge, PdfRef image, SheetPoint size);
/* Writes the slice of page `index` of `count`; what becomes of its Contents and Resources. */
void straddle_page(const Straddle *straddle, Update *update, const PdfPage *page, size_t index, size_t count,
                   Buf *contents, Buf *resources);

/*
 * Whether a stream is what straddle_page writes, and nothing more: the slice of the image of that name, within a strip
 * of the page that is no wider than STRADDLE_SLICE_MAX and lies at an edge. Whether one is what stands before the
 * content.
 */
bool straddle_is_slice(const PdfPage *page, Str content, Str image);
bool straddle_is_save(Str content);
#define STRADDLE_NAME "BanxinSeal" /* of the image, its object's number behind it */

#endif
