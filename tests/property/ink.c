#include "ink.h"

#include "area.h"
#include "witness.h"

/* Letters reach past their own boxes by a hair, and so past the area when they begin or end a line. */
#define OVERHANG_EMS ((Em)60)

typedef struct Ink {
    const Page *page;
    const Form *form;
    const FontSet *fonts;
    Rect area;
} Ink;

/* Upright frame; empty for a glyph that draws nothing. */
static Rect ink_box(const Ink *ink, const PageItem *item, const Glyph *glyph, Len pen) {
    const Font *font = font_set_face(ink->fonts, item->run.face);
    hb_glyph_extents_t extents = {0};
    if (!hb_font_get_glyph_extents(font->font, glyph->id, &extents) || extents.width == 0)
        return (Rect){0};
    Len size = item->run.size;
    Rect box = {pen + glyph->x_offset + font_len(font, extents.x_bearing, size),
                item->at.y - glyph->y_offset - font_len(font, extents.y_bearing, size),
                font_len(font, extents.width, size), font_len(font, -extents.height, size)};
    return item->turned ? page_turn_rect(ink->page->sheet, box) : box;
}

static bool touch(Rect a, Rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static void check_rules(const Ink *ink, const PageItem *item, Rect box) {
    for (size_t i = 0; i < ink->page->count; i++) {
        const PageItem *rule = &ink->page->items[i];
        if (rule->kind != PAGE_RULE)
            continue;
        Rect stroke = rule->turned ? page_turn_rect(ink->page->sheet, rule->rule.box) : rule->rule.box;
        if (touch(box, stroke))
            witness_fault(RULE_INK_RULE, "page %d: %.*s", (int)ink->page->index + 1, (int)item->run.text.length,
                          item->run.text.text);
    }
}

static void check_area(const Ink *ink, const PageItem *item, Rect box) {
    Len hair = len_from_em(OVERHANG_EMS, item->run.size);
    bool beside = item->tag == TAG_ID_ARTIFACT && area_is_beside(ink->area, box);
    if (!beside && !area_holds(ink->area, box, hair))
        witness_fault(RULE_INK_AREA, "page %d: %.*s", (int)ink->page->index + 1, (int)item->run.text.length,
                      item->run.text.text);
}

static size_t check_item(const Ink *ink, const PageItem *item) {
    Len pen = item->at.x;
    for (uint32_t i = 0; i < item->run.glyph_count; i++) {
        const Glyph *glyph = &item->run.glyphs[i];
        Rect box = ink_box(ink, item, glyph, pen);
        pen += glyph->advance;
        if (box.width == 0)
            continue;
        check_rules(ink, item, box);
        check_area(ink, item, box);
    }
    return item->run.glyph_count;
}

size_t ink_check(const PageList *list, const Form *form, const FontSet *fonts) {
    size_t glyphs = 0;
    for (size_t p = 0; p < list->count; p++) {
        const Page *page = list->pages[p];
        Ink ink = {.page = page, .form = form, .fonts = fonts, .area = area_of(form, page)};
        for (size_t i = 0; i < page->count; i++)
            if (page->items[i].kind == PAGE_GLYPHS)
                glyphs += check_item(&ink, &page->items[i]);
    }
    return glyphs;
}
