/*
 * Tables as files: the tables of the tiny fixture, in which every kind of column and row stands.
 */
#include "compose/table_csv.h"

#include <string.h>

#include "test.h"

typedef struct World {
    Composer composer;
    Scope report;
} World;

static int set_up(void **state) {
    static World w;
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const Form *form = form_read(arena, FIXTURES "/tiny-form.json", diags);
    const JsonDoc *doc = json_doc_read(arena, FIXTURES "/tiny-report.json", diags);
    const Report *report = form && doc ? report_read(arena, doc, form, diags) : NULL;
    Figures *figures = report ? figures_make(arena, report, diags) : NULL;
    w = (World){.composer = {.arena = arena, .figures = figures, .form = form, .diags = diags}};
    w.composer.report = figures ? figures->report : NULL;
    w.composer.files = page_list_make(arena);
    if (figures)
        w.report = scope_report(figures->report);
    *state = &w;
    return figures && w.composer.files && !diag_has_errors(diags) ? 0 : -1;
}

static int tear_down(void **state) {
    World *w = *state;
    buf_free(&w->composer.text);
    diag_list_free(w->composer.diags);
    arena_free(w->composer.arena);
    return 0;
}

static const PageFile *attach(World *w, const char *key, const char *title) {
    const TableForm *form = form_table(w->composer.form, key);
    Scope own = {.kind = FRAME_TABLE, .outer = &w->report, .table = form, .title = str_from(title)};
    TableRows rows;
    assert_true(table_rows_find(&w->composer, &own, form, &rows));
    table_csv_attach(&w->composer, &own, form, &rows, /*tag*/ 7);
    assert_int_equal(diag_count(w->composer.diags), 0);
    assert_true(w->composer.files->file_count > 0);
    return &w->composer.files->files[w->composer.files->file_count - 1];
}

static void expect(World *w, const char *key, const char *wanted) {
    const PageFile *file = attach(w, key, "表");
    assert_memory_equal(file->bytes.text, "\xEF\xBB\xBF", 3);
    assert_string_equal(str_dup(w->composer.arena, (Str){file->bytes.text + 3, file->bytes.length - 3}), wanted);
}

static void test_heads_are_paths_and_merged_cells_are_taken_apart(void **state) {
    expect(*state, "balance",
           "收入/项目,收入/预算数,支出/功能分类,支出/预算数\r\n"
           "县统计局,,,\r\n"
           "财政拨款,3108.21,201 一般公共服务支出,\r\n"
           ",,208 社会保障和就业支出,3061.52\r\n"
           "收入总计,3108.21,支出总计,3108.210000\r\n");
}

static void test_amounts_have_all_digits_and_dates_are_iso(void **state) {
    expect(*state, "income",
           "科目编码,科目名称,2020年合计,占比,人数,起始\r\n"
           "208,社会保障和就业支出,371514655.00,58.30,12,2019-02-28\r\n"
           "20805,行政事业单位养老支出,100,,,\r\n"
           "2080501,,-0.5,,,\r\n"
           "合计,,0,,,\r\n");
}

static void test_a_table_without_data_has_heads_alone(void **state) { expect(*state, "fund", "名称,金额\r\n"); }

static void test_names_are_safe_and_tell_the_table(void **state) {
    World *w = *state;
    const PageFile *file = attach(w, "income", "收入/支出：\"总表\"\n*");
    assert_string_equal(file->name, "table-01-income.csv");
    assert_string_equal(file->title, "01 收入支出：总表.csv");
    assert_string_equal(file->about, "收入支出：总表（元）");
    assert_string_equal(file->type, "text/csv");
    assert_false(file->source);
    assert_int_equal(file->tag, 7);
    file = attach(w, "fund", "基金支出表");
    assert_string_equal(file->name, "table-02-fund.csv");
    assert_string_equal(file->about, "基金支出表"); /* no amounts in it, no unit */
}

static void test_a_title_is_cut_between_characters(void **state) {
    World *w = *state;
    char title[601] = "";
    for (int i = 0; i < 200; i++)
        strcat(title, "表");
    const PageFile *file = attach(w, "fund", title);
    assert_int_equal(strlen(file->title), 3 + 180 + 4);
}

int main(void) {
#define STAGED(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        STAGED(test_heads_are_paths_and_merged_cells_are_taken_apart),
        STAGED(test_amounts_have_all_digits_and_dates_are_iso),
        STAGED(test_a_table_without_data_has_heads_alone),
        STAGED(test_names_are_safe_and_tell_the_table),
        STAGED(test_a_title_is_cut_between_characters),
    };
    return cmocka_run_group_tests_name("table_csv", tests, NULL, NULL);
}
