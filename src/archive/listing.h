/*
 * listing: entries as people and programs read them: a table, JSON, CSV.
 */
#ifndef BANXIN_ARCHIVE_LISTING_H
#define BANXIN_ARCHIVE_LISTING_H

#include "archive/catalogue.h"
#include "base/diag.h"

#define LISTING_VERSION 1 /* of the JSON, layouts/archive-entries.schema.json */

/* Columns stand below each other on a terminal, where a Chinese character takes two. Nothing when nothing is found. */
void listing_table(const Found *found, Language language, Buf *out);
void listing_json(const Found *found, Buf *out);
/* RFC 4180 with a byte order mark, all members as columns; signers and times joined by "; ". */
void listing_csv(const Found *found, Buf *out);
/* How many columns of a terminal a text takes as diag_push shows it. */
size_t listing_columns(Str text);

#endif
