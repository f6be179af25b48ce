/*
 * block: the lines of a cell's text as a block, one below the other.
 *
 * A block is asked for heights without setting its text again: all lines of a paragraph are alike.
 */
#ifndef BANXIN_TABLE_BLOCK_H
#define BANXIN_TABLE_BLOCK_H

#include "table/state.h"

/* How many lines the cell, or one of its paragraphs, is set in. */
size_t block_lines(const Table *table, const GridCell *cell);
size_t block_para_lines(const Table *table, const GridCell *cell, size_t para);
/* Height of its first `count` lines. */
Len block_height(const Table *table, const GridCell *cell, size_t count);
/* The greatest count of lines, at least `first`, of which those from `first` on are at most `room` high. */
size_t block_fit(const Table *table, const GridCell *cell, size_t first, Len room);

#endif
