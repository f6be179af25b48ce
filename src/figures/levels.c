#include "figures/levels.h"

#include <stdlib.h>
#include <string.h>

/* The column that holds the code of a level: the one that makes a row this kind, or the table's only code column. */
static int code_leaf(const TableForm *form, size_t level) {
    int when = form->kinds[form->levels[level]].when, codes = 0, last = -1;
    if (when >= 0)
        return when;
    for (size_t leaf = 0; leaf < form->leaf_count; leaf++)
        if (form->leaves[leaf]->type == COLUMN_CODE) {
            codes++;
            last = (int)leaf;
        }
    return codes == 1 ? last : -1;
}

static int level_of(const TableForm *form, int kind) {
    if (kind >= 0 && kind == form->total)
        return LEVEL_TOTAL;
    for (size_t i = 0; i < form->level_count; i++)
        if (form->levels[i] == kind)
            return (int)i;
    return form->level_count == 0 && form->total >= 0 ? 0 : LEVEL_NONE; /* a total without levels is over all rows */
}

/* The last row seen of each level; those below a row end with it. */
typedef struct Open {
    uint32_t rows[FORM_COLUMN_DEPTH];
} Open;

static uint32_t open_parent(const Open *open, int level) {
    for (int i = level - 1; i >= 0; i--)
        if (open->rows[i] != NO_ROW)
            return open->rows[i];
    return NO_ROW;
}

/* In a table with levels, a row of none (a note, a subtotal) adds up to nothing, and is no leaf. */
static void place(LevelRow *rows, uint32_t index, bool leveled, Open *open) {
    LevelRow *row = &rows[index];
    row->leaf = row->level >= 0 || (row->level == LEVEL_NONE && !leveled);
    row->parent = NO_ROW;
    if (row->level < 0)
        return;
    row->parent = open_parent(open, row->level);
    if (row->parent != NO_ROW)
        rows[row->parent].leaf = false;
    for (size_t i = (size_t)row->level; i < FORM_COLUMN_DEPTH; i++)
        open->rows[i] = NO_ROW;
    open->rows[row->level] = index;
}

const Value *levels_cell(const Levels *levels, uint32_t row, size_t leaf) {
    const ReportTable *table = levels->table;
    const TableForm *form = table->form;
    const Value *cell = &table->rows[row].cells[leaf];
    int level = levels->rows[row].level;
    bool of_higher = false;
    for (int i = 0; i < level; i++)
        of_higher = of_higher || code_leaf(form, (size_t)i) == (int)leaf;
    of_higher = of_higher && code_leaf(form, (size_t)level) != (int)leaf; /* one column of all levels is its own, too */
    for (uint32_t up = row; of_higher && value_is_blank(cell) && levels->rows[up].parent != NO_ROW;) {
        up = levels->rows[up].parent;
        cell = &table->rows[up].cells[leaf];
    }
    return cell;
}

/* ---- codes ---------------------------------------------------------------------------------------------- */

/* The codes of the levels down to the row's own; where all stand in one column, that column's alone. */
static Str full_code(Arena *arena, const Levels *levels, uint32_t row) {
    Buf text = {0};
    int level = levels->rows[row].level, before = -1, own = code_leaf(levels->table->form, (size_t)level);
    if (own < 0 || value_is_blank(&levels->table->rows[row].cells[own]))
        return (Str){"", 0}; /* blank ones are not alike */
    for (int i = 0; i <= level; i++) {
        int leaf = code_leaf(levels->table->form, (size_t)i);
        if (leaf < 0 || leaf == before)
            continue;
        before = leaf;
        const Value *cell = levels_cell(levels, row, (size_t)leaf);
        if (cell->kind == VALUE_TEXT)
            buf_push(&text, cell->text.text, cell->text.length);
        buf_char(&text, '/');
    }
    if (buf_failed(&text))
        arena_fail(arena);
    const char *copy = text.length ? arena_strndup(arena, text.bytes, text.length) : NULL;
    Str code = {copy ? copy : "", copy ? text.length : 0};
    buf_free(&text);
    return code;
}

typedef struct CodeRow {
    Str code;
    int level;
    uint32_t row;
} CodeRow;

static int compare_codes(const void *a, const void *b) {
    const CodeRow *left = a, *right = b;
    size_t shorter = left->code.length < right->code.length ? left->code.length : right->code.length;
    int order = memcmp(left->code.text, right->code.text, shorter);
    if (order == 0)
        order = (left->code.length > right->code.length) - (left->code.length < right->code.length);
    if (order == 0)
        order = left->level - right->level;
    return order ? order : (left->row > right->row) - (left->row < right->row);
}

/* Sorted, so that the work stays in proportion however many rows there are. */
static void find_again(Arena *arena, const Levels *levels, LevelRow *rows) {
    size_t count = 0;
    ArenaMark mark = arena_mark(arena);
    CodeRow *codes = ARENA_ARRAY(arena, CodeRow, levels->table->row_count);
    for (uint32_t row = 0; codes && row < levels->table->row_count; row++)
        if (rows[row].level >= 0 && rows[row].code.length > 0)
            codes[count++] = (CodeRow){rows[row].code, rows[row].level, row};
    if (count > 0)
        qsort(codes, count, sizeof *codes, compare_codes);
    for (size_t i = 1; i < count; i++) {
        bool again = codes[i].level == codes[i - 1].level && str_equal(codes[i].code, codes[i - 1].code);
        rows[codes[i].row].again = again;
        rows[codes[i].row].repeated = again;
        rows[codes[i - 1].row].repeated = again || rows[codes[i - 1].row].repeated;
    }
    arena_rewind(arena, mark);
}

const Levels *levels_make(Arena *arena, const ReportTable *table) {
    Levels *levels = ARENA_NEW(arena, Levels);
    LevelRow *rows = ARENA_ARRAY(arena, LevelRow, table->row_count);
    Open open;
    memset(&open, 0xff, sizeof open);
    if (!levels || !rows)
        return NULL;
    *levels = (Levels){table, rows};
    for (uint32_t row = 0; row < table->row_count; row++) {
        bool panels = row > 0 && table->rows[row].panel != table->rows[row - 1].panel && table->form->panel_count > 0;
        if (panels) /* they are lists of their own */
            memset(&open, 0xff, sizeof open);
        rows[row].level = level_of(table->form, table->rows[row].kind);
        place(rows, row, table->form->level_count > 0, &open);
    }
    for (uint32_t row = 0; table->form->level_count > 0 && row < table->row_count; row++)
        rows[row].code = rows[row].level >= 0 ? full_code(arena, levels, row) : (Str){"", 0};
    find_again(arena, levels, rows);
    return levels;
}

bool levels_is_part(const Levels *levels, uint32_t whole, uint32_t row) {
    const LevelRow *part = &levels->rows[row];
    if (levels->rows[whole].level == LEVEL_TOTAL)
        return part->level >= 0 && part->parent == NO_ROW && !part->again;
    return part->level >= 0 && part->parent == whole;
}

/* A row with rows below it that is printed more than once holds its part of the class, or all of it. */
static bool stands_for_its_parts(const LevelRow *row) { return row->repeated && !row->leaf; }

bool levels_counts(const Levels *levels, uint32_t whole, uint32_t row) {
    const LevelRow *at = &levels->rows[row];
    uint32_t top = levels->rows[whole].level == LEVEL_TOTAL ? NO_ROW : whole;
    if (at->level < 0 || stands_for_its_parts(at))
        return false;
    while (at->parent != top && at->parent != NO_ROW && stands_for_its_parts(&levels->rows[at->parent]))
        at = &levels->rows[at->parent];
    return at->parent == top;
}

void levels_span(const Levels *levels, uint32_t whole, uint32_t *from, uint32_t *to) {
    uint32_t count = (uint32_t)levels->table->row_count;
    int level = levels->rows[whole].level;
    *from = level == LEVEL_TOTAL ? 0 : whole + 1;
    for (*to = level == LEVEL_TOTAL ? count : *from; *to < count; (*to)++)
        if (levels->rows[*to].level >= 0 && levels->rows[*to].level <= level)
            return;
}
