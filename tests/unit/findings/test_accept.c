#include "findings/accept.h"

#include "alloc_fail.h"
#include "fixture.h"
#include "test.h"

static const char *const rules[] = {"sums", "totals", NULL};

/* Two findings of "sums", at /tables/a/3/x and, by a side, at /data/t/12; one of "totals" in the form. */
static FindingList *some_findings(void) {
    static const FindingPlace places[] = {{.source = {&form_map, 3, 0}}, {.source = {&report_map, 12, 0}}};
    static const FindingSide sides[] = {{.label = "left", .places = places, .place_count = 2}};
    FindingList *list = finding_list_new();
    Finding first = plain_finding(FINDING_ERROR, "sums", in_report(3));
    Finding second = plain_finding(FINDING_ERROR, "sums", in_report(4));
    Finding third = plain_finding(FINDING_ERROR, "totals", in_form(1));
    second.sides = sides;
    second.side_count = 1;
    finding_add(list, &first);
    finding_add(list, &second);
    finding_add(list, &third);
    return list;
}

static Acceptance acceptance(const char *rule, const char *at) {
    return (Acceptance){rule, "known", at, in_report(90), in_report(91)};
}

/* Which of the three are accepted, as bits, by one acceptance. */
static int accepted_by(Acceptance item, size_t *added) {
    FindingList *list = some_findings();
    int bits = 0;
    accept_findings(list, &item, 1, rules);
    for (size_t i = 0; i < 3; i++)
        bits |= finding_at(list, i)->reason ? 1 << i : 0;
    *added = finding_count(list) - 3;
    finding_list_free(list);
    return bits;
}

static void expect(const char *rule, const char *at, int bits) {
    size_t added;
    assert_int_equal(accepted_by(acceptance(rule, at), &added), bits);
    assert_int_equal(added, bits ? 0 : 1);
}

TEST(a_rule_is_accepted_everywhere_or_at_a_place_and_below) {
    expect("sums", NULL, 3);
    expect("sums", "", 3);
    expect("sums", "/tables", 3);
    expect("sums", "/tables/a/3", 1);
    expect("sums", "/tables/a/3/x", 1);
    expect("sums", "/data", 2);
    expect("totals", NULL, 4);
}

TEST(a_place_is_met_whole_and_in_the_report_alone) {
    expect("sums", "/tables/a/3/x/y", 0);
    expect("sums", "/tables/a/", 0);
    expect("sums", "/tab", 0);
    expect("sums", "/data/t/1", 0);
    expect("totals", "/tables/a", 0);
}

TEST(the_first_acceptance_gives_the_reason) {
    FindingList *list = some_findings();
    Acceptance items[] = {acceptance("sums", "/data"), acceptance("sums", NULL)};
    items[0].reason = "the first";
    accept_findings(list, items, 2, rules);
    assert_string_equal(finding_at(list, 0)->reason, "known");
    assert_string_equal(finding_at(list, 1)->reason, "the first");
    assert_int_equal(finding_at(list, 1)->accepted.index, 90);
    assert_int_equal(finding_count(list), 3);
    finding_list_free(list);
}

static void expect_added(const char *rule, const char *at, const char *const *known, const char *id,
                         FindingSeverity severity, uint32_t line, const char *message) {
    FindingList *list = some_findings();
    Acceptance item = acceptance(rule, at);
    accept_findings(list, &item, 1, known);
    const Finding *added = finding_at(list, 3);
    assert_non_null(added);
    assert_string_equal(added->rule, id);
    assert_int_equal(added->severity, severity);
    assert_int_equal(added->source.index, line);
    assert_true(str_equals(diag_half(added->message, LANGUAGE_EN), message));
    finding_list_free(list);
}

TEST(an_acceptance_that_meets_nothing_is_a_finding) {
    expect_added("totals", "/data", rules, "accept-idle", FINDING_NOTE, 90, "no finding of totals is left at /data");
    expect_added("rest", NULL, NULL, "accept-idle", FINDING_NOTE, 90, "no finding of rest is left");
    expect_added("total", NULL, rules, "accept-unknown", FINDING_WARNING, 91,
                 "there is no rule total; did you mean totals?");
    expect_added("prose-share", NULL, rules, "accept-unknown", FINDING_WARNING, 91, "there is no rule prose-share");
}

TEST(what_accepting_finds_cannot_be_accepted) {
    size_t added;
    assert_int_equal(accepted_by(acceptance("accept-unknown", NULL), &added), 0);
    assert_int_equal(added, 1);
}

TEST(without_memory_the_list_is_not_whole) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        alloc_fail_at(0);
        FindingList *list = some_findings();
        Acceptance items[] = {acceptance("sums", "/data"), acceptance("total", NULL), acceptance("totals", "/x")};
        alloc_fail_at(n);
        accept_findings(list, items, 3, rules);
        assert_true(alloc_fail_happened() || finding_list_whole(list));
        assert_true(!alloc_fail_happened() || !finding_list_whole(list));
        finding_list_free(list);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_is_accepted_everywhere_or_at_a_place_and_below),
        cmocka_unit_test(a_place_is_met_whole_and_in_the_report_alone),
        cmocka_unit_test(the_first_acceptance_gives_the_reason),
        cmocka_unit_test(an_acceptance_that_meets_nothing_is_a_finding),
        cmocka_unit_test(what_accepting_finds_cannot_be_accepted),
        cmocka_unit_test(without_memory_the_list_is_not_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
