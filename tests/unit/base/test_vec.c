#include "base/vec.h"

#include "alloc_fail.h"
#include "test.h"

typedef VEC(int) Ints;

TEST(items_are_zeroed_and_kept_in_order) {
    Ints ints = {0};
    for (int i = 0; i < 1000; i++) {
        int *item = VEC_PUSH(&ints);
        assert_non_null(item);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(ints.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(ints.items[i], i);
    VEC_FREE(&ints);
    assert_null(ints.items);
    assert_int_equal(ints.count, 0);
}

TEST(taking_moves_the_items_into_the_arena) {
    Arena *arena = arena_new();
    Ints ints = {0};
    *VEC_PUSH(&ints) = 4;
    *VEC_PUSH(&ints) = 5;
    const int *taken = VEC_TAKE(arena, &ints);
    assert_int_equal(taken[0], 4);
    assert_int_equal(taken[1], 5);
    assert_null(ints.items);
    Ints none = {0};
    assert_non_null(VEC_TAKE(arena, &none));
    arena_free(arena);
}

TEST(failure_is_sticky_and_reaches_the_arena) {
    Arena *arena = arena_new();
    Ints ints = {0};
    *VEC_PUSH(&ints) = 1;
    alloc_fail_at(1);
    while (VEC_PUSH(&ints))
        ;
    alloc_fail_at(0);
    assert_true(ints.failed);
    assert_null(VEC_PUSH(&ints));
    assert_int_equal(ints.items[0], 1);
    assert_null(VEC_TAKE(arena, &ints));
    assert_true(arena_failed(arena));
    assert_null(ints.items);
    arena_free(arena);
}

TEST(a_size_that_overflows_fails) {
    void *items = NULL;
    size_t count = 0, capacity = 0;
    bool failed = false;
    assert_null(vec_push(&items, &count, &capacity, &failed, SIZE_MAX / 4));
    assert_true(failed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_zeroed_and_kept_in_order),
        cmocka_unit_test(taking_moves_the_items_into_the_arena),
        cmocka_unit_test(failure_is_sticky_and_reaches_the_arena),
        cmocka_unit_test(a_size_that_overflows_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
