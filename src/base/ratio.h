/*
 * ratio: exact numbers.
 *
 * What a report's figures are reckoned with: sums, shares and rates are fractions of two whole numbers and stay so
 * until somebody says to how many decimals they are to be rounded. So a division is rounded once, half up, and never
 * on the way. No number is ever a double.
 *
 * Operations fail (false, *out untouched) when a result does not fit 128 bits; what fails is for the caller to report.
 */
#ifndef BANXIN_BASE_RATIO_H
#define BANXIN_BASE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

__extension__ typedef __int128 Wide;

/* top / bottom in lowest terms, bottom above 0. {0} is not a ratio: begin with RATIO_ZERO or ratio_from. */
typedef struct Ratio {
    Wide top, bottom;
} Ratio;

#define RATIO_ZERO         ((Ratio){0, 1})
#define RATIO_DECIMALS_MAX 18 /* of a rounding, a printing, a literal */

Ratio ratio_from(int64_t value);
/* "1897.5", "-12", "371,514,655.00" (separators in threes or none), no exponent; false for anything else. */
bool ratio_parse(Str digits, Ratio *out);

bool ratio_add(Ratio a, Ratio b, Ratio *out);
bool ratio_subtract(Ratio a, Ratio b, Ratio *out);
bool ratio_multiply(Ratio a, Ratio b, Ratio *out);
/* False as well when b is zero: ask ratio_sign first to tell the two apart. */
bool ratio_divide(Ratio a, Ratio b, Ratio *out);
/* value * 10^power; a negative power divides. |power| at most 2 * RATIO_DECIMALS_MAX. */
bool ratio_scale(Ratio value, int power, Ratio *out);
Ratio ratio_negate(Ratio value);
Ratio ratio_abs(Ratio value);
/* -1, 0, 1 */
int ratio_sign(Ratio value);
/* Below, equal, above: -1, 0, 1. Never fails, whatever the sizes. */
int ratio_compare(Ratio a, Ratio b);

/* Rounded to so many decimals (0 to RATIO_DECIMALS_MAX), half up, away from zero. */
bool ratio_round(Ratio value, int decimals, Ratio *out);
/* A whole number that fits 64 bits; false for any other. */
bool ratio_whole(Ratio value, int64_t *out);
/* How many decimals write the value exactly; -1 when none do (1/3), or more than RATIO_DECIMALS_MAX. */
int ratio_decimals(Ratio value);

/*
 * Appends the value with exactly `decimals` decimals, rounded half up; `decimals` below 0: with as many as write it
 * exactly, and RATIO_DECIMALS_MAX when none do. What rounds to zero has no sign.
 */
void ratio_print(Ratio value, int decimals, bool separators, Buf *out);

#endif
