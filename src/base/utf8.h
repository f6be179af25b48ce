/*
 * utf8: decoding and checking of UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
 */
#ifndef BANXIN_BASE_UTF8_H
#define BANXIN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFDu

/*
 * Decodes the character at `bytes` (length > 0 left); its size in *size (1 to 4). A bad byte gives U+FFFD, size 1;
 * U+FFFD standing in the text has size 3, which tells the two apart.
 */
uint32_t utf8_decode(const char *bytes, size_t length, size_t *size);
/* Writes the character, gives its size; what is no character (a surrogate, above U+10FFFF) is written as U+FFFD. */
size_t utf8_encode(uint32_t codepoint, char out[4]);
/* Offset of the first byte that is not valid UTF-8, or `length` when all is well. */
size_t utf8_check(const char *bytes, size_t length);
/* Number of characters in valid text; each bad byte counts as one. */
size_t utf8_count(const char *bytes, size_t length);
/* Would printing the character move the cursor or reorder the line? Controls, line separators, directional marks. */
bool utf8_is_unsafe(uint32_t codepoint);
/* How much of the text to keep so that it takes at most `most` bytes and no character is cut. */
size_t utf8_cut(const char *bytes, size_t length, size_t most);

#endif
