/*
 * clock: how much work has been done so far, for timings alone; and what time it is, for signatures and archives. Nothing else
 * that is written may depend on either.
 */
#ifndef BANXIN_BASE_CLOCK_H
#define BANXIN_BASE_CLOCK_H

#include <stdint.h>

/* CPU time of the process so far, nanoseconds. */
int64_t clock_cpu(void);
/* Time that has gone by since some moment, nanoseconds; whoever sets the clock of the wall does not change it. */
int64_t clock_steady(void);
/* Adds what was spent since *since to *stage, and moves *since to now. */
void clock_take(int64_t *stage, int64_t *since);
/* Seconds since the beginning of 1970, UTC. */
int64_t clock_now(void);

#endif
