/*
 * report_keys: the keys of a report's own objects, as tables; named as in layouts/report.schema.json (see
 * form/form_keys.h). The keys of rows and records are the form's.
 */
#ifndef BANXIN_MODEL_REPORT_KEYS_H
#define BANXIN_MODEL_REPORT_KEYS_H

#include "form/form_keys.h"

enum {
    REPORT_KEY_FORM,
    REPORT_KEY_ORGAN,
    REPORT_KEY_YEAR,
    REPORT_KEY_DATE,
    REPORT_KEY_TABLES,
    REPORT_KEY_DATA,
    REPORT_KEY_ACCEPT,
    REPORT_KEY_COUNT
};
enum { ORGAN_KEY_NAME, ORGAN_KEY_SHORT, ORGAN_KEY_CODE, ORGAN_KEY_PARENT, ORGAN_KEY_COUNT };
enum { ACCEPT_KEY_RULE, ACCEPT_KEY_REASON, ACCEPT_KEY_AT, ACCEPT_KEY_COUNT };
enum { ROWS_KEY_ROWS, ROWS_KEY_COUNT };
enum { TEXT_HEADING_KEY_HEADING, TEXT_HEADING_KEY_LEVEL, TEXT_HEADING_KEY_COUNT };
enum { TEXT_LIST_KEY_LIST, TEXT_LIST_KEY_LABEL, TEXT_LIST_KEY_COUNT };
enum { TEXT_PARAGRAPH_KEY_PARAGRAPH, TEXT_PARAGRAPH_KEY_COUNT };

typedef enum ReportKeysId {
    REPORT_KEYS_TOP,
    REPORT_KEYS_ORGAN,
    REPORT_KEYS_ACCEPT,
    REPORT_KEYS_ROWS,
    REPORT_KEYS_HEADING,
    REPORT_KEYS_LIST,
    REPORT_KEYS_PARAGRAPH,
    REPORT_KEYS_COUNT
} ReportKeysId;

const KeyTable *report_keys(ReportKeysId id);

#endif
