#include "table/columns.h"

#include "table/relief.h"

/*
 * Widths are found in two steps. First every track gets a least and a most: from its own cells, then cells that span
 * several tracks add what is missing, fewest tracks first, in proportion to what the tracks already ask (so that a
 * wide head does not favour a narrow track). Then what the table has beyond the sum of the leasts is dealt out: to
 * content tracks up to their most, the rest to the shares, or to the content tracks again; if it is short, to content
 * and shares in proportion to what they ask.
 *
 * Needs measured at one size tell those at another: all lengths of text scale, up to rounding. So the search for a
 * size costs one measuring of all cells, and a second one at the size found, which must then hold exactly.
 */
typedef struct Solver {
    const TableSpec *spec;
    const Needs *needs;
    Len size; /* tried */
    Len room; /* for all tracks */
    Len min[TABLE_TRACK_MAX], max[TABLE_TRACK_MAX];
    Len sense[TABLE_TRACK_MAX]; /* between them: cells broken by sense only */
    Len width[TABLE_TRACK_MAX];
    bool stacked[TABLE_TRACK_MAX]; /* heads of this track that may be are stacked */
} Solver;

#define SHARE_CLAIM 16 /* em */

static bool is_fixed(const Solver *s, size_t col) { return s->spec->tracks[col].kind == TRACK_FIXED; }

/* The width the spec gives a track: exact if fixed, else the least. */
static Len asked(const Solver *s, size_t col) { return len_max(s->spec->tracks[col].width, 0); }

static Len sum(const Len *values, size_t count) {
    Len total = 0;
    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

/* Text measured at one size, at the size tried; never too small. */
static Len scaled(const Solver *s, Len text) {
    if (s->size == s->needs->size)
        return text;
    return (text * s->size + s->needs->size - 1) / s->needs->size;
}

/* Rules and padding of a cell. */
static Len inset(const Solver *s, size_t col, size_t cols) {
    return table_line_inset(s->spec, col) + table_line_inset(s->spec, col + cols);
}

/*
 * Deals `amount` out to the tracks of a span that are not fixed, in proportion to `weights` (alike if all are 0), to
 * the last thousandth. False if all are fixed.
 */
static bool deal(const Solver *s, Len *values, const Len *weights, size_t col, size_t cols, Len amount) {
    Len total = 0, open = 0;
    for (size_t i = col; i < col + cols; i++) {
        total += is_fixed(s, i) ? 0 : weights[i];
        open += is_fixed(s, i) ? 0 : 1;
    }
    if (open == 0)
        return false;
    Len passed = 0, given = 0;
    for (size_t i = col; i < col + cols; i++) {
        if (is_fixed(s, i))
            continue;
        passed += total ? weights[i] : 1;
        Len upto = len_scale(amount, passed, total ? total : open);
        values[i] += upto - given;
        given = upto;
    }
    return true;
}

/* What the cells of single tracks ask. False if a fixed track cannot hold its cells. */
static bool load_tracks(Solver *s) {
    bool fits = true;
    for (size_t col = 0; col < s->needs->cols; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        Len least = scaled(s, s->stacked[col] ? need->firm : need->min) + inset(s, col, 1);
        if (is_fixed(s, col)) {
            fits = fits && (!need->cell || least <= asked(s, col));
            s->min[col] = s->max[col] = s->sense[col] = asked(s, col);
        } else {
            s->min[col] = len_max(least, asked(s, col));
            s->max[col] = len_max(s->min[col], scaled(s, need->max) + inset(s, col, 1));
            s->sense[col] = len_max(s->min[col], scaled(s, need->sense) + inset(s, col, 1));
        }
    }
    return fits;
}

/* Adds what a spanning group still misses. False if its tracks are all fixed and too narrow. */
static bool spread_group(Solver *s, size_t col, size_t cols) {
    const Need *need = needs_group(s->needs, col, cols);
    if (!need->cell)
        return true;
    Len edge = inset(s, col, cols);
    Len missing = scaled(s, need->min) + edge - sum(&s->min[col], cols);
    bool fits = missing <= 0 || deal(s, s->min, s->max, col, cols, missing);
    for (size_t i = col; i < col + cols; i++)
        s->sense[i] = len_max(s->sense[i], s->min[i]);
    missing = scaled(s, need->sense) + edge - sum(&s->sense[col], cols);
    if (missing > 0)
        deal(s, s->sense, s->max, col, cols, missing);
    for (size_t i = col; i < col + cols; i++)
        s->max[i] = len_max(s->max[i], s->sense[i]);
    missing = scaled(s, need->max) + edge - sum(&s->max[col], cols);
    if (missing > 0)
        deal(s, s->max, s->max, col, cols, missing);
    return fits;
}

/* Least and most of every track. True if the table is wide enough. */
static bool fits(Solver *s) {
    size_t count = s->needs->cols;
    bool fit = load_tracks(s);
    for (size_t cols = 2; cols <= count; cols++) {
        for (size_t col = 0; s->needs->spans[cols] && col + cols <= count; col++)
            fit = spread_group(s, col, cols) && fit;
    }
    return fit && sum(s->min, count) <= s->room;
}

/* The track whose heads give most width when stacked, of those not stacked yet; or the count of tracks. */
static size_t best_to_stack(const Solver *s) {
    size_t best = s->needs->cols;
    Len most = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        if (s->stacked[col] || need->min - need->firm <= most)
            continue;
        most = need->min - need->firm;
        best = col;
    }
    return best;
}

/* True if all fits at a size, heads stacked where it helps. */
static bool fits_at(Solver *s, Len size) {
    s->size = size;
    for (size_t col = 0; col < s->needs->cols; col++)
        s->stacked[col] = false;
    while (!fits(s)) {
        size_t col = best_to_stack(s);
        if (col == s->needs->cols)
            return false;
        s->stacked[col] = true;
    }
    return true;
}

static bool is_kind(const Solver *s, size_t col, TrackKind kind) { return s->spec->tracks[col].kind == kind; }

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
        wanted[col] = is_kind(s, col, TRACK_CONTENT) ? most[col] - s->width[col] : 0;
        total += wanted[col];
        shares += is_kind(s, col, TRACK_SHARE) ? claim(s, col) : 0;
    }
    if (total == 0 || *rest <= 0)
        return *rest > 0;
    bool enough = *rest >= total + shares;
    Len given = enough ? total : len_scale(*rest, total, total + shares);
    deal(s, s->width, wanted, 0, s->needs->cols, given);
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
        weight[col] = is_kind(s, col, TRACK_SHARE) ? len_max(s->spec->tracks[col].share, 1) : 0;
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
    deal(s, s->width, weight, 0, s->needs->cols, pool);
}

static void find_widths(Solver *s) {
    size_t count = s->needs->cols;
    Len shares_min = 0;
    bool shares = false, content = false;
    for (size_t col = 0; col < count; col++) {
        s->width[col] = s->min[col];
        shares = shares || is_kind(s, col, TRACK_SHARE);
        content = content || is_kind(s, col, TRACK_CONTENT);
        shares_min += is_kind(s, col, TRACK_SHARE) ? s->min[col] : 0;
    }
    /* First so that heads break by sense, then so that they stand on one line. */
    Len rest = s->room - sum(s->min, count);
    if (deal_content(s, &rest, s->sense))
        deal_content(s, &rest, s->max);
    if (shares)
        deal_shares(s, rest + shares_min);
    else if (content && !s->spec->by_content)
        deal(s, s->width, s->max, 0, count, rest);
}

/* Narrows content tracks until their heads take `lines` lines, for the shares. False if that is no width for all. */
static bool narrow(Solver *s, Len lines, bool sense) {
    Len rest = s->room;
    for (size_t col = 0; col < s->needs->cols; col++) {
        if (is_kind(s, col, TRACK_CONTENT)) {
            Len width = scaled(s, relief_width(s->needs, col, lines, sense)) + inset(s, col, 1);
            s->width[col] = len_min(s->max[col], len_max(s->min[col], width));
        } else {
            s->width[col] = s->min[col];
        }
        rest -= is_kind(s, col, TRACK_SHARE) ? 0 : s->width[col];
    }
    Len shares_min = 0;
    for (size_t col = 0; col < s->needs->cols; col++)
        shares_min += is_kind(s, col, TRACK_SHARE) ? s->min[col] : 0;
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
        widths[col] = s->width[col] - inset(s, col, 1);
        if (s->size != s->needs->size)
            widths[col] = len_scale(widths[col], s->needs->size, s->size);
        shares[col] = is_kind(s, col, TRACK_SHARE);
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

/* Keeps the widths found, and where points stand: the numbers of a track as one block in its middle. */
static bool keep(Arena *arena, const Solver *s, Table *table) {
    size_t count = s->needs->cols;
    table->x = ARENA_ARRAY(arena, Len, count + 1);
    table->point = ARENA_ARRAY(arena, Len, count);
    if (!table->x || !table->point)
        return false;
    table->x[0] = s->spec->outer_rule / 2;
    for (size_t col = 0; col < count; col++) {
        const Need *need = needs_group(s->needs, col, 1);
        Len text = s->width[col] - inset(s, col, 1);
        table->x[col + 1] = table->x[col] + s->width[col];
        table->point[col] = (text - need->left - need->right) / 2 + need->left;
    }
    table->width = s->spec->outer_rule + sum(s->width, count);
    return true;
}

static bool report_wide(const Solver *s, DiagList *diags, Len needed) {
    char need[LEN_TEXT], have[LEN_TEXT];
    diag_ref(diags, DIAG_TABLE_TOO_WIDE, s->spec->source,
             DIAG_ARGS(len_format(needed, need), len_format(s->room, have)));
    return false;
}

/* Widths the spec asks for, whatever the cells. */
static bool check_asked(const Solver *s, DiagList *diags) {
    Len least = 0;
    for (size_t col = 0; col < s->needs->cols; col++)
        least += is_fixed(s, col) ? asked(s, col) : len_max(asked(s, col), inset(s, col, 1));
    return least <= s->room || report_wide(s, diags, least);
}

/* Names the cells that are to blame: in fixed tracks those too wide, else those wider than an even share. */
static void report_narrow(Solver *s, DiagList *diags) {
    char floor[LEN_TEXT];
    size_t count = s->needs->cols, reported = 0;
    Len open = 0, even = s->room;
    for (size_t col = 0; col < count; col++) {
        open += is_fixed(s, col) ? 0 : 1;
        even -= is_fixed(s, col) ? asked(s, col) : 0;
    }
    even = open ? even / open : 0;
    len_format(s->size, floor);
    for (size_t cols = 1; cols <= count; cols++) {
        for (size_t col = 0; col + cols <= count; col++) {
            const Need *need = needs_group(s->needs, col, cols);
            Len have = 0;
            for (size_t i = col; i < col + cols; i++)
                have += is_fixed(s, i) ? asked(s, i) : even;
            if (!need->cell || scaled(s, need->firm) + inset(s, col, cols) <= have)
                continue;
            grid_report(s->spec, need->cell, DIAG_CELL_TOO_NARROW, floor, diags);
            reported++;
        }
    }
    if (reported == 0)
        report_wide(s, diags, sum(s->min, count));
}

/* The next smaller size to try; 0 below the floor. The floor itself is always tried. */
static Len next_size(const TableSpec *spec, Len size) {
    return size <= spec->min_size ? 0 : len_max(size - spec->size_step, spec->min_size);
}

/* Finds the type size; measures at it. */
static bool find_size(Solver *s, Needs *needs, Table *table, Arena *scratch) {
    if (!needs_collect(needs, table, scratch))
        return false;
    for (Len size = s->spec->size; size > 0; size = next_size(s->spec, size)) {
        if (!fits_at(s, size))
            continue;
        if (needs->size != size) {
            table->setter.size = size;
            if (!needs_collect(needs, table, scratch))
                return false;
            if (!fits_at(s, size))
                continue;
        }
        return true;
    }
    report_narrow(s, table->setter.diags);
    return false;
}

bool columns_make(Arena *arena, Arena *scratch, Table *table) {
    Needs *needs = needs_make(scratch, table->grid.col_count);
    Solver *s = ARENA_NEW(scratch, Solver);
    if (!needs || !s)
        return false;
    s->spec = &table->spec;
    s->needs = needs;
    s->room = s->spec->width - s->spec->outer_rule;
    if (!check_asked(s, table->setter.diags) || !find_size(s, needs, table, scratch))
        return false;
    find_widths(s);
    relieve(s);
    return keep(arena, s, table);
}
