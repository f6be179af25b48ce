#include "proof/rules.h"

#include "test.h"

#define BLACK ((Ink){{0, 0, 0}})
#define PIXEL ((Len)1000) /* at the scale below */

static const Scale scale = {1, PIXEL};

/* Fills one path of bars on a page of 4 x 2 pixels, and compares what is there. */
static void expect(const Rect *boxes, size_t count, const uint8_t wanted[8]) {
    Canvas canvas;
    Rules rules = {0};
    assert_true(canvas_begin(&canvas, 4, 2, false, CANVAS_BYTES));
    canvas_next_band(&canvas);
    for (size_t i = 0; i < count; i++)
        rules_add(&rules, &canvas, scale, boxes[i]);
    rules_fill(&rules, &canvas, BLACK);
    assert_false(rules.failed);
    for (int i = 0; i < 8; i++)
        assert_int_equal(canvas_row(&canvas, i / 4)[i % 4], wanted[i]);
    rules_free(&rules);
    canvas_end(&canvas);
}

TEST(a_bar_covers_pixels_by_their_parts) {
    const Rect box = {PIXEL * 2 / 5, PIXEL / 5, 2 * PIXEL, PIXEL * 3 / 5};
    expect(&box, 1, (const uint8_t[]){163, 102, 194, 255, 255, 255, 255, 255});
}

TEST(bars_that_meet_within_a_pixel_show_no_seam) {
    const Rect boxes[] = {{0, 0, 1300, PIXEL}, {1300, 0, 2700, PIXEL}};
    expect(boxes, 2, (const uint8_t[]){0, 0, 0, 0, 255, 255, 255, 255});
    const Rect thin[] = {{0, 600, 1300, 400}, {1300, 600, 2700, 400}};
    expect(thin, 2, (const uint8_t[]){153, 153, 153, 153, 255, 255, 255, 255});
}

TEST(bars_over_each_other_are_as_dark_as_one) {
    const Rect boxes[] = {{0, 0, 2 * PIXEL, PIXEL}, {PIXEL, 0, 2 * PIXEL, 2 * PIXEL}};
    expect(boxes, 2, (const uint8_t[]){0, 0, 0, 255, 255, 0, 0, 255});
}

TEST(what_lies_outside_is_left_out) {
    const Rect boxes[] = {{-5000, -5000, 4 * PIXEL, 4 * PIXEL}, {LEN_MAX, 0, LEN_MAX, LEN_MAX}, {0, 5000, 1, 1},
                          {3 * PIXEL, PIXEL, LEN_MAX, LEN_MAX}, {PIXEL, 0, 0, PIXEL},           {0, 0, -PIXEL, PIXEL}};
    expect(boxes, 6, (const uint8_t[]){255, 255, 255, 255, 255, 255, 255, 0});
}

TEST(a_path_is_forgotten_once_it_is_filled) {
    Canvas canvas;
    Rules rules = {0};
    assert_true(canvas_begin(&canvas, 4, 2, false, 4));
    for (int band = 0; band < 2; band++) {
        assert_true(canvas_next_band(&canvas));
        rules_add(&rules, &canvas, scale, (Rect){PIXEL, 0, PIXEL, PIXEL + PIXEL * 2 / 5});
        rules_fill(&rules, &canvas, BLACK);
        rules_fill(&rules, &canvas, BLACK);
        assert_int_equal(canvas_row(&canvas, 0)[0], 255);
        assert_int_equal(canvas_row(&canvas, 0)[1], band ? 153 : 0);
    }
    rules_free(&rules);
    canvas_end(&canvas);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bar_covers_pixels_by_their_parts),
        cmocka_unit_test(bars_that_meet_within_a_pixel_show_no_seam),
        cmocka_unit_test(bars_over_each_other_are_as_dark_as_one),
        cmocka_unit_test(what_lies_outside_is_left_out),
        cmocka_unit_test(a_path_is_forgotten_once_it_is_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
