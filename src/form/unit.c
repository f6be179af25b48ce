#include "form/unit.h"

#include <stddef.h>
#include <string.h>

const char *const money_unit_names[MONEY_UNIT_COUNT + 1] = {"元", "千元", "万元", "百万元", "亿元", NULL};

const char *money_unit_name(MoneyUnit unit) { return money_unit_names[unit]; }

int money_unit_from_name(const char *name) {
    for (int unit = 0; name && unit < MONEY_UNIT_COUNT; unit++)
        if (strcmp(name, money_unit_names[unit]) == 0)
            return unit;
    return -1;
}
