/*
 * batch_inputs: which reports the words of a command line stand for.
 */
#ifndef BANXIN_APP_BATCH_INPUTS_H
#define BANXIN_APP_BATCH_INPUTS_H

#include "batch/plan.h"

/*
 * Adds the reports to a listing: a plan whose items' names are templates, or NULL. Each word is a file, a folder (all
 * .json files in it and the folders in it), a pattern (*, ?, [...]), a manifest (.jsonl; a path or an object a line) or
 * - for a manifest on standard input, read line by line. A file that comes up again, by whatever name or link, is left
 * out, but for those of manifests, which may ask for it under several names. Paths in a manifest are beside it. False
 * with all faults reported.
 */
bool batch_inputs(const char *const *words, size_t count, Plan *listing, DiagList *diags);

#endif
