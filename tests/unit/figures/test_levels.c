/* How rows add up: which belongs to which, inherited codes, classes printed again, and what sums count. */
#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "world.h"

#define COLUMNS                                                                                                        \
    "\"columns\": [{\"key\": \"class\", \"type\": \"code\"}, {\"key\": \"section\", \"type\": \"code\"}, {\"key\":"    \
    "\"item\", \"type\": \"code\"}, {\"key\": \"name\"}, {\"key\": \"v\", \"type\": \"amount\"}],"                     \
    "\"kinds\": {\"类\": {\"when\": \"class\"}, \"款\": {\"when\": \"section\"}, \"项\": {\"when\": \"item\"}, "    \
    "\"注\":"                                                                                                         \
    "{}, \"合计\": {}}, \"levels\": [\"类\", \"款\", \"项\"], \"total\": \"合计\""
#define FORM "\"data\": {}, \"tables\": [{" WORLD_TABLE("t") ", " COLUMNS "}]"

#define CLASS(code)   "{\"class\": \"" code "\"}"
#define SECTION(code) "{\"section\": \"" code "\"}"
#define ITEM(code, v) "{\"item\": \"" code "\", \"v\": " v "}"
#define TOTAL         "{\"kind\": \"合计\", \"name\": \"合计\"}"
#define NOTE          "{\"kind\": \"注\", \"name\": \"注\"}"
#define ALL(code, s, i)                                                                                                \
    "{\"kind\": \"项\", \"class\": \"" code "\", \"section\": \"" s "\", \"item\": \"" i "\", \"v\": 1}"

static World make(const char *rows) {
    Buf report = {0};
    buf_printf(&report, "\"tables\": {\"t\": [%s]}, \"data\": {}", rows);
    World world = world_good(FORM, report.bytes);
    buf_free(&report);
    return world;
}

/* Of each row its level, the row it belongs to, and l for a leaf, a for again: "0- 1:0 2:1l". */
static const char *picture(World *world) {
    const Levels *levels = figures_levels(world->figures, figures_table(world->figures, &world->form->tables[0]));
    Buf text = {0};
    assert_non_null(levels);
    for (size_t i = 0; i < levels->table->row_count; i++) {
        const LevelRow *row = &levels->rows[i];
        buf_text(&text, i ? " " : "");
        if (row->level == LEVEL_TOTAL)
            buf_text(&text, "T");
        else if (row->level == LEVEL_NONE)
            buf_text(&text, "N");
        else
            buf_printf(&text, "%d", row->level);
        if (row->parent != NO_ROW)
            buf_printf(&text, ":%u", row->parent);
        buf_text(&text, row->level >= 0 && row->leaf ? "l" : "");
        buf_text(&text, row->again ? "a" : "");
    }
    const char *copy = arena_strndup(world->arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return copy;
}

TEST(a_row_belongs_to_the_nearest_row_of_a_higher_level_above_it) {
    static const struct {
        const char *rows, *picture;
    } cases[] = {
        {"", ""},
        {CLASS("208"), "0l"},
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," ITEM("02", "1"), "0 1:0 2:1l 2:1l"},
        {CLASS("208") "," ITEM("01", "1") "," SECTION("05") "," ITEM("01", "1"), "0 2:0l 1:0 2:2l"},
        {CLASS("208") "," SECTION("05") "," CLASS("210") "," ITEM("01", "1"), "0 1:0l 0 2:2l"},
        {ITEM("01", "1") "," SECTION("05") "," ITEM("02", "1"), "2l 1 2:1l"},
        {TOTAL "," CLASS("208") "," SECTION("05") "," TOTAL, "T 0 1:1l T"},
        {CLASS("208") "," NOTE "," SECTION("05") "," NOTE, "0 N 1:0l N"},
        /* A subtotal in between ends nothing: what stands below it belongs where it would without it. */
        {CLASS("208") "," SECTION("05") "," TOTAL "," SECTION("06"), "0 1:0l T 1:0l"},
        /* The same class once more: before its next section, and by itself. */
        {CLASS("208") "," SECTION("05") "," CLASS("208") "," SECTION("06"), "0 1:0l 0a 1:2l"},
        {CLASS("208") "," SECTION("05") "," CLASS("210") "," SECTION("05"), "0 1:0l 0 1:2l"},
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," SECTION("05") "," ITEM("02", "1"),
         "0 1:0 2:1l 1:0a 2:3l"},
        /* The codes of all levels in each row. */
        {ALL("208", "05", "01") "," ALL("208", "05", "02") "," ALL("208", "05", "01"), "2l 2l 2la"},
        {ALL("208", "05", "01") "," ALL("208", "06", "01"), "2l 2l"},
        /* Rows of a level whose own code is blank are not each other's repetition. */
        {CLASS("208") ",{\"kind\": \"款\", \"name\": \"甲\"},{\"kind\": \"款\", \"name\": \"乙\"}", "0 1:0l 1:0l"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        World world = make(cases[i].rows);
        assert_string_equal(picture(&world), cases[i].picture);
        world_free(&world);
    }
}

TEST(codes_of_higher_levels_are_there_where_they_are_left_blank) {
    static const WorldCase cases[] = {
        {.text = "list(t[*], class & section & item)", .gives = "208、20805、2080501、210、21001、2100103"},
        {.text = "list(t[class = 208], name)", .gives = "类、款、项"},
        {.text = "list(t[class = 208 and section = 05], name)", .gives = "款、项"},
        {.text = "list(t[section = 01], name)", .gives = "丁、戊"},
        /* What a level has of its own is not taken from above. */
        {.text = "count(t[*].section)", .gives = "4"},
        {.text = "count(t[*].item)", .gives = "2"},
    };
    World world = make("{\"class\": \"208\", \"name\": \"类\"},{\"section\": \"05\", \"name\": \"款\"},"
                       "{\"item\": \"01\", \"name\": \"项\", \"v\": 1},{\"class\": \"210\", \"name\": \"丙\"},"
                       "{\"section\": \"01\", \"name\": \"丁\"},{\"item\": \"03\", \"name\": \"戊\", \"v\": 2}");
    assert_int_equal(world_cases(&world, cases, sizeof cases / sizeof *cases), 0);
    world_free(&world);
}

/* Or the subtotal between them would be counted with its parts. */
TEST(a_row_of_no_level_is_no_leaf) {
    static const WorldCase cases[] = {{.text = "count(t[leaf])", .gives = "2"},
                                      {.text = "sum(t[leaf].v)", .gives = "3"}};
    static const WorldCase plain[] = {{.text = "count(p[leaf])", .gives = "2"}};
    World world = make(CLASS("208") "," ITEM("01", "1") ",{\"kind\": \"注\", \"v\": 1}," ITEM("02", "2") "," TOTAL);
    assert_int_equal(world_cases(&world, cases, sizeof cases / sizeof *cases), 0);
    world_free(&world);
    world = world_good(
        "\"data\": {}, \"tables\": [{" WORLD_TABLE("p") ", \"columns\": [{\"key\": \"v\", \"type\":"
                                                        "\"amount\"}], \"kinds\": {\"计\": {}}, \"total\": \"计\"}]",
        "\"tables\": {\"p\": [{\"v\": 1}, {\"v\": 2}, {\"kind\": \"计\", \"v\": 3}]}, \"data\": {}");
    assert_int_equal(world_cases(&world, plain, 1), 0);
    world_free(&world);
}

/* One column 2080505: a row's own code is not inherited. */
TEST(codes_of_one_merged_column_are_each_row_s_own) {
    static const WorldCase cases[] = {
        {.text = "list(m[*], code)", .gives = "208、20805、2080501"},
        {.text = "count(m[code = 20805])", .gives = "1"},
        {.text = "count(m[starts(code, 208)])", .gives = "3"},
        {.text = "count(m[again])", .gives = "0"},
        {.text = "count(m[leaf])", .gives = "2"},
    };
    World world =
        world_good("\"data\": {}, \"tables\": [{" WORLD_TABLE(
                       "m") ", \"columns\": [{\"key\": \"code\", \"type\": \"code\"}, {\"key\":"
                            "\"v\", \"type\": \"amount\"}], \"kinds\": {\"类\": {\"when\": {\"column\": \"code\", "
                            "\"length\": 3}}, \"款\":"
                            "{\"when\": {\"column\": \"code\", \"length\": 5}}, \"项\": {\"when\": {\"column\": "
                            "\"code\", \"length\": 7}}},"
                            "\"levels\": [\"类\", \"款\", \"项\"]}]",
                   "\"tables\": {\"m\": [{\"code\": \"208\"}, {\"code\": \"20805\"}, {\"code\": \"2080501\", \"v\": 1},"
                   "{\"kind\": \"项\", \"v\": 2}]}, \"data\": {}");
    assert_int_equal(world_cases(&world, cases, sizeof cases / sizeof *cases), 0);
    assert_string_equal(world_cell(&world, "m", 0, "v"), "3万元");
    world_free(&world);
}

/* ---- what sums count ------------------------------------------------------------------------------------ */

/* The cells of v, row by row. */
static const char *amounts(World *world) {
    Buf text = {0};
    const ReportTable *table = figures_table(world->figures, &world->form->tables[0]);
    for (uint32_t i = 0; i < table->row_count; i++)
        buf_printf(&text, "%s%s", i ? " " : "", world_cell(world, "t", i, "v"));
    const char *copy = arena_strndup(world->arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
    return copy;
}

#define GIVEN(code, v) "{\"class\": \"" code "\", \"v\": " v "}"

TEST(sums_count_every_row_once) {
    static const struct {
        const char *rows, *amounts;
    } cases[] = {
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1.5") "," ITEM("02", "2") "," CLASS("210") "," SECTION(
             "01") "," ITEM("01", "0.25") "," TOTAL,
         "3.5万元 3.5万元 1.5万元 2万元 0.25万元 0.25万元 0.25万元 3.75万元"},
        {TOTAL "," CLASS("208") "," ITEM("01", "1"), "1万元 1万元 1万元"},
        /* Items right below a class, beside its sections. */
        {CLASS("208") "," ITEM("01", "1") "," SECTION("05") "," ITEM("01", "2"), "3万元 1万元 2万元 2万元"},
        /* Notes and subtotals are no summands. */
        {CLASS("208") "," NOTE "," ITEM("01", "1") "," TOTAL "," ITEM("02", "2") "," TOTAL,
         "3万元  1万元 3万元 2万元 3万元"},
        /* A class printed again has the amounts of that part. The total has both parts, */
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," CLASS("208") "," SECTION("06") "," ITEM("01",
                                                                                                        "2") "," TOTAL,
         "1万元 1万元 1万元 2万元 2万元 2万元 3万元"},
        /* also where each printing gives its own part, */
        {GIVEN("208", "1") "," ITEM("01", "1") "," GIVEN("208", "2") "," ITEM("02", "2") "," TOTAL,
         "1万元 1万元 2万元 2万元 3万元"},
        /* or each that of the whole class. */
        {GIVEN("208", "3") "," ITEM("01", "1") "," GIVEN("208", "3") "," ITEM("02", "2") "," TOTAL,
         "3万元 1万元 3万元 2万元 3万元"},
        {GIVEN("208", "3") "," ITEM("01", "1") "," CLASS("208") "," ITEM("02", "2") "," GIVEN("210", "4") "," TOTAL,
         "3万元 1万元 2万元 2万元 4万元 7万元"},
        /* Class and section again before each item. */
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," CLASS("208") "," SECTION("05") "," ITEM("02",
                                                                                                        "2") "," TOTAL,
         "1万元 1万元 1万元 2万元 2万元 2万元 3万元"},
        {CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," SECTION("05") "," ITEM("02", "2") "," TOTAL,
         "3万元 1万元 1万元 2万元 2万元 3万元"},
        /* Two entries of one item are two amounts, whatever stands above them. */
        {CLASS("208") "," ITEM("01", "1") "," ITEM("01", "2") "," TOTAL, "3万元 1万元 2万元 3万元"},
        {ALL("208", "05", "01") "," ALL("208", "05", "01") "," TOTAL, "1万元 1万元 2万元"},
        /* Nothing to add up is nothing. */
        {CLASS("208") "," SECTION("05") "," TOTAL, "  "},
        {TOTAL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        World world = make(cases[i].rows);
        assert_string_equal(amounts(&world), cases[i].amounts);
        world_free(&world);
    }
}

/* ---- size and memory ------------------------------------------------------------------------------------ */

TEST(running_out_of_memory_is_told) {
    World world = make(CLASS("208") "," SECTION("05") "," ITEM("01", "1") "," CLASS("208") "," ITEM("02", "1"));
    const ReportTable *table = figures_table(world.figures, &world.form->tables[0]);
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        const Levels *levels = arena ? levels_make(arena, table) : NULL;
        bool failed = alloc_fail_happened();
        alloc_fail_at(0);
        assert_true(failed ? !levels || arena_failed(arena) : levels != NULL);
        arena_free(arena);
    }
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_belongs_to_the_nearest_row_of_a_higher_level_above_it),
        cmocka_unit_test(codes_of_higher_levels_are_there_where_they_are_left_blank),
        cmocka_unit_test(a_row_of_no_level_is_no_leaf),
        cmocka_unit_test(codes_of_one_merged_column_are_each_row_s_own),
        cmocka_unit_test(sums_count_every_row_once),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
