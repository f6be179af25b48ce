#include "pdf/syntax.h"

#include <string.h>

#include "base/utf8.h"

/* Escaped bytes are gathered so far before they are pushed. */
#define BYTES_CHUNK 256

void pdf_ref(Buf *out, uint32_t object) {
    buf_int(out, object);
    buf_text(out, " 0 R");
}

void pdf_item_ref(Buf *list, uint32_t object) {
    if (list->length)
        buf_char(list, ' ');
    pdf_ref(list, object);
}

void pdf_key_ref(Buf *out, const char *key, uint32_t object) {
    buf_char(out, '/');
    buf_text(out, key);
    buf_char(out, ' ');
    pdf_ref(out, object);
}

void pdf_key_int(Buf *out, const char *key, int64_t value) {
    buf_char(out, '/');
    buf_text(out, key);
    buf_char(out, ' ');
    buf_int(out, value);
}

void pdf_lens(Buf *out, const Len *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_char(out, ' ');
        buf_thousandths(out, values[i]);
    }
}

void pdf_rect(Buf *out, Rect box, Len height) {
    const Len corners[] = {box.x, height - box.y - box.height, box.x + box.width, height - box.y};
    buf_char(out, '[');
    pdf_lens(out, corners, 4);
    buf_char(out, ']');
}

void pdf_hex16(Buf *out, uint32_t value) {
    static const char digits[] = "0123456789ABCDEF";
    char hex[4];
    for (int i = 3; i >= 0; i--, value >>= 4)
        hex[i] = digits[value & 15];
    buf_push(out, hex, sizeof hex);
}

void pdf_utf16_hex(Buf *out, uint32_t codepoint) {
    if (codepoint < 0x10000) {
        pdf_hex16(out, codepoint);
        return;
    }
    codepoint -= 0x10000;
    pdf_hex16(out, 0xD800 | codepoint >> 10);
    pdf_hex16(out, 0xDC00 | (codepoint & 0x3FF));
}

static bool is_plain(Str text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] < ' ' || text.text[i] > '~')
            return false;
    return true;
}

void pdf_text(Buf *out, Str text) {
    if (is_plain(text)) {
        pdf_bytes(out, (const uint8_t *)text.text, text.length);
        return;
    }
    buf_text(out, "<FEFF");
    for (size_t at = 0, size; at < text.length; at += size)
        pdf_utf16_hex(out, utf8_decode(text.text + at, text.length - at, &size));
    buf_char(out, '>');
}

/* The letter a byte is escaped with, 0 when it stands for itself. A bare CR would be read as a line feed. */
static char escape_letter(uint8_t byte) {
    switch (byte) {
    case '(':
    case ')':
    case '\\': return (char)byte;
    case '\r': return 'r';
    default: return 0;
    }
}

void pdf_bytes(Buf *out, const uint8_t *bytes, size_t length) {
    char chunk[BYTES_CHUNK];
    size_t filled = 0;
    chunk[filled++] = '(';
    for (size_t i = 0; i < length; i++) {
        if (filled > sizeof chunk - 3) {
            buf_push(out, chunk, filled);
            filled = 0;
        }
        char letter = escape_letter(bytes[i]);
        if (letter)
            chunk[filled++] = '\\';
        chunk[filled++] = letter ? letter : (char)bytes[i];
    }
    chunk[filled++] = ')';
    buf_push(out, chunk, filled);
}

const char *pdf_clean_name(const char *name, char out[PDF_NAME_SIZE]) {
    size_t length = 0;
    for (; name && *name && length < PDF_NAME_SIZE - 1; name++)
        if (*name > ' ' && *name <= '~' && !strchr("()<>[]{}/%#", *name))
            out[length++] = *name;
    out[length] = '\0';
    if (!length)
        memcpy(out, "Font", sizeof "Font");
    return out;
}
