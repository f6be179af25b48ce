/*
 * Work in proportion to the text, whatever the text does to be slow: megabytes that a step in square of the length
 * would not get through before CTest gives up. Nothing is timed.
 */
#include <stdio.h>

#include "fixture.h"

typedef void Write(Buf *text, int size);

static void parse(const char *name, Write *write, int size) {
    Buf text = {0};
    write(&text, size);
    assert_false(buf_failed(&text));
    Fixture f = fixture_parse(text.bytes, text.length);
    printf("%s: %zu bytes\n", name, text.length);
    fixture_free(&f);
    buf_free(&text);
}

static void write_rows(Buf *text, int size) {
    buf_char(text, '[');
    for (int i = 0; i < size; i++)
        buf_printf(
            text,
            "%s{\"类\":\"208\",\"款\":\"05\",\"项\":\"%02d\",\"名称\":\"机关事业单位基本养老保险\",\"合计\":%d.5,"
            "\"基本\":%d,\"项目\":0.50,\"a\":null,\"b\":true,\"c\":\"x\"}\n",
            i ? "," : "", i % 100, i, i);
    buf_char(text, ']');
}

static void write_members(Buf *text, int size) {
    buf_char(text, '{');
    for (int i = 0; i < size; i++)
        buf_printf(text, "%s\"key %d\":%d", i ? "," : "", i * 7, i);
    buf_char(text, '}');
}

static void write_equal_keys(Buf *text, int size) {
    buf_char(text, '{');
    for (int i = 0; i < size; i++)
        buf_text(text, i ? ",\"same\":0" : "\"same\":0");
    buf_char(text, '}');
}

static void write_one_line(Buf *text, int size) {
    buf_char(text, '[');
    for (int i = 0; i < size; i++)
        buf_text(text, i % 100 ? "1," : "01,");
    buf_text(text, "1]");
}

static void write_line_feeds_in_string(Buf *text, int size) {
    buf_text(text, "\"x");
    for (int i = 0; i < size; i++)
        buf_char(text, '\n');
    buf_text(text, "x\"");
}

static void write_garbage(Buf *text, int size) {
    for (int i = 0; i < size; i++)
        buf_text(text, i % 2 ? "}{" : "][");
}

static void write_open_brackets(Buf *text, int size) {
    for (int i = 0; i < size; i++)
        buf_char(text, '[');
}

static void write_open_comments(Buf *text, int size) {
    for (int i = 0; i < size; i++)
        buf_text(text, "/*");
}

TEST(work_grows_with_the_text) {
    parse("rows", write_rows, 25000);
    parse("members of one object", write_members, 100000);
    parse("one key again and again", write_equal_keys, 200000);
    parse("faults in one long line", write_one_line, 1000000);
    parse("line feeds in a string", write_line_feeds_in_string, 150000);
    parse("brackets that fit nowhere", write_garbage, 1500000);
    parse("brackets that never close", write_open_brackets, 1500000);
    parse("comments that never close", write_open_comments, 1500000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_grows_with_the_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
