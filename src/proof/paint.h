/*
 * paint: the items of a page onto a canvas, in their order.
 */
#ifndef BANXIN_PROOF_PAINT_H
#define BANXIN_PROOF_PAINT_H

#include "font/font_set.h"
#include "page/page.h"
#include "proof/glyphs.h"
#include "proof/rules.h"

typedef struct Paint {
    const FontSet *fonts;
    Glyphs *glyphs;
    Rules *rules;
    Scale scale; /* the glyphs' scale as well */
} Paint;

/* Paints what of the page lies on the canvas's band. False when memory is out. */
bool paint_page(const Paint *paint, const Page *page, Canvas *canvas);

/* True when something on the page is coloured. */
bool paint_is_colored(const Page *page);

#endif
