/*
 * worklist: the reports of a command line, settled first and then set one after the other; what is said about them, and
 * what the program ends with.
 */
#ifndef BANXIN_APP_WORKLIST_H
#define BANXIN_APP_WORKLIST_H

#include "app/exit.h"
#include "app/orders.h"

typedef struct Worklist {
    const Options *options;
    Arena *arena; /* for what the command adds to its jobs */
    DiagList *diags;
    Orders orders;
    bool ordered;
    bool ready; /* nothing is wrong so far; a command that finds something reports it and says so here */
} Worklist;

/* Settles which reports are read and which files written, by the option `output` (orders.h). False with faults reported
 * in the list. */
bool worklist_begin(Worklist *list, const Options *options, OptionId output);

/*
 * Does the jobs if all is ready, each on its own: a bad one is reported and the rest go on. Faults go to standard
 * error, what was written is told on standard output. The status is the worst of all. Frees the list.
 */
ExitStatus worklist_end(Worklist *list, Language language);

#endif
