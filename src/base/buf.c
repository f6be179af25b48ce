#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUF_FIRST ((size_t)64)

void buf_free(Buf *buf) {
    free(buf->bytes);
    *buf = (Buf){0};
}

bool buf_failed(const Buf *buf) { return buf->failed; }

/* Room for `extra` bytes and the NUL after them. */
void buf_reserve(Buf *buf, size_t extra) {
    if (buf->failed || extra < buf->capacity - buf->length)
        return;
    if (extra >= SIZE_MAX / 4 - buf->length) {
        buf->failed = true;
        return;
    }
    size_t wanted = buf->capacity ? buf->capacity * 2 : BUF_FIRST;
    if (wanted <= buf->length + extra)
        wanted = buf->length + extra + 1;
    char *grown = realloc(buf->bytes, wanted);
    if (!grown) {
        buf->failed = true;
        return;
    }
    buf->bytes = grown;
    buf->capacity = wanted;
}

void buf_push(Buf *buf, const void *bytes, size_t length) {
    buf_reserve(buf, length);
    if (buf->failed)
        return;
    if (length)
        memcpy(buf->bytes + buf->length, bytes, length);
    buf->length += length;
    buf->bytes[buf->length] = '\0';
}

void buf_text(Buf *buf, const char *text) { buf_push(buf, text, strlen(text)); }

void buf_char(Buf *buf, char c) { buf_push(buf, &c, 1); }

void buf_printf(Buf *buf, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        buf->failed = true;
    else
        buf_reserve(buf, (size_t)length);
    if (!buf->failed) {
        vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

/* Writes the digits of `value` so that they end before `end`; gives where they begin. */
static char *write_digits(uint64_t value, char *end) {
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    return end;
}

static uint64_t magnitude(int64_t value) { return value < 0 ? 0 - (uint64_t)value : (uint64_t)value; }

static char *write_int(int64_t value, char *end) {
    char *start = write_digits(magnitude(value), end);
    if (value < 0)
        *--start = '-';
    return start;
}

void buf_int(Buf *buf, int64_t value) {
    char digits[BUF_NUMBER], *end = digits + sizeof digits;
    char *start = write_int(value, end);
    buf_push(buf, start, (size_t)(end - start));
}

const char *int_format(int64_t value, char buffer[BUF_NUMBER]) {
    char *end = buffer + BUF_NUMBER - 1;
    *end = '\0';
    return write_int(value, end);
}

size_t thousandths_write(int64_t value, char out[BUF_NUMBER]) {
    char digits[BUF_NUMBER], *end = digits + sizeof digits;
    uint64_t rest = magnitude(value) % 1000;
    if (rest) {
        *--end = (char)('0' + rest % 10);
        *--end = (char)('0' + rest / 10 % 10);
        *--end = (char)('0' + rest / 100);
        *--end = '.';
    }
    char *start = write_digits(magnitude(value) / 1000, end);
    if (value < 0)
        *--start = '-';
    end = digits + sizeof digits;
    while (rest && end[-1] == '0')
        end--;
    memcpy(out, start, (size_t)(end - start));
    return (size_t)(end - start);
}

void buf_thousandths(Buf *buf, int64_t value) {
    char digits[BUF_NUMBER];
    buf_push(buf, digits, thousandths_write(value, digits));
}

void buf_base64(Buf *buf, Str bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < bytes.length; at += 3) {
        size_t count = bytes.length - at < 3 ? bytes.length - at : 3;
        uint32_t group = 0;
        for (size_t i = 0; i < 3; i++)
            group = group << 8 | (i < count ? (unsigned char)bytes.text[at + i] : 0);
        for (size_t i = 0; i < 4; i++)
            buf_char(buf, i <= count ? digits[group >> (18 - 6 * i) & 63] : '=');
    }
}
