#include "base/ratio.h"

#include <string.h>

#include "test.h"

static Ratio of(const char *digits) {
    Ratio value;
    assert_true(ratio_parse(str_from(digits), &value));
    return value;
}

static void assert_prints(Ratio value, int decimals, bool separators, const char *expected) {
    Buf out = {0};
    ratio_print(value, decimals, separators, &out);
    assert_string_equal(out.bytes, expected);
    buf_free(&out);
}

TEST(digits_are_read_exactly) {
    assert_prints(of("1897.5"), -1, false, "1897.5");
    assert_prints(of("371,514,655.00"), 2, true, "371,514,655.00");
    assert_prints(of("-0.000001"), -1, false, "-0.000001");
    assert_prints(of("007"), -1, false, "7");
    static const char *const refused[] = {"", "-", ".5", "1.", "1e3", "1,23", "12,3456", ",123", "1 2", "+1", "1.2.3", "１"};
    Ratio value;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(ratio_parse(str_from(refused[i]), &value));
}

TEST(a_division_is_exact_until_it_is_rounded) {
    Ratio third, sum = RATIO_ZERO, rounded;
    assert_true(ratio_divide(ratio_from(1), ratio_from(3), &third));
    for (int i = 0; i < 3; i++)
        assert_true(ratio_add(sum, third, &sum));
    assert_int_equal(ratio_compare(sum, ratio_from(1)), 0);
    assert_int_equal(ratio_decimals(third), -1);
    assert_true(ratio_round(third, 2, &rounded));
    assert_prints(rounded, -1, false, "0.33");
}

TEST(halves_are_rounded_away_from_zero) {
    assert_prints(of("0.125"), 2, false, "0.13");
    assert_prints(of("-0.125"), 2, false, "-0.13");
    assert_prints(of("0.1249999"), 2, false, "0.12");
    assert_prints(of("-0.004"), 2, false, "0.00");
    assert_prints(of("999.995"), 2, true, "1,000.00");
    assert_prints(of("2.5"), 0, false, "3");
}

TEST(a_share_of_the_model_report_is_rounded_once) {
    Ratio share;
    assert_true(ratio_divide(of("3108.21"), of("3245.21"), &share));
    assert_true(ratio_scale(share, 2, &share));
    assert_prints(share, 2, false, "95.78");
    assert_prints(share, 1, false, "95.8");
}

TEST(what_does_not_fit_fails_and_leaves_the_result_alone) {
    Ratio large = of("99999999999999999999999999999999999999"), out = ratio_from(7);
    assert_false(ratio_multiply(large, large, &out));
    assert_false(ratio_add(large, large, &out));
    assert_false(ratio_divide(large, RATIO_ZERO, &out));
    assert_false(ratio_scale(large, 5, &out));
    assert_int_equal(ratio_compare(out, ratio_from(7)), 0);
    assert_false(ratio_parse(STR("999999999999999999999999999999999999999999"), &out));
}

TEST(the_number_without_a_counterpart_does_not_fit) {
    Ratio half = {-((Wide)1 << 126), 1}, out = ratio_from(7);
    assert_false(ratio_add(half, half, &out));
    assert_false(ratio_multiply(half, ratio_from(2), &out));
    assert_int_equal(ratio_compare(out, ratio_from(7)), 0);
}

TEST(comparison_needs_no_room) {
    Ratio a = {((Wide)1 << 126) - 1, ((Wide)1 << 126) - 3}, b = {((Wide)1 << 126) - 3, ((Wide)1 << 126) - 5};
    assert_int_equal(ratio_compare(a, b), -1);
    assert_int_equal(ratio_compare(b, a), 1);
    assert_int_equal(ratio_compare(a, a), 0);
    assert_int_equal(ratio_compare(of("-1.5"), of("-1.25")), -1);
    assert_int_equal(ratio_compare(of("-0.5"), of("0.5")), -1);
}

TEST(whole_numbers_are_told) {
    int64_t whole;
    assert_true(ratio_whole(of("-12.00"), &whole));
    assert_int_equal(whole, -12);
    assert_false(ratio_whole(of("12.5"), &whole));
    assert_false(ratio_whole(of("9223372036854775808"), &whole));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_read_exactly),
        cmocka_unit_test(a_division_is_exact_until_it_is_rounded),
        cmocka_unit_test(halves_are_rounded_away_from_zero),
        cmocka_unit_test(a_share_of_the_model_report_is_rounded_once),
        cmocka_unit_test(what_does_not_fit_fails_and_leaves_the_result_alone),
        cmocka_unit_test(the_number_without_a_counterpart_does_not_fit),
        cmocka_unit_test(comparison_needs_no_room),
        cmocka_unit_test(whole_numbers_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
