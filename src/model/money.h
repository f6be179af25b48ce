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

/* What the digits of an amount count. */
typedef enum MoneyUnit { MONEY_YUAN, MONEY_THOUSAND, MONEY_WAN, MONEY_MILLION, MONEY_YI, MONEY_UNIT_COUNT } MoneyUnit;

#define MONEY_MAX ((int64_t)4000000000000000000)

typedef struct Money {
    int64_t value;     /* 0.01 yuan */
    uint8_t decimals;  /* as given, in the unit it was given in */
    uint8_t unit;      /* MoneyUnit it was given in */
} Money;

typedef enum MoneyFault { MONEY_OK, MONEY_NOT_A_NUMBER, MONEY_TOO_FINE, MONEY_TOO_LARGE } MoneyFault;

/* Reads "3108.21", "-12", "371,514,655.00" (separators every three digits or none). No sign but "-", no exponent. */
MoneyFault money_parse(Str digits, MoneyUnit unit, Money *out);

typedef enum MoneyZero { MONEY_ZERO_BLANK, MONEY_ZERO_PLAIN /* 0 */, MONEY_ZERO_FULL /* 0.00 */ } MoneyZero;
#define MONEY_DECIMALS_GIVEN (-1)

typedef struct MoneyFormat {
    MoneyUnit unit;   /* printed in */
    int decimals;     /* 0 to 6, or as given (shortest exact when the unit differs from the given one) */
    bool separators;  /* 371,514,655.00 */
    MoneyZero zero;
    bool dash_zero;   /* zero printed as — */
} MoneyFormat;

/* Appends the amount; rounds half up (away from zero) when it must. */
void money_print(Money money, const MoneyFormat *format, Buf *out);

/* "元" "千元" "万元" "百万元" "亿元"; and back, -1 when unknown. */
const char *money_unit_name(MoneyUnit unit);
int money_unit_from_name(const char *name);

#endif
