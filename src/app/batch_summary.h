/*
 * batch_summary: how a batch stands, written down: for people, as CSV for spreadsheets, as JSON for programs, as a
 * page.
 *
 * All of it is written as it is made, a report after the other.
 */
#ifndef BANXIN_APP_BATCH_SUMMARY_H
#define BANXIN_APP_BATCH_SUMMARY_H

#include "app/batch_stand.h"
#include "base/spill.h"

/* Counts; what has failed and why; what is foreign; with `missing` what is missing. */
void summary_text(const Stand *stand, bool missing, Language language, Spill *out);
/* A row a report, in the order of the plan, and the files that are foreign (layouts/batch-summary.schema.json). */
void summary_json(const Stand *stand, Language language, Spill *out);
/* The shards that lack a report, published or failed: "0-3,7". */
void summary_missing_shards(Arena *arena, const Stand *stand, Spill *out);

/*
 * Writes all of it into the folder as summary.csv, summary.json and, a page for people (overview/overview.h) with
 * covers if the batch has no more than LOOKS_MAX reports, index.html. False with a fault reported.
 */
bool summary_write(const Stand *stand, const Store *store, Language language, DiagList *diags);

/* Appends why a report has failed: the first fault that hinders, in words; nothing if none does. */
void summary_reason(const StandReport *report, Language language, Buf *out);

/* ---- the page, in pieces */

typedef struct Looks Looks;

void summary_page_begin(const Store *store, Language language, Buf *out);
void summary_page_add(const StandReport *report, const Looks *looks, Arena *arena, Language language, Buf *out);
void summary_page_end(const Stand *stand, Spill *out);

#endif
