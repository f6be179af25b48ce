/*
 * The tables beside the files of the Unicode Character Database they are made from, and our own tables of Han and
 * punctuation beside its scripts and properties.
 */
#include "unicode/classes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER     "/usr/share/unicode/"
#define LINE_BYTES 1024

typedef void Check(uint32_t codepoint, const char *value);

/* Calls check for every code point of every "first..last ; value" line; skips the test without the file. */
static void each_line(const char *name, Check *check) {
    char path[LINE_BYTES], line[LINE_BYTES], value[64];
    snprintf(path, sizeof path, "%s%s", FOLDER, name);
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("a file is missing that scripts/setup test puts there");
    while (fgets(line, sizeof line, file)) {
        unsigned first, last;
        line[strcspn(line, "#\n")] = '\0';
        if (sscanf(line, "%x..%x ; %63s", &first, &last, value) != 3) {
            if (sscanf(line, "%x ; %63s", &first, value) != 2)
                continue;
            last = first;
        }
        for (uint32_t codepoint = first; codepoint <= last; codepoint++)
            check(codepoint, value);
    }
    fclose(file);
}

static void check_line_class(uint32_t codepoint, const char *value) {
    /* The order of BreakClass. */
    static const char *const NAMES[LB_COUNT] = {"XX", "AI", "AL", "B2", "BA", "BB", "BK", "CB", "CJ", "CL", "CM",
                                                "CP", "CR", "EB", "EM", "EX", "GL", "H2", "H3", "HL", "HY", "ID",
                                                "IN", "IS", "JL", "JT", "JV", "LF", "NL", "NS", "NU", "OP", "PO",
                                                "PR", "QU", "RI", "SA", "SG", "SP", "SY", "WJ", "ZW", "ZWJ"};
    assert_string_equal(NAMES[unicode_break_class(codepoint)], value);
}

static void check_width(uint32_t codepoint, const char *value) {
    static const char *const NAMES[] = {"N", "A", "H", "F", "Na", "W"};
    assert_string_equal(NAMES[unicode_width(codepoint)], value);
}

static void check_script(uint32_t codepoint, const char *value) {
    static const char *const HAN_LIKE[] = {"Hiragana", "Katakana", "Bopomofo", "Hangul"};
    bool han = strcmp(value, "Han") == 0;
    for (size_t i = 0; i < sizeof HAN_LIKE / sizeof *HAN_LIKE; i++)
        han = han || strcmp(value, HAN_LIKE[i]) == 0;
    if (han && !unicode_is_han(codepoint))
        fail_msg("U+%04X of script %s is not Han", codepoint, value);
    bool other = !han && strcmp(value, "Common") != 0 && strcmp(value, "Inherited") != 0;
    /* Full-width Latin letters are set in the Han face. */
    if (other && unicode_is_han(codepoint) && unicode_width(codepoint) != EAW_FULL)
        assert_true(codepoint >= 0x2160 && codepoint <= 0x2188); /* Roman numerals are of script Latin */
}

static void check_property(uint32_t codepoint, const char *value) {
    if (strcmp(value, "Variation_Selector") == 0)
        assert_true(unicode_is_variation_selector(codepoint) && unicode_is_extender(codepoint));
    if (strcmp(value, "Unified_Ideograph") == 0)
        assert_true(unicode_is_han(codepoint));
}

static void check_category(uint32_t codepoint, const char *value) {
    bool mark = strcmp(value, "Mn") == 0 || strcmp(value, "Mc") == 0;
    assert_int_equal(unicode_is_mark(codepoint), mark);
    if (strcmp(value, "Ps") == 0 || strcmp(value, "Pi") == 0)
        assert_int_not_equal(unicode_punct(codepoint), PUNCT_CLOSE);
    /* 〞 and 〟 close a quotation, and so do ︶ and its like, whatever their category. */
    if (strcmp(value, "Pe") == 0 || strcmp(value, "Pf") == 0)
        assert_int_not_equal(unicode_punct(codepoint), PUNCT_OPEN);
    /* Wide brackets without a punctuation class would slip through every rule. */
    bool bracket = strcmp(value, "Ps") == 0 || strcmp(value, "Pe") == 0;
    EastAsianWidth width = unicode_width(codepoint);
    if (bracket && (width == EAW_WIDE || width == EAW_FULL) && unicode_punct(codepoint) == PUNCT_NONE)
        fail_msg("U+%04X is a wide bracket without a class", codepoint);
}

static void test_line_classes(void **state) {
    (void)state;
    each_line("LineBreak.txt", check_line_class);
}
static void test_widths(void **state) {
    (void)state;
    each_line("EastAsianWidth.txt", check_width);
}
static void test_scripts(void **state) {
    (void)state;
    each_line("Scripts.txt", check_script);
}
static void test_properties(void **state) {
    (void)state;
    each_line("PropList.txt", check_property);
}
static void test_categories(void **state) {
    (void)state;
    each_line("extracted/DerivedGeneralCategory.txt", check_category);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_classes), cmocka_unit_test(test_widths),     cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_properties),   cmocka_unit_test(test_categories),
    };
    return cmocka_run_group_tests_name("classes beside the Unicode Character Database", tests, NULL, NULL);
}
