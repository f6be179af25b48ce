#include "draw.h"

#include <ft2build.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

typedef struct Canvas {
    uint8_t *grey;
    int width, height;
    double scale; /* pixels a Len */
    FT_Library library;
} Canvas;

static double grey_of(Color c) {
    double k = 1 - c.k / 1000.0;
    return 255 * k * (0.30 * (1 - c.c / 1000.0) + 0.59 * (1 - c.m / 1000.0) + 0.11 * (1 - c.y / 1000.0));
}

static void blend(Canvas *canvas, int x, int y, double cover, double grey) {
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return;
    uint8_t *pixel = &canvas->grey[(size_t)y * (size_t)canvas->width + (size_t)x];
    *pixel = (uint8_t)(*pixel + (grey - *pixel) * cover + 0.5);
}

/* How much of the pixel row or column [i, i + 1) lies in [low, high). */
static double covered(int i, double low, double high) {
    double from = low > i ? low : i, to = high < i + 1 ? high : i + 1;
    return to > from ? to - from : 0;
}

static void draw_rule(Canvas *canvas, Rect box, Color color) {
    double x0 = (double)box.x * canvas->scale, x1 = (double)(box.x + box.width) * canvas->scale;
    double y0 = (double)box.y * canvas->scale, y1 = (double)(box.y + box.height) * canvas->scale;
    for (int y = (int)floor(y0); y < y1; y++)
        for (int x = (int)floor(x0); x < x1; x++)
            blend(canvas, x, y, covered(x, x0, x1) * covered(y, y0, y1), grey_of(color));
}

static void draw_bitmap(Canvas *canvas, const FT_GlyphSlot slot, int x, int y, Color color) {
    for (unsigned row = 0; row < slot->bitmap.rows; row++)
        for (unsigned column = 0; column < slot->bitmap.width; column++)
            blend(canvas, x + slot->bitmap_left + (int)column, y - slot->bitmap_top + (int)row,
                  slot->bitmap.buffer[(int)row * slot->bitmap.pitch + (int)column] / 255.0, grey_of(color));
}

/* One glyph with its origin at a place of the page list, turned a quarter if asked. */
static void draw_glyph(Canvas *canvas, FT_Face face, uint32_t id, Point at, bool turned, Color color) {
    double x = (double)at.x * canvas->scale, y = (double)at.y * canvas->scale;
    FT_Matrix quarter = {0, -0x10000, 0x10000, 0};
    if (FT_Load_Glyph(face, id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
        return;
    if (turned)
        FT_Outline_Transform(&face->glyph->outline, &quarter);
    FT_Outline_Translate(&face->glyph->outline, (FT_Pos)((x - floor(x)) * 64 + 0.5), (FT_Pos)((ceil(y) - y) * 64 + 0.5));
    if (!FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL))
        draw_bitmap(canvas, face->glyph, (int)floor(x), (int)ceil(y), color);
}

static bool draw_run(Canvas *canvas, const FontSet *fonts, const Page *page, const PageItem *item) {
    const Font *font = font_set_face(fonts, item->run.face);
    FT_Face face;
    Point pen = item->at;
    if (FT_New_Face(canvas->library, font->path, font->index, &face))
        return false;
    FT_Set_Char_Size(face, 0, (FT_F26Dot6)((double)item->run.size * canvas->scale * 64 + 0.5), 72, 72);
    for (uint32_t i = 0; i < item->run.glyph_count; i++) {
        const Glyph *glyph = &item->run.glyphs[i];
        Point at = {pen.x + glyph->x_offset, pen.y - glyph->y_offset};
        draw_glyph(canvas, face, glyph->id, item->turned ? page_turn_point(page->sheet, at) : at, item->turned,
                   item->run.color);
        pen.x += glyph->advance;
    }
    FT_Done_Face(face);
    return true;
}

static bool draw_items(Canvas *canvas, const FontSet *fonts, const Page *page) {
    bool fine = true;
    for (size_t i = 0; i < page->count; i++) {
        const PageItem *item = &page->items[i];
        if (item->kind == PAGE_RULE)
            draw_rule(canvas, page_item_box(page, item), item->rule.color);
        else if (item->kind == PAGE_GLYPHS)
            fine &= draw_run(canvas, fonts, page, item);
    }
    return fine;
}

bool draw_page(const FontSet *fonts, const Page *page, int dpi, const char *path) {
    Canvas canvas = {.scale = dpi / 72000.0};
    canvas.width = (int)ceil((double)page->sheet.width * canvas.scale);
    canvas.height = (int)ceil((double)page->sheet.height * canvas.scale);
    size_t size = (size_t)canvas.width * (size_t)canvas.height;
    canvas.grey = malloc(size);
    if (!canvas.grey || FT_Init_FreeType(&canvas.library)) {
        free(canvas.grey);
        return false;
    }
    memset(canvas.grey, 255, size);
    FILE *file = fopen(path, "wb");
    bool fine = file && draw_items(&canvas, fonts, page) &&
                fprintf(file, "P5\n%d %d\n255\n", canvas.width, canvas.height) > 0 &&
                fwrite(canvas.grey, 1, size, file) == size;
    if (file)
        fine &= fclose(file) == 0;
    FT_Done_FreeType(canvas.library);
    free(canvas.grey);
    return fine;
}
