/*
 * hole: a signature dictionary whose Contents are still empty, the two ranges of bytes around them, and what is then
 * put in (ISO 32000-1, 12.8.1).
 */
#ifndef BANXIN_SIGN_HOLE_H
#define BANXIN_SIGN_HOLE_H

#include "sign/update.h"

typedef struct Hole {
    size_t range_at;    /* in the file: behind "/ByteRange[" */
    size_t contents_at; /* the "<" of Contents */
    size_t size;        /* bytes of DER there is room for */
} Hole;

/* Writes the dictionary as object `ref`: `entries` is what it has beside ByteRange and Contents. */
void hole_write(Update *update, PdfRef ref, const Buf *entries, size_t size, Hole *hole);
/* Once the file is whole: puts the ranges in and gives them. */
void hole_ranges(const Hole *hole, Buf *file, Str *before, Str *after);
/* Puts the DER in; false if it is larger than the hole. */
bool hole_fill(const Hole *hole, Buf *file, Str der);

#endif
