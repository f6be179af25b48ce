#include "pdf/labels.h"

#include <string.h>

#include "pdf/syntax.h"

/* Nine digits always fit; Roman numbers end where their letters do. */
#define DIGITS_MAX 9
#define ROMAN_MAX  3999u
#define ROMAN_TEXT 16

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* The number as Roman letters; `large` or small. */
static void roman_write(uint32_t number, bool large, char out[ROMAN_TEXT]) {
    static const struct {
        uint32_t value;
        const char *letters;
    } steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    size_t length = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; number >= steps[i].value; number -= steps[i].value)
            for (const char *letter = steps[i].letters; *letter; letter++)
                out[length++] = large ? (char)(*letter - 'a' + 'A') : *letter;
    out[length] = '\0';
}

static uint32_t roman_value(char letter) {
    switch (letter | 0x20) {
    case 'i': return 1;
    case 'v': return 5;
    case 'x': return 10;
    case 'l': return 50;
    case 'c': return 100;
    case 'd': return 500;
    case 'm': return 1000;
    default: return 0;
    }
}

/* The number that is written exactly so; 0 when none is. */
static uint32_t roman_read(const char *text, bool large) {
    uint32_t number = 0;
    char again[ROMAN_TEXT];
    if (strlen(text) >= ROMAN_TEXT)
        return 0;
    for (const char *at = text; *at; at++) {
        uint32_t value = roman_value(*at);
        number = value < roman_value(at[1]) ? number - value : number + value;
    }
    if (!number || number > ROMAN_MAX)
        return 0;
    roman_write(number, large, again);
    return strcmp(again, text) == 0 ? number : 0;
}

static PageLabel parse_decimal(const char *label, size_t length) {
    size_t at = length;
    while (at > 0 && is_digit(label[at - 1]) && length - at < DIGITS_MAX)
        at--;
    while (at < length && label[at] == '0')
        at++; /* leading zeros are no part of a number counted on */
    PageLabel parsed = {.prefix = {label, at}, .style = at < length ? LABEL_DECIMAL : LABEL_NONE};
    for (; at < length; at++)
        parsed.number = parsed.number * 10 + (uint32_t)(label[at] - '0');
    return parsed;
}

static PageLabel parse_roman(const char *label, size_t length) {
    size_t at = length;
    while (at > 0 && is_letter(label[at - 1]))
        at--;
    for (int large = 0; large < 2 && at < length; large++) {
        uint32_t number = roman_read(label + at, large);
        if (number)
            return (PageLabel){{label, at}, large ? LABEL_ROMAN_LARGE : LABEL_ROMAN_SMALL, number};
    }
    return (PageLabel){.prefix = {label, length}};
}

PageLabel page_label_parse(const char *label) {
    size_t length = label ? strlen(label) : 0;
    PageLabel parsed = parse_decimal(length ? label : "", length);
    return parsed.style == LABEL_NONE && length ? parse_roman(label, length) : parsed;
}

/* True when a range that gives `last` gives `next` to the page after it. */
static bool counts_on(PageLabel last, PageLabel next) {
    uint32_t step = last.style == LABEL_NONE ? 0 : 1;
    return next.style == last.style && next.number == last.number + step && str_equal(next.prefix, last.prefix);
}

static void put_range(Buf *out, PageLabel label) {
    static const char *const styles[] = {"", "/S/D", "/S/r", "/S/R"};
    buf_text(out, "<<");
    buf_text(out, styles[label.style]);
    if (label.prefix.length) {
        buf_text(out, "/P");
        pdf_text(out, label.prefix);
    }
    if (label.number > 1)
        pdf_key_int(out, "St", label.number);
    buf_text(out, ">>");
}

void page_labels_write(const PageList *pages, Buf *out) {
    PageLabel last = {0};
    buf_text(out, "/PageLabels<</Nums[");
    for (size_t i = 0; i < pages->count; i++) {
        PageLabel label = page_label_parse(pages->pages[i]->label);
        if (!i || !counts_on(last, label)) {
            buf_int(out, (int64_t)i);
            put_range(out, label);
        }
        last = label;
    }
    buf_text(out, "]>>");
}
