/*
 * expr_token: the words and signs of an expression.
 */
#ifndef BANXIN_FORM_EXPR_TOKEN_H
#define BANXIN_FORM_EXPR_TOKEN_H

#include "base/diag.h"
#include "base/str.h"

typedef enum TokenKind {
    TOKEN_END, /* of the text, or a character that belongs to no expression: } | { */
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_TEXT, /* without its quotes */
    TOKEN_SIGN, /* + - * / & = != < <= > >= ( ) [ ] , . */
    TOKEN_BAD   /* a character no expression has, or a text without end */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Str text;    /* as it stands; of a text what is between the quotes */
    size_t at;   /* offset of its first byte */
    size_t end;  /* of the byte after it */
    bool spaced; /* white space before it */
    bool spaced_after;
} Token;

/* The token that stands at `at` or after white space there. */
Token token_next(Str text, size_t at);
/* The same where a name is wanted that may begin with a digit: a row's key, a column after a point. */
Token token_next_key(Str text, size_t at);
bool token_is(const Token *token, const char *sign);
bool token_is_word(const Token *token, const char *word);

#endif
