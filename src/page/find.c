#include "page/find.h"

#include <stdlib.h>

/* How good an answer a run is; the least is the best. */
typedef enum Standing { STANDS_IN_CELL, STANDS_IN_TEXT, STANDS_ASIDE, STANDING_COUNT } Standing;

typedef struct Printed {
    SourceRef source;
    Standing standing;
    int32_t page;
} Printed;

struct PageIndex {
    Printed *items; /* by source, standing, place within, page */
    size_t count;
};

static Standing standing_of(const TagTree *tags, TagId id) {
    for (const Tag *tag = tag_at(tags, id); tag; tag = tag_at(tags, tag->parent)) {
        if (tag->role == TAG_ARTIFACT || tag->role == TAG_CONTENTS)
            return STANDS_ASIDE;
        if (tag->role == TAG_CELL || tag->role == TAG_HEADER_CELL)
            return STANDS_IN_CELL;
        if (tag->role == TAG_DOCUMENT)
            break;
    }
    return STANDS_IN_TEXT;
}

static int compare(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int compare_values(SourceRef a, SourceRef b) {
    int order = compare((uintptr_t)a.map, (uintptr_t)b.map);
    return order ? order : compare(a.index, b.index);
}

static int compare_printed(const void *a, const void *b) {
    const Printed *left = a, *right = b;
    int order = compare_values(left->source, right->source);
    if (!order)
        order = compare(left->standing, right->standing);
    if (!order)
        order = compare(left->source.within, right->source.within);
    return order ? order : compare((uint64_t)left->page, (uint64_t)right->page);
}

static bool is_printed(const PageItem *item) { return item->kind == PAGE_GLYPHS && item->run.source.map; }

static size_t count_printed(const PageList *list) {
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < list->pages[i]->count; j++)
            count += is_printed(&list->pages[i]->items[j]);
    return count;
}

static void add_page(PageIndex *index, const TagTree *tags, const Page *page) {
    TagId last = TAG_ID_ARTIFACT;
    Standing standing = STANDS_ASIDE;
    for (size_t i = 0; i < page->count; i++) {
        const PageItem *item = &page->items[i];
        if (!is_printed(item))
            continue;
        if (item->tag != last)
            standing = standing_of(tags, item->tag);
        last = item->tag;
        index->items[index->count++] = (Printed){item->run.source, standing, page->index};
    }
}

PageIndex *page_index_make(Arena *arena, const PageList *list) {
    PageIndex *index = ARENA_NEW(arena, PageIndex);
    Printed *items = ARENA_ARRAY(arena, Printed, count_printed(list));
    if (!index || !items)
        return NULL;
    index->items = items;
    for (size_t i = 0; i < list->count; i++)
        add_page(index, list->tags, list->pages[i]);
    qsort(items, index->count, sizeof *items, compare_printed);
    return index;
}

/* The first item of a value, or of the next one that has any. */
static size_t first_of(const PageIndex *index, SourceRef ref) {
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_values(index->items[middle].source, ref) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int page_index_find(const PageIndex *index, SourceRef ref) {
    const Printed *best = NULL;
    for (size_t i = first_of(index, ref); i < index->count; i++) {
        const Printed *item = &index->items[i];
        if (compare_values(item->source, ref) != 0 || (best && item->standing != best->standing))
            break;
        if (!best || (item->source.within <= ref.within && item->source.within > best->source.within))
            best = item;
    }
    return best ? best->page : -1;
}

int page_index_find_among(const PageIndex *index, const SourceMap *map, uint32_t first, uint32_t end) {
    size_t at = first_of(index, (SourceRef){map, first, 0});
    bool found = at < index->count && index->items[at].source.map == map && index->items[at].source.index < end;
    return found ? index->items[at].page : -1;
}
