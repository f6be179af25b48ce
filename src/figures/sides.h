/*
 * sides: figures that do not agree, as the two sides of a finding.
 */
#ifndef BANXIN_FIGURES_SIDES_H
#define BANXIN_FIGURES_SIDES_H

#include "figures/figures.h"
#include "findings/findings.h"

#define SIDE_PLACES_MAX 2000 /* places named on one side */

/* Texts and places of sides live in the arena of the list that the findings go to. */
typedef struct Sides {
    Figures *figures;
    FindingList *findings;
    Arena *arena; /* the list's */
} Sides;

Sides sides_begin(Figures *figures, FindingList *findings);

/* "2924.52万元", "95.77%" is for the caller to make of "95.77"; "（空）" for blank. */
const char *sides_value(const Sides *sides, const Figure *figure);
/* A figure with its cells, and behind those that the data leave out the ones they were reckoned from. `label` NULL: the cell's own name, or what column of what table was added up. */
FindingSide sides_figure(const Sides *sides, const char *label, const Figure *figure);
FindingPlace sides_place(const Sides *sides, const Origin *origin);
/* "137.00万元": a − b, if both are amounts or both numbers; else NULL. */
const char *sides_difference(const Sides *sides, const Figure *a, const Figure *b);
/* Where a reader looks first: the first cell of the figure; `otherwise` if it came from none. */
SourceRef sides_source(const Figure *figure, SourceRef otherwise);
/* A text in two languages (DIAG_BOTH) with each %s filled in, in order; the texts may differ by language, too. */
const char *sides_fill(const Sides *sides, const char *pattern, const char *const *args, size_t count);
/* A copy in the list's arena, which outlives the figures. */
const char *sides_text(const Sides *sides, const char *text);

#endif
