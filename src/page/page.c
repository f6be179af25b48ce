#include "page/page.h"

#include <string.h>

#define PAGE_FIRST_CAPACITY 16
#define PAGE_FIRST_ITEMS    64

PageList *page_list_make(Arena *arena) {
    PageList *list = ARENA_NEW(arena, PageList);
    TagTree *tags = tag_tree_make(arena);
    if (!list || !tags)
        return NULL;
    list->arena = arena;
    list->tags = tags;
    return list;
}

/* An array in the arena twice as long, its `count` items moved; the caller drops the old one. */
static void *grown(Arena *arena, const void *items, size_t count, size_t size, size_t capacity) {
    void *bigger = arena_array(arena, capacity, size);
    if (bigger && count)
        memcpy(bigger, items, count * size);
    return bigger;
}

static bool list_room(PageList *list) {
    if (list->count < list->capacity)
        return true;
    size_t capacity = list->capacity ? list->capacity * 2 : PAGE_FIRST_CAPACITY;
    Page **pages = grown(list->arena, list->pages, list->count, sizeof *pages, capacity);
    if (!pages)
        return false;
    list->pages = pages;
    list->capacity = capacity;
    return true;
}

Page *page_list_add(PageList *list, Size sheet) {
    if (!list || list->count >= PAGE_LIST_MAX || !list_room(list))
        return NULL;
    Page *page = ARENA_NEW(list->arena, Page);
    if (!page)
        return NULL;
    page->index = (int32_t)list->count;
    page->sheet = sheet;
    page->trim = (Rect){0, 0, sheet.width, sheet.height};
    page->label = "";
    page->master = "";
    list->pages[list->count++] = page;
    return page;
}

void page_list_attach(PageList *list, const PageFile *file) {
    if (list->file_count == list->file_capacity) {
        size_t capacity = list->file_capacity ? list->file_capacity * 2 : PAGE_FIRST_CAPACITY;
        PageFile *files = grown(list->arena, list->files, list->file_count, sizeof *files, capacity);
        if (!files)
            return;
        list->files = files;
        list->file_capacity = capacity;
    }
    list->files[list->file_count++] = *file;
}

void page_reserve(PageList *list, Page *page, size_t more) {
    if (!list || !page || more <= page->capacity - page->count)
        return;
    PageItem *items = grown(list->arena, page->items, page->count, sizeof *items, page->count + more);
    if (!items)
        return;
    page->items = items;
    page->capacity = page->count + more;
}

/* A new last item, or NULL. */
static PageItem *add_item(PageList *list, Page *page) {
    if (!list || !page)
        return NULL;
    if (page->count == page->capacity)
        page_reserve(list, page, page->count > PAGE_FIRST_ITEMS ? page->count : PAGE_FIRST_ITEMS);
    return page->count < page->capacity ? &page->items[page->count++] : NULL;
}

static void note_place(PageList *list, const Page *page, const PageItem *item) {
    Rect box = page_item_box(page, item);
    tag_place(list->tags, item->tag, page->index, (Point){box.x, box.y});
}

void page_add_glyphs(PageList *list, Page *page, TagId tag, bool turned, Point at, const GlyphRun *run) {
    PageItem *item = add_item(list, page);
    if (!item)
        return;
    *item = (PageItem){
        .kind = PAGE_GLYPHS, .turned = turned, .tag = tag, .artifact = page->artifact, .at = at, .run = *run};
    note_place(list, page, item);
}

void page_add_rule(PageList *list, Page *page, TagId tag, bool turned, Rule rule) {
    PageItem *item = add_item(list, page);
    if (!item)
        return;
    *item = (PageItem){.kind = PAGE_RULE,
                       .turned = turned,
                       .tag = tag,
                       .artifact = page->artifact,
                       .at = {rule.box.x, rule.box.y},
                       .rule = rule};
    note_place(list, page, item);
}

void page_add_link(PageList *list, Page *page, TagId tag, bool turned, Link link) {
    PageItem *item = add_item(list, page);
    if (!item)
        return;
    *item = (PageItem){.kind = PAGE_LINK,
                       .turned = turned,
                       .tag = tag,
                       .artifact = page->artifact,
                       .at = {link.box.x, link.box.y},
                       .link = link};
    note_place(list, page, item);
}

void page_add_field(PageList *list, Page *page, TagId tag, bool turned, SignField field) {
    PageItem *item = add_item(list, page);
    if (!item)
        return;
    *item = (PageItem){.kind = PAGE_FIELD,
                       .turned = turned,
                       .tag = tag,
                       .artifact = page->artifact,
                       .at = {field.box.x, field.box.y},
                       .field = field};
    note_place(list, page, item);
}

static Rect glyphs_box(const PageItem *item) {
    Len size = item->run.size;
    return (Rect){item->at.x, item->at.y - len_from_em(PAGE_EM_ASCENT, size), glyph_run_width(&item->run), size};
}

Rect page_item_box(const Page *page, const PageItem *item) {
    Rect box = {0};
    switch (item->kind) {
    case PAGE_GLYPHS: box = glyphs_box(item); break;
    case PAGE_RULE: box = item->rule.box; break;
    case PAGE_LINK: box = item->link.box; break;
    case PAGE_FIELD: box = item->field.box; break;
    }
    return item->turned ? page_turn_rect(page->sheet, box) : box;
}

Point page_turn_point(Size sheet, Point p) { return (Point){p.y, sheet.height - p.x}; }

Rect page_turn_rect(Size sheet, Rect r) {
    /* The frame's top right corner becomes the sheet's top left one. */
    Point corner = page_turn_point(sheet, (Point){r.x + r.width, r.y});
    return (Rect){corner.x, corner.y, r.height, r.width};
}

Len glyph_run_width(const GlyphRun *run) {
    Len width = 0;
    for (uint32_t i = 0; i < run->glyph_count; i++)
        width += run->glyphs[i].advance;
    return width;
}
