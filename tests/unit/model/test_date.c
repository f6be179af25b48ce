#include <stdio.h>

#include "model/report.h"
#include "test.h"

TEST(days_of_the_calendar_are_read) {
    Date date;
    assert_true(date_parse(STR("2020-01-16"), &date));
    assert_int_equal(date.year, 2020);
    assert_int_equal(date.month, 1);
    assert_int_equal(date.day, 16);
}

TEST(other_texts_are_no_dates) {
    static const char *const bad[] = {"",           "2020-1-16",     "2020/01/16",      "20200116",
                                      "2020-00-10", "2020-13-01",    "2020-01-00",      "2020-01-32",
                                      "2020-04-31", "0000-01-01",    "2020-01-16 ",     " 2020-01-16",
                                      "2020-0a-16", "２０２０-01-1", "2020-01-16T00:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Date date = {7, 7, 7};
        if (date_parse(str_from(bad[i]), &date))
            fail_msg("read: %s", bad[i]);
        assert_int_equal(date.year, 7);
    }
}

/* Every day from 1 January 0001 to 31 December 9999 and no other: 3,652,059 of them. */
TEST(there_are_as_many_days_as_the_calendar_has) {
    long days = 0;
    for (int year = 0; year <= 9999; year++)
        for (int month = 0; month <= 13; month++)
            for (int day = 0; day <= 32; day++) {
                char text[] = "0000-00-00";
                Date date;
                text[0] = (char)('0' + year / 1000);
                text[1] = (char)('0' + year / 100 % 10);
                text[2] = (char)('0' + year / 10 % 10);
                text[3] = (char)('0' + year % 10);
                text[5] = (char)('0' + month / 10);
                text[6] = (char)('0' + month % 10);
                text[8] = (char)('0' + day / 10);
                text[9] = (char)('0' + day % 10);
                days += date_parse((Str){text, 10}, &date) ? 1 : 0;
            }
    assert_int_equal(days, 3652059);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_the_calendar_are_read),
        cmocka_unit_test(other_texts_are_no_dates),
        cmocka_unit_test(there_are_as_many_days_as_the_calendar_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
