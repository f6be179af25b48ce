#include "ways.h"

#include <limits.h>

#include "price.h"

#define WAYS_MISSES 3      /* longer stretches are not tried after so many that could not be fitted */
#define WAYS_SMOOTH 0.9848 /* cosine of 10 degrees: how far a line may lean off a smooth node's direction */
#define WAYS_ROOT2  1.4143

void ways_free(Ways *ways) {
    trace_free(&ways->trace);
    curve_free(&ways->curve);
    VEC_FREE(&ways->ways);
    VEC_FREE(&ways->path);
}

static void offer(Ways *ways, size_t from, size_t to, Piece piece, int price, bool fitted) {
    long sum = ways->ways.items[from].price + price;
    if (sum < ways->ways.items[to].price)
        ways->ways.items[to] = (Way){sum, from, piece, fitted};
}

/* ---- lines ---- */

/* Are all samples between two nodes, whose new places are one, near it? */
static bool point_keeps(const Ways *ways, const TraceNode *a, const TraceNode *b) {
    double tolerance = ways->curve.tolerance;
    for (size_t i = a->sample; i <= b->sample; i++) {
        Spot off = spot_minus(ways->trace.samples.items[i].at, a->at);
        if (spot_dot(off, off) > tolerance * tolerance)
            return false;
    }
    return true;
}

/* Do all samples between two nodes lie, in order, along the line? */
static bool line_keeps(const Ways *ways, const TraceNode *a, const TraceNode *b) {
    Spot d = spot_minus(b->at, a->at);
    double length = spot_length(d), reached = 0, tolerance = ways->curve.tolerance;
    if (length <= 0)
        return point_keeps(ways, a, b);
    for (size_t i = a->sample; i <= b->sample; i++) {
        Spot r = spot_minus(ways->trace.samples.items[i].at, a->at);
        double along = spot_dot(d, r) / length, off = spot_cross(d, r) / length;
        double over = larger(larger(-along, along - length), 0);
        if (off * off + over * over > tolerance * tolerance || along < reached - tolerance)
            return false;
        reached = larger(reached, along);
    }
    return true;
}

static bool line_follows(const TraceNode *a, const TraceNode *b) {
    Spot d = spot_minus(b->at, a->at);
    double enough = WAYS_SMOOTH * spot_length(d);
    return (!a->smooth || spot_dot(d, a->tangent) >= enough) && (!b->smooth || spot_dot(d, b->tangent) >= enough);
}

static void offer_lines(Ways *ways, size_t from, size_t last) {
    const TraceNode *nodes = ways->trace.nodes.items;
    for (size_t to = from + 1; to <= last && line_keeps(ways, &nodes[from], &nodes[to]); to++) {
        Piece line = {.line = true, .end = nodes[to].at};
        if (line_follows(&nodes[from], &nodes[to]))
            offer(ways, from, to, line, price_line(nodes[from].at, line.end), /*fitted*/ false);
        if (nodes[to].stop)
            break;
    }
}

/* ---- curves ---- */

static void offer_curves(Ways *ways, size_t from, size_t last) {
    const TraceNode *nodes = ways->trace.nodes.items;
    int misses = 0;
    for (size_t to = from + 1; to <= last && misses < WAYS_MISSES; to++) {
        Piece curve;
        if (curve_fit(&ways->curve, from, to, &curve)) {
            misses = 0;
            offer(ways, from, to, curve, price_curve(nodes[from].at, &curve), /*fitted*/ true);
        } else if (to > from + 1) {
            misses++;
        }
        if (nodes[to].stop)
            break;
    }
}

/* The old piece, its ends and their handles moved with the nodes. */
static void offer_old(Ways *ways, size_t from, Spot start, Piece piece) {
    const TraceNode *a = &ways->trace.nodes.items[from], *b = a + 1;
    Spot end = piece.end;
    piece.end = b->at;
    piece.first = (Spot){rint(piece.first.x + a->at.x - start.x), rint(piece.first.y + a->at.y - start.y)};
    piece.second = (Spot){rint(piece.second.x + b->at.x - end.x), rint(piece.second.y + b->at.y - end.y)};
    int price = piece.line ? price_line(a->at, b->at) : price_curve(a->at, &piece) + PRICE_UNROUNDED;
    offer(ways, from, from + 1, piece, price, /*fitted*/ false);
}

/* ---- contours ---- */

/*
 * Whole coordinates are at most (grid - 1) / 2 from a grid of an odd width, along each axis, as they are from the even
 * width before it.
 */
static void set_tolerance(Ways *ways, double tolerance) {
    double each_axis = floor(tolerance / WAYS_ROOT2);
    ways->curve.trace = &ways->trace;
    ways->curve.tolerance = tolerance;
    ways->curve.grid = 2 * each_axis + 1;
}

static bool lay_out(Ways *ways, const Contour *contour, const Piece *pieces) {
    if (!trace_contour(&ways->trace, contour, pieces, ways->curve.grid, ways->unit))
        return false;
    ways->ways.count = 0;
    for (size_t i = 0; i <= contour->count; i++) {
        Way *way = VEC_PUSH(&ways->ways);
        if (!way)
            return false;
        way->price = i ? LONG_MAX : 0;
    }
    return true;
}

static void find_ways(Ways *ways, const Contour *contour, const Piece *pieces) {
    Spot start = contour->start;
    for (size_t i = 0; i < contour->count; i++) {
        offer_old(ways, i, start, pieces[i]);
        offer_lines(ways, i, contour->count);
        offer_curves(ways, i, contour->count);
        start = pieces[i].end;
    }
}

/* The nodes of the cheapest way, from the last back to the first. */
static bool find_path(Ways *ways, size_t last) {
    ways->path.count = 0;
    for (size_t i = last; i > 0; i = ways->ways.items[i].from) {
        size_t *place = VEC_PUSH(&ways->path);
        if (!place)
            return false;
        *place = i;
    }
    return true;
}

bool ways_contour(Ways *ways, const Contour *contour, const Piece *pieces, double tolerance, Outline *out) {
    set_tolerance(ways, tolerance);
    outline_clear(out);
    if (!lay_out(ways, contour, pieces))
        return false;
    find_ways(ways, contour, pieces);
    if (!find_path(ways, contour->count))
        return false;
    outline_begin(out, ways->trace.nodes.items[0].at);
    for (size_t i = ways->path.count; i-- > 0;) {
        const Way *way = &ways->ways.items[ways->path.items[i]];
        Piece piece = way->piece;
        if (way->fitted && curve_fit(&ways->curve, way->from, ways->path.items[i], &piece))
            curve_cheapen(&ways->curve, &piece);
        outline_add(out, piece);
    }
    outline_end(out);
    return !outline_failed(out) && !ways->curve.at.failed && !ways->curve.kept.failed;
}
