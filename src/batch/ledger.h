/*
 * ledger: what all journals of a batch say, by the name of the report's PDF.
 *
 * Of several records of one name the last of the latest run counts; a record of what is done is kept beside a later one
 * of a failure. Within a run the journals are of processes that do not do the same report.
 *
 * What is signed has other bytes each time it is made, and two runs side by side may make the same report: of what is
 * done all records are kept, for it is a file's bytes that tell which of them was published.
 *
 * Of each name no more is held than where its records stand, some thirty bytes; they are read again when asked for.
 */
#ifndef BANXIN_BATCH_LEDGER_H
#define BANXIN_BATCH_LEDGER_H

#include "batch/record.h"
#include "batch/store.h"

typedef struct LedgerRecord {
    Record record;
    const struct LedgerRecord *earlier; /* of the same name and done, or NULL */
} LedgerRecord;

typedef struct LedgerEntry {
    const LedgerRecord *dones; /* all that are done, the latest first; or NULL */
    const Record *done;        /* the latest of them, or NULL */
    const Record *latest;      /* of both kinds; the same as `done` if it is that */
    bool noted;
    size_t place; /* of the ledger's own */
} LedgerEntry;

typedef struct Ledger Ledger;

/* Reads all journals. NULL with a fault reported; lines that are damaged are passed over, with a note. */
Ledger *ledger_read(const Store *store, DiagList *diags);
/* The same of one name alone, as the journals are now; what hinders is passed over. NULL when memory is out. */
Ledger *ledger_read_name(const Store *store, const char *name);
void ledger_free(Ledger *ledger);

/* The entry of a name, in the arena; false when there is none. NULL is the empty ledger. */
bool ledger_find(const Ledger *ledger, Arena *arena, const char *name, LedgerEntry *entry);
size_t ledger_count(const Ledger *ledger);
/* Notes what was found, for who asks later. */
void ledger_note(Ledger *ledger, const LedgerEntry *entry);

#endif
