/*
 * grid: which cell stands in which slot.
 *
 * A table is rows x tracks of slots. Cells fill the free slots of their row from left to right and take the slots
 * of their spans, as in HTML; unlike there, a span that meets another or leaves the table is a fault. Slots that
 * stay free become empty cells of their own, so that every slot belongs to exactly one cell.
 */
#ifndef BANXIN_TABLE_GRID_H
#define BANXIN_TABLE_GRID_H

#include "table/table.h"

/* A cell in its place. There may be millions: 32 bytes. */
typedef struct GridCell {
    const TableCell *cell; /* the spec's; or an empty one */
    uint32_t row, rows;
    uint32_t lines; /* how many it is set in; with several paragraphs where Table.para_lines counts them */
    int32_t width;  /* of its only line if it is one paragraph without forced line ends and not stacked; else -1 */
    TagId tag;
    uint8_t col, cols;
    bool stacked; /* set one character a line */
} GridCell;

typedef struct Grid {
    size_t row_count, col_count;
    size_t head_end; /* rows [0, head_end) are the head */
    GridCell *cells; /* the spec's in their order, then the empty ones */
    size_t cell_count;
    uint32_t *slots; /* cell number + 1, row by row */
} Grid;

/* Places the spec's cells. False after a fault or without memory. */
bool grid_make(Arena *arena, const TableSpec *spec, Grid *grid, DiagList *diags);

/* The cell a slot belongs to. */
static inline GridCell *grid_at(const Grid *grid, size_t row, size_t col) {
    return &grid->cells[grid->slots[row * grid->col_count + col] - 1];
}

/* Reports a fault of a cell: its row and column, counted from 1, the beginning of its text, and `extra`. */
void grid_report(const TableSpec *spec, const GridCell *cell, DiagCode code, const char *extra, DiagList *diags);

/*
 * Reports CELL_TOO_NARROW at `size`, by what a reader knows: the row by its first text, the column by its head; by
 * their numbers, counted from 1 below the head, where there is none.
 */
void grid_report_narrow(const Grid *grid, const TableSpec *spec, const GridCell *cell, const char *size,
                        DiagList *diags);

#endif
