/*
 * json_token: the smallest parts of JSON text. Each function reads what stands at the scanner's place, reports what
 * is wrong with it, and moves on behind it.
 */
#ifndef BANXIN_JSON_JSON_TOKEN_H
#define BANXIN_JSON_JSON_TOKEN_H

#include "json/json_scanner.h"

/* Stands for any character beyond ASCII that is no full-width twin. */
#define TOKEN_OTHER ((char)-1)

/* The character at hand: as JSON reads it, or as it was meant where its full-width twin was typed. */
typedef struct TokenChar {
    char c;      /* ASCII, or TOKEN_OTHER */
    size_t size; /* bytes; above 1 a full-width twin or another character */
} TokenChar;

TokenChar token_char(const Scanner *scanner);
/* Steps over it, reporting it when it is a full-width twin. */
void token_take(Scanner *scanner, TokenChar token);
/* Skips white space; reports comments and spaces that are none in JSON. */
void token_space(Scanner *scanner);
/* May a string, number or word begin with it? */
bool token_starts_scalar(TokenChar token);
/* A string, whatever its quotes. *raw is what stands between them; false when it does not end. */
bool token_string(Scanner *scanner, Str *raw);
/* A number or a word: true, false, null, or what was written instead of them. */
void token_bare(Scanner *scanner);
/* Only its extent: for a key without quotes. */
Str token_bare_text(const Scanner *scanner);
/* What stands at hand, for a message: a character, or U+0007. In scratch. */
const char *token_describe(const Scanner *scanner);

#endif
