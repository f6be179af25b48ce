/*
 * store: the folder of an archive: what lies where, who may change it now, and the objects in it.
 *
 *     DIR/README                     how to read all this without this program, in Chinese and English
 *     DIR/FORMAT                     "banxin-archive 1"
 *     DIR/chain.jsonl                the truth (chain.h)
 *     DIR/catalogue.sqlite           made from it, for searching (catalogue.h)
 *     DIR/objects/sha256/ab/cdef...  the signed copies, each named by its SHA-256, never overwritten
 *     DIR/work/                      folders of additions that are under way
 *     DIR/lock                       empty; whoever changes the archive locks it (flock)
 *
 * An addition first puts its files into a folder of its own in work/, which it holds locked; then, holding the archive
 * alone, it links each to its place (link(2) never replaces), and only when the chain and the catalogue are synced
 * it removes its folder. If it ends in between, the next one finds the folder without its owner: a file there that is
 * linked into objects/ and not in the chain was never acknowledged, and both names are removed.
 */
#ifndef BANXIN_ARCHIVE_STORE_H
#define BANXIN_ARCHIVE_STORE_H

#include "archive/chain.h"
#include "archive/disk.h"
#include "base/diag.h"

#define STORE_FORMAT      "banxin-archive 1\n"
#define STORE_README      "README"
#define STORE_FORMAT_FILE "FORMAT"
#define STORE_CATALOGUE   "catalogue.sqlite"
#define STORE_FRESH       "catalogue.sqlite.new" /* one that is being made anew */
#define STORE_LOCK        "lock"
#define STORE_WORK        "work"
#define STORE_OBJECTS     "objects/sha256"
#define STORE_PATH_MAX    128 /* of an object, below the archive's folder, with the NUL */
#define STORE_FEW         32  /* files that are synced one by one */
#define STORE_OBJECT_MAX  ((size_t)1 << 30)

typedef struct Store {
    const char *path;
    int folder;
    int lock;
    int chain; /* open for reading, and appending once the archive is locked alone */
    int work;  /* this addition's own folder, -1: none */
    char work_name[DISK_NAME_MAX];
    unsigned wait; /* seconds */
    bool few;      /* what is added is synced file by file, not the whole file system at once */
    bool read_only;
    DiagList *diags;
} Store;

typedef enum StoreHold { STORE_SHARED, STORE_ALONE } StoreHold;

/* The README of a new archive. */
extern const char store_readme[];

/*
 * Opens an archive's folder. False with a fault reported: no such folder, no archive (ARCHIVE_NONE), of a later
 * format. Closed by store_close, also after a failure.
 */
bool store_open(Store *store, Arena *arena, const char *path, unsigned wait, DiagList *diags);
void store_close(Store *store);
/* Reports a fault of a file of the archive by its errno value; gives false. */
bool store_fail(const Store *store, const char *name, int error);

/* Waits until the archive is held; false with ARCHIVE_BUSY reported when `wait` seconds were not enough. */
bool store_hold(Store *store, StoreHold how);
void store_let_go(Store *store);

/* ---- adding ---- */

/* Makes this addition's folder in work/. */
bool store_begin_work(Store *store);
/* Puts bytes there, under the name of their digest; not yet synced. True also if they are there already. */
bool store_put(Store *store, const char *sha256, Str bytes);
/* Syncs all that has been put. */
bool store_sync_work(Store *store);
/*
 * Links a file of this addition to its place and gives true; one that stands there already must be the same bytes,
 * else ARCHIVE_OBJECT_OTHER is reported. The archive is held alone. store_sync_objects syncs the folders.
 */
bool store_link(Store *store, Arena *arena, const char *sha256);
bool store_sync_objects(Store *store);
/* Takes back a link that store_link made, as far as it did. */
void store_unlink(Store *store, const char *sha256);
void store_end_work(Store *store);

/*
 * Removes folders in work/ whose owner is gone, with the objects they linked that `known` does not know. The archive is
 * held alone. *removed counts the folders.
 */
bool store_clean(Store *store, bool (*known)(void *context, const char *sha256), void *context, size_t *removed);

/* Removes what a catalogue that was being made anew has left. */
void store_clean_fresh(Store *store);

/* ---- objects ---- */

/* "objects/sha256/ab/cdef..." */
void store_object(const char *sha256, char path[STORE_PATH_MAX]);
/* Reads an object whole; gives an errno value. */
int store_read_object(const Store *store, Arena *arena, const char *sha256, Str *bytes);
bool store_has_object(const Store *store, const char *sha256, int64_t size);

/* ---- the chain ---- */

/* Reads the chain from byte `start` to its end. */
bool store_read_chain(const Store *store, Arena *arena, int64_t start, Str *bytes);
/* Appends whole lines and syncs them, or reports and leaves the chain as it was. */
bool store_append_chain(Store *store, Str lines);
/* Cuts off what stands behind `length`: a line that was broken off. */
bool store_cut_chain(Store *store, int64_t length);

#endif
