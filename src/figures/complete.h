/*
 * complete: what the form computes and the data leaves out.
 *
 * Three rules, in this order: the "value" a fixed row gives for a cell; the sum of its parts for a row of a higher
 * level or a total of which the data gives no amount at all; the "value" of a column. A cell the data gives is never
 * touched: audits compare it with what the rule gives (figures_rule).
 */
#ifndef BANXIN_FIGURES_COMPLETE_H
#define BANXIN_FIGURES_COMPLETE_H

#include "figures/figures.h"

typedef enum CellRule {
    RULE_NONE,
    RULE_FIXED, /* the fixed row's "value" */
    RULE_PARTS, /* the sum of the rows that belong to it */
    RULE_COLUMN /* the column's "value" */
} CellRule;

/* The completed report in figures->report; false when a cell could not be reckoned, which is reported. */
bool complete_report(Figures *figures, const Report *report);
/* figures_cell() while cells are being reckoned. */
const Value *complete_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf);

/* What `rule` says of the cell, RULE_FIXED or RULE_COLUMN; NULL: nothing. */
const Expr *complete_expr(const ReportTable *table, uint32_t row, size_t leaf, CellRule rule);
/* What the cell is by a rule; blank where the rule has nothing to say. */
bool complete_figure(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf, CellRule rule, Figure *out);

#endif
