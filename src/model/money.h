/*
 * money: exact amounts.
 *
 * An amount is an int64 count of millionths of 万元 (= 0.01 yuan), read from the literal digits of the data and
 * never from a double, with the number of decimals it was given with.
 */
#ifndef BANXIN_MODEL_MONEY_H
#define BANXIN_MODEL_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "form/unit.h"

#define MONEY_MAX ((int64_t)4000000000000000000)

typedef struct Money {
    int64_t value;    /* 0.01 yuan */
    uint8_t decimals; /* as given, in the unit it was given in */
    uint8_t unit;     /* MoneyUnit it was given in */
} Money;

/* How many decimals of a unit reach down to 0.01 yuan: two in 元, six in 万元. */
int money_unit_decimals(MoneyUnit unit);

typedef enum MoneyFault { MONEY_OK, MONEY_NOT_A_NUMBER, MONEY_TOO_FINE, MONEY_TOO_LARGE } MoneyFault;

/*
 * Reads "3108.21", "-12", "371,514,655.00" (separators every three digits or none). No sign but "-", no exponent, no
 * leading zero, digits on both sides of a point. Too fine: more decimals than 0.01 yuan has in `unit`, zeros or not.
 */
MoneyFault money_parse(Str digits, MoneyUnit unit, Money *out);

typedef struct MoneyFormat {
    MoneyUnit unit;  /* printed in */
    int decimals;    /* 0 to 6, or as given (shortest exact when the unit differs from the given one) */
    bool separators; /* 371,514,655.00 */
    MoneyZero zero;  /* "0.00" has `decimals` decimals, two when they are as given */
    bool dash_zero;  /* zero printed as —, whatever `zero` says */
} MoneyFormat;

/* Appends the amount; rounds half up (away from zero) when it must; what rounds to zero has no sign. */
void money_print(Money money, const MoneyFormat *format, Buf *out);

#endif
