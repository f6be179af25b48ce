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
    prohibit(chars, count);
    return true;
}
