/*
 * pool: jobs done by several forked processes, any of which may crash, loop or eat memory.
 *
 * Workers take the next job off a pipe they share; what comes of it is sent back, when the worker likes, through a pipe
 * of its own, as bytes. Where a worker is with which job stands in memory that is shared, so that a job that takes too
 * long is ended together with its worker, and a worker that is gone is known by the job it was at. Another takes its
 * place; jobs whose results were not sent yet are done again.
 *
 * A worker that somebody else has killed (the operator, or the system for want of memory) may have been at an innocent
 * job: that is tried once more.
 */
#ifndef BANXIN_BATCH_POOL_H
#define BANXIN_BATCH_POOL_H

#include <signal.h>

#include "base/str.h"

#define POOL_MAX 256 /* workers */

/* Why a job has no result. */
typedef enum PoolLoss {
    POOL_CRASHED, /* by a signal, given along */
    POOL_EXITED,  /* with a status, given along: what the job called has ended the process */
    POOL_TIMEOUT, /* after the seconds given along */
    POOL_NO_START /* no process could be started */
} PoolLoss;

typedef struct Pool {
    size_t workers;
    const uint32_t *jobs; /* numbers of the caller's, rising; NULL: 0 to count - 1 */
    size_t count;
    int seconds;    /* a job may take; 0: any */
    uint64_t bytes; /* of address space a worker may take beyond what it is begun with; 0: any */
    void *context;

    /* In the worker. `start` comes first, with a serial no other worker of the run has; then `work` for each job, which
     * may keep its result until `flush`, called when a while has gone by, and when there is nothing to do. False ends
     * the worker: it is to be replaced. */
    bool (*start)(void *context, size_t serial);
    bool (*work)(void *context, uint32_t job);
    bool (*flush)(void *context);
    void (*end)(void *context);

    /* In the caller's process. `tick` comes some times a second; false: no more jobs are to be begun. */
    void (*take)(void *context, Str result);
    void (*lose)(void *context, uint32_t job, PoolLoss loss, int detail);
    bool (*tick)(void *context);
    /* Whether a job has a result by now: the caller reads it off what it has taken or lost. */
    bool (*settled)(void *context, uint32_t job);
} Pool;

/* Does the jobs; comes back when each is settled, or no more are to be begun and those begun have ended. */
void pool_run(const Pool *pool);

/* Sends a result from within `work` or `flush`; false when nobody listens any more. */
bool pool_send(Str result);

/* Ends all workers at once, whatever they are at; to be called from `tick`. */
void pool_kill(void);

#endif
