#include "proof/paint.h"

/* A path that is open: bars of one colour, as pdf/content.c makes one of them. */
typedef struct Path {
    bool open;
    Color color;
} Path;

static bool same_color(Color a, Color b) { return a.c == b.c && a.m == b.m && a.y == b.y && a.k == b.k; }

static void end_path(const Paint *paint, Path *path, Canvas *canvas) {
    if (path->open)
        rules_fill(paint->rules, canvas, canvas_ink(path->color));
    path->open = false;
}

static void paint_rule(const Paint *paint, const Page *page, const PageItem *item, Path *path, Canvas *canvas) {
    if (item->rule.box.width <= 0 || item->rule.box.height <= 0)
        return;
    if (path->open && !same_color(path->color, item->rule.color))
        end_path(paint, path, canvas);
    *path = (Path){true, item->rule.color};
    rules_add(paint->rules, canvas, paint->scale, page_item_box(page, item));
}

static bool paint_run(const Paint *paint, const Page *page, const PageItem *item, Canvas *canvas) {
    const GlyphRun *run = &item->run;
    Ink ink = canvas_ink(run->color);
    GlyphPlace place = {
        .font = font_set_face(paint->fonts, run->face), .face = run->face, .size = run->size, .turned = item->turned};
    Point pen = item->at;
    bool done = true;
    for (uint32_t i = 0; done && place.font && i < run->glyph_count; i++) {
        const Glyph *glyph = &run->glyphs[i];
        Point at = {pen.x + glyph->x_offset, pen.y - glyph->y_offset};
        if (item->turned)
            at = page_turn_point(page->sheet, at);
        place.glyph = glyph->id;
        place.x = scale_len(paint->scale, at.x, GLYPH_PARTS);
        place.y = scale_len(paint->scale, at.y, GLYPH_PARTS);
        done = glyphs_draw(paint->glyphs, &place, ink, canvas);
        pen.x += glyph->advance;
    }
    return done;
}

bool paint_page(const Paint *paint, const Page *page, Canvas *canvas) {
    Path path = {0};
    bool done = true;
    for (size_t i = 0; done && i < page->count; i++) {
        const PageItem *item = &page->items[i];
        if (item->kind == PAGE_RULE) {
            paint_rule(paint, page, item, &path, canvas);
        } else if (item->kind == PAGE_GLYPHS) {
            end_path(paint, &path, canvas);
            done = paint_run(paint, page, item, canvas);
        }
    }
    end_path(paint, &path, canvas);
    return done && !paint->rules->failed;
}

static Color color_of(const PageItem *item) {
    switch (item->kind) {
    case PAGE_GLYPHS: return item->run.color;
    case PAGE_RULE: return item->rule.color;
    case PAGE_LINK:
    case PAGE_FIELD: break;
    }
    return COLOR_BLACK;
}

bool paint_is_colored(const Page *page) {
    for (size_t i = 0; i < page->count; i++)
        if (!color_is_gray(color_of(&page->items[i])))
            return true;
    return false;
}
