/*
 * inspect: a report's figures looked at: what the audit finds, where that is printed, and what the report accepts.
 */
#ifndef BANXIN_APP_INSPECT_H
#define BANXIN_APP_INSPECT_H

#include "findings/review.h"
#include "model/report.h"
#include "page/page.h"

typedef struct Inspection {
    Arena *arena;
    const Report *report;
    FindingList *findings;
    const char **labels; /* of the pages; NULL: the report has not been set */
    size_t page_count;
    bool across; /* it has been set against others */
} Inspection;

/* Audits. False with MEMORY reported. Ended by inspect_free in any case. */
bool inspect_begin(Inspection *inspection, Arena *arena, const Report *report, DiagList *diags);
void inspect_free(Inspection *inspection);

/* Fills in the pages. Places that print nothing, a blank cell, take the page of their row, or of their table. */
bool inspect_pages(Inspection *inspection, const PageList *list, DiagList *diags);

/*
 * Accepts what the report accepts, and puts all in order. Acceptances of what comes of setting reports against each
 * other are of no account where that has not been done.
 */
bool inspect_review(Inspection *inspection, const char *file, const DiagList *faults, Review *review, DiagList *diags);

#endif
