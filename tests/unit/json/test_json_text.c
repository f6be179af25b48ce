#include "json/json_text.h"

#include <string.h>

#include "test.h"

TEST(escapes_are_resolved) {
    static const char *const pairs[][2] = {
        {"", ""},
        {"plain 版", "plain 版"},
        {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"},
        {"\\u0041\\u00e9\\u7248\\uD83D\\uDE00", "Aé版😀"},
        {"a\\u0041b", "aAb"},
        {"\\\\u0041", "\\u0041"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        Str text = json_unescape(arena, str_from(pairs[i][0]));
        assert_int_equal(text.length, strlen(pairs[i][1]));
        assert_string_equal(text.text, pairs[i][1]);
    }
    arena_free(arena);
}

TEST(what_is_no_escape_stays) {
    static const char *const pairs[][2] = {
        {"\\q", "\\q"},
        {"\\", "\\"},
        {"\\u12", "\\u12"},
        {"\\u12g4", "\\u12g4"},
        {"\\ud800", "\xEF\xBF\xBD"},
        {"\\ud800x", "\xEF\xBF\xBDx"},
        {"\\udc00", "\xEF\xBF\xBD"},
        {"\\ud800\\u0041", "\xEF\xBF\xBD"
                           "A"},
        {"\\ud800\\n12345", "\xEF\xBF\xBD\n12345"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_string_equal(json_unescape(arena, str_from(pairs[i][0])).text, pairs[i][1]);
    arena_free(arena);
}

TEST(a_nul_has_a_length) {
    Arena *arena = arena_new();
    Str text = json_unescape(arena, STR("a\\u0000b"));
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.text, "a\0b", 3);
    arena_free(arena);
}

TEST(four_hexadecimal_digits_are_read) {
    assert_int_equal(json_hex4("0000", 4), 0);
    assert_int_equal(json_hex4("fFeD", 4), 0xFFED);
    assert_int_equal(json_hex4("12345", 5), 0x1234);
    assert_int_equal(json_hex4("123", 3), -1);
    assert_int_equal(json_hex4("12g4", 4), -1);
    assert_int_equal(json_hex4("+123", 4), -1);
    assert_int_equal(json_hex4("", 0), -1);
}

TEST(pointers_escape_tilde_and_slash) {
    Buf pointer = {0};
    json_pointer_name(&pointer, STR("a/b~c"));
    json_pointer_index(&pointer, 0);
    json_pointer_name(&pointer, STR(""));
    json_pointer_index(&pointer, UINT32_MAX);
    json_pointer_name(&pointer, STR("合计"));
    assert_string_equal(pointer.bytes, "/a~1b~0c/0//4294967295/合计");
    buf_free(&pointer);
}

TEST(without_memory_there_is_no_text) {
    Arena *arena = arena_new();
    arena_fail(arena);
    assert_null(json_unescape(arena, STR("a")).text);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_are_resolved),
        cmocka_unit_test(what_is_no_escape_stays),
        cmocka_unit_test(a_nul_has_a_length),
        cmocka_unit_test(four_hexadecimal_digits_are_read),
        cmocka_unit_test(pointers_escape_tilde_and_slash),
        cmocka_unit_test(without_memory_there_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
