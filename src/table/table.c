#include "table/table.h"

#include "table/columns.h"
#include "table/mark.h"
#include "table/rows.h"

#define SIZE_DEFAULT_STEP (LEN_PT / 2)
#define SIZE_LEAST_STEP   (LEN_PT / 20)
#define SIZE_MAX_LEN      (1000 * LEN_PT)

static Len within(Len value, Len low, Len high) { return value < low ? low : value > high ? high : value; }

/* Lengths a form may give are many; those a table can be made of are these. */
static TableSpec sound_spec(const TableSpec *spec) {
    TableSpec sound = *spec;
    sound.width = within(spec->width, 0, SETTER_WIDTH_MAX);
    sound.outer_rule = within(spec->outer_rule, 0, SETTER_LEADING_MAX);
    sound.inner_rule = within(spec->inner_rule, 0, SETTER_LEADING_MAX);
    sound.head_rule = within(spec->head_rule, 0, SETTER_LEADING_MAX);
    sound.pad_x = within(spec->pad_x, 0, SETTER_LEADING_MAX);
    sound.pad_y = within(spec->pad_y, 0, SETTER_LEADING_MAX);
    sound.size = within(spec->size, 1, SIZE_MAX_LEN);
    sound.min_size = spec->min_size > 0 ? within(spec->min_size, 1, sound.size) : sound.size;
    sound.size_step = spec->size_step > 0 ? len_max(spec->size_step, SIZE_LEAST_STEP) : SIZE_DEFAULT_STEP;
    return sound;
}

/* Text stays clear of the heaviest rule that may be above or below it: where a page cuts the table it is the outer. */
static Len inset_y(const TableSpec *spec) {
    Len heaviest = len_max(len_max(spec->outer_rule, spec->inner_rule), table_head_weight(spec));
    return (heaviest + 1) / 2 + spec->pad_y;
}

/* The head's rows that repeat, from the first that asks to the last, and all that spans tie to them. */
static void find_repeated(Table *table) {
    const Grid *grid = &table->grid;
    size_t from = grid->head_end, to = 0;
    for (size_t r = 0; r < grid->head_end; r++) {
        if (!table->spec.rows[r].repeat)
            continue;
        from = from < r ? from : r;
        to = r + 1;
    }
    for (bool grown = from < to; grown;) {
        grown = false;
        for (size_t c = 0; c < grid->col_count; c++) {
            const GridCell *first = grid_at(grid, from, c), *last = grid_at(grid, to - 1, c);
            if (first->row >= from && last->row + last->rows <= to)
                continue;
            from = first->row < from ? first->row : from;
            to = last->row + last->rows > to ? last->row + last->rows : to;
            grown = true;
        }
    }
    table->repeat_from = from < to ? from : 0;
    table->repeat_to = to;
}

/* Widths and heights with type of `size`, or the next smaller one at which the widths fit. */
static bool set_at(Arena *arena, Arena *scratch, Table *table, Len size) {
    ArenaMark mark = arena_mark(scratch);
    table->spec.size = table->setter.size = size;
    bool made = columns_make(arena, scratch, table) && rows_make(arena, scratch, table);
    arena_rewind(scratch, mark);
    return made;
}

static bool is_high(const Table *table) {
    return table->spec.fit_height > 0 && table_height(table) > table->spec.fit_height;
}

/* Whether even empty rows are higher than there is room: no type is small enough. */
static bool is_hopeless(const Table *table) {
    return (Len)table->grid.row_count * 2 * table->inset_y > table->spec.fit_height;
}

/*
 * Sets a table that is too high for its page once more, at the largest size at which it is not; at its own if there is
 * none. Smaller type makes a table lower, so the sizes are halved: a dozen trials at the most. Needs `steps` from the
 * size it has down to the least.
 */
static bool set_smaller(Arena *arena, Arena *scratch, Table *table, Len full, Len steps) {
    Len low = table->spec.min_size, step = table->spec.size_step, good = steps + 1, bad = 0;
    for (Len at = steps; bad + 1 < good; at = (bad + good) / 2) {
        ArenaMark mark = arena_mark(arena);
        if (!set_at(arena, scratch, table, len_max(full - at * step, low)))
            return false;
        bool high = is_high(table);
        arena_rewind(arena, mark);
        good = high ? good : at;
        bad = high ? at : bad;
    }
    return set_at(arena, scratch, table, good > steps ? full : len_max(full - good * step, low));
}

static void report_high(const Table *table) {
    char size[LEN_TEXT];
    diag_ref(table->setter.diags, DIAG_TABLE_NOT_ONE_PAGE, table->spec.source,
             DIAG_ARGS(len_format(table->spec.min_size, size)));
}

static bool resolve(Arena *arena, Arena *scratch, Table *table, TagTree *tags) {
    const TableSpec *spec = &table->spec;
    if (!grid_make(arena, spec, &table->grid, table->setter.diags))
        return false;
    find_repeated(table);
    ArenaMark mark = arena_mark(arena);
    if (!set_at(arena, scratch, table, spec->size))
        return false;
    Len full = table->setter.size, steps = (full - spec->min_size + spec->size_step - 1) / spec->size_step;
    if (spec->fit_type && is_high(table) && !is_hopeless(table) && steps > 0) {
        arena_rewind(arena, mark);
        if (!set_smaller(arena, scratch, table, full, steps))
            return false;
    }
    if (spec->fit_type && is_high(table) && !is_hopeless(table))
        report_high(table);
    return mark_table(table, tags);
}

Table *table_make(Arena *arena, TextEngine *engine, TagTree *tags, const TableSpec *spec, DiagList *diags) {
    Table *table = ARENA_NEW(arena, Table);
    Arena *scratch = table ? arena_new() : NULL;
    if (!scratch)
        return NULL;
    table->spec = sound_spec(spec);
    table->setter = (Setter){engine, diags, .full = table->spec.size, .size = table->spec.size};
    table->inset_y = inset_y(&table->spec);
    bool made = resolve(arena, scratch, table, tags) && !arena_failed(arena);
    arena_free(scratch);
    return made ? table : NULL;
}

Len table_width(const Table *table) { return table->width; }

Len table_height(const Table *table) {
    return table->grid.row_count ? table->spec.outer_rule + table->y[table->grid.row_count] : 0;
}

Len table_type_size(const Table *table) { return table->setter.size; }

Len table_track_width(const Table *table, size_t track) { return table->x[track + 1] - table->x[track]; }

Len table_row_height(const Table *table, size_t row) { return table->y[row + 1] - table->y[row]; }
