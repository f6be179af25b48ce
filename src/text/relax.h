/*
 * relax: units that are wider than the measure.
 *
 * Where a stretch without a line end does not fit even squeezed, its words and numbers may be broken between any two
 * of their characters; where that is not enough (a measure of one em and 中，), the prohibition itself yields,
 * because text that leaves its cell is worse. A stacked paragraph breaks words wider than its em in the same way.
 */
#ifndef BANXIN_TEXT_RELAX_H
#define BANXIN_TEXT_RELAX_H

#include "text/span.h"

/*
 * Prepares a paragraph for a measure: rooms of its lines, atoms (a copy in working memory if some had to be split)
 * and their sums. False when memory is out.
 */
bool relax_setting(const Para *para, Len measure, Setting *setting);

/* The end of the stretch without a line end that begins at `from`. */
size_t relax_chunk_end(const Setting *setting, size_t from);

#endif
