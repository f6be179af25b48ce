#include "table/grid.h"

#include <string.h>

#include "base/utf8.h"

#define EXCERPT_MAX 64 /* bytes of a cell's text quoted in a fault */
#define ELLIPSIS    "…"

static const TableCell EMPTY_CELL = {0};

/* The beginning of the cell's text, cut between characters. */
static void excerpt(const TableCell *cell, char out[EXCERPT_MAX + sizeof ELLIPSIS]) {
    size_t length = 0;
    bool whole = true;
    for (size_t p = 0; p < cell->para_count; p++) {
        for (size_t r = 0; whole && r < cell->paras[p].run_count; r++) {
            Str text = cell->paras[p].runs[r].text;
            size_t taken = text.length ? utf8_cut(text.text, text.length, EXCERPT_MAX - length) : 0;
            memcpy(out + length, text.length ? text.text : "", taken);
            length += taken;
            whole = taken == text.length;
        }
    }
    memcpy(out + length, whole ? "" : ELLIPSIS, whole ? 1 : sizeof ELLIPSIS);
}

static SourceRef report_source(const TableSpec *spec, const GridCell *cell) {
    return cell->cell->source.map ? cell->cell->source : spec->rows[cell->row].source;
}

void grid_report(const TableSpec *spec, const GridCell *cell, DiagCode code, const char *extra, DiagList *diags) {
    char row[BUF_NUMBER], col[BUF_NUMBER], text[EXCERPT_MAX + sizeof ELLIPSIS];
    excerpt(cell->cell, text);
    diag_ref(diags, code, report_source(spec, cell),
             DIAG_ARGS(int_format((int64_t)cell->row + 1, row), int_format(cell->col + 1, col), text, extra));
}

/* The lowest head over a cell's first track; NULL if it is one itself or has none. */
static const TableCell *head_of(const Grid *grid, const GridCell *cell) {
    if (cell->row < grid->head_end || grid->head_end == 0)
        return NULL;
    for (size_t row = grid->head_end; row-- > 0;) {
        const GridCell *head = grid_at(grid, row, cell->col);
        if (head->cell->head && head->cell->para_count > 0)
            return head->cell;
    }
    return NULL;
}

/* The first filled cell of a cell's row, if that is another. */
static const TableCell *label_of(const Grid *grid, const GridCell *cell) {
    for (size_t col = 0; cell->row >= grid->head_end && col < cell->col; col++) {
        const GridCell *label = grid_at(grid, cell->row, col);
        if (label->cell->para_count > 0)
            return label->cell;
    }
    return NULL;
}

/* What a cell is called by: another's text, or a number. */
static const char *name_by(const TableCell *cell, size_t number, char out[EXCERPT_MAX + sizeof ELLIPSIS]) {
    if (!cell)
        return int_format((int64_t)number, out);
    excerpt(cell, out);
    return out;
}

void grid_report_narrow(const Grid *grid, const TableSpec *spec, const GridCell *cell, const char *size,
                        DiagList *diags) {
    char row[EXCERPT_MAX + sizeof ELLIPSIS], col[EXCERPT_MAX + sizeof ELLIPSIS], text[EXCERPT_MAX + sizeof ELLIPSIS];
    size_t number = cell->row + 1 - (cell->row < grid->head_end ? 0 : grid->head_end);
    excerpt(cell->cell, text);
    diag_ref(diags, DIAG_CELL_TOO_NARROW, report_source(spec, cell),
             DIAG_ARGS(name_by(label_of(grid, cell), number, row), name_by(head_of(grid, cell), cell->col + 1u, col),
                       text, size));
}

/* False, reported, when there are more than a table can have. */
static bool check_count(const TableSpec *spec, size_t count, size_t least, size_t most, DiagCode code,
                        DiagList *diags) {
    char number[BUF_NUMBER], limit[BUF_NUMBER];
    if (count >= least && count <= most)
        return true;
    diag_ref(diags, code, spec->source,
             DIAG_ARGS(int_format((int64_t)count, number), int_format((int64_t)most, limit)));
    return false;
}

static bool check_size(const TableSpec *spec, DiagList *diags) {
    return check_count(spec, spec->track_count, 1, TABLE_TRACK_MAX, DIAG_TABLE_TRACKS, diags) &&
           check_count(spec, spec->row_count, 0, TABLE_ROW_MAX, DIAG_TABLE_ROWS, diags);
}

/* Where a row's part of the table ends: spans from the head do not reach into the body. */
static size_t part_end(const Grid *grid, size_t row) { return row < grid->head_end ? grid->head_end : grid->row_count; }

static size_t span(int asked) { return asked > 1 ? (size_t)asked : 1; }

/* How many cells there will be: the spec's and one for each slot they leave free. */
static size_t cell_capacity(const Grid *grid, const TableSpec *spec) {
    size_t slots = grid->row_count * grid->col_count, cells = 0, taken = 0;
    for (size_t r = 0; r < spec->row_count; r++) {
        size_t count = spec->rows[r].cell_count < grid->col_count ? spec->rows[r].cell_count : grid->col_count;
        cells += count;
        for (size_t c = 0; c < count; c++) {
            const TableCell *cell = &spec->rows[r].cells[c];
            size_t cols = span(cell->cols), rows = span(cell->rows);
            taken += (cols < grid->col_count ? cols : grid->col_count) * (rows < slots ? rows : slots);
            taken = taken < slots ? taken : slots;
        }
    }
    return cells + (slots - taken);
}

/* Takes the slots of a cell; false if one is not free. */
static bool take_slots(Grid *grid, const GridCell *cell) {
    for (size_t r = cell->row; r < cell->row + cell->rows; r++) {
        uint32_t *slot = &grid->slots[r * grid->col_count + cell->col];
        for (size_t c = 0; c < cell->cols; c++) {
            if (slot[c])
                return false;
            slot[c] = (uint32_t)grid->cell_count;
        }
    }
    return true;
}

/* Puts a cell of the spec at a slot. A span that cannot be is cut after its fault, so that the rest is still checked.
 */
static bool place(Grid *grid, const TableSpec *spec, const TableCell *cell, size_t row, size_t col, DiagList *diags) {
    bool sound = true;
    size_t cols = span(cell->cols), rows = span(cell->rows);
    GridCell *placed = &grid->cells[grid->cell_count++];
    *placed = (GridCell){.cell = cell, .row = (uint32_t)row, .col = (uint8_t)col, .rows = 1, .cols = 1, .width = -1};
    if (cols > grid->col_count - col || rows > part_end(grid, row) - row) {
        grid_report(spec, placed, DIAG_TABLE_CELL_OVERHANG, "", diags);
        sound = false;
        cols = cols > grid->col_count - col ? grid->col_count - col : cols;
        rows = rows > part_end(grid, row) - row ? part_end(grid, row) - row : rows;
    }
    placed->cols = (uint8_t)cols;
    placed->rows = (uint32_t)rows;
    if (!take_slots(grid, placed)) {
        grid_report(spec, placed, DIAG_TABLE_CELL_OVERLAP, "", diags);
        sound = false;
    }
    return sound;
}

static bool place_row(Grid *grid, const TableSpec *spec, size_t row, DiagList *diags) {
    bool sound = true;
    const TableRow *from = &spec->rows[row];
    const uint32_t *slots = &grid->slots[row * grid->col_count];
    size_t col = 0;
    for (size_t c = 0; c < from->cell_count; c++) {
        while (col < grid->col_count && slots[col])
            col++;
        if (col == grid->col_count) {
            GridCell beyond = {.cell = &from->cells[c], .row = (uint32_t)row, .col = (uint8_t)col};
            grid_report(spec, &beyond, DIAG_TABLE_CELL_OVERHANG, "", diags);
            return false;
        }
        sound = place(grid, spec, &from->cells[c], row, col, diags) && sound;
    }
    return sound;
}

static void place_empty(Grid *grid) {
    for (size_t r = 0; r < grid->row_count; r++) {
        for (size_t c = 0; c < grid->col_count; c++) {
            uint32_t *slot = &grid->slots[r * grid->col_count + c];
            if (*slot)
                continue;
            GridCell *cell = &grid->cells[grid->cell_count++];
            *cell = (GridCell){&EMPTY_CELL, .row = (uint32_t)r, .col = (uint8_t)c, .rows = 1, .cols = 1, .width = -1};
            *slot = (uint32_t)grid->cell_count;
        }
    }
}

bool grid_make(Arena *arena, const TableSpec *spec, Grid *grid, DiagList *diags) {
    *grid = (Grid){.row_count = spec->row_count, .col_count = spec->track_count};
    if (!check_size(spec, diags))
        return false;
    while (grid->head_end < grid->row_count && spec->rows[grid->head_end].part == ROW_HEAD)
        grid->head_end++;
    grid->slots = ARENA_ARRAY(arena, uint32_t, grid->row_count * grid->col_count);
    grid->cells = ARENA_ARRAY(arena, GridCell, cell_capacity(grid, spec));
    if (!grid->slots || !grid->cells)
        return false;
    bool sound = true;
    for (size_t r = 0; r < grid->row_count; r++)
        sound = place_row(grid, spec, r, diags) && sound;
    if (sound)
        place_empty(grid);
    return sound;
}
