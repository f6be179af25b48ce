#include "pdf/fields.h"

#include "pdf/stream.h"
#include "pdf/syntax.h"

/* Flag Print (12.5.3): what PDF/A asks of every annotation. */
#define FIELD_FLAGS "/F 4"

/* What a field looks like while it is empty: nothing. PDF/A asks that every widget says so (ISO 19005-2, 6.3.3). */
static uint32_t write_appearance(Haru *haru, Deflate *deflate, Rect box) {
    Buf entries = {0}, nothing = {0};
    buf_text(&entries, "/Type/XObject/Subtype/Form/BBox");
    pdf_rect(&entries, (Rect){0, 0, box.width, box.height}, box.height);
    buf_text(&entries, "/Resources<<>>");
    uint32_t object = stream_write(haru, deflate, DEFLATE_BYTES, &entries, &nothing);
    buf_free(&entries);
    return object;
}

static void put_name(Buf *out, const char *key, const char *name) {
    buf_text(out, key);
    pdf_text(out, str_from(name));
}

static void put_field(Buf *out, const Page *page, uint32_t page_object, const PageItem *item, uint32_t appearance) {
    buf_text(out, "/Type/Annot/Subtype/Widget/FT/Sig" FIELD_FLAGS);
    put_name(out, "/T", item->field.name);
    put_name(out, "/TU", item->field.name);
    buf_text(out, "/Rect");
    pdf_rect(out, page_item_box(page, item), page->sheet.height);
    pdf_key_ref(out, "P", page_object);
    buf_text(out, "/AP<<");
    pdf_key_ref(out, "N", appearance);
    buf_text(out, ">>");
}

void fields_write(const Page *page, uint32_t page_object, Marks *marks, Haru *haru, Deflate *deflate, Buf *annotations,
                  Buf *fields) {
    Buf field = {0};
    for (size_t i = 0; i < page->count; i++) {
        const PageItem *item = &page->items[i];
        if (item->kind != PAGE_FIELD)
            continue;
        Rect box = page_item_box(page, item);
        uint32_t object = haru_reserve(haru);
        field.length = 0;
        put_field(&field, page, page_object, item, write_appearance(haru, deflate, box));
        if (marks)
            pdf_key_int(&field, "StructParent", marks_add_annotation(marks, item->tag, page->index, object));
        haru_dict(haru, object, &field);
        pdf_item_ref(annotations, object);
        pdf_item_ref(fields, object);
    }
    buf_free(&field);
}

/* Neither SigFlags, for nothing is signed yet, nor NeedAppearances, which PDF/A forbids (ISO 19005-2, 6.4.1). */
void fields_put_form(const Buf *fields, Buf *catalog) {
    catalog->failed |= buf_failed(fields);
    if (!fields->length)
        return;
    buf_text(catalog, "/AcroForm<</Fields[");
    buf_push(catalog, fields->bytes, fields->length);
    buf_text(catalog, "]>>");
}
