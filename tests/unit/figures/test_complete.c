/* What the form computes where the data leaves it out, and what it leaves alone. */
#include <string.h>

#include "alloc_fail.h"
#include "figures/complete.h"
#include "test.h"
#include "world.h"

/* All cells of a table: rows by "|", cells by spaces, blank ones "-". */
static const char *cells(World *world, const char *key) {
    Buf text = {0};
    const TableForm *form = form_table(world->form, key);
    const ReportTable *table = figures_table(world->figures, form);
    for (uint32_t row = 0; row < table->row_count; row++)
        for (size_t leaf = 0; leaf < form->leaf_count; leaf++) {
            const char *cell = world_cell(world, key, row, form->leaves[leaf]->key);
            buf_printf(&text, "%s%s", leaf > 0 ? " " : row > 0 ? " | " : "", cell[0] ? cell : "-");
        }
    const char *copy = arena_strndup(world->arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return copy;
}

typedef struct CellsCase {
    const char *table, *rows, *cells; /* cells NULL: the fault */
    DiagCode code;
} CellsCase;

static void expect_cells(const CellsCase *expected, const char *more_form, const char *more_tables) {
    Buf form = {0}, report = {0};
    buf_printf(
        &form,
        "\"data\": {\"x\": {\"type\": \"amount\", \"optional\": true}}, \"formats\": {\"wan\": {\"unit\":"
        "\"万元\", \"decimals\": 2}, \"one\": {\"kind\": \"number\", \"decimals\": 1}}, \"tables\": [{" WORLD_TABLE(
            "t") ", %s}%s]",
        expected->table, more_form);
    buf_printf(&report, "\"tables\": {\"t\": [%s]%s}, \"data\": {\"x\": 5}", expected->rows, more_tables);
    World world = world_make(form.bytes, report.bytes);
    if (expected->cells) {
        if (!world.figures)
            fail_msg("%s: %s", expected->rows, diag_code_name(diag_item(world.diags, 0)->code));
        assert_string_equal(cells(&world, "t"), expected->cells);
        assert_int_equal(diag_count(world.diags), 0);
    } else {
        assert_null(world.figures);
        assert_true(diag_count(world.diags) > 0);
        assert_string_equal(diag_code_name(diag_item(world.diags, 0)->code), diag_code_name(expected->code));
    }
    world_free(&world);
    buf_free(&form);
    buf_free(&report);
}

#define EXPECT(cases)                                                                                                  \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                       \
    expect_cells(&(cases)[i], "", "")

#define NAME            "{\"key\": \"n\"}"
#define A               "{\"key\": \"a\", \"type\": \"amount\"}"
#define B               "{\"key\": \"b\", \"type\": \"amount\"}"
#define COLUMNS(x)      "\"columns\": [" NAME ", " x "]"
#define KINDS           "\"kinds\": {\"类\": {}, \"款\": {}, \"合计\": {}}, \"levels\": [\"类\", \"款\"], \"total\": \"合计\""
#define ROW(kind, rest) "{\"kind\": \"" kind "\", \"n\": \"" kind "\"" rest "}"

TEST(totals_and_higher_levels_are_the_sums_of_what_belongs_to_them) {
    static const CellsCase cases[] = {
        {COLUMNS(A ", " B) ", " KINDS,
         ROW("合计", "") "," ROW("类", "") "," ROW("款", ", \"a\": \"1.50\", \"b\": 2") "," ROW("款", ", \"a\": 1"),
         "合计 2.50万元 2万元 | 类 2.50万元 2万元 | 款 1.50万元 2万元 | 款 1万元 -", 0},
        /* A row that gives one of its amounts gives them all: blank is blank there. */
        {COLUMNS(A ", " B) ", " KINDS,
         ROW("类", ", \"a\": 7") "," ROW("款", ", \"a\": 1, \"b\": 2") "," ROW("合计", ""),
         "类 7万元 - | 款 1万元 2万元 | 合计 7万元 -", 0},
        {COLUMNS(A) ", " KINDS, ROW("类", ", \"a\": 0") "," ROW("款", ", \"a\": 1") "," ROW("合计", ""),
         "类 0万元 | 款 1万元 | 合计 0万元", 0},
        {COLUMNS(A) ", " KINDS,
         ROW("类", ", \"a\": -3") "," ROW("款", "") "," ROW("类", ", \"a\": 3") "," ROW("合计", ""),
         "类 -3万元 | 款 - | 类 3万元 | 合计 0万元", 0},
        /* Columns may be kept out of sums, and numbers may be put in. */
        {COLUMNS("{\"key\": \"a\", \"type\": \"amount\", \"sum\": false}, " B) ", " KINDS,
         ROW("类", "") "," ROW("款", ", \"a\": 1, \"b\": 2"), "类 - 2万元 | 款 1万元 2万元", 0},
        {COLUMNS(A ", {\"key\": \"p\", \"type\": \"integer\", \"sum\": true}") ", " KINDS,
         ROW("类", "") "," ROW("款", ", \"a\": 1, \"p\": 20") "," ROW("款", ", \"p\": 3"),
         "类 1万元 23 | 款 1万元 20 | 款 - 3", 0},
        {COLUMNS("{\"key\": \"p\", \"type\": \"number\", \"sum\": true}") ", " KINDS,
         ROW("合计", "") "," ROW("类", "") "," ROW("款", ", \"p\": \"20.5\"") "," ROW("款", ", \"p\": \"1.50\""),
         "合计 22 | 类 22 | 款 20.5 | 款 1.50", 0},
        /* A total without levels is over all rows that are none. */
        {COLUMNS(A) ", \"kinds\": {\"合计\": {}}, \"total\": \"合计\"",
         "{\"n\": \"甲\", \"a\": 1},{\"n\": \"乙\", \"a\": 2}," ROW("合计", "") ",{\"n\": \"丙\", \"a\": 4}",
         "甲 1万元 | 乙 2万元 | 合计 7万元 | 丙 4万元", 0},
        /* What cannot be an amount any more. */
        {COLUMNS(A) ", " KINDS,
         ROW("类", ", \"a\": 3000000000000") "," ROW("类", ", \"a\": 3000000000000") "," ROW("合计", ""), NULL,
         DIAG_FIGURE_CELL},
    };
    EXPECT(cases);
}

#define VALUE(type, value, more) "{\"key\": \"v\", \"type\": \"" type "\", \"value\": \"" value "\"" more "}"

TEST(a_column_s_value_stands_where_the_data_leaves_it_out) {
    static const CellsCase cases[] = {
        {COLUMNS(A ", " B ", " VALUE("amount", "a + b", "")),
         "{\"a\": 1, \"b\": \"2.5\"},{\"a\": 1, \"v\": 9},{\"v\": null},{\"b\": 0}",
         "- 1万元 2.5万元 3.5万元 | - 1万元 - 9万元 | - - - - | - - 0万元 0万元", 0},
        {COLUMNS(A ", " VALUE("number", "share(a, x, 1)", "")), "{\"a\": 1}", "- 1万元 20.0", 0},
        {COLUMNS(A ", " VALUE("integer", "if(a > 1万元, 1, 0)", "")), "{\"a\": 1},{\"a\": 2}", "- 1万元 0 | - 2万元 1",
         0},
        {COLUMNS(A ", " VALUE("text", "n & '：' & a", "")), "{\"n\": \"甲\", \"a\": 1}", "甲 1万元 甲：1", 0},
        {COLUMNS(A ", " VALUE("date", "date", "")), "{\"a\": 1}", "- 1万元 -", 0},
        {COLUMNS(A ", " VALUE("amount", "sum([*].a)", "")), "{\"a\": 1},{\"a\": 2}", "- 1万元 3万元 | - 2万元 3万元",
         0},
        {COLUMNS(A ", " B ", " VALUE("number", "if(b > 0, growth(a, b, 2))", "")),
         "{\"a\": 3, \"b\": 2},{\"a\": 3},{\"a\": 3, \"b\": 0}", "- 3万元 2万元 50.00 | - 3万元 - - | - 3万元 0万元 -", 0},
        /* A nought is an amount of nought. */
        {COLUMNS(A ", " VALUE("amount", "if(a > 1万元, a, 0)", "")), "{\"a\": 1},{\"a\": 2}",
         "- 1万元 0万元 | - 2万元 2万元", 0},
        {COLUMNS(A ", " VALUE("amount", "max(0, a)", "")), "{\"a\": -1},{\"a\": 2}", "- -1万元 0万元 | - 2万元 2万元",
         0},
        /* Rows of a level without parts, and cells the sum has nothing to say of, take the column's. */
        {COLUMNS(A ", " VALUE("amount", "a * 2", "")) ", " KINDS,
         ROW("类", "") "," ROW("款", ", \"a\": 1") "," ROW("类", ""), "类 1万元 2万元 | 款 1万元 2万元 | 类 - 0万元",
         0},
        /* No end of decimals: a fault, unless the column's format says where it is cut, and then once. */
        {COLUMNS(A ", " VALUE("number", "a / x", "")), "{\"a\": 1}", "- 1万元 0.2", 0},
        {COLUMNS(A ", " VALUE("number", "x / a", "")), "{\"a\": 3}", NULL, DIAG_FIGURE_INEXACT},
        {COLUMNS(A ", " VALUE("number", "x / a", ", \"format\": \"one\"")), "{\"a\": 3}", "- 3万元 1.7", 0},
        {COLUMNS(A ", " VALUE("amount", "a / 3", "")), "{\"a\": 1}", NULL, DIAG_FIGURE_INEXACT},
        {COLUMNS(A ", " VALUE("amount", "a / 3", ", \"format\": \"wan\"")), "{\"a\": 1}", "- 1万元 0.33万元", 0},
        /* 0.0049996666... 万元 is 0.00, though rounded to 0.01 元 first it would be 0.005000, and that 0.01. */
        {COLUMNS(A ", " VALUE("amount", "a / 3", ", \"format\": \"wan\"")), "{\"a\": \"0.014999\"}",
         "- 0.014999万元 0.000000万元", 0},
        {COLUMNS(A ", " VALUE("amount", "a / 6 * 2", ", \"format\": \"wan\"")), "{\"a\": \"0.014999\"}",
         "- 0.014999万元 0.000000万元", 0},
        {COLUMNS(A ", " VALUE("amount", "round(a / 3, 1)", "")), "{\"a\": 1}", "- 1万元 0.3万元", 0},
        {COLUMNS(A ", " VALUE("number", "x / (a - a)", "")), "{\"a\": 1}", NULL, DIAG_FIGURE_DIVISION},
        {COLUMNS(A ", " VALUE("number", "growth(a, x - 5万元, 1)", "")), "{\"a\": 1}", NULL, DIAG_FIGURE_GROWTH},
        {COLUMNS(A ", " VALUE("amount", "a * 400000000000", "")), "{\"a\": 1000000}", NULL, DIAG_FIGURE_CELL},
        {COLUMNS(A ", " VALUE("amount", "[n = '乙'].v + a", "")), "{\"n\": \"甲\", \"a\": 1},{\"n\": \"乙\", \"v\": 2}",
         "甲 1万元 3万元 | 乙 - 2万元", 0},
        {COLUMNS(A ", " VALUE("amount", "[n = '乙'].v + a", "")), "{\"n\": \"甲\", \"a\": 1},{\"n\": \"乙\", \"a\": 2}",
         NULL, DIAG_FIGURE_CIRCLE},
        {COLUMNS(A ", " VALUE("amount", "v + a", "")), "{\"a\": 1}", NULL, DIAG_FIGURE_CIRCLE},
        {COLUMNS(A ", " VALUE("amount", "[n = '乙'].a", "")), "{\"n\": \"乙\", \"a\": 1},{\"n\": \"乙\", \"a\": 2}",
         NULL, DIAG_FIGURE_MANY},
        /* Nothing to take it from leaves it blank: no sentence is printed here. */
        {COLUMNS(A ", " VALUE("amount", "[n = '丙'].a", "")), "{\"a\": 1}", "- 1万元 -", 0},
    };
    EXPECT(cases);
}

#define FOOT                                                                                                           \
    "\"foot\": [{\"key\": \"one\", \"cells\": {\"n\": \"甲\"}, \"values\": {\"a\": \"[two].a + b\", \"b\": "          \
    "\"1万元\"}},"                                                                                                   \
    "{\"key\": \"two\", \"values\": {\"a\": \"x\"}}, {\"key\": \"three\"}]"

TEST(fixed_rows_have_values_and_are_there_without_data) {
    static const CellsCase cases[] = {
        {COLUMNS(A ", " B) ", " FOOT, "{\"row\": \"three\", \"a\": 1}", "- 6万元 1万元 | - 5万元 - | - 1万元 -", 0},
        {COLUMNS(A ", " B) ", " FOOT, "{\"row\": \"one\", \"b\": 3}", "- 8万元 3万元 | - 5万元 -", 0},
        {COLUMNS(A ", " B) ", " FOOT, "{\"row\": \"one\", \"a\": 3},{\"row\": \"two\", \"a\": 4, \"b\": 7}",
         "- 3万元 1万元 | - 4万元 7万元", 0},
        /* A total's row is there, too, and so are both where the data has no row at all. */
        {COLUMNS(A) ", " KINDS ", \"top\": [{\"key\": \"sum\", \"kind\": \"合计\"}]", ROW("类", ", \"a\": 2"),
         "- 2万元 | 类 2万元", 0},
        {COLUMNS(A) ", " KINDS ", \"top\": [{\"key\": \"sum\", \"kind\": \"合计\"}]", "", "- -", 0},
        {COLUMNS(A ", " B) ", " FOOT, "", "- 6万元 1万元 | - 5万元 -", 0},
        {COLUMNS(A), "", "", 0},
        {COLUMNS(A) ", \"foot\": [{\"key\": \"one\", \"values\": {\"a\": \"[two].a\"}}, {\"key\": \"two\", \"values\":"
                    "{\"a\": \"[one].a\"}}]",
         "{\"n\": \"x\"}", NULL, DIAG_FIGURE_CIRCLE},
        /* The name of the cell at fault holds the very cell. */
        {COLUMNS(A) ", \"foot\": [{\"key\": \"one\", \"cells\": {\"n\": \"{{t[one].a}}\"}, \"values\": {\"a\": "
                    "\"[one].a\"}}]",
         "{\"n\": \"x\"}", NULL, DIAG_FIGURE_CIRCLE},
    };
    EXPECT(cases);
}

/* Rows that are put in stand where they are printed, so that they belong to the row above them in print. */
TEST(rows_add_up_in_the_order_in_which_they_are_printed) {
    static const CellsCase cases[] = {
        {COLUMNS(A) ", " KINDS
                    ", \"top\": [{\"key\": \"c1\", \"kind\": \"类\", \"values\": {\"a\": \"[s1].a\"}}, {\"key\":"
                    "\"s1\", \"kind\": \"款\", \"values\": {\"a\": \"1万元\"}}, {\"key\": \"c2\", \"kind\": \"类\"}]",
         "{\"row\": \"c2\"}," ROW("款", ", \"a\": 4"), "- 1万元 | - 1万元 | - 4万元 | 款 4万元", 0},
    };
    EXPECT(cases);
}

#define PANELS                                                                                                         \
    "\"columns\": [{\"key\": \"l\"}, {\"key\": \"li\", \"type\": \"amount\"}, {\"key\": \"r\"}, {\"key\": \"ri\","     \
    "\"type\": \"amount\", \"value\": \"1万元\"}], \"panels\": [{\"columns\": [\"l\", \"li\"], \"rows\": [{\"key\":" \
    "\"in\"}, {\"key\": \"in2\", \"values\": {\"li\": \"[in].li * 2\"}}]}, {\"columns\": [\"r\", \"ri\"], \"rows\":"   \
    "[{\"key\": \"out\"}]}], \"foot\": [{\"key\": \"sum\", \"values\": {\"li\": \"[in].li + [in2].li\", \"ri\":"       \
    "\"[out].ri\"}}]"

TEST(panels_rows_have_values_in_their_own_columns) {
    static const CellsCase cases[] = {
        {PANELS, "{\"row\": \"in\", \"li\": 2},{\"row\": \"out\"}",
         "- 2万元 - - | - 4万元 - - | - - - 1万元 | - 6万元 - 1万元", 0},
        {PANELS, "{\"row\": \"out\", \"ri\": 7}", "- - - - | - - - 7万元 | - - - 7万元", 0},
    };
    /* Blank twice is a number of nought, which an amount's column holds as one. */
    static const CellsCase nought = {PANELS, "{\"row\": \"in\"},{\"row\": \"out\", \"ri\": 7}",
                                     "- - - - | - 0万元 - - | - - - 7万元 | - 0万元 - 7万元", 0};
    expect_cells(&cases[0], "", "");
    expect_cells(&nought, "", "");
}

TEST(tables_may_need_each_other) {
    static const CellsCase across = {COLUMNS(A) ", " KINDS ", \"foot\": [{\"key\": \"sum\", \"kind\": \"合计\"}]",
                                     ROW("类", "") "," ROW("款", ", \"a\": 1"), "类 1万元 | 款 1万元 | - 1万元", 0};
    static const CellsCase back = {COLUMNS(A ", " VALUE("amount", "u[*].w + a", "")), "{\"a\": 1}", "- 1万元 5万元", 0};
    static const CellsCase circle = {COLUMNS(VALUE("amount", "u[*].w", "")), "{\"n\": \"x\"}", NULL,
                                     DIAG_FIGURE_CIRCLE};
    expect_cells(&across,
                 ", {" WORLD_TABLE("u") ", \"columns\": [{\"key\": \"w\", \"type\": \"amount\", \"value\":"
                                        "\"t[sum].a\"}]}",
                 ", \"u\": [{}]");
    expect_cells(&back,
                 ", {" WORLD_TABLE("u") ", \"columns\": [{\"key\": \"w\", \"type\": \"amount\", \"value\":"
                                        "\"4万元\"}]}",
                 ", \"u\": [{}]");
    expect_cells(&circle,
                 ", {" WORLD_TABLE("u") ", \"columns\": [{\"key\": \"w\", \"type\": \"amount\", \"value\":"
                                        "\"t[*].v\"}]}",
                 ", \"u\": [{}]");
}

TEST(computed_cells_say_so_and_the_report_is_left_as_it_was) {
    World world = world_good("\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS(A) ", " KINDS "}]",
                             "\"tables\": {\"t\": [" ROW("类", "") "," ROW("款", ", \"a\": 1") "]}, \"data\": {}");
    const ReportTable *table = figures_table(world.figures, &world.form->tables[0]);
    assert_true(table->rows[0].cells[1].computed);
    assert_false(table->rows[1].cells[1].computed);
    assert_true(table->rows[0].cells[1].source.map == table->rows[0].source.map);
    assert_true(value_is_blank(&world.report->tables[0].rows[0].cells[1]));
    world_free(&world);
}

/* Each cell needs the next: a chain the stack need not bear. */
TEST(a_chain_of_cells_too_long_is_a_fault) {
    Buf form = {0};
    buf_text(&form, "\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS(A) ", \"foot\": [");
    for (int i = 0; i < 1900; i++)
        buf_printf(&form, "%s{\"key\": \"r%d\", \"values\": {\"a\": \"%s%d].a + 1万元\"}}", i ? ", " : "", i,
                   i < 1899 ? "[r" : "[x", i < 1899 ? i + 1 : 0);
    buf_text(&form, ", {\"key\": \"x0\"}]}]");
    World world = world_make(form.bytes, "\"tables\": {\"t\": [{\"n\": \"x\"}]}, \"data\": {}");
    assert_null(world.figures);
    assert_int_equal(diag_item(world.diags, 0)->code, DIAG_FIGURE_CHAIN);
    world_free(&world);
    buf_free(&form);
}

TEST(a_chain_as_long_as_any_table_s_is_none) {
    Buf form = {0};
    buf_text(&form, "\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS(A) ", \"foot\": [");
    for (int i = 0; i < 100; i++)
        buf_printf(&form, "%s{\"key\": \"r%d\", \"values\": {\"a\": \"[r%d].a + 1万元\"}}", i ? ", " : "", i, i + 1);
    buf_text(&form, ", {\"key\": \"r100\"}]}]");
    World world = world_good(form.bytes, "\"tables\": {\"t\": [{\"row\": \"r100\", \"a\": 1}]}, \"data\": {}");
    assert_string_equal(world_print(&world, "t[r0].a"), "101");
    world_free(&world);
    buf_free(&form);
}

static int evaluated_cells(const World *world) {
    int count = 0;
    const ReportTable *table = figures_table(world->figures, &world->form->tables[0]);
    for (uint32_t row = 0; row < table->row_count; row++)
        count += table->rows[row].cells[1].computed ? 1 : 0;
    return count;
}

TEST(many_rows_are_reckoned) {
    Buf report = {0};
    buf_text(&report, "\"tables\": {\"t\": [" ROW("合计", ""));
    for (int i = 0; i < 20000; i++)
        buf_text(&report, i % 100 == 0 ? "," ROW("类", "") : "," ROW("款", ", \"a\": \"0.01\""));
    buf_text(&report, "]}, \"data\": {}");
    World world =
        world_good("\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS(A) ", " KINDS "}]", report.bytes);
    assert_string_equal(world_print(&world, "t[合计].a"), "198.00");
    assert_int_equal(evaluated_cells(&world), 201);
    world_free(&world);
    buf_free(&report);
}

TEST(running_out_of_memory_is_told) {
    World world =
        world_good("\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS(A ", " VALUE(
                       "text", "n & a", "")) ", " KINDS ", \"foot\": [{\"key\": \"sum\", \"kind\": \"合计\"}]}]",
                   "\"tables\": {\"t\": [" ROW("类", "") "," ROW("款", ", \"a\": 1") "]}, \"data\": {}");
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        Figures *figures = arena ? figures_make(arena, world.report, diags) : NULL;
        bool failed = alloc_fail_happened();
        alloc_fail_at(0);
        assert_true(failed || figures);
        assert_true(!failed || !figures || arena_failed(arena) || !diags || diag_count(diags) > 0 || n == 0);
        diag_list_free(diags);
        arena_free(arena);
    }
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_and_higher_levels_are_the_sums_of_what_belongs_to_them),
        cmocka_unit_test(a_column_s_value_stands_where_the_data_leaves_it_out),
        cmocka_unit_test(fixed_rows_have_values_and_are_there_without_data),
        cmocka_unit_test(rows_add_up_in_the_order_in_which_they_are_printed),
        cmocka_unit_test(panels_rows_have_values_in_their_own_columns),
        cmocka_unit_test(tables_may_need_each_other),
        cmocka_unit_test(computed_cells_say_so_and_the_report_is_left_as_it_was),
        cmocka_unit_test(a_chain_of_cells_too_long_is_a_fault),
        cmocka_unit_test(a_chain_as_long_as_any_table_s_is_none),
        cmocka_unit_test(many_rows_are_reckoned),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
