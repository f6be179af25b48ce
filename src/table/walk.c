#include "table/walk.h"

#include "table/block.h"

void walk_start(Walk *walk, const Table *table, const TableCursor *from, Len limit) {
    walk->table = table;
    walk->from = *from;
    walk->limit = limit;
    walk->row = from->row;
    walk->y = 0;
}

Len walk_cursor_y(const Table *table, const TableCursor *cursor) { return table->y[cursor->row] + cursor->offset; }

Len walk_lines_y(const Table *table, const GridCell *cell, size_t count) {
    return table->y[cell->row] + table->inset_y + block_height(table, cell, count);
}

size_t walk_lines_above(const Table *table, const GridCell *cell, Len y) {
    return block_fit(table, cell, 0, y - table->y[cell->row] - table->inset_y);
}

/* True if the cell began in an earlier fragment. */
static bool crosses_from(const Walk *walk, const GridCell *cell) {
    return cell->row < walk->from.row || (cell->row == walk->from.row && walk->from.offset > 0);
}

/* What stands before the text that goes on: its row's labels. */
static bool leads_row(const Walk *walk, const GridCell *cell) {
    for (size_t col = 0; col < cell->col; col++)
        if (!walk_shown(&walk->from, col))
            return false;
    return true;
}

/* True if a cell of its row goes on after a cut. */
static bool row_goes_on(const Walk *walk, const GridCell *cell) {
    const Grid *grid = &walk->table->grid;
    for (size_t col = 0; col < grid->col_count; col += grid_at(grid, cell->row, col)->cols)
        if (!walk_shown(&walk->from, col))
            return true;
    return false;
}

bool walk_repeats(const Walk *walk, const GridCell *cell) {
    if (!crosses_from(walk, cell) || !walk_shown(&walk->from, cell->col))
        return false;
    if (cell->rows == 1 && (!leads_row(walk, cell) || !row_goes_on(walk, cell)))
        return false;
    const Table *table = walk->table;
    Len height = block_height(table, cell, block_lines(table, cell)) + 2 * table->inset_y;
    return height <= walk->limit / 2;
}

size_t walk_first(const Walk *walk, const GridCell *cell) {
    if (!crosses_from(walk, cell) || walk_repeats(walk, cell))
        return 0;
    if (walk_shown(&walk->from, cell->col))
        return block_lines(walk->table, cell);
    return walk_lines_above(walk->table, cell, walk_cursor_y(walk->table, &walk->from));
}

size_t walk_last(const Table *table, const GridCell *cell, const TableCursor *to) {
    if (cell->row + cell->rows <= to->row || walk_shown(to, cell->col))
        return block_lines(table, cell);
    return walk_lines_above(table, cell, walk_cursor_y(table, to));
}

Len walk_need(const Walk *walk, const GridCell *cell, size_t last) {
    size_t first = walk_first(walk, cell);
    if (first >= last)
        return 0;
    const Table *table = walk->table;
    return block_height(table, cell, last) - block_height(table, cell, first) + 2 * table->inset_y;
}

/* Height of the next row's piece for the cells that stand in this row alone; to the row's end if `to` is NULL. */
static Len piece_need(const Walk *walk, const TableCursor *to) {
    const Table *table = walk->table;
    Len height = 2 * table->inset_y;
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, walk->row, col);
        col += cell->cols;
        if (cell->rows > 1 || cell->cell->para_count == 0)
            continue;
        size_t last = to ? walk_last(table, cell, to) : block_lines(table, cell);
        height = len_max(height, walk_need(walk, cell, last));
    }
    return height;
}

static Len cell_top(const Walk *walk, const GridCell *cell) {
    return cell->row == walk->row || walk->row == walk->from.row ? walk->y : walk->top[cell->col];
}

/* True if a cell that spans rows and covers the next one has more text than the page can hold. */
static bool flows_on(const Walk *walk) {
    const Table *table = walk->table;
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, walk->row, col);
        Len need = cell->rows > 1 ? walk_need(walk, cell, block_lines(table, cell)) : 0;
        if (need > 0 && cell_top(walk, cell) + need > walk->limit)
            return true;
        col += cell->cols;
    }
    return false;
}

/*
 * A row's piece is as high as the row, or as the text still to come if the row has begun before. A row higher than
 * the page takes its text alone if that fits, without the blank below it.
 */
static Len piece_height(const Walk *walk) {
    const Len *y = &walk->table->y[walk->row];
    bool begun = walk->row == walk->from.row && walk->from.offset > 0;
    if (begun || (y[1] - y[0] > walk->limit && !flows_on(walk)))
        return piece_need(walk, NULL);
    return y[1] - y[0];
}

void walk_row(Walk *walk) {
    const Table *table = walk->table;
    Len end = walk->y + piece_height(walk);
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, walk->row, col);
        walk->top[col] = cell_top(walk, cell);
        if (cell->rows > 1 && cell->row + cell->rows == walk->row + 1)
            end = len_max(end, walk->top[col] + walk_need(walk, cell, block_lines(table, cell)));
        col += cell->cols;
    }
    walk->row++;
    walk->y = end;
}

Len walk_close(const Walk *walk, const TableCursor *to) {
    const Table *table = walk->table;
    Len end = walk->y + (to->offset > 0 ? piece_need(walk, to) : 0);
    if (to->row >= table->grid.row_count)
        return end;
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, to->row, col);
        bool crosses = cell->rows > 1 && (cell->row < to->row || to->offset > 0);
        if (crosses)
            end = len_max(end, cell_top(walk, cell) + walk_need(walk, cell, walk_last(table, cell, to)));
        col += cell->cols;
    }
    return end;
}
