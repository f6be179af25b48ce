#include "base/len.h"

#include <string.h>

#include "base/str.h"

__extension__ typedef __int128 Wide;

#define LEN_DECIMALS 3
#define LEN_DIGITS   15 /* digits a written length may have in all */

/* Named type sizes (号制), in thousandths of a point. 三号 is 15.75 pt, so that 28 ems fill the 156 mm measure. */
static const struct {
    const char *name;
    Len size;
} named_sizes[] = {
    {"初号", 42000}, {"小初", 36000}, {"一号", 26000}, {"小一", 24000}, {"二号", 22000}, {"小二", 18000},
    {"三号", 15750}, {"小三", 15000}, {"四号", 14000}, {"小四", 12000}, {"五号", 10500}, {"小五", 9000},
    {"六号", 7500},  {"小六", 6500},  {"七号", 5500},  {"八号", 5000},
};

static int64_t saturate(Wide value) {
    if (value > INT64_MAX)
        return INT64_MAX;
    return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

Len len_scale(Len value, int64_t numerator, int64_t denominator) {
    Wide product = (Wide)value * numerator;
    Wide half = denominator / 2;
    /* C division cuts towards zero: adding half away from zero rounds away from zero. */
    return saturate((product + (product < 0 ? -half : half)) / denominator);
}

Len len_from_em(Em em, Len size) { return len_scale(size, em, EM_ONE); }

/* 1 mm = 72/25.4 pt, so a thousandth of a mm is 72/25.4 = 360/127 thousandths of a point. */
Len len_from_micrometres(int64_t micrometres) { return len_scale(micrometres, 360, 127); }

bool thousandths_read(const char *text, int64_t *value, const char **rest) {
    bool negative = *text == '-';
    text += negative;
    int64_t whole = 0;
    int digits = 0, decimals = 0;
    for (; *text >= '0' && *text <= '9' && digits <= LEN_DIGITS; text++, digits++)
        whole = whole * 10 + (*text - '0');
    if (digits == 0 || digits > LEN_DIGITS - LEN_DECIMALS)
        return false;
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9' && decimals <= LEN_DECIMALS; text++, decimals++)
            whole = whole * 10 + (*text - '0');
        if (decimals == 0 || decimals > LEN_DECIMALS)
            return false;
    }
    for (; decimals < LEN_DECIMALS; decimals++)
        whole *= 10;
    *value = negative ? -whole : whole;
    *rest = text;
    return true;
}

static bool parse_named(const char *text, Len *out) {
    for (size_t i = 0; i < sizeof named_sizes / sizeof named_sizes[0]; i++) {
        if (strcmp(text, named_sizes[i].name) == 0) {
            *out = named_sizes[i].size;
            return true;
        }
    }
    return false;
}

bool len_parse(const char *text, Len *out) {
    int64_t value;
    const char *unit;
    if (parse_named(text, out))
        return true;
    if (!thousandths_read(text, &value, &unit))
        return false;
    Len len;
    if (strcmp(unit, "pt") == 0)
        len = value;
    else if (strcmp(unit, "mm") == 0)
        len = len_from_micrometres(value);
    else if (strcmp(unit, "cm") == 0)
        len = len_from_micrometres(value * 10);
    else
        return false;
    if (len > LEN_MAX || len < -LEN_MAX)
        return false;
    *out = len;
    return true;
}

bool em_parse(const char *text, Em *out) {
    int64_t value;
    const char *unit;
    if (!thousandths_read(text, &value, &unit) || strcmp(unit, "em") != 0)
        return false;
    if (value > EM_MAX || value < -EM_MAX)
        return false;
    *out = (Em)value;
    return true;
}

_Static_assert(LEN_TEXT >= BUF_NUMBER, "thousandths_write fills so much");

const char *len_format(Len len, char buffer[LEN_TEXT]) {
    *thousandths_write(len, buffer) = '\0';
    return buffer;
}

const char *len_format_mm(Len len, char buffer[LEN_TEXT]) {
    const Len tenths = len_scale(len, 254, 72 * LEN_PT);
    return len_format(len_scale(tenths, 100, 1), buffer);
}
