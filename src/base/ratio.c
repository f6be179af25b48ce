#include "base/ratio.h"

#include <string.h>

__extension__ typedef unsigned __int128 UnsignedWide;

static UnsignedWide magnitude(Wide value) { return value < 0 ? -(UnsignedWide)value : (UnsignedWide)value; }

static UnsignedWide greatest_divisor(UnsignedWide a, UnsignedWide b) {
    while (b != 0) {
        UnsignedWide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* In lowest terms, the sign above. False when the bottom is zero, or the one number without a counterpart is met. */
static bool reduce(Wide top, Wide bottom, Ratio *out) {
    Wide turned;
    if (bottom == 0 || __builtin_sub_overflow((Wide)0, top, &turned))
        return false;
    if (bottom < 0) {
        if (__builtin_sub_overflow((Wide)0, bottom, &bottom))
            return false;
        top = turned;
    }
    if (bottom != 1) {
        Wide divisor = (Wide)greatest_divisor(magnitude(top), (UnsignedWide)bottom);
        top /= divisor;
        bottom /= divisor;
    }
    *out = (Ratio){top, bottom};
    return true;
}

Ratio ratio_from(int64_t value) { return (Ratio){value, 1}; }

/* ---- reading -------------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool take_digit(char c, Wide *value) {
    return !__builtin_mul_overflow(*value, 10, value) && !__builtin_add_overflow(*value, c - '0', value);
}

/* Digits, in threes if separated: how many bytes, 0 when they are written wrongly or do not fit. */
static size_t read_whole(Str s, Wide *value) {
    size_t at = 0, group = 0;
    bool separated = false;
    for (; at < s.length && (is_digit(s.text[at]) || s.text[at] == ','); at++) {
        if (is_digit(s.text[at])) {
            group++;
            if (!take_digit(s.text[at], value))
                return 0;
        } else if (group == 0 || group > 3 || (separated && group != 3)) {
            return 0;
        } else {
            separated = true;
            group = 0;
        }
    }
    return group == 0 || (separated && group != 3) ? 0 : at;
}

static Wide power_of_ten(int power) {
    Wide value = 1;
    while (power-- > 0)
        value *= 10;
    return value;
}

bool ratio_parse(Str digits, Ratio *out) {
    bool negative = digits.length > 0 && digits.text[0] == '-';
    Str rest = {digits.text + (negative ? 1 : 0), digits.length - (negative ? 1 : 0)};
    Wide value = 0;
    size_t at = read_whole(rest, &value);
    if (at == 0)
        return false;
    size_t decimals = 0;
    if (at < rest.length) {
        if (rest.text[at] != '.' || rest.length - at - 1 > RATIO_DECIMALS_MAX)
            return false;
        for (at++; at < rest.length; at++, decimals++)
            if (!is_digit(rest.text[at]) || !take_digit(rest.text[at], &value))
                return false;
        if (decimals == 0)
            return false;
    }
    return reduce(negative ? -value : value, power_of_ten((int)decimals), out);
}

/* ---- reckoning ------------------------------------------------------------------------------------------ */

bool ratio_add(Ratio a, Ratio b, Ratio *out) {
    Wide divisor = (Wide)greatest_divisor((UnsignedWide)a.bottom, (UnsignedWide)b.bottom);
    Wide left, right, top, bottom;
    if (__builtin_mul_overflow(a.top, b.bottom / divisor, &left) ||
        __builtin_mul_overflow(b.top, a.bottom / divisor, &right) || __builtin_add_overflow(left, right, &top) ||
        __builtin_mul_overflow(a.bottom, b.bottom / divisor, &bottom))
        return false;
    return reduce(top, bottom, out);
}

Ratio ratio_negate(Ratio value) { return (Ratio){-value.top, value.bottom}; }
Ratio ratio_abs(Ratio value) { return value.top < 0 ? ratio_negate(value) : value; }
int ratio_sign(Ratio value) { return (value.top > 0) - (value.top < 0); }

bool ratio_subtract(Ratio a, Ratio b, Ratio *out) { return ratio_add(a, ratio_negate(b), out); }

/* Crosswise in lowest terms first, so that nothing overflows that need not. */
bool ratio_multiply(Ratio a, Ratio b, Ratio *out) {
    Ratio left, right;
    Wide top, bottom;
    if (!reduce(a.top, b.bottom, &left) || !reduce(b.top, a.bottom, &right))
        return false;
    if (__builtin_mul_overflow(left.top, right.top, &top) || __builtin_mul_overflow(left.bottom, right.bottom, &bottom))
        return false;
    return reduce(top, bottom, out);
}

bool ratio_divide(Ratio a, Ratio b, Ratio *out) {
    Ratio turned;
    return reduce(b.bottom, b.top, &turned) && ratio_multiply(a, turned, out);
}

bool ratio_scale(Ratio value, int power, Ratio *out) {
    Ratio tens = {power_of_ten(power < 0 ? -power : power), 1};
    return power < 0 ? ratio_divide(value, tens, out) : ratio_multiply(value, tens, out);
}

/* Floor and rest of a value. */
static Wide floor_of(Ratio value, Wide *rest) {
    Wide whole = value.top / value.bottom;
    *rest = value.top % value.bottom;
    if (*rest < 0) {
        *rest += value.bottom;
        whole--;
    }
    return whole;
}

/* By the terms of their continued fractions, which never grow: crosswise products might not fit. */
int ratio_compare(Ratio a, Ratio b) {
    int sense = 1;
    for (;;) {
        Wide a_rest, b_rest, a_whole = floor_of(a, &a_rest), b_whole = floor_of(b, &b_rest);
        if (a_whole != b_whole)
            return a_whole < b_whole ? -sense : sense;
        if (a_rest == 0 || b_rest == 0)
            return a_rest == b_rest ? 0 : a_rest == 0 ? -sense : sense;
        a = (Ratio){a.bottom, a_rest};
        b = (Ratio){b.bottom, b_rest};
        sense = -sense;
    }
}

/* ---- rounding and printing ------------------------------------------------------------------------------ */

/* |value| * 10^decimals to the nearest whole number, half up; false when it does not fit. */
static bool round_up(Ratio value, int decimals, UnsignedWide *out) {
    Ratio scaled;
    if (!ratio_scale(ratio_abs(value), decimals, &scaled))
        return false;
    UnsignedWide bottom = (UnsignedWide)scaled.bottom, rest = (UnsignedWide)scaled.top % bottom;
    *out = (UnsignedWide)scaled.top / bottom + (rest >= bottom - rest && rest != 0 ? 1 : 0);
    return true;
}

bool ratio_round(Ratio value, int decimals, Ratio *out) {
    UnsignedWide units;
    if (!round_up(value, decimals, &units))
        return false;
    return reduce(value.top < 0 ? -(Wide)units : (Wide)units, power_of_ten(decimals), out);
}

bool ratio_whole(Ratio value, int64_t *out) {
    if (value.bottom != 1 || value.top > INT64_MAX || value.top < INT64_MIN)
        return false;
    *out = (int64_t)value.top;
    return true;
}

/* As many as the greater of the powers of 2 and of 5 below the line; nothing else may stand there. */
int ratio_decimals(Ratio value) {
    int twos = 0, fives = 0;
    Wide bottom = value.bottom;
    for (; bottom % 2 == 0; bottom /= 2)
        twos++;
    for (; bottom % 5 == 0; bottom /= 5)
        fives++;
    int decimals = twos > fives ? twos : fives;
    return bottom == 1 && decimals <= RATIO_DECIMALS_MAX ? decimals : -1;
}

#define DIGITS_MAX 128

static void print_units(UnsignedWide units, int decimals, bool separators, bool negative, Buf *out) {
    char reversed[DIGITS_MAX];
    size_t length = 0;
    for (int place = 0; place <= decimals || units > 0; place++, units /= 10) {
        if (place == decimals && decimals > 0)
            reversed[length++] = '.';
        if (separators && place > decimals && (place - decimals) % 3 == 0)
            reversed[length++] = ',';
        reversed[length++] = (char)('0' + (int)(units % 10));
    }
    if (negative)
        buf_char(out, '-');
    while (length > 0)
        buf_char(out, reversed[--length]);
}

void ratio_print(Ratio value, int decimals, bool separators, Buf *out) {
    UnsignedWide units = 0;
    if (decimals < 0)
        decimals = ratio_decimals(value);
    if (decimals < 0)
        decimals = RATIO_DECIMALS_MAX;
    /* A value too large for its decimals has as many as fit: its digits are right as far as they go. */
    while (!round_up(value, decimals, &units) && decimals > 0)
        decimals--;
    print_units(units, decimals, separators, value.top < 0 && units > 0, out);
}
