/*
 * compare: how far two outlines are apart, and whether one crosses itself. By points close to each other, and with no
 * part of what made the second outline out of the first.
 */
#ifndef LIGHTEN_COMPARE_H
#define LIGHTEN_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "outline.h"

/* Distances of points of one outline from the other, in font units; the greatest is exact, the others at most so. */
typedef struct Deviation {
    double most, sum;
    size_t points;
} Deviation;

/* One straight bit of a flattened outline. */
typedef struct Edge {
    Spot a, b;
} Edge;

typedef VEC(Edge) EdgeVec;

/* Scratch space; zero-initialised to start, freed by compare_free. */
typedef struct Compare {
    double unit; /* a thousandth of an em */
    EdgeVec old_edges, new_edges;
} Compare;

void compare_free(Compare *compare);
/*
 * The distances between contour `i` of one outline and contour `j` of the other, measured from both sides and added to
 * `deviation`. False when memory is out.
 */
bool compare_contours(Compare *compare, const Outline *a, size_t i, const Outline *b, size_t j, Deviation *deviation);
/* Twice the area of a contour, positive when it runs anticlockwise. */
double compare_area(const Outline *outline, size_t i);
/* How often the edges of `count` contours from `first` on cross each other; false when memory is out. */
bool compare_crossings(Compare *compare, const Outline *outline, size_t first, size_t count, size_t *crossings);

#endif
