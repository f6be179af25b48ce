/*
 * table: ruled tables of cells of text, cut into pages.
 *
 * Given a spec (tracks, rows, cells with spans and paragraphs) it finds the grid, the widths, the heights and the
 * rules, and is then cut into fragments that fit what is left of a page. It knows nothing of budgets: it can be
 * tested with five words in four cells.
 *
 *   spec > grid (slots, merged cells) > columns (widths, type size) > rows (heights) > split (fragments) > draw
 */
#ifndef BANXIN_TABLE_TABLE_H
#define BANXIN_TABLE_TABLE_H

#include "text/text.h"

#define TABLE_TRACK_MAX 128
#define TABLE_ROW_MAX 2000000

typedef enum TrackKind {
    TRACK_FIXED,  /* `width` */
    TRACK_SHARE,  /* `share` of what fixed and content tracks leave, but not below its content's minimum */
    TRACK_CONTENT /* between the longest unbreakable unit and the width on one line */
} TrackKind;

typedef struct TableTrack {
    TrackKind kind;
    Len width;     /* fixed; or the least width asked for */
    int32_t share; /* thousandths; > 0 for shares */
} TableTrack;

typedef enum CellAlign { CELL_LEFT, CELL_CENTER, CELL_RIGHT, CELL_DECIMAL, CELL_JUSTIFY } CellAlign;
typedef enum CellVAlign { CELL_TOP, CELL_MIDDLE, CELL_BOTTOM } CellVAlign;

/* One paragraph of a cell. Its leading and size are for the table's full type size; they scale with it. */
typedef struct CellPara {
    const TextRun *runs;
    size_t run_count;
    ParaStyle style; /* align is taken from the cell */
} CellPara;

typedef struct TableCell {
    const CellPara *paras; /* none: an empty cell */
    size_t para_count;
    int cols, rows;        /* span; 0 means 1 */
    CellAlign align;       /* decimal: digits of a track align on the point, the widest number centred in the track */
    CellVAlign valign;
    bool head;             /* TH */
    TagScope scope;        /* of a TH */
    bool may_stack;        /* may be stacked one character a line when its track is too narrow (A13) */
    Len indent;            /* extra left indent, full type size */
    SourceRef source;
} TableCell;

typedef enum RowPart { ROW_HEAD, ROW_BODY, ROW_FOOT } RowPart;

/* Cells of a row stand in the slots that spans from above leave free, from left to right. */
typedef struct TableRow {
    RowPart part;
    bool repeat;     /* head rows: again on every page */
    bool keep_next;  /* not the last row of a page (a rolled-up row stays with the first it sums) */
    bool keep_whole; /* not split over pages if it fits one */
    Len min_height;
    const TableCell *cells;
    size_t cell_count;
    SourceRef source;
} TableRow;

typedef struct TableSpec {
    const TableTrack *tracks;
    size_t track_count;
    const TableRow *rows;
    size_t row_count;
    Len width;                  /* of the whole table, outer rules included */
    Len outer_rule, inner_rule; /* stroke weights; 0 draws none */
    Len head_rule;              /* below the head; 0 means inner_rule */
    Color rule_color;
    Len pad_x, pad_y;           /* between rule and text */
    Len size, min_size;         /* type size of the cells, and the floor it may be shrunk to so that all fits */
    Len size_step;              /* by which it is tried smaller; 0 means 0.5 pt */
    TagId tag;                  /* the TABLE node, made by the caller */
} TableSpec;

typedef struct Table Table;

/*
 * Resolves the grid, picks type size and widths, sets every cell. Adds THEAD, TBODY, TR, TH and TD below spec->tag.
 * The spec and what it points to must outlive the table. Faults: overlapping or overhanging spans, a cell that cannot
 * be set at the smallest size (CELL_TOO_NARROW, names row and text), too many tracks. NULL on a fault.
 */
Table *table_make(Arena *arena, TextEngine *engine, TagTree *tags, const TableSpec *spec, DiagList *diags);

Len table_width(const Table *table);
Len table_height(const Table *table); /* uncut */
Len table_type_size(const Table *table);
Len table_track_width(const Table *table, size_t track);
Len table_row_height(const Table *table, size_t row);

/* Where the cutting stands: rows [0, row) are done, and the first `offset` of row `row`'s height. {0} at the start. */
typedef struct TableCursor {
    size_t row;
    Len offset;
} TableCursor;

/* A piece of the table that stands on one page. */
typedef struct TableFragment {
    TableCursor from, to;
    Len height;      /* repeated head included */
    bool continued;  /* repeats the head: not the first piece */
    bool ends;       /* the table is complete */
} TableFragment;

/*
 * The next piece, at most `room` high. False when not even the head and one line fit in `room` (take a new page; on
 * a page of its own, `whole_page` true, some progress is always made and a group larger than the page is split).
 */
bool table_cut(const Table *table, TableCursor from, Len room, bool whole_page, TableFragment *fragment);

/*
 * Draws a piece with its top left corner at `at`. A row span or cell that goes on from the page before shows its text
 * again if it is a spanned label, or its next lines if it flows. Repeated heads and rules are artifacts.
 */
void table_draw(Arena *arena, const Table *table, const TableFragment *fragment, PageList *list, Page *page, bool turned, Point at);

#endif
