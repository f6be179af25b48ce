/*
 * batch_inputs: which reports the words of a command line stand for.
 */
#ifndef BANXIN_APP_BATCH_INPUTS_H
#define BANXIN_APP_BATCH_INPUTS_H

#include "batch/plan.h"

/* The largest manifest that is read. */
#define MANIFEST_BYTES_MAX ((size_t)1 << 30)

typedef struct BatchInputs {
    PlanItem *items; /* name is a template, or NULL */
    size_t count;
} BatchInputs;

/*
 * Each word is a file, a folder (all .json files in it and the folders in it), a pattern (*, ?, [...]), a manifest
 * (.jsonl; a path or an object a line) or - for a manifest on standard input. A file that comes up again, by whatever
 * name or link, is left out, but for those of manifests, which may ask for it under several names. Paths in a manifest
 * are beside it. False with all faults reported.
 */
bool batch_inputs(Arena *arena, const char *const *words, size_t count, BatchInputs *inputs, DiagList *diags);

#endif
