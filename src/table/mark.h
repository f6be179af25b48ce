/*
 * mark: a table's part of the tag tree.
 *
 * Table > THead, TBody > TR > TH, TD (ISO 14289-1, 7.5). The nodes are made with the table, before anything is drawn,
 * so that a cell split over pages keeps one node; empty cells have theirs, so that rows add up.
 */
#ifndef BANXIN_TABLE_MARK_H
#define BANXIN_TABLE_MARK_H

#include "table/state.h"

/* Adds the nodes below spec.tag and notes them in the cells. False without memory. */
bool mark_table(Table *table, TagTree *tags);

#endif
