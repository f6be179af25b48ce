/*
 * batch_tell: how a batch tells of itself while it goes on: a line that is written over on a terminal, lines now and
 * then elsewhere, objects for programs (layouts/batch-event.schema.json).
 *
 * Faults of reports go to standard error as they come. Time is measured for what is told here, and for nothing else.
 */
#ifndef BANXIN_APP_BATCH_TELL_H
#define BANXIN_APP_BATCH_TELL_H

#include "app/batch_work.h"

typedef struct BatchCounts {
    size_t reports, published, kept, failed;
} BatchCounts;

typedef struct BatchTeller {
    Language language;
    bool json, terminal;
    BatchCounts counts;
    int64_t began, last; /* clock_steady */
} BatchTeller;

void batch_tell_begin(BatchTeller *teller, const char *folder, size_t reports, size_t workers);
/* Tells of a report, and counts it. */
void batch_tell_report(BatchTeller *teller, const BatchNews *news, Str said, Str record);
/* To be called some times a second. */
void batch_tell_progress(BatchTeller *teller);
/* How it ended; what is neither published nor failed is missing. */
void batch_tell_end(BatchTeller *teller, ExitStatus status);

#endif
