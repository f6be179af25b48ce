/*
 * verdict_write: a verdict in words, and as layouts/verify.schema.json describes it.
 */
#ifndef BANXIN_APP_VERDICT_WRITE_H
#define BANXIN_APP_VERDICT_WRITE_H

#include "sign/verify.h"

/* How all files of a run came out. */
typedef struct VerdictCounts {
    size_t files, sound, unsound, unreadable;
} VerdictCounts;

/* Appends what is said of a file; `verdict` NULL or not readable: it could not be judged, and the faults say why. */
void verdict_text(const char *file, const Verdict *verdict, Language language, Buf *out);
/* The end of all: how many were sound; nothing if it was one. */
void verdict_text_counts(const VerdictCounts *counts, Language language, Buf *out);

/* An item of the array of files, for verdict_json. */
void verdict_json_file(const char *file, const Verdict *verdict, const DiagList *faults, Language language, Buf *out);
/* The whole: the items as written before. */
void verdict_json(const Buf *items, const VerdictCounts *counts, Language language, Buf *out);

/* Names for programs: "approval", "same-bytes", "LTA". */
const char *verdict_level_name(VerifyLevel level);
const char *verdict_kind_name(VerifyKind kind);
const char *verdict_pages_name(VerifyPages pages);
const char *verdict_gravity_name(VerifyGravity gravity);
const char *verdict_revoked_name(VerifyRevoked revoked);

#endif
