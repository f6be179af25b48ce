#include "figures/quote.h"

#include <string.h>

#include "figures/numeral.h"

#define DATE_PATTERN "{y}年{m}月{d}日"

static void quote_amount(const Money *amount, const Format *format, Buf *out) {
    MoneyFormat plain = {.unit = (MoneyUnit)amount->unit, .decimals = MONEY_DECIMALS_GIVEN, .zero = MONEY_ZERO_LIKE};
    if (format && format->kind == FORMAT_AMOUNT) {
        plain.unit = format->unit < 0 ? (MoneyUnit)amount->unit : (MoneyUnit)format->unit;
        plain.decimals = format->decimals;
        plain.separators = format->separators;
        plain.zero = (MoneyZero)format->zero;
        plain.dash_zero = format->dash_zero;
    }
    money_print(*amount, &plain, out);
}

static void two_digits(int number, bool zero, Buf *out) {
    if (zero && number < 10)
        buf_char(out, '0');
    buf_int(out, number);
}

static void quote_date(const Date *date, const char *pattern, Buf *out) {
    const struct {
        const char *mark;
        int number;
        bool zero;
    } marks[] = {
        {"{y}", date->year, false}, {"{mm}", date->month, true}, {"{m}", date->month, false},
        {"{dd}", date->day, true},  {"{d}", date->day, false},
    };
    while (*pattern) {
        size_t i = 0, count = sizeof marks / sizeof marks[0];
        while (i < count && strncmp(pattern, marks[i].mark, strlen(marks[i].mark)) != 0)
            i++;
        if (i == count) {
            buf_char(out, *pattern++);
            continue;
        }
        two_digits(marks[i].number, marks[i].zero, out);
        pattern += strlen(marks[i].mark);
    }
}

static bool quote_integer(int64_t integer, const Format *format, Buf *out) {
    switch (format ? format->kind : FORMAT_PLAIN) {
    case FORMAT_PLAIN: buf_int(out, integer); return true;
    case FORMAT_CHINESE_NUMBER: numeral_chinese(integer, out); return true;
    case FORMAT_UPPER_ROMAN: numeral_roman(integer, /*upper*/ true, out); return true;
    case FORMAT_LOWER_ROMAN: numeral_roman(integer, /*upper*/ false, out); return true;
    case FORMAT_CIRCLED: numeral_circled(integer, out); return true;
    case FORMAT_AMOUNT:
    case FORMAT_NUMBER:
    case FORMAT_DATE: return false;
    }
    return false;
}

static bool is_plain(const Format *format) { return !format || format->kind == FORMAT_PLAIN; }

/* 1 when printed, 0 when the format does not fit, -1 when nothing prints such a value. */
static int print_value(const Value *value, const Format *format, Buf *out) {
    switch (value->kind) {
    case VALUE_BLANK: return 1;
    case VALUE_TEXT:
        if (!is_plain(format))
            return 0;
        buf_push(out, value->text.text, value->text.length);
        return 1;
    case VALUE_AMOUNT:
        if (!is_plain(format) && format->kind != FORMAT_AMOUNT)
            return 0;
        quote_amount(&value->amount, format, out);
        return 1;
    case VALUE_INTEGER: return quote_integer(value->integer, format, out);
    case VALUE_DATE:
        if (!is_plain(format) && format->kind != FORMAT_DATE)
            return 0;
        quote_date(&value->date, is_plain(format) || !format->pattern ? DATE_PATTERN : format->pattern, out);
        return 1;
    case VALUE_FLAG:
    case VALUE_BLOCKS:
    case VALUE_LIST:
    case VALUE_RECORD: return -1;
    }
    return -1;
}

bool quote_value(const Value *value, const Format *format, const char *name, SourceRef from, Buf *out,
                 DiagList *diags) {
    int printed = print_value(value, format, out);
    if (printed > 0)
        return true;
    SourceRef at = from.map ? from : value->source;
    if (printed < 0)
        diag_ref(diags, DIAG_QUOTE_KIND, at, DIAG_ARGS(name));
    else
        diag_ref(diags, DIAG_QUOTE_FORMAT, at, DIAG_ARGS(name, format->name));
    return false;
}
