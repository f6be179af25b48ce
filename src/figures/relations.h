/*
 * relations: what must hold between the figures of a report, and where it does not.
 *
 * Two sorts: what the tables' forms say by themselves (levels, totals, the "value" of columns and fixed rows), for
 * every cell that the data gives; and the form's own checks.
 */
#ifndef BANXIN_FIGURES_RELATIONS_H
#define BANXIN_FIGURES_RELATIONS_H

#include "figures/sides.h"

/* Rules of the first sort. */
#define RULE_ID_ROW_VALUE   "row-value"   /* a column's value: a row's total and its parts */
#define RULE_ID_FIXED_VALUE "fixed-value" /* a fixed row's value */
#define RULE_ID_LEVEL_SUM   "level-sum"   /* 类 = Σ款 = Σ项 */
#define RULE_ID_TABLE_TOTAL "table-total" /* 合计 over all */

void relations_of_tables(const Sides *sides);
void relations_of_form(const Sides *sides);

#endif
