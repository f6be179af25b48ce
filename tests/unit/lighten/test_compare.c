/* Distances, areas and crossings of outlines whose values are known. */
#include "compare.h"

#include "../../support/test.h"
#include "shapes.h"

static bool near(double a, double b, double slack) { return fabs(a - b) <= slack; }

static Deviation between(Outline *a, Outline *b) {
    Compare compare = {.unit = 1};
    Deviation d = {0};
    assert_true(compare_contours(&compare, a, 0, b, 0, &d));
    compare_free(&compare);
    outline_free(a);
    outline_free(b);
    return d;
}

TEST(an_outline_is_not_apart_from_itself) {
    Outline a = {0}, b = {0};
    draw_box(&a, 0, 0, 100, 100);
    draw_box(&b, 0, 0, 100, 100);
    assert_true(near(between(&a, &b).most, 0, 1e-9));
}

TEST(a_moved_edge_is_apart_by_its_way) {
    Outline a = {0}, b = {0};
    draw_box(&a, 0, 0, 100, 100);
    draw_box(&b, 0, 0, 103, 100);
    assert_true(near(between(&a, &b).most, 3, 1e-9));
}

/* A spike of the second outline is far from the first, though all of the first is near the second. */
TEST(both_sides_count) {
    Outline a = {0}, b = {0};
    draw_box(&a, 0, 0, 100, 100);
    outline_begin(&b, (Spot){0, 0});
    draw_line(&b, 100, 0);
    draw_line(&b, 100, 100);
    draw_line(&b, 50, 100);
    draw_line(&b, 50, 140);
    draw_line(&b, 50, 100);
    draw_line(&b, 0, 100);
    outline_end(&b);
    assert_true(near(between(&a, &b).most, 40, 0.01));
}

TEST(a_curve_is_near_its_arc) {
    Outline a = {0}, b = {0};
    draw_circle(&a, 0, 0, 400, 256);
    outline_begin(&b, (Spot){400, 0});
    const double k = 400 * 0.5522847498;
    draw_curve(&b, 400, k, k, 400, 0, 400);
    draw_curve(&b, -k, 400, -400, k, -400, 0);
    draw_curve(&b, -400, -k, -k, -400, 0, -400);
    draw_curve(&b, k, -400, 400, -k, 400, 0);
    outline_end(&b);
    Deviation d = between(&a, &b);
    assert_true(d.most < 1 && d.points > 1000); /* the rounding of the circle's points */
}

TEST(area_has_the_sign_of_the_direction) {
    Outline o = {0};
    draw_box(&o, 0, 0, 100, 50);
    outline_begin(&o, (Spot){0, 0});
    draw_line(&o, 0, 50);
    draw_line(&o, 100, 50);
    draw_line(&o, 100, 0);
    outline_end(&o);
    outline_begin(&o, (Spot){100, 0});
    const double k = 55.22847498;
    draw_curve(&o, 100, k, k, 100, 0, 100);
    draw_line(&o, 0, 0);
    outline_end(&o);
    assert_true(near(compare_area(&o, 0), 10000, 1e-6));
    assert_true(near(compare_area(&o, 1), -10000, 1e-6));
    assert_true(near(compare_area(&o, 2), 15708, 10));
    outline_free(&o);
}

TEST(a_bow_tie_crosses_itself_and_a_box_does_not) {
    Outline o = {0};
    Compare compare = {.unit = 1};
    size_t crossings;
    draw_box(&o, 0, 0, 100, 50);
    outline_begin(&o, (Spot){200, 0});
    draw_line(&o, 300, 100);
    draw_line(&o, 300, 0);
    draw_line(&o, 200, 100);
    outline_end(&o);
    assert_true(compare_crossings(&compare, &o, 0, 1, &crossings));
    assert_int_equal(crossings, 0);
    assert_true(compare_crossings(&compare, &o, 1, 1, &crossings));
    assert_int_equal(crossings, 1);
    draw_box(&o, 90, 10, 110, 40);
    assert_true(compare_crossings(&compare, &o, 0, 3, &crossings));
    assert_int_equal(crossings, 3);
    compare_free(&compare);
    outline_free(&o);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outline_is_not_apart_from_itself),
        cmocka_unit_test(a_moved_edge_is_apart_by_its_way),
        cmocka_unit_test(both_sides_count),
        cmocka_unit_test(a_curve_is_near_its_arc),
        cmocka_unit_test(area_has_the_sign_of_the_direction),
        cmocka_unit_test(a_bow_tie_crosses_itself_and_a_box_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
