#include "form/unit.h"

#include <stddef.h>

const char *const money_unit_names[MONEY_UNIT_COUNT + 1] = {"元", "千元", "万元", "百万元", "亿元", NULL};

const char *money_unit_name(MoneyUnit unit) { return money_unit_names[unit]; }
