/*
 * fit: a lighter outline that stays within a tolerance of an old one.
 *
 * Nodes of the new outline are nodes of the old one, moved to the nearest point of a grid as coarse as the tolerance
 * allows; equal coordinates stay equal, so stems keep their straightness. Between the nodes each stretch is a line or
 * one curve; of all ways to divide the contour the one is taken that costs fewest bits (dynamic programming). Corners
 * and the ends of level and upright strokes stay nodes. The result is measured: a contour that has left the tolerance,
 * turned over or vanished is kept as it was, and so is a glyph whose outline crosses itself where the old one did not.
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
