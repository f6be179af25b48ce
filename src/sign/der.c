#include "sign/der.h"

#include <string.h>

size_t der_open(Buf *out, int tag) {
    buf_char(out, (char)tag);
    return out->length;
}

/* The length as it is encoded (8.1.3); gives how many bytes that are. */
static size_t encode_length(size_t length, unsigned char head[1 + sizeof(size_t)]) {
    size_t bytes = 0;
    if (length < 0x80) {
        head[0] = (unsigned char)length;
        return 1;
    }
    while (bytes < sizeof length && length >> 8 * bytes)
        bytes++;
    head[0] = (unsigned char)(0x80 | bytes);
    for (size_t i = 0; i < bytes; i++)
        head[1 + i] = (unsigned char)(length >> 8 * (bytes - 1 - i));
    return 1 + bytes;
}

void der_close(Buf *out, size_t mark) {
    unsigned char head[1 + sizeof(size_t)];
    size_t length = out->length - mark, size = encode_length(length, head);
    buf_push(out, head, size); /* makes room */
    if (buf_failed(out))
        return;
    memmove(out->bytes + mark + size, out->bytes + mark, length);
    memcpy(out->bytes + mark, head, size);
}

void der_put(Buf *out, int tag, Str content) {
    size_t mark = der_open(out, tag);
    buf_push(out, content.text, content.length);
    der_close(out, mark);
}

void der_small(Buf *out, int number) {
    char byte = (char)number;
    der_put(out, DER_INTEGER, (Str){&byte, 1});
}

/* ---- object identifiers (8.19) -------------------------------------------------------------------------------- */

static void put_number(Buf *out, unsigned number) {
    for (int shift = 21; shift > 0; shift -= 7)
        if (number >> shift)
            buf_char(out, (char)(0x80 | (number >> shift & 0x7F)));
    buf_char(out, (char)(number & 0x7F));
}

static unsigned take_number(const char **text) {
    unsigned number = 0;
    for (; **text >= '0' && **text <= '9'; ++*text)
        number = number * 10 + (unsigned)(**text - '0');
    if (**text == '.')
        ++*text;
    return number;
}

void der_oid(Buf *out, const char *dotted) {
    size_t mark = der_open(out, 0x06);
    unsigned first = take_number(&dotted);
    put_number(out, first * 40 + take_number(&dotted));
    while (*dotted)
        put_number(out, take_number(&dotted));
    der_close(out, mark);
}

void der_algorithm(Buf *out, const char *dotted, bool null) {
    size_t mark = der_open(out, DER_SEQUENCE);
    der_oid(out, dotted);
    if (null)
        der_put(out, DER_NULL, STR(""));
    der_close(out, mark);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

size_t der_length(Str bytes) {
    const unsigned char *at = (const unsigned char *)bytes.text;
    if (bytes.length < 2)
        return 0;
    if (at[1] < 0x80)
        return bytes.length >= 2u + at[1] ? 2u + at[1] : 0;
    size_t count = at[1] & 0x7Fu, length = 0;
    if (count == 0 || count > 4 || bytes.length < 2 + count)
        return 0;
    for (size_t i = 0; i < count; i++)
        length = length << 8 | at[2 + i];
    return length <= bytes.length - 2 - count ? 2 + count + length : 0;
}
