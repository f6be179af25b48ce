/*
 * draw: a page of the page list as a grey picture, by FreeType alone from the source fonts.
 *
 * A third witness beside two PDF renderers, which could agree on a wrong glyph: what the page list asks for, without
 * any PDF in between.
 */
#ifndef BANXIN_TESTS_PDF_DRAW_H
#define BANXIN_TESTS_PDF_DRAW_H

#include "font/font_set.h"
#include "page/page.h"

/* Writes a binary PGM at `dpi`; false when memory, FreeType or the file fails. */
bool draw_page(const FontSet *fonts, const Page *page, int dpi, const char *path);

#endif
