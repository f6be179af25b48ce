/*
 * change_walk: two revisions side by side, for changes.
 */
#ifndef BANXIN_SIGN_CHANGE_WALK_H
#define BANXIN_SIGN_CHANGE_WALK_H

#include "sign/changes.h"

/* A pair of values to be compared, and what they are part of, in words. */
typedef struct ChangePair {
    PdfValue before, after;
    const char *what; /* DIAG_BOTH: "the content of page 3" */
    int page;
} ChangePair;

typedef struct ChangeWalk {
    Arena *arena;
    PdfDoc *before, *after;
    ChangeList *list;
    VEC(ChangePair) waiting;
    unsigned char *seen; /* a bit by object number: it has been dealt with, or waits */
    VEC(int) fields;     /* object numbers of the signature fields that were signed or added */
    VEC(int) widgets;    /* and of their widgets */
    VEC(int) fresh;      /* object numbers of what signing has brought: nothing that was there may lead to them */
    int depth;           /* in the parent tree */
} ChangeWalk;

/* Tells a change; the same thing of the same page is told once. */
void walk_tell(ChangeWalk *walk, ChangeKind kind, const char *field, const char *what, int page);

/*
 * Marks an object as dealt with. True if it was so before. Only what is compared by its role, or was not there before,
 * may be marked: a part in which anything may change could otherwise be made to stand for one that may not.
 */
bool walk_mark(ChangeWalk *walk, PdfRef ref);

/* The same of what signing has brought, as an object that was not there before. */
void walk_mark_fresh(ChangeWalk *walk, PdfRef ref);
/* Was it marked so? */
bool walk_is_fresh(const ChangeWalk *walk, PdfRef ref);

/*
 * The values must be the same, and everything below them; compared when the known parts have been dealt with. Nothing
 * happens if they are one object that is marked.
 */
void walk_expect_same(ChangeWalk *walk, PdfValue before, PdfValue after, const char *what, int page);
/* Compares all that was put off. */
void walk_finish(ChangeWalk *walk);

/* Are two values written the same, references as references? */
bool walk_same_text(ChangeWalk *walk, PdfValue before, PdfValue after);
/* The same of a value of each dictionary. */
bool walk_same_key(ChangeWalk *walk, PdfValue before, PdfValue after, const char *key);

/* What becomes of a key of a dictionary that both revisions have, or one of them. */
typedef struct KeyRow {
    const char *key;
    void (*role)(ChangeWalk *walk, PdfValue before, PdfValue after); /* NULL: it must be the same */
    const char *what;                                                /* DIAG_BOTH: what a change of it is told as */
} KeyRow;

/* All keys of both dictionaries, each once, by the rows; `otherwise` tells of keys that have none, {0} is the key. */
void walk_keys(ChangeWalk *walk, PdfValue before, PdfValue after, const KeyRow *rows, size_t row_count,
               const char *otherwise, int page);
#define WALK_KEYS(walk, before, after, rows, otherwise, page)                                                          \
    walk_keys((walk), (before), (after), (rows), sizeof(rows) / sizeof *(rows), (otherwise), (page))
/* A role: whatever it was and is. */
void walk_may_change(ChangeWalk *walk, PdfValue before, PdfValue after);

/* The parts in which signing changes things (change_roles.c): from the trailers down. */
void roles_walk(ChangeWalk *walk);
/* Is a changed object one of the tag tree that only gained elements for signature fields? */
bool roles_allow_tags(ChangeWalk *walk, PdfValue before, PdfValue after);

#endif
