#include "base/arena.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"

static bool is_zero(const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

TEST(memory_is_zeroed_and_aligned) {
    Arena *arena = arena_new();
    for (size_t size = 0; size < 3000; size += 7) {
        char *bytes = arena_alloc(arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        assert_true(is_zero(bytes, size));
        memset(bytes, 0xAA, size);
    }
    arena_free(arena);
}

TEST(memory_given_back_is_zeroed_again) {
    Arena *arena = arena_new();
    arena_strdup(arena, "kept");
    for (int i = 0; i < 5; i++) {
        ArenaMark mark = arena_mark(arena);
        for (size_t size = 1; size < 200000; size *= 3) {
            char *bytes = arena_alloc(arena, size);
            assert_true(is_zero(bytes, size));
            memset(bytes, 0xAA, size);
        }
        arena_rewind(arena, mark);
    }
    arena_free(arena);
}

TEST(a_rewind_gives_the_same_place_again) {
    Arena *arena = arena_new();
    ArenaMark empty = arena_mark(arena);
    char *first = arena_alloc(arena, 100);
    ArenaMark mark = arena_mark(arena);
    char *second = arena_alloc(arena, 100);
    arena_rewind(arena, mark);
    assert_ptr_equal(arena_alloc(arena, 100), second);
    arena_rewind(arena, empty);
    assert_ptr_equal(arena_alloc(arena, 100), first);
    arena_free(arena);
}

TEST(a_loop_of_trials_touches_the_heap_once) {
    Arena *arena = arena_new();
    arena_alloc(arena, 1);
    alloc_fail_at(0);
    for (int i = 0; i < 100; i++) {
        ArenaMark mark = arena_mark(arena);
        for (int j = 0; j < 50; j++)
            arena_alloc(arena, 10000);
        arena_rewind(arena, mark);
    }
    assert_in_range(alloc_fail_count(), 1, 10);
    arena_free(arena);
}

static void assert_same_mark(ArenaMark a, ArenaMark b) {
    assert_ptr_equal(a.chunk, b.chunk);
    assert_int_equal(a.used, b.used);
}

TEST(marks_nest) {
    Arena *arena = arena_new();
    char *kept = arena_strdup(arena, "kept");
    ArenaMark outer = arena_mark(arena);
    arena_alloc(arena, 50000);
    ArenaMark inner = arena_mark(arena);
    arena_alloc(arena, (size_t)3 << 20);
    arena_rewind(arena, inner);
    assert_same_mark(arena_mark(arena), inner);
    arena_rewind(arena, outer);
    assert_same_mark(arena_mark(arena), outer);
    assert_string_equal(kept, "kept");
    arena_free(arena);
}

TEST(texts_are_copied_and_end_in_nul) {
    Arena *arena = arena_new();
    assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(arena, NULL, 0), "");
    assert_string_equal(arena_strdup(arena, "全文"), "全文");
    assert_null(arena_strdup(arena, NULL));
    assert_string_equal(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    assert_memory_equal(arena_copy(arena, "\0\1\2", 3), "\0\1\2", 3);
    assert_non_null(arena_copy(arena, NULL, 0));
    assert_false(arena_failed(arena));
    arena_free(arena);
}

TEST(a_product_or_size_that_overflows_is_out_of_memory) {
    Arena *arena = arena_new();
    assert_null(arena_array(arena, SIZE_MAX / 2, 3));
    assert_true(arena_failed(arena));
    arena_free(arena);
    arena = arena_new();
    assert_null(arena_alloc(arena, SIZE_MAX - 8));
    assert_true(arena_failed(arena));
    arena_free(arena);
    arena = arena_new();
    assert_null(arena_strndup(arena, "", SIZE_MAX));
    assert_true(arena_failed(arena));
    arena_free(arena);
}

TEST(arrays_of_no_items_are_valid) {
    Arena *arena = arena_new();
    assert_non_null(ARENA_ARRAY(arena, int, 0));
    assert_non_null(arena_array(arena, 5, 0));
    arena_free(arena);
}

TEST(failure_is_sticky) {
    Arena *arena = arena_new();
    arena_alloc(arena, 10);
    alloc_fail_at(1);
    assert_null(arena_alloc(arena, (size_t)1 << 20));
    assert_true(arena_failed(arena));
    assert_null(arena_alloc(arena, 1));
    assert_null(arena_strdup(arena, "x"));
    assert_null(arena_printf(arena, "x"));
    alloc_fail_at(0);
    arena_free(arena);
    alloc_fail_at(1);
    assert_null(arena_new());
    alloc_fail_at(0);
}

TEST(a_seam_can_make_it_fail) {
    Arena *arena = arena_new();
    arena_fail(arena);
    assert_true(arena_failed(arena));
    assert_null(arena_alloc(arena, 1));
    arena_free(arena);
}

TEST(no_arena_is_a_failed_one) {
    assert_true(arena_failed(NULL));
    assert_null(arena_alloc(NULL, 1));
    assert_null(arena_array(NULL, SIZE_MAX, 2));
    assert_null(arena_printf(NULL, "%d", 1));
    arena_fail(NULL);
    arena_rewind(NULL, arena_mark(NULL));
    arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(memory_given_back_is_zeroed_again),
        cmocka_unit_test(a_rewind_gives_the_same_place_again),
        cmocka_unit_test(a_loop_of_trials_touches_the_heap_once),
        cmocka_unit_test(marks_nest),
        cmocka_unit_test(texts_are_copied_and_end_in_nul),
        cmocka_unit_test(a_product_or_size_that_overflows_is_out_of_memory),
        cmocka_unit_test(arrays_of_no_items_are_valid),
        cmocka_unit_test(failure_is_sticky),
        cmocka_unit_test(a_seam_can_make_it_fail),
        cmocka_unit_test(no_arena_is_a_failed_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
