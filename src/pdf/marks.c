#include "pdf/marks.h"

#include <stdlib.h>

void marks_start(Marks *marks, const PageList *pages) {
    size_t count = pages->tags->count;
    *marks = (Marks){.tags = pages->tags, .page_count = (uint32_t)pages->count};
    marks->first = calloc(count, sizeof *marks->first);
    marks->last = calloc(count, sizeof *marks->last);
    marks->failed = !marks->first || !marks->last;
}

void marks_free(Marks *marks) {
    VEC_FREE(&marks->items);
    free(marks->first);
    free(marks->last);
}

static void add(Marks *marks, Mark mark) {
    Mark *slot = marks->failed ? NULL : VEC_PUSH(&marks->items);
    if (!slot) {
        marks->failed = true;
        return;
    }
    uint32_t place = (uint32_t)marks->items.count;
    *slot = mark;
    if (marks->last[mark.tag])
        marks->items.items[marks->last[mark.tag] - 1].next = place;
    else
        marks->first[mark.tag] = place;
    marks->last[mark.tag] = place;
}

/* Numbers begin anew with each page. */
static void turn_to(Marks *marks, int32_t page) {
    if (marks->page == (uint32_t)page)
        return;
    marks->page = (uint32_t)page;
    marks->contents = 0;
}

uint32_t marks_add(Marks *marks, TagId tag, int32_t page) {
    turn_to(marks, page);
    add(marks, (Mark){.tag = tag, .page = (uint32_t)page, .what = marks->contents});
    return marks->contents++;
}

uint32_t marks_add_annotation(Marks *marks, TagId tag, int32_t page, uint32_t object) {
    add(marks, (Mark){.tag = tag, .page = (uint32_t)page, .what = object, .annotation = true});
    return marks->page_count + marks->annotations++;
}

bool marks_any(const Marks *marks, int32_t page) { return marks->contents > 0 && marks->page == (uint32_t)page; }
