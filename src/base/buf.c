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

void buf_char(Buf *buf, char c) {
    char *at = buf_room(buf, 1);
    if (!at)
        return;
    *at = c;
    buf_took(buf, at + 1);
}

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

/* Digits are made from their end in the first half of this; then a number's length is copied whatever it is. */
#define NUMBER_ROOM (2 * BUF_NUMBER)

char *int_write(int64_t value, char out[BUF_NUMBER]) {
    char digits[NUMBER_ROOM] = {0}, *end = digits + BUF_NUMBER, *start = write_int(value, end);
    memcpy(out, start, BUF_NUMBER);
    return out + (end - start);
}

void buf_int(Buf *buf, int64_t value) {
    char *at = buf_room(buf, BUF_NUMBER);
    if (at)
        buf_took(buf, int_write(value, at));
}

const char *int_format(int64_t value, char buffer[BUF_NUMBER]) {
    char *end = buffer + BUF_NUMBER - 1;
    *end = '\0';
    return write_int(value, end);
}

/* Three decimals before `end`, or as many as are not 0; gives where they begin, *end where they end. */
static char *write_decimals(uint64_t rest, char **end) {
    char *at = *end;
    *--at = (char)('0' + rest % 10);
    *--at = (char)('0' + rest / 10 % 10);
    *--at = (char)('0' + rest / 100);
    while ((*end)[-1] == '0')
        --*end;
    *--at = '.';
    return at;
}

char *thousandths_write(int64_t value, char out[BUF_NUMBER]) {
    char digits[NUMBER_ROOM] = {0}, *end = digits + BUF_NUMBER, *start = end;
    uint64_t whole = magnitude(value), rest = whole % 1000;
    if (rest)
        start = write_decimals(rest, &end);
    start = write_digits(whole / 1000, start);
    if (value < 0)
        *--start = '-';
    memcpy(out, start, BUF_NUMBER);
    return out + (end - start);
}

void buf_thousandths(Buf *buf, int64_t value) {
    char *at = buf_room(buf, BUF_NUMBER);
    if (at)
        buf_took(buf, thousandths_write(value, at));
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
