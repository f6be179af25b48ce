/*
 * form: everything about how a report looks and what it must say, read from layouts/NAME.json.
 *
 * The reader (form_read) checks the whole file and leaves plain structs with all names resolved: styles are
 * flattened, tables found, templates parsed. docs/form.md is the reference of the file, layouts/form.schema.json
 * its schema. No C below or above this room knows a table's number, a column's name or a province.
 */
#ifndef BANXIN_FORM_FORM_H
#define BANXIN_FORM_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/len.h"
#include "form/expr.h"
#include "form/template.h"
#include "form/unit.h"
#include "json/json_doc.h"

/* How much of each thing a form may hold. */
#define FORM_NAMES_MAX    512  /* styles, masters, formats, tables, fields of a record, kinds */
#define FORM_COLUMNS_MAX  128  /* grid tracks of a table */
#define FORM_COLUMN_DEPTH 8    /* levels of heads */
#define FORM_ROWS_MAX     2000 /* fixed rows of a table, lead rows, lines above and below */
#define FORM_BLOCKS_MAX   5000 /* blocks of the story on one level */
#define FORM_STORY_DEPTH  32
#define FORM_FIELD_DEPTH  8
#define FORM_TEST_DEPTH   8
#define FORM_LENGTH_MAX   ((Len)14173228) /* 5 m */

/* ---- what the data must hold ---------------------------------------------------------------------------- */

typedef enum FieldType {
    FIELD_TEXT,   /* a string, one line */
    FIELD_AMOUNT, /* exact money in `unit` */
    FIELD_NUMBER, /* exact decimal without unit, kept and printed as its literal digits */
    FIELD_INTEGER,
    FIELD_DATE, /* "2020-01-16" */
    FIELD_FLAG,
    FIELD_BLOCKS, /* paragraphs, headings and lists */
    FIELD_LIST,   /* of items; each item is one value if `item` is a scalar field, or a record */
    FIELD_RECORD
} FieldType;

typedef struct Field {
    const char *key;
    const char *title; /* for people; NULL: its key will do */
    FieldType type;
    bool optional;
    int unit;                   /* amounts: MoneyUnit */
    const struct Field *fields; /* record: its fields; list: one field, the item */
    size_t field_count;
    SourceRef source;
} Field;

/* ---- formats -------------------------------------------------------------------------------------------- */

typedef enum FormatKind {
    FORMAT_AMOUNT,
    FORMAT_NUMBER, /* shares, rates, counts: `decimals`, `separators` */
    FORMAT_DATE,
    FORMAT_CHINESE_NUMBER,
    FORMAT_UPPER_ROMAN,
    FORMAT_LOWER_ROMAN,
    FORMAT_PLAIN,
    FORMAT_CIRCLED
} FormatKind;

typedef struct Format {
    const char *name;
    FormatKind kind;
    int unit;     /* MoneyUnit; -1: the unit of the value (table or field) */
    int decimals; /* or MONEY_DECIMALS_GIVEN (-1) */
    bool separators;
    int zero;            /* MoneyZero */
    bool dash_zero;      /* zero printed as — */
    const char *pattern; /* dates: "{y}年{m}月{d}日"; {y} {m} {d} {mm} {dd} */
} Format;

/* ---- styles --------------------------------------------------------------------------------------------- */

typedef enum StyleAlign { STYLE_JUSTIFY, STYLE_LEFT, STYLE_CENTER, STYLE_RIGHT, STYLE_DISTRIBUTE } StyleAlign;
typedef enum StylePunct { STYLE_PUNCT_FULL, STYLE_PUNCT_KAIMING, STYLE_PUNCT_HALF, STYLE_PUNCT_NONE } StylePunct;

/* A paragraph style, inheritance already resolved. Em values are of its own size. */
typedef struct Style {
    const char *name;
    const char *font;      /* role name in fonts.json */
    SourceRef font_source; /* where the role is named, maybe in the style this one is based on */
    Len size;
    Len leading; /* 0: the page's line pitch */
    StyleAlign align;
    Em first_indent, left_indent, right_indent;
    Len before, after;             /* space above and below; pages' grid styles give it in lines */
    int before_lines, after_lines; /* thousandths of a line pitch, added to before and after */
    StylePunct punct;
    bool grid, hang, balance, no_squeeze, no_gap;
    int min_last;
    bool keep_next; /* headings: never the last line of a page */
    bool keep_whole;
    int orphans, widows; /* fewest lines left at a page's foot and carried to a page's top; default 2 and 2 */
    bool red;
    SourceRef source;
} Style;

/* ---- pages ---------------------------------------------------------------------------------------------- */

typedef enum FolioPlace { FOLIO_OUTER, FOLIO_INNER, FOLIO_CENTER, FOLIO_LEFT, FOLIO_RIGHT } FolioPlace;

typedef struct Folio {
    const Template *text; /* {{page}} and {{pages}} */
    const Style *style;
    FolioPlace place;
    Len below; /* distance from the type area's edge to the top of the folio's em box (7 mm) */
    Em indent; /* from the side, of the folio's size (1 em) */
} Folio;

typedef struct RunningHead {
    const Template *text;
    const Style *style;
    FolioPlace place;
    Len above; /* distance from the type area's top to the bottom of the head's em box, or to the rule's top */
    Len rule;  /* weight of a rule under it; 0 is none */
    Len gap;   /* white between the em box and the rule, 0 without one */
} RunningHead;

typedef struct PageMaster {
    const char *name;
    Size sheet;            /* as printed */
    Len top, inner, outer; /* margins of the sheet as read (of the turned frame if `turned`) */
    Size area;             /* the type area */
    bool mirror;           /* inner margin on the binding side: left on odd pages, right on even ones */
    bool landscape;        /* the content is wider than high */
    bool turned;           /* landscape content on a portrait sheet (print mode); area, top... are of the content */
    int grid_lines, grid_chars; /* 22, 28; the line pitch is area.height / grid_lines; chars 0: no grid of characters */
    Len pitch;                  /* the line pitch */
    const Folio *folio;         /* or NULL */
    const RunningHead *head;    /* or NULL */
    SourceRef source;
} PageMaster;

/* ---- tables --------------------------------------------------------------------------------------------- */

typedef enum ColumnType {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_AMOUNT,
    COLUMN_NUMBER,
    COLUMN_INTEGER,
    COLUMN_DATE
} ColumnType;
typedef enum ColumnAlign { COLUMN_LEFT, COLUMN_CENTER, COLUMN_RIGHT, COLUMN_DECIMAL, COLUMN_JUSTIFY } ColumnAlign;
typedef enum ColumnWidth { COLUMN_FIXED, COLUMN_SHARE, COLUMN_CONTENT } ColumnWidth;

typedef struct Column {
    const char *key;              /* leaf: its data key; inner: NULL */
    const Template *title;        /* head text; may hold forced line ends */
    const struct Column *columns; /* inner: its children */
    size_t column_count;
    /* leaf only */
    int first_track, track_count; /* grid tracks it covers; widths below are per track */
    const struct TrackWidth *tracks;
    ColumnType type;
    ColumnAlign align;
    const Format *format; /* amounts; NULL: the table's */
    const Style *style;   /* body text; NULL: the table's */
    const Expr *value;    /* what its cells are where the data leaves them out, in the row's own scope; or NULL */
    bool sum;             /* rows of higher levels and totals hold the sum of it (amounts: yes) */
    bool required;
    bool merge_same; /* equal neighbours down the column become one spanned cell */
    bool head_stack; /* the head may be stacked */
    bool row_head;   /* its cells are row headings (TH, scope row) */
    SourceRef source;
} Column;

typedef struct TrackWidth {
    ColumnWidth kind;
    Len width;     /* fixed, or least */
    int32_t share; /* thousandths */
} TrackWidth;

/* A kind of row: 类 款 项 合计. */
typedef struct RowKind {
    const char *name;
    int when;           /* leaf column whose filling makes a row this kind if the data does not say; -1 */
    int when_length;    /* and it must hold that many characters (one column 2080505 for 类 款 项); 0: any */
    const Style *style; /* text of its cells; NULL: the column's */
    const struct KindMerge { int from, to; } * merges; /* leaf columns [from, to] are one cell */
    size_t merge_count;
    Em *indents; /* by leaf column, or NULL */
    bool keep_next;
    SourceRef source;
} RowKind;

/* A cell with its own text, in lead rows and fixed rows. */
typedef struct FormCell {
    const Template *text;
    int tracks, rows; /* lead rows: span in grid tracks and rows, at least 1 */
    ColumnAlign align;
    const Style *style; /* NULL: the table's head or body style */
    bool head;          /* a heading of what stands beside it */
    const Format *format;
    SourceRef source;
} FormCell;

typedef struct LeadRow {
    const FormCell *cells;
    size_t cell_count;
    Len min_height;
} LeadRow;

/* A row the form prints whether or not the data has figures for it. */
typedef struct FixedRow {
    const char *key;        /* data rows name it by "row" */
    int kind;               /* RowKind index, -1 none */
    const Template **cells; /* by leaf column; NULL where the data fills in */
    const Expr **values;    /* by leaf column: what the cell is where the data leaves it out; NULL none, or no such */
    SourceRef source;
} FixedRow;

/* Side by side lists of fixed rows within one table (income left, expenditure right). */
typedef struct Panel {
    int first_leaf, leaf_count;
    const FixedRow *rows;
    size_t row_count;
} Panel;

/* A line above or below the table: up to three texts at left, centre and right. */
typedef struct TableLine {
    const Template *left, *center, *right; /* or NULL */
    const Style *style;
    bool caption;          /* is the table's caption: tagged Caption */
    int heading;           /* is a heading of this level (0: no) */
    bool first, continued; /* printed on the first page; on pages the table goes on to */
    bool empty_only;       /* below: only when the table has no data */
    bool filled_only;
    SourceRef source;
} TableLine;

/* What a row knows beside its columns, by position after them. */
typedef enum RowOwn {
    ROW_OWN_KIND,  /* the name of its kind */
    ROW_OWN_ROW,   /* its key: of a fixed row, or as the data gives it */
    ROW_OWN_LEAF,  /* nothing below it adds up to it */
    ROW_OWN_AGAIN, /* its code has stood in a row of its level before */
    ROW_OWN_FIELDS
} RowOwn;

typedef struct TableForm {
    const char *key;
    const char *label; /* "表一", or "" */
    const Template *title;
    const Template *contents; /* entry in contents and outline; NULL: the title */
    const Column *columns;    /* top level of the column tree */
    size_t column_count;
    const Column **leaves; /* by leaf number */
    size_t leaf_count;
    const Field *row_fields; /* by leaf: the columns as fields, by which the cells of rows are read */
    const Field *record;     /* a row in expressions: its columns, then ROW_OWN_FIELDS of its own */
    int track_count;
    int head_levels;        /* height of the column tree; 0: no head is printed */
    const PageMaster *page; /* NULL: where the story stands */
    int unit;               /* MoneyUnit of its data */
    int shown_unit;       /* MoneyUnit its amounts are printed in: its format's, or that of its data; {{table.unit}} */
    const Format *format; /* of its amounts */
    const Style *style, *head_style;
    Len min_size;  /* floor of its type size */
    bool one_page; /* set smaller, down to the floor, if that brings it onto one page */
    Len outer_rule, inner_rule, head_rule;
    Len pad_x, pad_y, row_height, head_height;
    bool full_width;     /* stretched to the measure (default); else by content, centred */
    const LeadRow *lead; /* rows of merged cells above the head */
    size_t lead_count;
    const LeadRow *head_rows; /* rows of merged cells below the column heads, repeated with them */
    size_t head_row_count;
    const Path *rows_from; /* list in the data scope the rows come from; NULL: tables.KEY of the report */
    const RowKind *kinds;
    size_t kind_count;
    int default_kind;  /* -1 */
    const int *levels; /* kinds, each the sum of the next below it: 类 款 项 */
    size_t level_count;
    int total;           /* kind of the row that is the sum of all; -1 */
    const Panel *panels; /* fixed rows; a table without panels prints the data's rows */
    size_t panel_count;
    const FixedRow *foot; /* fixed rows over all columns, after panels or data rows */
    size_t foot_count;
    const FixedRow *top; /* the same before them (合计 at the top) */
    size_t top_count;
    int empty_rows;         /* blank rows printed when there is no data */
    const char *empty_text; /* text in the first blank row, or NULL */
    bool optional;          /* the report may leave it out: printed as empty form */
    bool head_repeat;       /* default true */
    const TableLine *above, *below;
    size_t above_count, below_count;
    SourceRef source;
} TableForm;

/* ---- story ---------------------------------------------------------------------------------------------- */

typedef enum StoryKind {
    STORY_SECTION, /* a new page with a master */
    STORY_HEADING,
    STORY_PARAGRAPH,
    STORY_BLOCKS, /* the data's own blocks at `path` */
    STORY_LIST,   /* a paragraph for each item of the list at `path` */
    STORY_TABLE,
    STORY_CONTENTS,
    STORY_EACH,
    STORY_IF,
    STORY_SPACE,
    STORY_BREAK,
    STORY_CLOSING,    /* organ and date at the end */
    STORY_SIGNATURES, /* who signs, each with an empty field: `signatures` */
    STORY_LINE        /* up to three texts side by side: `line` */
} StoryKind;

typedef enum NumberStyle { NUMBER_NONE, NUMBER_DECIMAL, NUMBER_ROMAN, NUMBER_UPPER_ROMAN, NUMBER_CHINESE } NumberStyle;

typedef enum TestKind { TEST_HOLDS, TEST_NOT, TEST_ALL, TEST_ANY } TestKind;

/*
 * A condition. An expression that compares holds if that is true, any other if there is something (not blank, not
 * false, not an empty list; an amount of 0 is something).
 */
typedef struct Test {
    TestKind kind;
    const Expr *expr;
    const struct Test *tests;
    size_t count;
} Test;

/* How contents list one level of headings. */
typedef struct ContentsLevel {
    int level;
    const Style *style;
    bool page_number; /* with leader */
} ContentsLevel;

/* Who signs, in their order: what is printed before each one's field, and the field's name. */
#define FORM_SIGNATURES_MAX     8
#define FORM_SIGNATURE_NAME_MAX 20 /* characters */

typedef struct SignatureName {
    const char *name;
    SourceRef source;
} SignatureName;

typedef struct SignatureBlock {
    const SignatureName *names;
    size_t count;
    Size box; /* of each field: 30 mm by 12 mm */
} SignatureBlock;

typedef struct Story {
    StoryKind kind;
    SourceRef source;
    const Style *style;        /* heading, paragraph, list */
    const Template *text;      /* heading, paragraph, list item */
    const Template *label;     /* list: marker before each item; heading: NULL */
    const Template *lead;      /* paragraph, blocks: run in before the first paragraph's text; or NULL */
    const char *lead_font;     /* its role, or NULL: the paragraph's */
    int level;                 /* heading: 1 to 6 */
    bool outline, in_contents; /* heading */
    const Template *contents;  /* heading: its entry in contents if other than its text */
    const PageMaster *page;    /* section */
    bool restart;              /* section: page numbers start again */
    int first_number;
    NumberStyle numbers;               /* section: how its pages are numbered and labelled */
    bool odd_start;                    /* section: starts on an odd page, a blank page is put before if need be */
    Path path;                         /* blocks */
    const Expr *list;                  /* list, each: a list, or rows of a table */
    const char *as;                    /* each, list: the item's name */
    const struct Style **block_styles; /* blocks: [0] paragraph, [1..6] headings by level, [7] list item */
    const TableForm *table;
    const Test *test;         /* if */
    const struct Story *then; /* section, each, if: what it holds */
    size_t then_count;
    const struct Story *otherwise; /* if */
    size_t otherwise_count;
    Len space;                   /* space */
    int space_lines;             /* thousandths of the line pitch */
    int fill;                    /* space: shares of what the page has left */
    const ContentsLevel *levels; /* contents */
    size_t level_count;
    const Template *organ, *date; /* closing */
    Em closing_indent;            /* right indent of the date (4 em) */
    const SignatureBlock *signatures;
    const TableLine *line; /* line: left, centre and right text, style */
} Story;

/* ---- checks --------------------------------------------------------------------------------------------- */

typedef enum CheckSeverity { CHECK_NOTE, CHECK_WARNING, CHECK_ERROR } CheckSeverity;

/* Whose figures a relation is about: the report's alone, or another report's as well. */
typedef enum CheckWith {
    CHECK_WITHIN,
    CHECK_LAST_YEAR, /* the same organ's report of the year before */
    CHECK_UNITS      /* the sum over the reports of the units that belong to the organ */
} CheckWith;

/* A relation between figures that must hold. */
typedef struct FormCheck {
    const char *rule;  /* its id, no two alike */
    const char *title; /* what must hold, in words */
    const Expr *rows;  /* once for each of these; NULL: once */
    const char *as;    /* the row's name in the expressions below; NULL: its columns are named right away */
    const Test *when;  /* only if this holds; NULL: always */
    CheckWith with;
    const Expr *test; /* between reports: an equation whose second side is reckoned in the other report */
    CheckSeverity severity;
    bool rounding; /* both sides are rounded from finer data: 0.01 for each summand is let pass as a note */
    SourceRef source;
} FormCheck;

#define FORM_CHECKS_MAX 1000

/* ---- the form ------------------------------------------------------------------------------------------- */

typedef struct Form {
    const JsonDoc *doc;
    const char *name;               /* "xinjiang-2020" */
    const char *title;              /* what the form is */
    const char *language;           /* "zh-CN" */
    const Template *document_title; /* Info title, file metadata */
    int unit;                       /* MoneyUnit of amounts unless a table or field says otherwise */
    const Format *formats;
    size_t format_count;
    const Style *styles;
    size_t style_count;
    const PageMaster *pages;
    size_t page_count;
    const Field *data; /* the record of the report's "data" */
    size_t data_count;
    const TableForm *tables;
    size_t table_count;
    const Story *story;
    size_t story_count;
    const Style *block_styles[8]; /* defaults for data blocks */
    const FormCheck *checks;      /* "checks", then "across" */
    size_t check_count;
    bool link_figures; /* a figure in prose that came from one cell is a link to it */
} Form;

/* Reads and checks a form. All faults are reported; NULL when there was an error. Lives in `arena`. */
const Form *form_read(Arena *arena, const char *path, DiagList *diags);
/* The same for a document at hand, which must live as long as the form. */
const Form *form_read_doc(Arena *arena, const JsonDoc *doc, DiagList *diags);

/*
 * Whether a report of the form `other` can be asked what a relation of `form` asks of it: that it knows the names, and
 * that they are of the same types. `arena` is for the trial; out of memory, it says no.
 */
bool form_answers(Arena *arena, const Form *other, const Form *form, const FormCheck *check);

const Format *form_format(const Form *form, const char *name); /* the form's own, then the built-in ones; or NULL */
const Style *form_style(const Form *form, const char *name);
const TableForm *form_table(const Form *form, const char *key);
/* The font roles the form uses, each once, to be checked against the font set: at most `limit`; gives how many. */
size_t form_roles(const Form *form, const char **names, SourceRef *refs, size_t limit);

#endif
