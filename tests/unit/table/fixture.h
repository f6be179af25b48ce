/*
 * What table tests share: a table is written down as rows of cells, made, cut and drawn on pages of a page list.
 *
 * Type is 10 pt on 12 pt unless a test says otherwise, padding and rules are round, so that numbers can be told by
 * heart: a Han character is 10,000 wide, a digit 5,000, a line 12,000 high.
 */
#ifndef BANXIN_TEST_TABLE_FIXTURE_H
#define BANXIN_TEST_TABLE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "table/state.h"

#define PT(points) ((Len)(points)*LEN_PT)

typedef struct Fixture {
    TextEngine *engine; /* NULL with the fake text room */
    Arena *arena;
    DiagList *diags;
    PageList *list;
    TableSpec spec; /* tracks and rows below; a test may change all of it before making the table */
    TableTrack tracks[TABLE_TRACK_MAX];
    TableRow *rows;
    Table *table;
} Fixture;

/* Opened and closed by what text room the test is linked with: fake_text.c or real_text.c. */
TextEngine *fixture_engine_open(void);
void fixture_engine_close(TextEngine *engine);

int fixture_set_up(void **state);
int fixture_tear_down(void **state);

/* `count` tracks of a kind: TRACK_FIXED `value` points wide, TRACK_SHARE with that share, TRACK_CONTENT. */
void fixture_tracks(Fixture *f, size_t count, TrackKind kind, int value);
/* Space for so many empty rows. */
void fixture_rows(Fixture *f, size_t count);
/* Adds a cell to a row; it may be changed until the table is made. A NULL text is a cell without paragraphs. */
TableCell *fixture_cell(Fixture *f, size_t row, const char *text, int cols, int rows);
/* Adds cells of one slot, the texts separated by '|'; "" between two is an empty cell. */
void fixture_line(Fixture *f, size_t row, const char *texts);
/* Makes the table, which must succeed, with notes at the most. */
Table *fixture_make(Fixture *f);
/* Makes the table, which must fail with these codes in this order. */
void fixture_fails(Fixture *f, size_t count, const DiagCode *codes);
/* Cuts at rooms taken from `rooms` in turn, the last again and again, drawing each piece on its own page at (0, 0). */
size_t fixture_pages(Fixture *f, const Len *rooms, size_t count, TableFragment *fragments, size_t limit);
/* Texts of a page's items joined by '|', artifacts in brackets; in the arena. */
const char *fixture_texts(Fixture *f, size_t page);
/* Rules of a page. */
size_t fixture_rules(Fixture *f, size_t page, Rect *boxes, size_t limit);

#endif
