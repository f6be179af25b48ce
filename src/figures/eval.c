/*
 * Evaluation walks the tree of an expression, whose depth the parser has bounded. Amounts and numbers are exact
 * fractions all along; blank counts as nought, and what is made of blanks alone is blank again. The form's own
 * expressions have been checked (form/form_types); those of the report's texts are checked here, as they are met.
 */
#include "figures/eval.h"

#include <string.h>

const char *const eval_kind_names[] = {
    [FIGURE_BLANK] = DIAG_BOTH("nothing", "空白"),
    [FIGURE_AMOUNT] = DIAG_BOTH("an amount", "金额"),
    [FIGURE_NUMBER] = DIAG_BOTH("a number", "数"),
    [FIGURE_TEXT] = DIAG_BOTH("a text", "文字"),
    [FIGURE_DATE] = DIAG_BOTH("a date", "日期"),
    [FIGURE_FLAG] = DIAG_BOTH("a condition", "条件"),
    [FIGURE_GROUP] = DIAG_BOTH("a group of values", "一组值"),
};

bool eval_fault(Figures *figures, DiagCode code, const Expr *at) {
    diag_ref(figures->diags, code, at->source, DIAG_NO_ARGS);
    return false;
}

bool eval_type_fault(Figures *figures, const Expr *at, const char *wanted, const Figure *figure) {
    const char *text = figure->kind == FIGURE_TEXT ? str_dup(figures->arena, figure->text) : "";
    diag_ref(figures->diags, DIAG_FIGURE_TYPE, at->source,
             DIAG_ARGS(wanted, eval_kind_names[figure->kind], text ? text : ""));
    return false;
}

/* ---- origins -------------------------------------------------------------------------------------------- */

/* What `b` came from is what `a` came from, too. */
static void add_origins(Figures *figures, Figure *a, const Figure *b) {
    if (b->origin_count == 0 || figures->choosing)
        return;
    if (a->origin_count == 0) {
        a->origins = b->origins;
        a->origin_count = b->origin_count;
        return;
    }
    Origin *all = ARENA_ARRAY(figures->arena, Origin, a->origin_count + b->origin_count);
    if (!all)
        return;
    memcpy(all, a->origins, a->origin_count * sizeof *all);
    memcpy(all + a->origin_count, b->origins, b->origin_count * sizeof *all);
    a->origins = all;
    a->origin_count += b->origin_count;
}

static void set_origin(Figures *figures, Figure *figure, Origin from) {
    if (figures->choosing)
        return;
    Origin *origin = ARENA_NEW(figures->arena, Origin);
    if (!origin)
        return;
    *origin = from;
    figure->origins = origin;
    figure->origin_count = 1;
}

/* ---- references ----------------------------------------------------------------------------------------- */

static Figure found_figure(Figures *figures, const ScopeValue *found) {
    FieldType type = found->field ? found->field->type : FIELD_TEXT;
    Figure figure = figure_of_value(&found->value, type);
    if (found->is_cell)
        set_origin(figures, &figure, (Origin){found->table, found->row, found->leaf, found->value.source});
    else if (figure.kind != FIGURE_GROUP && found->field && found->value.source.map)
        set_origin(figures, &figure, (Origin){.source = found->value.source});
    return figure;
}

static bool eval_path(Figures *figures, const Scope *scope, const Path *path, Figure *out) {
    ScopeValue found;
    if (!scope_lookup(figures->arena, scope, path, &found, figures->diags))
        return false;
    *out = found_figure(figures, &found);
    return true;
}

/* The column of the i-th row. */
bool eval_row(Figures *figures, const Scope *scope, const Expr *expr, const RowSet *rows, size_t i, Figure *out) {
    Scope frame = figures_frame(figures, scope, rows, i, /*name*/ NULL);
    frame.outer = NULL; /* what stands behind the brackets is of the row alone */
    return eval_path(figures, &frame, &expr->column, out);
}

/* Rows without the column meant: whether there are any. */
static Figure group_of(const RowSet *rows) { return (Figure){.kind = FIGURE_GROUP, .flag = rows->count > 0}; }

bool eval_choose(Figures *figures, const Scope *scope, const Expr *expr, RowSet *rows) {
    Expr bare = *expr;
    bare.column = (Path){0};
    return figures_rows(figures, scope, &bare, rows);
}

static bool eval_reference(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    RowSet rows;
    if (expr->rows == EXPR_NO_ROWS)
        return eval_path(figures, scope, &expr->path, out);
    if (!eval_choose(figures, scope, expr, &rows))
        return false;
    if (expr->column.count == 0) {
        *out = group_of(&rows);
        return true;
    }
    if (rows.count == 1)
        return eval_row(figures, scope, expr, &rows, 0, out);
    if (rows.count > 1) {
        char number[BUF_NUMBER];
        diag_ref(figures->diags, DIAG_FIGURE_MANY, expr->source, DIAG_ARGS(int_format((int64_t)rows.count, number)));
        return false;
    }
    *out = (Figure){.kind = FIGURE_BLANK, .no_rows = true, .number = RATIO_ZERO};
    return true;
}

/* ---- numbers -------------------------------------------------------------------------------------------- */

bool eval_is_number(const Figure *figure) {
    return figure->kind == FIGURE_BLANK || figure->kind == FIGURE_AMOUNT || figure->kind == FIGURE_NUMBER;
}

bool eval_number(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    if (!figures_eval(figures, scope, expr, out))
        return false;
    if (!eval_is_number(out))
        return eval_type_fault(figures, expr, DIAG_BOTH("a number or an amount", "数或金额"), out);
    return true;
}

bool eval_is_nought(const Figure *figure) { return ratio_sign(figure->number) == 0; }

/* Amounts go with amounts, numbers with numbers; nought and blank with either. */
bool eval_go_together(Figures *figures, const Expr *at, const Figure *a, const Figure *b) {
    bool mixed = (a->kind == FIGURE_AMOUNT && b->kind == FIGURE_NUMBER && !eval_is_nought(b)) ||
                 (a->kind == FIGURE_NUMBER && b->kind == FIGURE_AMOUNT && !eval_is_nought(a));
    return !mixed || eval_type_fault(figures, at, eval_kind_names[a->kind], b);
}

/* No longer what stands in the report or in the expression: neither its digits nor its place. */
void eval_set_reckoned(Figure *figure) {
    figure->found = false;
    figure->scale = 0;
    figure->text = (Str){"", 0};
    figure->parts = NULL;
    figure->part_count = 0;
    figure->source = SOURCE_NONE;
}

/* What comes out of two: its kind, the decimals and the unit it is printed with, its origins. `into` is the first. */
void eval_take_in(Figures *figures, Figure *into, const Figure *other) {
    bool amount = other->kind == FIGURE_AMOUNT;
    if (amount && into->kind != FIGURE_AMOUNT) {
        into->unit = other->unit;
        into->decimals = other->decimals;
    } else if (amount) {
        /* 0.01 元 takes six decimals of 万元. */
        int finer = money_unit_decimals((MoneyUnit)into->unit) - money_unit_decimals((MoneyUnit)other->unit);
        into->decimals = other->decimals + finer > into->decimals ? other->decimals + finer : into->decimals;
    }
    if (into->kind == FIGURE_BLANK || amount)
        into->kind = other->kind == FIGURE_BLANK ? into->kind : other->kind;
    into->no_rows = into->no_rows && other->no_rows;
    eval_set_reckoned(into);
    add_origins(figures, into, other);
}

bool eval_add(Figures *figures, const Expr *at, Figure *sum, const Figure *other, bool subtract) {
    Ratio number;
    if (!eval_go_together(figures, at, sum, other))
        return false;
    if (!(subtract ? ratio_subtract : ratio_add)(sum->number, other->number, &number))
        return eval_fault(figures, DIAG_FIGURE_OVERFLOW, at);
    eval_take_in(figures, sum, other);
    sum->number = number;
    return true;
}

static bool eval_sum(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    Figure right;
    return eval_number(figures, scope, expr->args[0], out) && eval_number(figures, scope, expr->args[1], &right) &&
           eval_add(figures, expr, out, &right, expr->kind == EXPR_SUBTRACT);
}

static bool eval_product(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    Figure right;
    if (!eval_number(figures, scope, expr->args[0], out) || !eval_number(figures, scope, expr->args[1], &right))
        return false;
    bool division = expr->kind == EXPR_DIVIDE;
    bool amounts = out->kind == FIGURE_AMOUNT && right.kind == FIGURE_AMOUNT;
    if ((amounts && !division) || (division && right.kind == FIGURE_AMOUNT && out->kind == FIGURE_NUMBER))
        return eval_type_fault(figures, expr->args[1], eval_kind_names[FIGURE_NUMBER], &right);
    if (division && eval_is_nought(&right))
        return eval_fault(figures, DIAG_FIGURE_DIVISION, expr);
    Ratio number;
    if (!(division ? ratio_divide : ratio_multiply)(out->number, right.number, &number))
        return eval_fault(figures, DIAG_FIGURE_OVERFLOW, expr);
    bool by_amount = division && right.kind == FIGURE_AMOUNT; /* of a blank, too */
    eval_take_in(figures, out, &right);
    out->number = number;
    if (by_amount)
        out->kind = FIGURE_NUMBER;
    return true;
}

static bool eval_negation(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    if (!eval_number(figures, scope, expr->args[0], out))
        return false;
    out->number = ratio_negate(out->number);
    const int scale = out->scale;
    eval_set_reckoned(out);
    out->scale = scale;
    return true;
}

static void set_literal(const Expr *expr, Figure *out) {
    *out = (Figure){.kind = FIGURE_NUMBER, .number = expr->number, .text = expr->text, .source = expr->source};
    if (expr->kind != EXPR_AMOUNT)
        return;
    out->kind = FIGURE_AMOUNT;
    out->text = (Str){"", 0};
    out->unit = expr->unit;
    out->decimals = ratio_decimals(expr->number) < 0 ? 0 : ratio_decimals(expr->number);
    if (!ratio_scale(expr->number, money_unit_decimals((MoneyUnit)expr->unit), &out->number))
        out->number = RATIO_ZERO; /* no literal of EXPR_BYTES_MAX digits is read: ratio_parse refuses it */
}

/* ---- conditions ----------------------------------------------------------------------------------------- */

#define NO_ORDER 2 /* unequal, and neither above nor below */

static bool compared(ExprKind kind, int order) {
    switch (kind) {
    case EXPR_EQUAL: return order == 0;
    case EXPR_UNEQUAL: return order != 0;
    case EXPR_LESS: return order < 0;
    case EXPR_AT_MOST: return order <= 0;
    case EXPR_MORE: return order == 1;
    default: return order == 0 || order == 1;
    }
}

static int compare_dates(const Date *a, const Date *b) {
    int left = a->year * 372 + a->month * 31 + a->day, right = b->year * 372 + b->month * 31 + b->day;
    return (left > right) - (left < right);
}

/* May be compared with a text: a text, nothing, a code written as a number, which then is its digits. */
static bool is_textual(const Figure *figure) {
    bool literal = figure->kind == FIGURE_NUMBER && !figure->found && figure->text.length > 0;
    return figure->kind == FIGURE_TEXT || figure->kind == FIGURE_BLANK || literal;
}

static Str text_of(const Figure *figure) { return figure->kind == FIGURE_BLANK ? (Str){"", 0} : figure->text; }

static bool order_of(Figures *figures, const Expr *expr, const Figure *a, const Figure *b, int *order) {
    bool texts = a->kind == FIGURE_TEXT || b->kind == FIGURE_TEXT;
    bool dates = a->kind == FIGURE_DATE && b->kind == FIGURE_DATE;
    bool equality = expr->kind == EXPR_EQUAL || expr->kind == EXPR_UNEQUAL;
    if (texts && is_textual(a) && is_textual(b) && equality)
        *order = str_equal(text_of(a), text_of(b)) ? 0 : NO_ORDER;
    else if (eval_is_number(a) && eval_is_number(b))
        *order = ratio_compare(a->number, b->number);
    else if (dates)
        *order = compare_dates(&a->date, &b->date);
    else if (a->kind == FIGURE_FLAG && b->kind == FIGURE_FLAG && equality)
        *order = a->flag == b->flag ? 0 : NO_ORDER;
    else if ((a->kind == FIGURE_BLANK || b->kind == FIGURE_BLANK) && !texts)
        *order = NO_ORDER; /* nothing is not anything */
    else
        return eval_type_fault(figures, expr->args[1], eval_kind_names[a->kind], b);
    return !eval_is_number(a) || !eval_is_number(b) || eval_go_together(figures, expr->args[1], a, b);
}

void eval_set_flag(Figures *figures, Figure *out, bool flag, const Figure *a, const Figure *b) {
    *out = (Figure){.kind = FIGURE_FLAG, .flag = flag, .number = RATIO_ZERO};
    add_origins(figures, out, a);
    if (b)
        add_origins(figures, out, b);
}

static bool eval_comparison(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    Figure a, b;
    int order = 0;
    if (!figures_eval(figures, scope, expr->args[0], &a) || !figures_eval(figures, scope, expr->args[1], &b) ||
        !order_of(figures, expr, &a, &b, &order))
        return false;
    eval_set_flag(figures, out, compared(expr->kind, order), &a, &b);
    return true;
}

/* What need not be looked at is not: has(x) and x > 0 asks nothing of an x that is not there. */
static bool eval_condition(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    Figure a, b;
    if (!figures_eval(figures, scope, expr->args[0], &a))
        return false;
    bool first = figure_holds(&a);
    if (expr->kind == EXPR_NOT || first == (expr->kind == EXPR_OR)) {
        eval_set_flag(figures, out, expr->kind == EXPR_NOT ? !first : first, &a, NULL);
        return true;
    }
    if (!figures_eval(figures, scope, expr->args[1], &b))
        return false;
    eval_set_flag(figures, out, figure_holds(&b), &a, &b);
    return true;
}

/* ---- texts ---------------------------------------------------------------------------------------------- */

bool eval_take_text(Figures *figures, Buf *text, Figure *out) {
    if (buf_failed(text))
        arena_fail(figures->arena);
    const char *copy = text->length ? arena_strndup(figures->arena, text->bytes, text->length) : "";
    out->kind = text->length ? FIGURE_TEXT : FIGURE_BLANK;
    out->text = (Str){copy ? copy : "", copy ? text->length : 0};
    buf_free(text);
    return copy != NULL;
}

size_t eval_count_parts(const Figure *text) {
    const bool number = text->kind == FIGURE_AMOUNT || text->kind == FIGURE_NUMBER;
    return number ? text->origin_count > 0 : text->part_count;
}

void eval_put_parts(const Figure *text, size_t at, size_t length, FigurePart *out) {
    if (text->kind != FIGURE_TEXT) {
        if (eval_count_parts(text) > 0)
            *out = (FigurePart){at, at + length, *text};
        return;
    }
    for (size_t i = 0; i < text->part_count; i++) {
        out[i] = text->parts[i];
        out[i].from += at;
        out[i].to += at;
    }
}

static void add_parts(Figures *figures, Figure *into, const Figure *text, size_t at, size_t length) {
    const size_t count = eval_count_parts(text);
    FigurePart *all = count ? ARENA_ARRAY(figures->arena, FigurePart, into->part_count + count) : NULL;
    if (!all)
        return;
    if (into->part_count > 0)
        memcpy(all, into->parts, into->part_count * sizeof *all);
    eval_put_parts(text, at, length, all + into->part_count);
    into->parts = all;
    into->part_count += count;
}

bool eval_push_text(Figures *figures, const Scope *scope, const Expr *expr, const Format *format, Buf *text,
                    Figure *into) {
    Figure part;
    const size_t at = text->length;
    if (!figures_eval(figures, scope, expr, &part) ||
        !figure_print(&part, format, DIAG_BOTH("this value", "此值"), expr->source, text, figures->diags))
        return false;
    add_origins(figures, into, &part);
    add_parts(figures, into, &part, at, text->length - at);
    return true;
}

static bool eval_join(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    Buf text = {0};
    *out = (Figure){.number = RATIO_ZERO};
    if (eval_push_text(figures, scope, expr->args[0], /*format*/ NULL, &text, out) &&
        eval_push_text(figures, scope, expr->args[1], /*format*/ NULL, &text, out))
        return eval_take_text(figures, &text, out);
    buf_free(&text);
    return false;
}

bool eval_text(Figures *figures, const Scope *scope, const Expr *expr, Str *text) {
    Figure figure;
    if (!figures_eval(figures, scope, expr, &figure))
        return false;
    *text = figure.kind == FIGURE_BLANK ? (Str){"", 0} : figure.text;
    return figure.kind == FIGURE_TEXT || figure.kind == FIGURE_BLANK || figure.text.length > 0 ||
           eval_type_fault(figures, expr, eval_kind_names[FIGURE_TEXT], &figure);
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

static bool eval(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    switch (expr->kind) {
    case EXPR_NUMBER:
    case EXPR_AMOUNT: set_literal(expr, out); return true;
    case EXPR_TEXT:
        *out = (Figure){.kind = FIGURE_TEXT, .text = expr->text, .number = RATIO_ZERO, .source = expr->source};
        return true;
    case EXPR_REFERENCE: return eval_reference(figures, scope, expr, out);
    case EXPR_CALL: return eval_calls[expr->function](figures, scope, expr, out);
    case EXPR_NEGATE: return eval_negation(figures, scope, expr, out);
    case EXPR_NOT:
    case EXPR_OR:
    case EXPR_AND: return eval_condition(figures, scope, expr, out);
    case EXPR_EQUAL:
    case EXPR_UNEQUAL:
    case EXPR_LESS:
    case EXPR_AT_MOST:
    case EXPR_MORE:
    case EXPR_AT_LEAST: return eval_comparison(figures, scope, expr, out);
    case EXPR_ADD:
    case EXPR_SUBTRACT: return eval_sum(figures, scope, expr, out);
    case EXPR_JOIN: return eval_join(figures, scope, expr, out);
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE: return eval_product(figures, scope, expr, out);
    }
    return false;
}

bool figures_eval(Figures *figures, const Scope *scope, const Expr *expr, Figure *out) {
    if (figures->depth >= FIGURES_DEPTH_MAX)
        return eval_fault(figures, DIAG_FIGURE_CHAIN, expr);
    figures->depth++;
    bool good = eval(figures, scope, expr, out);
    figures->depth--;
    return good;
}

bool figures_test(Figures *figures, const Scope *scope, const Test *test, bool *holds) {
    Figure figure;
    *holds = false;
    if (test->kind == TEST_HOLDS) {
        bool known = figures_eval(figures, scope, test->expr, &figure);
        *holds = known && figure_holds(&figure);
        return known;
    }
    /* As with and, or: what need not be looked at is not. */
    bool any = test->kind != TEST_ALL, found = false;
    for (size_t i = 0; i < test->count && !found; i++) {
        bool one;
        if (!figures_test(figures, scope, &test->tests[i], &one))
            return false;
        found = one == any;
    }
    *holds = test->kind == TEST_NOT || test->kind == TEST_ALL ? !found : found;
    return true;
}
