/*
 * figures: the figures of one report, reckoned with.
 *
 * figures_make() takes a report as it was read and reckons what the form computes and the data leaves out: columns and
 * rows with a "value", totals and rows of higher levels. From then on expressions are evaluated by figures_eval(), in
 * whatever scope they stand, exactly and with the cells they came from.
 */
#ifndef BANXIN_FIGURES_FIGURES_H
#define BANXIN_FIGURES_FIGURES_H

#include "figures/figure.h"
#include "figures/levels.h"
#include "figures/scope.h"

struct Completion;

/* Rows looked at in conditions, for one report: choosing within choosing grows with every level. */
#define FIGURES_STEPS_MAX 20000000
/* Cells that need cells that need cells, with the parts of their expressions: more is a fault, so that the stack lasts.
 */
#define FIGURES_DEPTH_MAX 2000

typedef struct Figures {
    Arena *arena;
    DiagList *diags;
    const Report *report;          /* completed */
    const Levels **levels;         /* by table of the form; NULL until asked for */
    struct Completion *completion; /* while cells are being reckoned; NULL afterwards */
    int choosing;  /* conditions on rows within each other: where a figure comes from is of no account */
    int64_t steps; /* rows looked at so far */
    int depth;     /* of what is being reckoned within each other */
} Figures;

/* NULL when a cell could not be reckoned (the fault is reported) or memory is out. Borrows from `report`. */
Figures *figures_make(Arena *arena, const Report *report, DiagList *diags);

const ReportTable *figures_table(const Figures *figures, const TableForm *form);
/* How its rows add up; NULL when memory is out. */
const Levels *figures_levels(Figures *figures, const ReportTable *table);
/*
 * A cell, reckoned first if it is to be; blank code cells of rows below as levels_cell gives them, and the texts of
 * fixed rows as the form has them (those that hold no expressions).
 */
const Value *figures_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf);

/* ---- expressions ---------------------------------------------------------------------------------------- */

/*
 * What the expression gives at a place. False with a fault at its very part: an unknown name, a text where a number is
 * needed (FIGURE_TYPE), a division by nought (FIGURE_DIVISION), growth from nought (FIGURE_GROWTH), several rows where
 * one is meant (FIGURE_MANY), a number too large (FIGURE_OVERFLOW), cells that need each other (FIGURE_CIRCLE), or one
 * the other in too long a row (FIGURE_CHAIN).
 */
bool figures_eval(Figures *figures, const Scope *scope, const Expr *expr, Figure *out);
/* Whether a condition holds; false when that could not be found out, which has been reported. */
bool figures_test(Figures *figures, const Scope *scope, const Test *test, bool *holds);

/* ---- rows and items ------------------------------------------------------------------------------------- */

/* Rows of a table or items of a list, in their order. */
typedef struct RowSet {
    const Field *record;      /* what each of them is */
    const ReportTable *table; /* or NULL: items of `list` */
    const Value *list;
    const uint32_t *rows; /* numbers of the rows, or of the items */
    size_t count;
} RowSet;

/* Those a reference chooses: a path to a list, or table[...], list[...] without a column. False with a fault. */
bool figures_rows(Figures *figures, const Scope *scope, const Expr *expr, RowSet *out);
/*
 * The frame of the i-th of them: its fields are named right away if `name` is NULL (FRAME_ROW), or as name.field
 * (FRAME_ITEM, with loop.index and loop.count).
 */
Scope figures_frame(Figures *figures, const Scope *outer, const RowSet *rows, size_t i, const char *name);

#endif
