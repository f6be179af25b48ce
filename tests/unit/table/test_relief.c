/* What heads and names are reckoned to take. */
#include "table/relief.h"

#include <string.h>

#include "fixture.h"

/* The needs of the fixture's table, whose type is 10 pt. */
static Needs *collect(Fixture *f) {
    Table *table = fixture_make(f);
    Needs *needs = needs_make(f->arena, table->grid.col_count);
    assert_true(needs_collect(needs, table, f->arena));
    return needs;
}

static Needs *head_over_number(Fixture *f, const char *head) {
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    f->rows[0].part = ROW_HEAD;
    fixture_line(f, 0, head);
    fixture_line(f, 1, "123");
    return collect(f);
}

static void test_a_head_is_as_wide_as_its_lines_ask(void **state) {
    Needs *needs = head_over_number(*state, "甲乙丙丁戊己庚");
    assert_int_equal(relief_width(needs, 0, 1, false), PT(70));
    assert_int_equal(relief_width(needs, 0, 2, false), PT(40));
    assert_int_equal(relief_width(needs, 0, 3, false), PT(30));
    assert_int_equal(relief_width(needs, 0, 5, false), PT(20));
    assert_int_equal(relief_width(needs, 0, 7, false), PT(15)); /* the number's */
}

static void test_parts_of_a_head_stay_whole_if_asked(void **state) {
    Needs *needs = head_over_number(*state, "甲乙丙丁\u200b戊己庚");
    assert_int_equal(relief_width(needs, 0, 3, true), PT(40));
    assert_int_equal(relief_width(needs, 0, 3, false), PT(30));
}

static void test_rows_count_by_the_lines_of_shares_and_heads_by_the_page(void **state) {
    Fixture *f = *state;
    static const bool shares[] = {true, false};
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_rows(f, 41);
    f->rows[0].part = ROW_HEAD;
    fixture_line(f, 0, "名|甲乙丙丁");
    for (size_t row = 1; row <= 40; row++)
        fixture_line(f, row, "一二三四五六|1");
    Needs *needs = collect(f);
    assert_int_equal(relief_lines(needs, (const Len[]){PT(60), PT(40)}, shares), 40 + 2);
    assert_int_equal(relief_lines(needs, (const Len[]){PT(60), PT(20)}, shares), 40 + 2 * 2);
    assert_int_equal(relief_lines(needs, (const Len[]){PT(59), PT(40)}, shares), 80 + 3);
    assert_int_equal(relief_lines(needs, (const Len[]){PT(9), PT(40)}, shares), 240 + 8); /* no less than an em */
}

static void test_a_very_long_text_counts_for_all_its_lines(void **state) {
    Fixture *f = *state;
    static const bool shares[] = {true};
    char text[1500 * 3 + 1] = "";
    for (size_t i = 0; i < 1500; i++)
        strcat(text + i * 3, "字");
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_line(f, 0, text);
    f->spec.width = PT(100);
    Needs *needs = collect(f);
    assert_int_equal(relief_lines(needs, (const Len[]){NEEDS_EMS * PT(10)}, shares), 6 + 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_a_head_is_as_wide_as_its_lines_ask),
        CASE(test_parts_of_a_head_stay_whole_if_asked),
        CASE(test_rows_count_by_the_lines_of_shares_and_heads_by_the_page),
        CASE(test_a_very_long_text_counts_for_all_its_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
