/*
 * apart: work that may end the process it is done in, done in another one.
 *
 * A PDF that is to be read may make a library crash or run out of memory, which no C code can catch. What is known
 * before is shared, as with crew; the result comes back as bytes through a pipe. The process ends with the one that has
 * begun it.
 *
 * A few kilobytes of a PDF may stand for gigabytes, and the library that reads them knows no limit: the process is
 * given one. What does not fit into it is refused as a fault of the file.
 */
#ifndef BANXIN_APP_APART_H
#define BANXIN_APP_APART_H

#include "base/diag.h"
#include "base/str.h"

/* Of memory for a PDF: so much, and so many times the size of the file, of which each revision's objects are held. */
#define APART_PDF_MEMORY ((uint64_t)1 << 30)
#define APART_PDF_TIMES  8

typedef enum ApartEnd {
    APART_DONE,
    APART_SHORT, /* it ended for want of memory */
    APART_LOST   /* it ended otherwise */
} ApartEnd;

/* What a process may have that reads these files one after the other, bytes. */
uint64_t apart_pdf_memory(const char *const *files, size_t count);

/*
 * Does the work in a forked process, which may have so much memory, and appends its result. Where that process ended
 * before it was done `result` is as it was. Where no process can be had, and under sanitizers, which look at a
 * process's end and reserve more than any limit, it is done here.
 */
ApartEnd apart_do(void (*work)(void *context, Buf *result), void *context, uint64_t bytes, Buf *result);

/* In the process: what is said to be for want of memory is the file's fault, if it was the limit that was met:
 * PDF_MEMORY takes its place, at `file` where none was named (NULL: none is known). The list is exchanged. */
void apart_blame(DiagList **diags, uint64_t bytes, const char *file);
/* The same of a process that has ended; reports why at the file. */
void apart_report(ApartEnd end, uint64_t bytes, DiagCode lost, const char *file, DiagList *diags);

#endif
