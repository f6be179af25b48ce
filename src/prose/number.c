#include "prose/number.h"

#include <string.h>

#include "prose/words.h"

/* Longer runs of digits are no amounts. */
#define DIGITS_MAX  24
#define SPELLED_MAX 6    /* characters of a number in Chinese digits */
#define YEAR_FIRST  1000 /* a year with digits swapped is still meant as one */
#define YEAR_LAST   2999

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static Str rest_of(const Folded *text, size_t at) { return fold_slice(text, at, text->length); }

/* What stands before, a few characters of it. */
static Str before(const Folded *text, size_t at) {
    const size_t most = 24;
    return fold_slice(text, at > most ? at - most : 0, at);
}

/* ---- digits --------------------------------------------------------------------------------------------- */

/* A separator counts when three digits follow it, and no fourth. */
static bool is_separator(const Folded *text, size_t at) {
    if (text->bytes[at] != ',' || at + 3 >= text->length)
        return false;
    for (size_t i = 1; i <= 3; i++)
        if (!is_digit(text->bytes[at + i]))
            return false;
    return at + 4 >= text->length || !is_digit(text->bytes[at + 4]);
}

static bool point_here(const Folded *text, size_t at) {
    return text->bytes[at] == '.' && at + 1 < text->length && is_digit(text->bytes[at + 1]) && fold_touching(text, at);
}

/* Where the run of digits that begins at `at` ends; its digits with point but without separators in `out`. */
static size_t read_digits(const Folded *text, size_t at, char out[DIGITS_MAX + 1], size_t *length, Number *n) {
    size_t end = at, group = 0;
    bool point = false;
    *length = 0;
    for (; end < text->length; end++) {
        const char c = text->bytes[end];
        const bool separator = !point && group > 0 && group <= 3 && is_separator(text, end);
        if (c == '.' && !point && point_here(text, end))
            point = true;
        else if (!is_digit(c) && !separator)
            break;
        group = separator ? 0 : group + 1;
        n->separated = n->separated || separator;
        n->decimals += point && c != '.';
        if (!separator && *length < DIGITS_MAX)
            out[(*length)++] = c;
        else if (!separator)
            n->decimals = RATIO_DECIMALS_MAX + 1; /* too long to be read */
        if (!separator && !fold_touching(text, end)) {
            end++;
            break;
        }
    }
    return end;
}

/* ---- units ---------------------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    int power;
} TENS[] = {{"千万", 7}, {"百万", 6}, {"十万", 5}, {"万亿", 12}, {"亿", 8}, {"万", 4}, {"千", 3}, {"百", 2}, {"", 0}};

static void set_unit(Number *n, NumberKind kind, int power, Str measure) {
    n->kind = kind;
    n->measure = measure;
    if (!ratio_scale(ratio_from(1), power, &n->unit))
        n->unit = ratio_from(1);
}

/* May 万 without 元 be money? So it is before a mark, a stroke or 的; before a noun it counts something. */
static bool ends_like_money(Str s) {
    static const char *const marks[] = {",", ";", ":", "\x01", "\x02", ")", "/", "的", "左右", "用于", "以上", "="};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (text_starts(s, marks[i]))
            return true;
    return s.length == 0;
}

static size_t read_percent(Str s, Number *n) {
    static const struct {
        const char *word;
        NumberKind kind;
        int power;
    } rows[] = {
        {"%", NUMBER_PERCENT, 0},
        {"‰", NUMBER_PERCENT, -1},
        {"个百分点", NUMBER_POINTS, 0},
        {"百分点", NUMBER_POINTS, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (text_starts(s, rows[i].word)) {
            set_unit(n, rows[i].kind, rows[i].power, (Str){s.text, strlen(rows[i].word)});
            return strlen(rows[i].word);
        }
    }
    return 0;
}

/* 9个县, 1150个村: 个 counts anything. */
static Str noun_after(Str measure, Str rest) {
    const size_t character = 3; /* bytes */
    const bool any = str_equals(measure, "个") && rest.length >= character && (unsigned char)rest.text[0] >= 0xE4;
    return (Str){rest.text, any && (unsigned char)rest.text[0] < 0xEF ? character : 0};
}

/* A power of ten, then 元 or what is counted. The length of it all. */
static size_t read_counted(Str s, Number *n) {
    for (size_t i = 0; i < sizeof TENS / sizeof TENS[0]; i++) {
        if (!text_starts(s, TENS[i].word))
            continue;
        const size_t tens = strlen(TENS[i].word);
        const Str rest = text_from(s, tens);
        const size_t measure = word_starts(WORD_MEASURE, rest);
        if (text_starts(rest, "元")) {
            set_unit(n, NUMBER_MONEY, TENS[i].power, (Str){s.text, tens + 3});
            return tens + 3;
        }
        if (measure > 0) {
            set_unit(n, NUMBER_COUNT, TENS[i].power, (Str){rest.text, measure});
            n->noun = noun_after((Str){rest.text, measure}, text_from(rest, measure));
            return tens + measure;
        }
        const bool money = TENS[i].power >= 4 && TENS[i].power <= 8 && ends_like_money(rest);
        set_unit(n, money ? NUMBER_MONEY : NUMBER_BARE, TENS[i].power, (Str){s.text, tens});
        return tens;
    }
    return 0;
}

static size_t read_unit(Str s, Number *n) {
    const size_t percent = read_percent(s, n);
    return percent ? percent : read_counted(s, n);
}

/* ---- what is no number of the report's ------------------------------------------------------------------ */

/* 表1, 第3条, A4, V2.0 */
static bool is_name_before(Str s) {
    if (s.length == 0)
        return false;
    const char last = s.text[s.length - 1];
    return is_letter(last) || last == '_' || text_ends(s, "第") || text_ends(s, "表");
}

/* 3号, 8T, 3.0.1; a day of a month */
static bool is_name_after(Str s) {
    if (s.length == 0)
        return false;
    const bool times = (s.text[0] == 'x' || s.text[0] == 'X') && s.length > 1 && is_digit(s.text[1]);
    return (is_letter(s.text[0]) && !times) || text_starts(s, "号") || text_starts(s, "日") ||
           (s.text[0] == '.' && s.length > 1 && is_digit(s.text[1]));
}

/* 1. (2) 3、 before an item. */
static bool is_label(const Folded *text, size_t from, size_t to) {
    if (to - from > 2 || to >= text->length)
        return false;
    const char after = text->bytes[to];
    const Str head = before(text, from);
    if (from > 0 && text->bytes[from - 1] == '(' && after == ')')
        return true;
    const bool first = from == 0 || strchr("\x01;:", text->bytes[from - 1]) != NULL || text_ends(head, "-");
    return first && (after == '.' || after == FOLD_ITEM || after == ')');
}

/* A month after its year: 2020年12月. */
static bool is_month(const Folded *text, size_t from, size_t to) {
    return text_starts(rest_of(text, to), "月") && text_ends(before(text, from), "年");
}

static bool year_value(Ratio value, int decimals) {
    int64_t year;
    return decimals == 0 && ratio_whole(value, &year) && year >= YEAR_FIRST && year <= YEAR_LAST;
}

/* 2020年, or the first of 2019-2021年 */
static bool is_year(const Folded *text, size_t to, const Number *n) {
    const Str rest = rest_of(text, to);
    const bool range = text_starts(rest, "-") || text_starts(rest, "至") || text_starts(rest, "~");
    return year_value(n->value, n->decimals) && (text_starts(rest, "年") || range) && !n->separated;
}

/* ---- the scan ------------------------------------------------------------------------------------------- */

static bool has_minus(const Folded *text, size_t at) {
    if (at == 0 || text->bytes[at - 1] != '-')
        return false;
    const Str head = before(text, at - 1);
    static const char *const ends[] = {"为", ":", ",", "(", "率", "幅", "是", "加", "长"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (text_ends(head, ends[i]))
            return true;
    return head.length == 0;
}

static bool finish(const Folded *text, Number *n, size_t passage) {
    Ratio last;
    if (!ratio_multiply(n->value, n->unit, &n->value) || !ratio_scale(ratio_from(1), -n->decimals, &last) ||
        !ratio_multiply(last, n->unit, &n->step))
        return false;
    n->at = (ProseSpan){passage, text->map[n->begin], fold_end(text, n->end)};
    n->truth = n->value;
    n->figure = PROSE_NO_FIGURE;
    n->owner = n->whole = NUMBER_NONE;
    return true;
}

static bool is_word_number(const Folded *text, size_t from, size_t to) {
    return is_name_before(before(text, from)) || is_label(text, from, to) || is_month(text, from, to) ||
           (is_name_after(rest_of(text, to)));
}

/* 表1-1 is one name, and so is V3.0.1: what follows the first number of it is no other. */
static size_t name_end(const Folded *text, size_t at, size_t end) {
    const bool table = text_ends(before(text, at), "表");
    while (end + 1 < text->length && is_digit(text->bytes[end + 1]) &&
           (text->bytes[end] == '.' || (table && text->bytes[end] == '-')))
        for (end++; end < text->length && is_digit(text->bytes[end]);)
            end++;
    return end;
}

/* Reads the digits at `at`; the place where to go on. *fine tells whether they are a number of the report's. */
static size_t read_number(const Folded *text, size_t at, Number *n, bool *fine) {
    char digits[DIGITS_MAX + 1];
    size_t length;
    *n = (Number){.begin = at, .unit = ratio_from(1)};
    size_t end = read_digits(text, at, digits, &length, n);
    *fine = n->decimals <= RATIO_DECIMALS_MAX && length < DIGITS_MAX && ratio_parse((Str){digits, length}, &n->value);
    /* "1.2020年": a label whose blank was lost */
    if (*fine && n->decimals == 4 && text_starts(rest_of(text, end), "年")) {
        *fine = false;
        return at + (size_t)((const char *)memchr(text->bytes + at, '.', end - at) - (text->bytes + at)) + 1;
    }
    if (!*fine || text->quoted[at] || is_word_number(text, at, end)) {
        *fine = false;
        return name_end(text, at, end);
    }
    if (is_year(text, end, n)) {
        n->kind = NUMBER_YEAR;
        n->role = ROLE_NONE;
        n->end = end + (text_starts(rest_of(text, end), "年") ? 3 : 0);
        n->measure = fold_slice(text, end, n->end);
        return n->end;
    }
    n->end = end + read_unit(rest_of(text, end), n);
    /* 购置费为0，未安排: nothing needs no unit. */
    if (n->kind == NUMBER_BARE && n->value.top == 0 && text_ends(before(text, at), "费为"))
        set_unit(n, NUMBER_MONEY, 4, (Str){"", 0});
    if (n->kind == NUMBER_BARE && text_ends(before(text, at), "百分之"))
        set_unit(n, NUMBER_PERCENT, 0, (Str){"%", 1});
    if (n->kind == NUMBER_PERCENT && has_minus(text, at)) {
        n->begin = at - 1;
        n->value = ratio_negate(n->value);
    }
    return n->end;
}

/* ---- numbers in Chinese digits -------------------------------------------------------------------------- */

static const struct {
    const char *word;
    int digit; /* or power of ten, as 10, 100, 1000 */
} SPELLED[] = {{"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},  {"四", 4},   {"五", 5},    {"六", 6},
               {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}, {"百", 100}, {"千", 1000}, {"零", 0}};

static int spelled_at(Str s) {
    const size_t character = 3; /* bytes of each */
    for (size_t i = 0; s.length >= character && i < sizeof SPELLED / sizeof SPELLED[0]; i++)
        if (s.text[1] == SPELLED[i].word[1] && memcmp(s.text, SPELLED[i].word, character) == 0)
            return SPELLED[i].digit;
    return -1;
}

/* 十二台: only with what is counted behind it, and not inside of a longer word (第三, 十三五). */
static size_t read_spelled(const Folded *text, size_t at, Number *n, bool *fine) {
    int64_t total = 0, digit = 0;
    size_t end = at, count = 0;
    int next;
    for (; count < SPELLED_MAX && (next = spelled_at(rest_of(text, end))) >= 0; count++, end += 3) {
        if (next >= 10) {
            total += (digit ? digit : 1) * next;
            digit = 0;
        } else {
            digit = next;
        }
    }
    *n = (Number){.begin = at, .unit = ratio_from(1), .value = ratio_from(total + digit), .spelled = true};
    const Str rest = rest_of(text, end);
    const size_t measure = word_starts(WORD_MEASURE, rest);
    *fine = measure > 0 && !text->quoted[at] && !text_ends(before(text, at), "第");
    set_unit(n, NUMBER_COUNT, 0, (Str){rest.text, measure});
    n->end = end + measure;
    return *fine ? n->end : end;
}

bool number_scan(const Folded *text, size_t passage, NumberVec *out) {
    for (size_t at = 0; at < text->length;) {
        Number n;
        bool fine = false;
        const unsigned char c = (unsigned char)text->bytes[at];
        if (is_digit((char)c))
            at = read_number(text, at, &n, &fine);
        else if (c >= 0xE4 && spelled_at(rest_of(text, at)) >= 0)
            at = read_spelled(text, at, &n, &fine);
        else
            at++;
        if (!fine || !finish(text, &n, passage))
            continue;
        Number *slot = VEC_PUSH(out);
        if (!slot)
            return false;
        *slot = n;
    }
    return true;
}

/* ---- rounding ------------------------------------------------------------------------------------------- */

bool number_round(const Number *like, Ratio exact, Ratio *out) {
    Ratio in_unit, rounded;
    return ratio_divide(exact, like->unit, &in_unit) && ratio_round(in_unit, like->decimals, &rounded) &&
           ratio_multiply(rounded, like->unit, out);
}

bool number_says(const Number *n, Ratio exact) {
    Ratio rounded;
    if (ratio_compare(n->value, exact) == 0)
        return true;
    if (ratio_sign(n->value) == 0 || !number_round(n, exact, &rounded))
        return false;
    return ratio_compare(rounded, n->value) == 0;
}
