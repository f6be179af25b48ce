/*
 * curve: one cubic curve through a stretch of an old outline.
 *
 * Least squares over the stretch's samples give the handles; the parameters at which the curve passes the samples are
 * improved by Newton's method (Schneider, Graphics Gems, 1990). What counts in the end is the curve as it will be
 * written, its points rounded: every sample lies within the tolerance of the curve, and the curve, followed from sample
 * to sample, within the tolerance of the old outline between them. So it runs alongside the old outline all the way.
 */
#ifndef LIGHTEN_CURVE_H
#define LIGHTEN_CURVE_H

#include <stdbool.h>

#include "base/vec.h"
#include "trace.h"

typedef struct CurveFit {
    const Trace *trace;
    double tolerance, grid; /* in font units */
    size_t from, to;        /* the nodes between which the last curve was fitted */
    VEC(double) at, kept;   /* parameters of the samples from the first to the last */
} CurveFit;

void curve_free(CurveFit *fit);
/* A curve from node `from` to node `to`, or false when none keeps the tolerance. */
bool curve_fit(CurveFit *fit, size_t from, size_t to, Piece *curve);
/* Replaces numbers of the curve that curve_fit has just found by cheaper ones, as far as the tolerance lasts. */
void curve_cheapen(CurveFit *fit, Piece *curve);

#endif
