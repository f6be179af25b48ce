#include "json/json_get.h"

#include "alloc_fail.h"
#include "fixture.h"

static const JsonKey keys[] = {
    {"title", JSON_IS_STRING, true},
    {"width", JSON_IS_STRING | JSON_IS_NUMBER, false},
    {"rows", JSON_IS_ARRAY, false},
    {"合计", JSON_IS_ANY, false},
};
#define KEY_COUNT (sizeof keys / sizeof keys[0])

static void assert_said(Fixture *f, const char *expected) {
    diag_sort(f->diags);
    Buf out = {0};
    buf_text(&out, "");
    diag_print_all(f->diags, LANGUAGE_EN, &out);
    if (strcmp(out.bytes, expected) != 0)
        fail_msg("said:\n%sexpected:\n%s", out.bytes, expected);
    buf_free(&out);
}

static const JsonNode *item(const Fixture *f, int index) {
    assert_non_null(f->doc);
    const JsonNode *node = json_doc_root(f->doc)->first;
    while (index-- > 0)
        node = node->next;
    return node;
}

/* ---- objects ---- */

TEST(an_object_that_fits_fills_the_table) {
    Fixture f = fixture_text("{\"$schema\": \"x\", \"width\": 3, \"title\": \"t\", \"合计\": null}");
    const JsonNode *found[KEY_COUNT];
    assert_true(json_object(json_doc_root(f.doc), keys, KEY_COUNT, found, f.diags));
    assert_string_equal(found[0]->text.text, "t");
    assert_string_equal(found[1]->text.text, "3");
    assert_null(found[2]);
    assert_int_equal(found[3]->type, JSON_NULL);
    assert_said(&f, "");
    fixture_free(&f);
}

TEST(all_that_does_not_fit_is_reported_at_once) {
    Fixture f = fixture_text("{\"widht\": 3,\n \"rows\": {},\n \"colour\": 1, \"width\": true}");
    const JsonNode *found[KEY_COUNT];
    assert_false(json_object(json_doc_root(f.doc), keys, KEY_COUNT, found, f.diags));
    assert_null(found[0]);
    assert_null(found[1]); /* of a wrong kind */
    assert_null(found[2]);
    assert_said(&f, "t.json:1:1: error[JSON_KEY_MISSING]: the required key title is missing\n"
                    "    hint: add it to this object\n"
                    "t.json:1:2: error[JSON_KEY_UNKNOWN]: the key widht is not known (/widht)\n"
                    "    hint: did you mean width?\n"
                    "t.json:2:10: error[JSON_TYPE]: an array is needed here, not an object (/rows)\n"
                    "t.json:3:2: error[JSON_KEY_UNKNOWN]: the key colour is not known (/colour)\n"
                    "    hint: possible here: title, width, rows, 合计\n"
                    "t.json:3:24: error[JSON_TYPE]: a number or a string is needed here, not true (/width)\n");
    fixture_free(&f);
}

TEST(a_null_that_the_caller_reports_is_not_offered) {
    Fixture f = fixture_text("[null, \"x\", \"07\"]");
    assert_true(json_expect(item(&f, 0), JSON_IS_NUMBER | JSON_IS_NULL_UNSAID, f.diags));
    assert_false(json_expect(item(&f, 1), JSON_IS_NUMBER | JSON_IS_NULL_UNSAID, f.diags));
    assert_false(json_expect(item(&f, 2), JSON_IS_NUMBER | JSON_IS_NULL, f.diags));
    assert_said(&f, "t.json:1:8: error[JSON_TYPE]: a number is needed here, not a string (/1)\n"
                    "t.json:1:13: error[JSON_TYPE]: null or a number is needed here, not a string (/2)\n");
    fixture_free(&f);
}

TEST(dollar_keys_are_passed_over_at_the_top_only) {
    Fixture f = fixture_text("[{\"$schema\": 1, \"title\": \"\"}]");
    const JsonNode *found[KEY_COUNT];
    assert_false(json_object(item(&f, 0), keys, KEY_COUNT, found, f.diags));
    assert_int_equal(diag_item(f.diags, 0)->code, DIAG_JSON_KEY_UNKNOWN);
    fixture_free(&f);
}

TEST(what_is_no_object_is_reported) {
    Fixture f = fixture_text("[[]]");
    const JsonNode *found[KEY_COUNT];
    assert_false(json_object(item(&f, 0), keys, KEY_COUNT, found, f.diags));
    assert_null(found[0]);
    assert_said(&f, "t.json:1:2: error[JSON_TYPE]: an object is needed here, not an array (/0)\n");
    assert_false(json_object(NULL, keys, KEY_COUNT, found, f.diags));
    assert_int_equal(diag_count(f.diags), 1);
    fixture_free(&f);
}

TEST(an_object_without_keys_of_its_own_takes_none) {
    Fixture f = fixture_text("{\"a\": 1}");
    assert_false(json_object(json_doc_root(f.doc), NULL, 0, NULL, f.diags));
    assert_said(&f, "t.json:1:2: error[JSON_KEY_UNKNOWN]: the key a is not known (/a)\n"
                    "    hint: none is defined\n");
    fixture_free(&f);
}

TEST(many_possible_keys_are_cut_short) {
    static const JsonKey many[] = {{"k01", 63, 0}, {"k02", 63, 0}, {"k03", 63, 0}, {"k04", 63, 0}, {"k05", 63, 0},
                                   {"k06", 63, 0}, {"k07", 63, 0}, {"k08", 63, 0}, {"k09", 63, 0}, {"k10", 63, 0},
                                   {"k11", 63, 0}, {"k12", 63, 0}, {"k13", 63, 0}};
    Fixture f = fixture_text("{\"other\": 1}");
    const JsonNode *found[13];
    assert_false(json_object(json_doc_root(f.doc), many, 13, found, f.diags));
    assert_said(&f, "t.json:1:2: error[JSON_KEY_UNKNOWN]: the key other is not known (/other)\n"
                    "    hint: possible here: k01, k02, k03, k04, k05, k06, k07, k08, k09, k10, k11, k12 …\n");
    fixture_free(&f);
}

TEST(a_flood_of_unknown_keys_is_counted) {
    Buf text = {0};
    buf_text(&text, "{\"title\":\"\"");
    for (int i = 0; i < DIAG_LIMIT + 500; i++)
        buf_printf(&text, ",\"tilte%d\":0", i);
    buf_char(&text, '}');
    Fixture f = fixture_parse(text.bytes, text.length);
    const JsonNode *found[KEY_COUNT];
    assert_false(json_object(json_doc_root(f.doc), keys, KEY_COUNT, found, f.diags));
    assert_int_equal(diag_count(f.diags), DIAG_LIMIT);
    assert_int_equal(diag_count_at_least(f.diags, SEVERITY_ERROR), DIAG_LIMIT + 500);
    fixture_free(&f);
    buf_free(&text);
}

/* ---- values ---- */

TEST(kinds_are_expected) {
    Fixture f = fixture_text("[null, true, false, 1, \"s\", [], {}]");
    static const unsigned kinds[] = {JSON_IS_NULL,   JSON_IS_BOOL,  JSON_IS_BOOL,  JSON_IS_NUMBER,
                                     JSON_IS_STRING, JSON_IS_ARRAY, JSON_IS_OBJECT};
    for (int i = 0; i < 7; i++) {
        assert_true(json_expect(item(&f, i), kinds[i], f.diags));
        assert_true(json_expect(item(&f, i), JSON_IS_ANY, f.diags));
        assert_int_equal(diag_count(f.diags), 0);
        assert_false(json_expect(item(&f, i), JSON_IS_ANY & ~kinds[i], f.diags));
        assert_int_equal(diag_item(f.diags, 0)->code, DIAG_JSON_TYPE);
        diag_list_free(f.diags);
        f.diags = diag_list_new();
    }
    assert_false(json_expect(NULL, JSON_IS_ANY, f.diags));
    assert_int_equal(diag_count(f.diags), 0);
    fixture_free(&f);
}

TEST(texts_and_bools_have_defaults) {
    Fixture f = fixture_text("[\"s\", true, false, 1]");
    assert_string_equal(json_text(item(&f, 0), "d"), "s");
    assert_string_equal(json_text(item(&f, 3), "d"), "d");
    assert_string_equal(json_text(NULL, "d"), "d");
    assert_null(json_text(NULL, NULL));
    assert_true(json_bool(item(&f, 1), false));
    assert_false(json_bool(item(&f, 2), true));
    assert_true(json_bool(item(&f, 3), true));
    assert_true(json_bool(NULL, true));
    assert_false(json_bool(NULL, false));
    fixture_free(&f);
}

TEST(whole_numbers_are_read_from_their_digits) {
    Fixture f = fixture_text("[0, -0, 42, 9223372036854775807, -9223372036854775808, 9007199254740993]");
    static const int64_t values[] = {0, 0, 42, INT64_MAX, INT64_MIN, 9007199254740993};
    for (int i = 0; i < 6; i++)
        assert_true(json_int(item(&f, i), INT64_MIN, INT64_MAX, 7, f.diags) == values[i]);
    assert_int_equal(json_int(NULL, 0, 1, 7, f.diags), 7);
    assert_int_equal(diag_count(f.diags), 0);
    fixture_free(&f);
}

TEST(what_is_no_whole_number_in_range_is_reported) {
    Fixture f = fixture_text("[1.5,\n1e3,\n\"1\",\n11,\n-1,\n9223372036854775808,\n-9223372036854775809]");
    for (int i = 0; i < 7; i++)
        assert_int_equal(json_int(item(&f, i), 0, 10, 7, f.diags), 7);
    assert_said(&f, "t.json:1:2: error[JSON_INT]: 1.5 is not a whole number (/0)\n    hint: write digits only\n"
                    "t.json:2:1: error[JSON_INT]: 1e3 is not a whole number (/1)\n    hint: write digits only\n"
                    "t.json:3:1: error[JSON_TYPE]: a number is needed here, not a string (/2)\n"
                    "    hint: write it without quotation marks\n"
                    "t.json:4:1: error[JSON_INT_RANGE]: 11 is not between 0 and 10 (/3)\n"
                    "t.json:5:1: error[JSON_INT_RANGE]: -1 is not between 0 and 10 (/4)\n"
                    "t.json:6:1: error[JSON_INT_RANGE]: 9223372036854775808 is not between 0 and 10 (/5)\n"
                    "t.json:7:1: error[JSON_INT_RANGE]: -9223372036854775809 is not between 0 and 10 (/6)\n");
    fixture_free(&f);
}

TEST(beyond_int64_is_out_of_every_range) {
    Fixture f = fixture_text("[9223372036854775808, -9223372036854775809, 99999999999999999999999999]");
    for (int i = 0; i < 3; i++)
        assert_int_equal(json_int(item(&f, i), INT64_MIN, INT64_MAX, 7, f.diags), 7);
    assert_int_equal(diag_count(f.diags), 3);
    fixture_free(&f);
}

TEST(choices_are_positions) {
    static const char *const names[] = {"left", "right", "居中", NULL};
    Fixture f = fixture_text("[\"left\", \"居中\",\n\"rihgt\",\n\"top\",\n3]");
    assert_int_equal(json_choice(item(&f, 0), names, -1, f.diags), 0);
    assert_int_equal(json_choice(item(&f, 1), names, -1, f.diags), 2);
    assert_int_equal(json_choice(NULL, names, 1, f.diags), 1);
    for (int i = 2; i < 5; i++)
        assert_int_equal(json_choice(item(&f, i), names, -1, f.diags), -1);
    assert_said(&f, "t.json:2:1: error[JSON_CHOICE]: rihgt is none of the possible values (/2)\n"
                    "    hint: did you mean right?\n"
                    "t.json:3:1: error[JSON_CHOICE]: top is none of the possible values (/3)\n"
                    "    hint: possible here: left, right, 居中\n"
                    "t.json:4:1: error[JSON_TYPE]: a string is needed here, not a number (/4)\n"
                    "    hint: write it in quotation marks\n");
    fixture_free(&f);
}

TEST(lengths_have_units_and_bounds) {
    Fixture f = fixture_text("[\"28mm\", \"三号\",\n\"28\",\n\"3pt\",\n12]");
    assert_int_equal(json_len(item(&f, 0), 0, LEN_MAX, 7, f.diags), 79370);
    assert_int_equal(json_len(item(&f, 1), 0, LEN_MAX, 7, f.diags), 15750);
    assert_int_equal(json_len(NULL, 0, 1, 7, f.diags), 7);
    assert_int_equal(json_len(item(&f, 2), 0, LEN_MAX, 7, f.diags), 7);
    assert_int_equal(json_len(item(&f, 3), 5 * LEN_PT, 10500, 7, f.diags), 7);
    assert_int_equal(json_len(item(&f, 4), 0, LEN_MAX, 7, f.diags), 7);
    assert_said(&f, "t.json:2:1: error[JSON_LEN]: 28 is no length (/2)\n"
                    "    hint: a number and its unit, 28mm 1.5cm 10.5pt, or a type size such as 三号\n"
                    "t.json:3:1: error[JSON_LEN_RANGE]: the length 3pt is not between 5 pt and 10.5 pt (/3)\n"
                    "t.json:4:1: error[JSON_TYPE]: a string is needed here, not a number (/4)\n"
                    "    hint: write it in quotation marks\n");
    fixture_free(&f);
}

/* ---- names ---- */

TEST(kinds_are_named_in_both_languages) {
    Arena *arena = arena_new();
    assert_string_equal(json_kinds_name(arena, JSON_IS_ARRAY), DIAG_BOTH("an array", "数组"));
    assert_string_equal(json_kinds_name(arena, JSON_IS_STRING | JSON_IS_NUMBER),
                        DIAG_BOTH("a number or a string", "数字或字符串"));
    assert_string_equal(json_kinds_name(arena, JSON_IS_NULL | JSON_IS_BOOL | JSON_IS_OBJECT),
                        DIAG_BOTH("null, a boolean or an object", "null、布尔值或对象"));
    assert_string_equal(json_type_name(JSON_OBJECT), DIAG_BOTH("an object", "对象"));
    assert_string_equal(json_type_name(JSON_NULL), "null");
    arena_free(arena);
}

TEST(getters_without_memory_say_so) {
    static const char *const names[] = {"left", NULL};
    Fixture f = fixture_text("{\"widht\": 3, \"rows\": {}, \"c\": \"x\", \"l\": \"7\"}");
    const JsonNode *root = json_doc_root(f.doc), *found[KEY_COUNT];
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        DiagList *diags = diag_list_new();
        json_object(root, keys, KEY_COUNT, found, diags);
        json_choice(json_member(root, "c"), names, 0, diags);
        json_len(json_member(root, "l"), 0, 1, 0, diags);
        json_int(json_member(root, "widht"), 0, 1, 0, diags);
        assert_true(diag_has_errors(diags));
        assert_int_equal(diag_has_class(diags, DIAG_CLASS_INTERNAL), alloc_fail_happened());
        diag_list_free(diags);
        Arena *arena = arena_new();
        json_kinds_name(arena, JSON_IS_ANY);
        arena_free(arena);
    }
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_that_fits_fills_the_table),
        cmocka_unit_test(all_that_does_not_fit_is_reported_at_once),
        cmocka_unit_test(a_null_that_the_caller_reports_is_not_offered),
        cmocka_unit_test(dollar_keys_are_passed_over_at_the_top_only),
        cmocka_unit_test(what_is_no_object_is_reported),
        cmocka_unit_test(an_object_without_keys_of_its_own_takes_none),
        cmocka_unit_test(many_possible_keys_are_cut_short),
        cmocka_unit_test(a_flood_of_unknown_keys_is_counted),
        cmocka_unit_test(kinds_are_expected),
        cmocka_unit_test(texts_and_bools_have_defaults),
        cmocka_unit_test(whole_numbers_are_read_from_their_digits),
        cmocka_unit_test(what_is_no_whole_number_in_range_is_reported),
        cmocka_unit_test(beyond_int64_is_out_of_every_range),
        cmocka_unit_test(choices_are_positions),
        cmocka_unit_test(lengths_have_units_and_bounds),
        cmocka_unit_test(kinds_are_named_in_both_languages),
        cmocka_unit_test(getters_without_memory_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
