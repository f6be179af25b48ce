/*
 * raster: the grid mode (A11): every character on a cell of the paragraph's type size.
 *
 * A Han character or mark takes the whole cells it needs; a stretch of Western text, its word spaces included, is
 * padded to whole cells and stands in their middle. ？！ share a cell. Nothing is squeezed or stretched: what the
 * prohibition carries over leaves its cells empty.
 */
#ifndef BANXIN_TEXT_RASTER_H
#define BANXIN_TEXT_RASTER_H

#include "text/span.h"

/* Fills the cells and groups of setting->sums. */
void raster_sum(Setting *setting);
/* Whole cells of the atoms [from, end), as a width. */
Len raster_width(const Setting *setting, size_t from, size_t end);
/* The end of the group that `at` stands in, no further than `end`; its padding is split to both sides. */
size_t raster_group_end(const Setting *setting, size_t at, size_t end);

#endif
