/* Where tables are cut, and what each page shows. Numbers in names are issues of other programs (standards D). */
#include "fixture.h"

#include <string.h>

#define PIECE_MAX 64

static TableFragment pieces[PIECE_MAX];

static size_t pages(Fixture *f, Len first, Len others) {
    const Len rooms[] = {first, others};
    fixture_make(f);
    return fixture_pages(f, rooms, 2, pieces, PIECE_MAX);
}

/* `count` rows of one cell of one line, 12 points high, after those made before. */
static void lines(Fixture *f, size_t from, size_t count) {
    static const char *const names[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (size_t i = 0; i < count; i++)
        fixture_line(f, from + i, names[i % 9]);
}

static void test_rows_fill_the_page(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 50);
    fixture_rows(f, 5);
    lines(f, 0, 5);
    assert_int_equal(pages(f, PT(24), PT(36)), 2);
    assert_string_equal(fixture_texts(f, 0), "一|二");
    assert_string_equal(fixture_texts(f, 1), "三|四|五");
    assert_false(pieces[0].continued);
    assert_true(pieces[1].continued);
    assert_int_equal(pieces[1].height, PT(36));
}

/* typst 400, 6317; pdfmake 470 */
static void test_head_rows_with_spans_repeat(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 3, TRACK_FIXED, 50);
    fixture_rows(f, 5);
    f->rows[0].part = f->rows[1].part = ROW_HEAD;
    f->rows[1].repeat = true; /* the span ties the first row to it */
    fixture_cell(f, 0, "科目", 1, 2);
    fixture_cell(f, 0, "支出", 2, 1);
    fixture_line(f, 1, "基本|项目");
    for (size_t i = 2; i < 5; i++)
        fixture_line(f, i, "甲|1|2");
    assert_int_equal(pages(f, PT(36), PT(36)), 3);
    assert_string_equal(fixture_texts(f, 0), "科目|支出|基本|项目|甲|1|2");
    assert_string_equal(fixture_texts(f, 2), "[科目]|[支出]|[基本]|[项目]|甲|1|2");
    assert_int_equal(pieces[1].head, PT(24));
    assert_int_equal(pieces[1].height, PT(36));
}

static void test_a_head_is_not_left_alone(void **state) {
    Fixture *f = *state;
    TableFragment piece;
    fixture_tracks(f, 1, TRACK_FIXED, 50);
    fixture_rows(f, 3);
    f->rows[0].part = ROW_HEAD;
    lines(f, 0, 3);
    fixture_make(f);
    assert_false(table_cut(f->table, (TableCursor){0}, PT(23), false, &piece));
    assert_true(table_cut(f->table, (TableCursor){0}, PT(24), false, &piece));
    assert_int_equal(piece.to.row, 2);
}

static void test_a_head_higher_than_the_page_is_not_repeated(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 50);
    fixture_rows(f, 4);
    for (size_t i = 0; i < 3; i++) {
        f->rows[i].part = ROW_HEAD;
        f->rows[i].repeat = true;
    }
    lines(f, 0, 4);
    assert_int_equal(pages(f, PT(24), PT(24)), 2);
    assert_string_equal(fixture_texts(f, 0), "一|二");
    assert_string_equal(fixture_texts(f, 1), "三|四");
}

/* typst 4707, 6561 */
static void test_a_label_over_rows_is_shown_again(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 20);
    fixture_rows(f, 6);
    fixture_cell(f, 0, "指标", 1, 6);
    lines(f, 0, 6);
    assert_int_equal(pages(f, PT(24), PT(24)), 3);
    assert_string_equal(fixture_texts(f, 0), "指标|一|二");
    assert_string_equal(fixture_texts(f, 1), "[指标]|三|四");
    assert_string_equal(fixture_texts(f, 2), "[指标]|五|六");
}

static void test_a_label_needs_its_height_on_every_page(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 10);
    fixture_rows(f, 5);
    fixture_cell(f, 0, "绩效指标", 1, 5); /* four lines of 12 */
    lines(f, 0, 5);
    assert_int_equal(pages(f, PT(100), PT(100)), 1);
    f->list->count = 0;
    /* Four rows hold the label; on the next page the fifth is made four lines high for it. */
    assert_int_equal(pages(f, PT(48), PT(100)), 2);
    assert_string_equal(fixture_texts(f, 1), "[绩]|[效]|[指]|[标]|五");
    assert_int_equal(pieces[1].height, PT(48));
}

static void test_a_label_is_not_begun_where_it_does_not_fit(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 10);
    fixture_rows(f, 6);
    fixture_line(f, 0, "甲|乙");
    fixture_cell(f, 1, "绩效", 1, 5);
    lines(f, 1, 5);
    assert_int_equal(pages(f, PT(24), PT(60)), 2);
    assert_string_equal(fixture_texts(f, 0), "甲|乙");
    assert_int_equal(pieces[0].height, PT(12));
}

/* tabularray 63 */
static void test_a_cell_higher_than_the_page_flows(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 20);
    fixture_rows(f, 2);
    f->rows[0].keep_whole = true;
    fixture_line(f, 0, "目标|一二三四五六七八九十");
    fixture_line(f, 1, "甲|乙");
    assert_int_equal(pages(f, PT(24), PT(24)), 3);
    assert_string_equal(fixture_texts(f, 0), "目标|一二|三四");
    assert_string_equal(fixture_texts(f, 1), "五六|七八");
    assert_string_equal(fixture_texts(f, 2), "九十|甲|乙");
    assert_int_equal(pieces[2].height, PT(24));
}

static void test_lines_of_unlike_leading_flow_together(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 10);
    fixture_rows(f, 1);
    fixture_line(f, 0, "一二三四五|甲乙丙丁");
    ((CellPara *)f->rows[0].cells[1].paras)->style.leading = PT(20);
    assert_int_equal(pages(f, PT(40), PT(40)), 2);
    assert_string_equal(fixture_texts(f, 0), "一|二|三|甲|乙");
    assert_string_equal(fixture_texts(f, 1), "四|五|丙|丁");
}

static void test_rows_kept_whole_move_to_the_next_page(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 20);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲");
    fixture_line(f, 1, "一二三四");
    assert_int_equal(pages(f, PT(24), PT(24)), 2);
    assert_string_equal(fixture_texts(f, 0), "甲|一二");
    f->rows[1].keep_whole = true;
    f->list->count = 0;
    assert_int_equal(pages(f, PT(24), PT(24)), 2);
    assert_string_equal(fixture_texts(f, 0), "甲");
}

/* A row of eight lines below one of one, kept whole where a page of so many points holds it. */
static void put_high_row(Fixture *f, int page_height) {
    f->spec.page_height = PT(page_height);
    fixture_tracks(f, 1, TRACK_FIXED, 20);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲");
    fixture_line(f, 1, "一二三四五六七八九十一二三四五六");
    f->rows[1].keep_whole = true;
}

static void test_a_row_that_no_page_holds_begins_where_it_stands(void **state) {
    Fixture *f = *state;
    put_high_row(f, 95);
    assert_int_equal(pages(f, PT(48), PT(95)), 2);
    assert_string_equal(fixture_texts(f, 0), "甲|一二|三四|五六");
}

static void test_a_row_that_a_page_holds_goes_over_whole(void **state) {
    Fixture *f = *state;
    put_high_row(f, 96);
    assert_int_equal(pages(f, PT(48), PT(96)), 2);
    assert_string_equal(fixture_texts(f, 0), "甲");
}

static void test_a_row_that_no_page_holds_does_not_begin_with_a_stub(void **state) {
    Fixture *f = *state;
    put_high_row(f, 95);
    f->rows[1].cells = NULL;
    f->rows[1].cell_count = 0;
    fixture_line(
        f, 1, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    f->spec.page_height = PT(200);
    assert_int_equal(pages(f, PT(24), PT(200)), 3);
    assert_string_equal(fixture_texts(f, 0), "甲");
}

static void test_keep_next(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 20);
    fixture_rows(f, 4);
    f->rows[1].keep_next = true;
    lines(f, 0, 4);
    assert_int_equal(pages(f, PT(24), PT(36)), 2);
    assert_string_equal(fixture_texts(f, 0), "一");
    assert_string_equal(fixture_texts(f, 1), "二|三|四");
}

/* WeasyPrint 273 */
static void test_a_kept_group_higher_than_the_page_is_split(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 20);
    fixture_rows(f, 7);
    for (size_t i = 0; i < 7; i++)
        f->rows[i].keep_next = f->rows[i].keep_whole = true;
    lines(f, 0, 7);
    assert_int_equal(pages(f, PT(24), PT(36)), 3);
    assert_string_equal(fixture_texts(f, 0), "一|二|三"); /* not begun in a room of 24: a page of its own is taken */
    assert_string_equal(fixture_texts(f, 2), "七");
}

static void test_a_label_higher_than_the_page_flows(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 10);
    fixture_rows(f, 2);
    fixture_cell(f, 0, "一二三四五六七八", 1, 2);
    fixture_line(f, 0, "甲");
    fixture_line(f, 1, "乙");
    assert_int_equal(pages(f, PT(36), PT(36)), 3);
    assert_string_equal(fixture_texts(f, 0), "一|二|三|甲");
    assert_string_equal(fixture_texts(f, 1), "四|五|六|乙");
    assert_string_equal(fixture_texts(f, 2), "七|八");
}

static void test_a_line_higher_than_the_page_is_taken_all_the_same(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 2);
    fixture_line(f, 0, "一二");
    fixture_line(f, 1, "三");
    assert_int_equal(pages(f, PT(5), PT(5)), 3);
    assert_int_equal(pieces[0].height, PT(12));
    assert_string_equal(fixture_texts(f, 1), "二");
}

static void test_a_blank_row_higher_than_the_page(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 3);
    lines(f, 0, 3);
    f->rows[1].min_height = PT(500);
    assert_int_equal(pages(f, PT(36), PT(36)), 2);
    assert_string_equal(fixture_texts(f, 0), "一");
    assert_string_equal(fixture_texts(f, 1), "二|三");
    assert_int_equal(pieces[1].height, PT(24));
}

static void test_a_table_without_rows(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 10);
    fixture_rows(f, 0);
    assert_int_equal(pages(f, 0, 0), 1);
    assert_int_equal(table_height(f->table), 0);
    assert_int_equal(pieces[0].height, 0);
}

static void test_links_of_a_repeated_head_are_dropped(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 1, TRACK_FIXED, 50);
    fixture_rows(f, 3);
    f->rows[0].part = ROW_HEAD;
    f->rows[0].repeat = true;
    lines(f, 0, 3);
    TextRun *run = (TextRun *)f->rows[0].cells[0].paras[0].runs;
    run->tag = run->link = TAG_ID_DOCUMENT;
    assert_int_equal(pages(f, PT(24), PT(24)), 2);
    assert_string_equal(fixture_texts(f, 1), "[一]|三");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_rows_fill_the_page),
        CASE(test_head_rows_with_spans_repeat),
        CASE(test_a_head_is_not_left_alone),
        CASE(test_a_head_higher_than_the_page_is_not_repeated),
        CASE(test_a_label_over_rows_is_shown_again),
        CASE(test_a_label_needs_its_height_on_every_page),
        CASE(test_a_label_is_not_begun_where_it_does_not_fit),
        CASE(test_a_cell_higher_than_the_page_flows),
        CASE(test_lines_of_unlike_leading_flow_together),
        CASE(test_rows_kept_whole_move_to_the_next_page),
        CASE(test_a_row_that_no_page_holds_begins_where_it_stands),
        CASE(test_a_row_that_a_page_holds_goes_over_whole),
        CASE(test_a_row_that_no_page_holds_does_not_begin_with_a_stub),
        CASE(test_keep_next),
        CASE(test_a_kept_group_higher_than_the_page_is_split),
        CASE(test_a_label_higher_than_the_page_flows),
        CASE(test_a_line_higher_than_the_page_is_taken_all_the_same),
        CASE(test_a_blank_row_higher_than_the_page),
        CASE(test_a_table_without_rows),
        CASE(test_links_of_a_repeated_head_are_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
