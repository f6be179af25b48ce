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

void closing_write(const PageList *pages, const uint32_t *page_objects, Haru *haru, Buf *catalog) {
    const Tag *last = last_closing(pages->tags);
    const Page *page = last ? pages->pages[last->page] : NULL;
    Rect box;
    if (!page || !closing_box(pages->tags, page, &box))
        return;
    Buf entries = {0};
    uint32_t object = haru_reserve(haru);
    Len low = page->sheet.height - box.y - box.height, edges[] = {box.x, low, box.x + box.width, low + box.height};
    buf_text(&entries, "/closing[");
    pdf_ref(&entries, page_objects[last->page]);
    buf_text(&entries, "/FitR ");
    pdf_lens(&entries, edges, 4);
    buf_char(&entries, ']');
    haru_dict(haru, object, &entries);
    pdf_key_ref(catalog, "Dests", object);
    buf_free(&entries);
}
