/*
 * solver: what the search for the tracks' widths works on.
 *
 * columns.c finds the least and the most of every track and the type size, widths.c deals out what the table has beyond
 * the leasts, heads.c evens out what heads, names and white get of it.
 */
#ifndef BANXIN_TABLE_SOLVER_H
#define BANXIN_TABLE_SOLVER_H

#include "table/needs.h"

typedef struct Solver {
    const TableSpec *spec;
    const Needs *needs;
    Len size; /* tried */
    Len room; /* for all tracks */
    Len min[TABLE_TRACK_MAX], max[TABLE_TRACK_MAX];
    Len sense[TABLE_TRACK_MAX]; /* between them: cells broken by sense only */
    Len width[TABLE_TRACK_MAX];
    bool stacked[TABLE_TRACK_MAX]; /* heads of this track that may be are stacked */
    Len name_ems;                  /* so much of a line names have at least */
    bool split;                    /* words that may be split are */
} Solver;

static inline bool solver_is(const Solver *s, size_t col, TrackKind kind) { return s->spec->tracks[col].kind == kind; }

/* A track whose texts below the head may be broken: names, beside figures and codes that may not. */
static inline bool solver_has_names(const Solver *s, size_t col) {
    const Need *need = needs_group(s->needs, col, 1);
    return need->unit < need->body;
}

/* A content track of figures: below its head nothing gives way. */
static inline bool solver_is_rigid(const Solver *s, size_t col) {
    return solver_is(s, col, TRACK_CONTENT) && !solver_has_names(s, col);
}

/* Text measured at one size, at the size tried; never too small. */
static inline Len solver_scaled(const Solver *s, Len text) {
    if (s->size == s->needs->size)
        return text;
    return (text * s->size + s->needs->size - 1) / s->needs->size;
}

/* Rules and padding of a cell. */
static inline Len solver_inset(const Solver *s, size_t col, size_t cols) {
    return table_line_inset(s->spec, col) + table_line_inset(s->spec, col + cols);
}

/* What a track has for text, at the size measured at. */
static inline Len solver_text(const Solver *s, size_t col) {
    Len text = s->width[col] - solver_inset(s, col, 1);
    return s->size == s->needs->size ? text : len_scale(text, s->needs->size, s->size);
}

Len solver_sum(const Len *values, size_t count);
/*
 * Deals `amount` out to the tracks of a span that are not fixed, in proportion to `weights` (alike if all are 0), to
 * the last thousandth. False if all are fixed.
 */
bool solver_deal(const Solver *s, Len *values, const Len *weights, size_t col, size_t cols, Len amount);

#endif
