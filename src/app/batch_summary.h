/*
 * batch_summary: how a batch stands, written down: for people, as CSV for spreadsheets, as JSON for programs.
 */
#ifndef BANXIN_APP_BATCH_SUMMARY_H
#define BANXIN_APP_BATCH_SUMMARY_H

#include "app/batch_stand.h"

/* Counts; what has failed and why; what is foreign; with `missing` what is missing. */
void summary_text(const Stand *stand, bool missing, Language language, Buf *out);
/* A row a report, in the order of the plan; and the files that are foreign in JSON (layouts/batch-summary.schema.json).
 */
void summary_csv(const Stand *stand, Language language, Buf *out);
void summary_json(const Stand *stand, Language language, Buf *out);

/* Appends why a report has failed: the first fault that hinders, in words; nothing if none does. */
void summary_reason(const Stand *stand, size_t number, Language language, Buf *out);

/* All of it on a page for people (overview/overview.h), with covers if the batch has no more than LOOKS_MAX reports. */
void summary_html(const Stand *stand, const Store *store, Language language, Buf *out);

/* Writes all three into the folder as summary.csv, summary.json and index.html. False with a fault reported. */
bool summary_write(const Stand *stand, const Store *store, Language language, DiagList *diags);

/* The shards that lack a report, published or failed: "0-3,7". */
void summary_missing_shards(Arena *arena, const Stand *stand, Buf *out);

#endif
