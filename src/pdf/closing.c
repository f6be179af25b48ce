#include "pdf/closing.h"

#include "pdf/syntax.h"

static bool is_closing(const TagTree *tags, TagId id) {
    const Tag *tag = tag_at(tags, id);
    return id != TAG_ID_ARTIFACT && tag && tag->closing;
}

/* The last node of a closing that stands on a page. */
static const Tag *last_closing(const TagTree *tags) {
    const Tag *last = NULL;
    for (TagId id = TAG_ID_DOCUMENT; id < tags->count; id++)
        if (is_closing(tags, id) && tags->tags[id].page >= 0)
            last = &tags->tags[id];
    return last;
}

static Rect around(Rect a, Rect b) {
    Len x = len_min(a.x, b.x), y = len_min(a.y, b.y);
    return (Rect){x, y, len_max(a.x + a.width, b.x + b.width) - x, len_max(a.y + a.height, b.y + b.height) - y};
}

/* What closing nodes show on a page; a closing is kept on one, with its first node above and its last at the end. */
static bool closing_box(const TagTree *tags, const Page *page, Rect *box) {
    bool any = false;
    for (size_t i = 0; i < page->count; i++) {
        if (!is_closing(tags, page->items[i].tag))
            continue;
        Rect item = page_item_box(page, &page->items[i]);
        *box = any ? around(*box, item) : item;
        any = true;
    }
    return any;
}

/* The closing and what is left between it and the text above. */
static Rect with_room(const TagTree *tags, const Page *page, Rect closing) {
    Len end = 0;
    for (size_t i = 0; i < page->count; i++) {
        const PageItem *item = &page->items[i];
        Rect box = page_item_box(page, item);
        if (item->tag != TAG_ID_ARTIFACT && !is_closing(tags, item->tag) && box.y + box.height <= closing.y)
            end = len_max(end, box.y + box.height);
    }
    return (Rect){closing.x, end, closing.width, closing.y + closing.height - end};
}

static void put_destination(Buf *out, const char *name, uint32_t page_object, const Page *page, Rect box) {
    Len low = page->sheet.height - box.y - box.height, edges[] = {box.x, low, box.x + box.width, low + box.height};
    buf_text(out, name);
    buf_char(out, '[');
    pdf_ref(out, page_object);
    buf_text(out, "/FitR ");
    pdf_lens(out, edges, 4);
    buf_char(out, ']');
}

void closing_write(const PageList *pages, const uint32_t *page_objects, Haru *haru, Buf *catalog) {
    const Tag *last = last_closing(pages->tags);
    const Page *page = last ? pages->pages[last->page] : NULL;
    Rect box;
    if (!page || !closing_box(pages->tags, page, &box))
        return;
    Buf entries = {0};
    uint32_t object = haru_reserve(haru);
    put_destination(&entries, "/closing", page_objects[last->page], page, box);
    put_destination(&entries, "/closing-room", page_objects[last->page], page, with_room(pages->tags, page, box));
    haru_dict(haru, object, &entries);
    pdf_key_ref(catalog, "Dests", object);
    buf_free(&entries);
}
