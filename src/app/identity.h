/*
 * identity: whose report a file is, and of which year, read without its form.
 */
#ifndef BANXIN_APP_IDENTITY_H
#define BANXIN_APP_IDENTITY_H

#include "base/diag.h"

typedef enum FileKind {
    FILE_IS_REPORT, /* or means to be one: what is wrong with it is told when it is checked */
    FILE_IS_OTHER,  /* a form, a list: passed over */
    FILE_IS_STRANGE /* an object that might be a report which lacks its form and organ */
} FileKind;

typedef struct Identity {
    FileKind kind;
    const char *code, *name, *parent, *form; /* NULL where the file does not say */
    int year;                                /* 0 as well */
    int line, column;                        /* of the organ */
} Identity;

/* Reads a file; its faults are not told here. Texts live in the arena. False when memory is out. */
bool identity_read(Arena *arena, const char *file, Identity *identity);

/* As bytes that can be sent from one process to another, and back. False when the bytes are none, or memory is out. */
void identity_pack(const Identity *identity, Buf *out);
bool identity_unpack(Arena *arena, const Buf *packed, Identity *identity);

#endif
