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
    return LEVEL_NONE;
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

static void place(LevelRow *rows, uint32_t index, Open *open) {
    LevelRow *row = &rows[index];
    row->leaf = row->level != LEVEL_TOTAL;
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
    int level = levels->rows[row].level, before = -1;
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
static bool find_again(Arena *arena, const Levels *levels, LevelRow *rows) {
    size_t count = 0;
    bool any = false;
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
        rows[codes[i - 1].row].more = again;
        any |= again;
    }
    arena_rewind(arena, mark);
    return any;
}

const Levels *levels_make(Arena *arena, const ReportTable *table) {
    Levels *levels = ARENA_NEW(arena, Levels);
    LevelRow *rows = ARENA_ARRAY(arena, LevelRow, table->row_count);
    Open open;
    memset(&open, 0xff, sizeof open);
    if (!levels || !rows)
        return NULL;
    *levels = (Levels){.table = table, .rows = rows};
    for (uint32_t row = 0; row < table->row_count; row++) {
        rows[row].level = level_of(table->form, table->rows[row].kind);
        place(rows, row, &open);
    }
    for (uint32_t row = 0; table->form->level_count > 0 && row < table->row_count; row++)
        rows[row].code = rows[row].level >= 0 ? full_code(arena, levels, row) : (Str){"", 0};
    levels->any_again = find_again(arena, levels, rows);
    return levels;
}

bool levels_is_part(const Levels *levels, uint32_t whole, uint32_t row) {
    const LevelRow *part = &levels->rows[row];
    if (levels->rows[whole].level == LEVEL_TOTAL)
        return part->level >= 0 && part->parent == NO_ROW && !part->again;
    return part->level >= 0 && part->parent == whole;
}

void levels_span(const Levels *levels, uint32_t whole, uint32_t *from, uint32_t *to) {
    uint32_t count = (uint32_t)levels->table->row_count;
    int level = levels->rows[whole].level;
    *from = level == LEVEL_TOTAL ? 0 : whole + 1;
    for (*to = level == LEVEL_TOTAL ? count : *from; *to < count; (*to)++)
        if (levels->rows[*to].level != LEVEL_NONE && levels->rows[*to].level <= level)
            return;
}

bool levels_makes_up(const Levels *levels, uint32_t whole, uint32_t row) {
    const LevelRow *part = &levels->rows[row], *of = &levels->rows[whole];
    if (of->level == LEVEL_TOTAL && levels->any_again)
        return part->level >= 0 && part->leaf;
    if (!of->more || of->again || part->level < 0 || part->parent == NO_ROW)
        return levels_is_part(levels, whole, row);
    const LevelRow *parent = &levels->rows[part->parent];
    return parent->level == of->level && str_equal(parent->code, of->code);
}

void levels_reach(const Levels *levels, uint32_t whole, uint32_t *from, uint32_t *to) {
    levels_span(levels, whole, from, to);
    if (levels->rows[whole].more && !levels->rows[whole].again)
        *to = (uint32_t)levels->table->row_count;
}
