#include "sign/raw.h"

#include <string.h>

#include "sign/verify.h"

bool raw_is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

static bool is_delimiter(char c) { return c != '\0' && strchr("()<>[]{}/%", c) != NULL; }

size_t raw_skip(Str bytes, size_t at) {
    while (at < bytes.length && (raw_is_space(bytes.text[at]) || bytes.text[at] == '%'))
        if (bytes.text[at] != '%')
            at++;
        else
            while (at < bytes.length && bytes.text[at] != '\n' && bytes.text[at] != '\r')
                at++;
    return at;
}

size_t raw_skip_line_end(Str bytes, size_t at) {
    if (at < bytes.length && bytes.text[at] == '\r')
        at++;
    return at < bytes.length && bytes.text[at] == '\n' ? at + 1 : at;
}

size_t raw_word(Str bytes, size_t at, const char *word) {
    size_t length = strlen(word);
    bool here = at <= bytes.length && bytes.length - at >= length && memcmp(bytes.text + at, word, length) == 0;
    return here ? at + length : RAW_NONE;
}

size_t raw_number(Str bytes, size_t at, uint64_t *number) {
    size_t start = at;
    for (*number = 0; at < bytes.length && at - start < 15 && bytes.text[at] >= '0' && bytes.text[at] <= '9'; at++)
        *number = *number * 10 + (uint64_t)(bytes.text[at] - '0');
    return at > start ? at : RAW_NONE;
}

size_t raw_find(Str bytes, size_t at, const char *word) {
    const char *found = at < bytes.length ? memmem(bytes.text + at, bytes.length - at, word, strlen(word)) : NULL;
    return found ? (size_t)(found - bytes.text) : RAW_NONE;
}

size_t raw_find_last(Str bytes, const char *word) {
    size_t length = strlen(word);
    for (size_t at = bytes.length >= length ? bytes.length - length + 1 : 0; at-- > 0;)
        if (bytes.text[at] == *word && memcmp(bytes.text + at, word, length) == 0)
            return at;
    return RAW_NONE;
}

int raw_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* ---- tokens and dictionaries
 * --------------------------------------------------------------------------------------------- */

/* Past a literal string: brackets within it are balanced, or escaped. */
static size_t skip_string(Str bytes, size_t at) {
    size_t open = 0;
    for (; at < bytes.length; at++) {
        char c = bytes.text[at];
        if (c == '\\')
            at++;
        else if (c == '(')
            open++;
        else if (c == ')' && --open == 0)
            return at + 1;
    }
    return RAW_NONE;
}

size_t raw_token(Str bytes, size_t at) {
    char c = bytes.text[at];
    if (c == '(')
        return skip_string(bytes, at);
    if ((c == '<' || c == '>') && at + 1 < bytes.length && bytes.text[at + 1] == c)
        return at + 2;
    if (c == '<') {
        const char *end = memchr(bytes.text + at, '>', bytes.length - at);
        return end ? (size_t)(end - bytes.text) + 1 : RAW_NONE;
    }
    if (is_delimiter(c) && c != '/')
        return at + 1;
    do
        at++;
    while (at < bytes.length && !raw_is_space(bytes.text[at]) && !is_delimiter(bytes.text[at]));
    return at;
}

/* How a token changes the depth of arrays and dictionaries. */
static int step_of(Str token) {
    if (str_equals(token, "<<") || str_equals(token, "["))
        return 1;
    return str_equals(token, ">>") || str_equals(token, "]") ? -1 : 0;
}

/*
 * Keys and values of the outer dictionary follow in turn; a value may be several tokens ("5 0 R"), but never a name
 * beside something else. So a name at depth 1 is a key unless it comes right after a key.
 */
size_t raw_key(Str bytes, size_t at, const char *key) {
    bool after_key = false;
    int depth = 0;
    if (raw_word(bytes, at, "<<") == RAW_NONE)
        return RAW_NONE;
    while (at < bytes.length) {
        size_t end = raw_token(bytes, at);
        if (end == RAW_NONE)
            return RAW_NONE;
        Str token = {bytes.text + at, end - at};
        depth += step_of(token);
        if (depth == 0 || depth > VERIFY_DEPTH_MAX)
            return RAW_NONE;
        bool is_key = depth == 1 && *token.text == '/' && !after_key;
        at = raw_skip(bytes, end);
        if (is_key && str_equals(token, key))
            return at;
        after_key = is_key;
    }
    return RAW_NONE;
}
