/* Widths of tracks, type size, stacked heads. */
#include "fixture.h"

static void assert_widths(const Table *table, const Len *points, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_int_equal(table_track_width(table, i), points[i]);
}

static void test_fixed_tracks_are_as_asked(void **state) {
    Fixture *f = *state;
    f->spec.outer_rule = PT(1);
    fixture_tracks(f, 2, TRACK_FIXED, 50);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲|乙");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(50), PT(50)}, 2);
    assert_int_equal(table_width(f->table), PT(101));
}

static void test_shares_take_what_is_left_to_the_last_thousandth(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(100) + 1;
    fixture_tracks(f, 1, TRACK_FIXED, 40);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 1, TRACK_SHARE, 2000);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲|乙|丙");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), 20000, 40001}, 3);
    assert_int_equal(table_width(f->table), PT(100) + 1);
}

static void test_a_share_is_never_below_its_longest_word(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(100);
    fixture_tracks(f, 3, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_line(f, 0, "1234567890|甲|乙");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(50), PT(25), PT(25)}, 3);
}

static void test_content_tracks_take_one_line_if_it_fits(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(200);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲乙丙丁|12|丙");
    fixture_line(f, 1, "甲|1234|丙");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), PT(30), PT(130)}, 3); /* with white about the figures */
}

static void test_content_and_shares_are_short_alike(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(80);
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙丙丁戊己|甲乙丙丁戊己庚辛");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(35), PT(45)}, 2);
}

/* A13: the second track has its text on one line, since the first's stands on two by sense. */
static void test_content_tracks_give_way_to_breaks_by_sense(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(80);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙丙丁\u200b戊己|一二三四");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), PT(40)}, 2);
}

static void test_content_tracks_take_what_breaks_by_sense_leave(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(90);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙丙丁\u200b戊己|一二三四");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(50), PT(40)}, 2);
}

/* Twenty names of ten characters beside three heads of six over figures of two: names on one line, heads on three. */
static void put_names_beside_heads(Fixture *f, const char *head) {
    f->spec.width = PT(160);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 3, TRACK_CONTENT, 0);
    fixture_rows(f, 21);
    fixture_line(f, 0, head);
    f->rows[0].part = ROW_HEAD;
    for (size_t row = 1; row <= 20; row++)
        fixture_line(f, row, "一二三四五六七八九十|12|34|56");
    fixture_make(f);
}

static void test_heads_take_more_lines_where_that_spares_the_rows_many(void **state) {
    Fixture *f = *state;
    put_names_beside_heads(f, "名|甲乙丙丁戊己|甲乙丙丁戊己|甲乙丙丁戊己");
    assert_widths(f->table, (const Len[]){PT(100), PT(20), PT(20), PT(20)}, 4);
}

static void test_heads_keep_to_breaks_by_sense_if_that_spares_enough(void **state) {
    Fixture *f = *state;
    put_names_beside_heads(f, "名|甲乙\u200b丙丁\u200b戊己|甲\u200b乙丙丁|甲乙丙");
    assert_widths(f->table, (const Len[]){PT(100), PT(20), PT(30), PT(10)}, 4);
}

static void test_heads_stay_as_they_are_where_names_have_room(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(170);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    fixture_line(f, 0, "名|甲乙丙丁戊己");
    f->rows[0].part = ROW_HEAD;
    fixture_line(f, 1, "一二三四五六七八九十|12");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(105), PT(65)}, 2); /* half of what is left is white */
}

static void test_heads_take_what_a_share_does_not_need(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(170);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 4, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    fixture_line(f, 0, "名|甲乙|甲乙丙丁|甲乙丙丁戊己|甲乙丙丁");
    f->rows[0].part = ROW_HEAD;
    fixture_line(f, 1, "一二三四|1|1|1|1");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), PT(20), PT(40), PT(30), PT(40)}, 5); /* four characters a line */
}

static void test_heads_that_are_alike_are_set_alike(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(106);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 3, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    fixture_line(f, 0, "名|甲乙丙丁|甲乙丙丁|甲乙丙丁");
    f->rows[0].part = ROW_HEAD;
    fixture_line(f, 1, "一二三四|1|12|1");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), PT(22), PT(22), PT(22)}, 4);
}

static void test_names_in_a_content_track_are_spared_as_in_a_share(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(160);
    fixture_tracks(f, 4, TRACK_CONTENT, 0);
    fixture_rows(f, 21);
    fixture_line(f, 0, "名|甲乙丙丁戊己|甲乙丙丁戊己|甲乙丙丁戊己");
    f->rows[0].part = ROW_HEAD;
    for (size_t row = 1; row <= 20; row++)
        fixture_line(f, row, "一二三四五六七八九十|12|34|56");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(100), PT(20), PT(20), PT(20)}, 4);
}

static void test_a_long_text_in_a_share_claims_sixteen_ems(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(220); /* eight ems for each; of the 60 points left, 40:160 */
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙丙丁戊己庚辛壬癸子丑|一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(92), PT(128)}, 2);
}

/* A name of ten characters beside figures of forty points: eight of it stand on a line at eight points. */
static void put_name_beside_figures(Fixture *f, Len min_size) {
    f->spec.width = PT(100);
    f->spec.min_size = min_size;
    f->spec.size_step = PT(1);
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_tracks(f, 1, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "一二三四五六七八九十|12345678");
    fixture_make(f);
}

static void test_type_shrinks_before_names_are_chopped(void **state) {
    Fixture *f = *state;
    put_name_beside_figures(f, PT(6));
    assert_int_equal(table_type_size(f->table), PT(8));
    assert_widths(f->table, (const Len[]){PT(68), PT(32)}, 2);
}

static void test_names_of_six_characters_a_line_are_no_reason_for_the_smallest_type(void **state) {
    Fixture *f = *state;
    put_name_beside_figures(f, PT(9));
    assert_int_equal(table_type_size(f->table), PT(10));
    assert_widths(f->table, (const Len[]){PT(60), PT(40)}, 2);
}

static void test_content_tracks_without_shares_fill_the_width_or_not(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(120);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙|甲乙丙丁");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(40), PT(80)}, 2);
    f->spec.by_content = true;
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(20), PT(40)}, 2);
    assert_int_equal(table_width(f->table), PT(60));
}

static void test_content_between_least_and_most(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(80); /* least 10 + 20, most 40 + 70: of the 50 left, 30:50 */
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲乙丙丁|1234 12 12 123");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){10000 + 18750, 20000 + 31250}, 2);
}

static void test_a_spanning_cell_widens_its_tracks_in_proportion(void **state) {
    Fixture *f = *state;
    f->spec.by_content = true;
    fixture_tracks(f, 3, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    fixture_cell(f, 0, "123456789012", 2, 1);
    fixture_cell(f, 0, "1", 1, 1);
    fixture_line(f, 1, "12|1234|1");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){PT(20), PT(40), PT(5)}, 3);
}

static void test_rules_and_padding_are_no_room_for_text(void **state) {
    Fixture *f = *state;
    f->spec.outer_rule = 1500;
    f->spec.inner_rule = 501;
    f->spec.pad_x = PT(2);
    f->spec.by_content = true;
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲|甲");
    fixture_make(f);
    assert_widths(f->table, (const Len[]){10000 + 4000 + 750 + 251, 10000 + 4000 + 750 + 251}, 2);
    assert_int_equal(table_width(f->table), 2 * 15001 + 1500);
}

static void test_type_shrinks_until_the_widths_fit(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(80);
    f->spec.min_size = PT(6);
    f->spec.size_step = PT(1);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "12345678901|1234567"); /* 55 + 35 points at full size, 81 at nine, 72 at eight */
    fixture_make(f);
    assert_int_equal(table_type_size(f->table), PT(8));
    assert_int_equal(table_row_height(f->table, 0), 9600); /* leading shrinks as well */
}

/* Ten rows of one line, each 1.2 of the type size high. */
static Len size_of_ten_rows(Fixture *f, Len fit_height, Len min_size, bool fit_type) {
    f->spec.fit_height = fit_height;
    f->spec.fit_type = fit_type;
    f->spec.min_size = min_size;
    fixture_tracks(f, 1, TRACK_SHARE, 1000);
    fixture_rows(f, 10);
    for (size_t row = 0; row < 10; row++)
        fixture_line(f, row, "甲乙");
    return table_type_size(fixture_make(f));
}

static void test_type_shrinks_until_the_table_fits_its_page(void **state) {
    Fixture *f = *state;
    assert_int_equal(size_of_ten_rows(f, PT(100), PT(6), true), PT(8));
    assert_int_equal(table_height(f->table), PT(96));
    assert_int_equal(diag_count(f->diags), 0);
}

static void test_type_shrinks_to_the_floor_if_the_page_asks_it(void **state) {
    assert_int_equal(size_of_ten_rows(*state, PT(99), PT(8), true), PT(8));
}

static void test_type_stays_where_no_size_fits_the_page(void **state) {
    Fixture *f = *state;
    assert_int_equal(size_of_ten_rows(f, PT(95), PT(8), true), PT(10));
    assert_int_equal(table_height(f->table), PT(120));
    assert_int_equal(diag_count(f->diags), 1);
    assert_int_equal(diag_item(f->diags, 0)->code, DIAG_TABLE_NOT_ONE_PAGE);
}

static void test_type_stays_where_the_table_fits(void **state) {
    assert_int_equal(size_of_ten_rows(*state, PT(120), PT(6), true), PT(10));
}

static void test_type_stays_unless_it_may_shrink(void **state) {
    assert_int_equal(size_of_ten_rows(*state, PT(100), PT(6), false), PT(10));
}

static void test_the_floor_itself_is_tried(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(75);
    f->spec.min_size = 8300;
    f->spec.size_step = PT(1);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "12345678901|1234567"); /* 74.7 points */
    fixture_make(f);
    assert_int_equal(table_type_size(f->table), 8300);
}

static void test_heads_are_stacked_before_type_shrinks(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(60);
    f->spec.min_size = PT(5);
    fixture_tracks(f, 2, TRACK_CONTENT, 0);
    fixture_rows(f, 2);
    fixture_cell(f, 0, "ABCDEF", 1, 1)->may_stack = true;
    fixture_cell(f, 0, "ABCDEFGH", 1, 1)->may_stack = true;
    fixture_line(f, 1, "甲|乙");
    fixture_make(f);
    assert_int_equal(table_type_size(f->table), PT(10));
    assert_false(grid_at(&f->table->grid, 0, 0)->stacked);
    assert_true(grid_at(&f->table->grid, 0, 1)->stacked); /* the one that gives most, and it alone */
    assert_int_equal(table_row_height(f->table, 0), 8 * 12000);
}

static void test_decimals_align_and_the_widest_block_is_centred(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(100);
    fixture_tracks(f, 1, TRACK_FIXED, 100);
    const char *texts[] = {"1234.5", "20.00", "7", "12%", "-3.1", "无"};
    /* before the point: 20 at most; after it (point and digits): 15; the block of 35 begins at 32.5 */
    const Len x[] = {32500, 42500, 47500, 42500, 42500, 45000};
    fixture_rows(f, 6);
    for (size_t i = 0; i < 6; i++)
        fixture_cell(f, i, texts[i], 1, 1)->align = CELL_DECIMAL;
    fixture_make(f);
    TableFragment piece;
    const Len room = PT(1000);
    assert_int_equal(fixture_pages(f, &room, 1, &piece, 1), 1);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(f->list->pages[0]->items[i].at.x, x[i]);
}

static void test_a_cell_too_narrow_at_the_floor_is_named(void **state) {
    Fixture *f = *state;
    f->spec.min_size = PT(8);
    fixture_tracks(f, 2, TRACK_FIXED, 40);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲|12345678901");
    fixture_line(f, 1, "1234567890123|乙");
    fixture_fails(f, 2, (const DiagCode[]){DIAG_CELL_TOO_NARROW, DIAG_CELL_TOO_NARROW});
    const Diag *diag = diag_item(f->diags, 0);
    assert_string_equal(diag->args[0], "2");
    assert_string_equal(diag->args[1], "1");
    assert_string_equal(diag->args[2], "1234567890123");
    assert_string_equal(diag->args[3], "8");
}

static void test_a_fault_names_the_row_by_its_text_and_the_column_by_its_head(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_FIXED, 40);
    fixture_rows(f, 2);
    fixture_line(f, 0, "甲|乙");
    f->rows[0].part = ROW_HEAD;
    ((TableCell *)f->rows[0].cells)[1].head = true;
    fixture_line(f, 1, "丙|12345678901");
    fixture_fails(f, 1, (const DiagCode[]){DIAG_CELL_TOO_NARROW});
    assert_string_equal(diag_item(f->diags, 0)->args[0], "丙");
    assert_string_equal(diag_item(f->diags, 0)->args[1], "乙");
}

static void test_a_code_no_size_holds_is_split_at_full_size(void **state) {
    Fixture *f = *state;
    f->spec.min_size = PT(8);
    fixture_tracks(f, 1, TRACK_FIXED, 40);
    fixture_rows(f, 1);
    fixture_cell(f, 0, "1234567890123", 1, 1)->may_split = true;
    fixture_make(f);
    assert_int_equal(table_type_size(f->table), PT(10));
    assert_int_equal(table_row_height(f->table, 0), 2 * PT(12));
}

static void test_a_code_is_set_smaller_rather_than_split(void **state) {
    Fixture *f = *state;
    f->spec.min_size = PT(8);
    f->spec.size_step = PT(1);
    fixture_tracks(f, 1, TRACK_FIXED, 40);
    fixture_rows(f, 1);
    fixture_cell(f, 0, "1234567890", 1, 1)->may_split = true;
    fixture_make(f);
    assert_int_equal(table_type_size(f->table), PT(8));
    assert_int_equal(table_row_height(f->table, 0), 9600);
}

static void test_content_too_wide_names_the_widest(void **state) {
    Fixture *f = *state;
    f->spec.width = PT(60);
    fixture_tracks(f, 3, TRACK_CONTENT, 0);
    fixture_rows(f, 1);
    fixture_line(f, 0, "12|1234567890|甲");
    fixture_fails(f, 1, (const DiagCode[]){DIAG_CELL_TOO_NARROW});
    assert_string_equal(diag_item(f->diags, 0)->args[1], "2");
}

static void test_fixed_tracks_wider_than_the_table(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 5, TRACK_FIXED, 100);
    fixture_rows(f, 1);
    fixture_fails(f, 1, (const DiagCode[]){DIAG_TABLE_TOO_WIDE});
    assert_string_equal(diag_item(f->diags, 0)->args[0], "500");
}

static void test_a_missing_glyph_is_reported_for_every_cell(void **state) {
    Fixture *f = *state;
    fixture_tracks(f, 2, TRACK_SHARE, 1000);
    fixture_rows(f, 1);
    fixture_line(f, 0, "甲\xEE\x80\x80|\xEE\x80\x80");
    fixture_fails(f, 2, (const DiagCode[]){DIAG_GLYPH_MISSING, DIAG_GLYPH_MISSING});
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_fixed_tracks_are_as_asked),
        CASE(test_shares_take_what_is_left_to_the_last_thousandth),
        CASE(test_a_share_is_never_below_its_longest_word),
        CASE(test_content_tracks_take_one_line_if_it_fits),
        CASE(test_content_and_shares_are_short_alike),
        CASE(test_content_tracks_give_way_to_breaks_by_sense),
        CASE(test_content_tracks_take_what_breaks_by_sense_leave),
        CASE(test_heads_take_more_lines_where_that_spares_the_rows_many),
        CASE(test_heads_keep_to_breaks_by_sense_if_that_spares_enough),
        CASE(test_heads_stay_as_they_are_where_names_have_room),
        CASE(test_heads_take_what_a_share_does_not_need),
        CASE(test_heads_that_are_alike_are_set_alike),
        CASE(test_names_in_a_content_track_are_spared_as_in_a_share),
        CASE(test_a_long_text_in_a_share_claims_sixteen_ems),
        CASE(test_type_shrinks_before_names_are_chopped),
        CASE(test_names_of_six_characters_a_line_are_no_reason_for_the_smallest_type),
        CASE(test_content_tracks_without_shares_fill_the_width_or_not),
        CASE(test_content_between_least_and_most),
        CASE(test_a_spanning_cell_widens_its_tracks_in_proportion),
        CASE(test_rules_and_padding_are_no_room_for_text),
        CASE(test_type_shrinks_until_the_widths_fit),
        CASE(test_type_shrinks_until_the_table_fits_its_page),
        CASE(test_type_shrinks_to_the_floor_if_the_page_asks_it),
        CASE(test_type_stays_where_no_size_fits_the_page),
        CASE(test_type_stays_where_the_table_fits),
        CASE(test_type_stays_unless_it_may_shrink),
        CASE(test_the_floor_itself_is_tried),
        CASE(test_heads_are_stacked_before_type_shrinks),
        CASE(test_decimals_align_and_the_widest_block_is_centred),
        CASE(test_a_cell_too_narrow_at_the_floor_is_named),
        CASE(test_a_fault_names_the_row_by_its_text_and_the_column_by_its_head),
        CASE(test_a_code_no_size_holds_is_split_at_full_size),
        CASE(test_a_code_is_set_smaller_rather_than_split),
        CASE(test_content_too_wide_names_the_widest),
        CASE(test_fixed_tracks_wider_than_the_table),
        CASE(test_a_missing_glyph_is_reported_for_every_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
