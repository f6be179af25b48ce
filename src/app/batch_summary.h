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

/* Writes both into the folder as summary.csv and summary.json. False with a fault reported. */
bool summary_write(const Stand *stand, const Store *store, Language language, DiagList *diags);

/* The shards that lack a report, published or failed: "0-3,7". */
void summary_missing_shards(Arena *arena, const Stand *stand, Buf *out);

#endif
