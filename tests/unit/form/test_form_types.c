/*
 * Whether an expression means something is found out when the form is read. Each case is an expression in one place of
 * one form; faults are told at their character.
 */
#include <string.h>

#include "form/form.h"
#include "test.h"

#define START                                                                                                              \
    "{\"form\": \"f\", \"title\": \"f\", \"styles\": {\"p\": {\"font\": \"song\", \"size\": \"10pt\"}},\n"                 \
    "\"formats\": {\"wan\": {\"unit\": \"万元\"}, \"one\": {\"kind\": \"number\", \"decimals\": 1}, \"day\": "           \
    "{\"kind\":"                                                                                                           \
    "\"date\"}},\n"                                                                                                        \
    "\"pages\": {\"b\": {\"area\": {\"width\": \"156mm\", \"height\": \"225mm\"}, \"margins\": {\"top\": \"37mm\","        \
    "\"inner\": \"28mm\"}}},\n"                                                                                            \
    "\"data\": {\"base\": \"amount\", \"rate\": \"number\", \"staff\": \"integer\", \"note\": \"text\", \"founded\":"      \
    "\"date\", \"open\": \"flag\", \"memo\": \"blocks\", \"units\": {\"type\": \"list\", \"item\": \"text\"},"             \
    "\"head\": {\"type\": \"record\", \"fields\": {\"name\": \"text\", \"pay\": \"amount\"}},"                             \
    "\"projects\": {\"type\": \"list\", \"fields\": {\"name\": \"text\", \"amount\": \"amount\", \"parts\": "              \
    "{\"type\":"                                                                                                           \
    "\"list\", \"fields\": {\"name\": \"text\", \"amount\": \"amount\"}}}}},\n"                                            \
    "\"tables\": [{\"key\": \"t\", \"title\": \"t\", \"style\": \"p\", \"columns\": [{\"key\": \"class\", \"type\":"       \
    "\"code\"}, {\"key\": \"name\"}, {\"key\": \"basic\", \"type\": \"amount\"}, {\"key\": \"share\", \"type\":"           \
    "\"number\"}, {\"key\": \"people\", \"type\": \"integer\"}, {\"key\": \"since\", \"type\": \"date\"}],"                \
    "\"kinds\": {\"类\": {\"when\": \"class\"}, \"项\": {}, \"合计\": {}}, \"levels\": [\"类\", \"项\"], \"total\":" \
    "\"合计\", \"top\": [{\"key\": \"three-public\"}], \"foot\": [{\"key\": \"208\"}]},\n"                               \
    "{\"key\": \"u\", \"title\": \"u\", \"style\": \"p\", \"rows-from\": \"projects\", \"columns\": [{\"key\": "           \
    "\"name\"}]},\n"                                                                                                       \
    "{\"key\": \"w\", \"title\": \"w\", \"style\": \"p\", \"columns\": [{\"key\": \"a\", \"type\": \"amount\"}],"          \
    "\"kinds\": {\"类\": {}}}],\n"

/* Where the expression stands, alone on its line. */
typedef enum SpotKind { IN_TEXT, IN_EACH, IN_LIST, IN_IF, IN_CHECK, IN_CHECK_ROWS, SPOTS } SpotKind;

typedef struct Spot {
    const char *before, *after;
    int column; /* of the expression's first character, from 0 */
} Spot;

#define STORY_TABLES "{\"table\": \"t\"}, {\"table\": \"u\"}, {\"table\": \"w\"}"

static const Spot spots[SPOTS] = {
    [IN_TEXT] = {"\"story\": [{\"section\": [{\"style\": \"p\", \"paragraph\":\n\"{{",
                 "}}\"}, " STORY_TABLES "], \"page\": \"b\"}]", 3},
    [IN_EACH] = {"\"story\": [{\"section\": [{\"as\": \"r\", \"do\": [], \"each\":\n\"",
                 "\"}, " STORY_TABLES "], \"page\": \"b\"}]", 1},
    [IN_LIST] = {"\"story\": [{\"section\": [{\"style\": \"p\", \"text\": \"x\", \"list\":\n\"",
                 "\"}, " STORY_TABLES "], \"page\": \"b\"}]", 1},
    [IN_IF] = {"\"story\": [{\"section\": [{\"then\": [], \"if\":\n\"", "\"}, " STORY_TABLES "], \"page\": \"b\"}]", 1},
    [IN_CHECK] = {"\"story\": [{\"section\": [" STORY_TABLES "], \"page\": \"b\"}], \"checks\": [{\"rule\": \"r\","
                  "\"title\": \"t\", \"for\": \"t[项]\", \"check\":\n\"",
                  "\"}]", 1},
    [IN_CHECK_ROWS] = {"\"story\": [{\"section\": [" STORY_TABLES "], \"page\": \"b\"}], \"checks\": [{\"rule\": \"r\","
                       "\"title\": \"t\", \"as\": \"r\", \"check\": \"1 = 1\", \"for\":\n\"",
                       "\"}]", 1},
};

typedef struct TypeCase {
    SpotKind spot;
    const char *text;
    DiagCode code; /* DIAG_CODE_COUNT: it is good */
    int column;    /* within the expression, from 1 */
} TypeCase;

#define GOOD DIAG_CODE_COUNT

static bool is_as_expected(const TypeCase *expected, const Form *form, const DiagList *diags, int at) {
    if (expected->code == GOOD)
        return form && !diag_has_errors(diags);
    bool found = false;
    size_t errors = diag_count_at_least(diags, SEVERITY_ERROR);
    for (size_t i = 0; i < diag_count(diags); i++) {
        const Diag *diag = diag_item(diags, i);
        found = found || (diag->code == expected->code && diag->place.column == expected->column + at);
    }
    return !form && errors == 1 && found;
}

static bool holds(const TypeCase *expected) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const Spot *spot = &spots[expected->spot];
    const char *text = arena_printf(arena, "%s%s%s%s}", START, spot->before, expected->text, spot->after);
    const JsonDoc *doc = json_doc_parse(arena, "f.json", text, strlen(text), diags);
    assert_non_null(doc);
    const Form *form = form_read_doc(arena, doc, diags);
    bool good = is_as_expected(expected, form, diags, spot->column);
    if (!good) {
        Buf out = {0};
        diag_print_all(diags, LANGUAGE_EN, &out);
        print_error("%s: expected %s at %d\n%s", expected->text,
                    expected->code == GOOD ? "nothing" : diag_code_name(expected->code),
                    expected->column + spot->column, out.bytes ? out.bytes : "");
        buf_free(&out);
    }
    diag_list_free(diags);
    arena_free(arena);
    return good;
}

static void expect(const TypeCase *cases, size_t count) {
    int bad = 0;
    for (size_t i = 0; i < count; i++)
        bad += holds(&cases[i]) ? 0 : 1;
    assert_int_equal(bad, 0);
}

#define EXPECT(cases) expect(cases, sizeof(cases) / sizeof *(cases))

TEST(what_means_something_is_accepted) {
    static const TypeCase cases[] = {
        {IN_TEXT, "t[合计].basic", GOOD, 0},
        {IN_TEXT, "t[208].basic | wan", GOOD, 0},
        {IN_TEXT, "tables.t[three-public].name", GOOD, 0},
        {IN_TEXT, "sum(t[项].basic, base) * 2 / 3 | wan", GOOD, 0},
        {IN_TEXT, "sum(t[kind = 项 and not again and basic > 0].basic)", GOOD, 0},
        {IN_TEXT, "sum(t[class = 208].people) | chinese", GOOD, 0},
        {IN_TEXT, "staff + 1 | roman", GOOD, 0},
        {IN_TEXT, "count(t[leaf]) | circled", GOOD, 0},
        {IN_TEXT, "count(projects[amount > 1元 and name != '甲'])", GOOD, 0},
        {IN_TEXT, "count(units)", GOOD, 0},
        {IN_TEXT, "base / head.pay | one", GOOD, 0},
        {IN_TEXT, "share(base, t[合计].basic, 2) | one", GOOD, 0},
        {IN_TEXT, "max(0, base - head.pay) | wan", GOOD, 0},
        {IN_TEXT, "if(open, base, 0) | wan", GOOD, 0},
        {IN_TEXT, "if(open, base) | wan", GOOD, 0},
        {IN_TEXT, "if(founded < date, '早', '晚') & note & founded & staff", GOOD, 0},
        {IN_TEXT, "sign(base - 5万元, '增', '减', '平')", GOOD, 0},
        {IN_TEXT, "list(t[项], name & basic & organ.name & [合计].basic)", GOOD, 0},
        {IN_TEXT, "list(projects, name & list(parts, name))", GOOD, 0},
        {IN_TEXT, "list(t[项], name, '，', '和')", GOOD, 0},
        {IN_TEXT, "list(t[项], name & format(basic, 'plain'))", GOOD, 0},
        {IN_TEXT, "format(base, 'nobody')", DIAG_FORM_UNKNOWN_FORMAT, 14},
        {IN_TEXT, "format(organ.name, 'circled')", DIAG_FORM_FORMAT_FITS, 20},
        {IN_TEXT, "if(starts(t[208].class, 208) or blank(memo), 1, 0.5) | one", GOOD, 0},
        {IN_TEXT, "round(rate, 1)", GOOD, 0},
        {IN_TEXT, "t[basic = t[208].basic].name", GOOD, 0},
        {IN_TEXT, "projects[amount = t[合计].basic].name", GOOD, 0},
        {IN_TEXT, "if(tables.t, 1, 0)", GOOD, 0},
        {IN_TEXT, "if(t[项], 1, 0)", GOOD, 0},
        {IN_EACH, "projects", GOOD, 0},
        {IN_EACH, "data.projects[amount > 1元]", GOOD, 0},
        {IN_EACH, "t[kind = 类 and not again]", GOOD, 0},
        {IN_EACH, "units", GOOD, 0},
        {IN_LIST, "t[*]", GOOD, 0},
        {IN_IF, "base > 1元 and (open or not units)", GOOD, 0},
        {IN_IF, "count(t[项]) > 2", GOOD, 0},
        {IN_IF, "memo", GOOD, 0},
        {IN_IF, "t[208].basic = t[合计].basic", GOOD, 0},
        {IN_CHECK, "basic = [合计].basic and share >= 0", GOOD, 0},
        {IN_CHECK, "kind = 项", GOOD, 0},
        {IN_CHECK, "leaf", GOOD, 0},
        {IN_CHECK_ROWS, "t[类]", GOOD, 0},
        {IN_CHECK_ROWS, "projects", GOOD, 0},
    };
    EXPECT(cases);
}

TEST(names_must_lead_somewhere) {
    static const TypeCase cases[] = {
        {IN_TEXT, "1元 + bsae", DIAG_FORM_PATH, 6},
        {IN_TEXT, "head.pya", DIAG_FORM_PATH, 1},
        {IN_TEXT, "base + head.name.x", DIAG_FORM_PATH_BELOW, 8},
        {IN_TEXT, "t[合计].baisc", DIAG_FORM_UNKNOWN_COLUMN, 7},
        {IN_TEXT, "t[合计].basic.x", DIAG_FORM_UNKNOWN_COLUMN, 7},
        {IN_TEXT, "1元 + t[总计].basic", DIAG_EXPR_ROW, 6},
        {IN_TEXT, "t[basci > 1元].name", DIAG_FORM_PATH, 3},
        {IN_TEXT, "t.basic", DIAG_EXPR_ROWS_NEEDED, 1},
        {IN_TEXT, "count(t)", DIAG_EXPR_ROWS_NEEDED, 7},
        {IN_TEXT, "u[*].name", DIAG_FORM_PATH, 1},
        {IN_TEXT, "base[*].name", DIAG_EXPR_NO_ROWS, 1},
        {IN_TEXT, "head[*].name", DIAG_EXPR_NO_ROWS, 1},
        {IN_TEXT, "projects[甲].name", DIAG_EXPR_KEY_OF_LIST, 1},
        {IN_TEXT, "projects[name = '甲'].nmae", DIAG_FORM_PATH, 22},
        {IN_TEXT, "'a' & [合计].basic", DIAG_EXPR_NO_TABLE, 7},
        {IN_TEXT, "list(t[项], nmae)", DIAG_FORM_PATH, 12},
        {IN_TEXT, "basic", DIAG_FORM_PATH, 1},
        {IN_TEXT, "t[项].kind.x", DIAG_FORM_UNKNOWN_COLUMN, 6},
        {IN_TEXT, "tables.x[项].basic", DIAG_FORM_PATH, 1},
        {IN_TEXT, "base | wann", DIAG_FORM_UNKNOWN_FORMAT, 1},
        {IN_CHECK, "basic = w[项].a", DIAG_EXPR_ROW, 9},
        {IN_CHECK, "r.basic = 1元", DIAG_FORM_PATH, 1},
        {IN_IF, "tables.tt", DIAG_FORM_PATH, 1},
    };
    EXPECT(cases);
}

TEST(operands_must_go_together) {
    static const TypeCase cases[] = {
        {IN_TEXT, "base + 1", DIAG_EXPR_TYPE, 8},      {IN_TEXT, "1 + base", DIAG_EXPR_TYPE, 1},
        {IN_TEXT, "base - rate", DIAG_EXPR_TYPE, 8},   {IN_TEXT, "base * head.pay", DIAG_EXPR_TYPE, 8},
        {IN_TEXT, "rate / base", DIAG_EXPR_TYPE, 8},   {IN_TEXT, "note + 1", DIAG_EXPR_TYPE, 1},
        {IN_TEXT, "1 * founded", DIAG_EXPR_TYPE, 5},   {IN_TEXT, "-note", DIAG_EXPR_TYPE, 2},
        {IN_TEXT, "- (open)", DIAG_EXPR_TYPE, 4},      {IN_TEXT, "memo & ''", DIAG_EXPR_TYPE, 1},
        {IN_TEXT, "'' & (1 = 1)", DIAG_EXPR_TYPE, 9},  {IN_TEXT, "'' & t[项]", DIAG_EXPR_TYPE, 6},
        {IN_TEXT, "t[项] + 1元", DIAG_EXPR_TYPE, 1},   {IN_IF, "base > 100", DIAG_EXPR_TYPE, 8},
        {IN_IF, "base = '100'", DIAG_EXPR_TYPE, 8},    {IN_IF, "note > 'a'", DIAG_EXPR_TYPE, 1},
        {IN_IF, "open < open", DIAG_EXPR_TYPE, 1},     {IN_IF, "note = staff", DIAG_EXPR_TYPE, 8},
        {IN_IF, "note = 209 + 1", DIAG_EXPR_TYPE, 12}, {IN_IF, "founded = 1984", DIAG_EXPR_TYPE, 11},
        {IN_IF, "founded > note", DIAG_EXPR_TYPE, 11}, {IN_IF, "units = ''", DIAG_EXPR_TYPE, 1},
        {IN_IF, "head = ''", DIAG_EXPR_TYPE, 1},       {IN_IF, "t[合计].basic = 5", DIAG_EXPR_TYPE, 15},
    };
    EXPECT(cases);
}

TEST(functions_take_what_they_can_use) {
    static const TypeCase cases[] = {
        {IN_TEXT, "sum(base, 1)", DIAG_EXPR_TYPE, 11},
        {IN_TEXT, "sum(1, base)", DIAG_EXPR_TYPE, 5},
        {IN_TEXT, "sum(t[项])", DIAG_EXPR_TYPE, 5},
        {IN_TEXT, "sum(t[项].name)", DIAG_EXPR_TYPE, 5},
        {IN_TEXT, "max(note)", DIAG_EXPR_TYPE, 5},
        {IN_TEXT, "abs(units)", DIAG_EXPR_TYPE, 5},
        {IN_TEXT, "count(base)", DIAG_EXPR_TYPE, 7},
        {IN_TEXT, "count(1 = 1)", DIAG_EXPR_TYPE, 9},
        {IN_TEXT, "round(rate, staff)", DIAG_EXPR_SYNTAX, 13},
        {IN_TEXT, "round(rate, 19)", DIAG_EXPR_SYNTAX, 13},
        {IN_TEXT, "round(rate, 1.5)", DIAG_EXPR_SYNTAX, 13},
        {IN_TEXT, "round(note, 1)", DIAG_EXPR_TYPE, 7},
        {IN_TEXT, "share(base, 5)", DIAG_EXPR_TYPE, 13},
        {IN_TEXT, "growth(note, base)", DIAG_EXPR_TYPE, 8},
        {IN_TEXT, "share(base, base, rate)", DIAG_EXPR_SYNTAX, 19},
        {IN_TEXT, "if(open, base, note)", DIAG_EXPR_TYPE, 16},
        {IN_TEXT, "if(open, base, 5)", DIAG_EXPR_TYPE, 16},
        {IN_TEXT, "if(open, '', founded)", DIAG_EXPR_TYPE, 14},
        {IN_TEXT, "sign(note, 'a', 'b', 'c')", DIAG_EXPR_TYPE, 6},
        {IN_TEXT, "sign(base, base, 'b', 'c')", DIAG_EXPR_TYPE, 12},
        {IN_TEXT, "list(base, name)", DIAG_FORM_PATH_NO_LIST, 6},
        {IN_TEXT, "list(t[项].name, name)", DIAG_FORM_PATH_NO_LIST, 6},
        {IN_TEXT, "list(1 + 1, name)", DIAG_FORM_PATH_NO_LIST, 8},
        {IN_TEXT, "list(t[项], leaf)", DIAG_EXPR_TYPE, 12},
        {IN_TEXT, "list(t[项], name, base)", DIAG_EXPR_TYPE, 18},
        {IN_TEXT, "if(starts(base, '2'), 1, 2)", DIAG_EXPR_TYPE, 11},
        {IN_TEXT, "if(starts(note, base), 1, 2)", DIAG_EXPR_TYPE, 17},
        {IN_EACH, "head", DIAG_FORM_PATH_NO_LIST, 1},
        {IN_EACH, "t[项].name", DIAG_FORM_PATH_NO_LIST, 1},
        {IN_EACH, "1 + 1", DIAG_FORM_PATH_NO_LIST, 3},
        {IN_EACH, "t", DIAG_EXPR_ROWS_NEEDED, 1},
        {IN_LIST, "note", DIAG_FORM_PATH_NO_LIST, 1},
        {IN_CHECK_ROWS, "base", DIAG_FORM_PATH_NO_LIST, 1},
    };
    EXPECT(cases);
}

TEST(what_is_printed_is_one_value_and_its_format_suits_it) {
    static const TypeCase cases[] = {
        {IN_TEXT, "t[项]", DIAG_FORM_PATH_NO_VALUE, 1},
        {IN_TEXT, "head", DIAG_FORM_PATH_NO_VALUE, 1},
        {IN_TEXT, "1 = 1", DIAG_FORM_PATH_NO_VALUE, 3},
        {IN_TEXT, "open", DIAG_FORM_PATH_NO_VALUE, 1},
        {IN_TEXT, "not open", DIAG_FORM_PATH_NO_VALUE, 1},
        {IN_TEXT, "base / base | wan", DIAG_FORM_FORMAT_FITS, 6},
        {IN_TEXT, "base * 2 | one", DIAG_FORM_FORMAT_FITS, 6},
        {IN_TEXT, "staff / 2 | chinese", DIAG_FORM_FORMAT_FITS, 7},
        {IN_TEXT, "rate | circled", DIAG_FORM_FORMAT_FITS, 1},
        {IN_TEXT, "sign(base, 'a', 'b', 'c') | wan", DIAG_FORM_FORMAT_FITS, 1},
        {IN_TEXT, "count(t[*]) | day", DIAG_FORM_FORMAT_FITS, 1},
        {IN_CHECK, "basic", DIAG_FORM_CHECK_TEST, 1},
        {IN_CHECK, "name & 'x'", DIAG_FORM_CHECK_TEST, 6},
    };
    EXPECT(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_means_something_is_accepted),
        cmocka_unit_test(names_must_lead_somewhere),
        cmocka_unit_test(operands_must_go_together),
        cmocka_unit_test(functions_take_what_they_can_use),
        cmocka_unit_test(what_is_printed_is_one_value_and_its_format_suits_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
