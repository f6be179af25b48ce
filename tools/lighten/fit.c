#include "fit.h"

#include <stdlib.h>

#include "ways.h"

#define FIT_RESERVE 0.1 /* of the tolerance, for what lies between the samples; thousandths of an em */

#define FIT_ATTEMPTS 2

struct Fit {
    double tolerance, unit;
    Ways ways;
    Outline trial; /* one contour */
    Compare compare;
    FitTally tally;
};

Fit *fit_new(double tolerance, double unit) {
    Fit *fit = calloc(1, sizeof *fit);
    if (!fit)
        return NULL;
    fit->tolerance = tolerance;
    fit->unit = fit->ways.unit = fit->compare.unit = unit;
    return fit;
}

void fit_free(Fit *fit) {
    if (!fit)
        return;
    ways_free(&fit->ways);
    outline_free(&fit->trial);
    compare_free(&fit->compare);
    free(fit);
}

const FitTally *fit_tally(const Fit *fit) { return &fit->tally; }

static void add_deviation(Deviation *sum, const Deviation *more) {
    sum->most = larger(sum->most, more->most);
    sum->sum += more->sum;
    sum->points += more->points;
}

/* Is the trial as good as the old contour? False in *good when it is not; false when memory is out. */
static bool judge(Fit *fit, const Outline *from, size_t index, Deviation *deviation, bool *good) {
    const Outline *trial = &fit->trial;
    *deviation = (Deviation){0};
    *good = trial->contours.count == 1 && compare_area(from, index) * compare_area(trial, 0) > 0;
    if (!*good)
        return true;
    if (!compare_contours(&fit->compare, from, index, trial, 0, deviation))
        return false;
    *good = deviation->most <= fit->tolerance;
    size_t before = 0, after = 0;
    if (!*good || !compare_crossings(&fit->compare, trial, 0, 1, &after))
        return !*good;
    if (after && !compare_crossings(&fit->compare, from, index, 1, &before))
        return false;
    *good = after <= before;
    return true;
}

static Spot whole(Spot s) { return (Spot){rint(s.x), rint(s.y)}; }

/* A copy in whole units, the finest that is written. */
static void add_contour(Outline *to, const Outline *from, size_t index) {
    const Contour *contour = &from->contours.items[index];
    outline_begin(to, whole(contour->start));
    for (size_t i = 0; i < contour->count; i++) {
        Piece piece = from->pieces.items[contour->first + i];
        piece.first = whole(piece.first);
        piece.second = whole(piece.second);
        piece.end = whole(piece.end);
        outline_add(to, piece);
    }
    outline_end(to);
}

/* Adds the new contour, or the old one where no new one is good enough. */
static bool add_better(Fit *fit, const Outline *from, size_t index, Outline *to) {
    const Contour *contour = &from->contours.items[index];
    Deviation deviation;
    bool good = false;
    double tolerance = larger(fit->tolerance - FIT_RESERVE * fit->unit, 0);
    for (int attempt = 0; !good && attempt < FIT_ATTEMPTS; attempt++, tolerance /= 2)
        if (!ways_contour(&fit->ways, contour, from->pieces.items + contour->first, tolerance, &fit->trial) ||
            !judge(fit, from, index, &deviation, &good))
            return false;
    add_contour(to, good ? &fit->trial : from, good ? 0 : index);
    fit->tally.contours++;
    fit->tally.contours_kept += !good;
    if (good)
        add_deviation(&fit->tally.deviation, &deviation);
    return !outline_failed(to);
}

static bool keep_uncrossed(Fit *fit, const Outline *from, Outline *to) {
    size_t before = 0, after;
    if (!compare_crossings(&fit->compare, to, 0, to->contours.count, &after))
        return false;
    if (after && !compare_crossings(&fit->compare, from, 0, from->contours.count, &before))
        return false;
    if (after <= before)
        return true;
    outline_clear(to);
    for (size_t i = 0; i < from->contours.count; i++)
        add_contour(to, from, i);
    fit->tally.glyphs_kept++;
    return !outline_failed(to);
}

bool fit_outline(Fit *fit, const Outline *from, Outline *to) {
    outline_clear(to);
    for (size_t i = 0; i < from->contours.count; i++)
        if (!add_better(fit, from, i, to))
            return false;
    bool done = keep_uncrossed(fit, from, to);
    fit->tally.pieces_before += from->pieces.count;
    fit->tally.pieces_after += to->pieces.count;
    return done && !outline_failed(to);
}
