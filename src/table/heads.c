#include "table/heads.h"

#include <string.h>

#include "table/relief.h"
#include "table/widths.h"

#define WHITE_EMS 1 /* the most a track of figures gets beyond its text and padding, both sides together */

static Len within(const Solver *s, size_t col, Len text) {
    return len_min(s->max[col], len_max(s->min[col], solver_scaled(s, text) + solver_inset(s, col, 1)));
}

/* ---- what the shares can do without --------------------------------------------------------------------------- */

/* The least width in which a share's texts and its head take as many lines as they do now. */
static Len needed(const Solver *s, size_t col) {
    Len text = relief_least(s->needs, col, solver_text(s, col));
    return len_min(s->width[col], len_max(s->min[col], solver_scaled(s, text) + solver_inset(s, col, 1)));
}

static Len pool_of(const Solver *s) {
    Len pool = 0;
    for (size_t col = 0; col < s->needs->cols; col++)
        pool += solver_is(s, col, TRACK_SHARE) ? s->width[col] : 0;
    return pool;
}

static bool suffices(const Solver *s, const Len *wanted, Len pool) {
    Solver trial = *s;
    widths_share(&trial, pool);
    for (size_t col = 0; col < s->needs->cols; col++)
        if (solver_is(s, col, TRACK_SHARE) && trial.width[col] < wanted[col])
            return false;
    return true;
}

/* Of what the shares have, what they can do without while they stand to each other as asked. */
static Len spare(const Solver *s) {
    Len wanted[TABLE_TRACK_MAX], low = 0, high = pool_of(s), pool = high;
    for (size_t col = 0; col < s->needs->cols; col++) {
        wanted[col] = solver_is(s, col, TRACK_SHARE) ? needed(s, col) : 0;
        low += wanted[col];
    }
    while (low < high) {
        Len middle = low + (high - low) / 2;
        if (suffices(s, wanted, middle))
            high = middle;
        else
            low = middle + 1;
    }
    return pool - high;
}

/* ---- heads ---------------------------------------------------------------------------------------------------- */

/* The lines of the highest head of figures. */
static Len highest_head(const Solver *s) {
    Len lines = 1;
    for (size_t col = 0; col < s->needs->cols; col++)
        if (solver_is_rigid(s, col))
            lines = len_max(lines, relief_head_lines(s->needs, col, solver_text(s, col)));
    return lines;
}

/* What the tracks of figures take if their heads have `ems` on a line, or more so as not to pass `lines`. */
static Len take(const Solver *s, Len lines, Len ems, bool sense, Len *widths) {
    Len total = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        if (!solver_is_rigid(s, col))
            continue;
        Len few = relief_head_lines(s->needs, col, ems * needs_group(s->needs, col, 1)->head_em);
        widths[col] = within(s, col, relief_width(s->needs, col, len_min(lines, few), sense));
        total += widths[col];
    }
    return total;
}

/* The most ems on a line for which there is room; 0 if there is none. */
static Len most_ems(const Solver *s, Len lines, bool sense, Len room) {
    Len widths[TABLE_TRACK_MAX], ems = 0;
    while (ems < NEEDS_EMS && take(s, lines, ems + 1, sense, widths) <= room)
        ems++;
    return ems;
}

/* One line each for the heads of `ems`, if there is room for all of them. */
static bool set_whole(const Solver *s, Len ems, Len *widths, Len *room) {
    Len missing = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t col = 0; col < s->needs->cols; col++) {
            const Need *need = needs_group(s->needs, col, 1);
            if (!solver_is_rigid(s, col) || need->head_em == 0 ||
                (need->head + need->head_em - 1) / need->head_em != ems)
                continue;
            Len more = within(s, col, relief_width(s->needs, col, 1, false)) - widths[col];
            missing += pass == 0 ? more : 0;
            widths[col] += pass == 1 ? more : 0;
        }
        if (missing > *room)
            return false;
    }
    *room -= missing;
    return true;
}

/* Widens toward `most` as far as there is room, in proportion to what is missing. */
static void widen(const Solver *s, const Len *most, Len *widths, Len *room) {
    Len missing[TABLE_TRACK_MAX] = {0}, total = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        missing[col] = solver_is(s, col, TRACK_CONTENT) ? len_max(most[col] - widths[col], 0) : 0;
        total += missing[col];
    }
    Len given = len_min(total, *room);
    if (given > 0)
        solver_deal(s, widths, missing, 0, s->needs->cols, given);
    *room -= len_max(given, 0);
}

/* Heads of figures within `room`: like characters on a line for all, then the shortest on one line. */
static bool set_heads(const Solver *s, Len *widths, Len *room) {
    Len lines = highest_head(s);
    Len by_sense = most_ems(s, lines, true, *room), plain = most_ems(s, lines, false, *room);
    if (by_sense == 0 && plain == 0)
        return false;
    *room -= take(s, lines, by_sense ? by_sense : plain, by_sense > 0, widths);
    for (Len ems = 2; ems < NEEDS_EMS && set_whole(s, ems, widths, room);)
        ems++;
    return true;
}

static void even(Solver *s) {
    Len widths[TABLE_TRACK_MAX], more = spare(s), pool = pool_of(s) - more;
    Len room = s->room - solver_sum(s->width, s->needs->cols) + more, figures = 0;
    memcpy(widths, s->width, sizeof widths);
    for (size_t col = 0; col < s->needs->cols; col++)
        figures += solver_is_rigid(s, col) ? widths[col] : 0;
    room += figures;
    if (!set_heads(s, widths, &room))
        room -= figures;
    widen(s, s->sense, widths, &room);
    widen(s, s->max, widths, &room);
    memcpy(s->width, widths, sizeof widths);
    widths_share(s, pool + room);
}

/* Two characters a line for heads that have one, unless stacks spare the table its part of all lines. */
static void unstack(Solver *s) {
    Solver trial = *s;
    Len more = 0, least = 0;
    for (size_t col = 0; col < s->needs->cols; col++) {
        least += solver_is(s, col, TRACK_SHARE) ? s->min[col] : 0;
        if (!solver_is_rigid(s, col))
            continue;
        trial.width[col] = len_max(s->width[col], within(s, col, relief_unstacked(s->needs, col)));
        more += trial.width[col] - s->width[col];
    }
    if (more == 0 || pool_of(s) - more < least)
        return;
    widths_share(&trial, pool_of(s) - more);
    if (widths_lines(&trial) * (WIDTHS_STACK_PART - 1) < widths_lines(s) * WIDTHS_STACK_PART)
        *s = trial;
}

/* ---- white ---------------------------------------------------------------------------------------------------- */

/* White about figures, of half of what the shares do not need to stand on one line. */
static void add_white(Solver *s) {
    Len rigid[TABLE_TRACK_MAX], count = 0, pool = pool_of(s);
    for (size_t col = 0; col < s->needs->cols; col++) {
        rigid[col] = solver_is_rigid(s, col);
        count += rigid[col];
        if (solver_is(s, col, TRACK_SHARE) && s->width[col] < s->max[col])
            return;
    }
    Len more = len_min(spare(s) / 2, count * WHITE_EMS * s->size);
    if (more <= 0)
        return;
    solver_deal(s, s->width, rigid, 0, s->needs->cols, more);
    widths_share(s, pool - more);
}

/* Whether a track of figures has less than its text asks on one line; *any: there is such a track at all. */
static bool is_short(const Solver *s, bool *any) {
    bool is = false;
    *any = false;
    for (size_t col = 0; col < s->needs->cols; col++) {
        *any = *any || solver_is_rigid(s, col);
        is = is || (solver_is_rigid(s, col) && s->width[col] < s->max[col]);
    }
    return is;
}

void heads_even(Solver *s) {
    bool any;
    if (is_short(s, &any)) {
        unstack(s);
        even(s);
    }
    if (any && !is_short(s, &any) && !s->spec->by_content)
        add_white(s);
}
