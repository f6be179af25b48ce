/* What is kept is what was made, never of other bytes, within the budget, and no fault when there is no memory. */
#include "pdf/standing.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool refuse;
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size) {
    if (refuse)
        errno = ENOMEM;
    return refuse ? NULL : __real_malloc(size);
}

#define BUDGET 1000

static int set_up(void **state) {
    *state = standing_new(BUDGET);
    return 0;
}

static int tear_down(void **state) {
    standing_free(*state);
    return 0;
}

/* As whoever makes something goes about it; gives whether it was found. */
static bool ask(Standing *standing, uint32_t use, const char *from, const char *made) {
    const Str found = standing_find(standing, use, str_from(from));
    if (found.text)
        assert_true(str_equals(found, made));
    else
        standing_keep(standing, str_from(from), str_from(made));
    return found.text != NULL;
}

static void test_what_is_asked_for_again_is_kept(void **state) {
    assert_false(ask(*state, 1, "abc", "made"));
    assert_false(standing_wants(*state));
    assert_int_equal(standing_kept(*state), 0);
    assert_false(ask(*state, 1, "abc", "made"));
    assert_int_equal(standing_kept(*state), 7);
    assert_true(ask(*state, 1, "abc", "made"));
    assert_int_equal(standing_kept(*state), 7);
}

static void test_uses_and_bytes_are_told_apart(void **state) {
    for (int i = 0; i < 3; i++) {
        ask(*state, 1, "abc", "made");
        ask(*state, 2, "abc", "otherwise");
        ask(*state, 1, "abd", "of other");
        ask(*state, 1, "ab", "of less");
    }
    assert_true(ask(*state, 1, "abc", "made"));
    assert_true(ask(*state, 2, "abc", "otherwise"));
    assert_true(ask(*state, 1, "abd", "of other"));
    assert_true(ask(*state, 1, "ab", "of less"));
}

static void test_nothing_made_of_nothing_is_kept(void **state) {
    for (int i = 0; i < 3; i++)
        assert_false(ask(*state, 1, "", "made"));
    assert_false(ask(NULL, 1, "abc", "made"));
    assert_false(standing_wants(NULL));
    assert_int_equal(standing_kept(NULL), 0);
}

static void test_the_budget_holds_and_what_is_asked_for_often_stays(void **state) {
    char from[64];
    bool found = true;
    ask(*state, 1, "often", "wanted");
    ask(*state, 1, "often", "wanted");
    for (int i = 0; i < 5000; i++) {
        snprintf(from, sizeof from, "%045d", i);
        for (int times = 0; times < 3; times++)
            ask(*state, 1, from, from);
        found &= ask(*state, 1, "often", "wanted");
        assert_in_range(standing_kept(*state), 1, BUDGET);
    }
    assert_true(found);
}

static void test_what_is_large_is_not_kept(void **state) {
    char large[BUDGET];
    memset(large, 'x', sizeof large);
    large[BUDGET / 4] = '\0';
    for (int i = 0; i < 3; i++)
        assert_false(ask(*state, 1, large, "made"));
    large[BUDGET / 4 - 4] = '\0';
    ask(*state, 1, large, "made");
    ask(*state, 1, large, "made");
    assert_true(ask(*state, 1, large, "made"));
}

static void test_without_memory_nothing_is_kept(void **state) {
    ask(*state, 1, "abc", "made");
    refuse = true;
    errno = 0;
    assert_false(ask(*state, 1, "abc", "made"));
    refuse = false;
    assert_int_equal(errno, 0);
    assert_int_equal(standing_kept(*state), 0);
    assert_false(ask(*state, 1, "abc", "made"));
    assert_true(ask(*state, 1, "abc", "made"));
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(test_what_is_asked_for_again_is_kept), STAGED(test_uses_and_bytes_are_told_apart),
        STAGED(test_nothing_made_of_nothing_is_kept), STAGED(test_the_budget_holds_and_what_is_asked_for_often_stays),
        STAGED(test_what_is_large_is_not_kept),       STAGED(test_without_memory_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
