/*
 * outline: a glyph's contours, as lines and cubic curves in font units.
 *
 * A contour is closed and begins where its last piece ends. Pieces without length are left out.
 */
#ifndef LIGHTEN_OUTLINE_H
#define LIGHTEN_OUTLINE_H

#include <hb.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"

typedef struct Spot {
    double x, y;
} Spot;

/* From where the piece before ends to `end`; a curve by way of two handles, which a line leaves alone. */
typedef struct Piece {
    bool line;
    Spot first, second, end;
} Piece;

typedef VEC(Piece) PieceVec;

typedef struct Contour {
    Spot start;
    size_t first, count; /* of the outline's pieces */
} Contour;

/* Zero-initialised to start; freed by outline_free. Running out of memory is sticky. */
typedef struct Outline {
    PieceVec pieces;
    VEC(Contour) contours;
} Outline;

void outline_free(Outline *outline);
/* Without contours, its memory kept. */
void outline_clear(Outline *outline);
bool outline_failed(const Outline *outline);

void outline_begin(Outline *outline, Spot start);
void outline_add(Outline *outline, Piece piece);
/* Closes the contour by a line if it is open; one of no piece is taken away. */
void outline_end(Outline *outline);

/* Reads glyph `glyph` of `font`, whose scale is its em. */
void outline_read(Outline *outline, hb_font_t *font, hb_codepoint_t glyph);

/* A curve as a polynomial of 0 <= t <= 1, which is quick to evaluate. */
typedef struct Path {
    Spot a, b, c, d; /* a t^3 + b t^2 + c t + d */
} Path;

Path path_of(Spot start, const Piece *curve);

/* The place at t, and the first two derivatives. */
static inline Spot path_at(const Path *p, double t) {
    return (Spot){((p->a.x * t + p->b.x) * t + p->c.x) * t + p->d.x, ((p->a.y * t + p->b.y) * t + p->c.y) * t + p->d.y};
}
static inline Spot path_slope(const Path *p, double t) {
    return (Spot){(3 * p->a.x * t + 2 * p->b.x) * t + p->c.x, (3 * p->a.y * t + 2 * p->b.y) * t + p->c.y};
}
static inline Spot path_bend(const Path *p, double t) {
    return (Spot){6 * p->a.x * t + 2 * p->b.x, 6 * p->a.y * t + 2 * p->b.y};
}

static inline double larger(double a, double b) { return a > b ? a : b; }
static inline double smaller(double a, double b) { return a < b ? a : b; }
static inline Spot spot_minus(Spot a, Spot b) { return (Spot){a.x - b.x, a.y - b.y}; }
static inline double spot_dot(Spot a, Spot b) { return a.x * b.x + a.y * b.y; }
static inline double spot_cross(Spot a, Spot b) { return a.x * b.y - a.y * b.x; }
static inline double spot_length(Spot a) { return sqrt(spot_dot(a, a)); }
static inline bool spot_same(Spot a, Spot b) { return !(a.x < b.x || b.x < a.x || a.y < b.y || b.y < a.y); }

#endif
