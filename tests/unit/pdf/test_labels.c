#include "pdf/labels.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void expect_label(const char *label, const char *prefix, LabelStyle style, uint32_t number) {
    PageLabel parsed = page_label_parse(label);
    assert_true(str_equals(parsed.prefix, prefix));
    assert_int_equal(parsed.style, style);
    assert_int_equal(parsed.number, number);
}

static void test_labels_are_taken_apart(void **state) {
    (void)state;
    expect_label("12", "", LABEL_DECIMAL, 12);
    expect_label("附-3", "附-", LABEL_DECIMAL, 3);
    expect_label("iv", "", LABEL_ROMAN_SMALL, 4);
    expect_label("XII", "", LABEL_ROMAN_LARGE, 12);
    expect_label("A-ii", "A-", LABEL_ROMAN_SMALL, 2);
    expect_label("mmmcmxcix", "", LABEL_ROMAN_SMALL, 3999);
    expect_label("", "", LABEL_NONE, 0);
    expect_label(NULL, "", LABEL_NONE, 0);
    expect_label("封面", "封面", LABEL_NONE, 0);
}

static void test_what_only_looks_like_a_number_is_text(void **state) {
    (void)state;
    expect_label("iiii", "iiii", LABEL_NONE, 0);
    expect_label("iI", "iI", LABEL_NONE, 0);
    expect_label("mild", "mild", LABEL_NONE, 0);
    expect_label("mmmmmmmmmmmmmmmmmmmmm", "mmmmmmmmmmmmmmmmmmmmm", LABEL_NONE, 0);
    expect_label("007", "00", LABEL_DECIMAL, 7);
    expect_label("0", "0", LABEL_NONE, 0);
    expect_label("12345678901", "12", LABEL_DECIMAL, 345678901);
}

static void expect_ranges(const char *const *labels, size_t count, const char *wanted) {
    Arena *arena = arena_new();
    PageList *pages = page_list_make(arena);
    Buf out = {0};
    for (size_t i = 0; i < count; i++)
        page_list_add(pages, (Size){595276, 841890})->label = labels[i];
    page_labels_write(pages, &out);
    assert_string_equal(out.bytes, wanted);
    buf_free(&out);
    arena_free(arena);
}

static void test_pages_that_count_on_are_one_range(void **state) {
    (void)state;
    const char *const report[] = {"", "", "i", "ii", "1", "2", "3"};
    expect_ranges(report, 7, "/PageLabels<</Nums[0<<>>2<</S/r>>4<</S/D>>]>>");
    const char *const gaps[] = {"5", "6", "8", "A-1", "A-2", "封", "封", "X", "XI"};
    expect_ranges(gaps, 9,
                  "/PageLabels<</Nums[0<</S/D/St 5>>2<</S/D/St 8>>3<</S/D/P(A-)>>5<</P<FEFF5C01>>>7<</S/R/St 10>>]>>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_are_taken_apart),
        cmocka_unit_test(test_what_only_looks_like_a_number_is_text),
        cmocka_unit_test(test_pages_that_count_on_are_one_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
