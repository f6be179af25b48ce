#include "form/template.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* Bytes of a faulty text that are quoted. */
#define EXCERPT_MAX 40

typedef VEC(TemplatePart) PartVec;

static bool is_name_byte(unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
}

bool name_is_valid(Str name) {
    if (name.length == 0 || name.length > NAME_MAX_BYTES)
        return false;
    for (size_t i = 0; i < name.length; i++)
        if (!is_name_byte((unsigned char)name.text[i]))
            return false;
    return true;
}

/* The beginning of a text, for a message. */
static const char *excerpt(Arena *arena, Str text) {
    const char *copy = arena_strndup(arena, text.text, utf8_cut(text.text, text.length, EXCERPT_MAX));
    return copy ? copy : "";
}

bool path_parse(Arena *arena, Str text, SourceRef source, Path *path, DiagList *diags) {
    Str rest = str_trim(text), name;
    *path = (Path){.source = source};
    bool more = true;
    while (more) {
        Str tail = {NULL, 0};
        more = str_split(rest, '.', &name, &tail);
        if (!more)
            name = rest;
        if (!name_is_valid(name) || path->count == PATH_MAX_NAMES) {
            diag_ref(diags, DIAG_TEMPLATE_PATH, source, DIAG_ARGS(excerpt(arena, text)));
            return false;
        }
        path->names[path->count++] = str_dup(arena, name);
        rest = tail;
    }
    return !arena_failed(arena);
}

const char *path_text(Arena *arena, const Path *path) {
    Buf text = {0};
    for (int i = 0; i < path->count; i++) {
        if (i > 0)
            buf_char(&text, '.');
        buf_text(&text, path->names[i] ? path->names[i] : "");
    }
    if (buf_failed(&text))
        arena_fail(arena);
    const char *copy = arena_strndup(arena, text.bytes ? text.bytes : "", text.length);
    buf_free(&text);
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

/* What stands between the braces: a path, maybe a format. */
static bool push_value(Arena *arena, PartVec *parts, Str inside, size_t at, SourceRef source, DiagList *diags) {
    Str path, format = {NULL, 0};
    bool formatted = str_split(inside, '|', &path, &format);
    if (!formatted)
        path = inside;
    format = str_trim(format);
    TemplatePart value = {.is_value = true, .at = (uint32_t)at};
    if (formatted && !name_is_valid(format)) {
        diag_ref(diags, DIAG_TEMPLATE_PATH, source, DIAG_ARGS(excerpt(arena, inside)));
        return false;
    }
    if (!path_parse(arena, path, source, &value.path, diags))
        return false;
    value.format = formatted ? str_dup(arena, format) : NULL;
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
        diag_ref(diags, DIAG_TEMPLATE_OPEN, source, DIAG_ARGS(excerpt(arena, (Str){text.text + at, text.length - at})));
        *good = false;
        return end;
    }
    *good = push_value(arena, parts, (Str){text.text + at + 2, end - at - 2}, at, source, diags) && *good;
    return end + 2;
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
