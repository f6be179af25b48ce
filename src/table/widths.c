#include "table/widths.h"

#include "table/heads.h"
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

void widths_share(Solver *s, Len pool) {
    for (size_t col = 0; col < s->needs->cols; col++)
        s->width[col] = solver_is(s, col, TRACK_SHARE) ? s->min[col] : s->width[col];
    deal_shares(s, pool);
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

/*
 * What heads of figures may be made to bear for the names beside them: first breaks by sense, then any; one character
 * a line only where that spares much. Each is taken if it saves `part` of all lines over what is held so far.
 */
typedef struct Liberty {
    bool sense, stack;
    int64_t part; /* one in so many */
} Liberty;

static const Liberty LIBERTIES[] = {
    {.sense = true, .stack = false, .part = 8},
    {.sense = true, .stack = true, .part = WIDTHS_STACK_PART},
    {.sense = false, .stack = false, .part = 8},
    {.sense = false, .stack = true, .part = WIDTHS_STACK_PART},
};

/* The width of a track of figures whose head takes `lines` lines. */
static Len narrowed(const Solver *s, size_t col, Len lines, const Liberty *liberty) {
    Len text = relief_width(s->needs, col, lines, liberty->sense);
    if (!liberty->stack)
        text = len_max(text, relief_unstacked(s->needs, col));
    return len_min(s->max[col], len_max(s->min[col], solver_scaled(s, text) + solver_inset(s, col, 1)));
}

/* Narrows tracks of figures until their heads take `lines` lines, for the names. False if that is no width for all. */
static bool narrow(Solver *s, Len lines, const Liberty *liberty) {
    Len most[TABLE_TRACK_MAX], shares_min = 0;
    bool shares = false;
    for (size_t col = 0; col < s->needs->cols; col++) {
        bool rigid = solver_is_rigid(s, col);
        s->width[col] = rigid ? narrowed(s, col, lines, liberty) : s->min[col];
        most[col] = rigid ? s->width[col] : s->max[col];
        shares = shares || solver_is(s, col, TRACK_SHARE);
        shares_min += solver_is(s, col, TRACK_SHARE) ? s->min[col] : 0;
    }
    Len rest = s->room - solver_sum(s->width, s->needs->cols);
    if (rest < 0)
        return false;
    deal_content(s, &rest, most);
    if (shares)
        deal_shares(s, rest + shares_min);
    return true;
}

int64_t widths_lines(const Solver *s) {
    Len widths[TABLE_TRACK_MAX];
    bool names[TABLE_TRACK_MAX];
    for (size_t col = 0; col < s->needs->cols; col++) {
        widths[col] = solver_text(s, col);
        names[col] = solver_is(s, col, TRACK_SHARE) || (solver_is(s, col, TRACK_CONTENT) && solver_has_names(s, col));
    }
    return relief_lines(s->needs, widths, names);
}

/* The narrower heads that take the fewest lines, if they save as much as is asked of the liberty. */
static void relieve_by(Solver *s, const Liberty *liberty, int64_t *lines) {
    Solver best = *s;
    int64_t least = *lines;
    for (Len heads = 1; heads <= RELIEF_HEAD_LINES; heads++) {
        Solver trial = *s;
        if (!narrow(&trial, heads, liberty))
            continue;
        int64_t taken = widths_lines(&trial);
        if (taken >= least)
            continue;
        least = taken;
        best = trial;
    }
    if (least * liberty->part > *lines * (liberty->part - 1))
        return;
    *s = best;
    *lines = least;
}

static void relieve(Solver *s) {
    int64_t lines = widths_lines(s);
    for (size_t i = 0; i < sizeof LIBERTIES / sizeof *LIBERTIES; i++)
        relieve_by(s, &LIBERTIES[i], &lines);
}

void widths_find(Solver *s) {
    deal_all(s);
    relieve(s);
    heads_even(s);
}
