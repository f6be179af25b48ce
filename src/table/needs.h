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
    Len last;             /* the same once words that may be split are */
    Len unit;             /* longest unbreakable unit below the head */
    Len max;              /* widest cell on one line */
    Len sense;            /* the same, broken by sense */
    Len left, right;      /* of the numbers: most before and after the point */
    Len head, head_em;    /* widest cell of the head on one line; its type size */
    Len head_sense;       /* widest part of the head's cells that may be broken by sense; 0 if none may */
    Len body;             /* widest cell below the head on one line */
    bool tall;            /* a cell below the head spans rows */
    Len alone;            /* the same of cells that stand in one row */
    const GridCell *cell; /* decides `last`; NULL if no cell asks */
} Need;

#define NEEDS_EMS 256

/* How long the texts of a track are below its head: so many of each number of ems, rounded up. Cells that span several
 * tracks or rows are not counted; longer texts count as several of NEEDS_EMS. */
typedef struct Lengths {
    uint32_t texts[NEEDS_EMS + 1];
} Lengths;

typedef struct Needs {
    size_t cols;
    Len size;         /* type size measured at */
    Need *groups;     /* needs_group */
    bool *spans;      /* by number of spanned tracks: any cell spans so many */
    Lengths *lengths; /* by track */
} Needs;

/* Space for the needs of `cols` tracks; NULL without memory. */
Needs *needs_make(Arena *arena, size_t cols);
/* The needs of cells that begin in track `col` and span `cols`. */
Need *needs_group(const Needs *needs, size_t col, size_t cols);
/* Measures all cells at the table's type size, and notes each cell's width. False after faults or without memory. */
bool needs_collect(Needs *needs, Table *table, Arena *scratch);

#endif
