/*
 * review: what a check has found about one report, in the order and with the places that writers need.
 */
#ifndef BANXIN_FINDINGS_REVIEW_H
#define BANXIN_FINDINGS_REVIEW_H

#include "findings/findings.h"
#include "findings/tally.h"

/* A finding and where it stands. */
typedef struct ReviewItem {
    const Finding *finding;
    Place place;
    size_t number; /* in the order of finding */
} ReviewItem;

/* What is known of the report is filled in by who makes it; texts are borrowed. */
typedef struct Review {
    const char *file;  /* as named on the command line */
    bool checked;      /* it could be read, and was */
    const char *form;  /* name of its form; NULL when not known */
    const char *organ; /* NULL as well */
    int year;          /* 0 as well */
    const DiagList *faults;
    const char *const *labels; /* of the pages, "" for a page that prints none; NULL: it has not been set */
    size_t page_count;
    Arena *arena; /* for places */
    /* by review_order: */
    const ReviewItem *items; /* by file, line, column; those accepted after the others */
    size_t count, open;      /* of all; of those that are not accepted */
} Review;

/*
 * Puts the findings in order: a finding that says no place stands where the first place of its sides does, or else is
 * of the report as a whole. False when memory is out. The list must not change while the review is in use.
 */
bool review_order(Review *review, FindingList *findings);

/* Line, column and pointer of a reference, in the review's arena; all zero for none. */
Place review_place(const Review *review, SourceRef ref);

void review_tally(const Review *review, Tally *tally);

#endif
