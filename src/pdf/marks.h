/*
 * marks: which marked content of which page, and which annotations, belong to which node of the tag tree.
 *
 * Gathered while the pages are written, in their order; then the structure tree is made of it (structure.h).
 */
#ifndef BANXIN_PDF_MARKS_H
#define BANXIN_PDF_MARKS_H

#include "base/vec.h"
#include "page/page.h"

typedef struct Mark {
    TagId tag;
    uint32_t next; /* the node's next mark: its place + 1, 0 after the last */
    uint32_t page; /* 0-based */
    uint32_t what; /* number of the marked content on its page (MCID), or the annotation's object */
    bool annotation;
} Mark;

typedef struct Marks {
    const TagTree *tags;
    uint32_t page_count;
    VEC(Mark) items;
    uint32_t *first, *last;  /* by node: place of its first and last mark + 1, 0: none */
    uint32_t page, contents; /* page under way and its marked contents so far */
    uint32_t annotations;    /* so far */
    bool failed;             /* memory ran out */
} Marks;

void marks_start(Marks *marks, const PageList *pages);
void marks_free(Marks *marks);

/* Notes a new marked content of a page; gives its number there. */
uint32_t marks_add(Marks *marks, TagId tag, int32_t page);
/* Notes an annotation, a link or a field; gives its key in the parent tree (StructParent). Pages have the keys before.
 */
uint32_t marks_add_annotation(Marks *marks, TagId tag, int32_t page, uint32_t object);
/* Whether a page has marked content, and so an entry in the parent tree; asked after it is written, before the next. */
bool marks_any(const Marks *marks, int32_t page);

#endif
