/*
 * unit: what the digits of an amount count, and how zero is printed.
 *
 * Forms say it, the model reads and prints by it; so the names live below both.
 */
#ifndef BANXIN_FORM_UNIT_H
#define BANXIN_FORM_UNIT_H

/* What the digits of an amount count. */
typedef enum MoneyUnit { MONEY_YUAN, MONEY_THOUSAND, MONEY_WAN, MONEY_MILLION, MONEY_YI, MONEY_UNIT_COUNT } MoneyUnit;

/* How an amount of exactly zero is printed: like any other, as nothing, as 0, as 0 with decimals. */
typedef enum MoneyZero {
    MONEY_ZERO_LIKE,
    MONEY_ZERO_BLANK,
    MONEY_ZERO_PLAIN /* 0 */,
    MONEY_ZERO_FULL /* 0.00 */
} MoneyZero;
#define MONEY_DECIMALS_GIVEN (-1)
#define MONEY_DECIMALS_MAX   6

/* "元" "千元" "万元" "百万元" "亿元", by MoneyUnit, NULL at the end. */
extern const char *const money_unit_names[MONEY_UNIT_COUNT + 1];

const char *money_unit_name(MoneyUnit unit);

#endif
