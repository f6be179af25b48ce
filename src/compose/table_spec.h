/*
 * table_spec: a form's table and its rows as the table room's spec.
 *
 * Lead rows of merged cells, heads from the column tree with their spans, then the rows: kinds style, indent and merge
 * their cells, equal neighbours down a column become one cell where the column asks for it.
 */
#ifndef BANXIN_COMPOSE_TABLE_SPEC_H
#define BANXIN_COMPOSE_TABLE_SPEC_H

#include "compose/table_rows.h"

/*
 * The spec of a table whose TABLE node is `tag`, in the composer's arena: `room.width` wide; rows are lowered if that
 * brings it within `room.height` (0: never). Its pages are `page_height` high. NULL when memory is out; faults in its
 * texts are reported and leave cells blank.
 */
const TableSpec *table_spec_make(Composer *composer, const Scope *scope, const TableForm *form, const TableRows *rows,
                                 Size room, Len page_height, TagId tag);

#endif
