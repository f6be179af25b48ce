#include "figures/relations.h"

#include <stdio.h>

#include "test.h"
#include "world.h"

#define FORM                                                                                                           \
    "\"unit\": \"万元\", \"tables\": [{" WORLD_TABLE(                                                                  \
        "t") ", \"levels\": [\"类\", \"款\"], \"total\": \"合计\","                                                \
             "\"columns\": [{\"key\": \"class\", \"title\": \"类\", \"type\": \"code\", \"width\": \"9mm\"},"         \
             "{\"key\": \"group\", \"title\": \"款\", \"type\": \"code\", \"width\": \"9mm\"},"                       \
             "{\"key\": \"total\", \"title\": \"合计\", \"type\": \"amount\"}],"                                     \
             "\"kinds\": {\"类\": {\"when\": \"class\"}, \"款\": {\"when\": \"group\"}, \"合计\": {}}}]"
#define CLASS(amount)       "{\"class\": \"208\", \"total\": \"" amount "\"}"
#define GROUP(code, amount) "{\"group\": \"" code "\", \"total\": \"" amount "\"}"
#define TOTAL(amount)       "{\"kind\": \"合计\", \"total\": \"" amount "\"}"

/* How many findings of the rule the rows have; all others fail the test. */
static size_t findings_of(const char *rows, const char *rule) {
    World world = {0};
    char report[4096];
    snprintf(report, sizeof report, "\"tables\": {\"t\": [%s]}, \"data\": {}", rows);
    world = world_good(FORM, report);
    FindingList *findings = finding_list_new();
    Sides sides = sides_begin(world.figures, findings);
    relations_of_tables(&sides);
    size_t count = finding_count(findings);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(finding_at(findings, i)->rule, rule);
    finding_list_free(findings);
    world_free(&world);
    return count;
}

static void a_class_printed_once_is_the_sum_of_its_rows(void **state) {
    (void)state;
    assert_int_equal(findings_of(CLASS("7") "," GROUP("01", "3") "," GROUP("05", "4") "," TOTAL("7"), ""), 0);
    assert_int_equal(
        findings_of(CLASS("8") "," GROUP("01", "3") "," GROUP("05", "4") "," TOTAL("8"), RULE_ID_LEVEL_SUM), 1);
}

static void a_class_printed_again_may_hold_its_part(void **state) {
    (void)state;
    assert_int_equal(
        findings_of(CLASS("3") "," GROUP("01", "3") "," CLASS("4") "," GROUP("05", "4") "," TOTAL("7"), ""), 0);
    assert_int_equal(
        findings_of(CLASS("7") "," GROUP("01", "3") "," CLASS("4") "," GROUP("05", "4") "," TOTAL("7"), ""), 0);
}

static void a_class_printed_again_may_hold_all_of_it(void **state) {
    (void)state;
    assert_int_equal(
        findings_of(CLASS("7") "," GROUP("01", "3") "," CLASS("7") "," GROUP("05", "4") "," TOTAL("7"), ""), 0);
}

static void a_class_printed_again_holds_nothing_else(void **state) {
    (void)state;
    assert_int_equal(findings_of(CLASS("7") "," GROUP("01", "3") "," CLASS("5") "," GROUP("05", "4") "," TOTAL("7"),
                                 RULE_ID_LEVEL_SUM),
                     1);
    assert_int_equal(findings_of(CLASS("3") "," GROUP("01", "3") "," CLASS("4") "," GROUP("05", "4") "," TOTAL("8"),
                                 RULE_ID_TABLE_TOTAL),
                     1);
}

/* The total is of the class, which the data leave out as well: its groups stand behind both. */
static void a_total_left_out_leads_on_to_the_cells_behind_it(void **state) {
    (void)state;
    World world = world_good(FORM, "\"tables\": {\"t\": [{\"class\": \"208\"}," GROUP("01", "3") "," GROUP(
                                       "05", "4") ",{\"kind\": \"合计\"}]}, \"data\": {}");
    FindingList *findings = finding_list_new();
    Sides sides = sides_begin(world.figures, findings);
    const ReportTable *table = &world.figures->report->tables[0];
    const Origin origin = {table, 3, 2, table->rows[3].cells[2].source};
    Figure total = figure_of_value(&table->rows[3].cells[2], FIELD_AMOUNT);
    total.origins = &origin;
    total.origin_count = 1;
    const FindingSide side = sides_figure(&sides, NULL, &total);
    assert_int_equal(side.place_count, 3);
    assert_string_equal(side.places[0].value, "7万元");
    assert_string_equal(side.places[1].value, "3万元");
    assert_string_equal(side.places[2].value, "4万元");
    finding_list_free(findings);
    world_free(&world);
}

/* Columns of numbers with "sum" add up as amounts do. */
static void numbers_add_up_as_amounts_do(void **state) {
    (void)state;
    for (int people = 5; people < 7; people++) {
        char report[512];
        snprintf(report, sizeof report,
                 "\"tables\": {\"t\": [{\"kind\": \"类\", \"a\": 3, \"people\": %d}, {\"kind\": \"款\", \"a\": 3,"
                 "\"people\": 2}, {\"kind\": \"款\", \"people\": 3}]}, \"data\": {}",
                 people);
        World world = world_good("\"tables\": [{" WORLD_TABLE(
                                     "t") ", \"columns\": [{\"key\": \"a\", \"type\":"
                                          "\"amount\"}, {\"key\": \"people\", \"type\": \"integer\", \"sum\": true}],"
                                          "\"kinds\": {\"类\": {}, \"款\": {}}, \"levels\": [\"类\", \"款\"]}]",
                                 report);
        FindingList *findings = finding_list_new();
        Sides sides = sides_begin(world.figures, findings);
        relations_of_tables(&sides);
        assert_int_equal(finding_count(findings), people == 5 ? 0 : 1);
        finding_list_free(findings);
        world_free(&world);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_printed_once_is_the_sum_of_its_rows),
        cmocka_unit_test(a_class_printed_again_may_hold_its_part),
        cmocka_unit_test(a_class_printed_again_may_hold_all_of_it),
        cmocka_unit_test(a_class_printed_again_holds_nothing_else),
        cmocka_unit_test(a_total_left_out_leads_on_to_the_cells_behind_it),
        cmocka_unit_test(numbers_add_up_as_amounts_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
