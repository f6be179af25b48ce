/*
 * table_rows: what a table prints, row by row.
 *
 * A form's table mixes rows of its own (fixed rows at the top, in panels, at the foot) with the data's. Whichever way
 * they come, a row asked for here is the same thing: for each leaf column a text of the form, a value of the data, or
 * nothing, and the row kind that column belongs to.
 */
#ifndef BANXIN_COMPOSE_TABLE_ROWS_H
#define BANXIN_COMPOSE_TABLE_ROWS_H

#include "compose/composer.h"
#include "figures/scope.h"
#include "table/table.h"

typedef struct RowCell {
    const Template *text; /* or NULL */
    const Value *value;   /* or NULL; not blank */
    int kind;             /* RowKind, -1 none */
    const ReportRow *row; /* that the value is a cell of; or NULL: a record's */
} RowCell;

/* Where a row comes from, in the order they are printed. */
typedef enum RowSource { ROW_TOP, ROW_PANELS, ROW_DATA, ROW_EMPTY, ROW_FOOT_FIXED, ROW_SOURCE_COUNT } RowSource;

typedef struct TableRows {
    const TableForm *form;
    const ReportTable *data; /* the report's table; NULL when the rows come from a list */
    const Value *list;       /* rows_from; or NULL */
    const int *list_fields;  /* by leaf: field of the list's records, -1 none */
    const ReportRow **fixed; /* data rows by fixed row: top, then panel after panel, then foot; NULL none */
    size_t *plain;           /* data rows that fill no fixed row */
    size_t counts[ROW_SOURCE_COUNT];
    size_t count;      /* of all */
    bool empty;        /* the data has no rows */
    Value total_label; /* names a total that no text does */
    SourceRef source;
} TableRows;

/* Finds the rows. False when memory is out. */
bool table_rows_find(Composer *composer, const Scope *scope, const TableForm *form, TableRows *rows);

/* Fills `cells` (leaf_count of them) with row `index`; its place in *source. */
void table_rows_at(const TableRows *rows, size_t index, RowCell *cells, RowSource *from, SourceRef *source);

/* True for the row that holds the form's text for empty tables. */
bool table_rows_is_note(const TableRows *rows, size_t index);

#endif
