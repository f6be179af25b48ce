#include "batch/plan.h"

#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "test.h"

static PlanItem items[] = {{.input = "in/a.json", .name = "a.pdf"},
                           {.input = "/abs/b.json", .name = "b.pdf", .form = "f.json", .conformance = "2a"},
                           {.input = "c\"\n.json", .name = "局.pdf", .lacks = "organ.code", .seen = "00"}};

static Plan some_plan(size_t shards) {
    Plan plan = {.program = "0", .folder = "/there", .items = items, .count = 3};
    static const PlanWord words[] = {{"key", "a \"b\".p12"}, {"fetch-issuers", ""}};
    plan.options = (PlanOptions){
        .form = "form.json", .conformance = "none", .check = true, .sign = true, .words = words, .word_count = 2};
    plan_cut(&plan, shards);
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

TEST(a_plan_comes_back_with_paths_from_where_it_was_made) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Plan plan = some_plan(2), read;
    folder_make();
    assert_true(back(arena, &plan, &read, diags));
    assert_int_equal(read.count, 3);
    assert_int_equal(read.shards, 2);
    assert_string_equal(read.options.form, "/there/form.json");
    assert_string_equal(read.options.conformance, "none");
    assert_null(read.options.print);
    assert_true(read.options.check);
    assert_true(read.options.sign);
    assert_int_equal(read.options.word_count, 2);
    assert_string_equal(read.options.words[0].name, "key");
    assert_string_equal(read.options.words[0].value, "a \"b\".p12");
    assert_string_equal(read.options.words[1].name, "fetch-issuers");
    assert_string_equal(read.options.words[1].value, "");
    assert_string_equal(plan_path(arena, &read, "seal.png"), "/there/seal.png");
    assert_string_equal(plan_path(arena, &read, "/abs/seal.png"), "/abs/seal.png");
    assert_string_equal(read.items[0].input, "/there/in/a.json");
    assert_null(read.items[0].form);
    assert_string_equal(read.items[1].input, "/abs/b.json");
    assert_string_equal(read.items[1].form, "/there/f.json");
    assert_string_equal(read.items[1].conformance, "2a");
    assert_string_equal(read.items[2].input, "/there/c\"\n.json");
    assert_string_equal(read.items[2].name, "局.pdf");
    assert_string_equal(read.items[2].lacks, "organ.code");
    assert_int_equal(read.items[2].shard, 0);
    assert_int_equal(read.items[1].shard, 1);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

TEST(shards_differ_by_one_report_at_most) {
    PlanItem many[100] = {0};
    Plan plan = {.items = many, .count = 100};
    for (size_t shards = 1; shards < 120; shards++) {
        size_t sizes[120] = {0};
        plan_cut(&plan, shards);
        for (size_t i = 0; i < 100; i++)
            sizes[many[i].shard]++;
        for (size_t i = 0; i < shards; i++)
            assert_in_range(sizes[i], 100 / shards, 100 / shards + 1);
    }
}

/* Reads a plan of which every prefix, and every text with one byte changed, is tried: none is read half. */
TEST(a_plan_that_is_cut_or_changed_is_read_whole_or_refused) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Plan plan = some_plan(2), read;
    Store store;
    size_t length;
    folder_make();
    assert_true(back(arena, &plan, &read, diags));
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
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    PlanItem clashing[] = {{.input = "1", .name = "a"},
                           {.input = "2", .name = "b"},
                           {.input = "3", .name = "a"},
                           {.input = "4", .name = "b"},
                           {.input = "5", .name = "c"}};
    Plan plan = {.items = clashing, .count = 5};
    assert_false(plan_check_names(arena, &plan, diags));
    assert_int_equal(diag_count(diags), 2);
    assert_string_equal(diag_item(diags, 0)->args[0], "1");
    assert_string_equal(diag_item(diags, 0)->args[1], "3");
    assert_string_equal(diag_item(diags, 0)->args[2], "a");
    diag_list_clear(diags);
    clashing[2].name = "d";
    clashing[3].name = "B";
    assert_true(plan_check_names(arena, &plan, diags));
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_comes_back_with_paths_from_where_it_was_made),
        cmocka_unit_test(shards_differ_by_one_report_at_most),
        cmocka_unit_test(a_plan_that_is_cut_or_changed_is_read_whole_or_refused),
        cmocka_unit_test(a_line_is_a_path_or_an_object),
        cmocka_unit_test(each_clash_is_told_with_both_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
