#include "base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test.h"

/* A file with these bytes, read from its beginning. */
static int file_with(const void *bytes, size_t length) {
    int file = memfd_create("lines", MFD_CLOEXEC);
    assert_int_equal(write(file, bytes, length), length);
    lseek(file, 0, SEEK_SET);
    return file;
}

TEST(lines_come_one_after_the_other_with_where_they_begin) {
    int file = file_with("one\n\nthree\nfour", 15);
    static const struct {
        const char *text;
        size_t begin;
        bool whole;
    } expected[] = {{"one", 0, true}, {"", 4, true}, {"three", 5, true}, {"four", 11, false}};
    Lines lines;
    Str line;
    bool whole;
    lines_start(&lines, file);
    for (size_t i = 0; i < 4; i++) {
        assert_true(lines_next(&lines, &line, &whole));
        assert_true(str_equals(line, expected[i].text));
        assert_int_equal(lines.begin, expected[i].begin);
        assert_int_equal(whole, expected[i].whole);
    }
    assert_false(lines_next(&lines, &line, &whole));
    assert_false(lines_next(&lines, &line, &whole));
    assert_int_equal(lines.error, 0);
    lines_free(&lines);
    close(file);
}

TEST(lines_of_any_length_go_over_the_ends_of_what_is_read_at_once) {
    enum { COUNT = 60 };
    char *text = malloc(1 << 22), *at = text;
    for (size_t i = 0; i < COUNT; i++) {
        memset(at, 'a' + (int)(i % 26), i * 1111);
        at += i * 1111;
        *at++ = '\n';
    }
    int file = file_with(text, (size_t)(at - text));
    Lines lines;
    Str line;
    bool whole;
    size_t begin = 0;
    lines_start(&lines, file);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(lines_next(&lines, &line, &whole) && whole);
        assert_int_equal(line.length, i * 1111);
        assert_true(i == 0 || (line.text[0] == 'a' + (int)(i % 26) && line.text[line.length - 1] == line.text[0]));
        assert_int_equal(lines.begin, begin);
        begin += line.length + 1;
    }
    assert_false(lines_next(&lines, &line, &whole));
    assert_true(lines.text.capacity < (size_t)1 << 20);
    lines_free(&lines);
    close(file);
    free(text);
}

TEST(what_cannot_be_read_and_what_has_no_lines_are_errors) {
    Lines lines;
    Str line;
    bool whole;
    int folder = open("/", O_RDONLY | O_DIRECTORY), hole = memfd_create("hole", MFD_CLOEXEC);
    lines_start(&lines, folder);
    assert_false(lines_next(&lines, &line, &whole));
    assert_int_equal(lines.error, EISDIR);
    lines_free(&lines);
    assert_int_equal(ftruncate(hole, (off_t)LINES_LENGTH_MAX * 2), 0);
    lines_start(&lines, hole);
    assert_false(lines_next(&lines, &line, &whole));
    assert_int_equal(lines.error, EFBIG);
    lines_free(&lines);
    close(hole);
    close(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_one_after_the_other_with_where_they_begin),
        cmocka_unit_test(lines_of_any_length_go_over_the_ends_of_what_is_read_at_once),
        cmocka_unit_test(what_cannot_be_read_and_what_has_no_lines_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
