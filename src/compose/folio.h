/*
 * folio: page numbers and running heads.
 *
 * Both are artifacts at the sheet's upright frame, also on pages with turned content: there the number stands where
 * portrait pages have it (GB/T 9704-2012, 7.6).
 */
#ifndef BANXIN_COMPOSE_FOLIO_H
#define BANXIN_COMPOSE_FOLIO_H

#include "compose/flow.h"

/*
 * Where the type area of a master stands on a page, the `index`-th of the plan (from 0); of a turned one, in its turned
 * frame. Mirrored margins go by the printed number, so that they and the folio agree; a form that is bound begins its
 * numbers on an odd page (`odd`).
 */
Rect folio_area(const PageMaster *master, const FlowPage *page, size_t index);

/* The printed number of a page in the arena, "" when it has none. */
const char *folio_label(Composer *composer, const FlowPage *page);

/* Draws the folio and running head that the page's master asks for. False with a fault reported. */
bool folio_draw(Composer *composer, const FlowPlan *plan, size_t index, PageList *list, Page *page);

#endif
