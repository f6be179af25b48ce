/*
 * store: the folder a batch publishes into, and beside the reports what the batch knows of itself.
 *
 *     DIR/2020-101.pdf ...          what is published
 *     DIR/.banxin/plan.jsonl        what is to be made (plan.h)
 *     DIR/.banxin/lock, shard-K     held by who is at work
 *     DIR/.banxin/runs/0000001/     one run: its journals (journal.h) and, while it lasts, its drafts
 *
 * Runs are numbered in the order they begin; a later one's word goes before an earlier one's. A run that was ended
 * before its end leaves drafts behind; the next one takes them away. Locks are given back by the system when the last
 * process of a run has gone, however it went.
 */
#ifndef BANXIN_BATCH_STORE_H
#define BANXIN_BATCH_STORE_H

#include "base/diag.h"
#include "base/spill.h"

#define STORE_NAME    ".banxin" /* names that begin so are the store's own, and never published */
#define STORE_PATH    512       /* bytes of a path within the store */
#define STORE_RUN_MAX 9999999

typedef enum StoreUse {
    STORE_LOOK,  /* changes nothing */
    STORE_SHARE, /* one shard's work, beside that of other shards */
    STORE_ALONE  /* the whole batch's work */
} StoreUse;

/* What shards are numbered to; also the number of what is no shard. */
#define STORE_NO_SHARD SIZE_MAX

typedef struct Store {
    const char *folder; /* as named */
    int published;      /* the folder, open */
    int state;          /* .banxin within it, open */
    int locks[2];       /* -1: none */
    int run;            /* number of the run begun; 0: none */
    int run_folder;     /* open, or -1 */
} Store;

/*
 * Opens the folder; to work in it, it is created with its store if it is not there (its own folder must be), and
 * locked. False with a fault reported: no such folder, no batch in it, another run at work. Ended by store_close in any
 * case.
 */
bool store_open(Store *store, const char *folder, StoreUse use, size_t shard, DiagList *diags);
void store_close(Store *store);

/* Whether a batch has been begun here. */
bool store_has_plan(const Store *store);

/*
 * A file of the batch's own, written whole or not at all, in the place of an old one: beside the reports, or `within`
 * the store. Between begin and end its text is appended to `out` (spill.h). What is left of it when the process ends
 * meanwhile is taken away by the next run.
 */
typedef struct StoreFile {
    const Store *store;
    int folder;
    const char *name;
    char temporary[STORE_PATH];
    Spill out;
} StoreFile;

void store_file_begin(StoreFile *file, const Store *store, bool within, const char *name);
/* False with a fault reported, of any moment since the beginning; the old file is then as it was. */
bool store_file_end(StoreFile *file, DiagList *diags);

/* Begins a run: its folder, and the drafts of dead runs are removed. False with a fault reported. */
bool store_begin(Store *store, DiagList *diags);
/* Ends it: what is not published of its drafts is removed. */
void store_end(Store *store);

/* Numbers of the runs there have been, in order, in the arena; false with a fault reported. */
bool store_runs(Arena *arena, const Store *store, int **runs, size_t *count, DiagList *diags);
/* "runs/0000001", within the store. */
void store_run_path(int run, char path[STORE_PATH]);

#endif
