/*
 * By descent, one function a level of binding, weakest first. What is nested counts its depth, so that neither this
 * parser nor whoever walks its tree runs out of stack: brackets while they are open, operators by the tree they make.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "form/expr.h"
#include "form/expr_token.h"
#include "form/unit.h"

typedef VEC(const Expr *) ExprVec;

typedef struct Parser {
    Arena *arena;
    DiagList *diags;
    Str text;
    SourceRef source;
    size_t from; /* where the expression begins in `text` */
    Token token; /* the next one */
    int open;    /* brackets and operands within each other */
    bool broken; /* a fault has been reported */
} Parser;

const ExprFunctionInfo expr_functions[EXPR_FUNCTION_COUNT] = {
    [EXPR_SUM] = {"sum", 1, -1},    [EXPR_COUNT] = {"count", 1, 1},   [EXPR_MIN] = {"min", 1, -1},
    [EXPR_MAX] = {"max", 1, -1},    [EXPR_ABS] = {"abs", 1, 1},       [EXPR_ROUND] = {"round", 2, 2},
    [EXPR_SHARE] = {"share", 2, 3}, [EXPR_GROWTH] = {"growth", 2, 3}, [EXPR_IF] = {"if", 2, 3},
    [EXPR_SIGN] = {"sign", 4, 4},   [EXPR_LIST] = {"list", 2, 4},     [EXPR_STARTS] = {"starts", 2, 2},
    [EXPR_BLANK] = {"blank", 1, 1}, [EXPR_TRIM] = {"trim", 1, 1},     [EXPR_FORMAT] = {"format", 2, 2},
};

bool expr_function_takes_rows(ExprFunction function) { return function <= EXPR_MAX || function == EXPR_LIST; }

bool expr_is_path(const Expr *expr) {
    return expr && expr->kind == EXPR_REFERENCE && expr->rows == EXPR_NO_ROWS && expr->path.count > 0;
}

/* ---- faults and tokens ---------------------------------------------------------------------------------- */

static SourceRef place_of(const Parser *parser, size_t at) { return source_within(parser->source, at); }

static void fault_at(Parser *parser, DiagCode code, size_t at, const char *first, const char *second) {
    if (!parser->broken)
        diag_ref(parser->diags, code, place_of(parser, at), DIAG_ARGS(first, second));
    parser->broken = true;
}

/* What a Chinese keyboard writes where an expression has a sign of its own. */
static const struct {
    const char *wide, *narrow;
} wide_signs[] = {
    {"（", "("}, {"）", ")"}, {"［", "["}, {"］", "]"},
    {"【", "["}, {"】", "]"}, {"，", ","}, {"＋", "+"},
    {"－", "-"}, {"×", "*"},  {"＊", "*"}, {"÷", "/"},
    {"／", "/"}, {"＝", "="}, {"≠", "!="}, {"＜", "<"},
    {"＞", ">"}, {"≤", "<="}, {"≥", ">="}, {"‘", "'"},
    {"’", "'"},  {"“", "'"},  {"”", "'"},  {"．", "."},
    {"。", "."}, {"｜", "|"}, {"＆", "&"}, {"　", DIAG_BOTH("a space", "半角空格")},
};

/* Digits are wrong where a number begins: 项目１ is a name. */
static const char *const wide_digits[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

static bool stands_at(Str text, size_t at, const char *sign) {
    size_t length = strlen(sign);
    return text.length - at >= length && memcmp(text.text + at, sign, length) == 0;
}

/* Of the bytes that characters begin with, those of the signs above: most names hold none of them. */
static bool may_begin_wide(char byte) {
    const unsigned char lead = (unsigned char)byte;
    return lead == 0xC3 || lead == 0xE2 || lead == 0xE3 || lead == 0xEF;
}

/* Such a sign in `text`: its offset, the sign meant in *narrow; -1 when there is none. */
static int find_wide(Str text, const char **wide, const char **narrow) {
    for (size_t i = 0; text.length > 0 && may_begin_wide(*text.text) && i < sizeof digits / sizeof *digits; i++)
        if (stands_at(text, 0, wide_digits[i])) {
            *wide = wide_digits[i];
            *narrow = digits[i];
            return 0;
        }
    for (size_t at = 0; at < text.length; at++)
        for (size_t i = 0; may_begin_wide(text.text[at]) && i < sizeof wide_signs / sizeof *wide_signs; i++)
            if (stands_at(text, at, wide_signs[i].wide)) {
                *wide = wide_signs[i].wide;
                *narrow = wide_signs[i].narrow;
                return (int)at;
            }
    return -1;
}

static void advance(Parser *parser, Token token) {
    const char *wide, *narrow;
    int at = token.kind == TOKEN_NAME || token.kind == TOKEN_BAD ? find_wide(token.text, &wide, &narrow) : -1;
    if (at >= 0)
        fault_at(parser, DIAG_EXPR_FULL_WIDTH, token.at + (size_t)at, wide, narrow);
    if (token.end - parser->from > EXPR_BYTES_MAX) {
        char number[BUF_NUMBER];
        fault_at(parser, DIAG_EXPR_TOO_LONG, parser->from, int_format(EXPR_BYTES_MAX, number), "");
        token = (Token){.kind = TOKEN_END, .at = token.at, .end = token.at};
    }
    parser->token = token;
}

static void next(Parser *parser) { advance(parser, token_next(parser->text, parser->token.end)); }

/* "“x”" or the end, for a message. */
static const char *token_name(Parser *parser) {
    const Token *token = &parser->token;
    if (token->kind == TOKEN_END)
        return DIAG_BOTH("the end", "结尾");
    Str text = {parser->text.text + token->at, token->end - token->at};
    const char *excerpt = arena_strndup(parser->arena, text.text, utf8_cut(text.text, text.length, 40));
    const char *name = excerpt ? arena_printf(parser->arena, DIAG_BOTH("\"%s\"", "“%s”"), excerpt, excerpt) : NULL;
    return name ? name : "";
}

/* `wanted` stands where something else does. */
static void unexpected(Parser *parser, const char *wanted) {
    bool open = parser->token.kind == TOKEN_BAD && strchr("'\"", parser->text.text[parser->token.at]);
    if (open)
        fault_at(parser, DIAG_EXPR_TEXT_OPEN, parser->token.at, "", "");
    else
        fault_at(parser, DIAG_EXPR_SYNTAX, parser->token.at, wanted, token_name(parser));
}

static bool take(Parser *parser, const char *sign) {
    if (!token_is(&parser->token, sign))
        return false;
    next(parser);
    return true;
}

static bool expect(Parser *parser, const char *sign) {
    if (take(parser, sign))
        return true;
    const char *wanted = arena_printf(parser->arena, DIAG_BOTH("\"%s\"", "“%s”"), sign, sign);
    unexpected(parser, wanted ? wanted : "");
    return false;
}

#define WANTED_OPERAND DIAG_BOTH("a value", "一个值")
#define WANTED_NAME    DIAG_BOTH("a name", "名称")

/* ---- the tree ------------------------------------------------------------------------------------------- */

static Expr *make(Parser *parser, ExprKind kind, size_t at) {
    Expr *expr = ARENA_NEW(parser->arena, Expr);
    if (expr)
        *expr = (Expr){.kind = kind, .depth = 1, .source = place_of(parser, at)};
    return expr;
}

static const Expr *with_args(Parser *parser, Expr *expr, const Expr *const *args, size_t count) {
    const Expr **copy = expr ? arena_copy(parser->arena, args, count * sizeof *args) : NULL;
    if (!copy)
        return NULL;
    expr->args = copy;
    expr->arg_count = count;
    for (size_t i = 0; i < count; i++)
        if (args[i]->depth >= expr->depth)
            expr->depth = args[i]->depth + 1;
    if (expr->depth > EXPR_DEPTH_MAX) {
        fault_at(parser, DIAG_EXPR_TOO_DEEP, (size_t)(expr->source.within - parser->source.within), "", "");
        return NULL;
    }
    return expr;
}

static const Expr *parse_or(Parser *parser);

/* Goes one level in; false with a fault when that is one too many. */
static bool enter(Parser *parser) {
    if (parser->open < EXPR_DEPTH_MAX) {
        parser->open++;
        return true;
    }
    fault_at(parser, DIAG_EXPR_TOO_DEEP, parser->token.at, "", "");
    return false;
}

static const Expr *parse_inner(Parser *parser) {
    if (!enter(parser))
        return NULL;
    const Expr *inner = parse_or(parser);
    parser->open--;
    return inner;
}

/* ---- references ----------------------------------------------------------------------------------------- */

static bool push_name(Parser *parser, Path *path) {
    const Token *token = &parser->token;
    if (token->kind != TOKEN_NAME || token->text.length > NAME_MAX_BYTES || path->count == PATH_MAX_NAMES) {
        unexpected(parser, WANTED_NAME);
        return false;
    }
    if (path->count == 0)
        path->source = place_of(parser, token->at);
    path->names[path->count++] = str_dup(parser->arena, token->text);
    next(parser);
    return true;
}

/* Names after points. */
static bool parse_names(Parser *parser, Path *path) {
    while (token_is(&parser->token, ".")) {
        advance(parser, token_next_key(parser->text, parser->token.end));
        if (!push_name(parser, path))
            return false;
    }
    return true;
}

/* A key and nothing else between the brackets? What a row knows of itself is a condition: [leaf]; a key needs quotes.
 */
static bool is_key(const Parser *parser, const Token *key) {
    Token after = token_next(parser->text, key->end);
    bool own = token_is_word(key, "leaf") || token_is_word(key, "again");
    return ((key->kind == TOKEN_NAME && !own) || key->kind == TOKEN_TEXT) && token_is(&after, "]");
}

/* What stands in brackets: *, a key, a condition. */
static bool parse_rows(Parser *parser, Expr *reference) {
    Token key = token_next_key(parser->text, parser->token.end);
    if (is_key(parser, &key)) {
        advance(parser, key);
        reference->rows = EXPR_ROWS_KEY;
        reference->key = str_dup(parser->arena, key.text);
        next(parser);
        return expect(parser, "]");
    }
    next(parser);
    if (token_is(&parser->token, "*")) {
        reference->rows = EXPR_ROWS_ALL;
        next(parser);
        return expect(parser, "]");
    }
    const Expr *where = parse_inner(parser);
    if (!where || !expect(parser, "]"))
        return false;
    reference->rows = EXPR_ROWS_WHERE;
    return with_args(parser, reference, &where, 1) != NULL;
}

static const Expr *parse_reference(Parser *parser) {
    Expr *reference = make(parser, EXPR_REFERENCE, parser->token.at);
    if (!reference)
        return NULL;
    reference->path.source = reference->source;
    if (!token_is(&parser->token, "[") &&
        (!push_name(parser, &reference->path) || !parse_names(parser, &reference->path)))
        return NULL;
    if (!token_is(&parser->token, "["))
        return reference;
    if (!parse_rows(parser, reference) || !parse_names(parser, &reference->column))
        return NULL;
    return reference;
}

/* ---- operands ------------------------------------------------------------------------------------------- */

/* "500万元": a unit right after the digits makes an amount of them. */
static int unit_after(Parser *parser) {
    Token after = token_next(parser->text, parser->token.end);
    if (after.kind != TOKEN_NAME || after.spaced)
        return -1;
    for (int i = 0; money_unit_names[i]; i++)
        if (token_is_word(&after, money_unit_names[i]))
            return i;
    return -1;
}

static const Expr *parse_number(Parser *parser) {
    Expr *number = make(parser, EXPR_NUMBER, parser->token.at);
    if (!number)
        return NULL;
    number->text = parser->token.text;
    if (!ratio_parse(number->text, &number->number)) {
        unexpected(parser, DIAG_BOTH("a number that can be reckoned with", "可以计算的数"));
        return NULL;
    }
    number->unit = unit_after(parser);
    if (number->unit >= 0) {
        number->kind = EXPR_AMOUNT;
        next(parser);
    }
    next(parser);
    return number;
}

static const Expr *parse_text(Parser *parser) {
    Expr *text = make(parser, EXPR_TEXT, parser->token.at);
    if (text)
        text->text = parser->token.text;
    next(parser);
    return text;
}

/* The nearest function's name, or all of them, as the hint. */
static void unknown_function(Parser *parser, const Token *name) {
    const char *names[EXPR_FUNCTION_COUNT], *text = str_dup(parser->arena, name->text);
    Buf all = {0};
    for (int i = 0; i < EXPR_FUNCTION_COUNT; i++) {
        names[i] = expr_functions[i].name;
        buf_printf(&all, i ? " %s" : "%s", names[i]);
    }
    const char *nearest = text ? str_nearest(text, names, EXPR_FUNCTION_COUNT) : NULL, *hint;
    if (nearest)
        hint = arena_printf(parser->arena, DIAG_BOTH("did you mean %s?", "是不是 %s？"), nearest, nearest);
    else
        hint = arena_printf(parser->arena, DIAG_BOTH("there are %s", "可用：%s"), all.bytes, all.bytes);
    fault_at(parser, DIAG_EXPR_FUNCTION, name->at, text ? text : "", hint ? hint : "");
    buf_free(&all);
}

static int function_named(Str name) {
    for (int i = 0; i < EXPR_FUNCTION_COUNT; i++)
        if (str_equals(name, expr_functions[i].name))
            return i;
    return -1;
}

static bool parse_args(Parser *parser, ExprVec *args) {
    if (take(parser, ")"))
        return true;
    do {
        const Expr *arg = args->count < EXPR_ARGS_MAX ? parse_inner(parser) : NULL;
        const Expr **slot = arg ? VEC_PUSH(args) : NULL;
        if (args->count >= EXPR_ARGS_MAX && !arg)
            unexpected(parser, DIAG_BOTH("\")\" after so many arguments", "“)”，参数过多"));
        if (!slot)
            return false;
        *slot = arg;
    } while (take(parser, ","));
    return expect(parser, ")");
}

static bool check_count(Parser *parser, const Token *name, ExprFunction function, size_t count) {
    const ExprFunctionInfo *info = &expr_functions[function];
    if (count >= (size_t)info->least && (info->most < 0 || count <= (size_t)info->most))
        return true;
    const char *wanted = info->most < 0              ? arena_printf(parser->arena, "%d+", info->least)
                         : info->most == info->least ? arena_printf(parser->arena, "%d", info->least)
                                                     : arena_printf(parser->arena, "%d–%d", info->least, info->most);
    fault_at(parser, DIAG_EXPR_ARGS, name->at, info->name, wanted ? wanted : "");
    return false;
}

static const Expr *parse_call(Parser *parser) {
    Token name = parser->token;
    int function = function_named(name.text);
    if (function < 0)
        unknown_function(parser, &name);
    next(parser);
    next(parser);
    ExprVec args = {0};
    bool good =
        parse_args(parser, &args) && function >= 0 && check_count(parser, &name, (ExprFunction)function, args.count);
    Expr *call = good ? make(parser, EXPR_CALL, name.at) : NULL;
    if (call)
        call->function = (ExprFunction)function;
    const Expr *made = call ? with_args(parser, call, args.items, args.count) : NULL;
    if (args.failed)
        arena_fail(parser->arena);
    VEC_FREE(&args);
    return made;
}

static const Expr *parse_operand(Parser *parser) {
    const Token *token = &parser->token;
    if (token->kind == TOKEN_NUMBER)
        return parse_number(parser);
    if (token->kind == TOKEN_TEXT)
        return parse_text(parser);
    if (token->kind == TOKEN_NAME) {
        Token after = token_next(parser->text, token->end);
        return token_is(&after, "(") ? parse_call(parser) : parse_reference(parser);
    }
    if (token_is(token, "["))
        return parse_reference(parser);
    if (take(parser, "(")) {
        const Expr *inner = parse_inner(parser);
        return inner && expect(parser, ")") ? inner : NULL;
    }
    unexpected(parser, WANTED_OPERAND);
    return NULL;
}

/* ---- operators ------------------------------------------------------------------------------------------ */

typedef struct Operator {
    const char *sign;
    ExprKind kind;
} Operator;

static const Operator products[] = {{"*", EXPR_MULTIPLY}, {"/", EXPR_DIVIDE}, {NULL, EXPR_NUMBER}};
static const Operator sums[] = {{"+", EXPR_ADD}, {"-", EXPR_SUBTRACT}, {"&", EXPR_JOIN}, {NULL, EXPR_NUMBER}};
static const Operator comparisons[] = {{"=", EXPR_EQUAL},    {"!=", EXPR_UNEQUAL}, {"<", EXPR_LESS},
                                       {"<=", EXPR_AT_MOST}, {">", EXPR_MORE},     {">=", EXPR_AT_LEAST},
                                       {NULL, EXPR_NUMBER}};

static const Operator *operator_at(const Parser *parser, const Operator *operators) {
    for (; operators->sign; operators++)
        if (token_is(&parser->token, operators->sign))
            return operators;
    return NULL;
}

static const Expr *binary(Parser *parser, ExprKind kind, size_t at, const Expr *left, const Expr *right) {
    return left && right ? with_args(parser, make(parser, kind, at), (const Expr *const[]){left, right}, 2) : NULL;
}

static const Expr *parse_negated(Parser *parser) {
    size_t at = parser->token.at;
    if (!take(parser, "-"))
        return parse_operand(parser);
    const Expr *value = enter(parser) ? parse_negated(parser) : NULL;
    parser->open -= value ? 1 : 0;
    return value ? with_args(parser, make(parser, EXPR_NEGATE, at), &value, 1) : NULL;
}

/* Operators of one level, from left to right. */
static const Expr *parse_level(Parser *parser, const Operator *operators, const Expr *(*parse_next)(Parser *)) {
    const Expr *left = parse_next(parser);
    const Operator *found;
    while (left && (found = operator_at(parser, operators))) {
        size_t at = parser->token.at;
        next(parser);
        left = binary(parser, found->kind, at, left, parse_next(parser));
    }
    return left;
}

static const Expr *parse_product(Parser *parser) { return parse_level(parser, products, parse_negated); }
static const Expr *parse_sum(Parser *parser) { return parse_level(parser, sums, parse_product); }

/* kind = 项, row = total: what a row's kind or key is compared with is a name, quoted or not. */
static const Expr *bare_name(Parser *parser, const Expr *left, const Expr *right) {
    if (!expr_is_path(left) || !expr_is_path(right) || right->path.count != 1)
        return right;
    const char *last = left->path.names[left->path.count - 1];
    if (!last || !right->path.names[0] || (strcmp(last, "kind") != 0 && strcmp(last, "row") != 0))
        return right;
    Expr *text = ARENA_NEW(parser->arena, Expr);
    if (text)
        *text = (Expr){.kind = EXPR_TEXT, .depth = 1, .source = right->source, .text = str_from(right->path.names[0])};
    return text;
}

static const Expr *parse_comparison(Parser *parser) {
    const Expr *left = parse_sum(parser);
    const Operator *found = left ? operator_at(parser, comparisons) : NULL;
    if (!found)
        return left;
    size_t at = parser->token.at;
    next(parser);
    const Expr *right = parse_sum(parser);
    return binary(parser, found->kind, at, left, right ? bare_name(parser, left, right) : NULL);
}

/* "not" before a value; a path may begin with that name: not.amount. */
static bool take_not(Parser *parser) {
    Token after = token_next(parser->text, parser->token.end);
    if (!token_is_word(&parser->token, "not") || token_is(&after, "."))
        return false;
    next(parser);
    return true;
}

static const Expr *parse_not(Parser *parser) {
    size_t at = parser->token.at;
    if (!take_not(parser))
        return parse_comparison(parser);
    const Expr *value = enter(parser) ? parse_not(parser) : NULL;
    parser->open -= value ? 1 : 0;
    return value ? with_args(parser, make(parser, EXPR_NOT, at), &value, 1) : NULL;
}

static const Expr *parse_words(Parser *parser, const char *word, ExprKind kind, const Expr *(*parse_next)(Parser *)) {
    const Expr *left = parse_next(parser);
    while (left && token_is_word(&parser->token, word)) {
        size_t at = parser->token.at;
        next(parser);
        left = binary(parser, kind, at, left, parse_next(parser));
    }
    return left;
}

static const Expr *parse_and(Parser *parser) { return parse_words(parser, "and", EXPR_AND, parse_not); }
static const Expr *parse_or(Parser *parser) { return parse_words(parser, "or", EXPR_OR, parse_and); }

/* ---- the whole ------------------------------------------------------------------------------------------ */

const Expr *expr_parse(Arena *arena, Str text, size_t *at, SourceRef source, DiagList *diags) {
    Parser parser = {.arena = arena, .diags = diags, .text = text, .source = source_within(source, 0), .from = *at};
    advance(&parser, token_next(text, *at));
    const Expr *expr = parse_or(&parser);
    *at = parser.token.at;
    return parser.broken || arena_failed(arena) ? NULL : expr;
}

const Expr *expr_parse_whole(Arena *arena, Str text, SourceRef source, DiagList *diags) {
    size_t at = 0;
    const Expr *expr = expr_parse(arena, text, &at, source, diags);
    if (!expr || at == text.length)
        return expr;
    Parser parser = {.arena = arena, .diags = diags, .text = text, .source = source_within(source, 0)};
    advance(&parser, token_next(text, at));
    if (parser.token.kind == TOKEN_END) /* a brace or a bar */
        parser.token = (Token){.kind = TOKEN_BAD, .text = {text.text + at, 1}, .at = at, .end = at + 1};
    unexpected(&parser, DIAG_BOTH("an operator or the end", "运算符或结尾"));
    return NULL;
}
