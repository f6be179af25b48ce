/*
 * batch_work: one report of a batch, in the process that makes it: what it is made from, whether it is published
 * already, its PDF and its record; and what is told of it to who oversees the batch.
 */
#ifndef BANXIN_APP_BATCH_WORK_H
#define BANXIN_APP_BATCH_WORK_H

#include "app/exit.h"
#include "app/job.h"
#include "batch/looks.h"
#include "batch/plan.h"
#include "batch/publish.h"

typedef struct BatchLimits {
    int seconds, memory_mib, size_mib;
} BatchLimits;

typedef enum BatchState {
    BATCH_PENDING,
    BATCH_DONE,
    BATCH_KEPT, /* published by an earlier run */
    BATCH_FAILED,
    BATCH_REFUSED /* the folder does not take it: nothing is wrong with the report */
} BatchState;

/* What has come of a report, as told from process to process; texts follow it. */
typedef struct BatchNews {
    uint32_t number;
    uint32_t state; /* BatchState */
    int32_t status; /* ExitStatus */
    int32_t error;  /* BATCH_REFUSED: errno */
    int64_t pages, size, warnings;
    uint64_t said_length, record_length; /* what is printed to standard error; the record as JSON */
} BatchNews;

/* What all processes of a batch share. */
typedef struct BatchWork {
    const Plan *plan;
    const Store *store;
    const Ledger *ledger;
    Workshop *workshop;
    const PdfOptions *promises; /* by PdfConformance, for reports that ask for one of their own */
    PdfOptions promise;         /* the others' */
    BatchLimits limits;
    Language language;
    Fingerprint base; /* fonts, options, program */

    /* of one process, once begun: */
    Timings timings;
    Publisher publisher;
    LooksFile looks;
} BatchWork;

/* What a batch's reports are made from beside themselves. False with a fault reported. */
bool batch_work_base(BatchWork *work, DiagList *diags);

/* As pool.h wants it. */
bool batch_work_start(void *work, size_t serial);
bool batch_work_report(void *work, uint32_t number);
bool batch_work_flush(void *work);
void batch_work_end(void *work);

/* The record of a report that has none of its own making: its process is gone. `item` is NULL if the plan cannot be
 * read any more. */
void batch_work_lost(BatchWork *work, uint32_t number, const PlanItem *item, const DiagList *faults, Buf *news);
/* Puts news together, and takes them apart; false when the bytes are none. */
void batch_news_write(const BatchNews *news, Str said, Str record, Buf *out);
bool batch_news_read(Str bytes, BatchNews *news, Str *said, Str *record);

#endif
