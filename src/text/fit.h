/*
 * fit: where the lines of a paragraph end.
 *
 * All line ends of a paragraph are chosen together, by the least sum of costs (total fit), among the few ends each
 * line has near its measure. What a line costs:
 *  - justified: how far its glue is squeezed or stretched, tier by tier in the order of A8, as the square of the share
 *    used, dearer from tier to tier, and steeply so where the commas give up nearly all; letterspacing, the last
 *    resort, as the square of what each joint takes;
 *  - a little more where it parts a figure from its unit (12|万元), or an address before a mark (budget|@example.cn);
 *  - ragged: a line first of all (cells want few), then the square of what it lacks; squeezed only to save
 *    a line;
 *  - balanced: the same with the last line counted too, so that lines come out alike (A13); words and figures with
 * their units are rather kept whole (terms.h); a line end that is not at a U+200B costs more than a line, if the
 * paragraph has any;
 *  - a last line of fewer letters than `min_last` (A9), a broken prohibition, a line over the measure: each dearer
 *    than anything before it. A word that no line can hold is broken as seldom as good lines allow.
 * Every sum is an integer; of equals the one with the fuller earlier lines wins. The result is the same on every
 * machine.
 */
#ifndef BANXIN_TEXT_FIT_H
#define BANXIN_TEXT_FIT_H

#include "text/span.h"

/* A line: atoms [from, to). */
typedef struct FitLine {
    uint32_t from, to;
    bool last; /* ends the paragraph or stands before a forced end */
} FitLine;

/* Lines in working memory, *count of them (at least one); NULL when memory is out. */
const FitLine *fit_lines(const Setting *setting, size_t *count);

/* Room of a line that begins at atom `from`. */
Len fit_room(const Setting *setting, size_t from);

#endif
