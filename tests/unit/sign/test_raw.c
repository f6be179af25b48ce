#include "sign/raw.h"

#include "test.h"

TEST(white_space_and_comments_are_passed) {
    assert_int_equal(raw_skip(STR(" \t\r\n%a comment\n x"), 0), 16);
    assert_int_equal(raw_skip(STR("   "), 0), 3);
    assert_int_equal(raw_skip_line_end(STR("\r\nx"), 0), 2);
    assert_int_equal(raw_skip_line_end(STR("\n\n"), 0), 1);
    assert_int_equal(raw_skip_line_end(STR("x"), 0), 0);
}

TEST(a_number_has_at_most_fifteen_digits) {
    uint64_t number;
    assert_int_equal(raw_number(STR("0012 "), 0, &number), 4);
    assert_int_equal(number, 12);
    assert_int_equal(raw_number(STR("-1"), 0, &number), RAW_NONE);
    assert_int_equal(raw_number(STR("99999999999999999999"), 0, &number), 15);
    assert_int_equal(number, 999999999999999);
}

TEST(words_are_found_first_and_last) {
    Str text = STR("startxref 1 startxref 2");
    assert_int_equal(raw_find(text, 0, "startxref"), 0);
    assert_int_equal(raw_find(text, 1, "startxref"), 12);
    assert_int_equal(raw_find_last(text, "startxref"), 12);
    assert_int_equal(raw_find_last(text, "nothing"), RAW_NONE);
    assert_int_equal(raw_find(text, 100, "startxref"), RAW_NONE);
    assert_int_equal(raw_find_last(STR("no"), "longer"), RAW_NONE);
}

TEST(a_key_is_the_dictionarys_own) {
    Str dict = STR("<</A<</Prev 1>>/B[/Prev 2](/Prev 3)/C<2F50726576>/D/Prev/Prev 4/Size 5>>");
    size_t at = raw_key(dict, 0, "/Prev");
    assert_int_not_equal(at, RAW_NONE);
    assert_int_equal(dict.text[at], '4');
    assert_int_equal(raw_key(STR("<</A<</Prev 1>>>>/Prev 2"), 0, "/Prev"), RAW_NONE);
    assert_int_equal(raw_key(STR("[/Prev 1]"), 0, "/Prev"), RAW_NONE);
    assert_int_equal(raw_key(STR("<</A(unclosed/Prev 1>>"), 0, "/Prev"), RAW_NONE);
    assert_int_equal(raw_key(STR("<</Root 1 0 R/ID[<00>(\\))]/Prev 7>>"), 0, "/Prev"), 32);
}

TEST(digits_are_hexadecimal) {
    assert_int_equal(raw_digit('0'), 0);
    assert_int_equal(raw_digit('a'), 10);
    assert_int_equal(raw_digit('F'), 15);
    assert_int_equal(raw_digit('g'), -1);
    assert_int_equal(raw_digit('@'), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_and_comments_are_passed),
        cmocka_unit_test(a_number_has_at_most_fifteen_digits),
        cmocka_unit_test(words_are_found_first_and_last),
        cmocka_unit_test(a_key_is_the_dictionarys_own),
        cmocka_unit_test(digits_are_hexadecimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
