/*
 * apart: work that may end the process it is done in, done in another one.
 *
 * A file that is to be judged may make a library crash or run out of memory, which no C code can catch. What is known
 * before is shared, as with crew; the result comes back as bytes through a pipe.
 */
#ifndef BANXIN_APP_APART_H
#define BANXIN_APP_APART_H

#include "base/str.h"

/*
 * Does the work in a forked process and appends its result. False if that process ended before it was done; `result` is
 * then as it was. Where no process can be had, and under sanitizers, which look at a process's end, it is done here.
 */
bool apart_do(void (*work)(void *context, Buf *result), void *context, Buf *result);

#endif
