/*
 * linebreak: UAX 14 as it stands, untailored; text/breaks adds the Chinese rules.
 */
#ifndef BANXIN_UNICODE_LINEBREAK_H
#define BANXIN_UNICODE_LINEBREAK_H

#include <stddef.h>
#include <stdint.h>

typedef enum BreakKind { BREAK_PROHIBITED, BREAK_ALLOWED, BREAK_MANDATORY } BreakKind;

/*
 * kinds[i] says whether a line may end before character i (0 < i < count); kinds[0] is prohibited, kinds[count] (the
 * array has count + 1 places) mandatory; of an empty text there is that one place. Values are BreakKind.
 */
void linebreak_find(const uint32_t *codepoints, size_t count, uint8_t *kinds);

#endif
