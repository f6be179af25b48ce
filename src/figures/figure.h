/*
 * figure: what an expression gives, and the cells it came from.
 */
#ifndef BANXIN_FIGURES_FIGURE_H
#define BANXIN_FIGURES_FIGURE_H

#include "base/ratio.h"
#include "model/report.h"

/* Where a figure came from: a cell of a table, or a value of the data. */
typedef struct Origin {
    const ReportTable *table; /* NULL: a value of the data */
    uint32_t row, leaf;
    SourceRef source;
} Origin;

typedef enum FigureKind {
    FIGURE_BLANK,  /* nothing there; reckoned with as nought */
    FIGURE_AMOUNT, /* `number` in hundredths of a yuan, as Money.value */
    FIGURE_NUMBER,
    FIGURE_TEXT,
    FIGURE_DATE,
    FIGURE_FLAG,
    FIGURE_GROUP /* a record, a list, blocks: holds something */
} FigureKind;

typedef struct Figure {
    FigureKind kind;
    bool found;   /* a value of the report as it stands: `value`; printed as it was given */
    bool no_rows; /* blank because no row was chosen, or no cell filled: not to be printed as nothing */
    Value value;
    Ratio number;
    int decimals, unit; /* amounts: the most decimals any of its origins was given with, and the unit they count */
    int scale;          /* numbers: the decimals they were rounded to, and are printed with */
    Str text;
    Date date;
    bool flag;
    SourceRef source; /* of what it came from; nowhere if it is reckoned */
    const Origin *origins;
    size_t origin_count;
    const struct FigurePart *parts; /* of a text: the numbers joined into it, in order */
    size_t part_count;
} Figure;

/* A number within a text that was put together (list, &), as it stands in the text's bytes. */
typedef struct FigurePart {
    size_t from, to;
    Figure figure;
} FigurePart;

/* Something there? A flag must be set, a group must hold something; a nought is something. */
bool figure_holds(const Figure *figure);

/* A value of the report as a figure; `type` is what the form declares it to be. */
Figure figure_of_value(const Value *value, FieldType type);

/*
 * Appends the figure as text, by a format or as given. False with a fault at `from`: it is not a value that can be
 * printed, the format does not suit it (QUOTE_...), it has no end of decimals and no format cuts them (FIGURE_INEXACT),
 * or there was no row to take it from (FIGURE_NO_ROWS). `name` is what the fault calls it.
 */
bool figure_print(const Figure *figure, const Format *format, const char *name, SourceRef from, Buf *out,
                  DiagList *diags);

/*
 * Rounds a figure that has no end of decimals, or is finer than money, as the format prints it; false when none says to
 * how many decimals.
 */
bool figure_cut(Figure *figure, const Format *format);

/* A figure as a value of a column or field, its amount rounded to hundredths of a yuan; blank when it is. */
Value figure_value(Arena *arena, const Figure *figure, SourceRef source);

#endif
