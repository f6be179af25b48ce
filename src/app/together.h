/*
 * together: the reports of a run seen together: each is set against last year's and against its units, and what is
 * wrong with the whole is found, an organ that has two reports, or none.
 *
 * In a first pass every file is read for whose it is alone; in the second each report is checked by itself and borrows
 * the others it needs one at a time. So memory holds a name and a year of each report, and of few of them the figures.
 */
#ifndef BANXIN_APP_TOGETHER_H
#define BANXIN_APP_TOGETHER_H

#include "app/inspect.h"
#include "app/organ_list.h"
#include "app/roster.h"
#include "app/workshop.h"

typedef struct Together {
    Roster reports;
    const char **files;    /* by report */
    const OrganList *list; /* of the organs that are expected; NULL: none */
    int *years;            /* of the reports, each once, in order */
    size_t year_count;
} Together;

/*
 * Reads whose reports the files and those of the folder are, by so many processes (0: as
 * many as the work is worth). Faults are reported: a list or a
 * folder that cannot be read, after which there is nothing to be done (NULL); a folder without reports. `list` may be
 * NULL. Lives in the arena.
 */
const Together *together_make(Arena *arena, const char *const *files, size_t count, const char *folder,
                              const char *list, size_t workers, DiagList *diags);

/*
 * Adds to the findings of a report what comes of seeing it with the others. False with MEMORY reported; that another
 * report cannot be read is a finding.
 */
bool together_inspect(const Together *together, size_t report, Workshop *workshop, Timings *timings,
                      Inspection *inspection, DiagList *diags);

/* Adds a finding for each organ of the list and each year in which it has no report. */
void together_missing(const Together *together, FindingList *findings);

#endif
