/*
 * fit: a lighter outline that stays within a tolerance of an old one, and looks it.
 *
 * What ways_contour proposes is measured. A contour that has left the tolerance, turned over, vanished or crosses
 * itself where the old one did not is drawn anew with half the tolerance; if that does not help it is kept as it was.
 * So is a glyph whose contours now cross each other.
 */
#ifndef LIGHTEN_FIT_H
#define LIGHTEN_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "compare.h"
#include "outline.h"

typedef struct Fit Fit;

/* What has become of the outlines given to a Fit so far. */
typedef struct FitTally {
    size_t contours, contours_kept, glyphs_kept;
    size_t pieces_before, pieces_after;
    Deviation deviation; /* of the contours that were changed; font units */
} FitTally;

/* `tolerance` and `unit`, a thousandth of an em, are in font units. NULL when memory is out. */
Fit *fit_new(double tolerance, double unit);
void fit_free(Fit *fit);
/* Writes the lighter form of `from` to `to`; false when memory is out. */
bool fit_outline(Fit *fit, const Outline *from, Outline *to);
const FitTally *fit_tally(const Fit *fit);

#endif
