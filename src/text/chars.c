#include "text/chars.h"

#include <stdio.h>

#include "base/utf8.h"

/* Combining marks kept in one cluster; more than any language stacks. */
#define CLUSTER_MAX 32

bool chars_is_drawn(const TextChar *c) { return c->kind <= CHAR_EXTEND; }

/* U+200B, U+00AD, joiners of words, marks of direction, tags, and controls. */
static bool is_hidden(uint32_t cp) {
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x34F || cp == 0x61C || cp == 0x180E ||
           (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) ||
           cp == 0xFEFF || (cp >= 0xFFF0 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE00FF);
}

static bool is_space(uint32_t cp) {
    return cp == ' ' || cp == '\t' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F;
}

/* Signs that belong to a number or formula beside them, and stand em wide in the Han face otherwise. */
static bool is_sign(uint32_t cp) {
    if (cp >= 0x2300 || (cp >= 0x2100 && cp < 0x2200) || unicode_width(cp) != EAW_AMBIGUOUS)
        return false;
    BreakClass line = unicode_break_class(cp);
    return line == LB_AI || line == LB_PR || line == LB_PO;
}

static CharKind kind_of_rare(uint32_t cp) {
    BreakClass line = unicode_break_class(cp);
    if (line == LB_BK || line == LB_NL || line == LB_LF || line == LB_CR)
        return CHAR_BREAK;
    if (is_space(cp))
        return CHAR_SPACE;
    if (unicode_is_extender(cp))
        return CHAR_EXTEND;
    if (is_hidden(cp))
        return CHAR_HIDDEN;
    if (unicode_is_shared_mark(cp))
        return CHAR_SHARED;
    if (unicode_is_han(cp))
        return CHAR_HAN;
    return is_sign(cp) ? CHAR_SIGN : CHAR_WESTERN;
}

static CharKind kind_of(uint32_t cp) {
    if (cp > 0x20 && cp < 0x7F)
        return CHAR_WESTERN;
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return CHAR_HAN;
    return cp == 0x3000 ? CHAR_WIDE_SPACE : kind_of_rare(cp);
}

/* An extender needs a drawn character of its own run before it, and not too many of its like between. */
static bool extends(const TextChar *chars, size_t at, uint32_t run) {
    for (size_t back = 1; back <= CLUSTER_MAX && back <= at && chars[at - back].run == run; back++) {
        uint8_t kind = chars[at - back].kind;
        if (kind != CHAR_EXTEND)
            return kind <= CHAR_SIGN;
    }
    return false;
}

static CharKind kind_in_place(const TextChar *chars, size_t at, const TextRun *run, size_t next) {
    const TextChar *c = &chars[at];
    CharKind kind = kind_of(c->codepoint);
    if (kind == CHAR_BREAK && c->codepoint == '\r' && next < run->text.length && run->text.text[next] == '\n')
        return CHAR_HIDDEN;
    if (kind != CHAR_EXTEND || extends(chars, at, c->run))
        return kind;
    return is_hidden(c->codepoint) || unicode_is_variation_selector(c->codepoint) ? CHAR_HIDDEN : CHAR_WESTERN;
}

static size_t read_run(TextChar *chars, size_t at, const TextRun *run, uint32_t number, bool *undecided) {
    size_t size = 0;
    for (size_t byte = 0; byte < run->text.length; byte += size, at++) {
        TextChar *c = &chars[at];
        *c = (TextChar){.byte = (uint32_t)byte, .run = number, .face = -1};
        c->codepoint = utf8_decode(run->text.text + byte, run->text.length - byte, &size);
        c->kind = (uint8_t)kind_in_place(chars, at, run, byte + size);
        if (c->kind == CHAR_HAN)
            c->punct = (uint8_t)unicode_punct(c->codepoint);
        *undecided |= c->kind == CHAR_SHARED || c->kind == CHAR_SIGN || c->codepoint == '"';
    }
    return at;
}

/* Digits with the points, separators and hyphens between them, and a percent sign after: shaped as one figure. */
static void mark_numbers(TextChar *chars, size_t count) {
    bool inside = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t cp = chars[i].codepoint;
        bool digit = cp >= '0' && cp <= '9';
        bool next = i + 1 < count && chars[i + 1].codepoint >= '0' && chars[i + 1].codepoint <= '9';
        bool joint = inside && ((next && (cp == '.' || cp == ',' || cp == ':' || cp == '/' || cp == '-')) || cp == '%');
        inside = digit || joint;
        if (inside)
            chars[i].flags |= CHAR_IN_NUMBER;
    }
}

/* Bytes of all texts and one for each run, which no number of characters exceeds; SIZE_MAX when far too many. */
static size_t count_bytes(const TextRun *runs, size_t count) {
    const size_t most = 4 * TEXT_CHARS_MAX;
    size_t total = 0;
    if (count > TEXT_RUNS_MAX)
        return SIZE_MAX;
    for (size_t r = 0; r < count && total <= most; r++)
        total += runs[r].text.length > most ? most + 1 : runs[r].text.length + 1;
    return total <= most ? total : SIZE_MAX;
}

/* Characters to make room for; SIZE_MAX when beyond the limit. */
static size_t count_chars(const TextRun *runs, size_t count) {
    size_t total = count_bytes(runs, count);
    if (total == SIZE_MAX || total <= TEXT_CHARS_MAX)
        return total;
    total = count;
    for (size_t r = 0; r < count; r++)
        total += utf8_count(runs[r].text.text, runs[r].text.length);
    return total <= TEXT_CHARS_MAX ? total : SIZE_MAX;
}

static void report_length(const TextRun *run, DiagList *diags) {
    char limit[24];
    snprintf(limit, sizeof limit, "%zu", TEXT_CHARS_MAX);
    diag_ref(diags, DIAG_TEXT_TOO_LONG, run->source, DIAG_ARGS(limit));
}

bool chars_read(TextEngine *engine, const TextRun *runs, size_t count, bool *undecided, DiagList *diags) {
    *undecided = false;
    size_t total = count_chars(runs, count);
    if (total == SIZE_MAX) {
        report_length(&runs[0], diags);
        return false;
    }
    engine->chars = scratch_reserve(&engine->chars_scratch, total, sizeof *engine->chars);
    if (!engine->chars)
        return false;
    size_t at = 0;
    for (size_t r = 0; r < count; r++) {
        if (runs[r].kind == TEXT_RUN) {
            at = read_run(engine->chars, at, &runs[r], (uint32_t)r, undecided);
            continue;
        }
        uint8_t kind = runs[r].kind == TEXT_LEADER && runs[r].text.length ? CHAR_LEADER : CHAR_FILL;
        engine->chars[at++] = (TextChar){.codepoint = CHAR_OBJECT, .run = (uint32_t)r, .face = -1, .kind = kind};
    }
    engine->char_count = at;
    mark_numbers(engine->chars, at);
    return true;
}
