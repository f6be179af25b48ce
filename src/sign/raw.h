/*
 * raw: a PDF as bytes: white space, numbers, keywords and the keys of one dictionary, by ISO 32000-1, 7.2 and 7.3.
 *
 * Signatures are about bytes, so where things stand must be asked of the bytes, not of a reader that forgives. All
 * functions read within [at, bytes.length) and give RAW_NONE where what they look for is not there.
 */
#ifndef BANXIN_SIGN_RAW_H
#define BANXIN_SIGN_RAW_H

#include "base/str.h"

#define RAW_NONE ((size_t)-1)

bool raw_is_space(char c);
/* Past white space and comments. */
size_t raw_skip(Str bytes, size_t at);
/* Past an end of line (CR, LF or CR LF), if one stands here. */
size_t raw_skip_line_end(Str bytes, size_t at);
/* Does `word` stand here? Past it, or RAW_NONE. */
size_t raw_word(Str bytes, size_t at, const char *word);
/* An unsigned number of at most 15 digits; past it, or RAW_NONE. */
size_t raw_number(Str bytes, size_t at, uint64_t *number);
/* The first place from `at` on, and the last before the end, where `word` stands. */
size_t raw_find(Str bytes, size_t at, const char *word);
size_t raw_find_last(Str bytes, const char *word);

/* Past the token that begins here: a bracket, a string, a name, a number or a keyword; RAW_NONE if it does not end. */
size_t raw_token(Str bytes, size_t at);
/* The value of a hexadecimal digit; -1 of anything else. */
int raw_digit(char c);

/*
 * The value of a key of the dictionary that begins here ("<<"), its own and not one of a dictionary within it. Gives
 * where the value begins; RAW_NONE when there is no such key, or no dictionary.
 */
size_t raw_key(Str bytes, size_t at, const char *key);

#endif
