/*
 * columns: how wide the tracks are, and how large the type.
 *
 * Every cell says what it needs: the longest unit that may not be broken and the width on one line. From size down
 * to the floor, the first size is taken at which all needs fit and names have a few characters a line; at each size
 * heads that may be stacked are, as few as needed, before the type is made smaller (docs/line-setting.md, A13).
 */
#ifndef BANXIN_TABLE_COLUMNS_H
#define BANXIN_TABLE_COLUMNS_H

#include "table/state.h"

/* Fills setter.size, x, point and width of the table and the widths of its cells. False after a fault or without
 * memory. */
bool columns_make(Arena *arena, Arena *scratch, Table *table);

#endif
