/*
 * promise: what standards the PDFs of a command line are to conform to.
 */
#ifndef BANXIN_APP_PROMISE_H
#define BANXIN_APP_PROMISE_H

#include "app/options.h"
#include "pdf/pdf.h"

/* The largest profile of a press that is read. */
#define PROFILE_BYTES_MAX ((size_t)16 << 20)

/*
 * Fills *promise by --conformance, --print and --profile; a press's profile is read into the arena. False with a fault
 * reported: no profile, one that cannot be read, one that is not for a press.
 */
bool promise_make(Arena *arena, const Options *options, PdfOptions *promise, DiagList *diags);

#endif
