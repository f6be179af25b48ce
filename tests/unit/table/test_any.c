/*
 * Properties that hold for any table: tables with random spans, texts and flags are cut at random rooms.
 *
 * The tables come from a fixed sequence of seeds.
 */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "table/block.h"

#ifndef TABLES
#define TABLES 1500
#endif
#define ROW_MOST  12
#define COL_MOST  6
#define PIECE_MAX 4000
#define TEXT_MOST 512

static uint32_t seed;

static uint32_t any(uint32_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

static const char *any_text(Fixture *f) {
    static const char *const parts[] = {"预", "算",   "支出", "1",  "23.5", "45",   " ",
                                        "A",  "类款", "\n",   "，", "（",   "）。", "——"};
    Buf text = {0};
    uint32_t count = any(4) ? any(5) : any(40);
    for (uint32_t i = 0; i < count; i++)
        buf_text(&text, parts[any(sizeof parts / sizeof *parts)]);
    const char *kept = arena_strndup(f->arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return kept;
}

static void any_cell(Fixture *f, size_t row, int cols, int rows) {
    TableCell *cell = fixture_cell(f, row, any(5) ? any_text(f) : NULL, cols, rows);
    cell->align = (CellAlign)any(5);
    cell->valign = (CellVAlign)any(3);
    cell->may_stack = any(3) == 0;
    cell->head = any(4) == 0;
    cell->indent = any(4) ? 0 : PT(3);
    if (cell->para_count) {
        ParaStyle *style = &((CellPara *)cell->paras)->style;
        style->punct = (PunctStyle)any(4);
        style->balance = any(3) == 0;
        style->no_gap = any(2);
        style->grid = any(3) == 0;
        style->hang = any(3) == 0;
        style->no_squeeze = any(3) == 0;
        style->first_indent = any(4) ? 0 : PT(20);
    }
    if (cell->para_count && any(4) == 0) {
        CellPara *paras = ARENA_ARRAY(f->arena, CellPara, 2);
        paras[0] = paras[1] = cell->paras[0];
        paras[1].style.leading += PT(any(9));
        cell->paras = paras;
        cell->para_count = 2;
    }
}

/* Fills the slots of a table with cells of random spans, some rows left short. */
static void any_cells(Fixture *f, size_t rows, size_t cols, size_t head) {
    bool taken[ROW_MOST][COL_MOST] = {{false}};
    for (size_t r = 0; r < rows; r++) {
        size_t stop = any(6) ? cols : any((uint32_t)cols + 1);
        for (size_t c = 0; c < stop; c++) {
            if (taken[r][c])
                continue;
            size_t wide = 1, most = (r < head ? head : rows) - r;
            while (c + wide < stop && !taken[r][c + wide] && any(3) == 0)
                wide++;
            size_t high = any(4) ? 1 : 1 + any((uint32_t)most);
            any_cell(f, r, (int)wide, (int)high);
            for (size_t y = r; y < r + high; y++)
                memset(&taken[y][c], true, wide);
        }
    }
}

static void any_table(Fixture *f) {
    size_t rows = 1 + any(ROW_MOST), cols = 1 + any(COL_MOST), head = any(3) ? any((uint32_t)rows) : 0;
    f->spec.outer_rule = any(4) ? any(3000) : 0;
    f->spec.inner_rule = any(4) ? any(2000) : 0;
    f->spec.head_rule = any(2) ? any(3000) : 0;
    f->spec.pad_x = any(3000);
    f->spec.pad_y = any(2) ? any(3000) : 0;
    f->spec.width = PT(200) + any(PT(200));
    f->spec.min_size = PT(2);
    f->spec.by_content = any(2);
    f->spec.fit_height = any(3) ? 0 : any(PT(600));
    f->spec.fit_type = any(2) == 0;
    f->spec.page_height = any(3) ? 0 : any(PT(200));
    for (size_t c = 0; c < cols; c++) {
        fixture_tracks(f, 1, any(2) ? TRACK_CONTENT : TRACK_SHARE, any(2) ? 1 + (int)any(5) : 0);
        f->tracks[c].width = PT(6) + any(PT(20)); /* no stroke is wider than long */
    }
    fixture_rows(f, rows);
    for (size_t r = 0; r < rows; r++) {
        f->rows[r].part = r < head ? ROW_HEAD : ROW_BODY;
        f->rows[r].repeat = any(3) > 0;
        f->rows[r].keep_next = any(4) == 0;
        f->rows[r].keep_whole = any(2);
        f->rows[r].min_height = any(4) ? 0 : any(PT(80));
        f->rows[r].low_height = any((uint32_t)f->rows[r].min_height + 1);
    }
    any_cells(f, rows, cols, head);
}

/* ---- the grid */

static void check_slots(const Grid *grid) {
    size_t area = 0;
    for (size_t i = 0; i < grid->cell_count; i++) {
        const GridCell *cell = &grid->cells[i];
        area += (size_t)cell->rows * cell->cols;
        for (size_t r = cell->row; r < cell->row + cell->rows; r++) {
            for (size_t c = cell->col; c < (size_t)cell->col + cell->cols; c++)
                assert_ptr_equal(grid_at(grid, r, c), cell);
        }
    }
    assert_int_equal(area, grid->row_count * grid->col_count);
}

static void check_sizes(const Fixture *f) {
    const Table *table = f->table;
    const Grid *grid = &table->grid;
    Len width = f->spec.outer_rule, height = f->spec.outer_rule;
    for (size_t c = 0; c < grid->col_count; c++)
        width += table_track_width(table, c);
    for (size_t r = 0; r < grid->row_count; r++)
        height += table_row_height(table, r);
    assert_int_equal(width, table_width(table));
    assert_int_equal(height, table_height(table));
    assert_true(width <= f->spec.width);
    for (size_t i = 0; i < grid->cell_count; i++) {
        const GridCell *cell = &grid->cells[i];
        Len room = table->y[cell->row + cell->rows] - table->y[cell->row] - 2 * table->inset_y;
        assert_true(block_height(table, cell, block_lines(table, cell)) <= room);
    }
}

/* ---- the pages */

static bool meet(Rect a, Rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static bool begins(Str text, const char *with) { return text.length >= 3 && memcmp(text.text, with, 3) == 0; }
static bool ends(Str text, const char *with) {
    return text.length >= 3 && memcmp(text.text + text.length - 3, with, 3) == 0;
}

/* An item's box without the blank half of a mark at its ends, which may lie outside the measure (A5). */
static Rect ink_box(const Page *page, const PageItem *item) {
    Rect box = page_item_box(page, item);
    if (item->kind != PAGE_GLYPHS)
        return box;
    Len half = item->run.size / 2;
    if (begins(item->run.text, "（")) {
        box.x += half;
        box.width -= half;
    }
    if (ends(item->run.text, "，") || ends(item->run.text, "。"))
        box.width -= half;
    return box;
}

/* Text is inside the fragment, clear of every stroke; strokes of one direction are drawn once. */
static void check_boxes(const Page *page, const Table *table, Len height) {
    for (size_t i = 0; i < page->count; i++) {
        Rect a = ink_box(page, &page->items[i]);
        assert_true(a.x >= 0 && a.x + a.width <= table->width);
        assert_true(a.y >= 0 && a.y + a.height <= height);
        for (size_t k = 0; k < i; k++) {
            Rect b = ink_box(page, &page->items[k]);
            bool text = page->items[i].kind == PAGE_GLYPHS, other = page->items[k].kind == PAGE_GLYPHS;
            bool crossing = !text && !other && (a.width > a.height) != (b.width > b.height);
            assert_true(crossing || !meet(a, b));
        }
    }
}

/* What a cell must show: all but blanks, which may fall away at the ends of lines. */
static Str cell_text(const GridCell *cell, char buffer[2 * TEXT_MOST]) {
    size_t length = 0;
    for (size_t p = 0; p < cell->cell->para_count; p++) {
        Str text = cell->cell->paras[p].runs[0].text;
        for (size_t i = 0; i < text.length; i++) {
            if (text.text[i] != '\n' && text.text[i] != ' ')
                buffer[length++] = text.text[i];
        }
    }
    return (Str){buffer, length};
}

/* Every cell's text is on the pages once, in order, in its own columns; the rest are artifacts. */
static void check_texts(Fixture *f, size_t pages) {
    Buf *shown = ARENA_ARRAY(f->arena, Buf, f->list->tags->count);
    const Grid *grid = &f->table->grid;
    const GridCell **owner = ARENA_ARRAY(f->arena, const GridCell *, f->list->tags->count);
    for (size_t i = 0; i < grid->cell_count; i++)
        owner[grid->cells[i].tag] = &grid->cells[i];
    for (size_t p = 0; p < pages; p++) {
        const Page *page = f->list->pages[p];
        for (size_t i = 0; i < page->count; i++) {
            const PageItem *item = &page->items[i];
            const GridCell *cell = owner[item->tag];
            if (item->kind != PAGE_GLYPHS || item->tag == TAG_ID_ARTIFACT)
                continue;
            Rect box = ink_box(page, item);
            assert_non_null(cell);
            assert_true(box.x >= f->table->x[cell->col] && box.x + box.width <= f->table->x[cell->col + cell->cols]);
            for (size_t b = 0; b < item->run.text.length; b++) {
                if (item->run.text.text[b] != ' ' && item->run.text.text[b] != '\n')
                    buf_char(&shown[item->tag], item->run.text.text[b]);
            }
        }
    }
    for (size_t i = 0; i < grid->cell_count; i++) {
        char buffer[2 * TEXT_MOST];
        const Buf *got = &shown[grid->cells[i].tag];
        Str want = cell_text(&grid->cells[i], buffer);
        assert_int_equal(got->length, want.length);
        assert_true(want.length == 0 || memcmp(got->bytes, want.text, want.length) == 0);
        buf_free(&shown[grid->cells[i].tag]);
    }
}

static size_t strokes_at(const Page *page, Len x, Len y, bool across) {
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        Rect box = page->items[i].rule.box;
        bool wide = box.width > box.height;
        if (page->items[i].kind == PAGE_RULE && wide == across)
            count += meet(box, (Rect){x, y, 1, 1});
    }
    return count;
}

/* Between two slots there is one stroke if they belong to two cells, else none. */
static void check_strokes(const Table *table, const Page *page) {
    const Grid *grid = &table->grid;
    Len top = table->spec.outer_rule / 2;
    if (table->spec.inner_rule == 0)
        return;
    for (size_t r = 0; r < grid->row_count; r++) {
        for (size_t c = 0; c < grid->col_count; c++) {
            Len x = (table->x[c] + table->x[c + 1]) / 2, y = top + (table->y[r] + table->y[r + 1]) / 2;
            bool roomy = table->y[r + 1] - table->y[r] > 2 * table->inset_y + 10;
            if (c > 0 && roomy) {
                bool apart = grid_at(grid, r, c - 1) != grid_at(grid, r, c);
                assert_int_equal(strokes_at(page, table->x[c], y, false), apart);
            }
            if (r > 0) {
                bool apart = grid_at(grid, r - 1, c) != grid_at(grid, r, c);
                assert_int_equal(strokes_at(page, x, top + table->y[r], true), apart);
            }
        }
    }
}

/* The least a page must hold so that nothing has to stick out of it. */
static Len least_room(const Fixture *f) { return f->spec.outer_rule + 2 * f->table->inset_y + PT(22); }

/* Without row spans and split rows the pieces' rows are those of the table. */
static void check_heights(const Fixture *f, const TableFragment *pieces, size_t count) {
    Len height = f->spec.outer_rule;
    for (size_t i = 0; i < f->table->grid.cell_count; i++) {
        if (f->table->grid.cells[i].rows > 1)
            return;
    }
    for (size_t i = 0; i < count; i++) {
        height += pieces[i].height - pieces[i].head - f->spec.outer_rule;
        if (pieces[i].to.offset > 0 || pieces[i].limit < PT(80))
            return;
    }
    assert_int_equal(height, table_height(f->table));
}

static void check_cuts(Fixture *f) {
    static TableFragment pieces[PIECE_MAX];
    Len rooms[8];
    for (size_t i = 0; i < 8; i++)
        rooms[i] = any(3) ? any(PT(200)) : any(PT(600));
    rooms[7] = len_max(rooms[7], PT(20));
    f->list->count = 0;
    size_t count = fixture_pages(f, rooms, 8, pieces, PIECE_MAX);
    for (size_t i = 0; i < count; i++) {
        const TableFragment *piece = &pieces[i];
        assert_true(piece->to.row > piece->from.row || piece->to.offset > piece->from.offset);
        check_boxes(f->list->pages[i], f->table, piece->height);
    }
    check_texts(f, count);
    check_heights(f, pieces, count);
}

/* In pages that can hold a line, every piece fits. */
static void check_rooms(Fixture *f) {
    TableFragment piece = {0};
    while (!piece.ends) {
        Len room = least_room(f) + any(PT(100));
        assert_true(table_cut(f->table, piece.to, room, true, &piece));
        assert_true(piece.height <= room);
    }
}

static void check_uncut(Fixture *f) {
    TableFragment piece;
    const Len room = PT(100000);
    f->list->count = 0;
    assert_int_equal(fixture_pages(f, &room, 1, &piece, 1), 1);
    assert_int_equal(piece.height, table_height(f->table));
    check_boxes(f->list->pages[0], f->table, piece.height);
    check_strokes(f->table, f->list->pages[0]);
}

static void test_any_table(void **state) {
    (void)state;
    for (uint32_t i = 0; i < TABLES; i++) {
        void *fixture;
        seed = i;
        assert_int_equal(fixture_set_up(&fixture), 0);
        Fixture *f = fixture;
        any_table(f);
        f->table = table_make(f->arena, f->engine, f->list->tags, &f->spec, f->diags);
        if (f->table) {
            check_slots(&f->table->grid);
            check_sizes(f);
            check_uncut(f);
            check_cuts(f);
            check_rooms(f);
        } else {
            assert_true(diag_count(f->diags) > 0);
        }
        fixture_tear_down(&fixture);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_any_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
