/*
 * ink: where the glyphs of a page really draw, held against its rules and its type area.
 */
#ifndef BANXIN_TESTS_INK_H
#define BANXIN_TESTS_INK_H

#include "font/font_set.h"
#include "form/form.h"
#include "page/page.h"

/* Reports RULE_INK_AREA and RULE_INK_RULE to the witness. Gives the number of glyphs seen. */
size_t ink_check(const PageList *list, const Form *form, const FontSet *fonts);

#endif
