/*
 * batch_stand: how a batch stands: of each report of the plan what the journals say and what the folder holds, and what
 * else is in the folder.
 */
#ifndef BANXIN_APP_BATCH_STAND_H
#define BANXIN_APP_BATCH_STAND_H

#include "batch/ledger.h"
#include "batch/plan.h"

typedef enum StandState { STAND_PUBLISHED, STAND_FAILED, STAND_MISSING } StandState;

typedef struct StandItem {
    StandState state;
    bool altered;         /* failed, for its file is not what was published */
    const Record *record; /* of what is published, or of the failure; NULL: missing */
} StandItem;

typedef struct Stand {
    const Plan *plan;
    Ledger *ledger;
    StandItem *items; /* as the plan's */
    size_t counts[STAND_MISSING + 1];
    int64_t pages, bytes; /* of what is published */
    const char **foreign; /* names in the folder that are no report of the plan, in order */
    size_t foreign_count;
} Stand;

/* How it stands; `bytes`: every file is read and held against its hash, not its size alone. Ended by stand_free in any
 * case; false with faults reported. */
bool stand_take(Arena *arena, const Store *store, const Plan *plan, bool bytes, Stand *stand, DiagList *diags);
void stand_free(Stand *stand);

/* The faults of an item, as diagnostics. */
void stand_faults(const Stand *stand, size_t number, DiagList *out);

#endif
