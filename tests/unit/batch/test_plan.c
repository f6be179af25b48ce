#include "batch/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "test.h"

static PlanItem items[] = {{.input = "in/a.json", .name = "a.pdf"},
                           {.input = "/abs/b.json", .name = "b.pdf", .form = "f.json", .conformance = "2a"},
                           {.input = "c\"\n.json", .name = "局.pdf", .lacks = "organ.code", .seen = "00"}};

static Plan plan_of(const PlanItem *from, size_t count, size_t shards, DiagList *diags) {
    Plan plan;
    assert_true(plan_start(&plan, shards, "/tmp", diags));
    for (size_t i = 0; i < count; i++)
        plan_add(&plan, &from[i]);
    assert_true(plan_seal(&plan, diags));
    assert_int_equal(plan.count, count);
    return plan;
}

static Plan some_plan(size_t shards, DiagList *diags) {
    Plan plan = plan_of(items, 3, shards, diags);
    plan.program = "0";
    plan.folder = "/there";
    plan.options = (PlanOptions){.form = "form.json", .conformance = "none", .check = true};
    return plan;
}

/* Written and read back. */
static bool back(Arena *arena, const Plan *plan, Plan *read, DiagList *diags) {
    Store store;
    bool good = store_open(&store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, diags) &&
                plan_write(plan, &store, diags) && plan_read(arena, &store, read, diags);
    store_close(&store);
    return good;
}

static PlanItem item_of(Arena *arena, const Plan *plan, size_t number) {
    PlanItem item;
    assert_true(plan_item(arena, plan, number, &item));
    return item;
}

TEST(a_plan_comes_back_with_paths_from_where_it_was_made) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Plan plan = some_plan(2, diags), read;
    folder_make();
    assert_string_equal(item_of(arena, &plan, 0).input, "in/a.json");
    assert_true(back(arena, &plan, &read, diags));
    assert_int_equal(read.count, 3);
    assert_int_equal(read.shards, 2);
    assert_string_equal(read.options.form, "/there/form.json");
    assert_string_equal(read.options.conformance, "none");
    assert_null(read.options.print);
    assert_true(read.options.check);
    PlanItem first = item_of(arena, &read, 0), second = item_of(arena, &read, 1), third = item_of(arena, &read, 2);
    assert_string_equal(first.input, "/there/in/a.json");
    assert_null(first.form);
    assert_string_equal(second.input, "/abs/b.json");
    assert_string_equal(second.form, "/there/f.json");
    assert_string_equal(second.conformance, "2a");
    assert_string_equal(third.input, "/there/c\"\n.json");
    assert_string_equal(third.name, "局.pdf");
    assert_string_equal(third.lacks, "organ.code");
    assert_int_equal(third.shard, 0);
    assert_int_equal(second.shard, 1);
    assert_false(plan_item(arena, &read, 3, &first));
    plan_free(&read);
    plan_free(&plan);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

TEST(of_many_reports_each_is_found_whether_written_or_not) {
    enum { COUNT = 5000 };
    static char inputs[COUNT][600], names[COUNT][32];
    static PlanItem many[COUNT];
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Plan read, plan;
    folder_make();
    for (int i = 0; i < COUNT; i++) {
        memset(inputs[i], 'a', sizeof inputs[i]); /* of any length, to go over the ends of what is read at once */
        snprintf(inputs[i] + i % 500, 32, "/%d", i);
        snprintf(names[i], sizeof names[i], "%d.pdf", i);
        many[i] = (PlanItem){.input = inputs[i], .name = names[i]};
    }
    plan = plan_of(many, COUNT, 7, diags);
    plan.program = "0";
    plan.folder = "/";
    assert_true(back(arena, &plan, &read, diags));
    for (size_t i = 0; i < COUNT; i++) {
        ArenaMark mark = arena_mark(arena);
        assert_string_equal(item_of(arena, &plan, i).input, inputs[i]);
        assert_string_equal(item_of(arena, &read, i).name, names[i]);
        assert_int_equal(item_of(arena, &read, i).shard, i % 7);
        arena_rewind(arena, mark);
    }
    plan_free(&read);
    plan_free(&plan);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

TEST(shards_differ_by_one_report_at_most) {
    PlanItem many[100] = {0};
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    for (size_t i = 0; i < 100; i++)
        many[i].input = "a";
    for (size_t shards = 1; shards < 120; shards++) {
        size_t sizes[120] = {0};
        Plan plan = plan_of(many, 100, shards, diags);
        for (size_t i = 0; i < 100; i++)
            sizes[item_of(arena, &plan, i).shard]++;
        for (size_t i = 0; i < shards; i++)
            assert_in_range(sizes[i], 100 / shards, 100 / shards + 1);
        plan_free(&plan);
    }
    diag_list_free(diags);
    arena_free(arena);
}

/* Reads a plan of which every prefix, and every text with one byte changed, is tried: none is read half. */
TEST(a_plan_that_is_cut_or_changed_is_read_whole_or_refused) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Plan plan = some_plan(2, diags), read;
    Store store;
    size_t length;
    folder_make();
    assert_true(back(arena, &plan, &read, diags));
    plan_free(&read);
    plan_free(&plan);
    char *text = folder_read("out/.banxin/plan.jsonl", &length);
    assert_true(store_open(&store, folder_path("out"), STORE_LOOK, STORE_NO_SHARD, diags));
    for (size_t at = 0; at < length; at++) {
        char kept = text[at];
        for (int change = 0; change < 2; change++) {
            diag_list_clear(diags);
            text[at] = change ? '"' : '\0';
            folder_write("out/.banxin/plan.jsonl", text);
            bool good = plan_read(arena, &store, &read, diags);
            assert_true(good ? read.count == 3 && change : diag_has_errors(diags));
            plan_free(&read);
        }
        text[at] = kept;
    }
    store_close(&store);
    free(text);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

static bool line(const char *text, PlanItem *item, DiagList *diags) {
    static Arena *arena;
    arena_free(arena);
    arena = arena_new();
    diag_list_clear(diags);
    return plan_read_line(arena, "list.jsonl", 7, str_from(text), item, diags);
}

TEST(a_line_is_a_path_or_an_object) {
    DiagList *diags = diag_list_new();
    PlanItem item;
    assert_true(line(" a b.json\r", &item, diags));
    assert_string_equal(item.input, "a b.json");
    assert_null(item.name);
    assert_true(line("{\"input\": \"{.json\", \"name\": \"{{file}}\", \"conformance\": \"2a\"}", &item, diags));
    assert_string_equal(item.input, "{.json");
    assert_string_equal(item.name, "{{file}}");
    static const char *const bad[] = {"{}",
                                      "{",
                                      "{\"input\": 1}",
                                      "{\"input\": \"a\", \"x\": 1}",
                                      "{\"input\": \"a\", \"conformance\": \"1b\"}",
                                      "{\"input\": \"a\"} x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(line(bad[i], &item, diags));
        assert_int_equal(diag_count(diags), 1);
        assert_int_equal(diag_item(diags, 0)->code, DIAG_BATCH_LINE);
        assert_int_equal(diag_item(diags, 0)->place.line, 7);
    }
    diag_list_free(diags);
}

TEST(each_clash_is_told_with_both_inputs) {
    DiagList *diags = diag_list_new();
    PlanItem clashing[] = {{.input = "1", .name = "a"}, {.input = "2", .name = "b"}, {.input = "3", .name = "a"},
                           {.input = "4", .name = "b"}, {.input = "5", .name = "c"}, {.input = "6", .name = "a"}};
    Plan plan = plan_of(clashing, 6, 1, diags);
    assert_false(plan_check_names(&plan, diags));
    assert_int_equal(diag_count(diags), 3);
    assert_string_equal(diag_item(diags, 0)->args[0], "1");
    assert_string_equal(diag_item(diags, 0)->args[1], "3");
    assert_string_equal(diag_item(diags, 0)->args[2], "a");
    assert_string_equal(diag_item(diags, 1)->args[0], "2");
    assert_string_equal(diag_item(diags, 2)->args[0], "3");
    assert_string_equal(diag_item(diags, 2)->args[1], "6");
    plan_free(&plan);
    diag_list_clear(diags);
    clashing[2].name = "d";
    clashing[3].name = "B";
    clashing[5].name = "A";
    plan = plan_of(clashing, 6, 1, diags);
    assert_true(plan_check_names(&plan, diags));
    plan_free(&plan);
    diag_list_free(diags);
}

/* Where it is made there is no room, or no folder. */
TEST(a_plan_that_finds_no_room_is_told) {
    DiagList *diags = diag_list_new();
    Plan plan;
    assert_false(plan_start(&plan, 1, "/no/where", diags));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FILE_WRITE);
    plan_free(&plan);
    diag_list_free(diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_comes_back_with_paths_from_where_it_was_made),
        cmocka_unit_test(of_many_reports_each_is_found_whether_written_or_not),
        cmocka_unit_test(shards_differ_by_one_report_at_most),
        cmocka_unit_test(a_plan_that_is_cut_or_changed_is_read_whole_or_refused),
        cmocka_unit_test(a_line_is_a_path_or_an_object),
        cmocka_unit_test(each_clash_is_told_with_both_inputs),
        cmocka_unit_test(a_plan_that_finds_no_room_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
