#include "archive/bag.h"

#include <string.h>

#include "base/utf8.h"

/* Reserved somewhere, or with a meaning to shells and manifests; what is unsafe to print is out as well. */
static bool is_safe(uint32_t c) {
    bool reserved = c < 0x80 && memchr("/\\:*?\"<>|%$`'&;~# ", (int)c, 19);
    return c > 0x20 && c != 0x7F && !reserved && c != UTF8_REPLACEMENT && !utf8_is_unsafe(c);
}

static void put_part(const char *text, Buf *name) {
    Str s = str_from(text);
    if (s.length)
        buf_char(name, '-');
    for (size_t at = 0, size = 0; at < s.length; at += size) {
        uint32_t c = utf8_decode(s.text + at, s.length - at, &size);
        if (is_safe(c))
            buf_push(name, s.text + at, size);
        else if (name->bytes[name->length - 1] != '_')
            buf_char(name, '_');
    }
}

const char *bag_name(Arena *arena, const Entry *entry) {
    Buf name = {0};
    buf_printf(&name, "%06lld", (long long)entry->sequence);
    if (entry->year != ENTRY_NONE)
        buf_printf(&name, "-%lld", (long long)entry->year);
    if (!buf_failed(&name)) {
        put_part(entry->organ, &name);
        put_part(entry->title, &name);
    }
    size_t length = buf_failed(&name) ? 0 : utf8_cut(name.bytes, name.length, BAG_NAME_MAX - strlen(".pdf"));
    const char *whole = length ? arena_printf(arena, "%.*s.pdf", (int)length, name.bytes) : NULL;
    buf_free(&name);
    return whole;
}

void bag_manifest_line(const char *digest, const char *path, Buf *out) {
    buf_printf(out, "%s  ", digest);
    for (; *path; path++) {
        if (*path == '\n' || *path == '\r' || *path == '%')
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
        else
            buf_char(out, *path);
    }
    buf_char(out, '\n');
}

void bag_info(const char *label, const char *value, Buf *out) {
    if (!value || !*value)
        return;
    buf_printf(out, "%s: ", label);
    for (; *value; value++)
        buf_char(out, *value == '\n' || *value == '\r' ? ' ' : *value);
    buf_char(out, '\n');
}
