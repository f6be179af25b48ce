#include "json/json_lines.h"

#include <stdlib.h>
#include <string.h>

#include "test.h"

static void assert_at(const JsonLines *lines, size_t offset, int line, int column) {
    int found_line, found_column;
    json_lines_locate(lines, offset, &found_line, &found_column);
    if (found_line != line || found_column != column)
        fail_msg("offset %zu stands at %d:%d, not at %d:%d", offset, line, column, found_line, found_column);
}

TEST(lines_and_columns_count_from_one) {
    static const char text[] = "ab\ncd\n\ne";
    static const int places[][2] = {{1, 1}, {1, 2}, {1, 3}, {2, 1}, {2, 2}, {2, 3}, {3, 1}, {4, 1}, {4, 2}};
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, text, strlen(text));
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        assert_at(lines, i, places[i][0], places[i][1]);
    assert_at(lines, 1000, 4, 2); /* beyond the end is the end */
    arena_free(arena);
}

TEST(columns_count_characters) {
    static const char text[] = "版心x\n😀y";
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, text, strlen(text));
    assert_at(lines, 3, 1, 2);
    assert_at(lines, 6, 1, 3);
    assert_at(lines, 7, 1, 4);
    assert_at(lines, 8, 2, 1);
    assert_at(lines, 12, 2, 2);
    arena_free(arena);
}

TEST(a_byte_order_mark_is_no_character) {
    static const char text[] = "\xEF\xBB\xBF{x\ny";
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, text, strlen(text));
    assert_at(lines, 0, 1, 1);
    assert_at(lines, 3, 1, 1);
    assert_at(lines, 4, 1, 2);
    assert_at(lines, 6, 2, 1);
    arena_free(arena);
}

TEST(a_carriage_return_belongs_to_its_line) {
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, "a\r\nb", 4);
    assert_at(lines, 1, 1, 2);
    assert_at(lines, 3, 2, 1);
    arena_free(arena);
}

TEST(an_empty_text_has_one_place) {
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, "", 0);
    assert_at(lines, 0, 1, 1);
    arena_free(arena);
}

/* Against counting by hand, with lines and characters that lie across the marks. */
TEST(long_texts_are_counted_right_everywhere) {
    enum { SIZE = 20000 };
    char *text = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = i % 9973 == 9972 || (i > 15000 && i < 15100) ? '\n' : "版x"[i % 4];
    Arena *arena = arena_new();
    const JsonLines *lines = json_lines_make(arena, text, SIZE);
    int line = 1, column = 1;
    for (size_t i = 0; i < SIZE; i++) {
        assert_at(lines, i, line, column);
        column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n') {
            line++;
            column = 1;
        }
    }
    assert_at(lines, SIZE, line, column);
    arena_free(arena);
    free(text);
}

TEST(without_memory_there_is_no_index) {
    Arena *arena = arena_new();
    arena_fail(arena);
    assert_null(json_lines_make(arena, "a", 1));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_columns_count_from_one),  cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(a_byte_order_mark_is_no_character), cmocka_unit_test(a_carriage_return_belongs_to_its_line),
        cmocka_unit_test(an_empty_text_has_one_place),       cmocka_unit_test(long_texts_are_counted_right_everywhere),
        cmocka_unit_test(without_memory_there_is_no_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
