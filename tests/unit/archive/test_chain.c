#include "archive/chain.h"

#include <string.h>

#include "test.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define COUNT  4

static Arena *arena;
static Buf lines;

/* Line 0 and three entries. */
static int set_up(void **state) {
    (void)state;
    ChainEnd end = CHAIN_BEGIN;
    arena = arena_new();
    lines = (Buf){0};
    for (int i = 0; i < COUNT; i++) {
        Entry entry = entry_blank();
        entry.kind = i ? "record" : "archive";
        entry.added = "2026-01-16T08:30:00Z";
        entry.format = i ? ENTRY_NONE : 1;
        entry.batch_first = entry.batch_last = entry.size = i ? i : ENTRY_NONE;
        entry.sha256 = entry.sm3 = i ? HASH_A : NULL;
        assert_true(chain_append(&entry, &end, &lines));
        assert_int_equal(end.sequence, i);
        assert_int_equal(end.length, lines.length);
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    buf_free(&lines);
    arena_free(arena);
    return 0;
}

static Str line_at(int index) {
    Str rest = {lines.bytes, lines.length}, line = {0};
    for (int i = 0; i <= index; i++)
        assert_true(chain_split(&rest, &line));
    return line;
}

/* Follows the lines with these numbers; gives the faults one after the other. */
static void assert_follows(const int *order, size_t count, const ChainFault *wanted) {
    ChainEnd end = CHAIN_BEGIN;
    Entry entry;
    for (size_t i = 0; i < count; i++)
        assert_int_equal(chain_follow(arena, line_at(order[i]), &end, &entry), wanted[i]);
}

TEST(a_chain_follows_itself) {
    assert_follows((int[]){0, 1, 2, 3}, 4, (ChainFault[]){CHAIN_FINE, CHAIN_FINE, CHAIN_FINE, CHAIN_FINE});
}

TEST(a_removed_line_is_told_once) {
    assert_follows((int[]){0, 2, 3}, 3, (ChainFault[]){CHAIN_FINE, CHAIN_SEQUENCE, CHAIN_FINE});
    assert_follows((int[]){1, 2}, 2, (ChainFault[]){CHAIN_SEQUENCE, CHAIN_FINE});
}

TEST(lines_in_another_order_are_told) {
    assert_follows((int[]){0, 2, 1, 3}, 4, (ChainFault[]){CHAIN_FINE, CHAIN_SEQUENCE, CHAIN_SEQUENCE, CHAIN_SEQUENCE});
}

TEST(a_changed_line_is_told_by_the_next) {
    ChainEnd end = CHAIN_BEGIN;
    Entry entry;
    *strstr(lines.bytes, "\"size\":2") = '"';
    strstr(lines.bytes, "\"size\":2")[7] = '9';
    assert_int_equal(chain_follow(arena, line_at(0), &end, &entry), CHAIN_FINE);
    assert_int_equal(chain_follow(arena, line_at(1), &end, &entry), CHAIN_FINE);
    assert_int_equal(chain_follow(arena, line_at(2), &end, &entry), CHAIN_FINE);
    assert_int_equal(chain_follow(arena, line_at(3), &end, &entry), CHAIN_LINK);
}

TEST(a_line_that_is_none_counts_as_one) {
    ChainEnd end = CHAIN_BEGIN;
    Entry entry;
    assert_int_equal(chain_follow(arena, line_at(0), &end, &entry), CHAIN_FINE);
    assert_int_equal(chain_follow(arena, STR("rubbish"), &end, &entry), CHAIN_UNREAD);
    assert_int_equal(end.sequence, 1);
    assert_int_equal(chain_follow(arena, line_at(2), &end, &entry), CHAIN_LINK);
}

TEST(what_has_no_end_is_no_line) {
    Str rest = STR("a\n\nb"), line;
    assert_true(chain_split(&rest, &line));
    assert_true(str_equals(line, "a"));
    assert_true(chain_split(&rest, &line));
    assert_int_equal(line.length, 0);
    assert_false(chain_split(&rest, &line));
    assert_true(str_equals(rest, "b"));
}

/* printf '%s' abc | sha256sum */
TEST(a_hash_is_that_of_the_line_alone) {
    char hash[HASH_HEX];
    assert_true(chain_hash(STR("abc"), hash));
    assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(an_entry_too_long_is_not_appended) {
    Entry entry = entry_blank();
    ChainEnd end = CHAIN_BEGIN;
    char *title = arena_alloc(arena, ENTRY_LINE_MAX + 1);
    memset(title, 'x', ENTRY_LINE_MAX);
    entry.kind = "archive";
    entry.title = title;
    assert_false(chain_append(&entry, &end, &lines));
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_chain_follows_itself),
        CASE(a_removed_line_is_told_once),
        CASE(lines_in_another_order_are_told),
        CASE(a_changed_line_is_told_by_the_next),
        CASE(a_line_that_is_none_counts_as_one),
        CASE(what_has_no_end_is_no_line),
        CASE(a_hash_is_that_of_the_line_alone),
        CASE(an_entry_too_long_is_not_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
