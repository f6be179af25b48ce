#include "figures/numeral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void expect_chinese(int64_t number, const char *text) {
    Buf out = {0};
    numeral_chinese(number, &out);
    assert_string_equal(out.bytes, text);
    buf_free(&out);
}

static void test_chinese_numerals_read_as_spoken(void **state) {
    (void)state;
    expect_chinese(0, "零");
    expect_chinese(1, "一");
    expect_chinese(10, "十");
    expect_chinese(12, "十二");
    expect_chinese(20, "二十");
    expect_chinese(101, "一百零一");
    expect_chinese(110, "一百一十");
    expect_chinese(1010, "一千零一十");
    expect_chinese(2020, "二千零二十");
    expect_chinese(10000, "一万");
    expect_chinese(10010, "一万零一十");
    expect_chinese(120345, "十二万零三百四十五");
    expect_chinese(99999999, "九千九百九十九万九千九百九十九");
}

static void test_what_is_too_large_keeps_its_digits(void **state) {
    (void)state;
    expect_chinese(100000000, "100000000");
    expect_chinese(-3, "-3");
}

static void expect_page(int64_t number, NumberStyle style, const char *text) {
    Buf out = {0};
    numeral_page(number, style, &out);
    buf_char(&out, '\0');
    assert_string_equal(out.bytes, text);
    buf_free(&out);
}

static void test_page_numbers_follow_their_section(void **state) {
    (void)state;
    expect_page(34, NUMBER_DECIMAL, "34");
    expect_page(4, NUMBER_ROMAN, "iv");
    expect_page(1994, NUMBER_UPPER_ROMAN, "MCMXCIV");
    expect_page(4000, NUMBER_ROMAN, "4000");
    expect_page(21, NUMBER_CHINESE, "二十一");
    expect_page(7, NUMBER_NONE, "");
}

static void expect_circled(int64_t number, const char *text) {
    Buf out = {0};
    numeral_circled(number, &out);
    assert_string_equal(out.bytes, text);
    buf_free(&out);
}

static void test_circled_numbers_end_at_fifty(void **state) {
    (void)state;
    expect_circled(1, "①");
    expect_circled(20, "⑳");
    expect_circled(21, "㉑");
    expect_circled(35, "㉟");
    expect_circled(36, "㊱");
    expect_circled(50, "㊿");
    expect_circled(51, "51");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chinese_numerals_read_as_spoken),
        cmocka_unit_test(test_what_is_too_large_keeps_its_digits),
        cmocka_unit_test(test_page_numbers_follow_their_section),
        cmocka_unit_test(test_circled_numbers_end_at_fifty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
