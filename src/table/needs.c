#include "table/needs.h"

#include <string.h>

Needs *needs_make(Arena *arena, size_t cols) {
    Needs *needs = ARENA_NEW(arena, Needs);
    if (!needs)
        return NULL;
    needs->cols = cols;
    needs->groups = ARENA_ARRAY(arena, Need, cols * cols);
    needs->spans = ARENA_ARRAY(arena, bool, cols + 1);
    needs->lengths = ARENA_ARRAY(arena, Lengths, cols);
    return needs->groups && needs->spans && needs->lengths ? needs : NULL;
}

Need *needs_group(const Needs *needs, size_t col, size_t cols) {
    return &needs->groups[(cols - 1) * needs->cols + col];
}

static void raise_last(Need *need, Len last, const GridCell *cell) {
    if (need->cell && last <= need->last)
        return;
    need->last = last;
    need->cell = cell;
}

static void add_head(Need *need, const GridCell *cell, const CellNeed *asked) {
    need->head = len_max(need->head, asked->max);
    need->head_em = len_max(need->head_em, cell->cell->paras[0].style.size);
    if (asked->sense < asked->max)
        need->head_sense = len_max(need->head_sense, asked->sense);
}

static void add_body(Need *need, const GridCell *cell, const CellNeed *asked) {
    need->body = len_max(need->body, asked->max);
    need->unit = len_max(need->unit, asked->min);
    need->tall = need->tall || cell->rows > 1;
    if (cell->rows == 1)
        need->alone = len_max(need->alone, asked->max);
}

/* Counts a text by its length. */
static void add_length(Needs *needs, const GridCell *cell, const CellNeed *asked) {
    uint32_t *texts = needs->lengths[cell->col].texts;
    Len ems = (asked->max + needs->size - 1) / needs->size;
    Len whole = ems > 0 ? (ems - 1) / NEEDS_EMS : 0;
    texts[NEEDS_EMS] += (uint32_t)whole;
    texts[ems - whole * NEEDS_EMS]++;
}

static void add_cell(Needs *needs, GridCell *cell, const CellNeed *asked, bool head) {
    Need *need = needs_group(needs, cell->col, cell->cols);
    needs->spans[cell->cols] = true;
    /* A spanning head is never stacked: its tracks together are wide enough or the table is hopeless. */
    Len firm = cell->cols == 1 ? asked->stacked : asked->min;
    need->firm = len_max(need->firm, firm);
    raise_last(need, len_min(asked->split, firm), cell);
    need->min = len_max(need->min, asked->min);
    need->max = len_max(need->max, asked->max);
    need->sense = len_max(need->sense, asked->sense);
    if (asked->number && cell->cols == 1) {
        need->left = len_max(need->left, asked->left);
        need->right = len_max(need->right, asked->max - asked->left);
    }
    if (head)
        add_head(need, cell, asked);
    else
        add_body(need, cell, asked);
    if (!head && cell->cols == 1 && cell->rows == 1)
        add_length(needs, cell, asked);
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
        need->body = len_max(need->body, block);
        need->unit = len_max(need->unit, block);
        need->last = len_max(need->last, block);
    }
}

bool needs_collect(Needs *needs, Table *table, Arena *scratch) {
    const Grid *grid = &table->grid;
    bool sound = true;
    needs->size = table->setter.size;
    memset(needs->groups, 0, needs->cols * needs->cols * sizeof *needs->groups);
    memset(needs->spans, 0, (needs->cols + 1) * sizeof *needs->spans);
    memset(needs->lengths, 0, needs->cols * sizeof *needs->lengths);
    for (size_t i = 0; i < grid->cell_count; i++) {
        GridCell *cell = &grid->cells[i];
        CellNeed asked;
        if (cell->cell->para_count == 0)
            continue;
        if (setter_measure(scratch, &table->setter, cell->cell, &asked))
            add_cell(needs, cell, &asked, table->spec.rows[cell->row].part == ROW_HEAD);
        else
            sound = false;
        if (arena_failed(scratch))
            return false;
    }
    add_points(needs);
    return sound;
}
