#include "base/len.h"

#include "test.h"

TEST(scaling_rounds_half_away_from_zero) {
    assert_int_equal(len_scale(10, 1, 4), 3);
    assert_int_equal(len_scale(-10, 1, 4), -3);
    assert_int_equal(len_scale(9, 1, 4), 2);
    assert_int_equal(len_scale(-9, 1, 4), -2);
    assert_int_equal(len_scale(7, 1, 1), 7);
    assert_int_equal(len_scale(1, 1, 3), 0);
    assert_int_equal(len_scale(2, 1, 3), 1);
    assert_int_equal(len_scale(0, 5, 3), 0);
}

TEST(scaling_does_not_overflow_in_between) {
    assert_int_equal(len_scale(INT64_MAX, 1000, 1000), INT64_MAX);
    assert_int_equal(len_scale(INT64_MIN, 1000, 1000), INT64_MIN);
    assert_true(len_scale(INT64_MAX, 2, 1) == INT64_MAX);
    assert_true(len_scale(INT64_MAX, -2, 1) == INT64_MIN);
}

TEST(ems_are_thousandths_of_the_size) {
    assert_int_equal(len_from_em(EM_ONE, 15750), 15750);
    assert_int_equal(len_from_em(250, 15750), 3938);
    assert_int_equal(len_from_em(-500, 10500), -5250);
}

TEST(millimetres_become_points) {
    assert_int_equal(len_from_micrometres(25400), 72000);
    assert_int_equal(len_from_micrometres(156000), 442205);
    assert_int_equal(len_from_micrometres(28000), 79370);
    assert_int_equal(len_from_micrometres(-25400), -72000);
}

TEST(lengths_are_read_exactly) {
    static const struct {
        const char *text;
        Len len;
    } cases[] = {
        {"10.5pt", 10500}, {"0pt", 0},        {"0.001pt", 1},   {"-2pt", -2000}, {"28mm", 79370},
        {"25.4mm", 72000}, {"2.54cm", 72000}, {"-1cm", -28346}, {"007pt", 7000}, {"初号", 42000},
        {"小初", 36000},   {"一号", 26000},   {"小一", 24000},  {"二号", 22000}, {"小二", 18000},
        {"三号", 15750},   {"小三", 15000},   {"四号", 14000},  {"小四", 12000}, {"五号", 10500},
        {"小五", 9000},    {"六号", 7500},    {"小六", 6500},   {"七号", 5500},  {"八号", 5000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Len len = -1;
        assert_true(len_parse(cases[i].text, &len));
        assert_int_equal(len, cases[i].len);
    }
}

TEST(a_decimal_is_read_up_to_what_follows_it) {
    int64_t value = 7;
    const char *rest = NULL;
    assert_true(thousandths_read("1.5 lines", &value, &rest));
    assert_int_equal(value, 1500);
    assert_string_equal(rest, " lines");
    assert_true(thousandths_read("-0.125", &value, &rest));
    assert_int_equal(value, -125);
    assert_string_equal(rest, "");
    static const char *const none[] = {"", "-", ".5", "1.", "1.2345", "+1", " 1", "1000000000000"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        value = 7;
        assert_false(thousandths_read(none[i], &value, &rest));
        assert_int_equal(value, 7);
    }
}

TEST(twenty_eight_ems_of_size_three_fit_the_measure) {
    Len em, measure;
    assert_true(len_parse("三号", &em));
    assert_true(len_parse("156mm", &measure));
    assert_true(28 * em <= measure);
    assert_true(29 * em > measure);
}

TEST(what_is_no_length_is_refused) {
    static const char *const texts[] = {
        "",
        "pt",
        "10",
        "10.pt",
        ".5pt",
        "10.5",
        "10 pt",
        "10pt ",
        " 10pt",
        "1.2345pt",
        "1e3pt",
        "10px",
        "10PT",
        "1,5pt",
        "--1pt",
        "+1pt",
        "九号",
        "三",
        "三号 ",
        "1..5pt",
        "-",
        "-pt",
        "1.5.5mm",
        "１pt",
        "2em",
        "10.5ptx",
        "0x10pt",
        "nanpt",
        "9999999999999999999pt",
        "1099511628pt",
        "999999999999mm",
        "1234567890123pt",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Len len = 42;
        assert_false(len_parse(texts[i], &len));
        assert_int_equal(len, 42);
    }
}

TEST(the_largest_length_is_read) {
    Len len;
    assert_true(len_parse("1099511627.776pt", &len));
    assert_int_equal(len, LEN_MAX);
    assert_true(len_parse("-1099511627.776pt", &len));
    assert_int_equal(len, -LEN_MAX);
    assert_false(len_parse("1099511627.777pt", &len));
}

TEST(ems_are_read_exactly) {
    Em em = 7;
    assert_true(em_parse("2em", &em));
    assert_int_equal(em, 2000);
    assert_true(em_parse("0.25em", &em));
    assert_int_equal(em, 250);
    assert_true(em_parse("-0.125em", &em));
    assert_int_equal(em, -125);
    assert_true(em_parse("1000em", &em));
    assert_int_equal(em, EM_MAX);
    em = 7;
    assert_false(em_parse("1000.001em", &em));
    assert_false(em_parse("-1001em", &em));
    assert_false(em_parse("2pt", &em));
    assert_false(em_parse("2", &em));
    assert_false(em_parse("", &em));
    assert_false(em_parse("em", &em));
    assert_int_equal(em, 7);
}

TEST(lengths_are_written_without_trailing_zeros) {
    static const struct {
        Len len;
        const char *text;
    } cases[] = {
        {0, "0"},
        {10500, "10.5"},
        {1, "0.001"},
        {-1, "-0.001"},
        {-10500, "-10.5"},
        {120, "0.12"},
        {1000, "1"},
        {841890, "841.89"},
        {100000, "100"},
        {INT64_MAX, "9223372036854775.807"},
        {INT64_MIN, "-9223372036854775.808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char buffer[LEN_TEXT];
        assert_string_equal(len_format(cases[i].len, buffer), cases[i].text);
    }
}

TEST(lengths_are_written_in_millimetres_to_a_tenth) {
    char buffer[LEN_TEXT];
    assert_string_equal(len_format_mm(841890, buffer), "297");
    assert_string_equal(len_format_mm(29764, buffer), "10.5");
    assert_string_equal(len_format_mm(-140, buffer), "0");
    assert_string_equal(len_format_mm(-142, buffer), "-0.1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scaling_rounds_half_away_from_zero),
        cmocka_unit_test(scaling_does_not_overflow_in_between),
        cmocka_unit_test(ems_are_thousandths_of_the_size),
        cmocka_unit_test(millimetres_become_points),
        cmocka_unit_test(lengths_are_read_exactly),
        cmocka_unit_test(a_decimal_is_read_up_to_what_follows_it),
        cmocka_unit_test(twenty_eight_ems_of_size_three_fit_the_measure),
        cmocka_unit_test(what_is_no_length_is_refused),
        cmocka_unit_test(the_largest_length_is_read),
        cmocka_unit_test(ems_are_read_exactly),
        cmocka_unit_test(lengths_are_written_without_trailing_zeros),
        cmocka_unit_test(lengths_are_written_in_millimetres_to_a_tenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
