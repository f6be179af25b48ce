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

/* Finds the widths of all tracks at a size at which they fit. */
void widths_find(Solver *s);

#endif
