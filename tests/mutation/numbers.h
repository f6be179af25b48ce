/*
 * numbers: every number that a report's file holds, where its digits stand, and how it may be changed.
 */
#ifndef MUTATION_NUMBERS_H
#define MUTATION_NUMBERS_H

#include "model/report.h"

typedef enum NumberSort {
    NUMBER_CELL,  /* of a table */
    NUMBER_FIELD, /* amount, number or integer of the data */
    NUMBER_PROSE, /* digits in running text */
    NUMBER_SORTS
} NumberSort;

typedef struct Number {
    NumberSort sort;
    const JsonNode *node; /* the cell, the field, or the text it stands in */
    const char *pointer;  /* of the node */
    size_t at, length;    /* its digits, in bytes of the file */
    size_t count;         /* which of its text's numbers it is, from 1 */
    bool whole;           /* counts things, or a year: changes by one */
    bool year;
} Number;

typedef struct Numbers {
    Number *items;
    size_t count;
} Numbers;

/* All of them, in the order tables, data, prose. In the arena. */
Numbers numbers_of(Arena *arena, const Report *report);

typedef enum Change {
    CHANGE_MUCH,   /* to a hundred times as much and 1000; a year by 7 */
    CHANGE_NOUGHT, /* to nought; a year by 7 */
    CHANGE_UP,     /* by 0.01, or by one */
    CHANGE_DOWN,   /* the same */
    CHANGE_SWAP    /* CHANGE_SWAP + n: the n-th pair of digits that differ changes places */
} Change;

/* The digits after a change, written the same way; false when there is no such change. */
bool number_changed(Arena *arena, const Number *number, Str digits, int change, const char **out);
/* Are there changes beyond this one? */
bool number_changes_end(Str digits, int change);

#endif
