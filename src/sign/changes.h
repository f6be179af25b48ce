/*
 * changes: what one revision has made of the one before, object by object, in words.
 *
 * Both revisions are read as documents of their own and walked side by side from their trailers. What signing itself
 * does is known and allowed: signature fields with their appearances and their place in the tag tree, validation data,
 * document time stamps. Everything else that can be reached must be the same, streams byte for byte; that a thing is
 * reached at all decides, not whether an update wrote it, so that what was hidden before the signature and is let out
 * after it shows as well.
 */
#ifndef BANXIN_SIGN_CHANGES_H
#define BANXIN_SIGN_CHANGES_H

#include "base/vec.h"
#include "sign/inquiry.h"
#include "sign/pdf_doc.h"

#define CHANGES_MAX 64 /* told of a revision */

typedef enum ChangeKind {
    CHANGE_OTHER,      /* not allowed */
    CHANGE_REMOVED,    /* not allowed either: a signature that is there no more */
    CHANGE_VALIDATION, /* DSS */
    CHANGE_STAMP,      /* a document time stamp */
    CHANGE_SIGNATURE,  /* a signature in a new field */
    CHANGE_SIGNED,     /* one in a field that was there, empty */
    CHANGE_FIELD,      /* a new field, empty and not seen */
    CHANGE_SEAL,       /* slices of a seal at the edges of pages: allowed until there is a signature */
    CHANGE_DATE        /* when the file was last changed */
} ChangeKind;

typedef struct Change {
    ChangeKind kind;
    const char *field; /* of fields: the full name; otherwise NULL */
    const char *what;  /* DIAG_BOTH */
    int page;          /* 0-based, or VERIFY_NONE */
} Change;

typedef struct ChangeList {
    Change *items;
    size_t count;
    bool more; /* than CHANGES_MAX */
} ChangeList;

/* Is it what signing does? */
bool change_is_allowed(ChangeKind kind);

/* Compares; the list is in the arena. False with a fault reported: memory, or a revision that cannot be read. */
bool changes_find(Arena *arena, PdfDoc *before, PdfDoc *after, ChangeList *list, DiagList *diags);

#endif
