/*
 * faults: diagnostics as JSON on one line, and back, so that what was found in one process, on one machine, can be told
 * by another in its own language.
 */
#ifndef BANXIN_BATCH_FAULTS_H
#define BANXIN_BATCH_FAULTS_H

#include "json/json_doc.h"

#define FAULTS_ARGS_MAX 8

/*
 * Appends [{"code": ..., "severity": ..., "message": ..., "file": ..., "line": ..., "column": ..., "pointer": ...,
 * "args": [...]}]; what is not known is left out. The message, in `language`, is for readers that are not banxin.
 */
void faults_write(const DiagList *faults, Language language, Buf *out);

/* Reports again what such an array holds; codes of another version of the program are passed over. */
void faults_read(const JsonNode *array, DiagList *out);

#endif
