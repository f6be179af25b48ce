/*
 * What holds for every line of every page of the three shipped reports (docs/design.md; standards A1 to A9).
 */
#include <stdio.h>

#include "../support/test.h"
#include "ink.h"
#include "samples.h"
#include "witness.h"

static size_t glyphs;

static int compose_samples(void **state) {
    (void)state;
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        Sample *sample = sample_open(SAMPLE_NAMES[i]);
        if (!sample)
            return -1;
        witness_begin(sample_form(sample), sample_fonts(sample));
        const PageList *list = sample_compose(sample);
        if (!list)
            return -1;
        glyphs += ink_check(list, sample_form(sample), sample_fonts(sample));
        sample_close(sample);
    }
    printf("%zu lines drawn, %zu of them justified; %zu glyphs\n", witness_lines(), witness_justified_lines(), glyphs);
    return 0;
}

static int forget_samples(void **state) {
    (void)state;
    witness_end();
    return 0;
}

static void assert_kept(TextRule rule) {
    if (witness_fault_count(rule))
        fail_msg("%zu lines break the rule, the first:\n%s", witness_fault_count(rule), witness_faults(rule));
}

TEST(there_are_lines_to_judge) {
    assert_true(witness_lines() > 2500);
    assert_true(witness_justified_lines() > 200);
    assert_kept(RULE_KNOWN);
}

TEST(no_line_begins_with_a_mark_that_may_not) { assert_kept(RULE_START); }
TEST(no_line_ends_with_a_mark_that_may_not) { assert_kept(RULE_END); }
TEST(no_number_word_dash_or_ellipsis_is_split) { assert_kept(RULE_UNIT); }
TEST(the_last_line_of_a_paragraph_holds_two_characters) { assert_kept(RULE_LAST); }
TEST(justified_lines_end_at_the_measure) { assert_kept(RULE_EDGE); }
TEST(no_line_is_wider_than_its_measure) { assert_kept(RULE_MEASURE); }
TEST(no_gap_stands_at_a_line_end) { assert_kept(RULE_TRIM); }
TEST(lines_stand_in_the_type_area) { assert_kept(RULE_AREA); }
TEST(ink_stands_in_the_type_area) { assert_kept(RULE_INK_AREA); }
TEST(ink_touches_no_rule) { assert_kept(RULE_INK_RULE); }

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_lines_to_judge),
        cmocka_unit_test(no_line_begins_with_a_mark_that_may_not),
        cmocka_unit_test(no_line_ends_with_a_mark_that_may_not),
        cmocka_unit_test(no_number_word_dash_or_ellipsis_is_split),
        cmocka_unit_test(the_last_line_of_a_paragraph_holds_two_characters),
        cmocka_unit_test(justified_lines_end_at_the_measure),
        cmocka_unit_test(no_line_is_wider_than_its_measure),
        cmocka_unit_test(no_gap_stands_at_a_line_end),
        cmocka_unit_test(lines_stand_in_the_type_area),
        cmocka_unit_test(ink_stands_in_the_type_area),
        cmocka_unit_test(ink_touches_no_rule),
    };
    return cmocka_run_group_tests(tests, compose_samples, forget_samples);
}
