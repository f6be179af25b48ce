/*
 * shortage: memory that runs out inside a library that goes on without it.
 *
 * HarfBuzz takes a table it had no memory for to be empty, and remembers that for the life of the face or of the
 * process; hb-subset writes other bytes. Neither says so. But malloc sets errno to ENOMEM (POSIX), and nothing sets it
 * back before the next failing call: so errno is looked at after such calls. What the library remembers cannot be taken
 * back: once memory has been short there, it counts as short for the life of the process, and whatever is set from then
 * on is not to be trusted.
 */
#ifndef BANXIN_BASE_SHORTAGE_H
#define BANXIN_BASE_SHORTAGE_H

#include <stdbool.h>

/* Begins a stretch of calls into such libraries: what errno held before is of no account. */
void shortage_watch(void);
/* Ends one, or notes what errno holds before something else uses it. False once memory has been short. */
bool shortage_none(void);
/* Has memory been short in any stretch so far? */
bool shortage_seen(void);

#endif
