#include "unicode/classes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"

/* Every character of `text` has the punctuation class. */
static void assert_punct(const char *text, PunctClass class) {
    size_t left = __builtin_strlen(text);
    while (left) {
        size_t size;
        uint32_t codepoint = utf8_decode(text, left, &size);
        if (unicode_punct(codepoint) != class)
            fail_msg("U+%04X has class %d, not %d", codepoint, (int)unicode_punct(codepoint), (int)class);
        text += size;
        left -= size;
    }
}

static void test_marks_of_a_chinese_line(void **state) {
    (void)state;
    assert_punct("“‘《〈（「『【〔〖［｛", PUNCT_OPEN);
    assert_punct("”’》〉）」』】〕〗］｝", PUNCT_CLOSE);
    assert_punct("，、；：", PUNCT_COMMA);
    assert_punct("。．", PUNCT_STOP);
    assert_punct("？！", PUNCT_EXCLAIM);
    assert_punct("—⸺", PUNCT_DASH);
    assert_punct("……", PUNCT_ELLIPSIS);
    assert_punct("·‧・", PUNCT_MIDDLE);
    assert_punct("～－–", PUNCT_CONNECTOR);
    assert_punct("／", PUNCT_SOLIDUS);
}

static void test_small_half_width_and_vertical_forms_keep_the_class(void **state) {
    (void)state;
    assert_punct("﹙﹛﹝｢︵﹁︽", PUNCT_OPEN);
    assert_punct("﹚﹜﹞｣︶﹂︾", PUNCT_CLOSE);
    assert_punct("﹐﹑﹔﹕､︐︑", PUNCT_COMMA);
    assert_punct("﹒｡︒", PUNCT_STOP);
    assert_punct("﹖﹗︕︖", PUNCT_EXCLAIM);
    assert_int_equal(unicode_width(0xFF64), EAW_HALF);
}

static void test_no_marks(void **state) {
    (void)state;
    assert_punct("预算a1,.()[]!?-/% \"'﹏〇℃‰％々①＃＋", PUNCT_NONE);
    for (uint32_t codepoint = 0x3400; codepoint < 0xA000; codepoint++)
        assert_int_equal(unicode_punct(codepoint), PUNCT_NONE);
}

static void test_shared_marks(void **state) {
    (void)state;
    const uint32_t shared[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0xB7, 0x2013};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        assert_true(unicode_is_shared_mark(shared[i]));
        assert_false(unicode_is_han(shared[i]));
    }
    const uint32_t plain[] = {0xFF0C, 0x3002, 0x300A, 0x30FB, 0xFF64, 'a', '"', 0x4E00};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(unicode_is_shared_mark(plain[i]));
}

static void test_han(void **state) {
    (void)state;
    /* 一 䶮 𬭎 𰻝(G) 𱍐(H) 々 〇 豈 あ ㄅ 한 ， （ ％ Ａ ① Ⅱ ℃ □ → */
    const uint32_t han[] = {0x3400,  0x4DBF,  0x4E00, 0x9FFF, 0x20000, 0x2A6DF, 0x323AF, 0x4DAE, 0x2CB4E,
                            0x30EDD, 0x31350, 0x3005, 0x3007, 0xF900,  0x3042,  0x3105,  0xD55C, 0xFF0C,
                            0xFF08,  0xFF05,  0xFF21, 0x2460, 0x2161,  0x2103,  0x25A1,  0x2192};
    for (size_t i = 0; i < sizeof han / sizeof *han; i++)
        assert_true(unicode_is_han(han[i]));
    const uint32_t other[] = {'A', '0', '%', ' ', 0xE9, 0x3B1, 0x416, 0xD7, 0x2265, 0x2030, 0xA0, 0x1F600, UINT32_MAX};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(unicode_is_han(other[i]));
}

static void test_extenders(void **state) {
    (void)state;
    const uint32_t yes[] = {0x308, 0x200D, 0x200C, 0xFE0F, 0xE0100, 0x3099, 0x20E3, 0x302A};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(unicode_is_extender(yes[i]));
    assert_false(unicode_is_extender(0x4E00));
    assert_false(unicode_is_extender(0x200B));
    assert_true(unicode_is_ignorable(0x200B) && unicode_is_ignorable(0x2060) && unicode_is_ignorable(0xFE01));
    assert_false(unicode_is_ignorable(' ') || unicode_is_ignorable(0x3000) || unicode_is_ignorable(0x4E00));
    assert_false(unicode_is_variation_selector(0x180E));
    assert_false(unicode_is_variation_selector(0xFDFF));
    assert_false(unicode_is_variation_selector(0xE01F0));
}

static void test_any_number_may_be_asked(void **state) {
    (void)state;
    assert_int_equal(unicode_break_class(UINT32_MAX), LB_XX);
    assert_int_equal(unicode_width(0x110000), EAW_NEUTRAL);
    assert_int_equal(unicode_punct(UINT32_MAX), PUNCT_NONE);
    assert_false(unicode_is_unassigned_pictograph(0x4E00));
    assert_true(unicode_is_unassigned_pictograph(0x1FFFD));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_of_a_chinese_line),
        cmocka_unit_test(test_small_half_width_and_vertical_forms_keep_the_class),
        cmocka_unit_test(test_no_marks),
        cmocka_unit_test(test_shared_marks),
        cmocka_unit_test(test_han),
        cmocka_unit_test(test_extenders),
        cmocka_unit_test(test_any_number_may_be_asked),
    };
    return cmocka_run_group_tests_name("classes", tests, NULL, NULL);
}
