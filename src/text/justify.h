/*
 * justify: the glue of one line, once its ends are known (A8).
 *
 * Glue is taken from the tiers in their order, within a tier from each place in proportion to what it has; what a
 * line lacks goes to word spaces, then gaps, each up to its limit, then to all joints alike. Shares are cut from
 * running sums, so they add up to the last thousandth of a point and the remainder always falls on the same places.
 */
#ifndef BANXIN_TEXT_JUSTIFY_H
#define BANXIN_TEXT_JUSTIFY_H

#include "text/fit.h"

typedef struct Justified {
    Span span;
    Len x;     /* left edge of the line, from that of the measure */
    Len width; /* as set, without what hangs */
    Len hung;
    Len *glue; /* [k]: before the box of atom span.from + k; in working memory */
    Len fill;  /* what the line's leaders and fills share */
    int32_t shrink, stretch;
    bool overfull;
    bool rigid; /* lacks more than its joints can take, and is left short */
} Justified;

/* False when memory is out. */
bool justify_line(const Setting *setting, const FitLine *line, Justified *out);

#endif
