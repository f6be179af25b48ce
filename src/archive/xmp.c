#include "archive/xmp.h"

#include <stdlib.h>
#include <string.h>

#include "archive/entry.h"
#include "base/utf8.h"

#define ENTITY_MAX 12 /* bytes between & and ; */

/* ---- entities ---- */

static uint32_t entity_number(Str digits) {
    char copy[ENTITY_MAX + 1] = {0};
    bool hex = digits.length > 1 && digits.text[0] == 'x';
    memcpy(copy, digits.text + hex, digits.length - hex);
    unsigned long number = strtoul(copy, NULL, hex ? 16 : 10);
    return number <= 0x10FFFF ? (uint32_t)number : UTF8_REPLACEMENT;
}

/* 0: it is none. */
static uint32_t entity(Str name) {
    static const struct {
        const char *name;
        uint32_t c;
    } named[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (str_equals(name, named[i].name))
            return named[i].c;
    bool numbered = name.length > 1 && name.length <= ENTITY_MAX && name.text[0] == '#';
    return numbered ? entity_number((Str){name.text + 1, name.length - 1}) : 0;
}

/* Appends what stands at `at`, and gives how many bytes of the text that were. */
static size_t put_next(Str text, size_t at, Buf *out) {
    const char *from = text.text + at;
    const char *end = *from == '&' ? memchr(from, ';', text.length - at) : NULL;
    uint32_t c = end ? entity((Str){from + 1, (size_t)(end - from) - 1}) : 0;
    char bytes[4];
    if (!c) {
        buf_char(out, *from);
        return 1;
    }
    buf_push(out, bytes, utf8_encode(c, bytes));
    return (size_t)(end - from) + 1;
}

/* ---- where it stands ---- */

/* What stands between `start` and `end`; its text is NULL when either is missing. */
static Str between(Str text, const char *start, const char *end) {
    const char *from = start && text.length ? memmem(text.text, text.length, start, strlen(start)) : NULL;
    if (!from || !end)
        return (Str){0};
    from += strlen(start);
    const char *to = memmem(from, (size_t)(text.text + text.length - from), end, strlen(end));
    return to ? (Str){from, (size_t)(to - from)} : (Str){0};
}

static Str first_item(Str list) {
    Str item = between(list, "<rdf:li", "</rdf:li>");
    const char *open = item.length ? memchr(item.text, '>', item.length) : NULL;
    return open ? (Str){open + 1, (size_t)(item.text + item.length - open - 1)} : list;
}

static Str find_property(Arena *arena, Str packet, const char *property) {
    Str element =
        first_item(between(packet, arena_printf(arena, "<%s>", property), arena_printf(arena, "</%s>", property)));
    if (element.text)
        return element.length && memchr(element.text, '<', element.length) ? (Str){0} : element;
    Str attribute = between(packet, arena_printf(arena, " %s=\"", property), "\"");
    return attribute.text ? attribute : between(packet, arena_printf(arena, " %s='", property), "'");
}

const char *xmp_text(Arena *arena, Str packet, const char *property) {
    Str text = find_property(arena, packet, property);
    Buf out = {0};
    for (size_t at = 0; at < text.length;)
        at += put_next(text, at, &out);
    const char *copy = out.length && !buf_failed(&out) ? entry_trim(arena, (Str){out.bytes, out.length}) : NULL;
    buf_free(&out);
    return copy;
}
