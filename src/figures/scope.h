/*
 * scope: what the names of a path stand for at a place of the story.
 *
 * A scope is a chain of frames on the walker's stack, innermost first: a loop's item, a table's own names, the page
 * of a folio, the number of a list item; the report lies below them all. Looking up a path gives a value with its own
 * place in the data, so that a fault in what a sentence quotes is reported where it was written.
 */
#ifndef BANXIN_FIGURES_SCOPE_H
#define BANXIN_FIGURES_SCOPE_H

#include "model/report.h"

typedef enum FrameKind {
    FRAME_REPORT, /* organ, year, date, form, data, tables, and the fields of data right away */
    FRAME_ITEM,   /* `name`: one item of a list or row of a table; loop.index and loop.count */
    FRAME_ROW,    /* the same, its fields named right away */
    FRAME_TABLE,  /* table.title, table.label, table.unit */
    FRAME_PAGE,   /* page and pages */
    FRAME_NUMBER  /* n: number of a list item */
} FrameKind;

typedef struct Scope {
    FrameKind kind;
    const struct Scope *outer;
    const Report *report;    /* FRAME_REPORT */
    const char *name;        /* FRAME_ITEM */
    const Field *field;      /* FRAME_ITEM, FRAME_ROW: what the item is */
    const Value *value;      /* of an item of a list; NULL: a row of a table */
    struct Figures *figures; /* of a row: who reckons its cells */
    const ReportTable *data; /* of a row */
    uint32_t row;
    int64_t index, count;   /* FRAME_ITEM: from 1; FRAME_NUMBER: index */
    const TableForm *table; /* FRAME_TABLE */
    Str title;              /* FRAME_TABLE */
    Str page, pages;        /* FRAME_PAGE */
} Scope;

/* What a path leads to. */
typedef struct ScopeValue {
    Value value;              /* a copy; blank when the data has nothing there */
    const Field *field;       /* as declared; NULL for names that are not data */
    const ReportTable *table; /* tables.KEY, or the table of the row that `value` is a cell of */
    bool is_cell;
    uint32_t row, leaf; /* of a cell */
} ScopeValue;

Scope scope_report(const Report *report);

/*
 * Looks a path up; `arena` is for texts of faults. False with SCOPE_PATH reported: a name that neither
 * the frames nor the form's data know, with the nearest one that is known.
 */
bool scope_lookup(Arena *arena, const Scope *scope, const Path *path, ScopeValue *out, DiagList *diags);

/* The table at hand: that of the innermost row; NULL outside of any. */
const ReportTable *scope_table(const Scope *scope);

#endif
