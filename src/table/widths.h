/*
 * widths: how what a table has beyond the least of its tracks is dealt out.
 *
 * To content tracks up to their most, the rest to the shares, or to the content tracks again. Where it is short, to
 * content and shares in proportion to what they ask; then heads take further lines if names beside them are spared
 * more.
 */
#ifndef BANXIN_TABLE_WIDTHS_H
#define BANXIN_TABLE_WIDTHS_H

#include "table/solver.h"

#define WIDTHS_STACK_PART 4 /* heads are stacked for names' sake if that spares one in so many of all lines */

/* Finds the widths of all tracks at a size at which they fit. */
void widths_find(Solver *s);
/* Gives the shares `pool`, divided as the spec asks; the others keep what they have. */
void widths_share(Solver *s, Len pool);
/* Lines the table takes with the widths found, about. */
int64_t widths_lines(const Solver *s);

#endif
