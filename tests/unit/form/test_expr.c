/* Expressions as trees, and where each fault in one stands. */
#include "form/expr.h"

#include <stdlib.h>
#include <string.h>

#include "alloc_fail.h"
#include "test.h"
#include "json/json_doc.h"

typedef struct Parsed {
    Arena *arena;
    DiagList *diags;
    const Expr *expr;
} Parsed;

/* `json` is a text as it stands in a file, with its quotes. */
static Parsed parse_json(const char *json) {
    Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
    const JsonDoc *doc = json_doc_parse(parsed.arena, "form", json, strlen(json), parsed.diags);
    assert_non_null(doc);
    const JsonNode *node = json_doc_root(doc);
    parsed.expr = expr_parse_whole(parsed.arena, node->text, json_ref(node), parsed.diags);
    return parsed;
}

static Parsed parse(const char *text) {
    Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
    parsed.expr = expr_parse_whole(parsed.arena, str_from(text), SOURCE_NONE, parsed.diags);
    return parsed;
}

static void done(Parsed *parsed) {
    diag_list_free(parsed->diags);
    arena_free(parsed->arena);
}

/* ---- trees ---------------------------------------------------------------------------------------------- */

static const char *const signs[] = {
    [EXPR_NOT] = "not",    [EXPR_NEGATE] = "neg", [EXPR_OR] = "or",      [EXPR_AND] = "and",    [EXPR_EQUAL] = "=",
    [EXPR_UNEQUAL] = "!=", [EXPR_LESS] = "<",     [EXPR_AT_MOST] = "<=", [EXPR_MORE] = ">",     [EXPR_AT_LEAST] = ">=",
    [EXPR_ADD] = "+",      [EXPR_SUBTRACT] = "-", [EXPR_JOIN] = "&",     [EXPR_MULTIPLY] = "*", [EXPR_DIVIDE] = "/",
};
static const char *const units[] = {"元", "千元", "万元", "百万元", "亿元"};

static void push_tree(const Expr *expr, Buf *out);

static void push_path(const Path *path, Buf *out) {
    for (int i = 0; i < path->count; i++)
        buf_printf(out, i ? ".%s" : "%s", path->names[i]);
}

static void push_reference(const Expr *expr, Buf *out) {
    push_path(&expr->path, out);
    if (expr->rows == EXPR_ROWS_ALL)
        buf_text(out, "[*]");
    if (expr->rows == EXPR_ROWS_KEY)
        buf_printf(out, "[%s]", expr->key);
    if (expr->rows == EXPR_ROWS_WHERE) {
        buf_text(out, "[? ");
        push_tree(expr->args[0], out);
        buf_text(out, "]");
    }
    if (expr->column.count > 0) {
        buf_text(out, ".");
        push_path(&expr->column, out);
    }
}

static void push_tree(const Expr *expr, Buf *out) {
    switch (expr->kind) {
    case EXPR_NUMBER: buf_push(out, expr->text.text, expr->text.length); return;
    case EXPR_AMOUNT:
        buf_push(out, expr->text.text, expr->text.length);
        buf_text(out, units[expr->unit]);
        return;
    case EXPR_TEXT:
        buf_text(out, "'");
        buf_push(out, expr->text.text, expr->text.length);
        buf_text(out, "'");
        return;
    case EXPR_REFERENCE: push_reference(expr, out); return;
    default: break;
    }
    buf_printf(out, "(%s", expr->kind == EXPR_CALL ? expr_functions[expr->function].name : signs[expr->kind]);
    for (size_t i = 0; i < expr->arg_count; i++) {
        buf_text(out, " ");
        push_tree(expr->args[i], out);
    }
    buf_text(out, ")");
}

typedef struct TreeCase {
    const char *text, *tree;
} TreeCase;

static void expect_trees(const TreeCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Parsed parsed = parse(cases[i].text);
        Buf tree = {0};
        if (!parsed.expr)
            fail_msg("%s: %s", cases[i].text, diag_code_name(diag_item(parsed.diags, 0)->code));
        push_tree(parsed.expr, &tree);
        assert_string_equal(tree.bytes, cases[i].tree);
        assert_int_equal(diag_count(parsed.diags), 0);
        buf_free(&tree);
        done(&parsed);
    }
}

#define EXPECT(cases) expect_trees(cases, sizeof(cases) / sizeof *(cases))

TEST(operators_bind_as_they_should) {
    static const TreeCase cases[] = {
        {"a + b", "(+ a b)"},
        {"a - b - c", "(- (- a b) c)"},
        {"a / b / c", "(/ (/ a b) c)"},
        {"a * b / c * d", "(* (/ (* a b) c) d)"},
        {"a + b * c", "(+ a (* b c))"},
        {"a * b + c", "(+ (* a b) c)"},
        {"(a + b) * c", "(* (+ a b) c)"},
        {"a + b & c - d", "(- (& (+ a b) c) d)"},
        {"-a * b", "(* (neg a) b)"},
        {"a * -b", "(* a (neg b))"},
        {"a - -b", "(- a (neg b))"},
        {"- - a", "(neg (neg a))"},
        {"-(a + b)", "(neg (+ a b))"},
        {"a + b = c", "(= (+ a b) c)"},
        {"a = b + c", "(= a (+ b c))"},
        {"a != b", "(!= a b)"},
        {"a < b", "(< a b)"},
        {"a <= b", "(<= a b)"},
        {"a > b", "(> a b)"},
        {"a >= b", "(>= a b)"},
        {"a<b", "(< a b)"},
        {"not a = b", "(not (= a b))"},
        {"not not a", "(not (not a))"},
        {"not a and b", "(and (not a) b)"},
        {"a and b and c", "(and (and a b) c)"},
        {"a or b and c", "(or a (and b c))"},
        {"a and b or c", "(or (and a b) c)"},
        {"a or b or c", "(or (or a b) c)"},
        {"(a or b) and c", "(and (or a b) c)"},
        {"a = 1 and not b > 2 or c", "(or (and (= a 1) (not (> b 2))) c)"},
        {"(a = b) = c", "(= (= a b) c)"},
        {" \t\n\ra\n+\tb ", "(+ a b)"},
        {"((((a))))", "a"},
    };
    EXPECT(cases);
}

TEST(a_name_may_hold_what_is_a_sign_where_it_stands_apart) {
    static const TreeCase cases[] = {
        {"three-public", "three-public"},
        {"three - public", "(- three public)"},
        {"three -public", "(- three public)"},
        {"a-b.c-d", "a-b.c-d"},
        {"a_1.b", "a_1.b"},
        {"项目.金额", "项目.金额"},
        {"sum", "sum"},
        {"sum.amount + if", "(+ sum.amount if)"},
        {"not.amount", "not.amount"},
        {"or", "or"},
        {"a.and", "a.and"},
        {"notes", "notes"},
        {"and or or", "(or and or)"},
        {"a.1-2.3", "a.1-2.3"},
    };
    EXPECT(cases);
}

TEST(rows_are_chosen_in_brackets) {
    static const TreeCase cases[] = {
        {"t[合计].v", "t[合计].v"},
        {"t[ 合计 ].v", "t[合计].v"},
        {"t['合 计'].v", "t[合 计].v"},
        {"t[208].v", "t[208].v"},
        {"t[2080505-1].v", "t[2080505-1].v"},
        {"t[three-public].v", "t[three-public].v"},
        {"tables.t[*]", "tables.t[*]"},
        {"[carried].income", "[carried].income"},
        {"[*].a.b", "[*].a.b"},
        {"t[kind = 项].v", "t[? (= kind '项')].v"},
        {"t[kind = '项'].v", "t[? (= kind '项')].v"},
        {"t[row != total].v", "t[? (!= row 'total')].v"},
        {"t[r.kind = 项].v", "t[? (= r.kind '项')].v"},
        {"t[kind = r.kind].v", "t[? (= kind r.kind)].v"},
        {"t[class = r.row].v", "t[? (= class r.row)].v"},
        {"t[kind = 项 and basic > 0].basic", "t[? (and (= kind '项') (> basic 0))].basic"},
        {"t[code = 208]", "t[? (= code 208)]"},
        {"t[not a]", "t[? (not a)]"},
        {"t[leaf].v", "t[? leaf].v"},
        {"t[again].v", "t[? again].v"},
        {"t['leaf'].v", "t[leaf].v"},
        {"t[leafs].v", "t[leafs].v"},
        {"t[leaf and v > 0]", "t[? (and leaf (> v 0))]"},
        {"t[v = u[合计].v].name", "t[? (= v u[合计].v)].name"},
        {"p[*].金额 + 1万元", "(+ p[*].金额 1万元)"},
        {"t [合计] . v", "t[合计].v"},
    };
    EXPECT(cases);
}

TEST(numbers_amounts_and_texts) {
    static const TreeCase cases[] = {
        {"12.5", "12.5"},
        {"0", "0"},
        {"007", "007"},
        {"500万元", "500万元"},
        {"0.5元", "0.5元"},
        {"3百万元 + 2千元 - 1亿元", "(- (+ 3百万元 2千元) 1亿元)"},
        {"1.a", "1.a"},
        {"'文字'", "'文字'"},
        {"\"文字\"", "'文字'"},
        {"''", "''"},
        {"'说“是”'", "'说“是”'"},
        {"\"it's\"", "'it's'"},
        {"'a + (b'", "'a + (b'"},
        {"'{x|y}'", "'{x|y}'"},
        {"'a' & 'b'", "(& 'a' 'b')"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(cases[i].text, "1.a") != 0)
            expect_trees(&cases[i], 1);
}

TEST(functions_take_so_many_arguments) {
    static const TreeCase cases[] = {
        {"sum(a)", "(sum a)"},
        {"sum(a, b, c)", "(sum a b c)"},
        {"count(t[*])", "(count t[*])"},
        {"min(a, b)", "(min a b)"},
        {"max (a)", "(max a)"},
        {"abs(-a)", "(abs (neg a))"},
        {"round(a / b, 2)", "(round (/ a b) 2)"},
        {"share(a, b)", "(share a b)"},
        {"share(a, b, 2)", "(share a b 2)"},
        {"growth(a, b, 1)", "(growth a b 1)"},
        {"if(a = b, c, d)", "(if (= a b) c d)"},
        {"if(a = b, c)", "(if (= a b) c)"},
        {"sign(a - b, '增', '减', '平')", "(sign (- a b) '增' '减' '平')"},
        {"list(t[*], name)", "(list t[*] name)"},
        {"list(t[*], name, '、', '和')", "(list t[*] name '、' '和')"},
        {"starts(code, '208')", "(starts code '208')"},
        {"blank(a)", "(blank a)"},
        {"sum(max(a, b), round(c, 1)) * 2", "(* (sum (max a b) (round c 1)) 2)"},
    };
    EXPECT(cases);
}

/* ---- faults --------------------------------------------------------------------------------------------- */

typedef struct FaultCase {
    const char *json; /* the text as it stands in a file, with its quotes and escapes */
    int column;       /* in characters of that */
    DiagCode code;
    const char *arg; /* the last argument in English, or NULL */
} FaultCase;

static bool has_fault(const FaultCase *expected, const Parsed *parsed) {
    if (parsed->expr || diag_count(parsed->diags) != 1)
        return false;
    const Diag *diag = diag_item(parsed->diags, 0);
    Str last = diag->arg_count > 0 ? diag_half(diag->args[diag->arg_count - 1], LANGUAGE_EN) : (Str){"", 0};
    return diag->code == expected->code && diag->place.column == expected->column &&
           (!expected->arg || str_equals(last, expected->arg));
}

static void expect_faults(const FaultCase *cases, size_t count) {
    int bad = 0;
    for (size_t i = 0; i < count; i++) {
        Parsed parsed = parse_json(cases[i].json);
        if (!has_fault(&cases[i], &parsed)) {
            Buf text = {0};
            diag_print_all(parsed.diags, LANGUAGE_EN, &text);
            print_error("%s: expected %s at %d (%s)\n%s", cases[i].json, diag_code_name(cases[i].code), cases[i].column,
                        cases[i].arg ? cases[i].arg : "", text.bytes ? text.bytes : "nothing is reported\n");
            buf_free(&text);
            bad++;
        }
        done(&parsed);
    }
    assert_int_equal(bad, 0);
}

#define FAULTS(cases) expect_faults(cases, sizeof(cases) / sizeof *(cases))

TEST(a_fault_stands_at_its_very_character) {
    static const FaultCase cases[] = {
        {"\"\"", 2, DIAG_EXPR_SYNTAX, "the end"},
        {"\"   \"", 5, DIAG_EXPR_SYNTAX, "the end"},
        {"\"a +\"", 5, DIAG_EXPR_SYNTAX, "the end"},
        {"\"a + * b\"", 6, DIAG_EXPR_SYNTAX, "\"*\""},
        {"\"a b\"", 4, DIAG_EXPR_SYNTAX, "\"b\""},
        {"\"a = b = c\"", 8, DIAG_EXPR_SYNTAX, "\"=\""},
        {"\"(a\"", 4, DIAG_EXPR_SYNTAX, "the end"},
        {"\"a)\"", 3, DIAG_EXPR_SYNTAX, "\")\""},
        {"\"sum(a\"", 7, DIAG_EXPR_SYNTAX, "the end"},
        {"\"sum(a b)\"", 8, DIAG_EXPR_SYNTAX, "\"b\""},
        {"\"sum(a,)\"", 8, DIAG_EXPR_SYNTAX, "\")\""},
        {"\"sum(,a)\"", 6, DIAG_EXPR_SYNTAX, "\",\""},
        {"\"t[合计\"", 6, DIAG_EXPR_SYNTAX, "the end"},
        {"\"t[]\"", 4, DIAG_EXPR_SYNTAX, "\"]\""},
        {"\"t[*\"", 5, DIAG_EXPR_SYNTAX, "the end"},
        {"\"t[合计].\"", 8, DIAG_EXPR_SYNTAX, "the end"},
        {"\"t[合计].v[*]\"", 9, DIAG_EXPR_SYNTAX, "\"[\""},
        {"\"t[a b]\"", 6, DIAG_EXPR_SYNTAX, "\"b\""},
        {"\"a..b\"", 4, DIAG_EXPR_SYNTAX, "\".\""},
        {"\".a\"", 2, DIAG_EXPR_SYNTAX, "\".\""},
        {"\"a.\"", 4, DIAG_EXPR_SYNTAX, "the end"},
        {"\"1.\"", 3, DIAG_EXPR_SYNTAX, "\".\""},
        {"\"1 万元\"", 4, DIAG_EXPR_SYNTAX, "\"万元\""},
        {"\"1元元\"", 3, DIAG_EXPR_SYNTAX, "\"元元\""},
        {"\"5个\"", 3, DIAG_EXPR_SYNTAX, "\"个\""},
        {"\"a ! b\"", 4, DIAG_EXPR_SYNTAX, "\"!\""},
        {"\"a == b\"", 5, DIAG_EXPR_SYNTAX, "\"=\""},
        {"\"a # b\"", 4, DIAG_EXPR_SYNTAX, "\"#\""},
        {"\"a %\"", 4, DIAG_EXPR_SYNTAX, "\"%\""},
        {"\"a | b\"", 4, DIAG_EXPR_SYNTAX, "\"|\""},
        {"\"a }\"", 4, DIAG_EXPR_SYNTAX, "\"}\""},
        {"\"not\"", 5, DIAG_EXPR_SYNTAX, "the end"},
        {"\"a and\"", 7, DIAG_EXPR_SYNTAX, "the end"},
        {"\"t[-a]\"", 0, DIAG_CODE_COUNT, NULL},
        {"\"1111111111111111111111111111111111111111\"", 2, DIAG_EXPR_SYNTAX, NULL},
        {"\"a & 'b\"", 6, DIAG_EXPR_TEXT_OPEN, NULL},
        {"\"a & 'b\\\"\"", 6, DIAG_EXPR_TEXT_OPEN, NULL},
        /* What is escaped in the file counts as it stands there. */
        {"\"\\u7532 & # b\"", 11, DIAG_EXPR_SYNTAX, "\"#\""},
        {"\"'\\u7532\\n' & \\\"x\\\" # b\"", 21, DIAG_EXPR_SYNTAX, "\"#\""},
        {"\"'\\ud842\\udfb7' + + b\"", 19, DIAG_EXPR_SYNTAX, "\"+\""},
        {"\"甲乙 + + 丙\"", 7, DIAG_EXPR_SYNTAX, "\"+\""},
        {"\"a +\\t\\n#\"", 9, DIAG_EXPR_SYNTAX, "\"#\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].code == DIAG_CODE_COUNT) {
            Parsed parsed = parse_json(cases[i].json);
            assert_non_null(parsed.expr); /* a condition, though a rare one */
            done(&parsed);
        } else {
            expect_faults(&cases[i], 1);
        }
}

TEST(full_width_signs_are_answered_with_the_right_one) {
    static const FaultCase cases[] = {
        {"\"a ＋ b\"", 4, DIAG_EXPR_FULL_WIDTH, "+"},       {"\"a－b\"", 3, DIAG_EXPR_FULL_WIDTH, "-"},
        {"\"a×b\"", 3, DIAG_EXPR_FULL_WIDTH, "*"},          {"\"a ＊ b\"", 4, DIAG_EXPR_FULL_WIDTH, "*"},
        {"\"a ÷ b\"", 4, DIAG_EXPR_FULL_WIDTH, "/"},        {"\"a ／ b\"", 4, DIAG_EXPR_FULL_WIDTH, "/"},
        {"\"a ＝ b\"", 4, DIAG_EXPR_FULL_WIDTH, "="},       {"\"a ≠ b\"", 4, DIAG_EXPR_FULL_WIDTH, "!="},
        {"\"a ＜ b\"", 4, DIAG_EXPR_FULL_WIDTH, "<"},       {"\"a ＞ b\"", 4, DIAG_EXPR_FULL_WIDTH, ">"},
        {"\"a ≤ b\"", 4, DIAG_EXPR_FULL_WIDTH, "<="},       {"\"a ≥ b\"", 4, DIAG_EXPR_FULL_WIDTH, ">="},
        {"\"sum（a)\"", 5, DIAG_EXPR_FULL_WIDTH, "("},      {"\"sum(a）\"", 7, DIAG_EXPR_FULL_WIDTH, ")"},
        {"\"sum(a，b)\"", 7, DIAG_EXPR_FULL_WIDTH, ","},    {"\"t［合计].v\"", 3, DIAG_EXPR_FULL_WIDTH, "["},
        {"\"t[合计］.v\"", 6, DIAG_EXPR_FULL_WIDTH, "]"},   {"\"t【合计】.v\"", 3, DIAG_EXPR_FULL_WIDTH, "["},
        {"\"t[合计]。v\"", 7, DIAG_EXPR_FULL_WIDTH, "."},   {"\"甲．乙\"", 3, DIAG_EXPR_FULL_WIDTH, "."},
        {"\"a & “元”\"", 6, DIAG_EXPR_FULL_WIDTH, "'"},     {"\"a & ‘元’\"", 6, DIAG_EXPR_FULL_WIDTH, "'"},
        {"\"a ｜ wan\"", 4, DIAG_EXPR_FULL_WIDTH, "|"},     {"\"１２ + a\"", 2, DIAG_EXPR_FULL_WIDTH, "1"},
        {"\"a * ９\"", 6, DIAG_EXPR_FULL_WIDTH, "9"},       {"\"a ＆ b\"", 4, DIAG_EXPR_FULL_WIDTH, "&"},
        {"\"a　+ b\"", 3, DIAG_EXPR_FULL_WIDTH, "a space"},
    };
    FAULTS(cases);
    static const TreeCase within[] = {{"'（“甲”，　乙１）'", "'（“甲”，　乙１）'"},
                                      {"项目１ + t['（一）'].v", "(+ 项目１ t[（一）].v)"}};
    EXPECT(within);
}

TEST(an_unknown_function_is_answered_with_the_nearest) {
    static const FaultCase cases[] = {
        {"\"a + summ(b)\"", 6, DIAG_EXPR_FUNCTION, "did you mean sum?"},
        {"\"SUM(b)\"", 2, DIAG_EXPR_FUNCTION, NULL},
        {"\"groth(a, b)\"", 2, DIAG_EXPR_FUNCTION, "did you mean growth?"},
        {"\"求和(b)\"", 2, DIAG_EXPR_FUNCTION,
         "there are sum count min max abs round trim share growth if sign list starts blank format"},
        {"\"and(a, b)\"", 2, DIAG_EXPR_FUNCTION, NULL},
        {"\"foo(1, #)\"", 2, DIAG_EXPR_FUNCTION, NULL},
    };
    FAULTS(cases);
}

TEST(arguments_too_few_and_too_many) {
    static const FaultCase cases[] = {
        {"\"sum()\"", 2, DIAG_EXPR_ARGS, "1+"},
        {"\"1 + count(a, b)\"", 6, DIAG_EXPR_ARGS, "1"},
        {"\"abs()\"", 2, DIAG_EXPR_ARGS, "1"},
        {"\"round(a)\"", 2, DIAG_EXPR_ARGS, "2"},
        {"\"share(a)\"", 2, DIAG_EXPR_ARGS, "2–3"},
        {"\"growth(a, b, 1, 2)\"", 2, DIAG_EXPR_ARGS, "2–3"},
        {"\"if(a)\"", 2, DIAG_EXPR_ARGS, "2–3"},
        {"\"sign(a, 'x', 'y')\"", 2, DIAG_EXPR_ARGS, "4"},
        {"\"list(a)\"", 2, DIAG_EXPR_ARGS, "2–4"},
        {"\"starts(a)\"", 2, DIAG_EXPR_ARGS, "2"},
        {"\"blank(a, b)\"", 2, DIAG_EXPR_ARGS, "1"},
        {"\"sum(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)\"", 70, DIAG_EXPR_SYNTAX, NULL},
    };
    FAULTS(cases);
}

/* ---- size ----------------------------------------------------------------------------------------------- */

/* `head`, so many of `more`, `tail`. */
static Parsed parse_long(const char *head, const char *more, int count, const char *tail) {
    Buf text = {0};
    Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
    buf_text(&text, head);
    for (int i = 0; i < count; i++)
        buf_text(&text, more);
    buf_text(&text, tail);
    const char *copy = arena_strndup(parsed.arena, text.bytes, text.length);
    buf_free(&text);
    parsed.expr = expr_parse_whole(parsed.arena, str_from(copy), SOURCE_NONE, parsed.diags);
    return parsed;
}

static void expect_long(const char *head, const char *more, int count, const char *tail, DiagCode code) {
    Parsed parsed = parse_long(head, more, count, tail);
    if (code == DIAG_CODE_COUNT) {
        if (!parsed.expr)
            fail_msg("%s%s...: %s", head, more, diag_code_name(diag_item(parsed.diags, 0)->code));
        assert_true(parsed.expr->depth <= EXPR_DEPTH_MAX);
    } else {
        assert_null(parsed.expr);
        assert_int_equal(diag_count(parsed.diags), 1);
        assert_string_equal(diag_code_name(diag_item(parsed.diags, 0)->code), diag_code_name(code));
    }
    done(&parsed);
}

TEST(what_is_too_long_or_too_deep_is_refused) {
    expect_long("a", " ", EXPR_BYTES_MAX - 1, "", DIAG_CODE_COUNT);
    expect_long("a", " ", EXPR_BYTES_MAX, "", DIAG_EXPR_TOO_LONG);
    expect_long("", "1 + ", 2499, "1234", DIAG_EXPR_TOO_DEEP);
    expect_long("a +", " ", 9994, "b", DIAG_EXPR_TOO_LONG);
    expect_long("'", "x", 9998, "'", DIAG_EXPR_TOO_LONG);
    expect_long("'", "}", 9998, "'", DIAG_EXPR_TOO_LONG);
    expect_long("", "(", 1000, "a", DIAG_EXPR_TOO_DEEP);
    expect_long("", "(", 3999, "", DIAG_EXPR_TOO_DEEP);
    expect_long("", "t[", 1000, "a", DIAG_EXPR_TOO_DEEP);
    expect_long("", "abs(", 900, "a", DIAG_EXPR_TOO_DEEP);
    expect_long("", "-", 3000, "a", DIAG_EXPR_TOO_DEEP);
    expect_long("", "not ", 900, "a", DIAG_EXPR_TOO_DEEP);
    expect_long("a", " + a", 900, "", DIAG_EXPR_TOO_DEEP);
    expect_long("a", " and a", 600, "", DIAG_EXPR_TOO_DEEP);
    expect_long("a", " + a", EXPR_DEPTH_MAX - 1, "", DIAG_CODE_COUNT);
    expect_long("", "-", EXPR_DEPTH_MAX - 1, "a", DIAG_CODE_COUNT);
    expect_long("", "not ", EXPR_DEPTH_MAX - 1, "a", DIAG_CODE_COUNT);
    expect_long("sum(a", ", a", EXPR_ARGS_MAX - 1, ")", DIAG_CODE_COUNT);
    expect_long("a", ".a", PATH_MAX_NAMES - 1, "", DIAG_CODE_COUNT);
    expect_long("a", ".a", PATH_MAX_NAMES, "", DIAG_EXPR_SYNTAX);
    expect_long("t[*]", ".a", PATH_MAX_NAMES + 1, "", DIAG_EXPR_SYNTAX);
    expect_long("", "a", NAME_MAX_BYTES, "", DIAG_CODE_COUNT);
    expect_long("", "a", NAME_MAX_BYTES + 1, "", DIAG_EXPR_SYNTAX);
}

/* Never a crash, and NULL goes with one fault. */
TEST(any_bytes_are_an_expression_or_a_fault) {
    static const char *const hostile[] = {
        "\xff",
        "a\xc0\x80",
        "'\xff'",
        "t[\xff].a",
        "\xe5\x8d",
        "a \x01 b",
        "a\x7f",
        "1\xff",
        "sum(\xff)",
        "［\xff",
        "\xef\xbc",
        "t[1\xff].v",
        "\xf0\x9f\x98\x80 + 1",
        "\"",
        "'",
        "a['",
        "a[\"x",
        "-",
        "!",
        "!=",
        "[",
        "]",
        "(",
        ")",
        ",",
        "|",
        "{",
        "}",
        "",
        "a.\xff\xfe",
        "[].a",
        "[[a]]",
        "t[*][*]",
        "()",
        "sum",
        "sum(",
        "if(,,)",
        "not.",
        "not(",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        Parsed parsed = parse(hostile[i]);
        assert_int_equal(diag_count(parsed.diags), parsed.expr ? 0 : 1);
        done(&parsed);
    }
    /* A text cut off anywhere. */
    const char *whole = "if(t[kind = 项 and v > 5.5万元].v >= -round(a.b / 3, 2), \"甲\" & 'x', list(p[*], n))";
    for (size_t length = 0; length < strlen(whole); length++) {
        Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
        char *cut = malloc(length + 1); /* so that a sanitizer sees who reads on */
        assert_non_null(cut);
        memcpy(cut, whole, length);
        char *exact = length ? malloc(length) : NULL;
        if (exact)
            memcpy(exact, cut, length);
        parsed.expr = expr_parse_whole(parsed.arena, (Str){exact ? exact : "", length}, SOURCE_NONE, parsed.diags);
        assert_int_equal(diag_count(parsed.diags), parsed.expr ? 0 : 1);
        done(&parsed);
        free(cut);
        free(exact);
    }
}

TEST(an_expression_ends_where_its_template_does) {
    static const struct {
        const char *text;
        size_t at, end;
    } cases[] = {{"{{a}}", 2, 3}, {"{{ a + b | wan }}", 2, 9}, {"{{'}}'}}", 2, 6}, {"a }", 0, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
        size_t at = cases[i].at;
        assert_non_null(expr_parse(parsed.arena, str_from(cases[i].text), &at, SOURCE_NONE, parsed.diags));
        assert_int_equal(at, cases[i].end);
        done(&parsed);
    }
}

/* ---- memory --------------------------------------------------------------------------------------------- */

TEST(running_out_of_memory_is_told) {
    static const char *const texts[] = {
        "if(t[kind = 项 and v > 5.5万元].v >= -round(a.b / 3, 2), \"甲\" & 'x', list(p[*], n, '、', '和'))",
        "summe(a)",
        "a ＋ b",
        "a + #",
        "sum(a, b, c, d, e, f, g, h, i)",
        "share(1)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 1; alloc_fail_next(&n); n++) {
            Arena *arena = arena_new();
            DiagList *diags = diag_list_new();
            const Expr *expr = arena ? expr_parse_whole(arena, str_from(texts[i]), SOURCE_NONE, diags) : NULL;
            bool failed = alloc_fail_happened();
            alloc_fail_at(0);
            assert_true(expr || !arena || arena_failed(arena) || !diags || diag_count(diags) > 0);
            assert_true(failed || (expr != NULL) == (i == 0 || i == 4));
            diag_list_free(diags);
            arena_free(arena);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_they_should),
        cmocka_unit_test(a_name_may_hold_what_is_a_sign_where_it_stands_apart),
        cmocka_unit_test(rows_are_chosen_in_brackets),
        cmocka_unit_test(numbers_amounts_and_texts),
        cmocka_unit_test(functions_take_so_many_arguments),
        cmocka_unit_test(a_fault_stands_at_its_very_character),
        cmocka_unit_test(full_width_signs_are_answered_with_the_right_one),
        cmocka_unit_test(an_unknown_function_is_answered_with_the_nearest),
        cmocka_unit_test(arguments_too_few_and_too_many),
        cmocka_unit_test(what_is_too_long_or_too_deep_is_refused),
        cmocka_unit_test(any_bytes_are_an_expression_or_a_fault),
        cmocka_unit_test(an_expression_ends_where_its_template_does),
        cmocka_unit_test(running_out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
