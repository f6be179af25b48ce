/*
 * json_number: is a literal a JSON number (RFC 8259, 6) that any reader can hold? Answered from its digits alone.
 */
#ifndef BANXIN_JSON_JSON_NUMBER_H
#define BANXIN_JSON_JSON_NUMBER_H

#include "base/str.h"

/* cJSON reads no longer ones; an amount needs a third of it. Bytes. */
#define JSON_MAX_NUMBER 63

typedef enum JsonNumberFault {
    JSON_NUMBER_FINE,
    JSON_NUMBER_MALFORMED,
    JSON_NUMBER_LEADING_ZERO, /* well formed but for zeros in front: 007, -01.5 */
    JSON_NUMBER_TOO_LONG,
    JSON_NUMBER_OUT_OF_RANGE /* beyond what a double holds: rounds to infinity, or to zero without being zero */
} JsonNumberFault;

JsonNumberFault json_number_check(Str literal);
/* The literal without its superfluous zeros in front, in the arena: "-01.5" gives "-1.5". */
char *json_number_trim(Arena *arena, Str literal);

#endif
