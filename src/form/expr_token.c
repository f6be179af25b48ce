#include "form/expr_token.h"

#include <string.h>

#include "base/utf8.h"
#include "form/path.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Two-character signs before those that begin like them. */
static const char *const signs[] = {"!=", "<=", ">=", "+", "-", "*", "/", "&", "=",
                                    "<",  ">",  "(",  ")", "[", "]", ",", ".", NULL};

static size_t skip_space(Str text, size_t at) {
    while (at < text.length && is_space(text.text[at]))
        at++;
    return at;
}

static size_t name_end(Str text, size_t at) {
    while (at < text.length && name_has_byte((unsigned char)text.text[at]))
        at++;
    return at;
}

/* Digits, maybe a point and more of them. */
static size_t number_end(Str text, size_t at) {
    while (at < text.length && is_digit(text.text[at]))
        at++;
    if (at + 1 < text.length && text.text[at] == '.' && is_digit(text.text[at + 1]))
        for (at++; at < text.length && is_digit(text.text[at]);)
            at++;
    return at;
}

static size_t sign_length(Str text, size_t at) {
    for (size_t i = 0; signs[i]; i++) {
        size_t length = strlen(signs[i]);
        if (text.length - at >= length && memcmp(text.text + at, signs[i], length) == 0)
            return length;
    }
    return 0;
}

static Token token_of(TokenKind kind, Str text, size_t from, size_t at, size_t end) {
    Token token = {.kind = kind, .text = {text.text + at, end - at}, .at = at, .end = end, .spaced = at > from};
    token.spaced_after = end >= text.length || is_space(text.text[end]);
    return token;
}

/* 'text' or "text"; there are no escapes: a text with one kind of quote in it stands in the other. */
static Token quoted(Str text, size_t from, size_t at) {
    const char *close = memchr(text.text + at + 1, text.text[at], text.length - at - 1);
    if (!close)
        return token_of(TOKEN_BAD, text, from, at, text.length);
    size_t end = (size_t)(close - text.text);
    Token token = token_of(TOKEN_TEXT, text, from, at, end + 1);
    token.text = (Str){text.text + at + 1, end - at - 1};
    return token;
}

/* A minus begins no name: -a is the sign and a name. */
static bool begins_name(char c) { return name_has_byte((unsigned char)c) && !is_digit(c) && c != '-'; }

Token token_next(Str text, size_t from) {
    size_t at = skip_space(text, from);
    if (at >= text.length || strchr("{}|", text.text[at]))
        return token_of(TOKEN_END, text, from, at, at);
    char c = text.text[at];
    if (c == '\'' || c == '"')
        return quoted(text, from, at);
    if (begins_name(c))
        return token_of(TOKEN_NAME, text, from, at, name_end(text, at));
    if (is_digit(c))
        return token_of(TOKEN_NUMBER, text, from, at, number_end(text, at));
    size_t length = sign_length(text, at);
    if (length > 0)
        return token_of(TOKEN_SIGN, text, from, at, at + length);
    size_t size;
    utf8_decode(text.text + at, text.length - at, &size);
    return token_of(TOKEN_BAD, text, from, at, at + size);
}

Token token_next_key(Str text, size_t from) {
    size_t at = skip_space(text, from);
    if (at < text.length && name_has_byte((unsigned char)text.text[at]) && text.text[at] != '-')
        return token_of(TOKEN_NAME, text, from, at, name_end(text, at));
    return token_next(text, from);
}

bool token_is(const Token *token, const char *sign) {
    return token->kind == TOKEN_SIGN && str_equals(token->text, sign);
}

bool token_is_word(const Token *token, const char *word) {
    return token->kind == TOKEN_NAME && str_equals(token->text, word);
}
