/*
 * galley: all that is set but not yet paged.
 *
 * The walk of the story leaves a list of items: texts whose lines are broken, tables whose cells are set, spaces, and
 * the places where a new page begins. flow.c puts them onto pages; nothing here knows where it will stand. Contents
 * hold a range of text items that are set again when page numbers change.
 */
#ifndef BANXIN_COMPOSE_GALLEY_H
#define BANXIN_COMPOSE_GALLEY_H

#include "base/vec.h"
#include "compose/composer.h"
#include "table/table.h"

#define GALLEY_PART_MAX 3

/* An empty field for a signature, in a frame; its box from the part's left edge and the top of its first line. */
typedef struct GalleyField {
    Rect box;
    const char *name;
    TagId tag;
} GalleyField;

/* Lines of one paragraph; `x` from the left edge of the type area to the left edge of their measure. The first of them
 * stands beside line `first` of the text. */
typedef struct GalleyPart {
    const Line *lines;
    size_t first, count;
    Len x;
    const GalleyField *field; /* beside its first line, or NULL */
} GalleyPart;

/* A paragraph, or up to three side by side (the texts at left, centre and right of a table line). */
typedef struct GalleyText {
    GalleyPart parts[GALLEY_PART_MAX];
    size_t part_count;
    size_t count;          /* lines: of its longest part */
    Len leading, baseline; /* line box height; from its top to the baseline */
    Len size;              /* type size, for link areas */
    Len before, after;
    bool on_grid; /* its lines stand on the page's line grid */
    bool keep_next, keep_whole;
    bool repeats;           /* on a page its table goes on to: printed before */
    bool keep_last;         /* never at a page's top: the last lines before it come along */
    size_t orphans, widows; /* at least 1 */
} GalleyText;

typedef struct GalleyTable {
    const Table *table;
    Len x;                   /* from the left edge of the type area */
    const GalleyText *above; /* on pages it goes on to */
    size_t above_count;
    Len above_height;
    const GalleyText *below; /* on pages where it does not end */
    size_t below_count;
    Len below_height;
    Len tail_height; /* what follows on the page where it ends */
} GalleyTable;

typedef struct GalleySpace {
    Len height;
    int fill; /* shares of what the page has left; 0: height */
} GalleySpace;

/* A new page begins. */
typedef struct GalleyPage {
    const PageMaster *master;
    const PageMaster *upright; /* portrait master whose folio place a turned page takes over */
    NumberStyle numbers;
    bool restart;
    int first_number;
    bool odd_start;
} GalleyPage;

typedef enum GalleyKind { GALLEY_TEXT, GALLEY_TABLE, GALLEY_SPACE, GALLEY_PAGE } GalleyKind;

typedef struct GalleyItem {
    GalleyKind kind;
    SourceRef source;
    union {
        GalleyText text;
        GalleyTable table;
        GalleySpace space;
        GalleyPage page;
    };
} GalleyItem;

/* A heading, for contents. */
typedef struct GalleyHeading {
    size_t item; /* the text item it is */
    TagId tag;
    int level;
    Str title; /* its entry in contents */
    SourceRef source;
} GalleyHeading;

/* A list of contents: `count` items from `item` on, one for each heading it lists. */
typedef struct GalleyContents {
    const Story *story;
    const PageMaster *master;
    TagId tag;
    size_t item, count;
    const size_t *headings; /* listed, by number in Galley.headings */
    const TagId *links;     /* LINK node of each */
    Str *shown;             /* page number each shows; NULL text before it is set */
} GalleyContents;

typedef struct Galley {
    VEC(GalleyItem) items;
    VEC(GalleyHeading) headings;
    VEC(GalleyContents) contents;
} Galley;

void galley_free(Galley *galley);
bool galley_failed(const Galley *galley);

/* Each adds a last item. */
void galley_add_text(Galley *galley, const GalleyText *text, SourceRef source);
void galley_add_table(Galley *galley, const GalleyTable *table, SourceRef source);
void galley_add_space(Galley *galley, GalleySpace space, SourceRef source);
void galley_add_page(Galley *galley, GalleyPage page, SourceRef source);

Len galley_text_height(const GalleyText *text);

#endif
