/* Every fault of a figure: its code and its place, in a text of the report or in a cell that is to be reckoned. */
#include <stdlib.h>
#include <string.h>

#include "figures/pieces.h"
#include "patch.h"
#include "test.h"

#define FORM   "tiny-form.json"
#define REPORT "tiny-report.json"
#define TEXT   "以上职责自{{year}}"
#define AT     "/data/duties/3/paragraph"

/* In the department's own text: the very character. */
static const PatchCase texts[] = {
    {DIAG_FIGURE_TYPE, TEXT, "以上{{1 + organ.name}}", "{{1 + @organ.name}}", AT, false},
    {DIAG_FIGURE_TYPE, TEXT, "以上{{total + rate}}", "{{total @+ rate}}", AT, false},
    {DIAG_FIGURE_DIVISION, TEXT, "以上{{rate / 0}}", "{{rate @/ 0}}", AT, false},
    {DIAG_FIGURE_GROWTH, TEXT, "以上{{1 + growth(total, 0)}}", "1 + @growth(", AT, false},
    {DIAG_FIGURE_OVERFLOW, TEXT, "以上{{99999999999999999999 * 99999999999999999999}}", "9999 @* 9999", AT, false},
    {DIAG_FIGURE_MANY, TEXT, "以上{{balance[*].income}}", "{{@balance[*]", AT, false},
    {DIAG_FIGURE_NO_ROWS, TEXT, "以上{{balance[201].expenditure}}", "{{@balance[201]", AT, false},
    {DIAG_FIGURE_INEXACT, TEXT, "以上\\n{{rate / 7}}", "{{rate @/ 7}}", AT, false},
    {DIAG_FIGURE_DECIMALS, TEXT, "以上{{round(rate, 20)}}", "round(rate, @20)", AT, false},
    {DIAG_SCOPE_PATH, TEXT, "以上{{whatever}}", "{{@whatever}}", AT, false},
    {DIAG_SCOPE_PATH_NEAR, TEXT, "以上{{raet + 1}}", "{{@raet + 1}}", AT, false},
    {DIAG_QUOTE_KIND, TEXT, "以上{{units}}", "{{@units}}", AT, false},
    {DIAG_QUOTE_FORMAT, TEXT, "以上{{total | day}}", "{{@total | day}}", AT, false},
    {DIAG_FILL_FORMAT, TEXT, "以上{{total | dya}}", "{{@total | dya}}", AT, false},
    {DIAG_EXPR_NO_ROWS, TEXT, "以上{{sum(staff[*].actual)}}", "sum(@staff[*]", AT, false},
    {DIAG_EXPR_NO_TABLE, TEXT, "以上{{[total].income}}", "{{@[total]", AT, false},
};
enum { TEXT_COUNT = sizeof texts / sizeof *texts };

#define INCOME "\"income\": \"[fiscal].income\""

/* In a cell that the form reckons: the row it is in. */
static const struct CellCase {
    const char *form, *find, *replace; /* of the form and of the report */
    DiagCode code;
    const char *place, *pointer;
} cells[] = {
    {"\"income\": \"[total].income\"", "{\"row\": \"total\", \"income\": \"3108.21\", ", "{\"row\": \"total\", ",
     DIAG_FIGURE_CIRCLE, "@{\"row\": \"total\"", "/tables/balance/2"},
    {"\"income\": \"[fiscal].income * 9999999999\"", "{\"row\": \"total\", \"income\": \"3108.21\", ",
     "{\"row\": \"total\", ", DIAG_FIGURE_CELL, "@{\"row\": \"total\"", "/tables/balance/2"},
    {"\"income\": \"[fiscal].income / 11\"", "{\"row\": \"total\", \"income\": \"3108.21\", ", "{\"row\": \"total\", ",
     DIAG_FIGURE_INEXACT, "@{\"row\": \"total\"", "/tables/balance/2"},
};
enum { CELL_COUNT = sizeof cells / sizeof *cells };

static const Report *read_report(Arena *arena, const char *form_text, const char *text, DiagList *diags) {
    const JsonDoc *form_doc = json_doc_parse(arena, FORM, form_text, strlen(form_text), diags);
    const Form *form = form_doc ? form_read_doc(arena, form_doc, diags) : NULL;
    const JsonDoc *doc = form ? json_doc_parse(arena, REPORT, text, strlen(text), diags) : NULL;
    return doc ? report_read(arena, doc, form, diags) : NULL;
}

static void fill_all(Figures *figures) {
    Scope scope = scope_report(figures->report);
    const Report *report = figures->report;
    for (size_t i = 0; i < report->data.record.count; i++) {
        const Value *value = &report->data.record.values[i];
        for (size_t b = 0; value->kind == VALUE_BLOCKS && b < value->blocks.count; b++) {
            PieceVec pieces = {0};
            pieces_fill(figures, &scope, value->blocks.items[b].text, NULL, &pieces);
            VEC_FREE(&pieces);
        }
    }
}

static bool run(const PatchCase *expected, const char *form_text, const char *text) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const Report *report = read_report(arena, form_text, text, diags);
    Figures *figures = report ? figures_make(arena, report, diags) : NULL;
    if (figures)
        fill_all(figures);
    bool good = report && patch_expect(expected, text, diags);
    diag_list_free(diags);
    arena_free(arena);
    return good;
}

TEST(every_fault_of_a_figure_has_its_code_and_place) {
    Arena *arena = arena_new();
    const char *form = patch_text(arena, FORM, NULL, NULL);
    size_t bad = 0;
    for (size_t i = 0; i < TEXT_COUNT; i++)
        bad += run(&texts[i], form, patch_text(arena, REPORT, texts[i].find, texts[i].replace)) ? 0 : 1;
    for (size_t i = 0; i < CELL_COUNT; i++) {
        const PatchCase expected = {cells[i].code,  cells[i].find,    cells[i].replace,
                                    cells[i].place, cells[i].pointer, false};
        const char *text = patch_text(arena, REPORT, cells[i].find, cells[i].replace);
        bad += run(&expected, patch_text(arena, FORM, INCOME, cells[i].form), text) ? 0 : 1;
    }
    assert_int_equal(bad, 0);
    arena_free(arena);
}

/* What needs very many rows or cells is in tests/unit/figures: test_eval.c, test_complete.c. */
TEST(every_code_of_the_figures_has_a_case) {
    PatchCase all[TEXT_COUNT + CELL_COUNT + 2];
    memcpy(all, texts, sizeof texts);
    for (size_t i = 0; i < CELL_COUNT; i++)
        all[TEXT_COUNT + i] = (PatchCase){.code = cells[i].code};
    all[TEXT_COUNT + CELL_COUNT] = (PatchCase){.code = DIAG_FIGURE_CHAIN};
    all[TEXT_COUNT + CELL_COUNT + 1] = (PatchCase){.code = DIAG_FIGURE_STEPS};
    static const char *const rooms[] = {"FIGURE_", "QUOTE_", "SCOPE_", "FILL_"};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
        patch_expect_all_codes(rooms[i], all, sizeof all / sizeof *all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_figure_has_its_code_and_place),
        cmocka_unit_test(every_code_of_the_figures_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
