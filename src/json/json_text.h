/*
 * json_text: escapes of strings and of JSON pointers.
 */
#ifndef BANXIN_JSON_JSON_TEXT_H
#define BANXIN_JSON_JSON_TEXT_H

#include "base/str.h"

/* Four hexadecimal digits; -1 when they are not. */
int json_hex4(const char *digits, size_t length);
/*
 * The inside of a string with its escapes resolved, in the arena. What is no escape stays as it is, a lone
 * surrogate becomes U+FFFD: the scanner has reported both.
 */
Str json_unescape(Arena *arena, Str raw);
/* Appends "/name" to a JSON pointer, with ~ and / escaped (RFC 6901, 3). */
void json_pointer_name(Buf *pointer, Str name);
void json_pointer_index(Buf *pointer, uint32_t index);

#endif
