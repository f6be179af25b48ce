#include "table/columns.h"

#include "table/widths.h"

/*
 * Widths are found in two steps. First every track gets a least and a most: from its own cells, then cells that span
 * several tracks add what is missing, fewest tracks first, in proportion to what the tracks already ask (so that a
 * wide head does not favour a narrow track). Then what the table has beyond the sum of the leasts is dealt out: to
 * content tracks up to their most, the rest to the shares (widths.c).
 *
 * Needs measured at one size tell those at another: all lengths of text scale, up to rounding. So the search for a
 * size costs one measuring of all cells, and a second one at the size found, which must then hold exactly.
 *
 * Names would break between any two characters, yet nobody reads them two to a line: type is made smaller before they
 * are chopped so. Where no size down to the floor gives them their few characters, that is given up, not the size. A
 * word or code that no size holds is broken anywhere, at the largest size that the others allow.
 */

/* The width the spec gives a track: exact if fixed, else the least. */
static Len asked(const Solver *s, size_t col) { return len_max(s->spec->tracks[col].width, 0); }

/* What names have of a line at least, and what they have to do with where not even the smallest type gives them that.
 */
static const Len NAME_EMS[] = {8, 6, 0};
#define NAME_STEPS (sizeof NAME_EMS / sizeof *NAME_EMS)

#define SPLIT_EMS 4 /* where words are split, what they have of a line unless the track's width is fixed */

/* The least width of a track's text when words are split. */
static Len least_split(const Solver *s, size_t col) {
    const Need *need = needs_group(s->needs, col, 1);
    Len least = solver_scaled(s, need->last), whole = solver_scaled(s, need->firm);
    return solver_is(s, col, TRACK_FIXED) ? least : len_max(least, len_min(whole, SPLIT_EMS * s->size));
}

/* The least width of a track's text. */
static Len least_text(const Solver *s, size_t col) {
    const Need *need = needs_group(s->needs, col, 1);
    Len least = s->split ? least_split(s, col) : solver_scaled(s, s->stacked[col] ? need->firm : need->min);
    if (solver_is(s, col, TRACK_FIXED) || !solver_has_names(s, col))
        return least;
    return len_max(least, len_min(solver_scaled(s, need->alone), s->name_ems * s->size));
}

/* What the cells of single tracks ask. False if a fixed track cannot hold its cells. */
static bool load_tracks(Solver *s) {
    bool fits = true;
    for (size_t col = 0; col < s->needs->cols; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        Len least = least_text(s, col) + solver_inset(s, col, 1);
        if (solver_is(s, col, TRACK_FIXED)) {
            fits = fits && (!need->cell || least <= asked(s, col));
            s->min[col] = s->max[col] = s->sense[col] = asked(s, col);
        } else {
            s->min[col] = len_max(least, asked(s, col));
            s->max[col] = len_max(s->min[col], solver_scaled(s, need->max) + solver_inset(s, col, 1));
            s->sense[col] = len_max(s->min[col], solver_scaled(s, need->sense) + solver_inset(s, col, 1));
        }
    }
    return fits;
}

/* Adds what a spanning group still misses. False if its tracks are all fixed and too narrow. */
static bool spread_group(Solver *s, size_t col, size_t cols) {
    const Need *need = needs_group(s->needs, col, cols);
    if (!need->cell)
        return true;
    Len edge = solver_inset(s, col, cols);
    Len missing = solver_scaled(s, s->split ? need->last : need->min) + edge - solver_sum(&s->min[col], cols);
    bool fits = missing <= 0 || solver_deal(s, s->min, s->max, col, cols, missing);
    for (size_t i = col; i < col + cols; i++)
        s->sense[i] = len_max(s->sense[i], s->min[i]);
    missing = solver_scaled(s, need->sense) + edge - solver_sum(&s->sense[col], cols);
    if (missing > 0)
        solver_deal(s, s->sense, s->max, col, cols, missing);
    for (size_t i = col; i < col + cols; i++)
        s->max[i] = len_max(s->max[i], s->sense[i]);
    missing = solver_scaled(s, need->max) + edge - solver_sum(&s->max[col], cols);
    if (missing > 0)
        solver_deal(s, s->max, s->max, col, cols, missing);
    return fits;
}

/* Least and most of every track. True if the table is wide enough. */
static bool fits(Solver *s) {
    size_t count = s->needs->cols;
    bool fit = load_tracks(s);
    for (size_t cols = 2; cols <= count; cols++) {
        for (size_t col = 0; s->needs->spans[cols] && col + cols <= count; col++)
            fit = spread_group(s, col, cols) && fit;
    }
    return fit && solver_sum(s->min, count) <= s->room;
}

/* The track whose heads give most width when stacked, of those not stacked yet; or the count of tracks. */
static size_t best_to_stack(const Solver *s) {
    size_t best = s->needs->cols;
    Len most = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        if (s->stacked[col] || need->min - need->firm <= most)
            continue;
        most = need->min - need->firm;
        best = col;
    }
    return best;
}

/* True if all fits at a size, heads stacked where it helps. */
static bool fits_at(Solver *s, Len size) {
    s->size = size;
    for (size_t col = 0; col < s->needs->cols; col++)
        s->stacked[col] = false;
    while (!fits(s)) {
        size_t col = best_to_stack(s);
        if (col == s->needs->cols)
            return false;
        s->stacked[col] = true;
    }
    return true;
}

/* Keeps the widths found, and where points stand: the numbers of a track as one block in its middle. */
static bool keep(Arena *arena, const Solver *s, Table *table) {
    size_t count = s->needs->cols;
    table->x = ARENA_ARRAY(arena, Len, count + 1);
    table->point = ARENA_ARRAY(arena, Len, count);
    if (!table->x || !table->point)
        return false;
    table->x[0] = s->spec->outer_rule / 2;
    for (size_t col = 0; col < count; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        Len text = s->width[col] - solver_inset(s, col, 1);
        table->x[col + 1] = table->x[col] + s->width[col];
        table->point[col] = (text - need->left - need->right) / 2 + need->left;
    }
    table->width = s->spec->outer_rule + solver_sum(s->width, count);
    return true;
}

static bool report_wide(const Solver *s, DiagList *diags, Len needed) {
    char need[LEN_TEXT], have[LEN_TEXT];
    diag_ref(diags, DIAG_TABLE_TOO_WIDE, s->spec->source,
             DIAG_ARGS(len_format(needed, need), len_format(s->room, have)));
    return false;
}

/* Widths the spec asks for, whatever the cells. */
static bool check_asked(const Solver *s, DiagList *diags) {
    Len least = 0;
    for (size_t col = 0; col < s->needs->cols; col++)
        least += solver_is(s, col, TRACK_FIXED) ? asked(s, col) : len_max(asked(s, col), solver_inset(s, col, 1));
    return least <= s->room || report_wide(s, diags, least);
}

/* Names the cells that are to blame: in fixed tracks those too wide, else those wider than an even share. */
static void report_narrow(Solver *s, const Table *table) {
    char floor[LEN_TEXT];
    size_t count = s->needs->cols, reported = 0;
    Len open = 0, even = s->room;
    for (size_t col = 0; col < count; col++) {
        open += solver_is(s, col, TRACK_FIXED) ? 0 : 1;
        even -= solver_is(s, col, TRACK_FIXED) ? asked(s, col) : 0;
    }
    even = open ? even / open : 0;
    len_format(s->size, floor);
    for (size_t cols = 1; cols <= count; cols++) {
        for (size_t col = 0; col + cols <= count; col++) {
            const Need *need = needs_group(s->needs, col, cols);
            Len have = 0;
            for (size_t i = col; i < col + cols; i++)
                have += solver_is(s, i, TRACK_FIXED) ? asked(s, i) : even;
            if (!need->cell || solver_scaled(s, need->last) + solver_inset(s, col, cols) <= have)
                continue;
            grid_report_narrow(&table->grid, s->spec, need->cell, floor, table->setter.diags);
            reported++;
        }
    }
    if (reported == 0)
        report_wide(s, table->setter.diags, solver_sum(s->min, count));
}

/* The next smaller size to try; 0 below the floor. The floor itself is always tried. */
static Len next_size(const TableSpec *spec, Len size) {
    return size <= spec->min_size ? 0 : len_max(size - spec->size_step, spec->min_size);
}

/* The largest size at which all fits; measures at it. 0 if there is none. False after a fault or without memory. */
static bool largest_size(Solver *s, Needs *needs, Table *table, Arena *scratch, Len *found) {
    *found = 0;
    for (Len size = s->spec->size; size > 0; size = next_size(s->spec, size)) {
        if (!fits_at(s, size))
            continue;
        if (needs->size != size) {
            table->setter.size = size;
            if (!needs_collect(needs, table, scratch))
                return false;
            if (!fits_at(s, size))
                continue;
        }
        *found = size;
        return true;
    }
    return true;
}

/* Finds the type size, giving up no more than must be. */
static bool find_size(Solver *s, Needs *needs, Table *table, Arena *scratch) {
    if (!needs_collect(needs, table, scratch))
        return false;
    for (size_t i = 0; i < 2 * NAME_STEPS; i++) {
        Len size;
        s->name_ems = NAME_EMS[i % NAME_STEPS];
        s->split = i >= NAME_STEPS;
        if (!largest_size(s, needs, table, scratch, &size) || size > 0)
            return size > 0;
    }
    report_narrow(s, table);
    return false;
}

bool columns_make(Arena *arena, Arena *scratch, Table *table) {
    Needs *needs = needs_make(scratch, table->grid.col_count);
    Solver *s = ARENA_NEW(scratch, Solver);
    if (!needs || !s)
        return false;
    s->spec = &table->spec;
    s->needs = needs;
    s->room = s->spec->width - s->spec->outer_rule;
    if (!check_asked(s, table->setter.diags) || !find_size(s, needs, table, scratch))
        return false;
    widths_find(s);
    return keep(arena, s, table);
}
