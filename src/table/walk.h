/*
 * walk: the heights of the rows of one fragment, from its first row down.
 *
 * Cutting and drawing must agree to the last thousandth on how high each row's piece is, so both walk. Most pieces
 * are as high as the uncut row. A row that is split is as high as the lines it shows. A cell that spans rows and
 * crosses the cut needs room in each fragment for what it shows there: if its rows in the fragment do not give it,
 * the last of them is made higher.
 *
 * Which lines a fragment shows follows from where it is cut alone, on the uncut table: a line belongs to the fragment
 * in which its lower edge lies when the cell is set from its top. Only a cell that spans rows is shown whole where it
 * begins, if the page can hold it, and whole again, as a label, on the pages that follow, and so are the cells of a
 * split row that stand before the text that goes on; the `shown` bits of the cursor tell.
 */
#ifndef BANXIN_TABLE_WALK_H
#define BANXIN_TABLE_WALK_H

#include "table/state.h"

typedef struct Walk {
    const Table *table;
    TableCursor from;
    Len limit;                /* TableFragment.limit */
    size_t row;               /* the next row; those before it are in */
    Len y;                    /* where it begins, from the centre of the rule above the first */
    Len top[TABLE_TRACK_MAX]; /* by track: where the piece of the cell that covers it in the last row begins */
} Walk;

void walk_start(Walk *walk, const Table *table, const TableCursor *from, Len limit);
/* Takes in the next row, or what is left of it, to its end. */
void walk_row(Walk *walk);
/* Where the fragment ends if it ends at `to`, which is in the next row or at its beginning. */
Len walk_close(const Walk *walk, const TableCursor *to);

/* The lines [first, last) a cell shows in the fragment; `to` where it ends. */
size_t walk_first(const Walk *walk, const GridCell *cell);
size_t walk_last(const Table *table, const GridCell *cell, const TableCursor *to);
/* True if the cell has shown its text before and shows it again. */
bool walk_repeats(const Walk *walk, const GridCell *cell);
/* Height of the cell's lines from the first the fragment shows to `last`, between padding; 0 if there are none. */
Len walk_need(const Walk *walk, const GridCell *cell, size_t last);

/* Uncut: where a cursor stands; the lower edge of a cell's first `count` lines; how many of its lines end above. */
Len walk_cursor_y(const Table *table, const TableCursor *cursor);
Len walk_lines_y(const Table *table, const GridCell *cell, size_t count);
size_t walk_lines_above(const Table *table, const GridCell *cell, Len y);

static inline bool walk_shown(const TableCursor *cursor, size_t col) {
    return cursor->shown[col / 64] >> (col % 64) & 1;
}

#endif
