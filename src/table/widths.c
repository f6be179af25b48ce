#include "table/widths.h"

#include "table/relief.h"

#define SHARE_CLAIM 16 /* em */

/* What a share track asks beyond its least. Its text need not stand on one line: more than a few words of it is no
 * claim against the others. */
static Len claim(const Solver *s, size_t col) { return len_min(s->max[col] - s->min[col], SHARE_CLAIM * s->size); }

/*
 * Gives content tracks of `rest` up to `most`; false if there is too little. Where there is not enough for all,
 * content and share tracks get alike of what they ask, so that a column of names is not left with one character a line
 * beside heads on one line.
 */
static bool deal_content(Solver *s, Len *rest, const Len *most) {
    Len wanted[TABLE_TRACK_MAX];
    Len total = 0, shares = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        wanted[col] = solver_is(s, col, TRACK_CONTENT) ? most[col] - s->width[col] : 0;
        total += wanted[col];
        shares += solver_is(s, col, TRACK_SHARE) ? claim(s, col) : 0;
    }
    if (total == 0 || *rest <= 0)
        return *rest > 0;
    bool enough = *rest >= total + shares;
    Len given = enough ? total : len_scale(*rest, total, total + shares);
    solver_deal(s, s->width, wanted, 0, s->needs->cols, given);
    *rest -= given;
    return enough;
}

/*
 * Shares `pool` among the share tracks. A track whose share is less than its least keeps its least, and the others
 * share what then remains; each round settles a track or is the last.
 */
static void deal_shares(Solver *s, Len pool) {
    Len weight[TABLE_TRACK_MAX];
    Len total = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        weight[col] = solver_is(s, col, TRACK_SHARE) ? len_max(s->spec->tracks[col].share, 1) : 0;
        total += weight[col];
    }
    for (bool settled = true; settled && total > 0;) {
        settled = false;
        for (size_t col = 0; col < s->needs->cols; col++) {
            if (weight[col] == 0 || len_scale(pool, weight[col], total) >= s->min[col])
                continue;
            pool -= s->min[col];
            total -= weight[col];
            weight[col] = 0;
            settled = true;
        }
    }
    if (total == 0)
        return;
    for (size_t col = 0; col < s->needs->cols; col++)
        s->width[col] -= weight[col] ? s->min[col] : 0;
    solver_deal(s, s->width, weight, 0, s->needs->cols, pool);
}

static void deal_all(Solver *s) {
    size_t count = s->needs->cols;
    Len shares_min = 0;
    bool shares = false, content = false;
    for (size_t col = 0; col < count; col++) {
        s->width[col] = s->min[col];
        shares = shares || solver_is(s, col, TRACK_SHARE);
        content = content || solver_is(s, col, TRACK_CONTENT);
        shares_min += solver_is(s, col, TRACK_SHARE) ? s->min[col] : 0;
    }
    /* First so that heads break by sense, then so that they stand on one line. */
    Len rest = s->room - solver_sum(s->min, count);
    if (deal_content(s, &rest, s->sense))
        deal_content(s, &rest, s->max);
    if (shares)
        deal_shares(s, rest + shares_min);
    else if (content && !s->spec->by_content)
        solver_deal(s, s->width, s->max, 0, count, rest);
}

/* Narrows content tracks until their heads take `lines` lines, for the shares. False if that is no width for all. */
static bool narrow(Solver *s, Len lines, bool sense) {
    Len rest = s->room;
    for (size_t col = 0; col < s->needs->cols; col++) {
        if (solver_is(s, col, TRACK_CONTENT)) {
            Len width = solver_scaled(s, relief_width(s->needs, col, lines, sense)) + solver_inset(s, col, 1);
            s->width[col] = len_min(s->max[col], len_max(s->min[col], width));
        } else {
            s->width[col] = s->min[col];
        }
        rest -= solver_is(s, col, TRACK_SHARE) ? 0 : s->width[col];
    }
    Len shares_min = 0;
    for (size_t col = 0; col < s->needs->cols; col++)
        shares_min += solver_is(s, col, TRACK_SHARE) ? s->min[col] : 0;
    if (rest < shares_min)
        return false;
    deal_shares(s, rest);
    return true;
}

/* Lines the table takes with the widths found. */
static int64_t lines_taken(const Solver *s) {
    Len widths[TABLE_TRACK_MAX];
    bool shares[TABLE_TRACK_MAX];
    for (size_t col = 0; col < s->needs->cols; col++) {
        widths[col] = s->width[col] - solver_inset(s, col, 1);
        if (s->size != s->needs->size)
            widths[col] = len_scale(widths[col], s->needs->size, s->size);
        shares[col] = solver_is(s, col, TRACK_SHARE);
    }
    return relief_lines(s->needs, widths, shares);
}

/* Takes narrower heads where they save an eighth of all lines, those that keep to breaks by sense rather. */
static void relieve(Solver *s) {
    int64_t lines = lines_taken(s);
    for (int sense = 1; sense >= 0; sense--) {
        Solver best = *s;
        int64_t least = lines;
        for (Len heads = 1; heads <= RELIEF_HEAD_LINES; heads++) {
            Solver trial = *s;
            if (!narrow(&trial, heads, sense))
                continue;
            int64_t taken = lines_taken(&trial);
            if (taken >= least)
                continue;
            least = taken;
            best = trial;
        }
        if (least * 8 > lines * 7)
            continue;
        *s = best;
        lines = least;
    }
}

void widths_find(Solver *s) {
    deal_all(s);
    relieve(s);
}
