/*
 * batch_run: reports of a plan made by several processes, until all are made or somebody stops it.
 */
#ifndef BANXIN_APP_BATCH_RUN_H
#define BANXIN_APP_BATCH_RUN_H

#include "app/batch_tell.h"
#include "app/options.h"

/*
 * Makes the reports of a shard, or of all (STORE_NO_SHARD). What is published already is kept. SIGINT and SIGTERM stop
 * it: what is begun is ended and published; when they come again, at once. So does a key that is gone: of more reports
 * none would fare better. The status is the worst of all reports'. `refused`: the folder did not take all there was.
 */
ExitStatus batch_run(Arena *arena, const Options *options, const Plan *plan, BatchSign *sign, Store *store,
                     size_t shard, Language language, bool *refused, DiagList *diags);

#endif
