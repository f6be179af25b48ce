#include "base/shortage.h"

#include <errno.h>

#include "test.h"

TEST(what_errno_held_before_is_of_no_account) {
    errno = ENOMEM;
    shortage_watch();
    assert_true(shortage_none());
    errno = ENOENT;
    assert_true(shortage_none());
    assert_false(shortage_seen());
}

TEST(once_short_is_short_for_the_life_of_the_process) {
    shortage_watch();
    errno = ENOMEM; /* as malloc leaves it */
    assert_false(shortage_none());
    shortage_watch();
    assert_false(shortage_none());
    assert_true(shortage_seen());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_errno_held_before_is_of_no_account),
        cmocka_unit_test(once_short_is_short_for_the_life_of_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
