#include "json/json_write.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "json/json_doc.h"

static void expect_quoted(const char *text, size_t length, const char *expected) {
    Buf out = {0};
    json_quote(&out, (Str){text, length});
    assert_string_equal(out.bytes, expected);
    buf_free(&out);
}

TEST(texts_are_escaped_where_they_must_be) {
    expect_quoted("", 0, "\"\"");
    expect_quoted("版心 a/b", 10, "\"版心 a/b\"");
    expect_quoted("\"\\\b\f\n\r\t", 7, "\"\\\"\\\\\\b\\f\\n\\r\\t\"");
    expect_quoted("\0\x1b\x7f", 3, "\"\\u0000\\u001b\\u007f\"");
    expect_quoted("\u2028\u202e\ufeff", 9, "\"\\u2028\\u202e\\ufeff\"");
    expect_quoted("a\xff\xe7\x89z", 5, "\"a\\ufffd\\ufffd\\ufffdz\"");
    expect_quoted("\ufffd😀", 7, "\"\ufffd😀\"");
}

static void write_some(Buf *out) {
    JsonWriter json = {.out = out};
    json_write_open(&json, '{');
    json_write_member(&json, "a", "x");
    json_write_member(&json, "b", NULL);
    json_write_count(&json, "c", -12);
    json_write_key(&json, "d");
    json_write_open(&json, '[');
    json_write_bool(&json, true);
    json_write_open(&json, '{');
    json_write_close(&json, '}');
    json_write_open(&json, '[');
    json_write_int(&json, 1);
    json_write_close(&json, ']');
    json_write_close(&json, ']');
    json_write_close(&json, '}');
}

TEST(items_stand_in_lines_of_their_own) {
    Buf out = {0};
    write_some(&out);
    assert_string_equal(out.bytes, "{\n  \"a\": \"x\",\n  \"b\": null,\n  \"c\": -12,\n  \"d\": [\n    true,\n    {},\n"
                                   "    [\n      1\n    ]\n  ]\n}");
    buf_free(&out);
}

TEST(what_stands_deep_is_indented_all_the_way) {
    enum { DEPTH = 20 };
    Buf out = {0};
    JsonWriter json = {.out = &out};
    for (int i = 0; i < DEPTH; i++)
        json_write_open(&json, '[');
    json_write_int(&json, 1);
    buf_char(&out, '\0');
    const char *line = strrchr(out.bytes, '\n');
    assert_non_null(line);
    assert_int_equal(strspn(line + 1, " "), 2 * DEPTH);
    assert_string_equal(line + 1 + 2 * DEPTH, "1");
    buf_free(&out);
}

/* Arrays put together from items written apart are as if written in one. */
TEST(items_written_apart_are_put_together) {
    for (int pieces = 0; pieces < 3; pieces++) {
        Buf apart = {0}, whole = {0}, once = {0};
        JsonWriter all = {.out = &once}, json = {.out = &whole};
        json_write_open(&all, '[');
        for (int i = 0; i < pieces; i++) {
            JsonWriter piece = {.out = &apart, .depth = 1, .going_on = true};
            json_write_open(&piece, '{');
            json_write_count(&piece, "n", i);
            json_write_close(&piece, '}');
            json_write_open(&all, '{');
            json_write_count(&all, "n", i);
            json_write_close(&all, '}');
        }
        json_write_close(&all, ']');
        json_write_open(&json, '[');
        json_write_items(&json, (Str){apart.bytes, apart.length});
        json_write_close(&json, ']');
        assert_string_equal(whole.bytes, once.bytes);
        buf_free(&apart);
        buf_free(&whole);
        buf_free(&once);
    }
}

TEST(what_is_written_can_be_read) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf out = {0};
    write_some(&out);
    const JsonDoc *doc = json_doc_parse(arena, "x", out.bytes, out.length, diags);
    assert_non_null(doc);
    assert_int_equal(json_member(json_doc_root(doc), "d")->count, 3);
    buf_free(&out);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(without_memory_the_buffer_has_failed) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Buf out = {0};
        write_some(&out);
        assert_true(buf_failed(&out) == alloc_fail_happened());
        buf_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_escaped_where_they_must_be),
        cmocka_unit_test(items_stand_in_lines_of_their_own),
        cmocka_unit_test(what_stands_deep_is_indented_all_the_way),
        cmocka_unit_test(items_written_apart_are_put_together),
        cmocka_unit_test(what_is_written_can_be_read),
        cmocka_unit_test(without_memory_the_buffer_has_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
