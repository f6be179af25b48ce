/*
 * rules: the strokes of a fragment.
 *
 * Between two slots of one cell there is no stroke. Where strokes of several weights could stand, the outer one wins,
 * then the head's lower line, then the inner one. A fragment is closed above and below by the outer stroke wherever
 * the table is cut. Strokes that join in one line are one bar; bars end at the centre of those they meet.
 */
#ifndef BANXIN_TABLE_RULES_H
#define BANXIN_TABLE_RULES_H

#include "table/state.h"

/* A row's piece in a fragment; y from the centre of the fragment's top rule. */
typedef struct Band {
    size_t row;
    Len y;
} Band;

/* The pieces from the top down; bands[count] says where the last ends. */
typedef struct Bands {
    const Band *bands;
    size_t count;
} Bands;

/* Where strokes go. */
typedef struct RulePen {
    PageList *list;
    Page *page;
    bool turned;
    Point at; /* the fragment's top left corner */
} RulePen;

void rules_draw(const Table *table, const Bands *bands, const RulePen *pen);

#endif
