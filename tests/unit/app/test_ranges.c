#include "app/ranges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The first ten pages as the list chooses them: "1.3" is pages 1 and 3. */
static void expect(const char *list, const char *wanted) {
    char chosen[11] = "..........";
    assert_true(!list || ranges_are_good(list));
    for (size_t page = 1; page <= 10; page++)
        if (ranges_hold(list, page))
            chosen[page - 1] = (char)('0' + page % 10);
    assert_string_equal(chosen, wanted);
}

static void lists_choose_pages(void **state) {
    (void)state;
    expect("1", "1.........");
    expect("1,3-5,8-", "1.345..890");
    expect("8-,3-5,1", "1.345..890");
    expect("2-4,3-6", ".23456....");
    expect("1-", "1234567890");
    expect("11-", "..........");
    expect("3-3", "..3.......");
    expect("003", "..3.......");
    expect("200000", "..........");
    expect(NULL, "1234567890");
}

static void what_is_no_list_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",       ",",        "1,", ",1", "0",   "0-3",  "5-3",  "-3",  "1--3",
        "1-3-5",  "a",        "1a", "1 ", " 1",  "1, 2", "1.5",  "+1",  "1;2",
        "200001", "1-200001", "１", "-",  "1-0", "--",   "1,,2", "1-,", "99999999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ranges_are_good(bad[i]))
            fail_msg("%s is taken", bad[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_choose_pages),
        cmocka_unit_test(what_is_no_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
