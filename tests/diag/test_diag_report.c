/* Every fault of a report: its code and its place. */
#include <string.h>

#include "model/report.h"
#include "patch.h"
#include "test.h"

#define FIXTURE "tiny-report.json"
#define ROW_208 "{\"row\": \"208\", \"expenditure\": 3061.52}"

static const PatchCase cases[] = {
    {DIAG_REPORT_TABLE_MISSING, "\"balance\": […],", "", "\"tables\": @{", "/tables", false},
    {DIAG_REPORT_BLANK, "\"name\": \"人口普查\"", "\"name\": \"\"", "\"name\": @\"\",\n        \"amount\"",
     "/data/projects/0/name", false},
    {DIAG_REPORT_BLANK, "\"某县统计局\"", "\"\"", "\"name\": @\"\", \"short\"", "/organ/name", false},
    {DIAG_REPORT_BLANK, "\"某县统计局\"", "\" \u3000\"", "\"name\": @\" \u3000\"", "/organ/name", false},
    {DIAG_REPORT_BLANK, "\"name\": \"人口普查\"", "\"name\": \"\u3000\"", "\"name\": @\"\u3000",
     "/data/projects/0/name", false},
    {DIAG_REPORT_BLANK, "\"code\": \"20805\"", "\"code\": \" \"", "{\"code\": @\" \"", "/tables/income/rows/1/code",
     false},
    {DIAG_REPORT_BLANK, "\"duties\": […\"total\"", "\"duties\": [], \"total\"", "\"duties\": @[]", "/data/duties",
     false},
    {DIAG_REPORT_BLANK, "\"duties\": […\"total\"", "\"duties\": [\"\", {\"paragraph\": \" \"}], \"total\"",
     "\"duties\": @[\"\"", "/data/duties", false},
    {DIAG_REPORT_BLANK, "\"code\": \"20805\", ", "", "@{\"name\": \"行政事业", "/tables/income/rows/1", false},
    {DIAG_REPORT_BLANK, "\"code\": \"20805\"", "\"code\": null", "{\"code\": @null", "/tables/income/rows/1/code",
     false},
    {DIAG_REPORT_AMOUNT, "\"637.5\"", "1e3", "\"amount\": @1e3", "/data/projects/0/amount", false},
    {DIAG_REPORT_AMOUNT, "\"371,514,655.00\"", "\"371,51,655.00\"", "\"total\": @\"371,51",
     "/tables/income/rows/0/total", false},
    {DIAG_REPORT_AMOUNT_FINE, "\"32,452,100.00\"", "\"32,452,100.001\"", "\"total\": @\"32,452,100.001\"",
     "/data/total", false},
    {DIAG_REPORT_AMOUNT_LARGE, "\"637.5\"", "\"4000000000001\"", "\"amount\": @\"4000000000001\"",
     "/data/projects/0/amount", false},
    {DIAG_REPORT_NUMBER, "\"12.50\"", "\"12.50%\"", "\"rate\": @\"12.50%\"", "/data/rate", false},
    {DIAG_REPORT_INTEGER, "\"18\"", "\"18.0\"", "\"actual\": @\"18.0\"", "/data/staff/actual", false},
    {DIAG_REPORT_DATE, "\"1984-02-29\"", "\"1983-02-29\"", "\"founded\": @\"1983", "/data/founded", false},
    {DIAG_REPORT_DATE, "\"2020-01-16\"", "\"2020-1-16\"", "\"date\": @\"2020-1-16\"", "/date", false},
    {DIAG_REPORT_BRACES, "\"法规科\"", "\"法规{{科\"", "@\"法规{{科\"", "/data/units/1", false},
    {DIAG_REPORT_BRACES, "\"某县统计局\"", "\"某县{{统计局\"", "@\"某县{{", "/organ/name", false},
    {DIAG_REPORT_BRACES, "\"县统计局\"", "\"县{{统计局\"", "@\"县{{", "/organ/short", false},
    {DIAG_REPORT_BLOCK, "{\"paragraph\":", "{\"paragraf\":", "@{\"paragraf\"", "/data/duties/3", false},
    {DIAG_REPORT_UNKNOWN_KIND, "\"kind\": \"合计\"", "\"kind\": \"总计\"", "\"kind\": @\"总计\"",
     "/tables/income/rows/3/kind", false},
    {DIAG_REPORT_UNKNOWN_ROW, "\"row\": \"208\"", "\"row\": \"209\"", "\"row\": @\"209\"", "/tables/balance/1/row",
     false},
    {DIAG_REPORT_ROW_TWICE, ROW_208, "{\"row\": \"fiscal\", \"income\": 1}", "\"row\": @\"fiscal\", \"income\": 1}",
     "/tables/balance/1/row", false},
    {DIAG_REPORT_ROW_UNPLACED, ROW_208, "{\"expenditure\": 1}", "@{\"expenditure\": 1}", "/tables/balance/1", false},
    {DIAG_REPORT_CELL_PANEL, ROW_208, "{\"row\": \"208\", \"income\": 1}", "\"income\": @1}",
     "/tables/balance/1/income", false},
    {DIAG_REPORT_CELL_OF_FORM, ROW_208, "{\"row\": \"208\", \"class\": \"x\"}", "\"class\": @\"x\"",
     "/tables/balance/1/class", false},
    {DIAG_REPORT_POINTER, "\"/tables/balance\"", "\"tables/balance\"", "\"at\": @\"tables", "/accept/0/at", false},
    {DIAG_REPORT_POINTER, "\"/tables/balance\"", "\"/tables/~2\"", "\"at\": @\"/tables", "/accept/0/at", false},
    {DIAG_REPORT_BLANK, "\"含上年结转\"", "\" \u3000\"", "\"reason\": @\" ", "/accept/0/reason", false},
    {DIAG_REPORT_BLANK, "\"prose-share\"", "\"\"", "\"rule\": @\"\"", "/accept/1/rule", false},
    {DIAG_JSON_KEY_MISSING, ", \"reason\": \"按四舍五入前的数计算\"", "", "@{\"rule\": \"prose", "/accept/1", false},
    {DIAG_JSON_KEY_UNKNOWN, "\"at\": \"/tables", "\"where\": \"/tables", "@\"where\"", "/accept/0/where", true},
    {DIAG_JSON_TYPE, "{\"rule\": \"prose-share\", …数计算\"}", "\"prose-share\"", "@\"prose-share\"", "/accept/1",
     false},
    {DIAG_TEXT_CONTROL, "\"含上年结转\"", "\"含\\u202e\"", "\"reason\": @\"含", "/accept/0/reason", false},
    {DIAG_TEXT_CONTROL, "\"入户登记\"", "\"入户\\t登记\"", "\"third\": @\"入户", "/data/projects/0/targets/0/third",
     false},
    {DIAG_TEXT_CONTROL, "\"统计调查；\"", "\"统计\\u2028调查\"", "[@\"统计", "/data/duties/2/list/0", false},
    {DIAG_TEMPLATE_OPEN, "{{organ.short}}负责", "{{organ.short}负责", "[\n      \"@{{organ", "/data/duties/0", false},
    {DIAG_EXPR_SYNTAX, "以上职责自{{year}}", "以上职责自{{year +}}", "自{{year +@}}", "/data/duties/3/paragraph",
     false},
    {DIAG_JSON_KEY_UNKNOWN, "\"people\": 12", "\"peple\": 12", "@\"peple\": 12", "/tables/income/rows/0/peple", false},
    {DIAG_JSON_KEY_UNKNOWN, "\"balance\": [", "\"balanc\": [", "@\"balanc\": [", "/tables/balanc", true},
    {DIAG_JSON_KEY_UNKNOWN, "\"duties\": [", "\"target\": [], \"duties\": [", "@\"target\": []", "/data/target", false},
    {DIAG_JSON_KEY_MISSING, "\"rate\": \"12.50\",", "", "\"data\": @{", "/data", false},
    {DIAG_JSON_KEY_MISSING, "\"data\": {", "\"dato\": {", "@{\n  \"$schema\"", "", true},
    {DIAG_JSON_TYPE, "\"people\": 12", "\"people\": [12]", "\"people\": @[12]", "/tables/income/rows/0/people", false},
    {DIAG_JSON_TYPE, "\"code\": \"20805\"", "\"code\": 20805", "\"code\": @20805", "/tables/income/rows/1/code", true},
    {DIAG_JSON_INT_RANGE, "\"year\": 2020", "\"year\": 20200", "\"year\": @20200", "/year", false},
};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static const Form *fixture_form(Arena *arena, DiagList *diags) {
    const Form *form = form_read(arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", diags);
    assert_non_null(form);
    assert_int_equal(diag_count(diags), 0);
    return form;
}

static bool run(const PatchCase *patch) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const Form *form = fixture_form(arena, diags);
    const char *text = patch_text(arena, FIXTURE, patch->find, patch->replace);
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
    const Report *report = doc ? report_read(arena, doc, form, diags) : NULL;
    bool good = patch_expect(patch, text, diags);
    good = good && (report == NULL) == (diag_code_severity(patch->code) == SEVERITY_ERROR);
    diag_list_free(diags);
    arena_free(arena);
    return good;
}

TEST(every_fault_of_a_report_has_its_code_and_place) {
    size_t bad = 0;
    for (size_t i = 0; i < CASE_COUNT; i++)
        bad += run(&cases[i]) ? 0 : 1;
    assert_int_equal(bad, 0);
}

/* These two need inputs of their own, below. */
TEST(every_code_of_the_model_room_has_a_case) {
    PatchCase all[CASE_COUNT + 2];
    memcpy(all, cases, sizeof cases);
    all[CASE_COUNT] = (PatchCase){.code = DIAG_REPORT_FORM_NAME};
    all[CASE_COUNT + 1] = (PatchCase){.code = DIAG_REPORT_TOO_MANY};
    patch_expect_all_codes("REPORT_", all, CASE_COUNT + 2);
}

TEST(the_form_of_a_report_is_a_plain_name) {
    static const char *const bad[] = {"../tiny-form", "a/b", "C:x", "", "tiny-form.json", ".."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        const char *text = arena_printf(arena, "{\"form\": \"%s\"}", bad[i]);
        const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
        const PatchCase expected = {DIAG_REPORT_FORM_NAME, NULL, bad[i], "\"form\": @\"", "/form", false};
        assert_null(report_form_name(doc, diags));
        assert_true(patch_expect(&expected, text, diags));
        diag_list_free(diags);
        arena_free(arena);
    }
}

static void expect_no_form_name(const char *text, DiagCode code, const char *place, const char *pointer) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
    const PatchCase expected = {code, NULL, text, place, pointer, false};
    assert_null(report_form_name(doc, diags));
    assert_true(patch_expect(&expected, text, diags));
    diag_list_free(diags);
    arena_free(arena);
}

TEST(a_report_without_a_form_s_name_is_told_so_once) {
    expect_no_form_name("{\"year\": 2020}", DIAG_JSON_KEY_MISSING, "@{", "");
    expect_no_form_name("{\"form\": 1, \"year\": 2020}", DIAG_JSON_TYPE, "@1", "/form");
    expect_no_form_name("[]", DIAG_JSON_TYPE, "@[", "");
}

TEST(too_many_acceptances_are_refused) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf accepts = {0};
    buf_text(&accepts, "\"accept\": [");
    for (int i = 0; i < REPORT_ACCEPTS_MAX; i++)
        buf_text(&accepts, "{},");
    buf_text(&accepts, "{}], \"tables\": {");
    const char *text = patch_text(arena, FIXTURE, "\"accept\": […\"tables\": {", accepts.bytes);
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text, strlen(text), diags);
    const PatchCase expected = {DIAG_REPORT_TOO_MANY, NULL, NULL, "\"accept\": @[", "/accept", false};
    assert_null(report_read(arena, doc, fixture_form(arena, diags), diags));
    assert_true(patch_expect(&expected, text, diags));
    buf_free(&accepts);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(too_many_rows_are_refused_before_they_are_read) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf text = {0};
    buf_text(&text,
             "{\"form\": \"tiny-form\", \"organ\": {\"name\": \"甲\"}, \"year\": 2020, \"tables\": {\"balance\": [], "
             "\"income\": [");
    for (int i = 0; i < REPORT_ROWS_MAX; i++)
        buf_text(&text, "0,");
    buf_text(&text, "0]}, \"data\": {\"duties\": [\"甲\"], \"total\": 1, \"rate\": 1, \"staff\": {\"established\": 1, "
                    "\"actual\": 1}, "
                    "\"projects\": []}}");
    const JsonDoc *doc = json_doc_parse(arena, FIXTURE, text.bytes, text.length, diags);
    const PatchCase expected = {DIAG_REPORT_TOO_MANY, NULL, "rows", "\"income\": @[", "/tables/income", false};
    assert_null(report_read(arena, doc, fixture_form(arena, diags), diags));
    assert_true(patch_expect(&expected, text.bytes, diags));
    buf_free(&text);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_report_has_its_code_and_place),
        cmocka_unit_test(every_code_of_the_model_room_has_a_case),
        cmocka_unit_test(the_form_of_a_report_is_a_plain_name),
        cmocka_unit_test(a_report_without_a_form_s_name_is_told_so_once),
        cmocka_unit_test(too_many_acceptances_are_refused),
        cmocka_unit_test(too_many_rows_are_refused_before_they_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
