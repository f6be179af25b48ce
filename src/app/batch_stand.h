/*
 * batch_stand: how a batch stands: of each report of the plan what the journals say and what the folder holds, and what
 * else is in the folder.
 */
#ifndef BANXIN_APP_BATCH_STAND_H
#define BANXIN_APP_BATCH_STAND_H

#include "batch/ledger.h"
#include "batch/plan.h"

typedef enum StandState { STAND_PUBLISHED, STAND_FAILED, STAND_MISSING } StandState;

/* One report. */
typedef struct StandReport {
    PlanItem item;
    StandState state;
    bool altered;         /* failed, for its file is not what was published */
    const Record *record; /* of what is published, or of the failure; NULL: missing */
} StandReport;

/* What is held of each report is a byte and its place in the ledger. */
typedef struct Stand {
    const Plan *plan;
    Ledger *ledger;
    uint8_t *states; /* as the plan's reports; of batch_stand.c */
    size_t counts[STAND_MISSING + 1];
    int64_t pages, bytes; /* of what is published */
    const char **foreign; /* names in the folder that are no report of the plan, in order */
    size_t foreign_count;
} Stand;

/* How it stands; `bytes`: every file is read and held against its hash, not its size alone. Ended by stand_free in any
 * case; false with faults reported. */
bool stand_take(Arena *arena, const Store *store, const Plan *plan, bool bytes, Stand *stand, DiagList *diags);
void stand_free(Stand *stand);

StandState stand_state(const Stand *stand, size_t number);
/* A report by its number, texts in the arena. False when memory is out or the plan cannot be read any more. */
bool stand_report(const Stand *stand, size_t number, Arena *arena, StandReport *report);

/* The faults of a report, as diagnostics. */
void stand_faults(const StandReport *report, DiagList *out);

#endif
