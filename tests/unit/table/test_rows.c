/* Heights of rows and where text stands in them. */
#include "fixture.h"

static const Len tall = PT(1000);

static Len text_y(const Fixture *f, size_t item) {
    const PageItem *at = NULL;
    const Page *page = f->list->pages[0];
    for (size_t i = 0, n = 0; i < page->count && n <= item; i++) {
        if (page->items[i].kind == PAGE_GLYPHS && n++ == item)
            at = &page->items[i];
    }
    assert_non_null(at);
    return at->at.y - PT(1) - len_from_em(PAGE_EM_ASCENT, at->run.size); /* the line's top: leading 12, size 10 */
}

static void test_a_row_is_as_high_as_its_highest_cell(void **state) {
    Fixture *f = *state;
    f->spec.pad_y = PT(3);
    f->spec.outer_rule = PT(1);
    f->spec.inner_rule = PT(2);
    fixture_tracks(f, 2, TRACK_FIXED, 40);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲乙丙丁戊己|甲");
    fixture_line(f, 1, "甲|");
    fixture_make(f);
    assert_int_equal(table_row_height(f->table, 0), 2 * PT(12) + 2 * PT(4));
    assert_int_equal(table_row_height(f->table, 1), PT(12) + 2 * PT(4));
    assert_int_equal(table_height(f->table), PT(32) + PT(20) + PT(1));
}

static void test_least_height_and_blank_rows(void **state) {
    Fixture *f = *state;
    f->spec.pad_y = PT(1);
    fixture_tracks(f, 2, TRACK_FIXED, 40);
    fixture_rows(f, 3);
    f->rows[1].min_height = PT(20);
    fixture_line(f, 2, "|甲");
    fixture_make(f);
    assert_int_equal(table_row_height(f->table, 0), PT(2));
    assert_int_equal(table_row_height(f->table, 1), PT(20));
    assert_int_equal(table_row_height(f->table, 2), PT(14));
}

static void test_a_spanning_cell_spreads_what_its_rows_lack(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 10);
    fixture_rows(f, 3);
    fixture_cell(f, 0, "一二三四", 1, 3); /* 48 points over rows of 12 */
    fixture_line(f, 0, "甲");
    fixture_line(f, 1, "甲");
    fixture_line(f, 2, "甲");
    fixture_make(f);
    assert_int_equal(table_row_height(f->table, 0), PT(16));
    assert_int_equal(table_row_height(f->table, 2), PT(16));
    assert_int_equal(table_height(f->table), PT(48));
}

static void test_short_spans_are_spread_before_long_ones(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 3, TRACK_FIXED, 10);
    fixture_rows(f, 3);
    fixture_cell(f, 0, "一二三四五", 1, 3);
    fixture_cell(f, 0, "一二三", 1, 2);
    fixture_cell(f, 0, "一", 1, 1);
    fixture_cell(f, 1, "一", 1, 1);
    fixture_cell(f, 2, "一", 1, 1);
    fixture_cell(f, 2, "一", 1, 1);
    fixture_make(f);
    assert_int_equal(table_row_height(f->table, 0), PT(18) + PT(4));
    assert_int_equal(table_row_height(f->table, 2), PT(12) + PT(4));
    assert_int_equal(table_height(f->table), PT(60));
}

static void test_vertical_alignment(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 3, TRACK_FIXED, 40);
    fixture_rows(f, 1);
    f->rows[0].min_height = PT(52);
    fixture_cell(f, 0, "甲", 1, 1);
    fixture_cell(f, 0, "甲", 1, 1)->valign = CELL_MIDDLE;
    fixture_cell(f, 0, "甲", 1, 1)->valign = CELL_BOTTOM;
    fixture_make(f);
    fixture_pages(f, &tall, 1, &piece, 1);
    assert_int_equal(text_y(f, 0), 0);
    assert_int_equal(text_y(f, 1), PT(20));
    assert_int_equal(text_y(f, 2), PT(40));
}

static void test_horizontal_alignment_and_indent(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 1, TRACK_FIXED, 100);
    fixture_rows(f, 4);
    const CellAlign align[] = {CELL_LEFT, CELL_CENTER, CELL_RIGHT, CELL_LEFT};
    const Len x[] = {0, PT(45), PT(90), PT(20)};
    for (size_t i = 0; i < 4; i++)
        fixture_cell(f, i, "甲", 1, 1)->align = align[i];
    ((TableCell *)f->rows[3].cells)->indent = PT(20);
    fixture_make(f);
    fixture_pages(f, &tall, 1, &piece, 1);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(f->list->pages[0]->items[i].at.x, x[i]);
}

static void test_paragraphs_of_a_cell_follow_each_other(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 1, TRACK_FIXED, 20);
    fixture_rows(f, 1);
    TableCell *cell = fixture_cell(f, 0, "甲乙丙", 1, 1);
    CellPara paras[] = {cell->paras[0], cell->paras[0]};
    paras[1].style.leading = PT(20);
    cell->paras = paras;
    cell->para_count = 2;
    fixture_make(f);
    assert_int_equal(table_row_height(f->table, 0), PT(24) + PT(40));
    fixture_pages(f, &tall, 1, &piece, 1);
    assert_string_equal(fixture_texts(f, 0), "甲乙|丙|甲乙|丙");
    assert_int_equal(text_y(f, 2), PT(24) + PT(4)); /* the em box is centred in the leading of 20 */
}

static void test_runs_keep_their_own_tag(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 1, TRACK_FIXED, 100);
    fixture_rows(f, 1);
    TableCell *cell = fixture_cell(f, 0, "甲", 1, 1);
    TextRun runs[] = {cell->paras[0].runs[0], cell->paras[0].runs[0]};
    runs[1].tag = tag_add(f->list->tags, TAG_ID_DOCUMENT, TAG_LINK);
    CellPara para = {.runs = runs, .run_count = 2, .style = cell->paras[0].style};
    cell->paras = &para;
    fixture_make(f);
    fixture_pages(f, &tall, 1, &piece, 1);
    const PageItem *items = f->list->pages[0]->items;
    assert_int_equal(tag_at(f->list->tags, items[0].tag)->role, TAG_CELL);
    assert_int_equal(items[1].tag, runs[1].tag);
}

static void test_rows_are_lowered_to_fit_a_page(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 3);
    fixture_line(f, 0, "一二"); /* 24 points, whatever is asked */
    for (size_t r = 0; r < 3; r++)
        f->rows[r].min_height = PT(20);
    f->rows[1].low_height = PT(10);
    f->spec.fit_height = PT(54);
    fixture_make(f);
    assert_int_equal(table_height(f->table), PT(54));
    assert_int_equal(table_row_height(f->table, 0), PT(24));
    /* 10 and 20 points lower at most, 10 in all */
    assert_int_equal(table_row_height(f->table, 1), PT(20) - 3333);
    assert_int_equal(table_row_height(f->table, 2), PT(20) - 6667);
}

static void test_rows_keep_their_height_if_lower_ones_do_not_help(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 3);
    for (size_t r = 0; r < 3; r++) {
        f->rows[r].min_height = PT(20);
        f->rows[r].low_height = PT(15);
    }
    f->spec.fit_height = PT(44);
    fixture_make(f);
    assert_int_equal(table_height(f->table), PT(60));
}

static void test_a_table_without_a_tag_is_an_artifact(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 1);
    fixture_line(f, 0, "一");
    f->spec.tag = TAG_ID_ARTIFACT;
    size_t tags = f->list->tags->count;
    fixture_make(f);
    fixture_pages(f, &tall, 1, &piece, 1);
    assert_int_equal(f->list->tags->count, tags);
    assert_string_equal(fixture_texts(f, 0), "[一]");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_a_row_is_as_high_as_its_highest_cell),
        CASE(test_least_height_and_blank_rows),
        CASE(test_a_spanning_cell_spreads_what_its_rows_lack),
        CASE(test_short_spans_are_spread_before_long_ones),
        CASE(test_vertical_alignment),
        CASE(test_horizontal_alignment_and_indent),
        CASE(test_paragraphs_of_a_cell_follow_each_other),
        CASE(test_runs_keep_their_own_tag),
        CASE(test_rows_are_lowered_to_fit_a_page),
        CASE(test_rows_keep_their_height_if_lower_ones_do_not_help),
        CASE(test_a_table_without_a_tag_is_an_artifact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
