/*
 * font_tables: what a face's tables say that HarfBuzz is not asked for.
 *
 * Reads head, hhea, OS/2, post, the first bytes of CFF, and the feature list of GPOS, each with its bounds
 * checked: a value past the end of a table is 0. Nothing else of the file is touched, so that opening an 8 MB face
 * costs a few pages of memory.
 */
#ifndef BANXIN_FONT_FONT_TABLES_H
#define BANXIN_FONT_FONT_TABLES_H

#include "font/font.h"

/* Fills metrics, flags, embedding, outlines and features of font->face. Gives NULL, or why the face cannot be used
 * (an argument of a diagnostic, in both languages). */
const char *font_tables_read(Font *font);

#endif
