/*
 * batch_names: what the PDFs of a batch are called, settled before any is made.
 */
#ifndef BANXIN_APP_BATCH_NAMES_H
#define BANXIN_APP_BATCH_NAMES_H

#include "batch/plan.h"

/*
 * Adds every report of the listing to the plan, named by its own template, or `template`, and seals it. Reports are
 * read if that needs their data, by `workers` processes side by side. A report that cannot be read, or lacks what it is
 * to be named by, gets the name its file gives it, to fail under: the one for itself, or for having changed if it can
 * be read later, the other for what it lacks. False with faults reported: a template that is none, two of one name.
 */
bool batch_names(const Plan *listing, Plan *plan, const char *template, size_t workers, DiagList *diags);

#endif
