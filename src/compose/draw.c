#include "compose/draw.h"

#include "compose/folio.h"

/* The frame is printed around the field, whose own appearance is the signer's. */
#define FRAME_WEIGHT (LEN_PT / 2)

static void draw_field(const GalleyField *field, PageList *list, Page *page, bool turned, Point origin) {
    Rect box = {origin.x + field->box.x, origin.y + field->box.y, field->box.width, field->box.height};
    Len w = FRAME_WEIGHT, left = box.x - w, top = box.y - w, width = box.width + 2 * w;
    const Rect bars[] = {{left, top, width, w},
                         {left, box.y + box.height, width, w},
                         {left, box.y, w, box.height},
                         {box.x + box.width, box.y, w, box.height}};
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        page_add_rule(list, page, TAG_ID_ARTIFACT, turned, (Rule){bars[i], COLOR_BLACK});
    page_add_field(list, page, field->tag, turned, (SignField){box, field->name});
}

static void draw_text(const FlowPiece *piece, PageList *list, Page *page, bool turned, Point origin) {
    const GalleyText *text = piece->text;
    if (page)
        page->artifact = text->repeats ? ARTIFACT_REPEAT : ARTIFACT_LAYOUT;
    for (size_t i = 0; i < text->part_count; i++) {
        const GalleyPart *part = &text->parts[i];
        for (size_t line = 0; line < piece->count; line++) {
            size_t of_part = piece->first + line - part->first; /* wraps above its first: no line of it */
            Point at = {origin.x + part->x, origin.y + piece->y + (Len)line * text->leading + text->baseline};
            if (of_part < part->count)
                line_draw(&part->lines[of_part], list, page, turned, at, text->size);
        }
        if (part->field && piece->first == 0)
            draw_field(part->field, list, page, turned, (Point){origin.x + part->x, origin.y + piece->y});
    }
    if (page)
        page->artifact = ARTIFACT_LAYOUT;
}

static void draw_piece(Composer *composer, const FlowPiece *piece, PageList *list, Page *page, bool turned,
                       Point origin) {
    if (piece->text)
        draw_text(piece, list, page, turned, origin);
    else if (piece->fragment)
        table_draw(composer->arena, piece->table->table, piece->fragment, list, page, turned,
                   (Point){origin.x + piece->table->x, origin.y + piece->y});
}

static Page *begin_page(Composer *composer, const FlowPage *at, PageList *list) {
    Page *page = page_list_add(list, at->begin.master->sheet);
    if (!page)
        return NULL;
    page->label = folio_label(composer, at);
    page->master = at->begin.master->name;
    return page;
}

bool draw_pages(Composer *composer, const FlowPlan *plan, PageList *list) {
    size_t next = 0;
    bool good = true;
    for (size_t i = 0; i < plan->pages.count && !arena_failed(composer->arena); i++) {
        const FlowPage *at = &plan->pages.items[i];
        Page *page = begin_page(composer, at, list);
        Rect area = folio_area(at->begin.master, at, i);
        for (; next < plan->pieces.count && plan->pieces.items[next].page == i; next++)
            draw_piece(composer, &plan->pieces.items[next], list, page, at->begin.master->turned,
                       (Point){area.x, area.y});
        if (page)
            good &= folio_draw(composer, plan, i, list, page);
    }
    return good && !arena_failed(composer->arena);
}
