#include "model/money.h"

#include <stddef.h>
#include <string.h>

/* By MoneyUnit: the decimals that reach down to 0.01 yuan. */
static const uint8_t unit_decimals[MONEY_UNIT_COUNT] = {
    [MONEY_YUAN] = 2, [MONEY_THOUSAND] = 5, [MONEY_WAN] = 6, [MONEY_MILLION] = 8, [MONEY_YI] = 10,
};

int money_unit_decimals(MoneyUnit unit) { return unit_decimals[unit]; }

#define MONEY_DIGITS_MAX 40 /* of a printed amount, before separators */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- reading -------------------------------------------------------------------------------------------- */

/* The digits before the point: where they end, or 0 when they are written wrongly. With separators, in threes. */
static size_t scan_whole(Str s) {
    size_t at = 0, group = 0;
    bool separated = false;
    for (; at < s.length && (is_digit(s.text[at]) || s.text[at] == ','); at++) {
        if (is_digit(s.text[at])) {
            group++;
        } else if (group == 0 || group > 3 || (separated && group != 3)) {
            return 0;
        } else {
            separated = true;
            group = 0;
        }
    }
    bool leading_zero = at > 1 && s.text[0] == '0';
    return leading_zero || group == 0 || (separated && group != 3) ? 0 : at;
}

/* The digits after the point up to the end: how many, or SIZE_MAX when something else stands there. */
static size_t scan_decimals(Str s) {
    for (size_t at = 0; at < s.length; at++)
        if (!is_digit(s.text[at]))
            return SIZE_MAX;
    return s.length;
}

/* Takes up digits (separators passed over), most significant first; false on overflow. */
static bool add_digits(Str digits, int64_t *value) {
    for (size_t i = 0; i < digits.length; i++)
        if (digits.text[i] != ',' &&
            (__builtin_mul_overflow(*value, 10, value) || __builtin_add_overflow(*value, digits.text[i] - '0', value)))
            return false;
    return true;
}

MoneyFault money_parse(Str digits, MoneyUnit unit, Money *out) {
    bool negative = digits.length > 0 && digits.text[0] == '-';
    Str rest = {digits.text + (negative ? 1 : 0), digits.length - (negative ? 1 : 0)};
    size_t whole = scan_whole(rest);
    if (whole == 0)
        return MONEY_NOT_A_NUMBER;
    Str decimals = {rest.text + whole, rest.length - whole};
    if (decimals.length > 0) {
        if (decimals.text[0] != '.' || decimals.length == 1)
            return MONEY_NOT_A_NUMBER;
        decimals = (Str){decimals.text + 1, decimals.length - 1};
    }
    size_t count = scan_decimals(decimals);
    if (count == SIZE_MAX)
        return MONEY_NOT_A_NUMBER;
    if (count > unit_decimals[unit])
        return MONEY_TOO_FINE;
    int64_t value = 0;
    bool fits = add_digits((Str){rest.text, whole}, &value) && add_digits(decimals, &value);
    for (size_t i = count; fits && i < unit_decimals[unit]; i++)
        fits = !__builtin_mul_overflow(value, 10, &value);
    if (!fits || value > MONEY_MAX)
        return MONEY_TOO_LARGE;
    *out = (Money){.value = negative ? -value : value, .decimals = (uint8_t)count, .unit = (uint8_t)unit};
    return MONEY_OK;
}

/* ---- printing ------------------------------------------------------------------------------------------- */

static int64_t power_of_ten(int exponent) {
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* As given; in another unit as many as it takes to be exact. */
static int decimals_of(Money money, const MoneyFormat *format) {
    int decimals = unit_decimals[format->unit];
    if (format->decimals >= 0)
        return format->decimals;
    if (money.unit == format->unit)
        return money.decimals;
    for (int64_t value = money.value; decimals > 0 && value % 10 == 0; value /= 10)
        decimals--;
    return decimals;
}

static void print_zero(const MoneyFormat *format, Buf *out) {
    int decimals = format->decimals < 0 ? 2 : format->decimals;
    if (format->dash_zero) {
        buf_text(out, "—");
    } else if (format->zero != MONEY_ZERO_BLANK) {
        buf_char(out, '0');
        for (int i = 0; format->zero == MONEY_ZERO_FULL && i < decimals; i++)
            buf_text(out, i == 0 ? ".0" : "0");
    }
}

/* `units` counts 10^-decimals of the unit; pads so that a digit stands before the point. */
static void print_digits(uint64_t units, int decimals, const MoneyFormat *format, bool negative, Buf *out) {
    char reversed[2 * MONEY_DIGITS_MAX];
    size_t length = 0;
    for (int place = 0; place <= decimals || units > 0; place++, units /= 10) {
        if (place == decimals && decimals > 0)
            reversed[length++] = '.';
        if (format->separators && place > decimals && (place - decimals) % 3 == 0)
            reversed[length++] = ',';
        reversed[length++] = (char)('0' + units % 10);
    }
    if (negative)
        buf_char(out, '-');
    while (length > 0)
        buf_char(out, reversed[--length]);
}

void money_print(Money money, const MoneyFormat *format, Buf *out) {
    int finest = unit_decimals[format->unit], decimals = decimals_of(money, format);
    if (money.value == 0 && (format->zero != MONEY_ZERO_LIKE || format->dash_zero)) {
        print_zero(format, out);
        return;
    }
    uint64_t units = (uint64_t)(money.value < 0 ? -money.value : money.value);
    int shown = decimals < finest ? decimals : finest;
    uint64_t step = (uint64_t)power_of_ten(finest - shown);
    units = (units + step / 2) / step;
    bool negative = money.value < 0 && units > 0;
    print_digits(units, shown, format, negative, out);
    /* Decimals finer than 0.01 yuan are zeros. */
    for (int i = shown; i < decimals; i++)
        buf_text(out, i == 0 ? ".0" : "0");
}
