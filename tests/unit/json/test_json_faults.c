/*
 * Each fault of syntax: its code, its place, its pointer; and that one run names all of a file's.
 */
#include <stdio.h>

#include "fixture.h"
#include "json/json_scan.h"

/* "line:column CODE pointer" of every fault, in order, one a line. */
static char *faults_of(const DiagList *diags) {
    Buf out = {0};
    buf_text(&out, "");
    for (size_t i = 0; i < diag_count(diags); i++) {
        const Diag *diag = diag_item(diags, i);
        buf_printf(&out, "%d:%d %s %s\n", diag->place.line, diag->place.column, diag_code_name(diag->code),
                   diag->place.pointer ? diag->place.pointer : "");
    }
    return out.bytes;
}

static bool has_faults(const char *text, size_t length, const char *expected) {
    Fixture f = fixture_parse(text, length);
    char *found = faults_of(f.diags);
    bool as_expected = !f.doc && strcmp(found, expected) == 0;
    if (!as_expected)
        print_error("%.*s\nfound:\n%sexpected:\n%s\n", (int)length, text, found, expected);
    free(found);
    fixture_free(&f);
    return as_expected;
}

typedef struct Case {
    const char *text;
    size_t length;
    const char *faults;
} Case;

#define C(text, faults)                                                                                                \
    { text, sizeof(text) - 1, faults }

static const Case cases[] = {
    /* the file */
    C("", "1:1 JSON_EMPTY \n"),
    C(" \n\n ", "1:1 JSON_EMPTY \n"),
    C("\xEF\xBB\xBF", "1:1 JSON_EMPTY \n"),
    C("\xEF\xBB\xBF{\"a\":", "1:6 JSON_TRUNCATED /a\n"),
    C("\xEF\xBB\xBF{\"a\": [1,\n 2", "2:3 JSON_TRUNCATED /a\n"),
    C("\xEF\xBB\xBF\xEF\xBB\xBF{}", "1:1 JSON_SPACE \n"),
    C("\xFF\xFE{\0}\0", "1:1 JSON_UTF16 \n"),
    C("{\0}\0", "1:1 JSON_UTF16 \n"),
    C("\0{\0}", "1:1 JSON_UTF16 \n"),
    C("{\"a\":\n \"\xB0\xE6\xD0\xC4\"}", "2:3 JSON_UTF8 \n"),
    C("{\"版心\":\"a\xFF\xFE\"}", "1:9 JSON_UTF8 /版心\n"),
    C("{\"版心\":\xFF 1}", "1:7 JSON_UTF8 /版心\n"),
    C("{} {}", "1:4 JSON_AFTER_END \n"),
    C("[1]\n]", "2:1 JSON_AFTER_END \n"),
    C("{\"a\": [1,\n 2", "2:3 JSON_TRUNCATED /a\n"),
    C("{\"a\": [1,\n", "2:1 JSON_TRUNCATED /a/1\n"),
    C("{\"a\":", "1:6 JSON_TRUNCATED /a\n"),
    C("{", "1:2 JSON_TRUNCATED \n"),
    /* strings */
    C("[\"a\tb\tc\"]", "1:4 JSON_CONTROL /0\n"),
    C("[\"one\ntwo\"]", "1:6 JSON_CONTROL /0\n"),
    C("[\"a\\qb\\ü\"]", "1:4 JSON_ESCAPE /0\n1:7 JSON_ESCAPE /0\n"),
    C("[\"\\u12\"]", "1:3 JSON_ESCAPE /0\n"),
    C("[\"\\u12g4\"]", "1:3 JSON_ESCAPE /0\n"),
    C("[1, \"\\ud800\"]", "1:6 JSON_SURROGATE /1\n"),
    C("[\"\\udc00x\"]", "1:3 JSON_SURROGATE /0\n"),
    C("[\"\\ud800\\u0041\"]", "1:3 JSON_SURROGATE /0\n"),
    C("[\"a\\u0000\"]", "1:4 JSON_NUL /0\n"),
    C("{\"a\": \"xyz", "1:7 JSON_STRING_OPEN /a\n"),
    C("{\"a\": \"xyz,\n\"b\": 1}", "1:7 JSON_STRING_OPEN /a\n"),
    C("{\"a\": \"xyz\n}", "1:7 JSON_STRING_OPEN /a\n"),
    C("{\"a\": \"xyz,\r\n\"b\": 1}", "1:7 JSON_STRING_OPEN /a\n"),
    C("{\"a\": \"xyz\\\n}", "1:7 JSON_STRING_OPEN /a\n1:11 JSON_ESCAPE /a\n"),
    C("[\"\n\"x\"]", "1:2 JSON_STRING_OPEN /0\n1:3 JSON_COMMA_MISSING \n"),
    C("['it']", "1:2 JSON_QUOTE /0\n"),
    C("['it\\'s']", "1:2 JSON_QUOTE /0\n"),
    C("{'a': 1}", "1:2 JSON_QUOTE \n"),
    /* full-width marks, spaces, comments */
    C("{\"a\"：1，\"b\"：2｝",
      "1:5 JSON_FULL_WIDTH /a\n1:7 JSON_FULL_WIDTH \n1:11 JSON_FULL_WIDTH /b\n1:13 JSON_FULL_WIDTH \n"),
    C("[“版心”]", "1:2 JSON_FULL_WIDTH /0\n"),
    C("{“a”:1}", "1:2 JSON_FULL_WIDTH \n"),
    C("［1、2］", "1:1 JSON_FULL_WIDTH \n1:3 JSON_FULL_WIDTH \n1:5 JSON_FULL_WIDTH \n"),
    C("{\n　　\"a\": 1}", "2:1 JSON_SPACE \n"),
    C("[1,\xC2\xA0"
      "2]",
      "1:4 JSON_SPACE /1\n"),
    C("[1, // one\n 2]", "1:5 JSON_COMMENT /1\n"),
    C("[1, /* one\n */ 2]", "1:5 JSON_COMMENT /1\n"),
    C("# head\n[1]", "1:1 JSON_COMMENT \n"),
    C("[1] /* no end", "1:5 JSON_COMMENT \n"),
    C("/**/", "1:1 JSON_COMMENT \n1:1 JSON_EMPTY \n"),
    /* numbers and words */
    C("[1.]", "1:2 JSON_NUMBER /0\n"),
    C("{\"x\": +1}", "1:7 JSON_NUMBER /x\n"),
    C("[0x10, .5, 1e, -]", "1:2 JSON_NUMBER /0\n1:8 JSON_NUMBER /1\n1:12 JSON_NUMBER /2\n1:16 JSON_NUMBER /3\n"),
    C("{\"code\":\n01}", "2:1 JSON_LEADING_ZERO /code\n"),
    C("[1234567890123456789012345678901234567890123456789012345678901234]", "1:2 JSON_NUMBER_LONG /0\n"),
    C("[1e999]", "1:2 JSON_NUMBER_RANGE /0\n"),
    C("[-1e-999]", "1:2 JSON_NUMBER_RANGE /0\n"),
    C("[NaN, -Infinity]", "1:2 JSON_NAN /0\n1:7 JSON_NAN /1\n"),
    C("[True, nul, 无]", "1:2 JSON_WORD /0\n1:8 JSON_WORD /1\n1:13 JSON_WORD /2\n"),
    /* commas, colons, keys, brackets */
    C("{\"a\":1,}", "1:7 JSON_COMMA_EXTRA \n"),
    C("[1,]", "1:3 JSON_COMMA_EXTRA \n"),
    C("[1,,2]", "1:4 JSON_COMMA_EXTRA /1\n"),
    C("[,]", "1:2 JSON_COMMA_EXTRA /0\n"),
    C("[1,,]", "1:3 JSON_COMMA_EXTRA \n1:4 JSON_COMMA_EXTRA /1\n"),
    C("{,\"a\":1,,\"b\":2}", "1:2 JSON_COMMA_EXTRA \n1:9 JSON_COMMA_EXTRA \n"),
    C("{\"a\": 1\n \"b\": 2}", "1:8 JSON_COMMA_MISSING \n"),
    C("[1 2]", "1:3 JSON_COMMA_MISSING \n"),
    C("[{} {}]", "1:4 JSON_COMMA_MISSING \n"),
    C("{\"a\" 1}", "1:6 JSON_COLON /a\n"),
    C("{\"a\" = 1}", "1:6 JSON_COLON /a\n"),
    C("{\"a\", \"b\":1}", "1:5 JSON_COLON /a\n"),
    C("{\"a\"}", "1:5 JSON_COLON /a\n"),
    C("{\"a\":}", "1:6 JSON_VALUE_MISSING /a\n"),
    C("{\"a\":,\"b\":1}", "1:6 JSON_VALUE_MISSING /a\n"),
    C("{a: 1, 1: 2, 名: 3}", "1:2 JSON_KEY \n1:8 JSON_KEY \n1:14 JSON_KEY \n"),
    C("{\"a\":1,{}}", "1:8 JSON_KEY \n"),
    C("[1}", "1:3 JSON_BRACKET \n"),
    C("{\"a\": [1, 2}", "1:12 JSON_BRACKET /a\n"),
    C("{\"a\": 1]", "1:8 JSON_BRACKET \n"),
    C("]", "1:1 JSON_UNEXPECTED \n"),
    C("[1; 2]", "1:3 JSON_UNEXPECTED \n1:3 JSON_COMMA_MISSING \n"),
    C("{\"a\": 1: 2}", "1:8 JSON_UNEXPECTED \n"),
    C("[*]", "1:2 JSON_UNEXPECTED /0\n"),
    C("[\x01]", "1:2 JSON_UNEXPECTED /0\n"),
    /* keys given twice */
    C("{\"a\":1,\n\"b\":2,\"a\":3}", "2:7 JSON_DUPLICATE /a\n"),
    C("{\"a\":1,\"a\":2,\"a\":3}", "1:8 JSON_DUPLICATE /a\n1:14 JSON_DUPLICATE /a\n"),
    C("[{\"x\":{\"a/b\":1,\"a\\/b\":2}}]", "1:16 JSON_DUPLICATE /0/x/a~1b\n"),
    C("{\"a\":1,\"a\":", "1:8 JSON_DUPLICATE /a\n1:12 JSON_TRUNCATED /a\n"),
};

TEST(each_fault_has_its_code_and_place) {
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        wrong += !has_faults(cases[i].text, cases[i].length, cases[i].faults);
    assert_int_equal(wrong, 0);
}

TEST(all_faults_of_a_file_come_in_one_run) {
    static const char text[] = "{\n"
                               "  \"year\": 02020,\n"
                               "  \"organ\": \"社保\\中心\",\n"
                               "  \"rows\": [\n"
                               "    {\"a\": 1., \"b\": 2,},\n"
                               "    {\"a\": 1 \"b\": NaN},\n"
                               "    {\"a\": 1, \"a\"：2}, // twice\n"
                               "  ],\n"
                               "  'note': None\n"
                               "}\n";
    assert_true(has_faults(text, sizeof text - 1,
                           "2:11 JSON_LEADING_ZERO /year\n"
                           "3:15 JSON_ESCAPE /organ\n"
                           "5:11 JSON_NUMBER /rows/0/a\n"
                           "5:21 JSON_COMMA_EXTRA /rows/0\n"
                           "6:12 JSON_COMMA_MISSING /rows/1\n"
                           "6:18 JSON_NAN /rows/1/b\n"
                           "7:14 JSON_DUPLICATE /rows/2/a\n"
                           "7:17 JSON_FULL_WIDTH /rows/2/a\n"
                           "7:20 JSON_COMMA_EXTRA /rows\n"
                           "7:22 JSON_COMMENT /rows/3\n"
                           "9:3 JSON_QUOTE \n"
                           "9:11 JSON_WORD /note\n"));
}

TEST(keys_given_twice_are_found_among_many) {
    Buf text = {0};
    buf_text(&text, "{\"k7\":0\n");
    for (int i = 0; i < 1000; i++)
        buf_printf(&text, ",\"k%d\":%d\n", i, i);
    buf_text(&text, ",\"k999\":1}");
    assert_true(has_faults(text.bytes, text.length, "9:2 JSON_DUPLICATE /k7\n1002:2 JSON_DUPLICATE /k999\n"));
    buf_free(&text);
}

static void assert_messages(const char *text, Language language, const char *expected) {
    Fixture f = fixture_text(text);
    Buf out = {0};
    diag_print_all(f.diags, language, &out);
    assert_string_equal(out.bytes, expected);
    buf_free(&out);
    fixture_free(&f);
}

TEST(messages_name_what_is_wrong_and_what_to_do) {
    static const char text[] = "{\"代码\": 007,\n \"x\"：1, \"y\": [1}";
    assert_messages(text, LANGUAGE_EN,
                    "t.json:1:8: error[JSON_LEADING_ZERO]: the number 007 begins with a superfluous zero (/代码)\n"
                    "    hint: write 7, or \"007\" in quotes if it is a code\n"
                    "t.json:2:5: error[JSON_FULL_WIDTH]: full-width ： stands where JSON needs : (/x)\n"
                    "    hint: switch the input method and write :\n"
                    "t.json:2:16: error[JSON_BRACKET]: } stands where ] is needed (/y)\n"
                    "    hint: the bracket to be closed stands in line 2\n");
    assert_messages(text, LANGUAGE_ZH,
                    "t.json:1:8: 错误[JSON_LEADING_ZERO]: 数字 007 前有多余的零 (/代码)\n"
                    "    提示: 请写作 7；若是代码，请加引号写作 \"007\"\n"
                    "t.json:2:5: 错误[JSON_FULL_WIDTH]: 此处应为半角 :，却是全角 ： (/x)\n"
                    "    提示: 请切换输入法，改为 :\n"
                    "t.json:2:16: 错误[JSON_BRACKET]: 此处应为 ]，却是 } (/y)\n"
                    "    提示: 待闭合的括号在第 2 行\n");
    assert_messages("[1, {", LANGUAGE_EN,
                    "t.json:1:6: error[JSON_TRUNCATED]: the file ends within the object opened in line 1 (/1)\n"
                    "    hint: the file may have been cut off\n");
    assert_messages("[1, [", LANGUAGE_ZH,
                    "t.json:1:6: 错误[JSON_TRUNCATED]: 文件在第 1 行开始的数组之内就结束了 (/1/0)\n"
                    "    提示: 文件可能不完整\n");
    assert_messages("[\"\x01\"", LANGUAGE_EN,
                    "t.json:1:3: error[JSON_CONTROL]: the control character U+0001 stands in a string (/0)\n"
                    "    hint: write \\n for a line break and \\t for a tab\n"
                    "t.json:1:5: error[JSON_TRUNCATED]: the file ends within the array opened in line 1\n"
                    "    hint: the file may have been cut off\n");
}

TEST(a_flood_of_faults_ends_the_scan) {
    Buf text = {0};
    buf_char(&text, '[');
    for (int i = 0; i < JSON_MAX_FAULTS * 3; i++)
        buf_text(&text, "\"\\q\\q\",01,");
    Fixture f = fixture_parse(text.bytes, text.length);
    assert_null(f.doc);
    assert_int_equal(diag_count_at_least(f.diags, SEVERITY_ERROR), JSON_MAX_FAULTS);
    fixture_free(&f);
    text.length = 0;
    buf_char(&text, '"');
    for (int i = 0; i < JSON_MAX_FAULTS * 3; i++)
        buf_text(&text, "\\u0000");
    f = fixture_parse(text.bytes, text.length);
    assert_int_equal(diag_count_at_least(f.diags, SEVERITY_ERROR), JSON_MAX_FAULTS);
    fixture_free(&f);
    buf_free(&text);
}

TEST(more_values_than_the_limit_are_refused) {
    static const char text[] = "[1,[2],{\"a\":3}]";
    const size_t values = 6;
    Arena *arena = arena_new();
    JsonSource source = {"t.json", text, sizeof text - 1, json_lines_make(arena, text, sizeof text - 1), 0};
    for (source.most_values = values - 1; source.most_values <= values; source.most_values++) {
        DiagList *diags = diag_list_new();
        JsonOffsets offsets = {0};
        bool fits = source.most_values == values;
        assert_int_equal(json_scan(&source, &offsets, diags), fits);
        VEC_FREE(&offsets);
        char *found = faults_of(diags);
        assert_string_equal(found, fits ? "" : "1:13 JSON_NODES /2/a\n");
        free(found);
        diag_list_free(diags);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_has_its_code_and_place),
        cmocka_unit_test(all_faults_of_a_file_come_in_one_run),
        cmocka_unit_test(keys_given_twice_are_found_among_many),
        cmocka_unit_test(messages_name_what_is_wrong_and_what_to_do),
        cmocka_unit_test(a_flood_of_faults_ends_the_scan),
        cmocka_unit_test(more_values_than_the_limit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
