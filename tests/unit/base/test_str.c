#include "base/str.h"

#include <string.h>

#include "test.h"

TEST(slices_compare_by_content) {
    assert_true(str_equal(STR("abc"), str_from("abc")));
    assert_false(str_equal(STR("abc"), STR("abd")));
    assert_false(str_equal(STR("abc"), STR("ab")));
    assert_true(str_equal(str_from(NULL), STR("")));
    assert_true(str_equals(STR("三公"), "三公"));
    assert_true(str_equals(str_from(NULL), NULL));
    assert_false(str_equals(STR("a"), NULL));
}

TEST(trimming_takes_ascii_space_only) {
    assert_true(str_equals(str_trim(STR(" \t\r\n a b \n")), "a b"));
    assert_true(str_equals(str_trim(STR("  ")), ""));
    assert_true(str_equals(str_trim(STR("")), ""));
    assert_true(str_equals(str_trim(STR("　a　")), "　a　"));
}

TEST(splitting_is_at_the_first_separator) {
    Str head, tail;
    assert_true(str_split(STR("a=b=c"), '=', &head, &tail));
    assert_true(str_equals(head, "a"));
    assert_true(str_equals(tail, "b=c"));
    assert_true(str_split(STR("="), '=', &head, &tail));
    assert_true(str_equals(head, "") && str_equals(tail, ""));
    assert_false(str_split(STR("abc"), '=', &head, &tail));
    assert_false(str_split(str_from(NULL), '=', &head, &tail));
}

TEST(a_part_of_the_result_may_be_split_again) {
    Str rest = STR("a/b/c"), head;
    assert_true(str_split(rest, '/', &head, &rest));
    assert_true(str_equals(rest, "b/c"));
    assert_true(str_split(rest, '/', &head, &rest));
    assert_true(str_equals(head, "b") && str_equals(rest, "c"));
}

TEST(a_copy_ends_in_nul) {
    Arena *arena = arena_new();
    assert_string_equal(str_dup(arena, (Str){"abcdef", 2}), "ab");
    assert_string_equal(str_dup(arena, str_from(NULL)), "");
    arena_free(arena);
}

TEST(distance_counts_edits_in_characters) {
    static const struct {
        const char *a, *b;
        int distance;
    } cases[] = {
        {"", "", 0},
        {"abc", "abc", 0},
        {"abc", "", 3},
        {"", "abc", 3},
        {"abc", "abd", 1},
        {"abc", "acb", 1},
        {"abc", "abcd", 1},
        {"kitten", "sitting", 3},
        {"基本支出", "基本收入", 2},
        {"项目支出", "支出项目", 4},
        {"合计", "合  计", 2},
        {"ca", "abc", 3},
        {"人员经费", "人员费", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(str_distance(cases[i].a, cases[i].b, 10), cases[i].distance);
        assert_int_equal(str_distance(cases[i].b, cases[i].a, 10), cases[i].distance);
    }
}

TEST(distance_is_capped_above_the_limit) {
    assert_int_equal(str_distance("kitten", "sitting", 2), 3);
    assert_int_equal(str_distance("abc", "xyz", 0), 1);
    assert_int_equal(str_distance("abc", "abc", 0), 0);
    assert_int_equal(str_distance("a", "abcdefgh", 3), 4);
}

TEST(names_too_long_are_only_equal_or_not) {
    char a[200], b[200];
    memset(a, 'x', sizeof a);
    a[199] = '\0';
    memcpy(b, a, sizeof b);
    assert_int_equal(str_distance(a, b, 3), 0);
    b[5] = 'y';
    assert_int_equal(str_distance(a, b, 3), 4);
}

TEST(bad_utf8_has_a_distance_too) { assert_int_equal(str_distance("a\xff", "a\xfe", 3), 0); }

TEST(the_nearest_name_is_suggested) {
    static const char *const names[] = {"title", "subtitle", "width", "合计", "基本支出", "项目支出", "x"};
    const size_t count = sizeof names / sizeof names[0];
    assert_string_equal(str_nearest("titel", names, count), "title");
    assert_string_equal(str_nearest("Title", names, count), "title");
    assert_string_equal(str_nearest("sub-title", names, count), "subtitle");
    assert_string_equal(str_nearest("基本支岀", names, count), "基本支出");
    assert_string_equal(str_nearest("项目支出数", names, count), "项目支出");
    assert_string_equal(str_nearest("width", names, count), "width");
}

TEST(nothing_is_suggested_for_a_stranger) {
    static const char *const names[] = {"title", "width", "合计", "x"};
    assert_null(str_nearest("colour", names, 4));
    assert_null(str_nearest("y", names, 4));
    assert_null(str_nearest("", names, 4));
    assert_null(str_nearest("国有资本", names, 4));
    assert_null(str_nearest("title", NULL, 0));
}

TEST(of_equals_the_first_is_suggested) {
    static const char *const names[] = {"abcd", "abce", "abcf"};
    assert_string_equal(str_nearest("abcx", names, 3), "abcd");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_by_content),
        cmocka_unit_test(trimming_takes_ascii_space_only),
        cmocka_unit_test(splitting_is_at_the_first_separator),
        cmocka_unit_test(a_part_of_the_result_may_be_split_again),
        cmocka_unit_test(a_copy_ends_in_nul),
        cmocka_unit_test(distance_counts_edits_in_characters),
        cmocka_unit_test(distance_is_capped_above_the_limit),
        cmocka_unit_test(names_too_long_are_only_equal_or_not),
        cmocka_unit_test(bad_utf8_has_a_distance_too),
        cmocka_unit_test(the_nearest_name_is_suggested),
        cmocka_unit_test(nothing_is_suggested_for_a_stranger),
        cmocka_unit_test(of_equals_the_first_is_suggested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
