/*
 * tags: the tag tree, what the document is (not where it stands).
 *
 * Built while composing, from the first block on. Tagged PDF, bookmarks, contents and golden tests all read it.
 * Every item on a page names the node it belongs to; node 0 is "artifact": folios, rules, repeated heads.
 */
#ifndef BANXIN_PAGE_TAGS_H
#define BANXIN_PAGE_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/len.h"
#include "base/str.h"

typedef enum TagRole {
    TAG_ARTIFACT,
    TAG_DOCUMENT,
    TAG_PART,
    TAG_SECTION,
    TAG_HEADING, /* level in Tag.level, 1 to 6 */
    TAG_PARAGRAPH,
    TAG_LIST,
    TAG_LIST_ITEM,
    TAG_LABEL,
    TAG_LIST_BODY,
    TAG_CONTENTS,
    TAG_CONTENTS_ITEM,
    TAG_REFERENCE, /* of a contents entry: to where it leads */
    TAG_LINK,
    TAG_TABLE,
    TAG_CAPTION,
    TAG_TABLE_HEAD,
    TAG_TABLE_BODY,
    TAG_ROW,
    TAG_HEADER_CELL,
    TAG_CELL,
    TAG_NOTE,
    TAG_FIGURE,
    TAG_SPAN,
    TAG_FORM, /* of a field */
    TAG_ROLE_COUNT
} TagRole;

typedef enum TagScope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH } TagScope;

/* What the labels of a list are (ISO 32000-1, 14.8.5.5). Chinese numbers are numbers too. */
typedef enum TagNumbering {
    NUMBERING_NONE,
    NUMBERING_DISC,
    NUMBERING_CIRCLE,
    NUMBERING_SQUARE,
    NUMBERING_DECIMAL,
    NUMBERING_LOWER_ALPHA,
    NUMBERING_UPPER_ALPHA,
    NUMBERING_LOWER_ROMAN,
    NUMBERING_UPPER_ROMAN
} TagNumbering;

typedef uint32_t TagId;
#define TAG_ID_ARTIFACT ((TagId)0)

typedef struct Tag {
    TagRole role;
    TagId parent, first, last, next; /* tree links; 0 is none */
    int level;                       /* headings: 1 to 6 */
    int row_span, col_span;          /* cells: 1 or more */
    TagScope scope;                  /* header cells */
    TagNumbering numbering;          /* lists with labels */
    const char *title;               /* headings: text for outline and contents; figures: alternative text */
    bool in_outline;                 /* headings: a bookmark is made */
    bool closing;                    /* paragraphs: the organ's name or the date under the text, where a seal goes */
    int32_t page;                    /* 0-based page of its first item; -1 until placed */
    Point at;                        /* top left of its first item on that page, upright frame */
} Tag;

typedef struct TagTree {
    Arena *arena;
    Tag *tags; /* tags[0] is the artifact node, tags[1] the document */
    size_t count, capacity;
} TagTree;

#define TAG_ID_DOCUMENT ((TagId)1)

/* What the labels of a list are, by the first of them: "•", "1.", "（一）", "a)", "i.". */
TagNumbering tag_numbering_of(Str label);

/* A tree in `arena` with its document node; NULL when memory is out. */
TagTree *tag_tree_make(Arena *arena);
/* Adds a last child. Spans start at 1, page at -1. TAG_ID_ARTIFACT when memory is out or parent is the artifact. */
TagId tag_add(TagTree *tree, TagId parent, TagRole role);
/* The node, or NULL when `id` is none of the tree's. Lent until the next tag_add. */
Tag *tag_at(const TagTree *tree, TagId id);
/*
 * The node after `id` in the order of the document, 0 after the last. *depth, if asked for, goes up and down with it.
 * No recursion: the depth of nesting does not matter.
 */
TagId tag_next(const TagTree *tree, TagId id, int *depth);
/* Notes where the node's first item stands, and the same for ancestors without a place. Later calls change nothing. */
void tag_place(TagTree *tree, TagId id, int32_t page, Point at);
/* "P", "H2", "TH": the standard structure type (ISO 32000-1, 14.8.4) of a node; "Artifact" for the artifact node. */
const char *tag_type_name(const Tag *tag, char buffer[8]);

#endif
