#include "curve.h"

#include <math.h>
#include <string.h>

#include "price.h"

#define CURVE_ROUNDS   5      /* of improving the parameters */
#define CURVE_SAMPLES  4      /* between the ends; fewer say nothing about a curve */
#define CURVE_SMOOTH   0.9397 /* cosine of 20 degrees: how far a handle may lean off a smooth node's direction */
#define CURVE_FORWARD  0.5    /* cosine of 60 degrees: the same at a corner */
#define CURVE_STEP_MAX 32     /* handles are rounded to so many steps of the grid at most */

void curve_free(CurveFit *fit) {
    VEC_FREE(&fit->at);
    VEC_FREE(&fit->kept);
}

/* The square of the distance of `p` from the stretch a to b. */
static double square_to(Spot p, Spot a, Spot b) {
    Spot d = spot_minus(b, a), r = spot_minus(p, a);
    double square = spot_dot(d, d), t = spot_dot(d, r);
    if (t >= square)
        r = spot_minus(p, b);
    else if (t > 0)
        return spot_cross(d, r) * spot_cross(d, r) / square;
    return spot_dot(r, r);
}

/* ---- the stretch ---- */

static const TraceNode *start_of(const CurveFit *fit) { return &fit->trace->nodes.items[fit->from]; }
static const TraceNode *end_of(const CurveFit *fit) { return &fit->trace->nodes.items[fit->to]; }
static const TraceSample *samples_of(const CurveFit *fit) { return fit->trace->samples.items + start_of(fit)->sample; }
static size_t last_of(const CurveFit *fit) { return end_of(fit)->sample - start_of(fit)->sample; }

static bool begin(CurveFit *fit, size_t from, size_t to) {
    fit->from = from;
    fit->to = to;
    size_t last = last_of(fit);
    if (last <= CURVE_SAMPLES)
        return false;
    const TraceSample *s = samples_of(fit);
    double length = s[last].along - s[0].along;
    fit->at.count = 0;
    for (size_t i = 0; i <= last; i++) {
        double *at = VEC_PUSH(&fit->at);
        if (!at)
            return false;
        *at = (s[i].along - s[0].along) / length;
    }
    return true;
}

/* ---- least squares ---- */

/* The handles that bring the curve nearest to the samples, for the parameters as they are. */
static bool solve(const CurveFit *fit, Piece *curve) {
    const TraceSample *s = samples_of(fit);
    Spot start = start_of(fit)->at, end = curve->end, one = {0, 0}, two = {0, 0};
    double aa = 0, ab = 0, bb = 0;
    for (size_t i = 1; i < last_of(fit); i++) {
        double t = fit->at.items[i], u = 1 - t, a = 3 * u * u * t, b = 3 * u * t * t;
        double weight = s[i + 1].along - s[i - 1].along, first = u * u * u, last = t * t * t;
        Spot rest = {s[i].at.x - first * start.x - last * end.x, s[i].at.y - first * start.y - last * end.y};
        aa += weight * a * a;
        ab += weight * a * b;
        bb += weight * b * b;
        one = (Spot){one.x + weight * a * rest.x, one.y + weight * a * rest.y};
        two = (Spot){two.x + weight * b * rest.x, two.y + weight * b * rest.y};
    }
    double det = aa * bb - ab * ab;
    if (det <= 1e-9 * aa * bb)
        return false;
    curve->first = (Spot){(one.x * bb - two.x * ab) / det, (one.y * bb - two.y * ab) / det};
    curve->second = (Spot){(aa * two.x - ab * one.x) / det, (aa * two.y - ab * one.y) / det};
    return true;
}

/* Moves each parameter towards where the curve is nearest to its sample; their order stays. */
static void improve(CurveFit *fit, const Piece *curve) {
    const TraceSample *s = samples_of(fit);
    Path path = path_of(start_of(fit)->at, curve);
    size_t last = last_of(fit);
    double before = 0;
    for (size_t i = 1; i < last; i++) {
        double t = fit->at.items[i];
        Spot off = spot_minus(path_at(&path, t), s[i].at), slope = path_slope(&path, t);
        double rate = spot_dot(slope, slope) + spot_dot(off, path_bend(&path, t));
        if (rate > 1e-9)
            t = smaller(t - spot_dot(off, slope) / rate, 1);
        before = fit->at.items[i] = larger(t, before);
    }
}

/* The square of the greatest distance either way, or of any above `enough`. */
static double deviation(const CurveFit *fit, const Piece *curve, double enough) {
    const TraceSample *s = samples_of(fit);
    Path path = path_of(start_of(fit)->at, curve);
    size_t last = last_of(fit);
    double most = 0, before = 0;
    for (size_t i = 1; i <= last && most <= enough * enough; i++) {
        double t = fit->at.items[i];
        Spot off = spot_minus(path_at(&path, t), s[i].at);
        most = larger(most, spot_dot(off, off));
        most = larger(most, square_to(path_at(&path, (t + before) / 2), s[i - 1].at, s[i].at));
        before = t;
    }
    return most;
}

/* ---- handles ---- */

/* Does a handle go where the outline goes, and not too far? */
static bool handle_follows(const TraceNode *node, Spot handle, Spot outline, double limit) {
    double length = spot_length(handle);
    if (length <= 0 || length > limit)
        return false;
    if (spot_dot(handle, outline) < CURVE_FORWARD * length * spot_length(outline))
        return false;
    return !node->smooth || spot_dot(handle, node->tangent) >= CURVE_SMOOTH * length;
}

static bool handles_follow(const CurveFit *fit, const Piece *curve) {
    const TraceSample *s = samples_of(fit);
    size_t last = last_of(fit);
    double way = s[last].along - s[0].along;
    return handle_follows(start_of(fit), spot_minus(curve->first, start_of(fit)->at), spot_minus(s[1].at, s[0].at),
                          way) &&
           handle_follows(end_of(fit), spot_minus(curve->end, curve->second), spot_minus(s[last].at, s[last - 1].at),
                          way);
}

static bool keeps(CurveFit *fit, const Piece *curve) {
    if (!handles_follow(fit, curve))
        return false;
    double square = fit->tolerance * fit->tolerance;
    if (deviation(fit, curve, fit->tolerance) <= square)
        return true;
    improve(fit, curve);
    return deviation(fit, curve, fit->tolerance) <= square;
}

static double to_step(double value, double step) { return step * rint(value / step); }

static Piece rounded(const CurveFit *fit, const Piece *curve) {
    Piece r = *curve;
    r.first = (Spot){to_step(r.first.x, fit->grid), to_step(r.first.y, fit->grid)};
    r.second = (Spot){to_step(r.second.x, fit->grid), to_step(r.second.y, fit->grid)};
    return r;
}

/* Restores the parameters that a trial has moved. */
static void restore(CurveFit *fit) { memcpy(fit->at.items, fit->kept.items, fit->at.count * sizeof *fit->at.items); }

static bool save(CurveFit *fit) {
    while (fit->kept.count < fit->at.count)
        if (!VEC_PUSH(&fit->kept))
            return false;
    memcpy(fit->kept.items, fit->at.items, fit->at.count * sizeof *fit->at.items);
    return true;
}

bool curve_fit(CurveFit *fit, size_t from, size_t to, Piece *curve) {
    static const double hopeless[CURVE_ROUNDS] = {10, 5, 2.5, 1.7, 1.4};
    if (!begin(fit, from, to))
        return false;
    Piece p = {.end = end_of(fit)->at};
    for (int round = 0; round < CURVE_ROUNDS; round++) {
        double enough = fit->tolerance * hopeless[round];
        if (!solve(fit, &p))
            return false;
        double most = deviation(fit, &p, enough), near = fit->tolerance * 1.2;
        if (most > enough * enough || !save(fit))
            return false;
        *curve = rounded(fit, &p);
        if (most <= near * near && keeps(fit, curve))
            return true;
        restore(fit);
        improve(fit, &p);
    }
    return false;
}

/* ---- cheaper handles ---- */

/* One coordinate of a handle: tries round steps near its own, the cheapest first. */
static void cheapen_step(CurveFit *fit, Piece *curve, double *place, double node) {
    double own = *place - node;
    int best = price_step(own, fit->grid);
    for (double step = CURVE_STEP_MAX * fit->grid / 2; step > fit->grid; step /= 2) {
        double old = *place, lower = step * floor(own / step);
        for (int side = 0; side < 2; side++) {
            double value = side == (own - lower < step / 2 ? 0 : 1) ? lower : lower + step;
            int price = price_step(value, fit->grid);
            if (price >= best || fabs(value - own) > 8 * fit->grid)
                continue;
            *place = node + value;
            if (save(fit) && keeps(fit, curve)) {
                best = price;
                old = *place;
            } else {
                restore(fit);
                *place = old;
            }
        }
    }
}

void curve_cheapen(CurveFit *fit, Piece *curve) {
    Spot start = start_of(fit)->at, end = curve->end;
    cheapen_step(fit, curve, &curve->first.x, start.x);
    cheapen_step(fit, curve, &curve->first.y, start.y);
    cheapen_step(fit, curve, &curve->second.x, end.x);
    cheapen_step(fit, curve, &curve->second.y, end.y);
}
