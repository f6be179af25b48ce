#include "findings/tally.h"

#include <string.h>

#include "alloc_fail.h"
#include "findings/words.h"
#include "fixture.h"
#include "test.h"

TEST(accepted_findings_are_counted_apart) {
    Tally tally = {0};
    Finding error = plain_finding(FINDING_ERROR, "b", SOURCE_NONE), accepted = error;
    Finding note = plain_finding(FINDING_NOTE, "a", SOURCE_NONE);
    accepted.reason = "known";
    tally_finding(&tally, &error);
    tally_finding(&tally, &accepted);
    tally_finding(&tally, &note);
    assert_int_equal(tally.counts[FINDING_ERROR], 1);
    assert_int_equal(tally.counts[FINDING_NOTE], 1);
    assert_int_equal(tally.accepted, 1);
    assert_int_equal(tally_grave(&tally), 1);
    tally_free(&tally);
}

TEST(rules_are_in_order_and_each_is_there_once) {
    Tally tally = {0}, more = {.reports = 2, .unchecked = 1, .accepted = 3};
    static const char *const ids[] = {"m", "a", "z", "m", "b", "a"};
    for (size_t i = 0; i < 6; i++)
        tally_rule(i % 2 ? &tally : &more, ids[i], "title");
    tally_add(&tally, &more);
    assert_int_equal(tally.rule_count, 4);
    for (size_t i = 1; i < tally.rule_count; i++)
        assert_true(strcmp(tally.rules[i - 1].id, tally.rules[i].id) < 0);
    assert_int_equal(tally.reports, 2);
    assert_int_equal(tally.unchecked, 1);
    assert_int_equal(tally.accepted, 3);
    tally_free(&tally);
    tally_free(&more);
}

TEST(a_tally_that_lost_a_rule_says_so) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Tally tally = {0};
        tally_rule(&tally, "a", "title");
        tally_rule(&tally, "b", NULL);
        assert_true(tally.failed == alloc_fail_happened());
        tally_free(&tally);
    }
}

static void expect_words(const Tally *tally, Language language, const char *expected) {
    Buf out = {0};
    tally_push(tally, language, &out);
    assert_string_equal(out.bytes, expected);
    buf_free(&out);
}

TEST(the_count_is_told_in_words) {
    Tally one = {.reports = 1, .counts = {[FINDING_ERROR] = 1}};
    Tally many = {.reports = 5, .unchecked = 2, .counts = {4, 1, 2}, .accepted = 3};
    Tally none = {.reports = 2, .unchecked = 2}, faulty = {.reports = 3, .unchecked = 1, .faulty = 1};
    expect_words(&none, LANGUAGE_EN, "0 reports checked; 2 not checked");
    expect_words(&none, LANGUAGE_ZH, "已检查 0 份报告；未能检查 2 份");
    expect_words(&faulty, LANGUAGE_EN,
                 "2 reports checked: 0 errors, 0 warnings, 0 notes; 1 with bad data; 1 not checked");
    expect_words(&faulty, LANGUAGE_ZH,
                 "已检查 2 份报告：错误 0 处，警告 0 处，提示 0 处；其中数据有错 1 份；未能检查 1 份");
    expect_words(&one, LANGUAGE_EN, "1 report checked: 1 error, 0 warnings, 0 notes");
    expect_words(&one, LANGUAGE_ZH, "已检查 1 份报告：错误 1 处，警告 0 处，提示 0 处");
    expect_words(&many, LANGUAGE_EN, "3 reports checked: 2 errors, 1 warning, 4 notes; 3 accepted; 2 not checked");
    expect_words(&many, LANGUAGE_ZH, "已检查 3 份报告：错误 2 处，警告 1 处，提示 4 处；已说明 3 处；未能检查 2 份");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted_findings_are_counted_apart),
        cmocka_unit_test(rules_are_in_order_and_each_is_there_once),
        cmocka_unit_test(a_tally_that_lost_a_rule_says_so),
        cmocka_unit_test(the_count_is_told_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
