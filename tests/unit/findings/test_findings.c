#include "fixture.h"

#include "alloc_fail.h"
#include "findings/review.h"
#include "test.h"

TEST(findings_are_kept_in_the_order_they_come) {
    FindingList *list = finding_list_new();
    for (uint32_t i = 0; i < 100; i++) {
        Finding finding = plain_finding(FINDING_NOTE, "a", in_report(i));
        finding_add(list, &finding);
    }
    assert_int_equal(finding_count(list), 100);
    assert_int_equal(finding_at(list, 57)->source.index, 57);
    assert_null(finding_at(list, 100));
    assert_true(finding_list_whole(list));
    finding_list_free(list);
}

TEST(null_is_the_empty_list_that_has_failed) {
    Finding finding = plain_finding(FINDING_NOTE, "a", SOURCE_NONE);
    finding_add(NULL, &finding);
    assert_int_equal(finding_count(NULL), 0);
    assert_null(finding_at(NULL, 0));
    assert_false(finding_list_whole(NULL));
    assert_true(arena_failed(finding_list_arena(NULL)));
    finding_list_free(NULL);
}

TEST(a_list_that_lost_a_finding_is_not_whole) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        FindingList *list = finding_list_new();
        for (uint32_t i = 0; i < 20; i++) {
            Finding finding = plain_finding(FINDING_NOTE, "a", in_report(i));
            finding_add(list, &finding);
        }
        assert_true(finding_list_whole(list) == !alloc_fail_happened());
        finding_list_free(list);
    }
}

/* ---- the review ----------------------------------------------------------------------------------------------- */

static Review review_of(FindingList *list, Arena *arena) {
    Review review = {.file = "r.json", .checked = true, .form = "f", .arena = arena};
    assert_true(review_order(&review, list));
    return review;
}

TEST(findings_are_told_in_the_order_of_the_files) {
    Arena *arena = arena_new();
    FindingList *list = finding_list_new();
    static const char *const expected[] = {"form", "first", "second", "again", "accepted"};
    Finding findings[] = {
        plain_finding(FINDING_NOTE, "second", in_report(7)), plain_finding(FINDING_NOTE, "accepted", in_report(1)),
        plain_finding(FINDING_NOTE, "again", in_report(7)), plain_finding(FINDING_NOTE, "form", in_form(9)),
        plain_finding(FINDING_NOTE, "first", in_report(2))};
    findings[1].reason = "known";
    for (size_t i = 0; i < 5; i++)
        finding_add(list, &findings[i]);
    Review review = review_of(list, arena);
    assert_int_equal(review.count, 5);
    assert_int_equal(review.open, 4);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(review.items[i].finding->rule, expected[i]);
    finding_list_free(list);
    arena_free(arena);
}

TEST(a_finding_without_a_place_stands_at_its_first_side_or_in_the_report_as_a_whole) {
    Arena *arena = arena_new();
    FindingList *list = finding_list_new();
    FindingPlace places[] = {{.name = "no place"}, {.name = "a place", .source = in_report(12)}};
    FindingSide sides[] = {{.label = "left"}, {.label = "right", .places = places, .place_count = 2}};
    Finding sided = plain_finding(FINDING_NOTE, "sided", SOURCE_NONE);
    Finding bare = plain_finding(FINDING_NOTE, "bare", SOURCE_NONE);
    sided.sides = sides;
    sided.side_count = 2;
    finding_add(list, &sided);
    finding_add(list, &bare);
    Review review = review_of(list, arena);
    assert_string_equal(review.items[0].finding->rule, "bare");
    assert_string_equal(review.items[0].place.file, "r.json");
    assert_int_equal(review.items[0].place.line, 0);
    assert_int_equal(review.items[1].place.line, 12);
    finding_list_free(list);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_kept_in_the_order_they_come),
        cmocka_unit_test(null_is_the_empty_list_that_has_failed),
        cmocka_unit_test(a_list_that_lost_a_finding_is_not_whole),
        cmocka_unit_test(findings_are_told_in_the_order_of_the_files),
        cmocka_unit_test(a_finding_without_a_place_stands_at_its_first_side_or_in_the_report_as_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
