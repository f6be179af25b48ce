#include "archive/catalogue.h"

#include "folder.h"
#include "test.h"

#define COUNT 5

static Arena *arena;
static DiagList *diags;
static Catalogue *catalogue;
static ChainEnd end;

static Entry entry_of(int number) {
    static char digests[COUNT][HASH_HEX];
    static EntrySignature signature = {.signer = "李四", .field = "审核"};
    snprintf(digests[number], HASH_HEX, "%064d", number);
    Entry entry = entry_blank();
    entry.kind = number ? "record" : "archive";
    entry.added = "2026-01-16T08:30:00Z";
    entry.format = number ? ENTRY_NONE : 1;
    if (number) {
        entry.batch_first = entry.batch_last = number;
        entry.sha256 = entry.sm3 = digests[number];
        entry.size = number;
        entry.organ = number % 2 ? "水务局" : "教育局";
        entry.title = "2020年部门预算公开";
        entry.year = 2020;
        entry.form = number == 3 ? "other" : NULL;
        entry.signatures = &signature;
        entry.signature_count = number == 4;
    }
    return entry;
}

static void fill(Catalogue *into) {
    end = CHAIN_BEGIN;
    for (int i = 0; i < COUNT; i++) {
        Entry entry = entry_of(i);
        Buf line = {0};
        assert_true(chain_append(&entry, &end, &line));
        assert_true(catalogue_add(into, &entry, (Str){line.bytes, line.length - 1}, &end));
        buf_free(&line);
    }
}

static int set_up(void **state) {
    int made = folder_make(state);
    arena = arena_new();
    diags = diag_list_new();
    catalogue = catalogue_new(in_folder("c"), diags);
    assert_non_null(catalogue);
    fill(catalogue);
    return made;
}

static int tear_down(void **state) {
    catalogue_close(catalogue);
    diag_list_free(diags);
    arena_free(arena);
    return folder_remove(state);
}

TEST(it_knows_how_far_it_reaches) {
    ChainEnd reached;
    assert_true(catalogue_end(catalogue, &reached));
    assert_int_equal(reached.sequence, end.sequence);
    assert_int_equal(reached.length, end.length);
    assert_string_equal(reached.hash, end.hash);
}

TEST(an_empty_one_is_at_the_beginning) {
    ChainEnd reached;
    Catalogue *empty = catalogue_new(":memory:", diags);
    assert_true(catalogue_end(empty, &reached));
    assert_int_equal(reached.sequence, ENTRY_NONE);
    assert_string_equal(reached.hash, ENTRY_NO_HASH);
    catalogue_close(empty);
}

TEST(an_object_and_an_edition_are_known_again) {
    int64_t sequence;
    Entry entry = entry_of(3);
    assert_true(catalogue_of_object(catalogue, entry.sha256, &sequence));
    assert_int_equal(sequence, 3);
    assert_true(catalogue_of_object(catalogue, ENTRY_NO_HASH, &sequence));
    assert_int_equal(sequence, ENTRY_NONE);
    assert_true(catalogue_of_edition(catalogue, &entry, &sequence));
    assert_int_equal(sequence, 3); /* of its own form alone */
    entry.form = NULL;
    assert_true(catalogue_of_edition(catalogue, &entry, &sequence));
    assert_int_equal(sequence, 1);
    entry.year = ENTRY_NONE;
    assert_true(catalogue_of_edition(catalogue, &entry, &sequence));
    assert_int_equal(sequence, ENTRY_NONE);
}

static size_t count_found(Query query) {
    Found found;
    query.year = query.year ? query.year : ENTRY_NONE;
    query.limit = query.limit ? query.limit : ENTRY_NONE;
    assert_true(catalogue_find(catalogue, arena, &query, &found));
    return found.count;
}

TEST(queries_select) {
    assert_int_equal(count_found((Query){0}), 4);
    assert_int_equal(count_found((Query){.organ = "水务"}), 2);
    assert_int_equal(count_found((Query){.text = "部门预算公开"}), 4);
    assert_int_equal(count_found((Query){.text = "预算 水"}), 2);
    assert_int_equal(count_found((Query){.text = "部门预算　教育局"}), 2);
    assert_int_equal(count_found((Query){.signer = "李"}), 1);
    assert_int_equal(count_found((Query){.text = "李四"}), 1);
    assert_int_equal(count_found((Query){.form = "other"}), 1);
    assert_int_equal(count_found((Query){.limit = 3}), 3);
    assert_int_equal(count_found((Query){.year = 1999}), 0);
    assert_int_equal(count_found((Query){.text = " "}), 4);
}

TEST(the_same_object_twice_is_refused) {
    Entry entry = entry_of(1);
    Buf line = {0};
    assert_true(chain_append(&entry, &end, &line));
    assert_false(catalogue_add(catalogue, &entry, (Str){line.bytes, line.length - 1}, &end));
    assert_true(diag_has_errors(diags));
    buf_free(&line);
}

static size_t told;
static void count_told(void *context, CatalogueFault fault, int64_t sequence) {
    (void)context;
    (void)fault;
    (void)sequence;
    told++;
}

TEST(it_equals_one_made_anew) {
    Catalogue *other = catalogue_new(":memory:", diags);
    fill(other);
    told = 0;
    assert_true(catalogue_compare(catalogue, other, count_told, NULL));
    assert_int_equal(told, 0);
    catalogue_close(other);
    other = catalogue_new(":memory:", diags);
    assert_true(catalogue_compare(catalogue, other, count_told, NULL));
    assert_int_equal(told, 5 + 4 + 1 + 4); /* lines, records, signatures, words */
    catalogue_close(other);
}

TEST(it_is_opened_again_and_nothing_else_is) {
    Catalogue *again = catalogue_open(in_folder("c"), true, 0, diags);
    assert_non_null(again);
    catalogue_close(again);
    assert_null(catalogue_open(in_folder("none"), true, 0, diags));
    assert_null(catalogue_open(in_folder("none"), false, 0, diags));
    assert_int_equal(access(in_folder("none"), F_OK), -1);
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("text"), STR("no database"), 0600, false), 0);
    assert_null(catalogue_open(in_folder("text"), true, 0, diags));
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("empty"), STR(""), 0600, false), 0);
    assert_null(catalogue_open(in_folder("empty"), true, 0, diags));
}

TEST(what_is_rolled_back_is_not_there) {
    Found found;
    Query all = {.year = ENTRY_NONE, .limit = ENTRY_NONE};
    Catalogue *other = catalogue_new(in_folder("d"), diags);
    assert_true(catalogue_begin(other));
    fill(other);
    catalogue_rollback(other);
    assert_true(catalogue_find(other, arena, &all, &found));
    assert_int_equal(found.count, 0);
    catalogue_close(other);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(it_knows_how_far_it_reaches),
        CASE(an_empty_one_is_at_the_beginning),
        CASE(an_object_and_an_edition_are_known_again),
        CASE(queries_select),
        CASE(the_same_object_twice_is_refused),
        CASE(it_equals_one_made_anew),
        CASE(it_is_opened_again_and_nothing_else_is),
        CASE(what_is_rolled_back_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
