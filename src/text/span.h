/*
 * span: how wide a line from one atom to another would be, and how far it may give.
 *
 * Sums over all atoms are made once, so that any candidate line is measured in constant time: its glue without what
 * line ends trim (A5), the shrink of each tier (A8), the stretch of word spaces and gaps, and the joints that take
 * what is left.
 */
#ifndef BANXIN_TEXT_SPAN_H
#define BANXIN_TEXT_SPAN_H

#include "text/para.h"

/* Sums over the atoms before one. */
typedef struct SpanSums {
    Len width;
    Len shrink[TIER_COUNT]; /* [TIER_NONE] is the sum of the others */
    Len stretch_word, stretch_gap;
    uint32_t joints, letters, fills;
    uint32_t cells, group, group_end; /* raster only: cells before its group, the group's atoms */
} SpanSums;

/* A paragraph being set to a measure. */
typedef struct Setting {
    const Para *para;
    const ParaStyle *style;
    const Atom *atoms; /* count and one more; the paragraph's own or, where units had to be split, a copy */
    size_t count;
    SpanSums *sums; /* count + 1 */
    Len measure;
    Len first_room, room; /* width of the first and of the other lines */
} Setting;

typedef struct Span {
    size_t from, end; /* atoms; `end` without trailing spaces and the forced line end */
    Len width;        /* natural */
    Len hang;         /* of it, what may hang out at the line's end (A6) */
    Len shrink[TIER_COUNT];
    Len stretch_word, stretch_gap;
    uint32_t joints, letters, fills;
} Span;

/* Limits of glue: how far an atom's may shrink or stretch in the paragraph's style. */
Len span_lead_shrink(const ParaStyle *style, const Atom *atom);
Len span_trail_shrink(const ParaStyle *style, const Atom *atom, Len size);
Len span_word_stretch(const Atom *atom, Len size);
Len span_gap_stretch(const Atom *atom);

/* Makes the sums of setting->atoms. False when memory is out. */
bool span_sum(Setting *setting);
/* The line of atoms [from, to). */
Span span_of(const Setting *setting, size_t from, size_t to);
/* The same in two steps: all but how far it shrinks, which many a line need not be asked; then that. */
Span span_open(const Setting *setting, size_t from, size_t to);
void span_add_shrink(const Setting *setting, Span *span);
/* The width of atoms with all their glue. But for a raster, no line of them is wider, shrunk or not. */
Len span_raw(const Setting *setting, size_t from, size_t to);
/* Hangs the last mark out if the line does not fit otherwise; gives what hangs. */
Len span_settle(Span *span, Len room);
/* Its least width: all its glue shrunk as far as it goes, its last mark hung out. */
Len span_least(const Setting *setting, size_t from, size_t to);
/* Spaces and forced ends: nothing at a line's end, so a line never begins with one that could end the line before. */
bool span_vanishes(const Atom *atom);
/* The glue an atom drops at a line's start and end (A5). */
Len span_start_trim(const Atom *atom);
Len span_end_trim(const Atom *atom);

#endif
