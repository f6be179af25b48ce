/*
 * needs: what the cells of a table ask of its tracks, gathered by the tracks they span.
 *
 * All cells that begin in one track and span as many ask together: the widest counts. So the widths are found from a
 * few sums, whatever the number of rows. Widths are of text, without rules and padding.
 */
#ifndef BANXIN_TABLE_NEEDS_H
#define BANXIN_TABLE_NEEDS_H

#include "table/state.h"

typedef struct Need {
    Len min;              /* longest unbreakable unit of any cell */
    Len firm;             /* the same once heads that may be stacked are */
    Len max;              /* widest cell on one line */
    Len sense;            /* the same, broken by sense */
    Len left, right;      /* of the numbers: most before and after the point */
    const GridCell *cell; /* decides `firm`; NULL if no cell asks */
} Need;

typedef struct Needs {
    size_t cols;
    Len size;     /* type size measured at */
    Need *groups; /* needs_group */
    bool *spans;  /* by number of spanned tracks: any cell spans so many */
} Needs;

/* Space for the needs of `cols` tracks; NULL without memory. */
Needs *needs_make(Arena *arena, size_t cols);
/* The needs of cells that begin in track `col` and span `cols`. */
Need *needs_group(const Needs *needs, size_t col, size_t cols);
/* Measures all cells at the table's type size, and notes each cell's width. False after faults or without memory. */
bool needs_collect(Needs *needs, Table *table, Arena *scratch);

#endif
