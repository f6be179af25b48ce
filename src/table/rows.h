/*
 * rows: how many lines every cell has, and how high the rows are.
 */
#ifndef BANXIN_TABLE_ROWS_H
#define BANXIN_TABLE_ROWS_H

#include "table/state.h"

/* A cell of so many lines stays set: it may flow over many pages. */
#define ROWS_KEPT_LINES 48

/*
 * Sets the cells at the widths found, counts their lines, and fills y. A row is as high as its highest cell; what a
 * cell that spans rows needs beyond them is spread evenly over them. False after a fault or without memory.
 */
bool rows_make(Arena *arena, Arena *scratch, Table *table);

#endif
