#include "pdf/outline.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "pdf/syntax.h"

/* A bookmark; links are places in the list, -1 for none. Place 0 is the outline itself. */
typedef struct OutlineItem {
    TagId tag;
    int level;
    uint32_t object;
    int64_t parent, first, last, previous, next, children;
} OutlineItem;

typedef VEC(OutlineItem) OutlineItems;

bool destination_write(const PageList *pages, const uint32_t *page_objects, TagId target, Buf *out) {
    const Tag *tag = target == TAG_ID_ARTIFACT ? NULL : tag_at(pages->tags, target);
    if (!tag || tag->page < 0 || (size_t)tag->page >= pages->count)
        return false;
    const Len corner[] = {tag->at.x, pages->pages[tag->page]->sheet.height - tag->at.y};
    buf_text(out, "/Dest[");
    pdf_ref(out, page_objects[tag->page]);
    buf_text(out, "/XYZ ");
    pdf_lens(out, corner, 2);
    buf_text(out, " null]");
    return true;
}

static OutlineItem *add_item(OutlineItems *items, TagId tag, int level) {
    OutlineItem *item = VEC_PUSH(items);
    if (item)
        *item = (OutlineItem){tag, level, 0, -1, -1, -1, -1, -1, 0};
    return item;
}

/* Hangs the last item of the list under the nearest one before it of a lower level. */
static void hang(OutlineItems *items) {
    int64_t self = (int64_t)items->count - 1, parent = self - 1;
    OutlineItem *item = &items->items[self];
    while (items->items[parent].level >= item->level)
        parent = items->items[parent].parent;
    OutlineItem *above = &items->items[parent];
    item->parent = parent;
    item->previous = above->last;
    if (above->last >= 0)
        items->items[above->last].next = self;
    else
        above->first = self;
    above->last = self;
    above->children++;
}

static bool is_bookmark(const PageList *pages, const Tag *tag) {
    return tag->role == TAG_HEADING && tag->in_outline && tag->title && tag->page >= 0 &&
           (size_t)tag->page < pages->count;
}

static void collect(const PageList *pages, OutlineItems *items) {
    if (!add_item(items, TAG_ID_ARTIFACT, /*level*/ 0))
        return;
    for (TagId id = TAG_ID_DOCUMENT; id; id = tag_next(pages->tags, id, /*depth*/ NULL)) {
        const Tag *tag = tag_at(pages->tags, id);
        if (is_bookmark(pages, tag) && add_item(items, id, tag->level > 0 ? tag->level : 1))
            hang(items);
    }
}

/* How many items are seen below this one when it is open: its children, and of the outline's their children. */
static int64_t seen_below(const OutlineItems *items, const OutlineItem *item) {
    int64_t seen = item->children;
    if (item->parent < 0)
        for (int64_t child = item->first; child >= 0; child = items->items[child].next)
            seen += items->items[child].children;
    return seen;
}

static void put_link(Buf *out, const char *key, const OutlineItems *items, int64_t place) {
    if (place >= 0)
        pdf_key_ref(out, key, items->items[place].object);
}

/* Where a line may end or may not is no part of a name: who looks for a heading types none of it. */
static bool is_break_hint(uint32_t cp) { return cp == 0x00AD || cp == 0x200B || cp == 0x2060; }

static void put_title(Buf *out, Str title) {
    Buf plain = {0};
    for (size_t at = 0, size = 0; at < title.length; at += size)
        if (!is_break_hint(utf8_decode(title.text + at, title.length - at, &size)))
            buf_push(&plain, title.text + at, size);
    buf_text(out, "/Title");
    pdf_text(out, (Str){plain.bytes, plain.length});
    if (buf_failed(&plain))
        out->failed = true;
    buf_free(&plain);
}

static void put_item(Buf *out, const PageList *pages, const uint32_t *page_objects, const OutlineItems *items,
                     const OutlineItem *item) {
    if (item->parent >= 0) {
        put_title(out, str_from(tag_at(pages->tags, item->tag)->title));
        destination_write(pages, page_objects, item->tag, out);
    } else {
        buf_text(out, "/Type/Outlines");
    }
    put_link(out, "Parent", items, item->parent);
    put_link(out, "Prev", items, item->previous);
    put_link(out, "Next", items, item->next);
    put_link(out, "First", items, item->first);
    put_link(out, "Last", items, item->last);
    if (item->children)
        pdf_key_int(out, "Count", item->parent <= 0 ? seen_below(items, item) : -item->children);
}

static void write_items(const PageList *pages, const uint32_t *page_objects, OutlineItems *items, Haru *haru) {
    Buf entries = {0};
    for (size_t i = 0; i < items->count; i++)
        items->items[i].object = haru_reserve(haru);
    for (size_t i = 0; i < items->count; i++) {
        entries.length = 0;
        put_item(&entries, pages, page_objects, items, &items->items[i]);
        haru_dict(haru, items->items[i].object, &entries);
    }
    buf_free(&entries);
}

uint32_t outline_write(const PageList *pages, const uint32_t *page_objects, Haru *haru) {
    OutlineItems items = {0};
    uint32_t object = 0;
    collect(pages, &items);
    if (items.failed) {
        haru_fail(haru);
    } else if (items.count > 1) {
        write_items(pages, page_objects, &items, haru);
        object = items.items[0].object;
    }
    VEC_FREE(&items);
    return object;
}
