#include "json/json_text.h"

#include <string.h>

#include "base/utf8.h"

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int json_hex4(const char *digits, size_t length) {
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = i < length ? hex_digit(digits[i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The \uXXXX (or the pair of them) that `raw` begins with; its size in *size, -1 when it is none. */
static int32_t unicode_escape(Str raw, size_t *size) {
    int32_t unit = raw.length >= 6 && raw.text[1] == 'u' ? json_hex4(raw.text + 2, 4) : -1;
    *size = 6;
    if (unit < 0xD800 || unit > 0xDBFF || raw.length < 12 || raw.text[6] != '\\' || raw.text[7] != 'u')
        return unit;
    int32_t low = json_hex4(raw.text + 8, 4);
    if (low < 0xDC00 || low > 0xDFFF)
        return unit;
    *size = 12;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* Resolves the escape that `raw` begins with into `out`; gives what was written, its size in *size. */
static size_t resolve(Str raw, size_t *size, char out[4]) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    int32_t codepoint = unicode_escape(raw, size);
    if (codepoint >= 0)
        return utf8_encode((uint32_t)codepoint, out);
    const char *at = raw.length > 1 && raw.text[1] ? strchr(names, raw.text[1]) : NULL;
    out[0] = at ? values[at - names] : '\\';
    *size = at ? 2 : 1;
    return 1;
}

Str json_unescape(Arena *arena, Str raw) {
    char *text = arena_strndup(arena, raw.text, raw.length); /* never grows: each escape is longer than its value */
    if (!text)
        return (Str){NULL, 0};
    size_t length = 0;
    while (raw.length > 0) {
        char out[4] = {raw.text[0]};
        size_t size = 1, written = 1;
        if (raw.text[0] == '\\')
            written = resolve(raw, &size, out);
        memcpy(text + length, out, written);
        length += written;
        raw = (Str){raw.text + size, raw.length - size};
    }
    text[length] = '\0';
    return (Str){text, length};
}

void json_pointer_name(Buf *pointer, Str name) {
    buf_char(pointer, '/');
    for (size_t i = 0; i < name.length; i++) {
        if (name.text[i] == '~')
            buf_text(pointer, "~0");
        else if (name.text[i] == '/')
            buf_text(pointer, "~1");
        else
            buf_char(pointer, name.text[i]);
    }
}

void json_pointer_index(Buf *pointer, uint32_t index) {
    buf_char(pointer, '/');
    buf_int(pointer, index);
}
