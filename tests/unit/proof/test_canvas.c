#include "proof/canvas.h"

#include "test.h"

#define BLACK ((Ink){{0, 0, 0}})

TEST(bands_cover_the_page_and_no_more) {
    Canvas canvas;
    int rows = 0, bands = 0;
    assert_true(canvas_begin(&canvas, 10, 25, false, 10 * 8));
    while (canvas_next_band(&canvas)) {
        assert_int_equal(canvas.top, rows);
        rows += canvas.rows;
        bands++;
    }
    assert_int_equal(rows, 25);
    assert_int_equal(bands, 4);
    canvas_end(&canvas);
}

TEST(a_band_has_a_row_at_least_and_begins_white) {
    Canvas canvas;
    assert_true(canvas_begin(&canvas, 10, 2, true, 1));
    assert_true(canvas_next_band(&canvas));
    assert_int_equal(canvas.rows, 1);
    canvas_cover(&canvas, 0, 0, 10, 255, BLACK);
    assert_true(canvas_next_band(&canvas));
    for (int i = 0; i < 30; i++)
        assert_int_equal(canvas_row(&canvas, 0)[i], 255);
    assert_false(canvas_next_band(&canvas));
    canvas_end(&canvas);
}

TEST(coverage_is_linear_and_exact_at_both_ends) {
    Canvas canvas;
    assert_true(canvas_begin(&canvas, 256, 1, false, CANVAS_BYTES));
    canvas_next_band(&canvas);
    for (int i = 0; i < 256; i++)
        canvas_cover(&canvas, i, 0, 1, (uint8_t)i, BLACK);
    for (int i = 0; i < 256; i++)
        assert_int_equal(canvas_row(&canvas, 0)[i], 255 - i);
    canvas_end(&canvas);
}

TEST(what_lies_outside_is_cut_off) {
    Canvas canvas;
    const uint8_t map[] = {10, 20, 30, 40, 50, 60, 70, 80, 90};
    assert_true(canvas_begin(&canvas, 4, 4, false, 4 * 2));
    canvas_next_band(&canvas);
    canvas_next_band(&canvas); /* rows 2 and 3 */
    canvas_cover(&canvas, -5, 2, 3, 255, BLACK);
    canvas_cover(&canvas, 4, 2, 3, 255, BLACK);
    canvas_cover(&canvas, 0, 1, 4, 255, BLACK);
    canvas_cover(&canvas, 0, 4, 4, 255, BLACK);
    canvas_stamp(&canvas, -2, 1, 3, 3, map, BLACK);
    canvas_stamp(&canvas, 3, 3, 3, 3, map, BLACK);
    canvas_stamp(&canvas, 9, 9, 3, 3, map, BLACK);
    const uint8_t wanted[] = {195, 255, 255, 255, 165, 255, 255, 245};
    for (int i = 0; i < 8; i++)
        assert_int_equal(canvas_row(&canvas, i / 4)[i % 4], wanted[i]);
    canvas_end(&canvas);
}

TEST(colours_are_put_down_in_their_channels) {
    Canvas canvas;
    assert_true(canvas_begin(&canvas, 1, 1, true, CANVAS_BYTES));
    canvas_next_band(&canvas);
    Ink red = canvas_ink(COLOR_RED);
    assert_int_equal(red.light[0], 240); /* 0.94, 0.192, 0.128: pdf/content.c says the same */
    assert_int_equal(red.light[1], 49);
    assert_int_equal(red.light[2], 33);
    canvas_cover(&canvas, 0, 0, 1, 255, red);
    assert_memory_equal(canvas_row(&canvas, 0), red.light, 3);
    canvas_end(&canvas);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_cover_the_page_and_no_more),
        cmocka_unit_test(a_band_has_a_row_at_least_and_begins_white),
        cmocka_unit_test(coverage_is_linear_and_exact_at_both_ends),
        cmocka_unit_test(what_lies_outside_is_cut_off),
        cmocka_unit_test(colours_are_put_down_in_their_channels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
