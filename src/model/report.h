/*
 * report: one department's year, as plain values.
 *
 * The report is read by its form: which tables, columns and data fields there are, and of what type, is what the
 * form declares. Every value remembers where it stands in the file.
 */
#ifndef BANXIN_MODEL_REPORT_H
#define BANXIN_MODEL_REPORT_H

#include "base/arena.h"
#include "base/diag.h"
#include "form/form.h"
#include "model/money.h"
#include "json/json_doc.h"

#define REPORT_ROWS_MAX    1000000 /* rows of a table, items of a list */
#define REPORT_ACCEPTS_MAX 1000
#define REPORT_YEAR_MIN    1949
#define REPORT_YEAR_MAX    2999

typedef struct Date {
    int year, month, day;
} Date;

typedef enum BlockKind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_LIST } BlockKind;

/* A block of the department's own text. Texts are templates: {{...}} works in them too. */
typedef struct Block {
    BlockKind kind;
    int level;              /* heading: 1 to 6, relative to the place in the story */
    const Template *text;   /* paragraph, heading */
    const char *label;      /* list: pattern of the marker, "{{n}}.", a template that parses; NULL none */
    const Template **items; /* list */
    size_t item_count;
    SourceRef source;
} Block;

typedef enum ValueKind {
    VALUE_BLANK, /* absent, null or "" */
    VALUE_TEXT,
    VALUE_AMOUNT,
    VALUE_INTEGER,
    VALUE_DATE,
    VALUE_FLAG,
    VALUE_BLOCKS,
    VALUE_LIST,
    VALUE_RECORD
} ValueKind;

typedef struct Value {
    ValueKind kind;
    bool computed; /* the data left it out; figures/complete reckoned it */
    SourceRef source;
    union {
        Str text; /* also numbers, as their literal digits */
        Money amount;
        int64_t integer;
        Date date;
        bool flag;
        struct {
            const Block *items;
            size_t count;
        } blocks;
        struct {
            const struct Value *items;
            size_t count;
        } list;
        struct {
            const Field *fields;
            const struct Value *values; /* by field */
            size_t count;
        } record;
    };
} Value;

/* Beside the numbers of panels: where else a row may belong. */
enum { ROW_IN_FOOT = -1, ROW_IN_TOP = -2, ROW_IS_FREE = -3 };

typedef struct ReportRow {
    int kind;           /* RowKind of the table's form, -1 none */
    const char *row;    /* key of the fixed row it fills, or its own key; or NULL */
    int panel, fixed;   /* the fixed row it fills: panel number or one of the above, and row in it */
    const Value *cells; /* by leaf column */
    SourceRef source;
} ReportRow;

typedef struct ReportTable {
    const TableForm *form;
    bool present; /* the data has it */
    bool filled;  /* and gives rows for it; those that are reckoned alone do not count */
    const ReportRow *rows;
    size_t row_count;
    SourceRef source;
} ReportTable;

/* What the report answers for: findings of a check that are known and explained. */
typedef struct ReportAccept {
    const char *rule, *reason;
    const char *at; /* JSON pointer that a place of the finding lies at or below, or NULL */
    SourceRef source, rule_source;
} ReportAccept;

typedef struct Report {
    const JsonDoc *doc;
    const Form *form;
    struct {
        const char *name, *short_name, *code; /* short_name is name when absent; code may be NULL */
        const char *parent;                   /* code or name of the department it belongs to, or NULL */
        SourceRef source;
    } organ;
    int year;
    Date date;                 /* year 0 when absent */
    Value data;                /* a record of form->data */
    const ReportTable *tables; /* by form->tables */
    const ReportAccept *accepts;
    size_t accept_count;
} Report;

/*
 * The form's name a report asks for, read without the form; NULL with a fault. It is a plain name (name_is_valid):
 * nothing in it leads to another folder.
 */
const char *report_form_name(const JsonDoc *doc, DiagList *diags);

/*
 * Reads a report by its form. All faults are reported; NULL when there was an error. What lives in the report borrows
 * from `doc` and `form`. Tables with rows_from have no rows here: theirs are the records of a list of the data.
 */
const Report *report_read(Arena *arena, const JsonDoc *doc, const Form *form, DiagList *diags);

/* The form's fixed row that a row of the data fills; NULL: none. */
const FixedRow *report_fixed_row(const TableForm *form, const ReportRow *row);
bool value_is_blank(const Value *value);
/* "2020-01-16", a day there is; years 1 to 9999. */
bool date_parse(Str text, Date *out);

#endif
