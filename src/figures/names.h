/*
 * names: what people call the tables, rows and cells of a report.
 */
#ifndef BANXIN_FIGURES_NAMES_H
#define BANXIN_FIGURES_NAMES_H

#include "figures/figures.h"

/* All in the figures' arena, without forced line ends and marks of where a text may break; "" when there is no name. */

/* "表五", or the title where a table has no label. */
const char *name_table_short(Figures *figures, const TableForm *form);
/* "一般公共预算支出情况表" */
const char *name_table_title(Figures *figures, const TableForm *form);
/* "社会保障和就业支出": its first text, the form's own or the data's; else its kind or key. */
const char *name_row(Figures *figures, const ReportTable *table, uint32_t row);
/* The same of the panel that `leaf` stands in: 收入总计 on the left, 支出总计 on the right. */
const char *name_row_at(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf);
/* "基本支出"; with the heads above it: "公务用车购置及运行费 小计". */
const char *name_column(Figures *figures, const TableForm *form, size_t leaf, bool heads);
/* "项目 第4项 名称": a value of the data by its JSON pointer, in the words of the form; the pointer for what is none.
 */
const char *name_field(Figures *figures, const char *pointer);
/* "表五 社会保障和就业支出 基本支出" */
const char *name_cell(Figures *figures, const ReportTable *table, uint32_t row, size_t leaf);

#endif
