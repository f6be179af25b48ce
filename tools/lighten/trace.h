/*
 * trace: a contour laid out for fitting: its nodes, and points along it close enough to stand for it.
 */
#ifndef LIGHTEN_TRACE_H
#define LIGHTEN_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "outline.h"

/* A point of the old outline; `along`: its way from the start. */
typedef struct TraceSample {
    Spot at;
    double along;
} TraceSample;

/* Where two pieces meet. */
typedef struct TraceNode {
    Spot at;       /* where a new piece would begin or end: the nearest point of the grid */
    size_t sample; /* the point of the old outline */
    bool stop;     /* a corner, or an end of a level or upright stroke: no new piece runs over it */
    bool smooth;   /* the outline goes through in one direction, */
    Spot tangent;  /* this one, of length 1 */
} TraceNode;

/* Zero-initialised to start; freed by trace_free. Node 0 stands at the end once more. */
typedef struct Trace {
    VEC(TraceNode) nodes;
    VEC(TraceSample) samples;
} Trace;

void trace_free(Trace *trace);
/* Lays out a contour; `unit` is the length of a thousandth of an em. False when memory is out. */
bool trace_contour(Trace *trace, const Contour *contour, const Piece *pieces, double grid, double unit);

#endif
