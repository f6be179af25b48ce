/* Strokes: which, how heavy, how long. */
#include "fixture.h"

#define RULE_MAX 64

static Rect boxes[RULE_MAX];

static size_t draw(Fixture *f) {
    TableFragment piece;
    const Len room = PT(1000);
    fixture_make(f);
    assert_int_equal(fixture_pages(f, &room, 1, &piece, 1), 1);
    return fixture_rules(f, 0, boxes, RULE_MAX);
}

static void assert_box(size_t i, Len x, Len y, Len width, Len height) {
    assert_int_equal(boxes[i].x, x);
    assert_int_equal(boxes[i].y, y);
    assert_int_equal(boxes[i].width, width);
    assert_int_equal(boxes[i].height, height);
}

static void grid_of(Fixture *f, size_t rows, size_t cols) {
    f->spec.outer_rule = PT(2);
    f->spec.inner_rule = PT(1);
    fixture_tracks(f, cols, TRACK_FIXED, 50);
    fixture_rows(f, rows);
    for (size_t i = 0; i < rows; i++)
        f->rows[i].min_height = PT(20);
}

static void test_every_stroke_is_one_bar(void **state) {
    Fixture *f = *state;
    grid_of(f, 2, 2);
    assert_int_equal(draw(f), 6);
    assert_box(0, 0, 0, PT(102), PT(2));
    assert_box(1, PT(1), 20500, PT(100), PT(1));
    assert_box(2, 0, PT(40), PT(102), PT(2));
    assert_box(3, 0, 0, PT(2), PT(42));
    assert_box(4, 50500, PT(1), PT(1), PT(40));
    assert_box(5, PT(100), 0, PT(2), PT(42));
}

static void test_none_through_merged_cells(void **state) {
    Fixture *f = *state;
    grid_of(f, 3, 3);
    fixture_line(f, 0, "一|二|三");
    fixture_line(f, 1, "四");
    fixture_cell(f, 1, "五", 2, 2);
    fixture_line(f, 2, "六");
    assert_int_equal(draw(f), 8);
    assert_box(1, PT(1), 20500, PT(150), PT(1));
    assert_box(2, PT(1), 40500, PT(50), PT(1)); /* not through 五 */
    assert_box(5, 50500, PT(1), PT(1), PT(60));
    assert_box(6, 100500, PT(1), PT(1), PT(20)); /* only beside 二 */
}

static void test_a_merged_cell_in_the_middle_parts_a_bar(void **state) {
    Fixture *f = *state;
    grid_of(f, 2, 3);
    fixture_cell(f, 0, "一", 1, 1);
    fixture_cell(f, 0, "二", 1, 2);
    assert_int_equal(draw(f), 8);
    assert_box(1, PT(1), 20500, PT(50), PT(1));
    assert_box(2, PT(101), 20500, PT(50), PT(1));
}

static void test_the_heads_lower_rule_wins_over_inner_ones(void **state) {
    Fixture *f = *state;
    grid_of(f, 3, 1);
    f->rows[0].part = ROW_HEAD;
    f->spec.head_rule = 1500;
    assert_int_equal(draw(f), 6);
    assert_box(1, PT(1), PT(21) - 750, PT(50), 1500);
    assert_box(2, PT(1), 40500, PT(50), PT(1));
}

static void test_no_weight_no_stroke(void **state) {
    Fixture *f = *state;
    grid_of(f, 2, 2);
    f->spec.outer_rule = 0;
    assert_int_equal(draw(f), 2);
    assert_box(0, 0, 19500, PT(100), PT(1));
    assert_box(1, 49500, 0, PT(1), PT(40));
}

static void test_a_table_is_closed_where_a_page_cuts_it(void **state) {
    Fixture *f = *state;
    TableFragment pieces[4];
    const Len room = PT(50);
    grid_of(f, 4, 1);
    f->rows[0].part = ROW_HEAD;
    f->rows[0].repeat = true;
    fixture_make(f);
    assert_int_equal(fixture_pages(f, &room, 1, pieces, 4), 3);
    for (size_t page = 0; page < 3; page++) {
        assert_int_equal(fixture_rules(f, page, boxes, RULE_MAX), 5);
        assert_box(0, 0, 0, PT(52), PT(2));
        assert_box(1, PT(1), 20500, PT(50), PT(1)); /* below the head, each time */
        assert_box(2, 0, PT(40), PT(52), PT(2));
        assert_int_equal(pieces[page].height, PT(42));
    }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_every_stroke_is_one_bar),
        CASE(test_none_through_merged_cells),
        CASE(test_a_merged_cell_in_the_middle_parts_a_bar),
        CASE(test_the_heads_lower_rule_wins_over_inner_ones),
        CASE(test_no_weight_no_stroke),
        CASE(test_a_table_is_closed_where_a_page_cuts_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
