/*
 * archive: the store of signed copies, as its commands use it: made, added to, searched, handed on, judged.
 *
 * Every function reports its faults in the list it is given and puts what it has to say into `answer`, in the language
 * asked for. Nothing is said to be added before it is synced. docs/archive-format.md describes what lies on the disk.
 */
#ifndef BANXIN_ARCHIVE_ARCHIVE_H
#define BANXIN_ARCHIVE_ARCHIVE_H

#include "archive/catalogue.h"
#include "base/diag.h"

#define ARCHIVE_WAIT 120 /* seconds to wait for other processes, unless told otherwise */

/* What every command is told. */
typedef struct ArchiveOrder {
    const char *folder; /* the archive */
    Language language;
    int64_t now;   /* seconds since 1970, UTC: when things are added, and by which certificates are judged */
    unsigned wait; /* seconds to wait for other processes */
} ArchiveOrder;

/* ---- init ---- */

/* Makes an archive, whole or not at all, where nothing or an empty folder is. `name` may be NULL. */
bool archive_init(const ArchiveOrder *order, const char *name, Buf *answer, DiagList *diags);

/* ---- add ---- */

typedef struct ArchiveAdd {
    const char *const *files;
    size_t count;
    /* In place of what the file says of itself; NULL and ENTRY_NONE: as it says. Only for a single file. */
    const char *number, *organ, *organ_code, *form, *title;
    int64_t year;
    const char *trust; /* certificates (sign/verify.h); NULL: no signature can be judged */
    bool unsigned_too; /* copies that nobody has signed are taken as well */
} ArchiveAdd;

/*
 * Adds files: each is judged, and the good ones are added together. True when all of them are in the archive now, those
 * that were there before included; every one that is not has a fault reported.
 */
bool archive_add(const ArchiveOrder *order, const ArchiveAdd *add, Buf *answer, DiagList *diags);

/* ---- find ---- */

/* `json`: as layouts/archive-entries.schema.json describes, else a table. *count is how many were found. */
bool archive_find(const ArchiveOrder *order, const Query *query, bool json, size_t *count, Buf *answer,
                  DiagList *diags);

/* ---- export ---- */

typedef struct ArchiveExport {
    Query query;
    const char *output;       /* the folder to make, where nothing may be */
    const char *organization; /* Source-Organization; NULL: the archive's name */
    const char *date;         /* Bagging-Date, 2026-01-16; NULL: the day of order.now */
} ArchiveExport;

/* Writes a BagIt bag (RFC 8493), whole or not at all. */
bool archive_export(const ArchiveOrder *order, const ArchiveExport *export, Buf *answer, DiagList *diags);

/* ---- verify ---- */

/* Shares work in parts among processes (app/crew.h): `work` does one part, `take` gets its result, in order. */
typedef void (*ArchiveCrew)(size_t workers, size_t count, void (*work)(void *context, size_t part, Buf *result),
                            void (*take)(void *context, size_t part, const Buf *result), void *context);

typedef struct ArchiveVerify {
    const char *head;  /* noted elsewhere: this hash must be a line of the chain; NULL */
    const char *trust; /* as of add */
    bool rebuild;      /* make the catalogue anew from the chain before judging */
    bool json;
    size_t workers;
    ArchiveCrew crew;
} ArchiveVerify;

/* False with faults reported if it could not be judged; *sound is what the report says. */
bool archive_verify(const ArchiveOrder *order, const ArchiveVerify *verify, bool *sound, Buf *answer, DiagList *diags);

#endif
