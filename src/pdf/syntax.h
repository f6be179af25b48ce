/*
 * syntax: the small tokens of PDF (ISO 32000-1, 7.3), appended to a Buf.
 *
 * Everything is written from integers, so that the same pages give the same bytes on every machine. Lengths are
 * Len and come out in points with at most three decimals.
 */
#ifndef BANXIN_PDF_SYNTAX_H
#define BANXIN_PDF_SYNTAX_H

#include <stdint.h>

#include "base/len.h"
#include "base/str.h"

/* "12 0 R". */
void pdf_ref(Buf *out, uint32_t object);
/* A further item of a list: "12 0 R", a blank before it unless it is the first. */
void pdf_item_ref(Buf *list, uint32_t object);
/* "/Key 12 0 R". */
void pdf_key_ref(Buf *out, const char *key, uint32_t object);
/* "/Key 12". */
void pdf_key_int(Buf *out, const char *key, int64_t value);
/* Lengths one after the other, a blank between. */
void pdf_lens(Buf *out, const Len *values, size_t count);
/* "[x0 y0 x1 y1]" of a box given from the top left, on a sheet `height` high (7.9.5). */
void pdf_rect(Buf *out, Rect box, Len height);
/* A text string (7.9.2.2): literal when it is printable ASCII, else UTF-16BE in hexadecimal with its mark. */
void pdf_text(Buf *out, Str text);
/* Four hexadecimal digits; a character's UTF-16BE units as 4 or 8 of them. */
void pdf_hex16(Buf *out, uint32_t value);
void pdf_utf16_hex(Buf *out, uint32_t codepoint);
/* The letter a byte of a literal string is escaped with, 0 when it stands for itself (a bare CR: as a line feed). */
static inline char pdf_escape(uint8_t byte) {
    switch (byte) {
    case '(':
    case ')':
    case '\\': return (char)byte;
    case '\r': return 'r';
    default: return 0;
    }
}
/* A literal string of bytes (7.3.4.2): balanced or not, with any byte. */
void pdf_bytes(Buf *out, const uint8_t *bytes, size_t length);
/* `name` without what a name must escape (7.3.5), at most 63 characters; "Font" when nothing is left. */
#define PDF_NAME_SIZE 64
const char *pdf_clean_name(const char *name, char out[PDF_NAME_SIZE]);

#endif
