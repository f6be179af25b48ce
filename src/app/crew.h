/*
 * crew: work in numbered parts, done by several processes side by side, its results taken in order.
 *
 * The processes are forked, so what was loaded before is shared; each result comes back as bytes through a pipe. A
 * worker that is ahead waits until its result is wanted, so that few results are held at a time.
 */
#ifndef BANXIN_APP_CREW_H
#define BANXIN_APP_CREW_H

#include "base/str.h"

#define CREW_MAX   256 /* workers */
#define CREW_LEAST 8   /* parts from which on several share the work, unless it is said how many */

typedef struct Crew {
    size_t workers; /* 0 or 1: all is done in this process */
    size_t count;   /* of parts */
    /* Does a part and appends its result; in another process. */
    void (*work)(void *context, size_t part, Buf *result);
    /* Takes a result, in this process and in the order of the parts; NULL: the process that was to bring it is gone. */
    void (*take)(void *context, size_t part, const Buf *result);
    void *context;
} Crew;

void crew_run(const Crew *crew);

/* How many workers for so many parts: as asked, or, for 0, as many as the work is worth. */
size_t crew_size(size_t asked, size_t count);

/* How many processors this process may use, at least 1. */
size_t crew_processors(void);

#endif
