/*
 * report_read: what the readers of a report's parts share.
 *
 * report_read.c is the top, report_values.c reads values by the form's fields, report_blocks.c texts and blocks,
 * report_rows.c the tables' rows. As in form_read.h: report, leave something harmless, go on.
 */
#ifndef BANXIN_MODEL_REPORT_READ_H
#define BANXIN_MODEL_REPORT_READ_H

#include "model/report.h"
#include "model/report_keys.h"

typedef struct ReportReader {
    Arena *arena;
    DiagList *diags;
    const Form *form;
} ReportReader;

/* The keys of a record, made once for all records of a list. */
typedef struct RecordKeys {
    const Field *fields;
    size_t count;
    JsonKey *keys;
    const JsonNode **found; /* of the record at hand */
} RecordKeys;

/* `extra` leaves room for that many keys before the fields'; false when memory is out. */
bool record_keys(ReportReader *reader, const Field *fields, size_t count, size_t extra, RecordKeys *keys);

/* Absent (NULL), null, "" or, of a text, nothing but white space (ASCII, U+3000). */
bool report_is_blank(const JsonNode *node, FieldType type);
/* A value by its field; what does not fit is reported and blank. */
void report_value(ReportReader *reader, const JsonNode *node, const Field *field, SourceRef where, Value *value);
void report_record(ReportReader *reader, const JsonNode *node, RecordKeys *keys, Value *value);

void report_blocks(ReportReader *reader, const JsonNode *node, Value *value);
/* Whether blocks (an array) print nothing: there are none, or blank paragraphs alone. */
bool report_blocks_are_blank(const JsonNode *node);
/* A text that can be printed; false and reported otherwise. */
bool report_text(ReportReader *reader, const JsonNode *node, Str *text);
/* The same of a text that is printed as it stands: warns of braces. */
bool report_plain_text(ReportReader *reader, const JsonNode *node, Str *text);

/* The rows of a table: an array, or an object that holds one. */
void report_rows(ReportReader *reader, const JsonNode *node, ReportTable *table);

/* REPORT_TOO_MANY when there are more rows or items than REPORT_ROWS_MAX. */
bool report_limit(ReportReader *reader, const JsonNode *node);

#endif
