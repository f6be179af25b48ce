#include "pdf/links.h"

#include <string.h>

#include "pdf/outline.h"
#include "pdf/syntax.h"

/* Flag Print (12.5.3): what PDF/A asks of every annotation. */
#define LINK_FLAGS "/F 4"

/* URIs are 7-bit (12.6.4.7): other bytes, and what a URI cannot hold, are written as %XX. */
static void put_uri(Buf *out, const char *uri) {
    static const char digits[] = "0123456789ABCDEF";
    Buf clean = {0};
    for (; *uri; uri++) {
        unsigned char byte = (unsigned char)*uri;
        if (byte > ' ' && byte < 0x7F) {
            buf_char(&clean, (char)byte);
        } else {
            buf_char(&clean, '%');
            buf_char(&clean, digits[byte >> 4]);
            buf_char(&clean, digits[byte & 15]);
        }
    }
    buf_text(out, "/A<</S/URI/URI");
    pdf_bytes(out, (const uint8_t *)clean.bytes, clean.length);
    buf_text(out, ">>");
    out->failed |= buf_failed(&clean);
    buf_free(&clean);
}

/* Fills `out` with the annotation's entries; false when it leads nowhere. */
static bool put_link(const PageList *pages, const Page *page, const PageItem *item, const uint32_t *page_objects,
                     Buf *out) {
    Rect box = item->turned ? page_turn_rect(page->sheet, item->link.box) : item->link.box;
    buf_text(out, "/Type/Annot/Subtype/Link/Border[0 0 0]" LINK_FLAGS "/Rect");
    pdf_rect(out, box, page->sheet.height);
    if (item->link.target == TAG_ID_ARTIFACT && item->link.uri) {
        put_uri(out, item->link.uri);
        return true;
    }
    return destination_write(pages, page_objects, item->link.target, out);
}

/* The heading in a table's caption, or the first heading below a node: NULL without one. */
static const char *heading_below(const TagTree *tags, TagId id) {
    const Tag *node = tag_at(tags, id);
    for (TagId child = node->first; child; child = tag_at(tags, child)->next) {
        const Tag *tag = tag_at(tags, child);
        if (tag->role == TAG_HEADING && tag->title)
            return tag->title;
        if (tag->role == TAG_CAPTION)
            return heading_below(tags, child);
    }
    return NULL;
}

/* What the place a link leads to is called: its own title, or that of the table or part it stands in. */
static const char *name_of(const PageList *pages, TagId target) {
    const TagTree *tags = pages->tags;
    for (TagId id = target; id; id = tag_at(tags, id)->parent) {
        const Tag *tag = tag_at(tags, id);
        const char *name = tag->title ? tag->title : heading_below(tags, id);
        if (name)
            return name;
    }
    return pages->title;
}

/* Where it leads, in words (ISO 14289-1, 7.18.5), and its place in the structure. */
static void put_accessible(const PageList *pages, const Page *page, const PageItem *item, uint32_t object, Marks *marks,
                           Buf *out) {
    bool within = item->link.target != TAG_ID_ARTIFACT;
    const char *words = within ? name_of(pages, item->link.target) : item->link.uri;
    pdf_key_int(out, "StructParent", marks_add_annotation(marks, item->tag, page->index, object));
    buf_text(out, "/Contents");
    pdf_text(out, str_from(words));
}

/* In the structure a link has a node of its own (ISO 14289-1, 7.18.5). */
static bool has_place(const Marks *marks, const PageItem *item) {
    const Tag *tag = tag_at(marks->tags, item->tag);
    return tag && tag->role == TAG_LINK;
}

static void report(const Page *page, DiagList *diags) {
    char number[BUF_NUMBER];
    diag_ref(diags, DIAG_PDF_LINK, SOURCE_NONE, DIAG_ARGS(int_format(page->index + 1, number)));
}

void links_write(const PageList *pages, const Page *page, const uint32_t *page_objects, Marks *marks, Haru *haru,
                 Buf *annotations, DiagList *diags) {
    Buf link = {0};
    for (size_t i = 0; i < page->count; i++) {
        if (page->items[i].kind != PAGE_LINK)
            continue;
        link.length = 0;
        if ((marks && !has_place(marks, &page->items[i])) ||
            !put_link(pages, page, &page->items[i], page_objects, &link)) {
            report(page, diags);
            continue;
        }
        uint32_t object = haru_reserve(haru);
        if (marks)
            put_accessible(pages, page, &page->items[i], object, marks, &link);
        haru_dict(haru, object, &link);
        pdf_item_ref(annotations, object);
    }
    buf_free(&link);
}
