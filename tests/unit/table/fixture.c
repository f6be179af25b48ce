#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#define CELLS_PER_ROW 128

int fixture_set_up(void **state) {
    Fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->engine = fixture_engine_open();
    f->arena = arena_new();
    f->diags = diag_list_new();
    f->list = page_list_make(f->arena);
    f->spec = (TableSpec){.tracks = f->tracks,
                          .width = PT(400),
                          .size = PT(10),
                          .rule_color = COLOR_BLACK,
                          .tag = tag_add(f->list->tags, TAG_ID_DOCUMENT, TAG_TABLE)};
    *state = f;
    return 0;
}

int fixture_tear_down(void **state) {
    Fixture *f = *state;
    fixture_engine_close(f->engine);
    diag_list_free(f->diags);
    arena_free(f->arena);
    free(f);
    return 0;
}

void fixture_tracks(Fixture *f, size_t count, TrackKind kind, int value) {
    for (size_t i = 0; i < count; i++) {
        TableTrack *track = &f->tracks[f->spec.track_count++];
        *track = (TableTrack){.kind = kind};
        if (kind == TRACK_SHARE)
            track->share = value;
        else
            track->width = PT(value);
    }
}

void fixture_rows(Fixture *f, size_t count) {
    f->rows = ARENA_ARRAY(f->arena, TableRow, count);
    f->spec.rows = f->rows;
    f->spec.row_count = count;
    for (size_t i = 0; i < count; i++)
        f->rows[i].part = ROW_BODY;
}

static CellPara *paragraph(Fixture *f, Str text) {
    CellPara *para = ARENA_NEW(f->arena, CellPara);
    TextRun *run = ARENA_NEW(f->arena, TextRun);
    *run = (TextRun){.text = {arena_strndup(f->arena, text.text, text.length), text.length}, .size = f->spec.size};
    run->color = COLOR_BLACK;
    *para = (CellPara){.runs = run, .run_count = 1};
    para->style.size = f->spec.size;
    para->style.leading = f->spec.size * 12 / 10;
    return para;
}

static TableCell *add_cell(Fixture *f, size_t row, const Str *text) {
    TableRow *to = &f->rows[row];
    if (!to->cells)
        to->cells = ARENA_ARRAY(f->arena, TableCell, CELLS_PER_ROW);
    assert_true(to->cell_count < CELLS_PER_ROW);
    TableCell *cell = (TableCell *)&to->cells[to->cell_count++];
    if (text) {
        cell->paras = paragraph(f, *text);
        cell->para_count = 1;
    }
    return cell;
}

TableCell *fixture_cell(Fixture *f, size_t row, const char *text, int cols, int rows) {
    Str slice = str_from(text);
    TableCell *cell = add_cell(f, row, text ? &slice : NULL);
    cell->cols = cols;
    cell->rows = rows;
    return cell;
}

void fixture_line(Fixture *f, size_t row, const char *texts) {
    Str rest = str_from(texts), text;
    bool more = true;
    while (more) {
        text = rest;
        more = str_split(rest, '|', &text, &rest);
        add_cell(f, row, text.length ? &text : NULL);
    }
}

Table *fixture_make(Fixture *f) {
    f->table = table_make(f->arena, f->engine, f->list->tags, &f->spec, f->diags);
    for (size_t i = 0; i < diag_count(f->diags); i++)
        assert_int_equal(diag_item(f->diags, i)->severity, SEVERITY_NOTE);
    assert_non_null(f->table);
    return f->table;
}

void fixture_fails(Fixture *f, size_t count, const DiagCode *codes) {
    assert_null(table_make(f->arena, f->engine, f->list->tags, &f->spec, f->diags));
    assert_int_equal(diag_count(f->diags), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(diag_item(f->diags, i)->code, codes[i]);
}

size_t fixture_pages(Fixture *f, const Len *rooms, size_t count, TableFragment *fragments, size_t limit) {
    TableCursor at = {0};
    bool whole = false;
    for (size_t i = 0, done = 0;; i++) {
        Len room = rooms[i < count ? i : count - 1];
        assert_true(done < limit);
        if (!table_cut(f->table, at, room, whole || i > 0, &fragments[done])) {
            assert_false(whole);
            whole = true;
            continue;
        }
        Page *page = page_list_add(f->list, (Size){PT(600), PT(800)});
        table_draw(f->arena, f->table, &fragments[done], f->list, page, false, (Point){0, 0});
        at = fragments[done].to;
        if (fragments[done++].ends)
            return done;
    }
}

const char *fixture_texts(Fixture *f, size_t page) {
    Buf out = {0};
    const Page *from = f->list->pages[page];
    for (size_t i = 0; i < from->count; i++) {
        const PageItem *item = &from->items[i];
        if (item->kind != PAGE_GLYPHS)
            continue;
        buf_text(&out, out.length ? "|" : "");
        buf_text(&out, item->tag ? "" : "[");
        buf_push(&out, item->run.text.text, item->run.text.length);
        buf_text(&out, item->tag ? "" : "]");
    }
    const char *texts = arena_strndup(f->arena, out.bytes ? out.bytes : "", out.length);
    buf_free(&out);
    return texts;
}

size_t fixture_rules(Fixture *f, size_t page, Rect *boxes, size_t limit) {
    const Page *from = f->list->pages[page];
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (from->items[i].kind != PAGE_RULE)
            continue;
        assert_true(count < limit);
        boxes[count++] = from->items[i].rule.box;
    }
    return count;
}
