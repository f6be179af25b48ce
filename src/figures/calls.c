/* What the functions of expressions give. */
#include <string.h>

#include "base/vec.h"
#include "figures/eval.h"

typedef VEC(Figure) FigureVec;

/* The figures of an argument of sum, min ...: a column of many rows, or one. */
static bool push_figures(Figures *figures, const Scope *scope, const Expr *arg, FigureVec *out) {
    RowSet rows;
    bool many = arg->kind == EXPR_REFERENCE && arg->rows != EXPR_NO_ROWS && arg->column.count > 0;
    if (many && !eval_choose(figures, scope, arg, &rows))
        return false;
    size_t count = many ? rows.count : 1;
    for (size_t i = 0; i < count; i++) {
        Figure *slot = VEC_PUSH(out);
        if (!slot || !(many ? eval_row(figures, scope, arg, &rows, i, slot) : figures_eval(figures, scope, arg, slot)))
            return false;
        if (!eval_is_number(slot))
            return eval_type_fault(figures, arg, DIAG_BOTH("a number or an amount", "数或金额"), slot);
    }
    return true;
}

/* All origins at once: added one by one, they would be copied over and over. */
static void gather_origins(Figures *figures, const FigureVec *parts, Figure *out) {
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++)
        count += parts->items[i].origin_count;
    Origin *all = ARENA_ARRAY(figures->arena, Origin, count);
    out->origins = all;
    out->origin_count = all ? count : 0;
    for (size_t i = 0, at = 0; all && i < parts->count; at += parts->items[i++].origin_count)
        if (parts->items[i].origin_count)
            memcpy(all + at, parts->items[i].origins, parts->items[i].origin_count * sizeof *all);
}

static bool gather(Figures *figures, const Expr *call, FigureVec *parts, Figure *out) {
    *out = (Figure){.kind = FIGURE_BLANK, .no_rows = true, .number = RATIO_ZERO};
    for (size_t i = 0; i < parts->count; i++) {
        Figure part = parts->items[i];
        part.origin_count = 0;
        bool blank = part.kind == FIGURE_BLANK;
        if (call->function == EXPR_SUM) {
            if (!eval_add(figures, call, out, &part, /*subtract*/ false))
                return false;
            continue;
        }
        if (!eval_go_together(figures, call, out, &part))
            return false;
        int order = ratio_compare(part.number, out->number);
        bool better = out->kind == FIGURE_BLANK || (call->function == EXPR_MIN ? order < 0 : order > 0);
        if (out->kind == FIGURE_AMOUNT && part.kind == FIGURE_NUMBER) /* a nought among amounts */
            part.kind = FIGURE_AMOUNT, part.unit = out->unit, part.decimals = out->decimals;
        else if (out->kind == FIGURE_NUMBER && part.kind == FIGURE_AMOUNT)
            out->kind = FIGURE_AMOUNT, out->unit = part.unit, out->decimals = part.decimals;
        if (!blank && better)
            *out = part;
    }
    out->no_rows = parts->count == 0 || (out->kind == FIGURE_BLANK && call->function != EXPR_SUM);
    gather_origins(figures, parts, out);
    eval_set_reckoned(out);
    return true;
}

static bool call_gather(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    FigureVec parts = {0};
    bool good = true;
    for (size_t i = 0; good && i < call->arg_count; i++)
        good = push_figures(figures, scope, call->args[i], &parts);
    good = good && gather(figures, call, &parts, out);
    if (parts.failed)
        arena_fail(figures->arena);
    VEC_FREE(&parts);
    return good && !arena_failed(figures->arena);
}

/* Rows, or those of them whose column is filled. */
static bool call_count(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    const Expr *arg = call->args[0];
    RowSet rows;
    int64_t count = 0;
    if (!eval_choose(figures, scope, arg, &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        Figure cell = {.kind = FIGURE_FLAG, .flag = true};
        if (arg->column.count > 0 && !eval_row(figures, scope, arg, &rows, i, &cell))
            return false;
        count += figure_holds(&cell) ? 1 : 0;
    }
    *out = (Figure){.kind = FIGURE_NUMBER, .number = ratio_from(count)};
    return true;
}

static bool decimals_of(Figures *figures, const Expr *expr, int *decimals) {
    int64_t whole;
    if (expr->kind != EXPR_NUMBER || !ratio_whole(expr->number, &whole) || whole > RATIO_DECIMALS_MAX)
        return eval_fault(figures, DIAG_FIGURE_DECIMALS, expr);
    *decimals = (int)whole;
    return true;
}

/* Amounts are rounded in the form's unit. */
static bool round_to(Figures *figures, const Expr *at, Figure *figure, int decimals) {
    int power = 0;
    if (figure->kind == FIGURE_AMOUNT)
        power = money_unit_decimals((MoneyUnit)figures->report->form->unit);
    Ratio number;
    if (!ratio_scale(figure->number, -power, &number) || !ratio_round(number, decimals, &number) ||
        !ratio_scale(number, power, &number))
        return eval_fault(figures, DIAG_FIGURE_OVERFLOW, at);
    figure->number = number;
    eval_set_reckoned(figure);
    figure->scale = decimals;
    if (figure->kind == FIGURE_AMOUNT) {
        figure->unit = figures->report->form->unit;
        figure->decimals = decimals;
    }
    return true;
}

static bool call_round(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    int decimals = 0;
    return eval_number(figures, scope, call->args[0], out) && decimals_of(figures, call->args[1], &decimals) &&
           round_to(figures, call, out, decimals);
}

/* "12.50" without its last zeros. */
static void trim_digits(Str *digits) {
    if (!memchr(digits->text, '.', digits->length))
        return;
    while (digits->text[digits->length - 1] == '0')
        digits->length--;
    if (digits->text[digits->length - 1] == '.')
        digits->length--;
}

/* No more decimals than it needs: 137.00 is 137, 20.50 is 20.5. It stays the cell it was, and a link to it. */
static bool call_trim(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    if (!eval_number(figures, scope, call->args[0], out))
        return false;
    out->decimals = out->scale = 0; /* figure_print() adds what is needed */
    if (out->found && out->value.kind == VALUE_AMOUNT) {
        Money *money = &out->value.amount;
        int decimals = money_unit_decimals((MoneyUnit)money->unit);
        for (int64_t digits = money->value; decimals > 0 && digits % 10 == 0; digits /= 10)
            decimals--;
        money->decimals = (uint8_t)decimals;
    }
    if (out->found && out->kind == FIGURE_NUMBER && out->value.kind == VALUE_TEXT)
        trim_digits(&out->value.text);
    return true;
}

static bool call_abs(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    if (!eval_number(figures, scope, call->args[0], out))
        return false;
    out->number = ratio_abs(out->number);
    const int scale = out->scale;
    eval_set_reckoned(out);
    out->scale = scale;
    return true;
}

/* share: a of b in per cent; growth: how much a is above b, in per cent of b. */
static bool call_rate(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Figure base;
    if (!eval_number(figures, scope, call->args[0], out) || !eval_number(figures, scope, call->args[1], &base) ||
        !eval_go_together(figures, call->args[1], out, &base))
        return false;
    bool growth = call->function == EXPR_GROWTH;
    if (eval_is_nought(&base))
        return eval_fault(figures, growth ? DIAG_FIGURE_GROWTH : DIAG_FIGURE_DIVISION, call);
    Ratio number = out->number;
    if ((growth && !ratio_subtract(number, base.number, &number)) || !ratio_divide(number, base.number, &number) ||
        !ratio_scale(number, 2, &number))
        return eval_fault(figures, DIAG_FIGURE_OVERFLOW, call);
    eval_take_in(figures, out, &base);
    out->kind = FIGURE_NUMBER;
    out->number = number;
    int decimals = 0;
    return call->arg_count < 3 ||
           (decimals_of(figures, call->args[2], &decimals) && round_to(figures, call, out, decimals));
}

/* Without a third argument it is blank where the condition does not hold. */
static bool call_if(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Figure condition;
    if (!figures_eval(figures, scope, call->args[0], &condition))
        return false;
    size_t chosen = figure_holds(&condition) ? 1 : 2;
    if (chosen < call->arg_count)
        return figures_eval(figures, scope, call->args[chosen], out);
    *out = (Figure){.kind = FIGURE_BLANK, .number = RATIO_ZERO};
    return true;
}

static bool call_sign(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Figure number;
    if (!eval_number(figures, scope, call->args[0], &number))
        return false;
    int sign = ratio_sign(number.number);
    return figures_eval(figures, scope, call->args[sign > 0 ? 1 : sign < 0 ? 2 : 3], out);
}

/* What is said of each row, with what it came from; blank ones are passed over. */
static bool say_rows(Figures *figures, const Scope *scope, const Expr *call, FigureVec *words) {
    RowSet rows;
    if (!figures_rows(figures, scope, call->args[0], &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        Scope frame = figures_frame(figures, scope, &rows, i, /*name*/ NULL);
        Buf text = {0};
        Figure one = {.number = RATIO_ZERO};
        if (!eval_push_text(figures, &frame, call->args[1], /*format*/ NULL, &text, &one)) {
            buf_free(&text);
            return false;
        }
        Figure *slot = eval_take_text(figures, &text, &one) && one.text.length > 0 ? VEC_PUSH(words) : NULL;
        if (slot)
            *slot = one;
    }
    return true;
}

/* The numbers of all words, where these stand in the list; all at once, like their origins. */
static void gather_parts(Figures *figures, const FigureVec *words, const size_t *starts, Figure *out) {
    size_t count = 0;
    for (size_t i = 0; i < words->count; i++)
        count += eval_count_parts(&words->items[i]);
    FigurePart *all = ARENA_ARRAY(figures->arena, FigurePart, count);
    out->parts = all;
    out->part_count = all ? count : 0;
    for (size_t i = 0, at = 0; all && i < words->count; at += eval_count_parts(&words->items[i++]))
        eval_put_parts(&words->items[i], starts[i], words->items[i].text.length, all + at);
}

/* The words of each row, "、" or another word between them, maybe yet another before the last. */
static bool call_list(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Str between = STR("、");
    FigureVec words = {0};
    Buf text = {0};
    *out = (Figure){.number = RATIO_ZERO};
    bool good = call->arg_count < 3 || eval_text(figures, scope, call->args[2], &between);
    Str last = between;
    good = good && (call->arg_count < 4 || eval_text(figures, scope, call->args[3], &last));
    good = good && say_rows(figures, scope, call, &words);
    size_t *starts = ARENA_ARRAY(figures->arena, size_t, words.count);
    good = good && starts;
    for (size_t i = 0; good && i < words.count; i++) {
        Str sign = i == 0 ? (Str){"", 0} : i + 1 == words.count ? last : between;
        buf_push(&text, sign.text, sign.length);
        starts[i] = text.length;
        buf_push(&text, words.items[i].text.text, words.items[i].text.length);
    }
    gather_origins(figures, &words, out);
    if (good)
        gather_parts(figures, &words, starts, out);
    if (words.failed)
        arena_fail(figures->arena);
    VEC_FREE(&words);
    return eval_take_text(figures, &text, out) && good;
}

static bool call_starts(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Str text, head;
    if (!eval_text(figures, scope, call->args[0], &text) || !eval_text(figures, scope, call->args[1], &head))
        return false;
    bool starts = text.length >= head.length && memcmp(text.text, head.text, head.length) == 0;
    *out = (Figure){.kind = FIGURE_FLAG, .flag = starts, .number = RATIO_ZERO};
    return true;
}

static bool call_blank(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    Figure value;
    if (!figures_eval(figures, scope, call->args[0], &value))
        return false;
    bool blank = value.kind == FIGURE_BLANK || (value.kind == FIGURE_GROUP && !value.flag);
    eval_set_flag(figures, out, blank, &value, NULL);
    return true;
}

/* A value as one of the form's formats prints it: a text, in which the number keeps its cell. */
static bool call_format(Figures *figures, const Scope *scope, const Expr *call, Figure *out) {
    const char *name =
        str_dup(figures->arena, call->args[1]->text); /* the form is not loaded if it has no such format */
    const Format *format = name ? form_format(figures->report->form, name) : NULL;
    Buf text = {0};
    *out = (Figure){.number = RATIO_ZERO};
    if (eval_push_text(figures, scope, call->args[0], format, &text, out))
        return eval_take_text(figures, &text, out);
    buf_free(&text);
    return false;
}

const EvalCall eval_calls[EXPR_FUNCTION_COUNT] = {
    [EXPR_SUM] = call_gather,  [EXPR_COUNT] = call_count, [EXPR_MIN] = call_gather,    [EXPR_MAX] = call_gather,
    [EXPR_ABS] = call_abs,     [EXPR_ROUND] = call_round, [EXPR_SHARE] = call_rate,    [EXPR_GROWTH] = call_rate,
    [EXPR_IF] = call_if,       [EXPR_SIGN] = call_sign,   [EXPR_LIST] = call_list,     [EXPR_STARTS] = call_starts,
    [EXPR_BLANK] = call_blank, [EXPR_TRIM] = call_trim,   [EXPR_FORMAT] = call_format,
};
