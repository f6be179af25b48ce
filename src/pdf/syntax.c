#include "pdf/syntax.h"

#include <string.h>

#include "base/utf8.h"

/* Escaped bytes are gathered so far before they are pushed. */
#define BYTES_CHUNK 256

/* The most that a key and what is written behind it take, but for its name. */
#define KEY_ROOM (BUF_NUMBER + 8)

static char *put_ref(char *at, uint32_t object) {
    at = int_write(object, at);
    return (char *)memcpy(at, " 0 R", 4) + 4;
}

static char *put_key(char *at, const char *key, size_t length) {
    *at++ = '/';
    at = (char *)memcpy(at, key, length) + length;
    *at++ = ' ';
    return at;
}

void pdf_ref(Buf *out, uint32_t object) {
    char *at = buf_room(out, KEY_ROOM);
    if (at)
        buf_took(out, put_ref(at, object));
}

void pdf_item_ref(Buf *list, uint32_t object) {
    if (list->length)
        buf_char(list, ' ');
    pdf_ref(list, object);
}

void pdf_key_ref(Buf *out, const char *key, uint32_t object) {
    const size_t length = strlen(key);
    char *at = buf_room(out, length + KEY_ROOM);
    if (at)
        buf_took(out, put_ref(put_key(at, key, length), object));
}

void pdf_key_int(Buf *out, const char *key, int64_t value) {
    const size_t length = strlen(key);
    char *at = buf_room(out, length + KEY_ROOM);
    if (at)
        buf_took(out, int_write(value, put_key(at, key, length)));
}

void pdf_lens(Buf *out, const Len *values, size_t count) {
    char *at = buf_room(out, count * (BUF_NUMBER + 1));
    for (size_t i = 0; at && i < count; i++) {
        if (i)
            *at++ = ' ';
        at = thousandths_write(values[i], at);
    }
    if (at)
        buf_took(out, at);
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

void pdf_bytes(Buf *out, const uint8_t *bytes, size_t length) {
    char chunk[BYTES_CHUNK];
    size_t filled = 0;
    chunk[filled++] = '(';
    for (size_t i = 0; i < length; i++) {
        if (filled > sizeof chunk - 3) {
            buf_push(out, chunk, filled);
            filled = 0;
        }
        char letter = pdf_escape(bytes[i]);
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
