/*
 * ways: the cheapest of all ways to draw a contour anew within a tolerance.
 *
 * Nodes of the new contour are nodes of the old one, moved to the nearest point of a grid as coarse as the tolerance
 * allows; equal coordinates stay equal, so level and upright strokes stay so. Between the nodes stands a line or one
 * curve. Every node knows the cheapest way from the start that ends there (dynamic programming). Corners, and the ends
 * of level and upright strokes, are not passed over; where the old outline is smooth the new one hardly turns.
 */
#ifndef LIGHTEN_WAYS_H
#define LIGHTEN_WAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "curve.h"
#include "outline.h"
#include "trace.h"

/* The cheapest way found to a node: its last piece and where that begins. */
typedef struct Way {
    long price; /* LONG_MAX: none yet */
    size_t from;
    Piece piece;
    bool fitted; /* the piece is a curve of curve_fit's */
} Way;

/* Scratch space, but for `unit`; zero-initialised to start, freed by ways_free. */
typedef struct Ways {
    double unit; /* a thousandth of an em, in font units */
    Trace trace;
    CurveFit curve;
    VEC(Way) ways;
    VEC(size_t) path;
} Ways;

void ways_free(Ways *ways);
/* Writes the new contour to `out`, which is cleared first and may stay without contours. False when memory is out. */
bool ways_contour(Ways *ways, const Contour *contour, const Piece *pieces, double tolerance, Outline *out);

#endif
