/*
 * ledger: what all journals of a batch say, by the name of the report's PDF.
 *
 * Of several records of one name the last of the latest run counts; a record of what is done is kept beside a later one
 * of a failure. Within a run the journals are of processes that do not do the same report.
 */
#ifndef BANXIN_BATCH_LEDGER_H
#define BANXIN_BATCH_LEDGER_H

#include "batch/record.h"
#include "batch/store.h"

typedef struct LedgerEntry {
    const char *name;
    const Record *done;   /* the latest, or NULL */
    const Record *latest; /* of both kinds */
    int run;              /* of the latest */
} LedgerEntry;

typedef struct Ledger Ledger;

/* Reads all journals. NULL with a fault reported; lines that are damaged are passed over, with a warning. */
Ledger *ledger_read(const Store *store, DiagList *diags);
void ledger_free(Ledger *ledger);

/* The entry of a name, or NULL; NULL is the empty ledger. */
const LedgerEntry *ledger_find(const Ledger *ledger, const char *name);
size_t ledger_count(const Ledger *ledger);
/* In no order that means anything. */
const LedgerEntry *ledger_at(const Ledger *ledger, size_t index);

#endif
