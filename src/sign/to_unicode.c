#include "sign/to_unicode.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "sign/raw.h"

#define RANGES_MAX 200000
#define CODE_BYTES 4

typedef struct Reader {
    Arena *arena;
    Str cmap;
    size_t at;
    VEC(CodeRange) ranges;
} Reader;

/* "<00AB>" as bytes in the arena; false if something else stands here. */
static bool take_hex(Reader *reader, Str *bytes) {
    size_t at = raw_skip(reader->cmap, reader->at), end = at;
    if (at >= reader->cmap.length || reader->cmap.text[at] != '<')
        return false;
    for (end = ++at; end < reader->cmap.length && raw_digit(reader->cmap.text[end]) >= 0; end++)
        ;
    char *out = arena_alloc(reader->arena, (end - at) / 2 + 1);
    if (!out || end >= reader->cmap.length || reader->cmap.text[end] != '>' || (end - at) % 2)
        return false;
    for (size_t i = at; i < end; i += 2)
        out[(i - at) / 2] = (char)(raw_digit(reader->cmap.text[i]) << 4 | raw_digit(reader->cmap.text[i + 1]));
    *bytes = (Str){out, (end - at) / 2};
    reader->at = end + 1;
    return true;
}

static bool take_code(Reader *reader, uint32_t *code) {
    Str bytes;
    *code = 0;
    if (!take_hex(reader, &bytes) || bytes.length == 0 || bytes.length > CODE_BYTES)
        return false;
    for (size_t i = 0; i < bytes.length; i++)
        *code = *code << 8 | (unsigned char)bytes.text[i];
    return true;
}

static bool add(Reader *reader, uint32_t from, uint32_t until, Str text) {
    CodeRange *range = reader->ranges.count < RANGES_MAX ? VEC_PUSH(&reader->ranges) : NULL;
    if (range)
        *range = (CodeRange){from, until, text};
    return range != NULL;
}

static bool take_bracket(Reader *reader, char bracket) {
    size_t at = raw_skip(reader->cmap, reader->at);
    bool here = at < reader->cmap.length && reader->cmap.text[at] == bracket;
    if (here)
        reader->at = at + 1;
    return here;
}

/* <code> <text> ... */
static void read_chars(Reader *reader) {
    uint32_t code;
    Str text;
    while (take_code(reader, &code) && take_hex(reader, &text) && add(reader, code, code, text))
        ;
}

/* <from> <until> <text>, or <from> <until> [<text> ...] */
static void read_ranges(Reader *reader) {
    uint32_t from, until;
    Str text;
    while (take_code(reader, &from) && take_code(reader, &until)) {
        if (!take_bracket(reader, '[')) {
            if (!take_hex(reader, &text) || !add(reader, from, until, text))
                return;
            continue;
        }
        for (uint32_t code = from; take_hex(reader, &text); code++)
            if (!add(reader, code, code, text))
                return;
        if (!take_bracket(reader, ']'))
            return;
    }
}

static int by_code(const void *a, const void *b) {
    const CodeRange *one = a, *other = b;
    return one->from < other->from ? -1 : one->from > other->from;
}

/* Sections in the order in which they stand. */
static void read_sections(Reader *reader) {
    for (;;) {
        size_t chars = raw_find(reader->cmap, reader->at, "beginbfchar");
        size_t ranges = raw_find(reader->cmap, reader->at, "beginbfrange");
        if (chars == RAW_NONE && ranges == RAW_NONE)
            return;
        bool first = ranges == RAW_NONE || (chars != RAW_NONE && chars < ranges);
        reader->at = first ? chars + sizeof "beginbfchar" - 1 : ranges + sizeof "beginbfrange" - 1;
        if (first)
            read_chars(reader);
        else
            read_ranges(reader);
    }
}

ToUnicode to_unicode_read(Arena *arena, Str cmap) {
    Reader reader = {.arena = arena, .cmap = cmap};
    read_sections(&reader);
    size_t count = reader.ranges.count;
    CodeRange *ranges = VEC_TAKE(arena, &reader.ranges);
    if (!ranges)
        return (ToUnicode){NULL, 0};
    qsort(ranges, count, sizeof *ranges, by_code);
    return (ToUnicode){ranges, count};
}

/* The last range that begins at or before the code. */
static const CodeRange *find(const ToUnicode *map, uint32_t code) {
    size_t low = 0, high = map->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (map->ranges[middle].from <= code)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && map->ranges[low - 1].until >= code ? &map->ranges[low - 1] : NULL;
}

static void push_utf8(uint32_t point, Buf *out) {
    char bytes[4];
    buf_push(out, bytes, utf8_encode(point, bytes));
}

bool to_unicode_push(const ToUnicode *map, uint32_t code, Buf *out) {
    const CodeRange *range = find(map, code);
    uint32_t high = 0;
    if (!range)
        return false;
    for (size_t i = 0; i + 1 < range->text.length; i += 2) {
        uint32_t unit = (uint32_t)((unsigned char)range->text.text[i] << 8 | (unsigned char)range->text.text[i + 1]);
        if (i + 2 >= range->text.length)
            unit = (unit + (code - range->from)) & 0xffff;
        if (high && unit >= 0xdc00 && unit < 0xe000)
            push_utf8(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), out);
        else if (unit < 0xd800 || unit >= 0xe000)
            push_utf8(unit, out);
        high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    }
    return true;
}
