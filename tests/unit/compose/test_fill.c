/*
 * Templates over a small report: what each path prints, and what a wrong one says.
 */
#include "compose/fill.h"

#include <string.h>

#include "test.h"

static const char form_text[] =
    "{\"form\": \"f\", \"title\": \"样张\", \"unit\": \"万元\","
    "\"formats\": {\"yuan\": {\"unit\": \"元\", \"decimals\": 2, \"separators\": true},"
    "\"day\": {\"kind\": \"date\", \"pattern\": \"{y}-{mm}-{dd}\"}},"
    "\"styles\": {\"body\": {\"font\": \"song\", \"size\": \"10pt\"}},"
    "\"pages\": {\"body\": {\"area\": {\"width\": \"156mm\", \"height\": \"225mm\"},"
    "\"margins\": {\"top\": \"37mm\", \"inner\": \"28mm\"}}},"
    "\"data\": {\"staff\": {\"type\": \"record\", \"optional\": true, \"fields\": {\"actual\": \"integer\"}},"
    "\"total\": \"amount\", \"rate\": \"number\", \"founded\": \"date\", \"open\": \"flag\","
    "\"units\": {\"type\": \"list\", \"item\": \"text\"},"
    "\"projects\": {\"type\": \"list\", \"fields\": {\"name\": \"text\", \"amount\": \"amount\"}}},"
    "\"tables\": [{\"key\": \"balance\", \"label\": \"表一\", \"title\": \"收支表\", \"style\": \"body\","
    "\"head-style\": \"body\", \"optional\": true, \"columns\": [{\"key\": \"name\", \"title\": \"项目\"}]}],"
    "\"story\": [{\"section\": [{\"table\": \"balance\"}], \"page\": \"body\"}]}";

static const char report_text[] =
    "{\"form\": \"f\", \"organ\": {\"name\": \"某某市统计局\", \"short\": \"市统计局\"}, \"year\": 2020,"
    "\"date\": \"2020-01-06\","
    "\"data\": {\"total\": \"1897.50\", \"rate\": \"95.0\", \"founded\": \"1984-12-01\", \"open\": false,"
    "\"units\": [\"办公室\", \"法规科\"], \"projects\": [{\"name\": \"普查\", \"amount\": 0}]}}";

typedef struct World {
    Composer composer;
    Scope report;
} World;

static int set_up(void **state) {
    static World w;
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *form_doc = json_doc_parse(arena, "f.json", form_text, sizeof form_text - 1, diags);
    const Form *form = form_doc ? form_read_doc(arena, form_doc, diags) : NULL;
    const JsonDoc *doc = json_doc_parse(arena, "report.json", report_text, sizeof report_text - 1, diags);
    const Report *report = form && doc ? report_read(arena, doc, form, diags) : NULL;
    Figures *figures = report ? figures_make(arena, report, diags) : NULL;
    w = (World){.composer = {.arena = arena, .figures = figures, .form = form, .report = report, .diags = diags}};
    if (report)
        w.report = scope_report(report);
    *state = &w;
    return report && !diag_has_errors(diags) ? 0 : -1;
}

static int tear_down(void **state) {
    World *w = *state;
    buf_free(&w->composer.text);
    diag_list_free(w->composer.diags);
    arena_free(w->composer.arena);
    return 0;
}

static bool fill(World *w, const Scope *scope, const char *text, Str *out) {
    const Template *template = template_parse(w->composer.arena, str_from(text), SOURCE_NONE, w->composer.diags);
    assert_non_null(template);
    return fill_text(&w->composer, template, scope, out);
}

static void expect_in(World *w, const Scope *scope, const char *text, const char *printed) {
    Str out;
    assert_true(fill(w, scope, text, &out));
    assert_string_equal(str_dup(w->composer.arena, out), printed);
}

static void expect(World *w, const char *text, const char *printed) { expect_in(w, &w->report, text, printed); }

static void expect_fault_in(World *w, const Scope *scope, const char *text, DiagCode code, const char *last_arg) {
    Str out;
    size_t before = diag_count(w->composer.diags);
    assert_false(fill(w, scope, text, &out));
    assert_int_equal(diag_count(w->composer.diags), before + 1);
    const Diag *diag = diag_item(w->composer.diags, before);
    assert_int_equal(diag->code, code);
    assert_string_equal(diag->args[diag->arg_count - 1], last_arg);
}

static void expect_fault(World *w, const char *text, DiagCode code, const char *last_arg) {
    expect_fault_in(w, &w->report, text, code, last_arg);
}

static void test_what_a_report_says_of_itself(void **state) {
    World *w = *state;
    expect(w, "{{organ.name}}（{{organ.short}}）{{organ.code}}", "某某市统计局（市统计局）");
    expect(w, "{{year}}年，上年{{year.last}}年，{{year | chinese}}", "2020年，上年2019年，二千零二十");
    expect(w, "{{date}} {{date | day}}", "2020年1月6日 2020-01-06");
    expect(w, "{{form.title}}", "样张");
}

static void test_fields_of_the_data_with_and_without_its_name(void **state) {
    World *w = *state;
    expect(w, "{{total}}={{data.total}}万元={{total | yuan}}元", "1897.50=1897.50万元=18,975,000.00元");
    expect(w, "{{rate}}%，{{founded}}", "95.0%，1984年12月1日");
    expect(w, "空{{staff.actual}}白", "空白");
}

static void test_items_of_loops_hide_nothing_else(void **state) {
    World *w = *state;
    ScopeValue list;
    Path path = {.names = {"projects"}, .count = 1};
    assert_true(scope_lookup(w->composer.arena, &w->report, &path, &list, w->composer.diags));
    Scope item = {.kind = FRAME_ITEM,
                  .outer = &w->report,
                  .name = "project",
                  .field = &list.field->fields[0],
                  .value = &list.value.list.items[0],
                  .index = 1,
                  .count = 1};
    expect_in(w, &item, "{{loop.index}}/{{loop.count}} {{project.name}} {{project.amount}} {{organ.short}}",
              "1/1 普查 0 市统计局");
    expect_fault_in(w, &item, "{{project.nmae}}", DIAG_SCOPE_PATH_NEAR, "project.name");
    expect_fault_in(w, &item, "{{loop.indx}}", DIAG_SCOPE_PATH_NEAR, "loop.index");
    expect_fault_in(w, &item, "{{project}}", DIAG_QUOTE_KIND, "project");
}

static void test_names_of_tables_pages_and_numbers(void **state) {
    World *w = *state;
    Scope table = {
        .kind = FRAME_TABLE, .outer = &w->report, .table = &w->composer.form->tables[0], .title = STR("收支表")};
    expect_in(w, &table, "{{table.label}} {{table.title}} {{table.unit}}", "表一 收支表 万元");
    expect_fault_in(w, &table, "{{table.titel}}", DIAG_SCOPE_PATH_NEAR, "table.title");
    Scope page = {.kind = FRAME_PAGE, .outer = &w->report, .page = STR("3"), .pages = STR("34")};
    expect_in(w, &page, "{{page}}/{{pages}}", "3/34");
    Scope number = {.kind = FRAME_NUMBER, .outer = &w->report, .index = 12};
    expect_in(w, &number, "{{n | circled}} {{n | roman}} {{n | ROMAN}}", "⑫ xii XII");
}

static void test_unknown_names_are_answered_with_the_nearest(void **state) {
    World *w = *state;
    expect_fault(w, "{{yaer}}", DIAG_SCOPE_PATH_NEAR, "year");
    expect_fault(w, "{{organ.shrot}}", DIAG_SCOPE_PATH_NEAR, "organ.short");
    expect_fault(w, "{{data.totall}}", DIAG_SCOPE_PATH_NEAR, "data.total");
    expect_fault(w, "{{staff.actuall}}", DIAG_SCOPE_PATH_NEAR, "staff.actual");
    expect_fault(w, "{{tables.balanse}}", DIAG_SCOPE_PATH_NEAR, "tables.balance");
    expect_fault(w, "{{organ}}", DIAG_SCOPE_PATH_NEAR, "organ.name");
    expect_fault(w, "{{something-else}}", DIAG_SCOPE_PATH, "something-else");
    expect_fault(w, "{{total.more}}", DIAG_SCOPE_PATH, "total.more");
}

static void test_what_cannot_be_printed(void **state) {
    World *w = *state;
    expect_fault(w, "{{units}}", DIAG_QUOTE_KIND, "units");
    expect_fault(w, "{{data}}", DIAG_QUOTE_KIND, "data");
    expect_fault(w, "{{open}}", DIAG_QUOTE_KIND, "open");
    expect_fault(w, "{{tables.balance}}", DIAG_QUOTE_KIND, "balance");
    expect_fault(w, "{{total | chinese}}", DIAG_QUOTE_FORMAT, "chinese");
    expect_fault(w, "{{organ.name | yuan}}", DIAG_QUOTE_FORMAT, "yuan");
    expect_fault(w, "{{year | day}}", DIAG_QUOTE_FORMAT, "day");
    expect_fault(w, "{{date | yuan}}", DIAG_QUOTE_FORMAT, "yuan");
    expect_fault(w, "{{total | euro}}", DIAG_FILL_FORMAT, "euro");
}

static Test test_of(World *w, const char *text) {
    Test test = {.expr = expr_parse_whole(w->composer.arena, str_from(text), SOURCE_NONE, w->composer.diags)};
    assert_non_null(test.expr);
    return test;
}

static bool holds(World *w, TestKind kind, const Test *tests, size_t count) {
    bool result;
    Test test = {.kind = kind, .tests = tests, .count = count};
    assert_true(figures_test(w->composer.figures, &w->report, &test, &result));
    return result;
}

static void test_a_path_holds_something(void **state) {
    World *w = *state;
    const Test blank = test_of(w, "staff"), no = test_of(w, "open"), zero = test_of(w, "total");
    const Test list = test_of(w, "units"), table = test_of(w, "tables.balance");
    const Test some[] = {zero, blank}, all[] = {zero, list};
    assert_false(holds(w, TEST_ANY, &blank, 1));
    assert_false(holds(w, TEST_ANY, &no, 1));
    assert_false(holds(w, TEST_ANY, &table, 1));
    assert_true(holds(w, TEST_ANY, some, 2));
    assert_false(holds(w, TEST_ALL, some, 2));
    assert_true(holds(w, TEST_ALL, all, 2));
    assert_true(holds(w, TEST_NOT, &blank, 1));
}

static void test_a_title_has_no_line_ends(void **state) {
    World *w = *state;
    const TextRun runs[] = {
        {.text = STR("某某局\n2020年")}, {.kind = TEXT_LEADER, .text = STR(".")}, {.text = STR("部门\u200b预算")}};
    assert_string_equal(fill_title(&w->composer, runs, 3), "某某局2020年部门预算");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(test_what_a_report_says_of_itself),
        CASE(test_fields_of_the_data_with_and_without_its_name),
        CASE(test_items_of_loops_hide_nothing_else),
        CASE(test_names_of_tables_pages_and_numbers),
        CASE(test_unknown_names_are_answered_with_the_nearest),
        CASE(test_what_cannot_be_printed),
        CASE(test_a_path_holds_something),
        CASE(test_a_title_has_no_line_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
