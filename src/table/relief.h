/*
 * relief: what heads cost, and what names beside them.
 *
 * Heads and names want the same room. A head's further line costs once a page, a name's in every row: so where names
 * stand in many lines, heads of figures may take a few more themselves (columns.c tries how many). What a text takes
 * is estimated from its length, as if every line held as many ems as fit: exact enough to choose by, and without
 * setting a cell.
 */
#ifndef BANXIN_TABLE_RELIEF_H
#define BANXIN_TABLE_RELIEF_H

#include "table/needs.h"

#define RELIEF_HEAD_LINES 5  /* the most a head is asked to take */
#define RELIEF_PAGE_LINES 32 /* what a page holds, about: a head's line is repeated so often */

/* The width that the text of track `col` takes when its heads are set in `lines` lines and the cells below in one; not
 * less than the parts of a head that are broken by sense, if `sense`. Of the size measured at. */
Len relief_width(const Needs *needs, size_t col, Len lines, bool sense);
/* What the head of track `col` asks so as not to have one character on a line. */
Len relief_unstacked(const Needs *needs, size_t col);
/* The lines of the head of track `col` if its text is so wide. */
Len relief_head_lines(const Needs *needs, size_t col, Len width);
/* The least width in which the texts of track `col` take about as many lines as in `width`, its head and those below.
 */
Len relief_least(const Needs *needs, size_t col, Len width);
/* The lines of all rows and of the heads of all pages, if the tracks' texts have these widths (of the size measured
 * at); of the rows only what the tracks told in `names` take. */
int64_t relief_lines(const Needs *needs, const Len *widths, const bool *names);

#endif
