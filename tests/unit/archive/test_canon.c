#include "archive/canon.h"

#include "test.h"

static void assert_quoted(Str text, const char *wanted) {
    Buf out = {0};
    canon_quote(&out, text);
    assert_string_equal(out.bytes, wanted);
    buf_free(&out);
}

TEST(plain_text_stays_as_it_is) { assert_quoted(STR("水务局 / <a>"), "\"水务局 / <a>\""); }

/* RFC 8785, 3.2.2.2 */
TEST(only_what_must_be_is_escaped) {
    assert_quoted(STR("\b\t\n\f\r\"\\"), "\"\\b\\t\\n\\f\\r\\\"\\\\\"");
    assert_quoted(((Str){"\0\x0b\x1f\x7f", 4}), "\"\\u0000\\u000b\\u001f\x7f\"");
    assert_quoted(STR("\u2028\u202e\ufeff"), "\"\u2028\u202e\ufeff\"");
}

TEST(bytes_that_are_no_text_become_replacements) {
    assert_quoted(STR("a\xff\xc3"), "\"a\ufffd\ufffd\"");
    assert_quoted(STR("\xed\xa0\x80"), "\"\ufffd\ufffd\ufffd\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_stays_as_it_is),
        cmocka_unit_test(only_what_must_be_is_escaped),
        cmocka_unit_test(bytes_that_are_no_text_become_replacements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
