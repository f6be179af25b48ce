#include "figures/figure.h"

#include "figures/numeral.h"
#include "figures/quote.h"

bool figure_holds(const Figure *figure) {
    return figure->kind == FIGURE_FLAG || figure->kind == FIGURE_GROUP ? figure->flag : figure->kind != FIGURE_BLANK;
}

/* A record, a list or blocks: whether anything is in it. */
static bool group_holds(const Value *value) {
    switch (value->kind) {
    case VALUE_BLOCKS: return value->blocks.count > 0;
    case VALUE_LIST: return value->list.count > 0;
    case VALUE_RECORD:
        for (size_t i = 0; i < value->record.count; i++) {
            Figure part = figure_of_value(&value->record.values[i], FIELD_TEXT);
            if (figure_holds(&part))
                return true;
        }
        return false;
    default: return false;
    }
}

static void set_text(Figure *figure, const Value *value, FieldType type) {
    figure->text = value->text;
    figure->kind = value->text.length == 0 ? FIGURE_BLANK : FIGURE_TEXT;
    if (type == FIELD_NUMBER && ratio_parse(value->text, &figure->number))
        figure->kind = FIGURE_NUMBER;
}

Figure figure_of_value(const Value *value, FieldType type) {
    Figure figure = {.found = true, .value = *value, .source = value->source, .number = RATIO_ZERO};
    switch (value->kind) {
    case VALUE_BLANK: break;
    case VALUE_TEXT: set_text(&figure, value, type); break;
    case VALUE_AMOUNT:
        figure.kind = FIGURE_AMOUNT;
        figure.number = ratio_from(value->amount.value);
        figure.decimals = value->amount.decimals;
        figure.unit = value->amount.unit;
        break;
    case VALUE_INTEGER:
        figure.kind = FIGURE_NUMBER;
        figure.number = ratio_from(value->integer);
        break;
    case VALUE_DATE:
        figure.kind = FIGURE_DATE;
        figure.date = value->date;
        break;
    case VALUE_FLAG:
        figure.kind = FIGURE_FLAG;
        figure.flag = value->flag;
        break;
    case VALUE_BLOCKS:
    case VALUE_LIST:
    case VALUE_RECORD:
        figure.kind = FIGURE_GROUP;
        figure.flag = group_holds(value);
        break;
    }
    return figure;
}

/* ---- printing ------------------------------------------------------------------------------------------- */

static bool fault(DiagList *diags, DiagCode code, SourceRef from, const char *name) {
    diag_ref(diags, code, from, DIAG_ARGS(name));
    return false;
}

/* So many as it was rounded to, or as it needs; below 0: it has no end of them. */
static int number_decimals(const Figure *figure) {
    const int needed = ratio_decimals(figure->number);
    return needed < 0 || needed > figure->scale ? needed : figure->scale;
}

static bool print_number(const Figure *figure, const Format *format, const char *name, SourceRef from, Buf *out,
                         DiagList *diags) {
    int64_t whole;
    bool counts = format && format->kind != FORMAT_NUMBER && format->kind != FORMAT_PLAIN;
    if (counts && ratio_whole(figure->number, &whole)) {
        Value value = {.kind = VALUE_INTEGER, .integer = whole};
        return quote_value(&value, format, name, from, out, diags);
    }
    if (counts) {
        diag_ref(diags, DIAG_QUOTE_FORMAT, from, DIAG_ARGS(name, format->name));
        return false;
    }
    int decimals = format && format->kind == FORMAT_NUMBER ? format->decimals : -1;
    decimals = decimals < 0 ? number_decimals(figure) : decimals;
    if (decimals < 0)
        return fault(diags, DIAG_FIGURE_INEXACT, from, name);
    ratio_print(figure->number, decimals, format && format->separators, out);
    return true;
}

/* Whether a format says to how many decimals an amount is printed. */
static bool cuts_amounts(const Format *format) {
    return format && format->kind == FORMAT_AMOUNT && format->decimals >= 0;
}

/* The hundredths of a yuan that a format cuts an amount to, so that it is rounded once; false when they go too far. */
static bool rounded_amount(const Figure *figure, const Format *format, int64_t *value) {
    bool cut = cuts_amounts(format);
    Ratio number = figure->number;
    if (cut) {
        int unit = format->unit < 0 ? figure->unit : format->unit;
        int power = money_unit_decimals((MoneyUnit)unit) - format->decimals;
        if (power > 0 && (!ratio_scale(number, -power, &number) || !ratio_round(number, 0, &number) ||
                          !ratio_scale(number, power, &number)))
            return false;
    }
    return ratio_whole(number, value) || (cut && ratio_round(number, 0, &number) && ratio_whole(number, value));
}

/* The decimals it was given with, or more where it is finer: a product is not cut in silence. */
static int amount_decimals(const Figure *figure, int64_t amount) {
    int decimals = money_unit_decimals((MoneyUnit)figure->unit);
    for (; decimals > figure->decimals && amount % 10 == 0; amount /= 10)
        decimals--;
    return decimals;
}

static Money money_of(const Figure *figure, int64_t amount) {
    return (Money){
        .value = amount, .decimals = (uint8_t)amount_decimals(figure, amount), .unit = (uint8_t)figure->unit};
}

static bool print_amount(const Figure *figure, const Format *format, const char *name, SourceRef from, Buf *out,
                         DiagList *diags) {
    int64_t amount;
    if (figure->number.bottom != 1 && !cuts_amounts(format))
        return fault(diags, DIAG_FIGURE_INEXACT, from, name);
    if (!rounded_amount(figure, format, &amount) || amount > MONEY_MAX || amount < -MONEY_MAX)
        return fault(diags, DIAG_FIGURE_OVERFLOW, from, name);
    Value value = {.kind = VALUE_AMOUNT, .amount = money_of(figure, amount)};
    return quote_value(&value, format, name, from, out, diags);
}

bool figure_print(const Figure *figure, const Format *format, const char *name, SourceRef from, Buf *out,
                  DiagList *diags) {
    if (figure->kind == FIGURE_BLANK && figure->no_rows)
        return fault(diags, DIAG_FIGURE_NO_ROWS, from, name);
    bool amount = format && format->kind == FORMAT_AMOUNT && !figure->found;
    if (figure->kind == FIGURE_NUMBER && amount && ratio_sign(figure->number) == 0) {
        /* A nought goes with amounts: max(0, a) | wan. */
        const Figure nought = {.kind = FIGURE_AMOUNT, .number = RATIO_ZERO};
        return print_amount(&nought, format, name, from, out, diags);
    }
    if (figure->kind == FIGURE_NUMBER && (!figure->found || (format && format->kind == FORMAT_NUMBER)))
        return print_number(figure, format, name, from, out, diags);
    if (figure->found)
        return quote_value(&figure->value, format, name, from, out, diags);
    switch (figure->kind) {
    case FIGURE_AMOUNT: return print_amount(figure, format, name, from, out, diags);
    case FIGURE_TEXT: {
        Value value = {.kind = VALUE_TEXT, .text = figure->text};
        return quote_value(&value, format, name, from, out, diags);
    }
    case FIGURE_DATE: {
        Value value = {.kind = VALUE_DATE, .date = figure->date};
        return quote_value(&value, format, name, from, out, diags);
    }
    case FIGURE_BLANK: return true;
    case FIGURE_NUMBER:
    case FIGURE_FLAG:
    case FIGURE_GROUP: break;
    }
    return fault(diags, DIAG_QUOTE_KIND, from, name);
}

bool figure_cut(Figure *figure, const Format *format) {
    int64_t amount;
    if (figure->kind == FIGURE_AMOUNT && figure->number.bottom != 1) {
        if (!cuts_amounts(format))
            return false;
        if (rounded_amount(figure, format, &amount))
            figure->number = ratio_from(amount);
    } else if (figure->kind == FIGURE_NUMBER && ratio_decimals(figure->number) < 0) {
        bool cut = format && format->kind == FORMAT_NUMBER && format->decimals >= 0;
        return cut && ratio_round(figure->number, format->decimals, &figure->number);
    }
    return true;
}

/* ---- as a value ----------------------------------------------------------------------------------------- */

static Value number_value(Arena *arena, const Figure *figure, Value value) {
    Buf digits = {0};
    if (figure->scale == 0 && ratio_whole(figure->number, &value.integer)) {
        value.kind = VALUE_INTEGER;
        return value;
    }
    ratio_print(figure->number, number_decimals(figure), /*separators*/ false, &digits);
    if (buf_failed(&digits))
        arena_fail(arena);
    const char *copy = digits.bytes ? arena_strndup(arena, digits.bytes, digits.length) : NULL;
    if (copy) {
        value.kind = VALUE_TEXT;
        value.text = (Str){copy, digits.length};
    }
    buf_free(&digits);
    return value;
}

Value figure_value(Arena *arena, const Figure *figure, SourceRef source) {
    Value value = {.kind = VALUE_BLANK, .computed = true, .source = source};
    Ratio rounded;
    int64_t amount;
    switch (figure->kind) {
    case FIGURE_AMOUNT:
        if (ratio_round(figure->number, 0, &rounded) && ratio_whole(rounded, &amount) && amount <= MONEY_MAX &&
            amount >= -MONEY_MAX) {
            value.kind = VALUE_AMOUNT;
            value.amount = money_of(figure, amount);
        }
        break;
    case FIGURE_NUMBER: return number_value(arena, figure, value);
    case FIGURE_TEXT:
        value.kind = VALUE_TEXT;
        value.text = figure->text;
        break;
    case FIGURE_DATE:
        value.kind = VALUE_DATE;
        value.date = figure->date;
        break;
    case FIGURE_BLANK:
    case FIGURE_FLAG:
    case FIGURE_GROUP: break;
    }
    return value;
}
