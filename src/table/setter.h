/*
 * setter: sets a cell's paragraphs at the table's type size.
 *
 * The spec gives paragraphs for the table's full type size; when the table is shrunk so that its columns fit, all of
 * a paragraph's lengths shrink alike.
 */
#ifndef BANXIN_TABLE_SETTER_H
#define BANXIN_TABLE_SETTER_H

#include "table/table.h"

/* Widest text and highest leading worked with: a hundred times any sheet, and products of two fit an int64. */
#define SETTER_WIDTH_MAX   ((Len)1 << 30)
#define SETTER_LEADING_MAX ((Len)1 << 22)

typedef struct Setter {
    TextEngine *engine;
    DiagList *diags;
    Len full, size; /* type size the spec is for; type size to set at */
} Setter;

/* What a cell's text asks of its width; no rules and padding. */
typedef struct CellNeed {
    Len min, max;  /* longest unbreakable unit; width on one line */
    Len sense;     /* the widest part between places of breaking by sense; = max without such */
    Len stacked;   /* the longest unit when stacked; = min if the cell may not be */
    Len split;     /* the same when words are split, too; = stacked if they may not be */
    bool one_line; /* one paragraph without forced line ends: `max` wide, it has one line */
    bool number;   /* aligned on the point, which stands `left` from its start */
    Len left;
} CellNeed;

/* Distance from line to line of a paragraph. */
Len setter_leading(const Setter *setter, const CellPara *para);
/* True if a cell asks for decimal alignment and holds a number; other texts of such cells are centred. */
bool setter_is_number(const TableCell *cell);
ParaStyle setter_style(const Setter *setter, const TableCell *cell, size_t para, bool stacked);
/* A paragraph, shaped, in `arena`; NULL without memory or after a fault. */
Para *setter_para(Arena *arena, const Setter *setter, const TableCell *cell, size_t para, bool stacked);
/* Where the point of a number stands, from the left edge of its line. */
Len setter_point(const Para *set, const TableCell *cell);
/* Measures a cell; `scratch` is left as it was. False without memory or after a fault. */
bool setter_measure(Arena *scratch, const Setter *setter, const TableCell *cell, CellNeed *need);

#endif
