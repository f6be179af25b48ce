/*
 * page: the page list, the waist of the house.
 *
 * Above it everything that makes pages, below it writers that only read them. A page is a list of glyph runs,
 * rules, link areas and signature fields at fixed positions, each tied to a node of the tag tree.
 *
 * Coordinates: Len, origin at the top left of the sheet, y downwards. A page may carry turned content (a landscape
 * table on a portrait sheet): such items live in a frame of sheet height x sheet width that is turned 90 degrees
 * counter-clockwise onto the sheet, so that its head lies at the sheet's left edge (GB/T 9704-2012, 7.6).
 * A point (x, y) of the turned frame stands at (y, sheet height - x) of the sheet.
 */
#ifndef BANXIN_PAGE_PAGE_H
#define BANXIN_PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/len.h"
#include "base/str.h"
#include "page/tags.h"

/* Colours of an official page: K black and the red of heads and seals. Components in thousandths. */
typedef struct Color {
    uint16_t c, m, y, k;
} Color;
#define COLOR_BLACK ((Color){0, 0, 0, 1000})
#define COLOR_RED   ((Color){0, 800, 800, 0})

/*
 * One glyph of a run. `cluster` is the byte offset in GlyphRun.text of the source characters it came from; the
 * glyphs of one cluster share it; in a left-to-right run clusters never decrease. advance is what the pen moves by
 * after this glyph, justification, gaps and squeeze included (Len); x_offset, y_offset (y up) displace its drawing.
 */
typedef struct Glyph {
    uint32_t id;
    uint32_t cluster;
    int32_t advance;
    int32_t x_offset, y_offset;
} Glyph;

/* Glyphs of one face, size and colour along one baseline. */
typedef struct GlyphRun {
    uint16_t face; /* index in the font set's list of faces (font/font_set.h) */
    Len size;
    Color color;
    const Glyph *glyphs;
    uint32_t glyph_count;
    Str text;         /* source characters of the run, for ToUnicode and ActualText */
    SourceRef source; /* where they were written: a value, or a place within a longer text */
} GlyphRun;

/* A filled bar: a table rule, an underline, a tick. */
typedef struct Rule {
    Rect box;
    Color color;
} Rule;

/* An area that leads to another place of the document, or out of it. It belongs to a LINK node, as what it covers. */
typedef struct Link {
    Rect box;
    TagId target;    /* jumps to where that node stands; TAG_ID_ARTIFACT when `uri` is used */
    const char *uri; /* or NULL */
} Link;

/* Where somebody will sign: an empty field for a signature. It belongs to a FORM node, which has nothing else. */
typedef struct SignField {
    Rect box;
    const char *name; /* no two alike in a document; without points, which part the names of nested fields */
} SignField;

/* What an item that belongs to no node is (ISO 32000-1, 14.8.2.2): set with Page.artifact, noted in the item. */
typedef enum PageArtifact {
    ARTIFACT_LAYOUT, /* rules, leaders */
    ARTIFACT_HEADER, /* running heads */
    ARTIFACT_FOOTER, /* folios */
    ARTIFACT_REPEAT  /* of what has stood on an earlier page: head rows, lines above a table that goes on */
} PageArtifact;

typedef enum PageItemKind { PAGE_GLYPHS, PAGE_RULE, PAGE_LINK, PAGE_FIELD } PageItemKind;

typedef struct PageItem {
    PageItemKind kind;
    bool turned; /* lives in the turned frame */
    TagId tag;
    PageArtifact artifact; /* when tag is none */
    Point at;              /* glyphs: start of the baseline */
    union {
        GlyphRun run;
        Rule rule;
        Link link;
        SignField field;
    };
} PageItem;

typedef struct Page {
    int32_t index; /* 0-based place in the list */
    Size sheet;
    Rect trim;             /* equals the sheet unless a bleed is asked for */
    const char *label;     /* page label: "1", "ii", "" for unnumbered */
    const char *master;    /* name of the page master, for dumps */
    PageArtifact artifact; /* what is added from now on without a node */
    PageItem *items;
    size_t count, capacity;
} Page;

/* A file that goes with the document: what it was made of, or what it shows as data. All texts are borrowed. */
typedef struct PageFile {
    const char *name;  /* printable ASCII, good in every file system; no two alike */
    const char *title; /* the file's name for readers, UTF-8 */
    const char *about; /* what it holds, in words */
    const char *type;  /* MIME type */
    bool source;       /* the document was made of it; else it is data the document shows */
    TagId tag;         /* the node that shows it; TAG_ID_DOCUMENT: the document as a whole */
    Str bytes;
} PageFile;

typedef struct PageList {
    Arena *arena;
    Page **pages;
    size_t count, capacity;
    TagTree *tags;
    PageFile *files;
    size_t file_count, file_capacity;
    const char *title;             /* document title */
    const char *language;          /* BCP 47, "zh-CN" */
    const char *author;            /* issuing organ */
    const char *date;              /* ISO 8601 date of the document, or NULL */
    const char *const *face_names; /* by GlyphRun.face, for dumps */
    size_t face_count;
} PageList;

PageList *page_list_make(Arena *arena);
/* Adds an empty page; NULL when memory is out or PAGE_LIST_MAX is reached. */
#define PAGE_LIST_MAX 200000
Page *page_list_add(PageList *list, Size sheet);

/* Adds a file. Out of memory, it does nothing; arena_failed tells. */
void page_list_attach(PageList *list, const PageFile *file);

/* Makes room for `more` items, for who knows how many will come: a page that grows leaves its old arrays behind. */
void page_reserve(PageList *list, Page *page, size_t more);

/*
 * Appending. Each notes the item's page and place in its tag node if it is that node's first item, and in those of
 * its ancestors that have no place yet: a node without items of its own stands where its first descendant does.
 * The run, rule, link and field are copied, the glyphs and texts they point to are borrowed and must live as long as
 * the list's arena. Out of memory, or without a page (NULL), they do nothing; arena_failed tells.
 */
void page_add_glyphs(PageList *list, Page *page, TagId tag, bool turned, Point at, const GlyphRun *run);
void page_add_rule(PageList *list, Page *page, TagId tag, bool turned, Rule rule);
void page_add_link(PageList *list, Page *page, TagId tag, bool turned, Link link);
void page_add_field(PageList *list, Page *page, TagId tag, bool turned, SignField field);

/*
 * The box an item covers, upright frame: a rule's, link's or field's own; for glyphs the pen's way, one type size high,
 * its baseline at 0.88 of the size (the em box of Han faces).
 */
#define PAGE_EM_ASCENT ((Em)880)
Rect page_item_box(const Page *page, const PageItem *item);

/* Where a point or a rectangle of the turned frame stands on the sheet. */
Point page_turn_point(Size sheet, Point p);
Rect page_turn_rect(Size sheet, Rect r);

/* Sum of the run's advances. */
Len glyph_run_width(const GlyphRun *run);

#endif
