#include "compare.h"

#include <math.h>
#include <stdlib.h>

/* In thousandths of an em. */
#define COMPARE_SAG     0.05 /* of a curve between two points of its edges */
#define COMPARE_SPACING 4.0  /* between points whose distance is measured */
#define COMPARE_COARSE  4.0  /* times the sag, where crossings are looked for */
#define COMPARE_PARTS   64   /* edges of one piece */

void compare_free(Compare *compare) {
    VEC_FREE(&compare->old_edges);
    VEC_FREE(&compare->new_edges);
}

/* ---- edges ---- */

static int parts_of(const Piece *piece, const Path *path, double unit) {
    if (piece->line)
        return 1;
    double bend = larger(spot_length(path_bend(path, 0)), spot_length(path_bend(path, 1)));
    return (int)smaller(larger(ceil(sqrt(bend / (8 * COMPARE_SAG * unit))), 1), COMPARE_PARTS);
}

static bool add_edge(EdgeVec *edges, Spot a, Spot b) {
    Edge *edge = VEC_PUSH(edges);
    if (edge)
        *edge = (Edge){a, b};
    return edge;
}

static bool flatten(EdgeVec *edges, const Outline *outline, size_t index, double unit) {
    const Contour *contour = &outline->contours.items[index];
    Spot start = contour->start;
    for (size_t i = contour->first; i < contour->first + contour->count; i++) {
        const Piece *piece = &outline->pieces.items[i];
        Path path = path_of(start, piece);
        int parts = parts_of(piece, &path, unit);
        Spot a = start;
        for (int part = 1; part <= parts; part++) {
            Spot b = part == parts ? piece->end : path_at(&path, (double)part / parts);
            if (!add_edge(edges, a, b))
                return false;
            a = b;
        }
        start = piece->end;
    }
    return true;
}

/* ---- distances ---- */

static double square_to_edge(Spot p, const Edge *edge) {
    Spot d = spot_minus(edge->b, edge->a), r = spot_minus(p, edge->a);
    double square = spot_dot(d, d), t = spot_dot(d, r);
    if (t >= square)
        r = spot_minus(p, edge->b);
    else if (t > 0)
        return spot_cross(d, r) * spot_cross(d, r) / square;
    return spot_dot(r, r);
}

/* Lowers `best`, a square, to that of the distance to the nearest edge of all. */
static double search(Spot p, const EdgeVec *edges, double best, size_t *nearest) {
    double reach = sqrt(best);
    for (size_t i = 0; i < edges->count; i++) {
        const Edge *edge = &edges->items[i];
        if (smaller(edge->a.x, edge->b.x) > p.x + reach || larger(edge->a.x, edge->b.x) < p.x - reach ||
            smaller(edge->a.y, edge->b.y) > p.y + reach || larger(edge->a.y, edge->b.y) < p.y - reach)
            continue;
        double square = square_to_edge(p, edge);
        if (square < best) {
            best = square;
            reach = sqrt(best);
            *nearest = i;
        }
    }
    return best;
}

/*
 * Neighbours along one outline have neighbours along the other: the edge that was nearest to the last point and the two
 * beside it are asked first. All edges are, if these alone would make the distance the greatest yet.
 */
static double distance(Spot p, const EdgeVec *edges, double most, size_t *nearest) {
    size_t old = *nearest, count = edges->count;
    const size_t beside[] = {(old + 1) % count, (old + count - 1) % count};
    double best = square_to_edge(p, &edges->items[old]);
    for (size_t i = 0; i < 2; i++) {
        double square = square_to_edge(p, &edges->items[beside[i]]);
        if (square < best) {
            best = square;
            *nearest = beside[i];
        }
    }
    return sqrt(best > most * most ? search(p, edges, best, nearest) : best);
}

static void measure(const EdgeVec *from, const EdgeVec *to, double unit, Deviation *deviation) {
    size_t nearest = 0;
    for (size_t i = 0; i < from->count; i++) {
        const Edge *edge = &from->items[i];
        Spot d = spot_minus(edge->b, edge->a);
        double parts = ceil(spot_length(d) / (COMPARE_SPACING * unit));
        for (double part = 0; part < parts; part++) {
            Spot p = {edge->a.x + d.x * part / parts, edge->a.y + d.y * part / parts};
            double off = distance(p, to, deviation->most, &nearest);
            deviation->most = larger(deviation->most, off);
            deviation->sum += off;
            deviation->points++;
        }
    }
}

bool compare_contours(Compare *compare, const Outline *a, size_t i, const Outline *b, size_t j, Deviation *deviation) {
    compare->old_edges.count = compare->new_edges.count = 0;
    if (!flatten(&compare->old_edges, a, i, compare->unit) || !flatten(&compare->new_edges, b, j, compare->unit))
        return false;
    if (!compare->old_edges.count || !compare->new_edges.count)
        return true;
    measure(&compare->old_edges, &compare->new_edges, compare->unit, deviation);
    measure(&compare->new_edges, &compare->old_edges, compare->unit, deviation);
    return true;
}

/* ---- area, crossings ---- */

double compare_area(const Outline *outline, size_t i) {
    const Contour *contour = &outline->contours.items[i];
    Spot at = contour->start;
    double area = 0;
    for (size_t k = contour->first; k < contour->first + contour->count; k++) {
        const Piece *p = &outline->pieces.items[k];
        if (p->line)
            area += spot_cross(at, p->end);
        else /* of a cubic curve, by Green's theorem */
            area += 0.6 * spot_cross(at, p->first) + 0.3 * spot_cross(at, p->second) + 0.1 * spot_cross(at, p->end) +
                    0.3 * spot_cross(p->first, p->second) + 0.3 * spot_cross(p->first, p->end) +
                    0.6 * spot_cross(p->second, p->end);
        at = p->end;
    }
    return area;
}

static bool sides_differ(Spot a, Spot b, Spot p, Spot q) {
    Spot d = spot_minus(b, a);
    double one = spot_cross(d, spot_minus(p, a)), two = spot_cross(d, spot_minus(q, a));
    return (one > 0 && two < 0) || (one < 0 && two > 0);
}

static bool edges_cross(const Edge *e, const Edge *f) {
    if (larger(e->a.y, e->b.y) <= smaller(f->a.y, f->b.y) || larger(f->a.y, f->b.y) <= smaller(e->a.y, e->b.y))
        return false;
    return sides_differ(e->a, e->b, f->a, f->b) && sides_differ(f->a, f->b, e->a, e->b);
}

static int by_left_end(const void *one, const void *two) {
    const Edge *e = one, *f = two;
    return (e->a.x > f->a.x) - (e->a.x < f->a.x);
}

/* Turns all edges to run rightwards, and puts them in the order in which they begin. */
static void sort_edges(EdgeVec *edges) {
    for (size_t i = 0; i < edges->count; i++) {
        Edge *e = &edges->items[i];
        if (e->a.x > e->b.x)
            *e = (Edge){e->b, e->a};
    }
    if (edges->count)
        qsort(edges->items, edges->count, sizeof *edges->items, by_left_end);
}

bool compare_crossings(Compare *compare, const Outline *outline, size_t first, size_t count, size_t *crossings) {
    EdgeVec *edges = &compare->new_edges;
    edges->count = *crossings = 0;
    for (size_t i = first; i < first + count; i++)
        if (!flatten(edges, outline, i, compare->unit * COMPARE_COARSE))
            return false;
    sort_edges(edges);
    for (size_t i = 0; i < edges->count; i++)
        for (size_t j = i + 1; j < edges->count && edges->items[j].a.x < edges->items[i].b.x; j++)
            *crossings += edges_cross(&edges->items[i], &edges->items[j]);
    return true;
}
