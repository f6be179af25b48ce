/* What expressions give: every operator, every function, and every fault of a figure. */
#include <malloc.h>
#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "world.h"

static const char form_text[] =
    "\"formats\": {\"wan\": {\"unit\": \"万元\", \"decimals\": 2}, \"yuan\": {\"unit\": \"元\", \"decimals\": 2,"
    "\"separators\": true}, \"one\": {\"kind\": \"number\", \"decimals\": 1}, \"thousands\": {\"kind\": \"number\","
    "\"decimals\": 0, \"separators\": true}},"
    "\"data\": {\"base\": {\"type\": \"amount\", \"unit\": \"元\"}, \"gone\": {\"type\": \"amount\", \"optional\": "
    "true},"
    "\"rate\": \"number\", \"staff\": \"integer\", \"founded\": \"date\", \"closed\": {\"type\": \"date\", "
    "\"optional\":"
    "true}, \"open\": \"flag\", \"note\": {\"type\": \"text\", \"optional\": true}, \"units\": {\"type\": \"list\","
    "\"item\": \"text\"}, \"memo\": {\"type\": \"blocks\", \"optional\": true}, \"projects\": {\"type\": \"list\","
    "\"fields\": {\"name\": \"text\", \"amount\": \"amount\"}}, \"huge\": \"number\"},"
    "\"tables\": [{" WORLD_TABLE(
        "t") ", \"columns\": [{\"key\": \"class\", \"type\": \"code\"}, {\"key\": \"section\","
             "\"type\": \"code\"}, {\"key\": \"item\", \"type\": \"code\"}, {\"key\": \"name\"}, {\"key\": \"basic\", "
             "\"type\":"
             "\"amount\"}, {\"key\": \"project\", \"type\": \"amount\"}, {\"key\": \"share\", \"type\": \"number\"}, "
             "{\"key\":"
             "\"people\", \"type\": \"integer\"}, {\"key\": \"since\", \"type\": \"date\"}],"
             "\"kinds\": {\"类\": {\"when\": \"class\"}, \"款\": {\"when\": \"section\"}, \"项\": {\"when\": "
             "\"item\"}, \"合计\":"
             "{}}, \"levels\": [\"类\", \"款\", \"项\"], \"total\": \"合计\", \"foot\": [{\"key\": \"sum\", \"kind\": "
             "\"合计\"}]},"
             "{" WORLD_TABLE(
                 "y") ", \"unit\": \"元\", \"columns\": [{\"key\": \"name\"}, {\"key\": \"v\", \"type\": \"amount\"}],"
                      "\"top\": [{\"key\": \"208\"}, {\"key\": \"three-public\"}]},"
                      "{" WORLD_TABLE(
                          "empty") ", \"columns\": [{\"key\": \"v\", \"type\": \"amount\"}], \"kinds\": {\"项\": {}}}]";

static const char report_text[] =
    "\"tables\": {\"t\": ["
    "{\"class\": \"208\", \"name\": \"社会保障\", \"basic\": \"30.00\", \"project\": \"12.5\"},"
    "{\"section\": \"05\", \"name\": \"养老\", \"basic\": \"30\", \"project\": \"12.5\"},"
    "{\"item\": \"01\", \"name\": \"行政\", \"basic\": \"10.25\", \"project\": \"2.5\", \"share\": \"58.30\", "
    "\"people\": 3,"
    "\"since\": \"2019-02-28\"},"
    "{\"item\": \"02\", \"name\": \"事业\", \"basic\": \"19.75\", \"project\": \"10\", \"people\": 0},"
    "{\"class\": \"210\", \"name\": \"卫生\", \"basic\": 0},"
    "{\"row\": \"sum\", \"name\": \"合计\", \"basic\": \"30\", \"project\": \"12.5\"}],"
    "\"y\": [{\"row\": \"208\", \"name\": \"甲\", \"v\": \"20000.5\"}, {\"row\": \"three-public\", \"v\": \"-0.01\"}],"
    "\"empty\": []},"
    "\"data\": {\"base\": \"15,000.00\", \"rate\": \"12.50\", \"staff\": 20, \"founded\": \"1984-12-01\", \"open\": "
    "false,"
    "\"units\": [\"办公室\", \"法规科\"], \"projects\": [{\"name\": \"普查\", \"amount\": \"637.5\"}, {\"name\": "
    "\"调查\","
    "\"amount\": 100}, {\"name\": \"培训\", \"amount\": 0}],"
    "\"huge\": \"100000000000000000000000000000000000\"}";

static int set_up(void **state) {
    static World world;
    world = world_good(form_text, report_text);
    *state = &world;
    return 0;
}

static int tear_down(void **state) {
    world_free(*state);
    return 0;
}

#define EXPECT(cases) assert_int_equal(world_cases(*state, cases, sizeof(cases) / sizeof *(cases)), 0)
#define FAULT         NULL

static void numbers_are_exact(void **state) {
    static const WorldCase cases[] = {
        {.text = "1 + 2", .gives = "3"},        {.text = "10 - 2 - 3", .gives = "5"},
        {.text = "2 + 3 * 4", .gives = "14"},   {.text = "(2 + 3) * 4", .gives = "20"},
        {.text = "12 / 4 / 3", .gives = "1"},   {.text = "7 / 2", .gives = "3.5"},
        {.text = "-3 + 5", .gives = "2"},       {.text = "- -3", .gives = "3"},
        {.text = "2 * -3", .gives = "-6"},      {.text = "0.1 + 0.2", .gives = "0.3"},
        {.text = "1 / 3 * 3", .gives = "1"},    {.text = "1 / 3 + 1 / 6", .gives = "0.5"},
        {.text = "rate", .gives = "12.50"},     {.text = "rate + 0", .gives = "12.5"},
        {.text = "staff * 1.5", .gives = "30"}, {.text = "year - year.last", .gives = "1"},
    };
    EXPECT(cases);
}

static void amounts_keep_their_unit_and_their_finest_decimals(void **state) {
    static const WorldCase cases[] = {
        {.text = "500万元", .gives = "500"},
        {.text = "500万元 | yuan", .gives = "5,000,000.00"},
        {.text = "1万元 + 1元", .gives = "1.0001"},
        {.text = "1元 + 1万元", .gives = "10001"},
        {.text = "1.50万元 + 1万元", .gives = "2.5"},
        {.text = "3万元 * 1.5", .gives = "4.5"},
        {.text = "1.5 * 3万元", .gives = "4.5"},
        {.text = "3万元 / 2", .gives = "1.5"},
        {.text = "3万元 / 2万元", .gives = "1.5"},
        {.text = "15000元 / 1万元", .gives = "1.5"},
        {.text = "-(1万元 - 3万元)", .gives = "2"},
        {.text = "0 + 1万元", .gives = "1"},
        {.text = "1万元 - 0", .gives = "1"},
        {.text = "base", .gives = "15000.00"},
        {.text = "base | wan", .gives = "1.50"},
        {.text = "base + t[sum].basic", .gives = "315000.00"},
        {.text = "t[sum].basic + base", .gives = "31.500000"},
        {.text = "t[sum].basic + base | wan", .gives = "31.50"},
        {.text = "y[208].v - 0.5元", .gives = "20000.0"},
        {.text = "y[three-public].v", .gives = "-0.01"},
        {.text = "12345亿元 | yuan", .gives = "1,234,500,000,000.00"},
    };
    EXPECT(cases);
}

static void amounts_and_numbers_do_not_mix(void **state) {
    static const WorldCase cases[] = {
        {.text = "1万元 + 1", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 5},
        {.text = "1 - 1万元", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 3},
        {.text = "2 / 1万元", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 5},
        {.text = "1万元 * 1万元", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 7},
        {.text = "base > 100", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 8},
        {.text = "base + organ.name", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 8},
        {.text = "organ.name * 2", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 1},
        {.text = "-organ.name", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 2},
        {.text = "founded + 1", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 1},
        {.text = "sum(1, 'a')", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 8},
        {.text = "sum(t[*].name)", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 5},
        {.text = "max(1万元, 2)", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 1},
        {.text = "share(1万元, 2)", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 12},
        {.text = "units + 1", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 1},
        {.text = "t[项] + 1", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 1},
        {.text = "open = 1", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 8},
    };
    EXPECT(cases);
}

static void rounding_happens_once_and_half_up(void **state) {
    static const WorldCase cases[] = {
        {.text = "round(2.345, 2)", .gives = "2.35"},
        {.text = "round(-2.345, 2)", .gives = "-2.35"},
        {.text = "round(2.5, 0)", .gives = "3"},
        {.text = "round(2.5, 2)", .gives = "2.50"},
        {.text = "abs(-round(2, 1)) & '%'", .gives = "2.0%"},
        {.text = "trim(round(2.5, 2))", .gives = "2.5"},
        {.text = "round(2.5, 2) * 2", .gives = "5"},
        {.text = "round(gone, 1)", .gives = ""},
        {.text = "round(-0.4, 0)", .gives = "0"},
        {.text = "0.25 | one", .gives = "0.3"},
        {.text = "-0.25 | one", .gives = "-0.3"},
        {.text = "0.249999999999999999 | one", .gives = "0.2"},
        {.text = "1234567.5 | thousands", .gives = "1,234,568"},
        {.text = "2 / 3 | one", .gives = "0.7"},
        {.text = "1万元 / 3 | wan", .gives = "0.33"},
        {.text = "round(1万元 / 3, 2)", .gives = "0.33"},
        {.text = "round(12345元, 2)", .gives = "1.23"},
        {.text = "round(1.5万元, 2)", .gives = "1.50"},
        {.text = "trim(137.00万元)", .gives = "137"},
        {.text = "trim(round(1.5万元, 2)) & '万元'", .gives = "1.5万元"},
        {.text = "trim(1897.5万元 - 987.5万元)", .gives = "910"},
        {.text = "trim(rate)", .gives = "12.5"},
        {.text = "trim(round(rate, 0))", .gives = "13"},
        {.text = "trim(staff)", .gives = "20"},
        {.text = "trim(gone)", .gives = ""},
        {.text = "trim(t[sum].project * 10)", .gives = "125"},
        {.text = "trim('x')", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 6},
        /* 0.004999999... yuan: to cents first it would be 0.01, and then 0.01 万元 up. */
        {.text = "49.999999元 | wan", .gives = "0.00"},
        {.text = "49999999元 * 0.000001 | wan", .gives = "0.00"},
        {.text = "50元 | wan", .gives = "0.01"},
        {.text = "1 / 3", .gives = FAULT, .code = DIAG_FIGURE_INEXACT, .column = 3},
        {.text = "1万元 / 3", .gives = FAULT, .code = DIAG_FIGURE_INEXACT, .column = 5},
        {.text = "0.001元 * 1", .gives = FAULT, .code = DIAG_FIGURE_INEXACT, .column = 8},
        {.text = "'x' & 1 / 3", .gives = FAULT, .code = DIAG_FIGURE_INEXACT, .column = 9},
        {.text = "round(1.5, staff)", .gives = FAULT, .code = DIAG_FIGURE_DECIMALS, .column = 12},
        {.text = "round(1.5, 19)", .gives = FAULT, .code = DIAG_FIGURE_DECIMALS, .column = 12},
        {.text = "share(1, 2, 1.5)", .gives = FAULT, .code = DIAG_FIGURE_DECIMALS, .column = 13},
    };
    EXPECT(cases);
}

static void shares_and_growth(void **state) {
    static const WorldCase cases[] = {
        {.text = "share(1, 4)", .gives = "25"},
        {.text = "share(1, 3) | one", .gives = "33.3"},
        {.text = "share(1, 3, 2)", .gives = "33.33"},
        {.text = "share(2, 3, 0)", .gives = "67"},
        {.text = "share(1, 2, 2)", .gives = "50.00"},
        {.text = "if(1 > 0, share(1, 2, 2), 0) & '%'", .gives = "50.00%"},
        {.text = "trim(share(1, 2, 2))", .gives = "50"},
        {.text = "share(base, t[sum].basic)", .gives = "5"},
        {.text = "share(gone, base)", .gives = "0"},
        {.text = "growth(120, 100)", .gives = "20"},
        {.text = "growth(90万元, 100万元, 1)", .gives = "-10.0"},
        {.text = "growth(1, 3, 1)", .gives = "-66.7"},
        {.text = "growth(gone, base, 1)", .gives = "-100.0"},
        {.text = "growth(5, 0)", .gives = FAULT, .code = DIAG_FIGURE_GROWTH, .column = 1},
        {.text = "growth(base, gone)", .gives = FAULT, .code = DIAG_FIGURE_GROWTH, .column = 1},
        {.text = "growth(0, 0)", .gives = FAULT, .code = DIAG_FIGURE_GROWTH, .column = 1},
        {.text = "share(5, 0)", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 1},
        {.text = "1 / 0", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 3},
        {.text = "0 / 0", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 3},
        {.text = "base / gone", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 6},
        {.text = "1 + base / t[class = 210].basic", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 10},
    };
    EXPECT(cases);
}

static void what_does_not_fit_128_bits_is_a_fault(void **state) {
    static const WorldCase cases[] = {
        {.text = "huge * huge", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 6},
        {.text = "huge * 1000 + huge * 1001", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 13},
        {.text = "sum(huge * 999, huge * 999)", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 1},
        {.text = "share(huge * 100, 1)", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 1},
        {.text = "1 / huge / huge", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 10},
        {.text = "1万元 * huge", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 5},
        {.text = "400000000亿元 + 1元", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 13},
        {.text = "round(huge, 18)", .gives = FAULT, .code = DIAG_FIGURE_OVERFLOW, .column = 1},
        {.text = "huge - huge + 1", .gives = "1"},
    };
    EXPECT(cases);
}

static void blank_counts_as_nought_and_stays_blank_among_its_like(void **state) {
    static const WorldCase cases[] = {
        {.text = "gone", .gives = ""},
        {.text = "gone + base", .gives = "15000.00"},
        {.text = "base - gone", .gives = "15000.00"},
        {.text = "gone - base", .gives = "-15000.00"},
        {.text = "gone + gone", .gives = ""},
        {.text = "-gone", .gives = ""},
        {.text = "abs(gone)", .gives = ""},
        {.text = "round(gone, 2)", .gives = ""},
        {.text = "gone * 2", .gives = "0"},
        {.text = "gone * 2 | wan", .gives = "0.00"},
        {.text = "gone / base + 1", .gives = "1"},
        {.text = "gone / base | one", .gives = "0.0"},
        {.text = "sum(t[类].project)", .gives = "12.5"},
        {.text = "sum(gone, t[class = 210].project)", .gives = ""},
        {.text = "sum(t[项].share)", .gives = "58.3"},
        {.text = "min(t[类].project)", .gives = "12.5"},
        {.text = "note", .gives = ""},
        {.text = "note & '。'", .gives = "。"},
        {.text = "note & note", .gives = ""},
        {.text = "if(gone = 0, '无', '有')", .gives = "无"},
        {.text = "if(blank(gone), '空', '有')", .gives = "空"},
        {.text = "if(blank(t[class = 210].basic), '空', '零')", .gives = "零"},
        {.text = "if(blank(memo), '空', '有')", .gives = "空"},
        {.text = "if(blank(units), '空', '有')", .gives = "有"},
        {.text = "if(note, '有', '空')", .gives = "空"},
        {.text = "if(t[class = 210].basic, '有', '空')", .gives = "有"},
        {.text = "if(base > 0, growth(base, base, 1))", .gives = "0.0"},
        {.text = "if(gone > 0, growth(base, gone, 1))", .gives = ""},
        {.text = "if(gone > 0, '增') & if(base > 0, '减')", .gives = "减"},
    };
    EXPECT(cases);
}

/* The form's check of types takes a nought for an amount, and so must what is printed. */
static void a_nought_among_amounts_is_an_amount(void **state) {
    static const WorldCase cases[] = {
        {.text = "max(0, 0万元 - base) | yuan", .gives = "0.00"},
        {.text = "max(0, base) | yuan", .gives = "15,000.00"},
        {.text = "min(0, base) | yuan", .gives = "0.00"},
        {.text = "if(open, base, 0) | yuan", .gives = "0.00"},
        {.text = "if(open, base, 0)", .gives = "0"},
        {.text = "0 + gone | yuan", .gives = "0.00"},
    };
    EXPECT(cases);
}

static void rows_are_chosen_by_key_kind_and_condition(void **state) {
    static const WorldCase cases[] = {
        {.text = "t[sum].basic", .gives = "30"},
        {.text = "t[合计].basic", .gives = "30"},
        {.text = "tables.t[合计].basic", .gives = "30"},
        {.text = "t[款].name", .gives = "养老"},
        {.text = "t['款'].name", .gives = "养老"},
        {.text = "t[kind = 款].name", .gives = "养老"},
        {.text = "t[kind = '款'].name", .gives = "养老"},
        {.text = "t[row = sum].name", .gives = "合计"},
        {.text = "t[name = '卫生'].class", .gives = "210"},
        {.text = "t[item = 02].name", .gives = "事业"},
        {.text = "t[kind = 项 and basic > 15万元].name", .gives = "事业"},
        {.text = "t[kind = 项 and not (basic > 15万元)].name", .gives = "行政"},
        {.text = "t[class = 208 and kind = 款].name", .gives = "养老"},
        {.text = "t[class = 208 and section = 05 and item = 01].name", .gives = "行政"},
        {.text = "t[class = 208 and kind = 项 and item = 01].class", .gives = "208"},
        {.text = "t[starts(item, '01')].name", .gives = "行政"},
        {.text = "sum(t[leaf].basic)", .gives = "30.00"},
        {.text = "count(t[leaf])", .gives = "3"},
        {.text = "sum(t[项].basic)", .gives = "30.00"},
        {.text = "sum(t[*].people)", .gives = "3"},
        {.text = "sum(t[class = 208 and kind = 项].basic, t[class = 210].basic)", .gives = "30.00"},
        {.text = "projects[name = '调查'].amount", .gives = "100"},
        {.text = "projects[amount > 500万元].name", .gives = "普查"},
        {.text = "sum(projects[*].amount)", .gives = "737.5"},
        {.text = "sum(data.projects[amount > 0].amount)", .gives = "737.5"},
        {.text = "t[basic = t[sum].basic and kind = 款].name", .gives = "养老"},
        {.text = "y[208].v", .gives = "20000.5"},
        {.text = "t[项].basic", .gives = FAULT, .code = DIAG_FIGURE_MANY, .column = 1},
        {.text = "1万元 + projects[*].amount", .gives = FAULT, .code = DIAG_FIGURE_MANY, .column = 7},
        {.text = "t[目].basic", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 1},
        {.text = "sum(t[目].basic)", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 1},
        {.text = "sum(empty[*].v)", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 1},
        {.text = "max(t[class = 210].project)", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 1},
        {.text = "'共' & sum(empty[*].v)", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 7},
        {.text = "1万元 + sum(empty[*].v)", .gives = "1"},
        {.text = "[sum].basic", .gives = FAULT, .code = DIAG_EXPR_NO_TABLE, .column = 1},
        {.text = "organ[*].name", .gives = FAULT, .code = DIAG_SCOPE_PATH_NEAR, .column = 1},
        {.text = "base[*].name", .gives = FAULT, .code = DIAG_EXPR_NO_ROWS, .column = 1},
        {.text = "t[*].nmae", .gives = FAULT, .code = DIAG_FIGURE_MANY, .column = 1},
        {.text = "t[sum].nmae", .gives = FAULT, .code = DIAG_SCOPE_PATH_NEAR, .column = 8},
        {.text = "t[nmae = 1].name", .gives = FAULT, .code = DIAG_SCOPE_PATH_NEAR, .column = 3},
        {.text = "t[basic].name", .gives = FAULT, .code = DIAG_FIGURE_NO_ROWS, .column = 1},
    };
    EXPECT(cases);
}

static void rows_are_counted(void **state) {
    static const WorldCase cases[] = {
        {.text = "count(t[*])", .gives = "6"},
        {.text = "count(t[项])", .gives = "2"},
        {.text = "count(t[目])", .gives = "0"},
        {.text = "count(empty[*])", .gives = "0"},
        {.text = "count(t[*].project)", .gives = "5"},
        {.text = "count(t[*].since)", .gives = "1"},
        {.text = "count(t[项 = 1])", .gives = FAULT, .code = DIAG_SCOPE_PATH, .column = 9},
        {.text = "count(projects)", .gives = "3"},
        {.text = "count(projects[amount > 0]) | chinese", .gives = "二"},
        {.text = "count(units)", .gives = "2"},
        {.text = "count(t)", .gives = FAULT, .code = DIAG_SCOPE_PATH, .column = 7},
        {.text = "count(1)", .gives = FAULT, .code = DIAG_FORM_PATH_NO_LIST, .column = 7},
        {.text = "count(rate)", .gives = FAULT, .code = DIAG_EXPR_NO_ROWS, .column = 7},
    };
    EXPECT(cases);
}

#define YES(condition) "if(" condition ", '是', '否')"

static void comparisons(void **state) {
    static const WorldCase cases[] = {
        {.text = YES("1 = 1.0"), .gives = "是"},
        {.text = YES("1 != 1"), .gives = "否"},
        {.text = YES("1 < 2"), .gives = "是"},
        {.text = YES("2 < 2"), .gives = "否"},
        {.text = YES("2 <= 2"), .gives = "是"},
        {.text = YES("2 > 2"), .gives = "否"},
        {.text = YES("3 > 2"), .gives = "是"},
        {.text = YES("2 >= 2"), .gives = "是"},
        {.text = YES("1 / 3 = 2 / 6"), .gives = "是"},
        {.text = YES("15000元 = 1.5万元"), .gives = "是"},
        {.text = YES("base = 1.5万元"), .gives = "是"},
        {.text = YES("base > 0"), .gives = "是"},
        {.text = YES("organ.name = '某局'"), .gives = "是"},
        {.text = YES("organ.name != \"某局\""), .gives = "否"},
        {.text = YES("t[208].class = 208"), .gives = "否"},
        {.text = YES("t[name = '卫生'].class = 210"), .gives = "是"},
        {.text = YES("210 = t[name = '卫生'].class"), .gives = "是"},
        {.text = YES("t[款].section = 5"), .gives = "否"},
        {.text = YES("t[款].section = 05"), .gives = "是"},
        {.text = YES("founded = founded"), .gives = "是"},
        {.text = YES("date = founded"), .gives = "否"},
        {.text = YES("founded < t[item = 01].since"), .gives = "是"},
        {.text = YES("founded >= t[item = 01].since"), .gives = "否"},
        {.text = YES("open = open"), .gives = "是"},
        {.text = YES("note = ''"), .gives = "是"},
        {.text = YES("note = 'x'"), .gives = "否"},
        {.text = YES("note != 'x'"), .gives = "是"},
        /* What is not there is in no order. */
        {.text = YES("closed = founded"), .gives = "否"},
        {.text = YES("closed != founded"), .gives = "是"},
        {.text = YES("closed > founded"), .gives = "否"},
        {.text = YES("closed >= founded"), .gives = "否"},
        {.text = YES("founded > closed"), .gives = "否"},
        {.text = YES("founded < closed"), .gives = "否"},
        /* Texts and flags have none. */
        {.text = YES("organ.name > '甲'"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("organ.name <= organ.name"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("open < open"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("organ.name = 1万元"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("organ.name = staff"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("organ.name = rate"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("t[class = 210].class = 209 + 1"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("t[class = 210].class = -210"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("t[class = 210].class = abs(210)"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("founded = 1984"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
    };
    EXPECT(cases);
}

static void conditions(void **state) {
    static const WorldCase cases[] = {
        {.text = YES("1 = 1 and 2 = 2"), .gives = "是"},
        {.text = YES("1 = 1 and 1 = 2"), .gives = "否"},
        {.text = YES("1 = 2 or 1 = 1"), .gives = "是"},
        {.text = YES("1 = 2 or 2 = 1"), .gives = "否"},
        {.text = YES("not 1 = 2"), .gives = "是"},
        {.text = YES("not not open"), .gives = "否"},
        {.text = YES("1 = 1 or 1 = 1 and 1 = 2"), .gives = "是"},
        {.text = YES("not 1 = 1 or 1 = 1"), .gives = "是"},
        {.text = YES("units"), .gives = "是"},
        {.text = YES("memo"), .gives = "否"},
        {.text = YES("tables.t"), .gives = "是"},
        {.text = YES("tables.empty"), .gives = "否"},
        {.text = YES("empty[*]"), .gives = "否"},
        {.text = YES("t[项]"), .gives = "是"},
        {.text = YES("0"), .gives = "是"},
        /* What need not be asked is not. */
        {.text = YES("gone > 0 and base / gone > 1"), .gives = "否"},
        {.text = YES("blank(gone) or base / gone > 1"), .gives = "是"},
        {.text = YES("base / gone > 1 or blank(gone)"), .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 9},
        {.text = "if(gone = 0, 0, base / gone)", .gives = "0"},
        {.text = YES("starts('20805', '208')"), .gives = "是"},
        {.text = YES("starts('208', '20805')"), .gives = "否"},
        {.text = YES("starts(208, '20')"), .gives = "是"},
        {.text = YES("starts(note, 'x')"), .gives = "否"},
        {.text = YES("starts('208', -20)"), .gives = FAULT, .code = DIAG_FIGURE_TYPE},
        {.text = YES("starts(base, '1')"), .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 11},
        {.text = "1 = 1", .gives = FAULT, .code = DIAG_QUOTE_KIND, .column = 3},
        {.text = "t[项]", .gives = FAULT, .code = DIAG_QUOTE_KIND, .column = 1},
    };
    EXPECT(cases);
}

static void texts_and_signs(void **state) {
    static const WorldCase cases[] = {
        {.text = "'甲' & '乙' & 1 + 2", .gives = FAULT, .code = DIAG_FIGURE_TYPE, .column = 11},
        {.text = "'甲' & (1 + 2) & '个'", .gives = "甲3个"},
        {.text = "base & '元'", .gives = "15000.00元"},
        {.text = "founded & ''", .gives = "1984年12月1日"},
        {.text = "units & ''", .gives = FAULT, .code = DIAG_QUOTE_KIND, .column = 1},
        {.text = "sign(1, '增', '减', '平')", .gives = "增"},
        {.text = "sign(-0.01元, '增', '减', '平')", .gives = "减"},
        {.text = "sign(gone, '增', '减', '平')", .gives = "平"},
        {.text = "sign(base - t[sum].basic, '增加', '减少', '持平') & abs(base - t[sum].basic) & '元'",
         .gives = "减少285000.00元"},
        {.text = "abs(-1.5)", .gives = "1.5"},
        {.text = "abs(1万元 - 3万元)", .gives = "2"},
        {.text = "min(3, 1, 2)", .gives = "1"},
        {.text = "max(3, 1, 2)", .gives = "3"},
        {.text = "max(t[项].basic)", .gives = "19.75"},
        {.text = "min(t[项].basic, 1元)", .gives = "1"},
    };
    EXPECT(cases);
}

static void rows_are_listed(void **state) {
    static const WorldCase cases[] = {
        {.text = "list(t[项], name)", .gives = "行政、事业"},
        {.text = "list(t[leaf], name, '，', '和')", .gives = "行政，事业和卫生"},
        {.text = "list(t[leaf], name & basic & '万元', '；')", .gives = "行政10.25万元；事业19.75万元；卫生0万元"},
        {.text = "list(t[leaf], name & format(basic, 'yuan') & '元', '；')",
         .gives = "行政102,500.00元；事业197,500.00元；卫生0.00元"},
        {.text = "format(base, 'wan') & '万元'", .gives = "1.50万元"},
        {.text = "list(t[款], name, '、', '和')", .gives = "养老"},
        {.text = "list(t[目], name)", .gives = ""},
        {.text = "list(t[项], since)", .gives = "2019年2月28日"},
        {.text = "list(t[项], [sum].name & name)", .gives = "合计行政、合计事业"},
        {.text = "list(projects[amount > 0], name & '（' & organ.name & '）')", .gives = "普查（某局）、调查（某局）"},
        {.text = "list(projects, name)", .gives = "普查、调查、培训"},
        {.text = "list(projects, share(amount, 0))", .gives = FAULT, .code = DIAG_FIGURE_DIVISION, .column = 16},
        {.text = "list(t[项].name, name)", .gives = FAULT, .code = DIAG_FORM_PATH_NO_LIST, .column = 6},
        {.text = "list(t[项], nmae)", .gives = FAULT, .code = DIAG_SCOPE_PATH_NEAR, .column = 12},
    };
    EXPECT(cases);
}

/* ---- where figures come from ---------------------------------------------------------------------------- */

static void figures_know_the_cells_they_came_from(void **state) {
    static const struct {
        const char *text, *origins;
    } cases[] = {
        {"1 + 2", ""},
        {"t[sum].basic", "sum.basic"},
        {"t[sum].basic - t[款].project", "sum.basic 1.project"},
        {"sum(t[项].basic)", "2.basic 3.basic"},
        {"sum(t[项].basic, t[sum].project, base)", "2.basic 3.basic sum.project data"},
        {"max(t[项].basic)", "2.basic 3.basic"},
        {"share(t[款].basic, t[sum].basic, 2)", "1.basic sum.basic"},
        {"growth(t[款].basic, base)", "1.basic data"},
        {"abs(-t[款].basic)", "1.basic"},
        {"round(t[款].basic * 2, 1)", "1.basic"},
        {"if(t[款].basic > 0, t[sum].basic, base)", "sum.basic"},
        {"t[目].project", ""},
        {"t[class = 210].project", "4.project"},
        {"y[208].v + y[three-public].v", "208.v three-public.v"},
        {"t[款].basic & '万元'", "1.basic"},
        {"list(t[项], name & basic)", "2.name 2.basic 3.name 3.basic"},
        {"projects[name = '普查'].amount + rate", "data data"},
        {"organ.name & year", ""},
    };
    World *world = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Figure figure;
        const Expr *expr = world_expr(world, cases[i].text);
        assert_non_null(expr);
        if (i == 16) /* an amount and a number */
            continue;
        assert_true(figures_eval(world->figures, &world->scope, expr, &figure));
        assert_string_equal(world_origins(world, &figure), cases[i].origins);
    }
}

/* What the heap has given out, chunks that are mapped by themselves with it. */
static ptrdiff_t heap_used(void) {
    struct mallinfo2 info = mallinfo2();
    return (ptrdiff_t)(info.uordblks + info.hblkhd);
}

/* Lists of many rows must not copy their origins for each row again. */
static void a_list_takes_memory_in_proportion_to_its_rows(void **state __attribute__((unused))) {
    ptrdiff_t used[2];
    for (int round = 0; round < 2; round++) {
        Buf report = {0};
        buf_text(&report, "\"tables\": {\"r\": [");
        for (int i = 0; i < (round ? 8000 : 1000); i++)
            buf_printf(&report, "%s{\"v\": %d}", i ? ", " : "", i);
        buf_text(&report, "]}, \"data\": {}");
        World world = world_good("\"tables\": [{" WORLD_TABLE("r") ", \"columns\": [{\"key\": \"v\","
                                                                   "\"type\": \"amount\"}]}]",
                                 report.bytes);
        Figure figure;
        const Expr *expr = world_expr(&world, "list(r[*], v & '万元')");
        ptrdiff_t before = heap_used();
        assert_true(figures_eval(world.figures, &world.scope, expr, &figure));
        used[round] = heap_used() - before;
        assert_int_equal(figure.origin_count, round ? 8000 : 1000);
        world_free(&world);
        buf_free(&report);
    }
    /* Copied for each row they would take 256 MB. A chunk may be begun, or not: some megabytes say nothing. Both are
     * nought where a sanitizer has the heap. */
    assert_true(used[1] <= 10 * used[0] + (8 << 20));
}

static void rows_looked_at_are_counted_and_too_many_refused_once(void **state) {
    static const WorldCase enough[] = {{.text = "count(t[*])", .gives = "6"}};
    static const WorldCase more[] = {
        {.text = "1 + count(t[kind = 项])", .gives = FAULT, .code = DIAG_FIGURE_STEPS, .column = 11}};
    World *world = *state;
    world->figures->steps = FIGURES_STEPS_MAX - 6;
    EXPECT(enough);
    world->figures->steps = FIGURES_STEPS_MAX - 3;
    EXPECT(more);
    diag_list_clear(world->diags);
    assert_null(world_print(world, "count(t[*])"));
    assert_int_equal(diag_count(world->diags), 0);
}

/* ---- tests of the story --------------------------------------------------------------------------------- */

static void of_all_and_any_no_more_is_asked_than_need_be(void **state) {
    World *world = *state;
    bool holds;
    const Test no = {.expr = world_expr(world, "open")}, yes = {.expr = world_expr(world, "units")};
    const Test bad = {.expr = world_expr(world, "1 / 0 = 1")};
    const Test no_bad[] = {no, bad}, yes_bad[] = {yes, bad};
    assert_true(
        figures_test(world->figures, &world->scope, &(Test){.kind = TEST_ALL, .tests = no_bad, .count = 2}, &holds));
    assert_false(holds);
    assert_true(
        figures_test(world->figures, &world->scope, &(Test){.kind = TEST_ANY, .tests = yes_bad, .count = 2}, &holds));
    assert_true(holds);
    assert_int_equal(diag_count(world->diags), 0);
    assert_false(
        figures_test(world->figures, &world->scope, &(Test){.kind = TEST_ANY, .tests = no_bad, .count = 2}, &holds));
}

/* ---- memory --------------------------------------------------------------------------------------------- */

static void running_out_of_memory_is_told(void **state) {
    static const char *const texts[] = {
        "sum(t[kind = 项].basic, base) + t[合计].basic",
        "list(t[项], name & share(basic, [sum].basic, 1), '，', '和')",
        "max(t[*].basic, 1元)",
        "if(t[name = '卫生'].class = 210, founded & 'x', note)",
        "t[sum].nmae",
    };
    World *world = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const Expr *expr = world_expr(world, texts[i]);
        for (size_t n = 1; alloc_fail_next(&n); n++) {
            Arena *arena = arena_new(), *kept = world->figures->arena;
            Figure figure;
            if (!arena)
                continue;
            world->figures->arena = arena;
            bool good = figures_eval(world->figures, &world->scope, expr, &figure);
            bool failed = alloc_fail_happened();
            alloc_fail_at(0);
            assert_true(!failed || !good || arena_failed(arena) || diag_count(world->diags) > 0);
            world->figures->arena = kept;
            world->figures->levels[0] = NULL;
            arena_free(arena);
            diag_list_clear(world->diags);
        }
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(numbers_are_exact),
        CASE(amounts_keep_their_unit_and_their_finest_decimals),
        CASE(amounts_and_numbers_do_not_mix),
        CASE(rounding_happens_once_and_half_up),
        CASE(shares_and_growth),
        CASE(what_does_not_fit_128_bits_is_a_fault),
        CASE(blank_counts_as_nought_and_stays_blank_among_its_like),
        CASE(a_nought_among_amounts_is_an_amount),
        CASE(rows_are_chosen_by_key_kind_and_condition),
        CASE(rows_are_counted),
        CASE(comparisons),
        CASE(conditions),
        CASE(texts_and_signs),
        CASE(rows_are_listed),
        CASE(figures_know_the_cells_they_came_from),
        cmocka_unit_test(a_list_takes_memory_in_proportion_to_its_rows),
        CASE(rows_looked_at_are_counted_and_too_many_refused_once),
        CASE(of_all_and_any_no_more_is_asked_than_need_be),
        CASE(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
