#include <locale.h>
#include <string.h>

#include "alloc_fail.h"
#include "base/str.h"
#include "test.h"

TEST(bytes_are_gathered) {
    Buf buf = {0};
    buf_push(&buf, "a\0b", 3);
    buf_text(&buf, "全文");
    buf_char(&buf, '!');
    buf_printf(&buf, "%d/%s", 7, "x");
    buf_push(&buf, NULL, 0);
    assert_int_equal(buf.length, 3 + 6 + 1 + 3);
    assert_memory_equal(buf.bytes, "a\0b全文!7/x", buf.length + 1);
    assert_false(buf_failed(&buf));
    buf_free(&buf);
    assert_null(buf.bytes);
}

TEST(a_nul_stands_after_the_text) {
    Buf buf = {0};
    buf_text(&buf, "");
    assert_string_equal(buf.bytes, "");
    for (int i = 0; i < 1000; i++) {
        buf_char(&buf, 'x');
        assert_int_equal(strlen(buf.bytes), i + 1);
    }
    buf_free(&buf);
}

TEST(printing_grows_the_buffer) {
    char long_text[500];
    memset(long_text, 'y', sizeof long_text);
    long_text[499] = '\0';
    Buf buf = {0};
    buf_text(&buf, "x");
    buf_printf(&buf, "[%s]", long_text);
    assert_int_equal(buf.length, 1 + 501);
    assert_int_equal(buf.bytes[501], ']');
    buf_free(&buf);
}

TEST(integers_are_decimal) {
    Buf buf = {0};
    buf_int(&buf, 0);
    buf_char(&buf, ' ');
    buf_int(&buf, -5);
    buf_char(&buf, ' ');
    buf_int(&buf, INT64_MAX);
    buf_char(&buf, ' ');
    buf_int(&buf, INT64_MIN);
    assert_string_equal(buf.bytes, "0 -5 9223372036854775807 -9223372036854775808");
    buf_free(&buf);
}

TEST(integers_are_formatted_for_messages) {
    char buffer[BUF_NUMBER];
    assert_string_equal(int_format(0, buffer), "0");
    assert_string_equal(int_format(-12, buffer), "-12");
    assert_string_equal(int_format(INT64_MIN, buffer), "-9223372036854775808");
}

TEST(base64_is_filled_up_to_whole_groups) {
    static const char *const wanted[] = {"", "AA==", "AP8=", "AP8Q", "AP8Q+w=="};
    for (size_t length = 0; length <= 4; length++) {
        Buf buf = {0};
        buf_text(&buf, "");
        buf_base64(&buf, (Str){"\x00\xFF\x10\xFB", length});
        assert_string_equal(buf.bytes ? buf.bytes : "", wanted[length]);
        buf_free(&buf);
    }
}

TEST(thousandths_have_a_point_in_every_locale) {
    setlocale(LC_ALL, "de_DE.UTF-8"); /* where it is installed */
    Buf buf = {0};
    static const int64_t values[] = {0, 5, -5, 50, 500, 1500, -1500, 1000, 123456, -120};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        buf_thousandths(&buf, values[i]);
        buf_char(&buf, ' ');
    }
    assert_string_equal(buf.bytes, "0 0.005 -0.005 0.05 0.5 1.5 -1.5 1 123.456 -0.12 ");
    buf_free(&buf);
    setlocale(LC_ALL, "C");
}

TEST(failure_is_sticky_and_keeps_what_was_there) {
    Buf buf = {0};
    buf_text(&buf, "kept");
    alloc_fail_at(1);
    buf_reserve(&buf, 10000);
    alloc_fail_at(0);
    assert_true(buf_failed(&buf));
    buf_text(&buf, "lost");
    buf_printf(&buf, "%d", 1);
    buf_char(&buf, 'c');
    buf_int(&buf, 1);
    assert_string_equal(buf.bytes, "kept");
    assert_int_equal(buf.length, 4);
    buf_free(&buf);
}

TEST(a_size_that_overflows_fails) {
    Buf buf = {0};
    buf_text(&buf, "x");
    buf_reserve(&buf, SIZE_MAX - 4);
    assert_true(buf_failed(&buf));
    buf_free(&buf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_gathered),
        cmocka_unit_test(a_nul_stands_after_the_text),
        cmocka_unit_test(printing_grows_the_buffer),
        cmocka_unit_test(integers_are_decimal),
        cmocka_unit_test(integers_are_formatted_for_messages),
        cmocka_unit_test(base64_is_filled_up_to_whole_groups),
        cmocka_unit_test(thousandths_have_a_point_in_every_locale),
        cmocka_unit_test(failure_is_sticky_and_keeps_what_was_there),
        cmocka_unit_test(a_size_that_overflows_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
