#include "text/breaks.h"

#include "unicode/linebreak.h"

/* Characters of the classes that UAX 14 is told instead. */
#define AS_OPEN       0x300Cu /* 「: OP */
#define AS_CLOSE      0x300Du /* 」: CL */
#define AS_NONSTARTER 0x30FBu /* ・: NS */
#define AS_IDEOGRAPH  0x4E00u /* 一: ID */
#define AS_JOINER     0x2060u /* WJ: no line ends beside it */
#define AS_UNIT       0x2030u /* ‰: PO */
#define AS_SIGN       '+'     /* PR */

/* By PunctClass, for marks in Chinese text; 0 leaves the character as it is. */
static const uint32_t STAND_INS[] = {
    [PUNCT_NONE] = 0,
    [PUNCT_OPEN] = AS_OPEN,
    [PUNCT_CLOSE] = AS_CLOSE,
    [PUNCT_COMMA] = 0,
    [PUNCT_STOP] = 0,
    [PUNCT_EXCLAIM] = 0,
    [PUNCT_DASH] = AS_NONSTARTER,
    [PUNCT_ELLIPSIS] = AS_NONSTARTER,
    [PUNCT_MIDDLE] = AS_NONSTARTER,
    [PUNCT_CONNECTOR] = AS_NONSTARTER,
    [PUNCT_SOLIDUS] = AS_JOINER,
};

static bool is_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }
static bool is_wide_digit(uint32_t cp) { return cp >= 0xFF10 && cp <= 0xFF19; }
/* ㎏ ㎡ ㏄: units written as one em. */
static bool is_squared_unit(uint32_t cp) { return (cp >= 0x3371 && cp <= 0x33DF) || cp == 0x33FF; }

/* A hyphen that begins a number is its sign. */
static bool is_sign(const TextChar *chars, size_t count, size_t at) {
    if (chars[at].codepoint != '-' || at + 1 >= count || !is_digit(chars[at + 1].codepoint))
        return false;
    return at == 0 || chars[at - 1].kind != CHAR_WESTERN;
}

static uint32_t stand_in(const TextChar *chars, size_t count, size_t at) {
    const TextChar *c = &chars[at];
    uint32_t cp = c->codepoint;
    if (c->kind == CHAR_LEADER || c->kind == CHAR_FILL || cp == 0xAD)
        return AS_JOINER;
    if (STAND_INS[c->punct])
        return STAND_INS[c->punct];
    if (is_wide_digit(cp))
        return '0';
    if (cp == 0xFF0E && at > 0 && is_wide_digit(chars[at - 1].codepoint))
        return '.';
    if (is_squared_unit(cp) && at > 0 && is_digit(chars[at - 1].codepoint))
        return AS_UNIT;
    if (is_sign(chars, count, at))
        return AS_SIGN;
    bool em_wide = c->kind == CHAR_HAN && unicode_break_class(cp) == LB_AI;
    return em_wide ? AS_IDEOGRAPH : cp;
}

bool breaks_forbids_start(const TextChar *c) {
    if (c->punct != PUNCT_NONE)
        return c->punct != PUNCT_OPEN;
    return c->codepoint == '%' || c->codepoint == 0x2030 || c->codepoint == 0x2103 || c->codepoint == 0xFF05;
}

bool breaks_forbids_end(const TextChar *c) { return c->punct == PUNCT_OPEN || c->punct == PUNCT_SOLIDUS; }

/* An equals sign, ≈, ÷ or ×; set full-width, too. */
static bool is_operator(uint32_t cp) { return cp == '=' || cp == 0xFF1D || cp == 0x2248 || cp == 0xF7 || cp == 0xD7; }

static bool is_term(const TextChar *c, PunctClass bracket) {
    return c->kind == CHAR_HAN && (c->punct == PUNCT_NONE || c->punct == bracket) && !is_operator(c->codepoint);
}

/* A formula in words and figures, not a name such as n=5; 2.0×3.5 is a measure and stays whole. */
static bool is_in_formula(const TextChar *c) {
    const TextChar *before = c - 1, *after = c + 1;
    bool figures = is_digit(before->codepoint) || before->codepoint == '%' || before->codepoint == ')';
    bool figures_after = is_digit(after->codepoint) || after->codepoint == '(';
    bool measure = c->codepoint == 0xD7 && is_digit(before->codepoint) && is_digit(after->codepoint);
    return (figures || is_term(before, PUNCT_CLOSE)) && (figures_after || is_term(after, PUNCT_OPEN)) && !measure;
}

/* GB 3102.11-1993: a formula is divided behind such a sign, and the next line does not begin with it. */
static void divide_formulas(TextChar *chars, size_t count) {
    for (size_t i = 1; i + 1 < count; i++) {
        if (!is_operator(chars[i].codepoint) || !is_in_formula(&chars[i]))
            continue;
        if (chars[i].before == BREAK_ALLOWED)
            chars[i].before = BREAK_PROHIBITED;
        if (chars[i + 1].before == BREAK_PROHIBITED)
            chars[i + 1].before = BREAK_ALLOWED;
    }
}

/* ---- thousands ------------------------------------------------------------------------------------------ */

#define GROUP_DIGITS 3

static size_t digits_end(const TextChar *chars, size_t count, size_t from) {
    while (from < count && is_digit(chars[from].codepoint))
        from++;
    return from;
}

/* A space and three digits more, and no fourth. */
static bool is_group(const TextChar *chars, size_t count, size_t space) {
    return space < count && chars[space].kind == CHAR_SPACE &&
           digits_end(chars, count, space + 1) == space + 1 + GROUP_DIGITS;
}

/* GB/T 15835: a number whose thousands stand apart, 1 234 567, is one number and stays on its line. */
static void hold_thousands(TextChar *chars, size_t count) {
    size_t end = 0;
    for (size_t at = 0; at<count; at = end> at ? end : at + 1) {
        end = digits_end(chars, count, at);
        if (end == at || end - at > GROUP_DIGITS)
            continue;
        for (; is_group(chars, count, end); end += 1 + GROUP_DIGITS)
            if (chars[end + 1].before == BREAK_ALLOWED)
                chars[end + 1].before = BREAK_PROHIBITED;
    }
}

/* ---- addresses ------------------------------------------------------------------------------------------ */

#define ADDRESS_LEAST 3 /* characters of an address that a line end leaves together */

static bool is_letter_or_digit(uint32_t cp) {
    return is_digit(cp) || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static size_t word_end(const TextChar *chars, size_t count, size_t from) {
    while (from < count && chars[from].kind == CHAR_WESTERN)
        from++;
    return from;
}

static bool starts_with(const TextChar *chars, size_t from, size_t end, const char *ascii) {
    for (; *ascii; ascii++, from++)
        if (from >= end || chars[from].codepoint != (uint32_t)*ascii)
            return false;
    return true;
}

/* https://..., www.example.cn, name@example.cn. */
static bool is_address(const TextChar *chars, size_t from, size_t end) {
    if (starts_with(chars, from, end, "www."))
        return true;
    bool mail = false;
    for (size_t i = from + 1; i + 1 < end; i++) {
        if (starts_with(chars, i, end, "://") || (mail && chars[i].codepoint == '.'))
            return true;
        mail |= chars[i].codepoint == '@' && is_letter_or_digit(chars[i - 1].codepoint);
    }
    return false;
}

static bool is_address_mark(uint32_t cp) {
    return cp == '.' || cp == '@' || cp == '_' || cp == '?' || cp == '&' || cp == '=' || cp == '#';
}

/*
 * UAX 14 parts an address behind its slashes alone. Before its other marks it is parted where the line would be torn
 * otherwise: before, so that none is read as the end of a sentence.
 */
static void divide_address(TextChar *chars, size_t from, size_t end) {
    for (size_t i = from + ADDRESS_LEAST; i + ADDRESS_LEAST <= end; i++) {
        bool between = is_letter_or_digit(chars[i + 1].codepoint) && !is_address_mark(chars[i - 1].codepoint);
        if (!between || !is_address_mark(chars[i].codepoint) || chars[i].before != BREAK_PROHIBITED)
            continue;
        chars[i].before = BREAK_ALLOWED;
        chars[i].flags |= CHAR_IN_ADDRESS;
    }
}

static void divide_addresses(TextChar *chars, size_t count) {
    size_t end = 0;
    for (size_t at = 0; at < count; at = end + 1) {
        end = word_end(chars, count, at);
        if (end - at > 2 * ADDRESS_LEAST && is_address(chars, at, end))
            divide_address(chars, at, end);
    }
}

/* Takes back line ends that the prohibition forbids, looking past spaces. */
static void prohibit(TextChar *chars, size_t count) {
    bool forbidden = false;
    for (size_t i = 0; i < count; i++) {
        TextChar *c = &chars[i];
        if (c->before == BREAK_ALLOWED && (forbidden || breaks_forbids_start(c) || c->kind == CHAR_EXTEND))
            c->before = BREAK_PROHIBITED;
        if (c->kind != CHAR_SPACE && c->kind != CHAR_HIDDEN && c->kind != CHAR_EXTEND)
            forbidden = breaks_forbids_end(c);
    }
}

bool breaks_find(TextEngine *engine) {
    size_t count = engine->char_count;
    uint32_t *codepoints = scratch_reserve(&engine->codepoints_scratch, count, sizeof *codepoints);
    uint8_t *kinds = scratch_reserve(&engine->kinds_scratch, count + 1, sizeof *kinds);
    if (!codepoints || !kinds)
        return false;
    TextChar *chars = engine->chars;
    for (size_t i = 0; i < count; i++) {
        uint32_t cp = chars[i].codepoint;
        bool plain = (chars[i].kind == CHAR_HAN && !chars[i].punct && cp >= 0x4E00 && cp <= 0x9FFF);
        codepoints[i] = plain ? cp : stand_in(chars, count, i);
    }
    linebreak_find(codepoints, count, kinds);
    for (size_t i = 0; i < count; i++)
        chars[i].before = kinds[i];
    divide_formulas(chars, count);
    hold_thousands(chars, count);
    divide_addresses(chars, count);
    prohibit(chars, count);
    return true;
}
