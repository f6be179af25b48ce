/*
 * split: where a table is cut.
 *
 * The search walks down the rows as far as the room reaches and notes the last place where a cut is good: after a row
 * that is not kept with the next, or between the lines of the row that does not fit any more. Only the rows of one
 * page are looked at, so that cutting a table is linear in its rows.
 *
 * On a page of its own a piece is always found. What is given up, in this order, until one is: rows kept together;
 * labels over several rows shown whole (they flow); the repeated head; the room itself.
 */
#include "table/block.h"
#include "table/walk.h"

typedef struct Search {
    Walk walk;
    Len room;           /* for the rows: without outer rules and repeated head */
    bool flow;          /* cells that span rows may be cut between lines */
    bool found, forced; /* a cut that is good; one that parts what should be kept together */
    TableCursor good, parting;
} Search;

static bool is_shown(const Search *s, const GridCell *cell, const TableCursor *to) {
    const Walk *walk = &s->walk;
    size_t lines = block_lines(walk->table, cell);
    if (walk_first(walk, cell) >= lines || walk_repeats(walk, cell))
        return true;
    if (walk_lines_above(walk->table, cell, walk_cursor_y(walk->table, to)) == lines)
        return true;
    Len top = cell->row == walk->row ? walk->y : walk->top[cell->col];
    return cell->rows > 1 && top + walk_need(walk, cell, lines) <= s->room;
}

/* Notes which of the cells that cross a cut have shown all their text. False if one has not that must not flow. */
static bool note_shown(const Search *s, TableCursor *to) {
    const Grid *grid = &s->walk.table->grid;
    bool whole = true;
    for (size_t col = 0; to->row < grid->row_count && col < grid->col_count;) {
        const GridCell *cell = grid_at(grid, to->row, col);
        bool crosses = cell->row < to->row || to->offset > 0;
        if (crosses && is_shown(s, cell, to))
            to->shown[col / 64] |= (uint64_t)1 << (col % 64);
        else if (crosses && cell->rows > 1)
            whole = false;
        col += cell->cols;
    }
    return whole || s->flow;
}

/* Takes note of a cut if the fragment then fits. */
static void note_cut(Search *s, TableCursor to, bool parting) {
    if (!note_shown(s, &to) || walk_close(&s->walk, &to) > s->room)
        return;
    *(parting ? &s->parting : &s->good) = to;
    *(parting ? &s->forced : &s->found) = true;
}

/* True if a cut after the row would leave a head alone, or part rows kept together. */
static bool parts_rows(const Table *table, size_t row) {
    if (row + 1 == table->grid.row_count)
        return false;
    return row + 1 <= table->grid.head_end || table->spec.rows[row].keep_next;
}

/*
 * The uncut place above which the next row must be cut: of every cell that covers it, the first line that does not fit
 * ends there or below. 0 if all lines fit.
 */
static Len cut_limit(const Search *s) {
    const Table *table = s->walk.table;
    Len limit = 0, end = table->y[s->walk.row + 1];
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, s->walk.row, col);
        Len room = s->room - s->walk.top[col] - 2 * table->inset_y;
        col += cell->cols;
        size_t fit = block_fit(table, cell, walk_first(&s->walk, cell), room);
        if (fit < block_lines(table, cell) && !walk_repeats(&s->walk, cell))
            limit = len_min(limit ? limit : end, walk_lines_y(table, cell, fit + 1));
    }
    return limit;
}

/* The lowest line end of the next row above `limit`, or 0. */
static Len lowest_line(const Search *s, Len limit) {
    const Table *table = s->walk.table;
    Len lowest = 0;
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, s->walk.row, col);
        col += cell->cols;
        size_t above = walk_lines_above(table, cell, limit - 1);
        if (above > 0)
            lowest = len_max(lowest, walk_lines_y(table, cell, above));
    }
    return lowest;
}

/* Where the row begins that is to be split: lines above are done. */
static Len split_floor(const Search *s) {
    const Walk *walk = &s->walk;
    return len_max(walk->table->y[walk->row], walk_cursor_y(walk->table, &walk->from));
}

/* The least part of a row higher than a page that is worth beginning where a page ends, of the page's height. */
#define SPLIT_LEAST_PART 8

/* No page is high enough for the row, below the repeated head. */
static bool is_too_high(const Table *table, size_t row) {
    Len head = table->y[table->repeat_to] - table->y[table->repeat_from];
    return table->spec.page_height > 0 &&
           head + table_row_height(table, row) + table->spec.outer_rule > table->spec.page_height;
}

static bool is_whole(const Table *table, size_t row) {
    return table->spec.rows[row].keep_whole && !is_too_high(table, row);
}

/* Tries to cut the row that does not fit between its lines. */
static void split_row(Search *s) {
    const Table *table = s->walk.table;
    size_t row = s->walk.row;
    Len cut = lowest_line(s, cut_limit(s));
    if (cut <= split_floor(s))
        return;
    /* A row kept whole is split only if there is no place before it; below the head alone is none. */
    bool parting = row < table->grid.head_end || is_whole(table, row);
    bool place = s->found || (s->forced && s->parting.row > table->grid.head_end);
    bool begins = cut - table->y[row] < table->spec.page_height / SPLIT_LEAST_PART;
    if (place && begins && table->spec.rows[row].keep_whole && s->walk.from.row != row)
        return;
    if (!parting || !place)
        note_cut(s, (TableCursor){.row = row, .offset = cut - table->y[row]}, parting);
}

/* Walks as far as the room reaches. True if all rows are in. */
static bool search_rows(Search *s) {
    Walk *walk = &s->walk;
    while (walk->row < walk->table->grid.row_count) {
        size_t row = walk->row;
        Len y = walk->y;
        walk_row(walk);
        if (walk->y > s->room) {
            walk->row = row;
            walk->y = y;
            return false;
        }
        note_cut(s, (TableCursor){.row = row + 1}, parts_rows(walk->table, row));
    }
    return true;
}

/* The best cut of the fragment, if there is one. */
static bool search(Search *s, const Table *table, TableFragment *fragment, Len room, bool whole_page) {
    s->room = room - table->spec.outer_rule - fragment->head;
    s->found = s->forced = false;
    fragment->limit = whole_page ? len_max(s->room, 0) : LEN_MAX;
    walk_start(&s->walk, table, &fragment->from, fragment->limit);
    if (!search_rows(s))
        split_row(s);
    if (!s->found && !(whole_page && s->forced))
        return false;
    fragment->to = s->found ? s->good : s->parting;
    return true;
}

/* The page cannot hold a single line: one is taken all the same. */
static void force_line(Search *s, const Table *table, TableFragment *fragment) {
    Walk *walk = &s->walk;
    size_t row = fragment->from.row;
    walk_start(walk, table, &fragment->from, fragment->limit);
    walk_row(walk);
    walk_start(walk, table, &fragment->from, fragment->limit);
    Len cut = table->y[row + 1], floor = split_floor(s);
    for (size_t col = 0; col < table->grid.col_count;) {
        const GridCell *cell = grid_at(&table->grid, row, col);
        size_t next = walk_first(walk, cell) + 1;
        col += cell->cols;
        if (next <= block_lines(table, cell) && walk_lines_y(table, cell, next) > floor)
            cut = len_min(cut, walk_lines_y(table, cell, next));
    }
    fragment->to = (TableCursor){.row = row + 1};
    if (cut < table->y[row + 1])
        fragment->to = (TableCursor){.row = row, .offset = cut - table->y[row]};
    else
        walk_row(walk);
    note_shown(s, &fragment->to);
}

static void find_cut(const Table *table, TableFragment *fragment, Len room) {
    Search s = {0};
    Len head = fragment->head;
    for (int attempt = 0; attempt < 4; attempt++) {
        fragment->head = attempt < 2 ? head : 0;
        s.flow = attempt % 2 == 1;
        if (search(&s, table, fragment, room, /*whole_page*/ true))
            return;
    }
    force_line(&s, table, fragment);
}

/* Height of the whole fragment, walked once more. */
static Len fragment_height(const Table *table, const TableFragment *fragment) {
    Walk walk;
    walk_start(&walk, table, &fragment->from, fragment->limit);
    while (walk.row < fragment->to.row)
        walk_row(&walk);
    return table->spec.outer_rule + fragment->head + walk_close(&walk, &fragment->to);
}

bool table_cut(const Table *table, TableCursor from, Len room, bool whole_page, TableFragment *fragment) {
    const Grid *grid = &table->grid;
    *fragment = (TableFragment){.from = from, .to = from, .continued = from.row > 0 || from.offset > 0};
    if (from.row >= grid->row_count) {
        fragment->ends = true;
        return true;
    }
    if (fragment->continued && from.row >= table->repeat_to)
        fragment->head = table->y[table->repeat_to] - table->y[table->repeat_from];
    Search s = {0};
    if (whole_page)
        find_cut(table, fragment, room);
    else if (!search(&s, table, fragment, room, /*whole_page*/ false))
        return false;
    fragment->height = fragment_height(table, fragment);
    fragment->ends = fragment->to.row == grid->row_count;
    return true;
}
