/*
 * overview: many reports on one page of HTML that needs nothing else: a row a report with a picture of its cover, and a
 * search, an order and a filter over all of them.
 *
 *     overview_begin(&head, &out);
 *     overview_add(&row, &out);        for each report, in the order they are shown at first
 *     overview_end(&out);
 *
 * Nothing is kept between the calls, so `out` may be written away and emptied at any time. The page is made for tens of
 * thousands of rows: they lie in it as data, about 400 bytes and the picture each, and become elements of the table as
 * the reader comes to them.
 *
 * Whatever a text holds is text: no byte of it can become markup, script or an address, and marks that would reorder a
 * line are shown as \u202e. The page fetches nothing and runs no script but its own, by a policy that names its digest.
 * It can be read with a keyboard and by a screen reader, in the dark, and on paper.
 *
 * What is looked at can be passed on: the page's address holds search, order and states (#q=words&sort=-pages&state=1).
 */
#ifndef BANXIN_OVERVIEW_OVERVIEW_H
#define BANXIN_OVERVIEW_OVERVIEW_H

#include "base/diag.h"
#include "base/str.h"

/* What has become of a report. */
typedef enum OverviewState {
    OVERVIEW_DONE,    /* published */
    OVERVIEW_FAILED,  /* it could not be made */
    OVERVIEW_MISSING, /* not made yet */
    OVERVIEW_FOREIGN, /* a file that is none of the batch's */
    OVERVIEW_STATES
} OverviewState;

typedef struct OverviewHead {
    const char *title; /* of the page: the batch's folder; NULL: none */
    Language language;
} OverviewHead;

#define OVERVIEW_UNKNOWN (-1)

/* One report. Texts are UTF-8 or not; NULL is unknown, as is OVERVIEW_UNKNOWN of a number. */
typedef struct OverviewRow {
    OverviewState state;
    const char *name; /* what the report is called: its PDF's name, else its input's */
    const char *link; /* the PDF's path from the page's own folder, as the file system has it; NULL: no link */
    const char *organ, *form;
    int64_t year, pages, size;       /* size in bytes */
    int64_t errors, warnings, notes; /* findings that are not accepted; unknown all three: it was not checked */
    const char *fault;               /* why it failed, in words */
    const char *signer, *level;      /* who has signed it, and to which level ("lta"); unknown both: nobody */
    const char *cover;               /* a small PNG of the first page (proof/proof.h), in base64 */
} OverviewRow;

void overview_begin(const OverviewHead *head, Buf *out);
void overview_add(const OverviewRow *row, Buf *out);
void overview_end(Buf *out);

#endif
