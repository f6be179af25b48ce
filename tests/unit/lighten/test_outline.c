/* Contours: closed, and without pieces that have no length. */
#include "outline.h"

#include "../../support/test.h"
#include "shapes.h"

TEST(a_contour_is_closed_by_a_line) {
    Outline o = {0};
    draw_box(&o, 0, 0, 10, 20);
    assert_int_equal(o.contours.count, 1);
    assert_int_equal(o.contours.items[0].count, 4);
    assert_true(spot_same(o.pieces.items[3].end, (Spot){0, 0}));
    outline_free(&o);
}

TEST(pieces_without_length_are_left_out) {
    Outline o = {0};
    outline_begin(&o, (Spot){5, 5});
    draw_line(&o, 5, 5);
    draw_curve(&o, 5, 5, 5, 5, 5, 5);
    draw_curve(&o, 9, 5, 5, 9, 5, 5); /* a loop has length */
    outline_end(&o);
    assert_int_equal(o.contours.items[0].count, 1);
    outline_free(&o);
}

TEST(a_contour_of_no_piece_is_none) {
    Outline o = {0};
    outline_begin(&o, (Spot){5, 5});
    draw_line(&o, 5, 5);
    outline_end(&o);
    assert_int_equal(o.contours.count, 0);
    assert_false(outline_failed(&o));
    outline_free(&o);
}

TEST(a_path_goes_from_start_to_end) {
    Piece curve = {.first = {0, 100}, .second = {100, 200}, .end = {200, 200}};
    Path path = path_of((Spot){0, 0}, &curve);
    Spot begin = path_at(&path, 0), middle = path_at(&path, 0.5), end = path_at(&path, 1);
    assert_true(spot_same(begin, (Spot){0, 0}));
    assert_true(spot_same(middle, (Spot){62.5, 137.5}));
    assert_true(spot_same(end, (Spot){200, 200}));
    assert_true(spot_same(path_slope(&path, 0), (Spot){0, 300}));
    assert_true(spot_same(path_slope(&path, 1), (Spot){300, 0}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contour_is_closed_by_a_line),
        cmocka_unit_test(pieces_without_length_are_left_out),
        cmocka_unit_test(a_contour_of_no_piece_is_none),
        cmocka_unit_test(a_path_goes_from_start_to_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
