/*
 * record: what has become of one report, as a line of a journal.
 *
 *     LENGTH CHECKSUM {"state":"done","name":"2020-101.pdf", ...}
 *
 * in eight hexadecimal digits, forty, and JSON without line breaks. A line that is cut, or in which a byte is wrong, is
 * known as such. The same object is what --json tells of a report.
 */
#ifndef BANXIN_BATCH_RECORD_H
#define BANXIN_BATCH_RECORD_H

#include "batch/faults.h"
#include "batch/fingerprint.h"

typedef enum RecordState { RECORD_DONE, RECORD_FAILED } RecordState;

/* Findings of a check that are not accepted; `checked` false: there was none. */
typedef struct RecordFindings {
    bool checked;
    int64_t errors, warnings, notes;
} RecordFindings;

typedef struct Record {
    RecordState state;
    const char *name;  /* of the PDF in the folder */
    const char *input; /* the report's file, as named */
    Fingerprint id;    /* what it is made from: input, form, fonts, options, program */
    Fingerprint bytes; /* of the PDF */
    int64_t size, pages;
    int64_t warnings; /* faults that did not hinder */
    RecordFindings findings;
    const char *faults; /* JSON array of faults.h, or NULL */
} Record;

/* Appends the object, without line breaks. */
void record_write(const Record *record, Buf *out);
/* Reads it; texts in the arena. False when it is none. */
bool record_read(Arena *arena, Str json, Record *record);

/* Appends a line that is known when it is cut or damaged: length, checksum, and a JSON text without line breaks. */
void record_frame(Str json, Buf *out);
/* Appends the whole line. */
void record_line(const Record *record, Buf *out);
/* What stands before the JSON: its length, a blank, its checksum, a blank. */
#define RECORD_HEAD (8 + 1 + 2 * FINGERPRINT_SIZE + 1)
/* How long the JSON is, by what stands before it; false when that is none. */
bool record_head(Str head, size_t *length);
/* The JSON of a line (without its line feed), a part of it; false when the line is damaged. */
bool record_unframe(Str line, Str *json);

#endif
