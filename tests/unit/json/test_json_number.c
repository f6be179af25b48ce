#include "json/json_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static void assert_checks(const char *literal, JsonNumberFault fault) {
    JsonNumberFault found = json_number_check(str_from(literal));
    if (found != fault)
        fail_msg("%s: fault %d, not %d", literal, (int)fault, (int)found);
}

TEST(numbers_of_the_grammar_are_fine) {
    static const char *const literals[] = {
        "0",     "-0",    "1",
        "-1",    "10",    "123456789012345678901234567890",
        "0.0",   "0.5",   "-0.25",
        "1.50",  "1e5",   "1E5",
        "1e+5",  "1e-5",  "1.5e308",
        "0e0",   "0E+0",  "1e00005",
        "20.00", "0e999", "0.0e-999999999999999999",
    };
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        assert_checks(literals[i], JSON_NUMBER_FINE);
}

TEST(what_is_not_of_the_grammar_is_malformed) {
    static const char *const literals[] = {
        "",     "-",  "+1",    "1.",  ".5", "-.5",  "1.e5",  "1e", "1e+", "1e5.5", "1.2.3", "--1", "1-",
        "0x10", "1a", "1_000", "1,5", "e5", "1ee5", "1e+-5", "1 ", " 1",  "٣",     "１",    "-e",  ".",
    };
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        assert_checks(literals[i], JSON_NUMBER_MALFORMED);
    assert_int_equal(json_number_check((Str){"1\0", 2}), JSON_NUMBER_MALFORMED);
}

TEST(superfluous_zeros_are_told_apart) {
    static const char *const literals[] = {"00", "01", "-01", "007", "00.5", "01e5", "-00"};
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        assert_checks(literals[i], JSON_NUMBER_LEADING_ZERO);
    assert_checks("01.", JSON_NUMBER_MALFORMED);
}

TEST(literals_have_a_longest) {
    char literal[80];
    memset(literal, '1', sizeof literal);
    literal[JSON_MAX_NUMBER] = '\0';
    assert_checks(literal, JSON_NUMBER_FINE);
    literal[JSON_MAX_NUMBER] = '1';
    literal[JSON_MAX_NUMBER + 1] = '\0';
    assert_checks(literal, JSON_NUMBER_TOO_LONG);
}

TEST(what_no_double_holds_is_out_of_range) {
    static const char *const literals[] = {
        "1e309",
        "-1e309",
        "1e999",
        "1e99999999999999999999",
        "10e308",
        "0.1e310",
        "1.8e308",
        "1.7976931348623159e308",
        "1e-325",
        "-1e-999",
        "1e-99999999999999999999",
        "0.0001e-321",
        "123e400",
    };
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        assert_checks(literals[i], JSON_NUMBER_OUT_OF_RANGE);
}

TEST(what_a_double_just_holds_is_fine) {
    static const char *const literals[] = {
        "1.7976931348623157e308",
        "-1.7976931348623157e308",
        "17976931348623157e292",
        "1.7976931348623158e308",
        "0.00017976931348623157e312",
        "4.9e-324",
        "5e-324",
        "2.2250738585072014e-308",
        "1e308",
        "1e-323",
    };
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        assert_checks(literals[i], JSON_NUMBER_FINE);
}

/* The C library's reading is the judge of overflow, digit by digit around the edge. */
TEST(overflow_agrees_with_the_c_library) {
    char literal[64];
    for (int digit = 0; digit < 10000; digit++) {
        snprintf(literal, sizeof literal, "1.79769313486231%04de308", digit);
        bool infinite = isinf(strtod(literal, NULL));
        assert_checks(literal, infinite ? JSON_NUMBER_OUT_OF_RANGE : JSON_NUMBER_FINE);
        snprintf(literal, sizeof literal, "179769313486231580%04de287", digit);
        infinite = isinf(strtod(literal, NULL));
        assert_checks(literal, infinite ? JSON_NUMBER_OUT_OF_RANGE : JSON_NUMBER_FINE);
    }
}

TEST(zeros_in_front_are_trimmed_for_the_hint) {
    Arena *arena = arena_new();
    static const char *const pairs[][2] = {
        {"007", "7"}, {"-01.5", "-1.5"}, {"00", "0"}, {"00.5", "0.5"}, {"010e5", "10e5"}, {"-00", "-0"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_string_equal(json_number_trim(arena, str_from(pairs[i][0])), pairs[i][1]);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_the_grammar_are_fine),
        cmocka_unit_test(what_is_not_of_the_grammar_is_malformed),
        cmocka_unit_test(superfluous_zeros_are_told_apart),
        cmocka_unit_test(literals_have_a_longest),
        cmocka_unit_test(what_no_double_holds_is_out_of_range),
        cmocka_unit_test(what_a_double_just_holds_is_fine),
        cmocka_unit_test(overflow_agrees_with_the_c_library),
        cmocka_unit_test(zeros_in_front_are_trimmed_for_the_hint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
