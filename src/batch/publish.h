/*
 * publish: PDFs into the folder of a batch, each once and whole, with a record of each.
 *
 * A PDF is written as a draft, in the run's own folder; drafts wait until a few are together. Then, in this order: the
 * drafts are synced, their records are written to the journal, the journal is synced, and each draft is linked to its
 * name, which never replaces what stands there. So whatever has a name has a record, and whatever has both is whole,
 * wherever the process or the machine came to its end; and to sync many costs little more than to sync one.
 *
 * Where the name is taken already, it is looked at what stands there: the same bytes are as good as published; with
 * others it is recorded as a failure and not as done.
 */
#ifndef BANXIN_BATCH_PUBLISH_H
#define BANXIN_BATCH_PUBLISH_H

#include "base/vec.h"
#include "batch/journal.h"
#include "batch/ledger.h"

#define PUBLISH_GROUP 16 /* drafts that wait at most */

/* One that waits. */
typedef struct Draft {
    Record record;
    uint64_t tag; /* the caller's */
    int file;     /* open, until it is synced; -1: it has no PDF of its own */
    int error;    /* of the folder: errno; 0: none */
    DiagCode why; /* why it could not be published, if !done and no error */
    bool kept;    /* published by an earlier run, and only recorded */
    bool taken;   /* other bytes have its name */
    bool done;
} Draft;

typedef struct Publisher {
    const Store *store;
    const Ledger *ledger;
    Journal journal;
    Language language;
    int drafts; /* their folder, open */
    size_t serial, made;
    Arena *arena; /* texts of what waits */
    Draft waiting[PUBLISH_GROUP];
    size_t count;
} Publisher;

/* One for each process of a run that publishes; `serial` differs. False when the folder of drafts cannot be opened. */
bool publisher_start(Publisher *publisher, const Store *store, const Ledger *ledger, size_t serial, Language language);
void publisher_end(Publisher *publisher);

/* Takes a PDF to be published; `record` is copied, its bytes and size filled in. What goes wrong is told by the commit.
 */
void publisher_add(Publisher *publisher, const Record *record, Str pdf, uint64_t tag);
/* Takes the record of what an earlier run has published, to go before what a later one has said. */
void publisher_add_kept(Publisher *publisher, const Record *record, uint64_t tag);
/* Takes the record of a failure. */
void publisher_add_failure(Publisher *publisher, const Record *record, uint64_t tag);

static inline bool publisher_is_full(const Publisher *publisher) { return publisher->count == PUBLISH_GROUP; }

/* Publishes all that waits, and tells of each. Records and drafts are then gone. */
typedef void (*PublishedFn)(void *context, const Draft *draft);
void publisher_commit(Publisher *publisher, PublishedFn tell, void *context);

/* Whether the file of a name is there with these bytes: 0, or errno; ENOENT: it is not, EEXIST: others. */
int publish_verify(const Store *store, const char *name, int64_t size, const Fingerprint *hash);

#endif
