#include "json/json_token.h"

#include <string.h>

#include "base/utf8.h"
#include "json/json_number.h"
#include "json/json_text.h"

/* How far beyond a line break its next line is looked for. */
#define LOOK_AHEAD 128

/* Marks typed with a Chinese input method on, and the ones JSON means. */
static const struct {
    uint32_t wide;
    char c;
} twins[] = {
    {0xFF0C, ','}, {0x3001, ','}, {0xFF1A, ':'}, {0xFF3B, '['}, {0xFF3D, ']'},
    {0xFF5B, '{'}, {0xFF5D, '}'}, {0xFF02, '"'}, {0x201C, '"'}, {0x201D, '"'},
};

static const char *here(const Scanner *scanner) { return scanner->source->bytes + scanner->at; }

static size_t left(const Scanner *scanner) { return scanner->source->length - scanner->at; }

static uint32_t decode_here(const Scanner *scanner, size_t *size) {
    return utf8_decode(here(scanner), left(scanner), size);
}

static char twin_of(uint32_t c) {
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
        if (twins[i].wide == c)
            return twins[i].c;
    return TOKEN_OTHER;
}

TokenChar token_char(const Scanner *scanner) {
    size_t size;
    uint32_t c = decode_here(scanner, &size);
    if (c < 0x80)
        return (TokenChar){(char)c, 1};
    return (TokenChar){twin_of(c), size};
}

const char *token_describe(const Scanner *scanner) {
    size_t size;
    uint32_t c = decode_here(scanner, &size);
    if (c < 0x21 || (c >= 0x7F && c < 0xA1))
        return arena_printf(scanner->scratch, "U+%04X", (unsigned)c);
    return arena_strndup(scanner->scratch, here(scanner), size);
}

void token_take(Scanner *scanner, TokenChar token) {
    const char meant[] = {token.c, '\0'};
    if (token.size > 1 && token.c != TOKEN_OTHER)
        scanner_fault(scanner, DIAG_JSON_FULL_WIDTH, scanner->at, DIAG_ARGS(token_describe(scanner), meant));
    scanner->at += token.size;
    scanner->touched = true;
}

/* ---- space ---- */

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Spaces elsewhere, none in JSON: no-break, ideographic, zero width, line separator, vertical tab, form feed. */
static bool is_foreign_space(uint32_t c) {
    return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x2060 || c == 0xFEFF || c == 0x85 || c == '\v' || c == '\f';
}

static void skip_foreign_spaces(Scanner *scanner, uint32_t first) {
    const char *name = arena_printf(scanner->scratch, "U+%04X", (unsigned)first);
    scanner_fault(scanner, DIAG_JSON_SPACE, scanner->at, DIAG_ARGS(name));
    size_t size;
    while (!scanner_at_end(scanner) && is_foreign_space(decode_here(scanner, &size)))
        scanner->at += size;
}

static bool starts_comment(const Scanner *scanner) {
    char c = scanner_peek(scanner, 0), next = scanner_peek(scanner, 1);
    return c == '#' || (c == '/' && (next == '/' || next == '*'));
}

static void skip_comment(Scanner *scanner) {
    scanner_fault(scanner, DIAG_JSON_COMMENT, scanner->at, DIAG_NO_ARGS);
    bool block = scanner_peek(scanner, 0) == '/' && scanner_peek(scanner, 1) == '*';
    scanner->at += block ? 2 : 1;
    const char *end =
        block ? memmem(here(scanner), left(scanner), "*/", 2) : memchr(here(scanner), '\n', left(scanner));
    scanner->at = end ? (size_t)(end - scanner->source->bytes) + (block ? 2 : 0) : scanner->source->length;
}

void token_space(Scanner *scanner) {
    while (!scanner_at_end(scanner) && !scanner->stopped) {
        size_t size;
        uint32_t c = decode_here(scanner, &size);
        if (c < 0x80 && is_space((char)c))
            scanner->at++;
        else if (is_foreign_space(c))
            skip_foreign_spaces(scanner, c);
        else if (starts_comment(scanner))
            skip_comment(scanner);
        else
            return;
    }
}

/* ---- strings ---- */

/* What a string says once, however often it happens in it. */
typedef struct StringState {
    size_t open; /* offset of the quote that opens it */
    char quote;  /* ', ", or TOKEN_OTHER for a full-width pair */
    bool said_control, said_utf8;
} StringState;

static bool at_line_break(const Scanner *scanner) {
    char c = scanner_peek(scanner, 0);
    return c == '\n' || (c == '\r' && scanner_peek(scanner, 1) == '\n');
}

/* A backslash and what follows it. */
static void scan_plain_escape(Scanner *scanner, const StringState *string) {
    size_t start = scanner->at++;
    if (scanner_at_end(scanner))
        return;
    char c = scanner_peek(scanner, 0);
    if ((c && strchr("\"\\/bfnrt", c)) || (c == '\'' && string->quote == '\'')) {
        scanner->at++;
        return;
    }
    const char *what = token_describe(scanner);
    scanner_fault(scanner, DIAG_JSON_ESCAPE, start, DIAG_ARGS(what));
    size_t size;
    decode_here(scanner, &size);
    if (!at_line_break(scanner)) /* which is judged as such */
        scanner->at += size;
}

/* \uXXXX, and the second half of a surrogate pair. */
static void scan_unicode_escape(Scanner *scanner) {
    size_t start = scanner->at;
    int unit = json_hex4(here(scanner) + 2, left(scanner) - 2);
    scanner->at += 2;
    if (unit < 0) {
        scanner_fault(scanner, DIAG_JSON_ESCAPE, start, DIAG_ARGS("u"));
        return;
    }
    scanner->at += 4;
    if (unit == 0)
        scanner_fault(scanner, DIAG_JSON_NUL, start, DIAG_NO_ARGS);
    if (unit < 0xD800 || unit > 0xDFFF)
        return;
    bool pair = unit <= 0xDBFF && scanner_peek(scanner, 0) == '\\' && scanner_peek(scanner, 1) == 'u';
    int low = pair ? json_hex4(here(scanner) + 2, left(scanner) - 2) : -1;
    if (low >= 0xDC00 && low <= 0xDFFF) {
        scanner->at += 6;
        return;
    }
    const char *escape = arena_strndup(scanner->scratch, scanner->source->bytes + start, 6);
    scanner_fault(scanner, DIAG_JSON_SURROGATE, start, DIAG_ARGS(escape));
}

static void scan_escape(Scanner *scanner, const StringState *string) {
    if (scanner_peek(scanner, 1) == 'u')
        scan_unicode_escape(scanner);
    else
        scan_plain_escape(scanner, string);
}

/*
 * A string that runs into the end of its line either lacks its closing quote or holds a line break. It lacks the
 * quote when the next line begins as JSON does after a value.
 */
static bool quote_is_missing(const Scanner *scanner) {
    size_t ahead = 1;
    while (ahead < LOOK_AHEAD && is_space(scanner_peek(scanner, ahead)))
        ahead++;
    char c = scanner_peek(scanner, ahead);
    return c == '"' || c == ',' || c == '}' || c == ']' || c == '{' || c == '[';
}

/* Ends the string before the line break, and before a comma or bracket that was swallowed with the missing quote. */
static void end_at_line(Scanner *scanner, const StringState *string) {
    scanner_fault(scanner, DIAG_JSON_STRING_OPEN, string->open, DIAG_NO_ARGS);
    size_t end = scanner->at;
    const char *bytes = scanner->source->bytes;
    while (end > string->open + 1 && (is_space(bytes[end - 1]) || strchr(",]}", bytes[end - 1])))
        end--;
    scanner->at = end;
}

static void scan_control(Scanner *scanner, StringState *string) {
    const char *what = token_describe(scanner);
    if (!string->said_control)
        scanner_fault(scanner, DIAG_JSON_CONTROL, scanner->at, DIAG_ARGS(what));
    string->said_control = true;
    scanner->at++;
}

/* A character above U+007F in a string that has to be looked at: bad bytes, or a full-width closing quote. */
static void scan_wide(Scanner *scanner, StringState *string) {
    size_t size;
    if (decode_here(scanner, &size) == UTF8_REPLACEMENT && size == 1 && !string->said_utf8) {
        scanner_fault(scanner, DIAG_JSON_UTF8, scanner->at, DIAG_NO_ARGS);
        string->said_utf8 = true;
    }
    scanner->at += size;
}

static bool closes(const Scanner *scanner, const StringState *string) {
    char c = scanner_peek(scanner, 0);
    if (string->quote != TOKEN_OTHER)
        return c == string->quote;
    return c == '"' || ((unsigned char)c >= 0x80 && token_char(scanner).c == '"');
}

/* Runs to the closing quote. False at the end of the file; *missing when the quote was given up at a line's end. */
static bool scan_inside(Scanner *scanner, StringState *string, bool *missing) {
    bool plain = scanner->text_is_utf8 && string->quote != TOKEN_OTHER;
    while (!scanner_at_end(scanner) && !scanner->stopped) {
        unsigned char c = (unsigned char)scanner_peek(scanner, 0);
        if (closes(scanner, string))
            return true;
        if (c == '\\') {
            scan_escape(scanner, string);
        } else if (at_line_break(scanner) && quote_is_missing(scanner)) {
            end_at_line(scanner, string);
            *missing = true;
            return true;
        } else if (c < 0x20) {
            scan_control(scanner, string);
        } else if (c >= 0x80 && !plain) {
            scan_wide(scanner, string);
        } else {
            scanner->at++;
        }
    }
    return false;
}

bool token_string(Scanner *scanner, Str *raw) {
    TokenChar quote = token_char(scanner);
    StringState string = {.open = scanner->at, .quote = quote.size > 1 ? TOKEN_OTHER : quote.c};
    if (string.quote == '\'')
        scanner_fault(scanner, DIAG_JSON_QUOTE, scanner->at, DIAG_NO_ARGS);
    token_take(scanner, quote);
    size_t start = scanner->at;
    bool missing = false;
    if (!scan_inside(scanner, &string, &missing)) {
        if (!scanner->stopped)
            scanner_fault(scanner, DIAG_JSON_STRING_OPEN, string.open, DIAG_NO_ARGS);
        scanner->stopped = true;
        return false;
    }
    *raw = (Str){scanner->source->bytes + start, scanner->at - start};
    if (!missing)
        scanner->at += token_char(scanner).size;
    return true;
}

/* ---- numbers and words ---- */

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }

static bool is_numeric(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.'; }

/* Bare texts run on over letters of any script, so that an unquoted 名称 is one fault and not two. */
static size_t bare_length(const Scanner *scanner) {
    size_t length = 0, room = left(scanner);
    while (length < room) {
        const char *at = here(scanner) + length;
        size_t size;
        uint32_t c = utf8_decode(at, room - length, &size);
        bool wide = c >= 0x80 && size > 1 && twin_of(c) == TOKEN_OTHER && !is_foreign_space(c);
        if (!wide && !is_letter(*at) && !is_numeric(*at))
            break;
        length += size;
    }
    return length;
}

Str token_bare_text(const Scanner *scanner) { return (Str){here(scanner), bare_length(scanner)}; }

bool token_starts_scalar(TokenChar token) {
    return token.c == '"' || token.c == '\'' || is_letter(token.c) || is_numeric(token.c) ||
           (token.c == TOKEN_OTHER && token.size > 1);
}

static bool means_not_finite(Str text) {
    static const char *const names[] = {"NaN", "nan", "Infinity", "infinity", "Inf", "inf"};
    if (text.length && (text.text[0] == '-' || text.text[0] == '+'))
        text = (Str){text.text + 1, text.length - 1};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equals(text, names[i]))
            return true;
    return false;
}

static void check_number(Scanner *scanner, Str text, const char *shown) {
    static const DiagCode codes[] = {
        [JSON_NUMBER_MALFORMED] = DIAG_JSON_NUMBER,
        [JSON_NUMBER_LEADING_ZERO] = DIAG_JSON_LEADING_ZERO,
        [JSON_NUMBER_TOO_LONG] = DIAG_JSON_NUMBER_LONG,
        [JSON_NUMBER_OUT_OF_RANGE] = DIAG_JSON_NUMBER_RANGE,
    };
    JsonNumberFault fault = json_number_check(text);
    if (fault == JSON_NUMBER_FINE)
        return;
    const char *trimmed = json_number_trim(scanner->scratch, text);
    scanner_fault(scanner, codes[fault], scanner->at, DIAG_ARGS(shown, trimmed));
}

void token_bare(Scanner *scanner) {
    Str text = token_bare_text(scanner);
    bool number = is_numeric(text.text[0]);
    bool word = str_equals(text, "true") || str_equals(text, "false") || str_equals(text, "null");
    if (number && json_number_check(text) == JSON_NUMBER_FINE)
        word = true;
    if (!word) {
        const char *shown = str_dup(scanner->scratch, text);
        if (means_not_finite(text))
            scanner_fault(scanner, DIAG_JSON_NAN, scanner->at, DIAG_ARGS(shown));
        else if (number)
            check_number(scanner, text, shown);
        else
            scanner_fault(scanner, DIAG_JSON_WORD, scanner->at, DIAG_ARGS(shown));
    }
    scanner->at += text.length;
    scanner->touched = true;
}
