/*
 * journal: what one process of a run has done, a record a line. Each has a file of its own, which nobody writes to
 * again: a record that was cut by the end of its process or of the machine is the last of its file.
 */
#ifndef BANXIN_BATCH_JOURNAL_H
#define BANXIN_BATCH_JOURNAL_H

#include "batch/record.h"
#include "batch/store.h"

typedef struct Journal {
    int file;      /* -1: none yet; it is made with the first record */
    int folder;    /* of the run */
    size_t serial; /* its name */
    bool cut;      /* the last line is not whole */
    Buf waiting;   /* lines that are not written yet */
} Journal;

/* Every process of a run has a serial of its own. */
void journal_start(Journal *journal, const Store *store, size_t serial);
void journal_free(Journal *journal);

void journal_add(Journal *journal, const Record *record);
/* Writes what waits, and comes back when it is safe from the machine's end. 0 or errno; what waits is then gone. */
int journal_sync(Journal *journal);

#endif
