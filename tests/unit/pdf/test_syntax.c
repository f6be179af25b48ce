#include "pdf/syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/digest.h"

static void expect(Buf *out, const char *wanted) {
    assert_false(buf_failed(out));
    assert_string_equal(out->bytes, wanted);
    buf_free(out);
}

static void test_references_and_keys(void **state) {
    (void)state;
    Buf out = {0};
    pdf_key_ref(&out, "Parent", 12);
    pdf_key_int(&out, "Count", -3);
    expect(&out, "/Parent 12 0 R/Count -3");
}

static void test_a_box_is_given_from_its_lower_left_corner(void **state) {
    (void)state;
    Buf out = {0};
    pdf_rect(&out, (Rect){79370, 100000, 441000, 15750}, 841890);
    expect(&out, "[79.37 726.14 520.37 741.89]");
}

static void test_text_is_literal_or_utf16(void **state) {
    (void)state;
    Buf out = {0};
    pdf_text(&out, str_from("plain (a\\b)"));
    expect(&out, "(plain \\(a\\\\b\\))");
    pdf_text(&out, str_from("预𬭎"));
    expect(&out, "<FEFF9884D872DF4E>");
    pdf_text(&out, str_from(""));
    expect(&out, "()");
    pdf_text(&out, str_from("a\nb"));
    expect(&out, "<FEFF0061000A0062>");
}

static void test_bytes_that_a_reader_would_change_are_escaped(void **state) {
    (void)state;
    Buf out = {0};
    const uint8_t bytes[] = {0, '\r', '\n', '(', 0xFF};
    pdf_bytes(&out, bytes, sizeof bytes);
    assert_int_equal(out.length, 9);
    assert_memory_equal(out.bytes, "(\0\\r\n\\(\xFF)", 9);
    buf_free(&out);
}

static void test_names_hold_only_what_needs_no_escape(void **state) {
    (void)state;
    char name[PDF_NAME_SIZE];
    assert_string_equal(pdf_clean_name("Fandol Song/(Bold)#1%", name), "FandolSongBold1");
    assert_string_equal(pdf_clean_name("方正", name), "Font");
    assert_string_equal(pdf_clean_name(NULL, name), "Font");
    char longer[200];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(strlen(pdf_clean_name(longer, name)), PDF_NAME_SIZE - 1);
}

static void digest_of(const char *a, const char *b, uint8_t out[16]) {
    Digest digest;
    digest_start(&digest);
    digest_add(&digest, a, strlen(a));
    digest_add(&digest, b, strlen(b));
    digest_end(digest, out);
}

static void test_a_digest_tells_contents_apart(void **state) {
    (void)state;
    uint8_t one[16], two[16];
    digest_of("ab", "c", one);
    digest_of("ab", "c", two);
    assert_memory_equal(one, two, 16);
    digest_of("a", "bc", two);
    assert_memory_not_equal(one, two, 16);
    digest_of("ab", "c\0", two);
    assert_memory_equal(one, two, 16);
    digest_of("0123456789abcdef", "", one);
    digest_of("0123456789abcdeg", "", two);
    assert_memory_not_equal(one, two, 8);
    assert_memory_not_equal(one + 8, two + 8, 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references_and_keys),
        cmocka_unit_test(test_a_box_is_given_from_its_lower_left_corner),
        cmocka_unit_test(test_text_is_literal_or_utf16),
        cmocka_unit_test(test_bytes_that_a_reader_would_change_are_escaped),
        cmocka_unit_test(test_names_hold_only_what_needs_no_escape),
        cmocka_unit_test(test_a_digest_tells_contents_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
