/*
 * Work in proportion to the text: ten times the rows may take little more than ten times as long, whatever the text
 * does to be slow. Times are compared with each other, never with a clock's idea of fast.
 */
#include <stdio.h>
#include <time.h>

#include "fixture.h"

#define FACTOR    10
#define TOLERANCE 5 /* machines are shared; a square would show as a factor of 10 more */

typedef void Write(Buf *text, int size);

static double seconds_to_parse(Write *write, int size) {
    Buf text = {0};
    write(&text, size);
    assert_false(buf_failed(&text));
    double best = 1e9;
    for (int i = 0; i < 2; i++) {
        struct timespec start, end;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
        Fixture f = fixture_parse(text.bytes, text.length);
        fixture_free(&f);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
        double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
        best = seconds < best ? seconds : best;
    }
    buf_free(&text);
    return best;
}

static void assert_linear(const char *name, Write *write, int size) {
    double small = seconds_to_parse(write, size), large = seconds_to_parse(write, size * FACTOR);
    printf("%s: %.1f ms, of ten times the text %.1f ms\n", name, small * 1e3, large * 1e3);
    /* A millisecond is left to the clock. */
    assert_true(large < (small + 0.001) * FACTOR * TOLERANCE);
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
    assert_linear("rows", write_rows, 500);
    assert_linear("members of one object", write_members, 2000);
    assert_linear("one key again and again", write_equal_keys, 4000);
    assert_linear("faults in one long line", write_one_line, 20000);
    assert_linear("line feeds in a string", write_line_feeds_in_string, 3000);
    assert_linear("brackets that fit nowhere", write_garbage, 30000);
    assert_linear("brackets that never close", write_open_brackets, 30000);
    assert_linear("comments that never close", write_open_comments, 30000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(work_grows_with_the_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
