/*
 * breaks: where a line may end.
 *
 * UAX 14 decides, over a text in which each character that Chinese reads otherwise is stood in for by one of the
 * wanted class (STAND_INS): “ is an opening bracket, — and · cannot start a line, ㎡ is a unit. What remains is the
 * prohibition itself (A1), which holds over spaces too.
 */
#ifndef BANXIN_TEXT_BREAKS_H
#define BANXIN_TEXT_BREAKS_H

#include "text/chars.h"

/* Fills TextChar.before. False when memory is out. */
bool breaks_find(TextEngine *engine);
/* Whether a line may not begin, or end, with this character (A1). */
bool breaks_forbids_start(const TextChar *c);
bool breaks_forbids_end(const TextChar *c);

#endif
