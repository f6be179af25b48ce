/* The rules that official texts lean on, so that a fault shows without Unicode's own file. */
#include "unicode/linebreak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

#define CHARACTERS_MAX 64

/* `marked` with | where a line may end and ! where it must; the end of the text is not marked. */
static void assert_breaks(const char *marked) {
    uint32_t codepoints[CHARACTERS_MAX];
    uint8_t expected[CHARACTERS_MAX + 1] = {0}, kinds[CHARACTERS_MAX + 1];
    size_t count = 0;
    for (size_t at = 0, size = 0; at < strlen(marked); at += size) {
        uint32_t codepoint = utf8_decode(marked + at, strlen(marked) - at, &size);
        if (codepoint == '|' || codepoint == '!')
            expected[count] = codepoint == '|' ? BREAK_ALLOWED : BREAK_MANDATORY;
        else
            codepoints[count++] = codepoint;
    }
    expected[count] = BREAK_MANDATORY;
    linebreak_find(codepoints, count, kinds);
    for (size_t i = 0; i <= count; i++)
        if (kinds[i] != expected[i])
            fail_msg("%s: before character %zu: %u, not %u", marked, i, kinds[i], expected[i]);
}

static void test_ideographs(void **state) {
    (void)state;
    assert_breaks("部|门|预|算");
    assert_breaks("收|支|总|预|算|（单|位）");
    assert_breaks("预|算，|其|中：“三|公”经|费");
}

static void test_numbers_stay_whole(void **state) {
    (void)state;
    assert_breaks("共|3,245.21|万|元");
    assert_breaks("增|长|12.5%，");
    assert_breaks("$(12.35)");
    assert_breaks("为-5.6");
    assert_breaks("2020/1/16");
}

static void test_words(void **state) {
    (void)state;
    assert_breaks("PDF |file |(s) |end");
    assert_breaks("well-|known");
    assert_breaks("使|用|PDF|文|件");
    assert_breaks("a\xC2\xA0"
                  "b"); /* no-break space */
}

static void test_forced_ends(void **state) {
    (void)state;
    assert_breaks("a\n!b");
    assert_breaks("a\r\n!b\r!c\xE2\x80\xA8!d");
    assert_breaks("门\xE2\x80\x8B|户\xE2\x81\xA0"
                  "网"); /* zero width space, word joiner */
}

static void test_marks_follow_their_base(void **state) {
    (void)state;
    assert_breaks("e\xCC\x81"
                  "e |\xCC\x81"
                  "e");
    assert_breaks("葛\xF3\xA0\x84\x80|飾");
}

static void test_flags_go_in_pairs(void **state) {
    (void)state;
    assert_breaks("\U0001F1E8\U0001F1F3|\U0001F1E8\U0001F1F3|\U0001F1E8");
}

static void test_nothing(void **state) {
    (void)state;
    uint8_t kinds[1] = {99};
    linebreak_find(NULL, 0, kinds);
    assert_int_equal(kinds[0], BREAK_MANDATORY);
    assert_breaks("一");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ideographs),
        cmocka_unit_test(test_numbers_stay_whole),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_forced_ends),
        cmocka_unit_test(test_marks_follow_their_base),
        cmocka_unit_test(test_flags_go_in_pairs),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests_name("line breaks", tests, NULL, NULL);
}
