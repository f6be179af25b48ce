/*
 * ledger: what all journals of a batch say, by the name of the report's PDF.
 *
 * Of several records of one name the last of the latest run counts; a record of what is done is kept beside a later one
 * of a failure. Within a run the journals are of processes that do not do the same report.
 *
 * Of each name no more is held than where its records stand, some thirty bytes; they are read again when asked for.
 */
#ifndef BANXIN_BATCH_LEDGER_H
#define BANXIN_BATCH_LEDGER_H

#include "batch/record.h"
#include "batch/store.h"

typedef struct LedgerEntry {
    const Record *done;   /* the latest, or NULL */
    const Record *latest; /* of both kinds; the same as `done` if it is that */
    bool noted;
    size_t place; /* of the ledger's own */
} LedgerEntry;

typedef struct Ledger Ledger;

/* Reads all journals. NULL with a fault reported; lines that are damaged are passed over, with a note. */
Ledger *ledger_read(const Store *store, DiagList *diags);
void ledger_free(Ledger *ledger);

/* The entry of a name, in the arena; false when there is none. NULL is the empty ledger. */
bool ledger_find(const Ledger *ledger, Arena *arena, const char *name, LedgerEntry *entry);
size_t ledger_count(const Ledger *ledger);
/* Notes what was found, for who asks later. */
void ledger_note(Ledger *ledger, const LedgerEntry *entry);

#endif
