/*
 * The line breaking test of the Unicode Character Database, all of it. The file belongs to Debian's unicode-data
 * package and is not kept here; without the package the test is skipped. There is no list of lines to pass over: the
 * rules are followed to the letter.
 */
#include "unicode/linebreak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TEST_FILE      "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define CHARACTERS_MAX 128
#define LINE_BYTES     4096

typedef struct Case {
    uint32_t codepoints[CHARACTERS_MAX];
    bool breaks[CHARACTERS_MAX + 1];
    size_t count;
} Case;

/* "× 0023 ÷ 2014 ÷	# ..." */
static bool parse_case(char *line, Case *out) {
    out->count = 0;
    line[strcspn(line, "#\n")] = '\0';
    char *rest = line;
    for (char *word; (word = strtok_r(rest, " \t", &rest));) {
        assert_true(out->count < CHARACTERS_MAX);
        if (strcmp(word, "÷") == 0 || strcmp(word, "×") == 0)
            out->breaks[out->count] = strcmp(word, "÷") == 0;
        else
            out->codepoints[out->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
    return out->count > 0;
}

static bool run_case(const Case *test) {
    uint8_t kinds[CHARACTERS_MAX + 1];
    linebreak_find(test->codepoints, test->count, kinds);
    for (size_t i = 0; i <= test->count; i++)
        if ((kinds[i] != BREAK_PROHIBITED) != test->breaks[i])
            return false;
    return true;
}

static void test_unicode_file(void **state) {
    (void)state;
    FILE *file = fopen(TEST_FILE, "r");
    if (!file)
        fail_msg("a file is missing that scripts/setup test puts there");
    char line[LINE_BYTES];
    int number = 0, cases = 0, failures = 0;
    while (fgets(line, sizeof line, file)) {
        Case test;
        number++;
        if (line[0] == '#' || !parse_case(line, &test))
            continue;
        cases++;
        if (!run_case(&test)) {
            failures++;
            print_error("%s:%d: other breaks found\n", TEST_FILE, number);
        }
    }
    fclose(file);
    assert_true(cases > 7000);
    assert_int_equal(failures, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_unicode_file)};
    return cmocka_run_group_tests_name("the Unicode line breaking test", tests, NULL, NULL);
}
