/*
 * publish: PDFs into the folder of a batch, each once and whole, with a record of each.
 *
 * A PDF is written as a draft, in the run's own folder; drafts wait until a few are together. Then, in this order: the
 * drafts are synced, their records are written to the journal, the journal is synced, and each draft is linked to its
 * name, which never replaces what stands there. So whatever has a name has a record, and whatever has both is whole,
 * wherever the process or the machine came to its end; and to sync many costs little more than to sync one.
 *
 * Where the name is taken already, it is looked at what stands there: the same bytes are as good as published. Of what
 * is signed, whose bytes differ each time, so are others that a journal has of the same id: the first published stays.
 * With other bytes it is recorded as a failure and not as done.
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
    bool kept;    /* published by another run, whose record it is, and only recorded */
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

/* How a file is held against a record. */
typedef enum PublishLook { PUBLISH_BY_SIZE, PUBLISH_BY_BYTES } PublishLook;

/*
 * Whether the file of a name is what a journal says was made from `id`: 0 with its record, or errno; ENOENT: it is not
 * there, EEXIST: it is something else.
 */
int publish_find(const Store *store, const LedgerEntry *entry, const Fingerprint *id, PublishLook look,
                 const Record **found);

#endif
