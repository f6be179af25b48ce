/* A place outlives the document it was in. */
#include "findings/spot.h"

#include "alloc_fail.h"
#include "fixture.h"
#include "test.h"

TEST(a_place_is_kept_as_it_was) {
    Arena *arena = arena_new(), *other = arena_new();
    SourceRef kept = spot_keep(arena, in_report(7));
    Place place = {0};
    kept.map->locate(kept, other, &place);
    assert_string_equal(place.file, "r.json");
    assert_string_equal(place.pointer, "/tables/a/7/x");
    assert_int_equal(place.line, 7);
    assert_int_equal(place.column, 5);
    arena_free(arena);
    assert_string_equal(place.pointer, "/tables/a/7/x"); /* texts are the asker's */
    arena_free(other);
}

TEST(nowhere_stays_nowhere) {
    Arena *arena = arena_new();
    assert_null(spot_keep(arena, SOURCE_NONE).map);
    Place bare = {.file = "x"}, place = {0};
    SourceRef kept = spot_of(arena, &bare);
    kept.map->locate(kept, arena, &place);
    assert_string_equal(place.file, "x");
    assert_null(place.pointer);
    arena_free(arena);
}

TEST(short_memory_is_the_arenas_failure) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        SourceRef kept = spot_keep(arena, in_report(3));
        assert_true(kept.map || arena_failed(arena));
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_kept_as_it_was),
        cmocka_unit_test(nowhere_stays_nowhere),
        cmocka_unit_test(short_memory_is_the_arenas_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
