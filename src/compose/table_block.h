/*
 * table_block: a table of the story with the lines above and below it, as galley items.
 */
#ifndef BANXIN_COMPOSE_TABLE_BLOCK_H
#define BANXIN_COMPOSE_TABLE_BLOCK_H

#include "figures/scope.h"
#include "compose/walk.h"

/*
 * Adds the form's table: the page it stands on, its title and the other lines above, the table, the lines below.
 * `source` is where the story asks for it. Faults are reported.
 */
void table_block(Walk *walk, const Scope *scope, const TableForm *form, SourceRef source);

#endif
