/*
 * catalogue: the entries of an archive in SQLite, to be found by; the only file that touches SQLite is catalogue.c and
 * its neighbours catalogue_find.c and catalogue_same.c. It is made from the chain, line by line, and can be made anew.
 *
 *     line(sequence, hash, start, length, text)     every line of the chain and where it stands
 *     record(sequence, added, ... year)             an entry's members, as columns
 *     signature(sequence, place, field, level, signer, time)
 *     words(title, organ, number, form, signers)    FTS5, by three characters each
 *
 * A catalogue whose tables are not exactly these is not opened: no trigger or view that somebody has put in is run.
 */
#ifndef BANXIN_ARCHIVE_CATALOGUE_H
#define BANXIN_ARCHIVE_CATALOGUE_H

#include "archive/chain.h"
#include "base/diag.h"

#define CATALOGUE_APPLICATION 0x62784172 /* "bxAr" */
#define CATALOGUE_VERSION     1          /* user_version */

typedef struct Catalogue Catalogue;

/* A new, empty one at `path`, where no file may be; ":memory:" for one that is thrown away. */
Catalogue *catalogue_new(const char *path, DiagList *diags);
/*
 * Opens one; NULL with a fault reported: missing, no catalogue, damaged, of another version. `wait` seconds is how long
 * a call waits for another process. Closed by catalogue_close (NULL is taken).
 */
Catalogue *catalogue_open(const char *path, bool read_only, unsigned wait, DiagList *diags);
void catalogue_close(Catalogue *catalogue);

/* Whatever goes wrong is reported in the list it was opened with; the call then gives false. */
bool catalogue_begin(Catalogue *catalogue);
bool catalogue_commit(Catalogue *catalogue);
void catalogue_rollback(Catalogue *catalogue);

/* How far it follows the chain. */
bool catalogue_end(Catalogue *catalogue, ChainEnd *end);
/* Adds the line that `after` stands behind. */
bool catalogue_add(Catalogue *catalogue, const Entry *entry, Str line, const ChainEnd *after);

/* The number of the entry of these bytes; of the latest of the same organ, year and form. ENTRY_NONE: there is none. */
bool catalogue_of_object(Catalogue *catalogue, const char *sha256, int64_t *sequence);
bool catalogue_of_edition(Catalogue *catalogue, const Entry *entry, int64_t *sequence);

/* ---- finding ---- */

#define QUERY_WORDS_MAX 16 /* of `text` */

/* What must hold of an entry; NULL and ENTRY_NONE ask for nothing. All compare without regard to case (ASCII). */
typedef struct Query {
    const char *organ;  /* a part of its name, or its code */
    const char *form;   /* the whole name */
    const char *number; /* a part */
    const char *signer; /* a part of a signer's name */
    const char *text;   /* words divided by blanks: each stands in title, organ, number, form or a signer's name */
    int64_t year;
    int64_t limit; /* so many at most */
    bool newest;   /* only those that no later edition has followed */
} Query;

typedef struct Found {
    Entry *entries;
    Str *lines; /* of the chain, without line feed */
    size_t count;
} Found;

/* Entries in the order of their numbers, in the arena. */
bool catalogue_find(Catalogue *catalogue, Arena *arena, const Query *query, Found *found);

/* ---- comparing ---- */

typedef enum CatalogueFault {
    CATALOGUE_LACKS,   /* a row that should be there is not */
    CATALOGUE_ADDS,    /* a row that should not be there is */
    CATALOGUE_DIFFERS, /* a row says something else */
    CATALOGUE_INDEX    /* the index of words does not fit its table */
} CatalogueFault;

/*
 * Compares with what it should be, row by row in every table: `tell` hears of each row that is otherwise, with the
 * number of its entry.
 */
bool catalogue_compare(Catalogue *catalogue, Catalogue *should,
                       void (*tell)(void *context, CatalogueFault fault, int64_t sequence), void *context);

#endif
