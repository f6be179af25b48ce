/*
 * spill: text that is written to an open file as it grows, so that little of it is held at a time.
 *
 *     Spill spill = {.file = file};
 *     buf_text(&spill.text, ...); spill_turn(&spill);        as often as there is something to write
 *     int error = spill_end(&spill);
 */
#ifndef BANXIN_BASE_SPILL_H
#define BANXIN_BASE_SPILL_H

#include "base/str.h"

typedef struct Spill {
    Buf text;  /* what waits; to be appended to */
    int file;  /* the caller's */
    int error; /* errno of the first fault; what comes after it is dropped */
} Spill;

/* Writes what waits if that is much: to be called between pieces. */
void spill_turn(Spill *spill);
/* Writes all that waits and frees it: 0, or errno of whatever went wrong since the beginning. */
int spill_end(Spill *spill);

#endif
