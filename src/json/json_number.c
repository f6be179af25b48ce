#include "json/json_number.h"

#include <string.h>

/* Decimal exponents of the first significant digit: the largest double is 1.79...e308, the smallest 4.94...e-324. */
#define EXPONENT_HIGH 308
#define EXPONENT_LOW  (-324)
#define EXPONENT_CAP  1000000 /* enough to be out of range whatever the digits */

/*
 * Half a unit beyond the largest double, 2^1024 - 2^970: from here on a reader rounds to infinity. More digits than a
 * literal can have.
 */
static const char overflow_digits[] = "179769313486231580793728971405303415079934132710037826936173778980";

/* The parts of a literal, each a slice of it. */
typedef struct Parts {
    Str whole, fraction;
    int exponent;
} Parts;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static Str take_digits(Str *rest) {
    Str digits = {rest->text, 0};
    while (rest->length && is_digit(rest->text[0])) {
        rest->text++;
        rest->length--;
        digits.length++;
    }
    return digits;
}

static bool take_char(Str *rest, const char *any_of) {
    if (rest->length == 0 || rest->text[0] == '\0' || !strchr(any_of, rest->text[0]))
        return false;
    rest->text++;
    rest->length--;
    return true;
}

static int exponent_of(Str digits, bool negative) {
    int exponent = 0;
    for (size_t i = 0; i < digits.length && exponent < EXPONENT_CAP; i++)
        exponent = exponent * 10 + (digits.text[i] - '0');
    return negative ? -exponent : exponent;
}

/* Takes the literal apart; false when it is no number even if zeros in front were allowed. */
static bool take_apart(Str rest, Parts *parts) {
    *parts = (Parts){{NULL, 0}, {NULL, 0}, 0};
    take_char(&rest, "-");
    parts->whole = take_digits(&rest);
    if (parts->whole.length == 0)
        return false;
    if (take_char(&rest, ".")) {
        parts->fraction = take_digits(&rest);
        if (parts->fraction.length == 0)
            return false;
    }
    if (take_char(&rest, "eE")) {
        bool negative = rest.length && rest.text[0] == '-';
        take_char(&rest, "+-");
        Str digits = take_digits(&rest);
        if (digits.length == 0)
            return false;
        parts->exponent = exponent_of(digits, negative);
    }
    return rest.length == 0;
}

/* The digits of whole and fraction in one row, without zeros in front; at most JSON_MAX_NUMBER. */
static size_t significant(const Parts *parts, char digits[JSON_MAX_NUMBER], int *leading) {
    size_t count = 0;
    int place = (int)parts->whole.length - 1; /* decimal exponent of the digit at hand */
    *leading = 0;
    for (size_t i = 0; i < parts->whole.length + parts->fraction.length; i++, place--) {
        bool whole = i < parts->whole.length;
        char digit = whole ? parts->whole.text[i] : parts->fraction.text[i - parts->whole.length];
        if (count == 0 && digit == '0')
            continue;
        if (count == 0)
            *leading = place;
        digits[count++] = digit;
    }
    return count;
}

static bool rounds_to_infinity(const char *digits, size_t count) {
    /* Equal as far as the literal goes is short of the edge, by the digits it leaves out. */
    return memcmp(digits, overflow_digits, count) > 0;
}

static bool out_of_range(const Parts *parts) {
    char digits[JSON_MAX_NUMBER];
    int leading;
    size_t count = significant(parts, digits, &leading);
    if (count == 0)
        return false; /* zero, whatever its exponent */
    int exponent = leading + parts->exponent;
    if (exponent == EXPONENT_HIGH)
        return rounds_to_infinity(digits, count);
    return exponent > EXPONENT_HIGH || exponent < EXPONENT_LOW;
}

JsonNumberFault json_number_check(Str literal) {
    Parts parts;
    if (!take_apart(literal, &parts))
        return JSON_NUMBER_MALFORMED;
    if (parts.whole.length > 1 && parts.whole.text[0] == '0')
        return JSON_NUMBER_LEADING_ZERO;
    if (literal.length > JSON_MAX_NUMBER)
        return JSON_NUMBER_TOO_LONG;
    return out_of_range(&parts) ? JSON_NUMBER_OUT_OF_RANGE : JSON_NUMBER_FINE;
}

char *json_number_trim(Arena *arena, Str literal) {
    Str rest = literal;
    bool negative = take_char(&rest, "-");
    while (rest.length > 1 && rest.text[0] == '0' && is_digit(rest.text[1])) {
        rest.text++;
        rest.length--;
    }
    return arena_printf(arena, "%s%.*s", negative ? "-" : "", (int)rest.length, rest.text);
}
