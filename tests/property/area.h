/*
 * area: where the type area of a page stands on its sheet, worked out anew from the form and the page's number.
 */
#ifndef BANXIN_TESTS_AREA_H
#define BANXIN_TESTS_AREA_H

#include "form/form.h"
#include "page/page.h"

/* The type area, upright frame. */
Rect area_of(const Form *form, const Page *page);
bool area_holds(Rect area, Rect box, Len tolerance);
/* Wholly above, below, left or right of it. */
bool area_is_beside(Rect area, Rect box);

#endif
