/*
 * heads: the heads of figures, and the white about them, out of what names beside them do not need.
 *
 * A share takes what others leave, whether its texts need it or not. What they can do without, to stand in as many
 * lines as before, goes to the heads first, so that none is stacked beside a column half empty, and then as white to
 * the figures. Heads are widened together, by the characters they have on a line: heads that are alike are set alike.
 */
#ifndef BANXIN_TABLE_HEADS_H
#define BANXIN_TABLE_HEADS_H

#include "table/solver.h"

/* Evens out the widths found, all of which the table has. */
void heads_even(Solver *s);

#endif
