/*
 * sheet: a page as it is looked at: turned by its Rotate, its origin at the top left of what is shown, y downwards.
 */
#ifndef BANXIN_SIGN_SHEET_H
#define BANXIN_SIGN_SHEET_H

#include "sign/pdf_doc.h"

typedef struct SheetPoint {
    int64_t x, y;
} SheetPoint;

/* As looked at: width and height of a page's crop box within its media box. */
SheetPoint sheet_size(const PdfPage *page);
/* Where a point of it is in the page's own coordinates; and the other way. */
SheetPoint sheet_to_page(const PdfPage *page, SheetPoint point);
SheetPoint sheet_from_page(const PdfPage *page, SheetPoint point);
/* A rectangle of it, given by its top left and its size, in the page's own coordinates. */
PdfBox sheet_box(const PdfPage *page, SheetPoint at, SheetPoint size);
/* What turns things upright: a, b, c, d of a matrix, each 0, 1 or -1. */
const int *sheet_turn(const PdfPage *page);

#endif
