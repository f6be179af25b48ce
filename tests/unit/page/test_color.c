#include "page/color.h"

#include "test.h"

static void expect(Color color, Len red, Len green, Len blue) {
    Len light[3];
    color_light(color, light);
    assert_int_equal(light[0], red);
    assert_int_equal(light[1], green);
    assert_int_equal(light[2], blue);
}

TEST(black_and_greys_are_what_k_leaves) {
    for (uint16_t k = 0; k <= 1000; k++)
        expect((Color){0, 0, 0, k}, 1000 - k, 1000 - k, 1000 - k);
}

TEST(each_ink_is_a_filter_and_together_they_multiply) {
    expect((Color){1000, 0, 0, 0}, 0, 680, 937);
    expect((Color){0, 1000, 1000, 0}, 925, 0, 0);
    expect((Color){0, 1000, 1000, 500}, 463, 0, 0);
    expect(COLOR_RED, 940, 192, 128);
}

TEST(grey_has_no_coloured_ink) {
    assert_true(color_is_gray(COLOR_BLACK));
    assert_true(color_is_gray((Color){0, 0, 0, 1}));
    assert_false(color_is_gray(COLOR_RED));
    assert_false(color_is_gray((Color){0, 0, 1, 1000}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(black_and_greys_are_what_k_leaves),
        cmocka_unit_test(each_ink_is_a_filter_and_together_they_multiply),
        cmocka_unit_test(grey_has_no_coloured_ink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
