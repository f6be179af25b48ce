#include "figures/numeral.h"

#include "base/utf8.h"

#define CHINESE_LIMIT 99999999
#define ROMAN_LIMIT   3999

static const char *const chinese_digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* A group below ten thousand. `lead` says that a higher group stands before: 十 is then 一十, a gap is 零. */
static void chinese_group(int number, bool lead, Buf *out) {
    static const struct {
        int value;
        const char *name;
    } places[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool written = lead, gap = lead && number < 1000;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        int digit = number / places[i].value % 10;
        if (digit == 0) {
            gap |= written;
            continue;
        }
        if (gap)
            buf_text(out, chinese_digits[0]);
        gap = false;
        if (digit != 1 || places[i].value != 10 || written)
            buf_text(out, chinese_digits[digit]);
        buf_text(out, places[i].name);
        written = true;
    }
}

void numeral_chinese(int64_t number, Buf *out) {
    if (number < 0 || number > CHINESE_LIMIT) {
        buf_int(out, number);
        return;
    }
    if (number == 0) {
        buf_text(out, chinese_digits[0]);
        return;
    }
    int high = (int)(number / 10000), low = (int)(number % 10000);
    if (high) {
        chinese_group(high, /*lead*/ false, out);
        buf_text(out, "万");
    }
    if (low)
        chinese_group(low, /*lead*/ high != 0, out);
}

void numeral_roman(int64_t number, bool upper, Buf *out) {
    static const struct {
        int value;
        const char *upper, *lower;
    } signs[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
                 {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
                 {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"}};
    if (number < 1 || number > ROMAN_LIMIT) {
        buf_int(out, number);
        return;
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_text(out, upper ? signs[i].upper : signs[i].lower);
}

/* Unicode keeps the circled numbers in three places. */
void numeral_circled(int64_t number, Buf *out) {
    static const struct {
        int first, last;
        uint32_t codepoint;
    } ranges[] = {{0, 0, 0x24EA}, {1, 20, 0x2460}, {21, 35, 0x3251}, {36, 50, 0x32B1}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (number < ranges[i].first || number > ranges[i].last)
            continue;
        char bytes[4];
        size_t size = utf8_encode(ranges[i].codepoint + (uint32_t)(number - ranges[i].first), bytes);
        buf_push(out, bytes, size);
        return;
    }
    buf_int(out, number);
}

void numeral_page(int64_t number, NumberStyle style, Buf *out) {
    switch (style) {
    case NUMBER_NONE: return;
    case NUMBER_DECIMAL: buf_int(out, number); return;
    case NUMBER_ROMAN: numeral_roman(number, /*upper*/ false, out); return;
    case NUMBER_UPPER_ROMAN: numeral_roman(number, /*upper*/ true, out); return;
    case NUMBER_CHINESE: numeral_chinese(number, out); return;
    }
}
