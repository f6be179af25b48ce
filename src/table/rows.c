#include "table/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "table/block.h"

typedef VEC(uint32_t) Counts;
typedef VEC(KeptCell) KeptCells;

typedef struct Rows {
    Arena *arena, *scratch;
    Table *table;
    Counts counts; /* lines of the paragraphs of cells that have several */
    KeptCells kept;
    bool sound;
} Rows;

/* Sets one paragraph of a cell in `arena`; NULL after a fault or without memory. */
static const Line *set_para(Rows *rows, Arena *arena, GridCell *cell, size_t p, size_t *count) {
    const Table *table = rows->table;
    Len width = table_text_width(table, cell);
    Para *para = setter_para(arena, &table->setter, cell->cell, p, cell->stacked);
    const Line *lines = para ? para_break(arena, para, width, count) : NULL;
    if (!lines)
        return NULL;
    for (size_t i = 0; i < *count; i++) {
        char size[LEN_TEXT];
        if (!lines[i].overfull)
            continue;
        grid_report_narrow(&table->grid, &table->spec, cell, len_format(table->setter.size, size), table->setter.diags);
        return NULL;
    }
    return lines;
}

/* A head narrower than its longest unit is stacked, all its paragraphs alike. */
static bool must_stack(Rows *rows, const GridCell *cell) {
    const Table *table = rows->table;
    Len width = table_text_width(table, cell);
    bool stack = false;
    if (!cell->cell->may_stack || cell->cols > 1 || (cell->width >= 0 && cell->width <= width))
        return false;
    ArenaMark mark = arena_mark(rows->scratch);
    for (size_t p = 0; p < cell->cell->para_count; p++) {
        Para *para = setter_para(rows->scratch, &table->setter, cell->cell, p, /*stacked*/ false);
        stack = stack || (para && para_min_width(para) > width);
    }
    arena_rewind(rows->scratch, mark);
    return stack;
}

/* Sets a long cell once more, to stay. */
static void keep_cell(Rows *rows, GridCell *cell) {
    const Line **paras = ARENA_ARRAY(rows->arena, const Line *, cell->cell->para_count);
    KeptCell *kept = paras ? VEC_PUSH(&rows->kept) : NULL;
    if (!kept) {
        rows->sound = false;
        return;
    }
    *kept = (KeptCell){(uint32_t)(cell - rows->table->grid.cells), paras};
    for (size_t p = 0; p < cell->cell->para_count; p++) {
        size_t count = 0;
        paras[p] = set_para(rows, rows->arena, cell, p, &count);
        rows->sound = rows->sound && paras[p];
    }
}

/* Counts the lines of a cell that may have several. */
static void set_cell(Rows *rows, GridCell *cell) {
    size_t paras = cell->cell->para_count, total = 0;
    cell->stacked = must_stack(rows, cell);
    cell->lines = (uint32_t)rows->counts.count;
    for (size_t p = 0; p < paras; p++) {
        size_t count = 0;
        ArenaMark mark = arena_mark(rows->scratch);
        bool set = set_para(rows, rows->scratch, cell, p, &count);
        arena_rewind(rows->scratch, mark);
        uint32_t *slot = paras > 1 ? VEC_PUSH(&rows->counts) : &cell->lines;
        if (!set || !slot) {
            rows->sound = false;
            return;
        }
        *slot = (uint32_t)count;
        total += count;
    }
    if (total >= ROWS_KEPT_LINES)
        keep_cell(rows, cell);
}

static void set_cells(Rows *rows) {
    Table *table = rows->table;
    for (size_t i = 0; i < table->grid.cell_count && !arena_failed(rows->scratch); i++) {
        GridCell *cell = &table->grid.cells[i];
        cell->stacked = false;
        if (cell->width >= 0 && cell->width <= table_text_width(table, cell))
            cell->lines = 1;
        else if (cell->cell->para_count > 0)
            set_cell(rows, cell);
    }
    table->kept_count = rows->kept.count;
    table->kept = rows->kept.count ? VEC_TAKE(rows->arena, &rows->kept) : NULL;
    table->para_lines = rows->counts.count ? VEC_TAKE(rows->arena, &rows->counts) : NULL;
    VEC_FREE(&rows->kept);
    VEC_FREE(&rows->counts);
}

/* Height of a cell: its text between padding and rules. */
static Len cell_height(const Table *table, const GridCell *cell) {
    return block_height(table, cell, block_lines(table, cell)) + 2 * table->inset_y;
}

/* What a row is high at least. Its low height is a line's at full size: where type is set smaller for the page's sake,
 * a line of that. */
static Len least_height(const Table *table, const TableRow *row, bool low) {
    Len inset = 2 * table->inset_y, line = len_max(row->low_height - inset, 0);
    if (!low && row->min_height > row->low_height)
        return len_max(row->min_height, inset);
    if (!table->spec.fit_type)
        return len_max(low ? row->low_height : row->min_height, inset);
    return inset + len_scale(line, table->setter.size, table->setter.full);
}

/* Rows as high as the cells that stand in one row alone; the heights in y[1...]. */
static void size_rows(Table *table, bool low) {
    const Grid *grid = &table->grid;
    for (size_t r = 0; r < grid->row_count; r++)
        table->y[r + 1] = len_min(least_height(table, &table->spec.rows[r], low), LEN_MAX);
    for (size_t i = 0; i < grid->cell_count; i++) {
        const GridCell *cell = &grid->cells[i];
        Len *height = &table->y[cell->row + 1];
        if (cell->rows == 1 && cell->cell->para_count > 0)
            *height = len_max(*height, cell_height(table, cell));
    }
}

/* Spreads what a cell needs beyond its rows over them, to the last thousandth. */
static void spread_cell(Table *table, const GridCell *cell) {
    Len *heights = &table->y[cell->row + 1];
    Len missing = cell_height(table, cell);
    for (size_t r = 0; r < cell->rows; r++)
        missing -= heights[r];
    for (size_t r = 0; missing > 0 && r < cell->rows; r++) {
        Len share = missing / (Len)(cell->rows - r);
        heights[r] += share;
        missing -= share;
    }
}

/* Fewest rows first, so that a label over two rows does not add to what one over ten has made. */
static int by_rows(const void *a, const void *b) {
    const GridCell *x = *(const GridCell *const *)a, *y = *(const GridCell *const *)b;
    if (x->rows != y->rows)
        return x->rows < y->rows ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->col - y->col;
}

static size_t count_spanning(const Grid *grid) {
    size_t count = 0;
    for (size_t i = 0; i < grid->cell_count; i++)
        count += grid->cells[i].rows > 1;
    return count;
}

static bool spread_cells(Table *table, Arena *scratch) {
    const Grid *grid = &table->grid;
    size_t count = count_spanning(grid);
    const GridCell **spanning = ARENA_ARRAY(scratch, const GridCell *, count);
    if (!spanning)
        return false;
    count = 0;
    for (size_t i = 0; i < grid->cell_count; i++) {
        if (grid->cells[i].rows > 1)
            spanning[count++] = &grid->cells[i];
    }
    if (count > 0)
        qsort(spanning, count, sizeof *spanning, by_rows);
    for (size_t i = 0; i < count; i++)
        spread_cell(table, spanning[i]);
    return true;
}

static bool set_heights(Table *table, Arena *scratch, bool low) {
    size_rows(table, low);
    return spread_cells(table, scratch);
}

static Len sum_heights(const Table *table) {
    Len sum = 0;
    for (size_t r = 0; r < table->grid.row_count; r++)
        sum += table->y[r + 1];
    return sum;
}

/* Takes from each row its share of what it has above its low height, so that all of them add up to `room`. */
static void share_room(Table *table, const Len *asked, Len room) {
    Len spare = room - sum_heights(table), above = 0, seen = 0, given = 0;
    for (size_t r = 0; r < table->grid.row_count; r++)
        above += asked[r] - table->y[r + 1];
    for (size_t r = 0; r < table->grid.row_count; r++) {
        seen += asked[r] - table->y[r + 1];
        Len due = above > 0 ? len_scale(spare, seen, above) : 0;
        table->y[r + 1] += due - given;
        given = due;
    }
}

/* Lowers the rows of a table that is a little too high for its page; one that is much too high keeps its heights. */
static bool fit_rows(Table *table, Arena *scratch) {
    Len room = table->spec.fit_height - table->spec.outer_rule;
    if (table->spec.fit_height <= 0 || sum_heights(table) <= room)
        return true;
    Len *asked = arena_copy(scratch, table->y + 1, table->grid.row_count * sizeof *asked);
    if (!asked || !set_heights(table, scratch, /*low*/ true))
        return false;
    /* Shares are rounded: the rows of a spanning cell may be a thousandth short of it, which is spread again. */
    room -= (Len)count_spanning(&table->grid);
    if (sum_heights(table) <= room) {
        share_room(table, asked, room);
        return spread_cells(table, scratch);
    }
    memcpy(table->y + 1, asked, table->grid.row_count * sizeof *asked);
    return true;
}

bool rows_make(Arena *arena, Arena *scratch, Table *table) {
    Rows rows = {.arena = arena, .scratch = scratch, .table = table, .sound = true};
    table->y = ARENA_ARRAY(arena, Len, table->grid.row_count + 1);
    if (!table->y)
        return false;
    set_cells(&rows);
    if (!rows.sound || arena_failed(arena) || arena_failed(scratch))
        return false;
    if (!set_heights(table, scratch, /*low*/ false) || !fit_rows(table, scratch))
        return false;
    for (size_t r = 0; r < table->grid.row_count; r++)
        table->y[r + 1] += table->y[r];
    return true;
}
