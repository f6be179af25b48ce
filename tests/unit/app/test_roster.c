/* Reports by organ and year: which stand for which, and whose units are whose. */
#include "app/roster.h"

#include <string.h>

#include "alloc_fail.h"
#include "test.h"

static RosterEntry entry(const char *code, const char *name, const char *parent, int year, const char *form) {
    return (RosterEntry){.file = "r.json",
                         .identity = {.code = code, .name = name, .parent = parent, .year = year, .form = form}};
}

typedef struct World {
    Arena *arena;
    Roster reports;
} World;

static World make(RosterEntry *entries, size_t count) {
    World world = {.arena = arena_new()};
    assert_true(roster_make(world.arena, entries, count, &world.reports));
    return world;
}

TEST(an_organ_is_known_by_its_code_or_else_its_name) {
    RosterEntry entries[] = {entry("1", "甲", NULL, 2020, "f"),  entry("1", "甲局", NULL, 2020, "f"),
                             entry(NULL, "甲", NULL, 2020, "f"), entry(NULL, "1", NULL, 2020, "f"),
                             entry("1", "甲", NULL, 2019, "f"),  entry(NULL, "甲", NULL, 2020, "f"),
                             entry(NULL, NULL, NULL, 2020, "f"), entry("1", "甲", NULL, 0, "f")};
    static const size_t firsts[] = {0, 0, 2, 3, 4, 2, ROSTER_NONE, ROSTER_NONE};
    World world = make(entries, 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(roster_first(&world.reports, i), firsts[i]);
    assert_int_equal(roster_last_year(&world.reports, 0), 4);
    assert_int_equal(roster_last_year(&world.reports, 4), ROSTER_NONE);
    assert_int_equal(roster_last_year(&world.reports, 7), ROSTER_NONE);
    assert_true(roster_has(&world.reports, "1", "别名", 2019));
    assert_true(roster_has(&world.reports, "9", "甲", 2020)); /* the one that says no code */
    assert_false(roster_has(&world.reports, "9", "甲", 2019));
    assert_true(roster_has(&world.reports, NULL, "甲局", 2020));
    assert_true(roster_has(&world.reports, NULL, "1", 2019));
    assert_false(roster_has(&world.reports, NULL, "1", 2018));
    arena_free(world.arena);
}

static void expect_units(World *world, size_t department, const size_t *expected, size_t count) {
    size_t found;
    const size_t *units = roster_units(&world->reports, world->arena, department, &found);
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(units[i], expected[i]);
}

TEST(units_name_their_department_by_code_or_name) {
    RosterEntry entries[] = {
        entry("10", "甲", "甲", 2020, "f"), entry("11", "a", "甲", 2020, "f"),  entry("12", "b", "10", 2020, "f"),
        entry("12", "b", "10", 2020, "f"),  entry("13", "c", "10", 2019, "f"),  entry("20", "甲", NULL, 2020, "f"),
        entry("14", "d", "30", 2020, "f"),  entry("10", "甲", NULL, 2020, "f"), entry("40", "40", NULL, 2020, "f"),
        entry("41", "e", "40", 2020, "f"),
    };
    World world = make(entries, 10);
    expect_units(&world, 0, (size_t[]){1, 2}, 2); /* not itself, not the second of 12, not of another year */
    expect_units(&world, 5, NULL, 0);             /* of two that are called so, the first is meant */
    expect_units(&world, 7, (size_t[]){1, 2}, 2); /* the same organ again */
    expect_units(&world, 8, (size_t[]){9}, 1);    /* code and name are the same */
    expect_units(&world, 1, NULL, 0);
    assert_true(roster_has_parent(&world.reports, 2));
    assert_true(roster_has_parent(&world.reports, 5));
    assert_false(roster_has_parent(&world.reports, 4));
    assert_false(roster_has_parent(&world.reports, 6));
    arena_free(world.arena);
}

TEST(of_each_pair_of_forms_the_first_tells) {
    RosterEntry entries[] = {
        entry("1", "甲", NULL, 2020, "new"), entry("1", "甲", NULL, 2019, "old"),  entry("2", "乙", "1", 2020, "new"),
        entry("2", "乙", NULL, 2019, "old"), entry("3", "丙", "1", 2020, "other"), entry("4", "丁", "1", 2020, "other"),
        entry("3", "丙", NULL, 2019, "old"), entry("4", "丁", NULL, 2019, NULL),
    };
    World world = make(entries, 8);
    static const bool last[] = {true, false, false, false, true, false, false, false};
    static const bool unit[] = {false, false, false, false, true, false, false, false};
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(entries[i].tells_last_year, last[i]);
        assert_int_equal(entries[i].tells_unit, unit[i]);
    }
    arena_free(world.arena);
}

/* What a hostile folder may hold: many of one name, each of which could be everybody's department. */
TEST(many_alike_take_no_longer_than_many) {
    enum { COUNT = 40000 };
    Arena *arena = arena_new();
    RosterEntry *entries = ARENA_ARRAY(arena, RosterEntry, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        entries[i] = entry(i % 2 ? arena_printf(arena, "%zu", i) : NULL, "同名", "同名", 2020, i % 3 ? "f" : "g");
    Roster reports;
    assert_true(roster_make(arena, entries, COUNT, &reports));
    for (size_t i = 0; i < COUNT; i++) {
        size_t count = 0;
        if (roster_first(&reports, i) == i)
            roster_units(&reports, arena, i, &count);
        assert_int_equal(count, i == 0 ? COUNT / 2 : 0);
    }
    arena_free(arena);
}

TEST(an_identity_goes_through_bytes) {
    Arena *arena = arena_new();
    Identity out, in = {.kind = FILE_IS_STRANGE, .name = "甲", .form = "", .year = 2020, .line = 3, .column = 5};
    Buf packed = {0};
    identity_pack(&in, &packed);
    assert_true(identity_unpack(arena, &packed, &out));
    assert_true(out.kind == in.kind && out.year == 2020 && out.line == 3 && out.column == 5 && !out.code &&
                !out.parent);
    assert_string_equal(out.name, "甲");
    assert_string_equal(out.form, "");
    for (size_t length = packed.length; length-- > 0;) {
        Buf cut = {.bytes = packed.bytes, .length = length};
        assert_false(identity_unpack(arena, &cut, &out));
    }
    buf_free(&packed);
    arena_free(arena);
}

TEST(memory_that_is_short_is_said_so) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        RosterEntry entries[] = {entry("1", "甲", NULL, 2020, "new"), entry("1", "甲", NULL, 2019, "old"),
                                 entry("2", "乙", "1", 2020, "old")};
        Roster reports;
        bool made = roster_make(arena, entries, 3, &reports);
        assert_true(made != alloc_fail_happened());
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_organ_is_known_by_its_code_or_else_its_name),
        cmocka_unit_test(units_name_their_department_by_code_or_name),
        cmocka_unit_test(of_each_pair_of_forms_the_first_tells),
        cmocka_unit_test(many_alike_take_no_longer_than_many),
        cmocka_unit_test(an_identity_goes_through_bytes),
        cmocka_unit_test(memory_that_is_short_is_said_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
