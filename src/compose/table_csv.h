/*
 * table_csv: a table as a file of its own, for whoever wants to reckon with it.
 *
 * RFC 4180 in UTF-8 with a byte order mark (spreadsheets guess the encoding without one). The first line names the
 * columns, heads above one another joined by "/"; then every row as it is printed, merged cells taken apart. Amounts
 * count what the table prints them in and have all their digits and no separators; dates are ISO 8601. What stands
 * above the column heads is not in it.
 */
#ifndef BANXIN_COMPOSE_TABLE_CSV_H
#define BANXIN_COMPOSE_TABLE_CSV_H

#include "compose/table_rows.h"

/* Adds the table to composer->files as the next file; `tag` is its node, `scope` has its names. */
void table_csv_attach(Composer *composer, const Scope *scope, const TableForm *form, const TableRows *rows, TagId tag);

#endif
