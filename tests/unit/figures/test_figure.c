/* A figure as text, as a value, and as something there. */
#include <string.h>

#include "test.h"
#include "world.h"

#define DATA(fields, values)                                                                                           \
    world_good("\"formats\": {\"wan\": {\"unit\": \"万元\", \"decimals\": 2}, \"yuan\": {\"unit\":"                  \
               "\"元\", \"decimals\": 2, \"separators\": true}, \"six\": {\"decimals\": 6},"                          \
               "\"dash\": {\"zero\": \"—\"}, \"none\": {\"zero\": \"blank\"}, \"one\": {\"kind\":"                   \
               "\"number\", \"decimals\": 1}, \"given\": {\"kind\": \"number\", \"separators\": true},"                \
               "\"day\": {\"kind\": \"date\", \"pattern\": \"{y}-{mm}\"}}, \"data\": {" fields "}",                    \
               "\"data\": {" values "}")

#define EXPECT(world, cases) assert_int_equal(world_cases(&world, cases, sizeof(cases) / sizeof *(cases)), 0)

TEST(a_value_prints_as_it_was_given_and_a_reckoned_one_as_exactly_as_need_be) {
    static const WorldCase cases[] = {
        {.text = "a", .gives = "1.50"},
        {.text = "a + 0", .gives = "1.50"},
        {.text = "a * 1", .gives = "1.50"},
        {.text = "a * 0.1", .gives = "0.15"},
        {.text = "a * 0.001", .gives = "0.0015"},
        {.text = "a - a", .gives = "0.00"},
        {.text = "a | wan", .gives = "1.50"},
        {.text = "a | yuan", .gives = "15,000.00"},
        {.text = "a * 2 | yuan", .gives = "30,000.00"},
        {.text = "a | six", .gives = "1.500000"},
        {.text = "a / 7 | six", .gives = "0.214286"},
        {.text = "a - a | dash", .gives = "—"},
        {.text = "a - a | none", .gives = ""},
        {.text = "0 - a", .gives = "-1.50"},
        {.text = "q", .gives = "7.50"},
        {.text = "q | one", .gives = "7.5"},
        {.text = "q | given", .gives = "7.5"},
        {.text = "q * 1000 | given", .gives = "7,500"},
        {.text = "q + 0", .gives = "7.5"},
        {.text = "i", .gives = "1200"},
        {.text = "i | one", .gives = "1200.0"},
        {.text = "i | given", .gives = "1,200"},
        {.text = "i / 100 | chinese", .gives = "十二"},
        {.text = "i / 7 | chinese", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 3},
        {.text = "i / 7 | given", .gives = NULL, .code = DIAG_FIGURE_INEXACT, .column = 3},
        {.text = "i | wan", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 1},
        {.text = "i + 0 | wan", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 3},
        {.text = "a | one", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 1},
        {.text = "a * 1 | one", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 3},
        {.text = "a * 1 | day", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 3},
        {.text = "d", .gives = "2020年1月6日"},
        {.text = "d | day", .gives = "2020-01"},
        {.text = "if(f, d, d) | day", .gives = "2020-01"},
        {.text = "t & t", .gives = "甲甲"},
        {.text = "t & t | day", .gives = NULL, .code = DIAG_QUOTE_FORMAT, .column = 3},
        {.text = "f", .gives = NULL, .code = DIAG_QUOTE_KIND, .column = 1},
        {.text = "b", .gives = NULL, .code = DIAG_QUOTE_KIND, .column = 1},
        {.text = "x", .gives = ""},
        {.text = "x | wan", .gives = ""},
        {.text = "m * 4", .gives = NULL, .code = DIAG_FIGURE_OVERFLOW, .column = 3},
        {.text = "m + m - m", .gives = "4000000000000"},
    };
    World world =
        DATA("\"a\": \"amount\", \"q\": \"number\", \"i\": \"integer\", \"d\": \"date\", \"t\": \"text\", \"f\":"
             "\"flag\", \"b\": \"blocks\", \"x\": {\"type\": \"amount\", \"optional\": true}, \"m\": \"amount\"",
             "\"a\": \"1.50\", \"q\": \"7.50\", \"i\": 1200, \"d\": \"2020-01-06\", \"t\": \"甲\", \"f\": true,"
             "\"b\": [\"文\"], \"m\": \"4000000000000\"");
    EXPECT(world, cases);
    world_free(&world);
}

TEST(a_group_is_there_if_it_holds_something) {
    static const WorldCase cases[] = {
        {.text = "if(r, '有', '无')", .gives = "无"},        {.text = "if(q, '有', '无')", .gives = "有"},
        {.text = "if(l, '有', '无')", .gives = "无"},        {.text = "if(k, '有', '无')", .gives = "有"},
        {.text = "if(blank(r), '无', '有')", .gives = "无"}, {.text = "if(b, '有', '无')", .gives = "无"},
        {.text = "if(z, '有', '无')", .gives = "有"},        {.text = "if(f, '有', '无')", .gives = "无"},
        {.text = "if(w, '有', '无')", .gives = "无"},
    };
    World world = DATA(
        "\"r\": {\"type\": \"record\", \"fields\": {\"x\": {\"type\": \"text\", \"optional\": true}}}, \"q\": "
        "{\"type\":"
        "\"record\", \"fields\": {\"x\": {\"type\": \"record\", \"fields\": {\"y\": \"integer\"}}}}, \"l\": {\"type\":"
        "\"list\", \"item\": \"text\"}, \"k\": {\"type\": \"list\", \"item\": \"text\"}, \"b\": {\"type\": \"blocks\","
        "\"optional\": true}, \"z\": \"amount\", \"f\": \"flag\", \"w\": {\"type\": \"text\", \"optional\": true}",
        "\"r\": {\"x\": \"\"}, \"q\": {\"x\": {\"y\": 0}}, \"l\": [], \"k\": [\"甲\"], \"z\": 0, \"f\": false");
    EXPECT(world, cases);
    world_free(&world);
}

/* ---- as values ------------------------------------------------------------------------------------------ */

static Value value_of(World *world, const char *text) {
    Figure figure;
    assert_true(figures_eval(world->figures, &world->scope, world_expr(world, text), &figure));
    Value value = figure_value(world->arena, &figure, SOURCE_NONE);
    assert_true(value.computed);
    return value;
}

TEST(a_figure_becomes_the_value_of_a_cell) {
    World world = DATA("\"a\": \"amount\", \"m\": \"amount\"", "\"a\": \"1.50\", \"m\": \"4000000000000\"");
    Value value = value_of(&world, "a * 2");
    assert_int_equal(value.kind, VALUE_AMOUNT);
    assert_true(value.amount.value == 3000000);
    assert_int_equal(value.amount.decimals, 2);
    assert_int_equal(value.amount.unit, MONEY_WAN);
    value = value_of(&world, "a * 0.001");
    assert_int_equal(value.amount.decimals, 4);
    assert_int_equal(value_of(&world, "m * 2").kind, VALUE_BLANK);
    value = value_of(&world, "6 / 3");
    assert_int_equal(value.kind, VALUE_INTEGER);
    assert_true(value.integer == 2);
    value = value_of(&world, "-6 / 4");
    assert_int_equal(value.kind, VALUE_TEXT);
    assert_true(str_equals(value.text, "-1.5"));
    value = value_of(&world, "'x' & 1");
    assert_true(value.kind == VALUE_TEXT && str_equals(value.text, "x1"));
    assert_int_equal(value_of(&world, "1 = 1").kind, VALUE_BLANK);
    world_free(&world);
}

static bool cut(World *world, const char *text, const char *format, const char *printed) {
    Figure figure;
    Buf out = {0};
    assert_true(figures_eval(world->figures, &world->scope, world_expr(world, text), &figure));
    if (!figure_cut(&figure, format ? form_format(world->form, format) : NULL))
        return printed == NULL;
    bool good = figure_print(&figure, NULL, "", SOURCE_NONE, &out, world->diags) && printed &&
                strcmp(out.bytes ? out.bytes : "", printed) == 0;
    buf_free(&out);
    return good;
}

TEST(what_has_no_end_is_cut_by_a_format_alone) {
    World world = DATA("\"a\": \"amount\"", "\"a\": \"1.50\"");
    assert_true(cut(&world, "a", NULL, "1.50"));
    assert_true(cut(&world, "a / 7", NULL, NULL));
    assert_true(cut(&world, "a / 7", "dash", NULL));
    assert_true(cut(&world, "a / 7", "wan", "0.21"));
    assert_true(cut(&world, "a / 7", "yuan", "0.214286"));
    assert_true(cut(&world, "1 / 7", NULL, NULL));
    assert_true(cut(&world, "1 / 7", "given", NULL));
    assert_true(cut(&world, "1 / 7", "one", "0.1"));
    assert_true(cut(&world, "1 / 8", NULL, "0.125"));
    assert_true(cut(&world, "1 / 8", "one", "0.125"));
    world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_prints_as_it_was_given_and_a_reckoned_one_as_exactly_as_need_be),
        cmocka_unit_test(a_group_is_there_if_it_holds_something),
        cmocka_unit_test(a_figure_becomes_the_value_of_a_cell),
        cmocka_unit_test(what_has_no_end_is_cut_by_a_format_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
