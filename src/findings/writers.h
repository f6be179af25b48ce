/*
 * writers: the ways findings are written. Each is a row of one table.
 *
 * A writer makes of each report a piece, on its own and in any process; when all are there it frames them. So what
 * one report needs is given back before the next is read, and pieces made side by side come to the same bytes. Places
 * are looked up while writing: a piece is good if neither it nor the review's arena has failed.
 */
#ifndef BANXIN_FINDINGS_WRITERS_H
#define BANXIN_FINDINGS_WRITERS_H

#include "findings/review.h"

/* What a writer makes of one report, or of several, one after the other. */
typedef struct Piece {
    Buf body;
    Buf aside; /* what stands elsewhere in the whole: notifications of SARIF, the contents of HTML */
} Piece;

typedef struct FindingWriter {
    const char *name; /* the value of --format */
    /* Appends a report to the piece; `number` counts the reports of the run from 0. */
    void (*report)(const Review *review, size_t number, Language language, Piece *piece);
    /* Appends the whole to `out`. */
    void (*whole)(const Tally *tally, const Piece *pieces, Language language, Buf *out);
} FindingWriter;

/* The writer of a name; NULL when there is none. */
const FindingWriter *finding_writer(const char *name);

void piece_free(Piece *piece);
bool piece_failed(const Piece *piece);

/* The findings of one report as text, without a count: what is told while a report is set. */
void write_text_report(const Review *review, Language language, Buf *out);

#endif
