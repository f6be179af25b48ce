/*
 * draw: a fragment onto a page.
 *
 * Cells are set anew here, into memory that is given back cell by cell; only their glyphs stay, in the arena of the
 * page list. Long cells have been kept set, so that one over a hundred pages is set once.
 */
#include <string.h>

#include "table/block.h"
#include "table/rows.h"
#include "table/rules.h"
#include "table/walk.h"

typedef struct Draw {
    Arena *arena, *scratch;
    const Table *table;
    const TableFragment *fragment;
    RulePen pen;
    Walk walk;
    Band *bands;  /* repeated head, then the rows of the fragment */
    size_t count; /* of bands */
    size_t heads; /* of them the repeated head's */
    size_t items; /* lines to be drawn */
} Draw;

/* The lines [first, last) of a cell, between two edges of its piece. */
typedef struct CellPiece {
    const GridCell *cell;
    size_t first, last;
    Len top, bottom; /* from the centre of the fragment's top rule */
    bool repeated;   /* shown before: an artifact */
} CellPiece;

static const Line **kept_lines(const Table *table, const GridCell *cell) {
    uint32_t number = (uint32_t)(cell - table->grid.cells);
    size_t low = 0, high = table->kept_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->kept[middle].cell < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->kept_count && table->kept[low].cell == number ? table->kept[low].paras : NULL;
}

/* Copies what the page list borrows of a glyph run into the arena of the pages. */
static bool keep_run(Draw *d, GlyphRun *run) {
    run->glyphs = arena_copy(d->arena, run->glyphs, run->glyph_count * sizeof *run->glyphs);
    run->text.text = arena_copy(d->arena, run->text.text, run->text.length);
    return run->glyphs && run->text.text;
}

/* A line with its tags: a run's own or the cell's, none if it is repeated. */
static bool dress_line(Draw *d, const CellPiece *piece, Line *line) {
    LinePiece *pieces = ARENA_ARRAY(d->scratch, LinePiece, line->piece_count);
    if (!pieces)
        return false;
    for (size_t i = 0; i < line->piece_count; i++) {
        pieces[i] = line->pieces[i];
        pieces[i].tag = piece->repeated ? TAG_ID_ARTIFACT : pieces[i].tag ? pieces[i].tag : piece->cell->tag;
        pieces[i].link = piece->repeated ? TAG_ID_ARTIFACT : pieces[i].link;
        if (!keep_run(d, &pieces[i].run))
            return false;
    }
    line->pieces = pieces;
    return true;
}

/* The lines of a paragraph, set now or kept; *shift is how far a number moves to stand on the point of its track. */
static const Line *set_lines(Draw *d, const GridCell *cell, size_t p, Len *shift) {
    const Line **kept = block_lines(d->table, cell) >= ROWS_KEPT_LINES ? kept_lines(d->table, cell) : NULL;
    if (kept)
        return kept[p];
    Para *para = setter_para(d->scratch, &d->table->setter, cell->cell, p, cell->stacked);
    size_t count = 0;
    const Line *lines = para ? para_break(d->scratch, para, table_text_width(d->table, cell), &count) : NULL;
    if (!lines || count != block_para_lines(d->table, cell, p))
        return NULL;
    if (cell->cols == 1 && setter_is_number(cell->cell))
        *shift = d->table->point[cell->col] - setter_point(para, cell->cell);
    return lines;
}

/* Draws the lines of one paragraph that belong to the piece; *at moves down by them. */
static bool draw_para(Draw *d, const CellPiece *piece, size_t p, size_t first, size_t last, Point *at) {
    const GridCell *cell = piece->cell;
    ParaStyle style = setter_style(&d->table->setter, cell->cell, p, cell->stacked);
    Len shift = 0;
    const Line *lines = set_lines(d, cell, p, &shift);
    if (!lines)
        return false;
    for (size_t i = first; i < last; i++) {
        Line line = lines[i];
        if (!dress_line(d, piece, &line))
            return false;
        Point base = {at->x + shift, at->y + para_baseline(&style)};
        line_draw(&line, d->pen.list, d->pen.page, d->pen.turned, base, style.size);
        at->y += style.leading;
    }
    return true;
}

/* Where the block of lines begins. A cell that flows is set from the top, whole ones as they ask. */
static Len block_top(const Draw *d, const CellPiece *piece) {
    const Table *table = d->table;
    Len height = block_height(table, piece->cell, piece->last) - block_height(table, piece->cell, piece->first);
    Len spare = piece->bottom - piece->top - 2 * table->inset_y - height;
    bool whole = piece->first == 0 && piece->last == block_lines(table, piece->cell);
    CellVAlign align = whole && spare > 0 ? piece->cell->cell->valign : CELL_TOP;
    return piece->top + table->inset_y + (align == CELL_MIDDLE ? spare / 2 : align == CELL_BOTTOM ? spare : 0);
}

static void draw_piece(Draw *d, const CellPiece *piece) {
    const Table *table = d->table;
    ArenaMark mark = arena_mark(d->scratch);
    Point at = {d->pen.at.x + table_text_x(table, piece->cell),
                d->pen.at.y + table->spec.outer_rule / 2 + block_top(d, piece)};
    size_t before = 0;
    bool drawn = true;
    if (d->pen.page)
        d->pen.page->artifact = piece->repeated ? ARTIFACT_REPEAT : ARTIFACT_LAYOUT;
    for (size_t p = 0; drawn && p < piece->cell->cell->para_count && before < piece->last; p++) {
        size_t lines = block_para_lines(table, piece->cell, p);
        size_t first = piece->first > before ? piece->first - before : 0;
        size_t last = piece->last - before < lines ? piece->last - before : lines;
        if (first < last)
            drawn = draw_para(d, piece, p, first, last, &at);
        before += lines;
    }
    if (d->pen.page)
        d->pen.page->artifact = ARTIFACT_LAYOUT;
    arena_rewind(d->scratch, mark);
    /* All cells were set before without fault, so memory it is. */
    if (!drawn)
        arena_fail(d->arena);
}

typedef void PieceFn(Draw *d, const CellPiece *piece);

static void visit_heads(Draw *d, PieceFn *visit) {
    const Grid *grid = &d->table->grid;
    for (size_t band = 0; band < d->heads; band++) {
        for (size_t col = 0; col < grid->col_count;) {
            const GridCell *cell = grid_at(grid, d->bands[band].row, col);
            col += cell->cols;
            if (cell->row != d->bands[band].row)
                continue;
            CellPiece piece = {cell,
                               0,
                               block_lines(d->table, cell),
                               d->bands[band].y,
                               d->bands[band + cell->rows].y,
                               /*repeated*/ true};
            visit(d, &piece);
        }
    }
}

static void visit_cell(Draw *d, const GridCell *cell, size_t band, PieceFn *visit) {
    size_t rest = cell->row + cell->rows - d->bands[band].row;
    size_t end = band + rest < d->count ? band + rest : d->count;
    CellPiece piece = {.cell = cell,
                       .first = walk_first(&d->walk, cell),
                       .last = walk_last(d->table, cell, &d->fragment->to),
                       .top = d->bands[band].y,
                       .bottom = d->bands[end].y,
                       .repeated = walk_repeats(&d->walk, cell)};
    if (piece.first < piece.last)
        visit(d, &piece);
}

/* Each piece of a cell that shows lines in the fragment. */
static void visit_pieces(Draw *d, PieceFn *visit) {
    const Grid *grid = &d->table->grid;
    visit_heads(d, visit);
    for (size_t band = d->heads; band < d->count; band++) {
        for (size_t col = 0; col < grid->col_count;) {
            const GridCell *cell = grid_at(grid, d->bands[band].row, col);
            col += cell->cols;
            if (cell->row == d->bands[band].row || band == d->heads)
                visit_cell(d, cell, band, visit);
        }
    }
}

static void count_items(Draw *d, const CellPiece *piece) { d->items += piece->last - piece->first; }

/* Space for the items to come, roughly: strokes, and lines some of which are of several runs. */
static void reserve(Draw *d) {
    visit_pieces(d, count_items);
    page_reserve(d->pen.list, d->pen.page, d->items + d->items / 4 + 2 * (d->count + d->table->grid.col_count));
}

/* Where the pieces of the fragment stand. */
static bool make_bands(Draw *d) {
    const Table *table = d->table;
    const TableFragment *f = d->fragment;
    d->heads = f->head > 0 ? table->repeat_to - table->repeat_from : 0;
    d->count = d->heads + (f->to.row - f->from.row) + (f->to.offset > 0);
    d->bands = ARENA_ARRAY(d->scratch, Band, d->count + 1);
    if (!d->bands)
        return false;
    for (size_t i = 0; i < d->heads; i++)
        d->bands[i] = (Band){table->repeat_from + i, table->y[table->repeat_from + i] - table->y[table->repeat_from]};
    walk_start(&d->walk, table, &f->from, f->limit);
    for (size_t i = d->heads; i < d->count; i++) {
        d->bands[i] = (Band){f->from.row + i - d->heads, f->head + d->walk.y};
        if (d->walk.row < f->to.row)
            walk_row(&d->walk);
    }
    d->bands[d->count] = (Band){f->to.row, f->head + walk_close(&d->walk, &f->to)};
    return true;
}

void table_draw(Arena *arena, const Table *table, const TableFragment *fragment, PageList *list, Page *page,
                bool turned, Point at) {
    Draw d = {.arena = arena, .table = table, .fragment = fragment, .pen = {list, page, turned, at}};
    if (fragment->from.row >= table->grid.row_count)
        return;
    d.scratch = arena_new();
    if (d.scratch && make_bands(&d)) {
        Bands bands = {d.bands, d.count};
        reserve(&d);
        rules_draw(table, &bands, &d.pen);
        visit_pieces(&d, draw_piece);
    }
    if (arena_failed(d.scratch))
        arena_fail(arena);
    arena_free(d.scratch);
}
