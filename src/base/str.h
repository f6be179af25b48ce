/*
 * str: borrowed slices of text and growing buffers of bytes.
 */
#ifndef BANXIN_BASE_STR_H
#define BANXIN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* A borrowed slice, not NUL-terminated; UTF-8 wherever it is text. */
typedef struct Str {
    const char *text;
    size_t length;
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
Str str_from(const char *text); /* NULL gives the empty slice */
bool str_equal(Str a, Str b);
bool str_equals(Str a, const char *b);
/* The slice without ASCII space, tab, CR, LF at its ends. */
Str str_trim(Str s);
/* Splits at the first `separator`: *head is what stands before, the result what stands after; false if none. */
bool str_split(Str s, char separator, Str *head, Str *tail);
char *str_dup(Arena *arena, Str s);

/* Edit distance (insert, delete, replace, swap of neighbours) in code points, capped at `limit` + 1. */
int str_distance(const char *a, const char *b, int limit);
/* The candidate nearest to `name`, or NULL when none is near enough to be worth suggesting. */
const char *str_nearest(const char *name, const char *const *candidates, size_t count);

/*
 * A growing byte buffer on the heap. Failure is sticky as in Arena: pushing to a failed buffer does nothing,
 * buf_failed tells. Zero-initialise to start ((Buf){0}); freed by buf_free. Once anything has
 * been pushed, a NUL stands after the last byte (not counted), so that text can be handed on as it is.
 */
typedef struct Buf {
    char *bytes;
    size_t length, capacity;
    bool failed;
} Buf;

void buf_free(Buf *buf);
bool buf_failed(const Buf *buf);
void buf_reserve(Buf *buf, size_t extra);
void buf_push(Buf *buf, const void *bytes, size_t length);
void buf_text(Buf *buf, const char *text);
void buf_char(Buf *buf, char c);
/*
 * For writers of many small things: a place for `most` bytes behind the last, NULL when memory is out; then buf_took
 * with the end of what was written there.
 */
static inline char *buf_room(Buf *buf, size_t most) {
    if (buf->failed || most >= buf->capacity - buf->length)
        buf_reserve(buf, most);
    return buf->failed ? NULL : buf->bytes + buf->length;
}
static inline void buf_took(Buf *buf, char *end) {
    *end = '\0';
    buf->length = (size_t)(end - buf->bytes);
}
static inline void buf_short(Buf *buf, const char *bytes, size_t length) {
    char *at = buf_room(buf, length);
    if (at)
        buf_took(buf, (char *)memcpy(at, bytes, length) + length);
}
/* buf_text of a literal, without a call. */
#define BUF_LITERAL(buf, literal) buf_short((buf), (literal), sizeof(literal) - 1)
void buf_printf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Integer in decimal; fast path for content streams. */
void buf_int(Buf *buf, int64_t value);
/* value/1000 with at most three decimals, no trailing zeros, "." whatever the locale. */
void buf_thousandths(Buf *buf, int64_t value);
#define BUF_NUMBER 32
/* Both into `out`, without a NUL, bytes behind it overwritten up to BUF_NUMBER; they give the end. */
char *int_write(int64_t value, char out[BUF_NUMBER]);
char *thousandths_write(int64_t value, char out[BUF_NUMBER]);
/* Bytes in base64 (RFC 4648, 4). */
void buf_base64(Buf *buf, Str bytes);
/* An integer in decimal, NUL-terminated, in `buffer`; for the arguments of messages. */
const char *int_format(int64_t value, char buffer[BUF_NUMBER]);

#endif
