/*
 * placement: where a seal stands.
 *
 * GB/T 9704-2012, 7.3.5.1: upright, over the organ's name and the date of the closing, which come to lie in its middle
 * or a little lower, its top no higher than the end of the text. Where they are, a file says by a destination named
 * "closing" that shows their rectangle (FitR), and by one named "closing-room" that reaches up to the text, as banxin
 * writes them (pdf/closing.h); or the user does; or the field that is signed has its place already.
 */
#ifndef BANXIN_SIGN_PLACEMENT_H
#define BANXIN_SIGN_PLACEMENT_H

#include "sign/sheet.h"

typedef struct Placement {
    size_t page;   /* from 0 */
    SheetPoint at; /* of the seal's top left, as looked at */
} Placement;

/* The user's word: a page from 1, and the seal's centre as looked at. */
typedef struct PlacementWish {
    bool given;
    int page;
    SheetPoint centre;
} PlacementWish;

/* False with a fault reported: no closing is named, no such page, or the seal would not be on it. */
bool placement_find(PdfDoc *doc, const PdfPage *pages, size_t count, const PlacementWish *wish, SheetPoint size,
                    Placement *placement, DiagList *diags);

#endif
