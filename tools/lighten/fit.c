#include "fit.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "curve.h"
#include "price.h"
#include "trace.h"

#define FIT_MISSES 2      /* longer stretches are not tried after so many that could not be fitted */
#define FIT_SMOOTH 0.9659 /* cosine of 15 degrees: how far a line may lean off a smooth node's direction */
#define FIT_SLACK  0.1    /* of a measured distance, for the edges that stand for a curve; thousandths of an em */

/* The cheapest way found to a node: its last piece and where that begins. */
typedef struct Way {
    long price; /* LONG_MAX: none yet */
    size_t from;
    Piece piece;
    bool fitted;
} Way;

struct Fit {
    double tolerance, unit, grid;
    Trace trace;
    CurveFit curve;
    VEC(Way) ways;
    VEC(size_t) path;
    Outline trial; /* one contour */
    Compare compare;
    FitTally tally;
};

Fit *fit_new(double tolerance, double unit) {
    Fit *fit = calloc(1, sizeof *fit);
    if (!fit)
        return NULL;
    fit->tolerance = tolerance;
    fit->unit = unit;
    fit->grid = 2 * floor(tolerance / 1.4143) + 1;
    fit->compare.unit = unit;
    fit->curve = (CurveFit){.trace = &fit->trace, .tolerance = tolerance, .grid = fit->grid};
    return fit;
}

void fit_free(Fit *fit) {
    if (!fit)
        return;
    trace_free(&fit->trace);
    curve_free(&fit->curve);
    VEC_FREE(&fit->ways);
    VEC_FREE(&fit->path);
    outline_free(&fit->trial);
    compare_free(&fit->compare);
    free(fit);
}

const FitTally *fit_tally(const Fit *fit) { return &fit->tally; }

static void offer(Fit *fit, size_t from, size_t to, Piece piece, int price, bool fitted) {
    long sum = fit->ways.items[from].price + price;
    if (sum < fit->ways.items[to].price)
        fit->ways.items[to] = (Way){sum, from, piece, fitted};
}

/* ---- lines ---- */

/* Do all samples between two nodes lie, in order, along the line? */
static bool line_keeps(const Fit *fit, size_t from, size_t to) {
    const TraceNode *a = &fit->trace.nodes.items[from], *b = &fit->trace.nodes.items[to];
    Spot d = spot_minus(b->at, a->at);
    double square = spot_dot(d, d), length = sqrt(square), reached = 0;
    if (square <= 0) {
        for (size_t i = a->sample; i <= b->sample; i++) {
            Spot r = spot_minus(fit->trace.samples.items[i].at, a->at);
            if (spot_dot(r, r) > fit->tolerance * fit->tolerance)
                return false;
        }
        return true;
    }
    for (size_t i = a->sample; i <= b->sample; i++) {
        Spot r = spot_minus(fit->trace.samples.items[i].at, a->at);
        double along = spot_dot(d, r) / length, off = fabs(spot_cross(d, r)) / length;
        double over = fmax(-along, along - length);
        if (over > 0)
            off = sqrt(off * off + over * over);
        if (off > fit->tolerance || along < reached - fit->tolerance)
            return false;
        reached = fmax(reached, along);
    }
    return true;
}

static bool line_follows(const Fit *fit, size_t from, size_t to) {
    const TraceNode *a = &fit->trace.nodes.items[from], *b = &fit->trace.nodes.items[to];
    Spot d = spot_minus(b->at, a->at);
    double length = sqrt(spot_dot(d, d));
    return (!a->smooth || spot_dot(d, a->tangent) >= FIT_SMOOTH * length) &&
           (!b->smooth || spot_dot(d, b->tangent) >= FIT_SMOOTH * length);
}

static void offer_lines(Fit *fit, size_t from, size_t last) {
    const TraceNode *nodes = fit->trace.nodes.items;
    for (size_t to = from + 1; to <= last && line_keeps(fit, from, to); to++) {
        if (line_follows(fit, from, to))
            offer(fit, from, to, (Piece){.line = true, .end = nodes[to].at}, price_line(nodes[from].at, nodes[to].at),
                  false);
        if (nodes[to].stop)
            break;
    }
}

/* ---- curves ---- */

static void offer_curves(Fit *fit, size_t from, size_t last) {
    const TraceNode *nodes = fit->trace.nodes.items;
    int misses = 0;
    for (size_t to = from + 1; to <= last && misses < FIT_MISSES; to++) {
        Piece curve;
        if (curve_fit(&fit->curve, from, to, &curve)) {
            misses = 0;
            offer(fit, from, to, curve, price_curve(nodes[from].at, &curve), true);
        } else if (to > from + 1) {
            misses++;
        }
        if (nodes[to].stop)
            break;
    }
}

/* The old piece, its ends on the grid. */
static void offer_old(Fit *fit, size_t from, Spot start, Piece piece) {
    const TraceNode *a = &fit->trace.nodes.items[from], *b = a + 1;
    Spot end = piece.end;
    piece.end = b->at;
    if (piece.line) {
        offer(fit, from, from + 1, piece, price_line(a->at, b->at), false);
        return;
    }
    piece.first = (Spot){piece.first.x + a->at.x - start.x, piece.first.y + a->at.y - start.y};
    piece.second = (Spot){piece.second.x + b->at.x - end.x, piece.second.y + b->at.y - end.y};
    offer(fit, from, from + 1, piece, price_curve(a->at, &piece) + 40, false);
}

/* ---- contours ---- */

static bool lay_out(Fit *fit, const Contour *contour, const Piece *pieces) {
    if (!trace_contour(&fit->trace, contour, pieces, fit->grid, fit->unit))
        return false;
    fit->ways.count = 0;
    for (size_t i = 0; i <= contour->count; i++) {
        Way *way = VEC_PUSH(&fit->ways);
        if (!way)
            return false;
        way->price = i ? LONG_MAX : 0;
    }
    return true;
}

static void find_ways(Fit *fit, const Contour *contour, const Piece *pieces) {
    Spot start = contour->start;
    for (size_t i = 0; i < contour->count; i++) {
        offer_old(fit, i, start, pieces[i]);
        offer_lines(fit, i, contour->count);
        offer_curves(fit, i, contour->count);
        start = pieces[i].end;
    }
}

/* The cheapest way to the end, as a contour of its own. */
static bool write_way(Fit *fit, const Contour *contour) {
    fit->path.count = 0;
    for (size_t i = contour->count; i > 0; i = fit->ways.items[i].from) {
        size_t *place = VEC_PUSH(&fit->path);
        if (!place)
            return false;
        *place = i;
    }
    outline_clear(&fit->trial);
    outline_begin(&fit->trial, fit->trace.nodes.items[0].at);
    for (size_t i = fit->path.count; i-- > 0;) {
        const Way *way = &fit->ways.items[fit->path.items[i]];
        Piece piece = way->piece;
        if (way->fitted && curve_fit(&fit->curve, way->from, fit->path.items[i], &piece))
            curve_cheapen(&fit->curve, &piece);
        outline_add(&fit->trial, piece);
    }
    outline_end(&fit->trial);
    return !outline_failed(&fit->trial);
}

static void add_contour(Outline *to, const Outline *from, size_t index) {
    const Contour *contour = &from->contours.items[index];
    outline_begin(to, contour->start);
    for (size_t i = 0; i < contour->count; i++)
        outline_add(to, from->pieces.items[contour->first + i]);
    outline_end(to);
}

static void add_deviation(Deviation *sum, const Deviation *more) {
    sum->most = fmax(sum->most, more->most);
    sum->sum += more->sum;
    sum->points += more->points;
}

/* Adds the new contour, or the old one where the new is not good enough. */
static bool add_better(Fit *fit, const Outline *from, size_t index, Outline *to) {
    const Outline *trial = &fit->trial;
    Deviation deviation = {0};
    bool good = trial->contours.count == 1 && compare_area(from, index) * compare_area(trial, 0) > 0;
    if (good && !compare_contours(&fit->compare, from, index, trial, 0, &deviation))
        return false;
    good = good && deviation.most <= fit->tolerance + FIT_SLACK * fit->unit;
    add_contour(to, good ? trial : from, good ? 0 : index);
    fit->tally.contours++;
    fit->tally.contours_kept += !good;
    if (good)
        add_deviation(&fit->tally.deviation, &deviation);
    return !outline_failed(to);
}

static bool keep_uncrossed(Fit *fit, const Outline *from, Outline *to) {
    size_t before, after;
    if (!compare_crossings(&fit->compare, to, &after))
        return false;
    if (after && !compare_crossings(&fit->compare, from, &before))
        return false;
    if (!after || after <= before)
        return true;
    outline_clear(to);
    for (size_t i = 0; i < from->contours.count; i++)
        add_contour(to, from, i);
    fit->tally.glyphs_kept++;
    return !outline_failed(to);
}

bool fit_outline(Fit *fit, const Outline *from, Outline *to) {
    outline_clear(to);
    for (size_t i = 0; i < from->contours.count; i++) {
        const Contour *contour = &from->contours.items[i];
        const Piece *pieces = from->pieces.items + contour->first;
        if (!lay_out(fit, contour, pieces))
            return false;
        find_ways(fit, contour, pieces);
        if (!write_way(fit, contour) || !add_better(fit, from, i, to))
            return false;
    }
    bool done = keep_uncrossed(fit, from, to);
    fit->tally.pieces_before += from->pieces.count;
    fit->tally.pieces_after += to->pieces.count;
    return done && !outline_failed(to);
}
