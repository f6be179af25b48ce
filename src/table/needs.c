#include "table/needs.h"

#include <string.h>

Needs *needs_make(Arena *arena, size_t cols) {
    Needs *needs = ARENA_NEW(arena, Needs);
    if (!needs)
        return NULL;
    needs->cols = cols;
    needs->groups = ARENA_ARRAY(arena, Need, cols * cols);
    needs->spans = ARENA_ARRAY(arena, bool, cols + 1);
    return needs->groups && needs->spans ? needs : NULL;
}

Need *needs_group(const Needs *needs, size_t col, size_t cols) {
    return &needs->groups[(cols - 1) * needs->cols + col];
}

static void raise_firm(Need *need, Len firm, const GridCell *cell) {
    if (need->cell && firm <= need->firm)
        return;
    need->firm = firm;
    need->cell = cell;
}

static void add_cell(Needs *needs, GridCell *cell, const CellNeed *asked) {
    Need *need = needs_group(needs, cell->col, cell->cols);
    needs->spans[cell->cols] = true;
    /* A spanning head is never stacked: its tracks together are wide enough or the table is hopeless. */
    raise_firm(need, cell->cols == 1 ? asked->stacked : asked->min, cell);
    need->min = len_max(need->min, asked->min);
    need->max = len_max(need->max, asked->max);
    need->sense = len_max(need->sense, asked->sense);
    if (asked->number && cell->cols == 1) {
        need->left = len_max(need->left, asked->left);
        need->right = len_max(need->right, asked->max - asked->left);
    }
    cell->width = asked->one_line ? (int32_t)asked->max : -1;
}

/* Numbers of a track align on the point: together they are as wide as the most before and the most after it. */
static void add_points(Needs *needs) {
    for (size_t col = 0; col < needs->cols; col++) {
        Need *need = needs_group(needs, col, 1);
        Len block = need->left + need->right;
        need->min = len_max(need->min, block);
        need->firm = len_max(need->firm, block);
        need->max = len_max(need->max, block);
        need->sense = len_max(need->sense, block);
    }
}

bool needs_collect(Needs *needs, Table *table, Arena *scratch) {
    const Grid *grid = &table->grid;
    bool sound = true;
    needs->size = table->setter.size;
    memset(needs->groups, 0, needs->cols * needs->cols * sizeof *needs->groups);
    memset(needs->spans, 0, (needs->cols + 1) * sizeof *needs->spans);
    for (size_t i = 0; i < grid->cell_count; i++) {
        GridCell *cell = &grid->cells[i];
        CellNeed asked;
        if (cell->cell->para_count == 0)
            continue;
        if (setter_measure(scratch, &table->setter, cell->cell, &asked))
            add_cell(needs, cell, &asked);
        else
            sound = false;
        if (arena_failed(scratch))
            return false;
    }
    add_points(needs);
    return sound;
}
