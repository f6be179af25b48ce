/*
 * levels: how the rows of a table add up, 类 = Σ款 = Σ项 and 合计 over all.
 *
 * A table's form names its levels, a kind of row each, and the kind of its total. A row belongs to the nearest row of a
 * higher level before it. Codes of higher levels are often printed once and left blank below (类 208, then 款 01 with a
 * blank 类): they are taken over from the row they belong to. The same 类 may be printed again before its next 款, with
 * the amounts of that part alone, or with those of the whole class at its first printing; both are found in print.
 */
#ifndef BANXIN_FIGURES_LEVELS_H
#define BANXIN_FIGURES_LEVELS_H

#include "model/report.h"

#define LEVEL_NONE  (-1) /* a row of no level */
#define LEVEL_TOTAL (-2)
#define NO_ROW      UINT32_MAX

typedef struct LevelRow {
    int level;       /* 0 the highest; or one of the above */
    uint32_t parent; /* the row it belongs to, NO_ROW */
    bool leaf;       /* no row belongs to it; never a total, nor a row of no level where the table has levels */
    bool again;      /* a row of its level with its code stands before it */
    bool repeated;   /* one stands before or behind it */
    Str code;        /* codes from the highest level down to its own, joined; empty without codes */
} LevelRow;

typedef struct Levels {
    const ReportTable *table;
    const LevelRow *rows; /* by row */
} Levels;

/* NULL when memory is out. */
const Levels *levels_make(Arena *arena, const ReportTable *table);

/* Whether `row` belongs to `whole` (a total's: every row of the highest level, a class again printed left out). */
bool levels_is_part(const Levels *levels, uint32_t whole, uint32_t row);

/*
 * Whether `row` is a summand of `whole` where that is reckoned. As levels_is_part, but what stands below a row that is
 * printed more than once counts in its stead: that row may hold its own part of the class, or all of it each time.
 */
bool levels_counts(const Levels *levels, uint32_t whole, uint32_t row);

/* Where the rows that belong to `whole` stand, [from, to): right below it; of a total anywhere. */
void levels_span(const Levels *levels, uint32_t whole, uint32_t *from, uint32_t *to);

/* The cell, or, of a code column of a higher level that is blank, that of the row it belongs to. */
const Value *levels_cell(const Levels *levels, uint32_t row, size_t leaf);

#endif
