#include "sign/moment.h"

#include "test.h"

static void assert_moment(VerifyTime time, const char *text) {
    if (text)
        assert_string_equal(time.text, text);
    else
        assert_null(time.text);
}

TEST(seconds_become_days_of_the_calendar) {
    Arena *arena = arena_new();
    assert_moment(moment_of(arena, 0), "1970-01-01T00:00:00Z");
    assert_moment(moment_of(arena, 951782399), "2000-02-28T23:59:59Z");
    assert_moment(moment_of(arena, 951782400), "2000-02-29T00:00:00Z");
    assert_moment(moment_of(arena, 4107542400), "2100-03-01T00:00:00Z"); /* no leap year */
    assert_moment(moment_of(arena, -1), "1969-12-31T23:59:59Z");
    assert_moment(moment_of(arena, 1579147200), "2020-01-16T04:00:00Z");
    arena_free(arena);
}

TEST(a_pdfs_date_has_an_offset) {
    Arena *arena = arena_new();
    assert_moment(moment_of_pdf(arena, STR("D:20200116120000+08'00'")), "2020-01-16T04:00:00Z");
    assert_moment(moment_of_pdf(arena, STR("D:20200116003000+08'00")), "2020-01-15T16:30:00Z");
    assert_moment(moment_of_pdf(arena, STR("D:20200116120000-0330")), "2020-01-16T15:30:00Z");
    assert_moment(moment_of_pdf(arena, STR("D:20200116120000Z")), "2020-01-16T12:00:00Z");
    assert_moment(moment_of_pdf(arena, STR("D:2020")), "2020-01-01T00:00:00Z");
    assert_moment(moment_of_pdf(arena, STR("20200229")), "2020-02-29T00:00:00Z");
    assert_moment(moment_of_pdf(arena, STR("D:20201316")), NULL);
    assert_moment(moment_of_pdf(arena, STR("yesterday")), NULL);
    assert_moment(moment_of_pdf(arena, STR("")), NULL);
    arena_free(arena);
}

TEST(asn1_times_are_read) {
    Arena *arena = arena_new();
    ASN1_TIME *time = ASN1_TIME_new();
    assert_int_equal(ASN1_TIME_set_string(time, "200116040000Z"), 1);
    assert_moment(moment_of_asn1(arena, time), "2020-01-16T04:00:00Z");
    assert_int_equal(ASN1_TIME_set_string(time, "21500101000000Z"), 1);
    assert_moment(moment_of_asn1(arena, time), "2150-01-01T00:00:00Z");
    assert_moment(moment_of_asn1(arena, NULL), NULL);
    ASN1_TIME_free(time);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seconds_become_days_of_the_calendar),
        cmocka_unit_test(a_pdfs_date_has_an_offset),
        cmocka_unit_test(asn1_times_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
