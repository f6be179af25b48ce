#include "form/template.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* Bytes of a faulty text that are quoted. */
#define EXCERPT_MAX 40

typedef VEC(TemplatePart) PartVec;

/* The beginning of a text, for a message. */
static const char *excerpt(Arena *arena, Str text) {
    const char *copy = arena_strndup(arena, text.text, utf8_cut(text.text, text.length, EXCERPT_MAX));
    return copy ? copy : "";
}

/* Offset of `mark` (two bytes) in `text` from `from` on, or its length. */
static size_t find_pair(Str text, size_t from, char mark) {
    for (size_t i = from; i + 1 < text.length; i++)
        if (text.text[i] == mark && text.text[i + 1] == mark)
            return i;
    return text.length;
}

static void push_text(PartVec *parts, Str text, size_t at) {
    if (text.length == 0)
        return;
    TemplatePart *part = VEC_PUSH(parts);
    if (part)
        *part = (TemplatePart){.text = text, .at = (uint32_t)at};
}

/* "| name" at *at, if it stands there; false with a fault when that is no format's name. */
static bool parse_format(Arena *arena, Str text, size_t *at, SourceRef source, const char **format, DiagList *diags) {
    if (*at >= text.length || text.text[*at] != '|')
        return true;
    size_t end = *at + 1;
    while (end < text.length && text.text[end] != '}' && text.text[end] != '|')
        end++;
    Str name = str_trim((Str){text.text + *at + 1, end - *at - 1});
    if (!name_is_valid(name) || (end < text.length && text.text[end] == '|')) {
        Str rest = {text.text + *at, end - *at};
        diag_ref(diags, DIAG_TEMPLATE_FORMAT, source_within(source, *at), DIAG_ARGS(excerpt(arena, rest)));
        return false;
    }
    *format = str_dup(arena, name);
    *at = end;
    return true;
}

/* Parses a value from `at` on, where {{ stands; *end is behind its }}. */
static bool parse_value(Arena *arena, PartVec *parts, Str text, size_t at, size_t *end, SourceRef source,
                        DiagList *diags) {
    size_t here = at + 2;
    TemplatePart value = {.is_value = true, .at = (uint32_t)at};
    value.expr = expr_parse(arena, text, &here, source, diags);
    if (!value.expr || !parse_format(arena, text, &here, source, &value.format, diags))
        return false;
    if (here + 2 > text.length || memcmp(text.text + here, "}}", 2) != 0) {
        size_t close = find_pair(text, here, '}');
        *end = close < text.length ? close + 2 : close; /* the first }} may have been within a text */
        Str rest = {text.text + here, *end - here};
        diag_ref(diags, DIAG_TEMPLATE_CLOSE, source_within(source, here), DIAG_ARGS(excerpt(arena, rest)));
        return false;
    }
    *end = here + 2;
    TemplatePart *part = VEC_PUSH(parts);
    if (part)
        *part = value;
    return true;
}

/* Parses from `at`, where {{ stands; gives the offset to go on from. Faults are reported and clear *good. */
static size_t parse_braces(Arena *arena, PartVec *parts, Str text, size_t at, SourceRef source, DiagList *diags,
                           bool *good) {
    if (text.length - at >= 4 && memcmp(text.text + at, "{{{{", 4) == 0) {
        push_text(parts, (Str){text.text + at, 2}, at);
        return at + 4;
    }
    size_t end = find_pair(text, at + 2, '}');
    if (end == text.length) {
        Str rest = {text.text + at, text.length - at};
        diag_ref(diags, DIAG_TEMPLATE_OPEN, source_within(source, at), DIAG_ARGS(excerpt(arena, rest)));
        *good = false;
        return end;
    }
    end += 2;
    *good = parse_value(arena, parts, text, at, &end, source, diags) && *good;
    return end;
}

const Template *template_parse(Arena *arena, Str text, SourceRef source, DiagList *diags) {
    PartVec parts = {0};
    bool good = true;
    for (size_t at = 0; at < text.length;) {
        size_t open = find_pair(text, at, '{');
        push_text(&parts, (Str){text.text + at, open - at}, at);
        at = open < text.length ? parse_braces(arena, &parts, text, open, source, diags, &good) : open;
    }
    Template *template = ARENA_NEW(arena, Template);
    size_t count = parts.count;
    const TemplatePart *taken = VEC_TAKE(arena, &parts);
    if (!template || !taken || !good)
        return NULL;
    *template = (Template){.parts = taken, .count = count, .source = source};
    return template;
}

static bool is_unprintable(uint32_t c) {
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool text_check(Str text, SourceRef source, DiagList *diags) {
    size_t size;
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if (is_unprintable(c)) {
            char name[16];
            snprintf(name, sizeof name, "U+%04X", (unsigned)c);
            diag_ref(diags, DIAG_TEXT_CONTROL, source, DIAG_ARGS(name));
            return false;
        }
    }
    return true;
}
