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
#define TABLE_ROW_MAX   2000000

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
    int cols, rows;  /* span; 0 means 1 */
    CellAlign align; /* decimal: digits of a track align on the point, the widest number centred in the track */
    CellVAlign valign;
    bool head;      /* TH */
    TagScope scope; /* of a TH */
    bool may_stack; /* may be stacked one character a line when its track is too narrow (A13) */
    bool may_split; /* its words may be broken anywhere where nothing else helps: names and codes, never figures */
    Len indent;     /* extra left indent, full type size */
    TagId *mark;    /* where its node is noted, for whoever leads to it; or NULL */
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
    Len low_height; /* what min_height may be lowered to so that the table fits spec->fit_height */
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
    bool by_content;            /* content tracks do not grow beyond their text: `width` is the most it may take */
    Len outer_rule, inner_rule; /* stroke weights; 0 draws none */
    Len head_rule;              /* below the head; 0 means inner_rule */
    Color rule_color;
    Len pad_x, pad_y;   /* between rule and text */
    Len size, min_size; /* type size of the cells, and the floor it may be shrunk to so that all fits */
    Len size_step;      /* by which it is tried smaller; 0 means 0.5 pt */
    Len fit_height;     /* a table that rows at their low_height bring within it is made to fit; 0: no */
    Len page_height;    /* of a whole page: a row higher than it is not kept whole; 0: rows are */
    bool fit_type;      /* so is one that smaller type brings within fit_height, down to min_size */
    TagId tag;          /* the TABLE node, made by the caller */
    SourceRef source;   /* where faults of the table as a whole are reported */
} TableSpec;

typedef struct Table Table;

/*
 * Resolves the grid, picks type size and widths, sets every cell. Adds THEAD, TBODY, TR, TH and TD below spec->tag.
 * The spec and what it points to, the engine and the list of faults must outlive the table: cells are set anew when
 * they are drawn, so that a table holds a few bytes a cell and no glyphs. Slots no cell stands in become empty cells.
 *
 * Faults, all of them in one run: too many tracks or rows, overlapping or overhanging spans (also from the head into
 * the body), fixed widths beyond `width`, a glyph no face has, a cell that cannot be set at the smallest size
 * (CELL_TOO_NARROW, names row and text). NULL on a fault or when memory is out.
 */
Table *table_make(Arena *arena, TextEngine *engine, TagTree *tags, const TableSpec *spec, DiagList *diags);

/*
 * Widths and heights. Rules are centred on the lines between tracks and rows, so the tracks' widths and the weight of
 * the outer rule add up to the table's width, the rows' heights and the outer rule to its height. A table without
 * share or content tracks, or `by_content`, may be narrower than spec->width; it is never wider.
 */
Len table_width(const Table *table);
Len table_height(const Table *table); /* uncut */
Len table_type_size(const Table *table);
Len table_track_width(const Table *table, size_t track);
Len table_row_height(const Table *table, size_t row);

/*
 * Where the cutting stands; {0} at the start, then only what table_cut gave. Rows [0, row) are done, and of row `row`
 * all lines that end in the first `offset` of its uncut height. Bit t of `shown` is set if the cell that crosses
 * the cut in track t has already shown all its text.
 */
typedef struct TableCursor {
    size_t row;
    Len offset;
    uint64_t shown[TABLE_TRACK_MAX / 64];
} TableCursor;

/* A piece of the table that stands on one page. */
typedef struct TableFragment {
    TableCursor from, to;
    Len height;     /* repeated head and outer rules included */
    Len head;       /* of it the repeated head's */
    Len limit;      /* the highest a row may be in it; for table_draw */
    bool continued; /* not the first piece; repeats the head if the page can hold it and a line */
    bool ends;      /* the table is complete */
} TableFragment;

/*
 * The next piece, at most `room` high. False when not even the head and one line fit in `room`, or rows kept
 * together do not: take a new page. On a page of its own (`whole_page` true) progress is always made: a group kept
 * together that is higher than the page is split, then a row, then the head is not repeated; only if a single line
 * is higher than the page is fragment->height more than `room`, which the caller reports.
 *
 * Rows that are not `keep_whole` may be split between lines wherever the page ends. `from` may not be the end.
 */
bool table_cut(const Table *table, TableCursor from, Len room, bool whole_page, TableFragment *fragment);

/*
 * Draws a piece with its top left corner at `at`. A cell that goes on from the page before shows its next lines; if
 * it spans rows and has shown all its text, it shows that text again, as an artifact. Repeated heads and rules are
 * artifacts. Glyphs are put in `arena`, which must live as long as the page list.
 */
void table_draw(Arena *arena, const Table *table, const TableFragment *fragment, PageList *list, Page *page,
                bool turned, Point at);

#endif
