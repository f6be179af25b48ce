#include "model/report.h"

#include <stdio.h>
#include <string.h>

#include "test.h"

typedef struct Fixture {
    Arena *arena;
    DiagList *diags;
    const Form *form;
    const Report *report;
} Fixture;

static int open_fixture(void **state) {
    static Fixture fixture;
    fixture.arena = arena_new();
    fixture.diags = diag_list_new();
    fixture.form = form_read(fixture.arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", fixture.diags);
    const JsonDoc *doc = json_doc_read(fixture.arena, SOURCE_DIR "/tests/fixtures/tiny-report.json", fixture.diags);
    fixture.report = report_read(fixture.arena, doc, fixture.form, fixture.diags);
    assert_non_null(fixture.report);
    assert_int_equal(diag_count(fixture.diags), 0);
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state) {
    Fixture *fixture = *state;
    diag_list_free(fixture->diags);
    arena_free(fixture->arena);
    return 0;
}

static const ReportTable *table(const Fixture *fixture, const char *key) {
    for (size_t i = 0; i < fixture->form->table_count; i++)
        if (strcmp(fixture->form->tables[i].key, key) == 0)
            return &fixture->report->tables[i];
    fail_msg("no table %s", key);
    return NULL;
}

/* A field of a record by key; NULL when the record has none of that name. */
static const Value *value_field(const Value *record, const char *key) {
    assert_int_equal(record->kind, VALUE_RECORD);
    for (size_t i = 0; i < record->record.count; i++)
        if (strcmp(record->record.fields[i].key, key) == 0)
            return &record->record.values[i];
    return NULL;
}

static const Value *field(const Fixture *fixture, const char *key) {
    const Value *value = value_field(&fixture->report->data, key);
    assert_non_null(value);
    return value;
}

static void what_is_accepted(void **state) {
    const Report *report = ((Fixture *)*state)->report;
    assert_int_equal(report->accept_count, 2);
    assert_string_equal(report->accepts[0].rule, "income-equals-expenditure");
    assert_string_equal(report->accepts[0].reason, "含上年结转");
    assert_string_equal(report->accepts[0].at, "/tables/balance");
    assert_null(report->accepts[1].at);
    Place place = {0};
    SourceRef rule = report->accepts[1].rule_source;
    rule.map->locate(rule, ((Fixture *)*state)->arena, &place);
    assert_string_equal(place.pointer, "/accept/1/rule");
}

static void whose_and_when(void **state) {
    const Report *report = ((Fixture *)*state)->report;
    assert_string_equal(report->organ.name, "某县统计局");
    assert_string_equal(report->organ.short_name, "县统计局");
    assert_string_equal(report->organ.code, "065001");
    assert_string_equal(report->organ.parent, "065");
    assert_int_equal(report->year, 2020);
    assert_int_equal(report->date.day, 16);
}

static void rows_fill_the_fixed_rows_they_name(void **state) {
    const ReportTable *balance = table(*state, "balance");
    assert_true(balance->present);
    assert_int_equal(balance->row_count, 3);
    assert_int_equal(balance->rows[0].panel, 0);
    assert_int_equal(balance->rows[0].fixed, 0);
    assert_int_equal(balance->rows[1].panel, 1);
    assert_int_equal(balance->rows[1].fixed, 1);
    assert_string_equal(balance->form->kinds[balance->rows[1].kind].name, "类");
    assert_int_equal(balance->rows[2].panel, ROW_IN_FOOT);
    assert_string_equal(balance->form->kinds[balance->rows[2].kind].name, "合计");
    assert_int_equal(balance->rows[2].cells[3].amount.decimals, 6);
}

static void kinds_follow_from_what_is_filled(void **state) {
    const ReportTable *income = table(*state, "income");
    static const char *const kinds[] = {"说明", "说明", "项", "合计"};
    for (size_t i = 0; i < income->row_count; i++)
        assert_string_equal(income->form->kinds[income->rows[i].kind].name, kinds[i]);
    assert_int_equal(income->rows[0].panel, ROW_IS_FREE);
}

static void blank_zero_and_absent_are_three_things(void **state) {
    const ReportTable *income = table(*state, "income");
    assert_int_equal(income->rows[1].cells[3].kind, VALUE_BLANK);
    assert_int_equal(income->rows[1].cells[4].kind, VALUE_BLANK);
    assert_int_equal(income->rows[1].cells[5].kind, VALUE_BLANK);
    assert_int_equal(income->rows[3].cells[2].kind, VALUE_AMOUNT);
    assert_true(income->rows[3].cells[2].amount.value == 0);
    assert_false(table(*state, "fund")->present);
    assert_false(table(*state, "target")->present);
}

static void cells_are_of_their_columns_types(void **state) {
    const Value *cells = table(*state, "income")->rows[0].cells;
    assert_true(str_equals(cells[0].text, "208"));
    assert_true(cells[2].amount.value == 37151465500);
    assert_int_equal(cells[2].amount.unit, MONEY_YUAN);
    assert_true(str_equals(cells[3].text, "58.30"));
    assert_int_equal(cells[4].integer, 12);
    assert_int_equal(cells[5].date.month, 2);
}

static void every_value_knows_its_place(void **state) {
    Fixture *fixture = *state;
    const ReportRow *row = &table(fixture, "income")->rows[1];
    Place place = {0};
    row->cells[3].source.map->locate(row->cells[3].source, fixture->arena, &place);
    assert_string_equal(place.pointer, "/tables/income/rows/1/share");
    row->cells[5].source.map->locate(row->cells[5].source, fixture->arena, &place);
    assert_string_equal(place.pointer, "/tables/income/rows/1");
}

static void data_is_read_by_its_fields(void **state) {
    const Value *staff = field(*state, "staff"), *projects = field(*state, "projects");
    assert_int_equal(value_field(staff, "established")->integer, 20);
    assert_int_equal(value_field(staff, "actual")->integer, 18);
    assert_null(value_field(staff, "other"));
    assert_true(field(*state, "total")->amount.value == 3245210000);
    assert_int_equal(field(*state, "closed")->kind, VALUE_FLAG);
    assert_int_equal(field(*state, "founded")->date.day, 29);
    assert_int_equal(field(*state, "units")->list.count, 2);
    assert_int_equal(projects->list.count, 2);
    assert_true(value_is_blank(value_field(&projects->list.items[1], "targets")));
    const Value *targets = value_field(&projects->list.items[0], "targets");
    assert_true(str_equals(value_field(&targets->list.items[1], "value")->text, "3次"));
}

static void blocks_are_paragraphs_headings_and_lists(void **state) {
    const Value *duties = field(*state, "duties");
    assert_int_equal(duties->blocks.count, 4);
    assert_int_equal(duties->blocks.items[0].kind, BLOCK_PARAGRAPH);
    assert_int_equal(duties->blocks.items[0].text->count, 2);
    assert_string_equal(duties->blocks.items[0].text->parts[0].expr->path.names[1], "short");
    assert_int_equal(duties->blocks.items[1].kind, BLOCK_HEADING);
    assert_int_equal(duties->blocks.items[1].level, 1);
    assert_int_equal(duties->blocks.items[2].item_count, 2);
    assert_string_equal(duties->blocks.items[2].label, "{{n}}.");
    assert_int_equal(duties->blocks.items[3].kind, BLOCK_PARAGRAPH);
}

/* ---- size ----------------------------------------------------------------------------------------------- */

static void push_rows(Buf *text, int rows) {
    buf_text(text, "{\"form\": \"tiny-form\", \"organ\": {\"name\": \"甲\"}, \"year\": 2020, \"tables\": {\"balance\": "
                   "[], \"income\": [");
    for (int i = 0; i < rows; i++)
        buf_printf(text, "%s{\"code\": \"%07d\", \"total\": %d.25, \"people\": %d}", i > 0 ? "," : "", i, i, i);
    buf_text(text, "]}, \"data\": {\"duties\": [\"甲\"], \"total\": 1, \"rate\": 1, \"staff\": {\"established\": 1, "
                   "\"actual\": 1}, "
                   "\"projects\": []}}");
}

static void many_rows_are_read_whole(void **state) {
    enum { ROWS = 100000 };
    const Fixture *fixture = *state;
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf text = {0};
    push_rows(&text, ROWS);
    const JsonDoc *doc = json_doc_parse(arena, "rows.json", text.bytes, text.length, diags);
    assert_non_null(doc);
    const Report *report = report_read(arena, doc, fixture->form, diags);
    assert_non_null(report);
    assert_int_equal(report->tables[1].row_count, ROWS);
    buf_free(&text);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_accepted),
        cmocka_unit_test(whose_and_when),
        cmocka_unit_test(rows_fill_the_fixed_rows_they_name),
        cmocka_unit_test(kinds_follow_from_what_is_filled),
        cmocka_unit_test(blank_zero_and_absent_are_three_things),
        cmocka_unit_test(cells_are_of_their_columns_types),
        cmocka_unit_test(every_value_knows_its_place),
        cmocka_unit_test(data_is_read_by_its_fields),
        cmocka_unit_test(blocks_are_paragraphs_headings_and_lists),
        cmocka_unit_test(many_rows_are_read_whole),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
