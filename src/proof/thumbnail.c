#include "proof/easel.h"
#include "proof/picture.h"

#include <stdlib.h>
#include <string.h>

/*
 * A small picture of a page has few greys to lose: it is written with as many bits a sample as stay within
 * THUMBNAIL_BYTES, first of a palette if the page is coloured, then of grey. The last of them, a bit a pixel, always
 * does: even uncompressed it takes half as much.
 */
#define PIXELS_MAX (THUMBNAIL_WIDTH * THUMBNAIL_HEIGHT)

typedef struct Miniature {
    Canvas canvas;
    uint8_t samples[PIXELS_MAX]; /* greys or indices, as they are written */
    uint8_t colors[PICTURE_COLORS_MAX][3];
    PictureShape shape;
} Miniature;

/* The scale at which a sheet just fits into the box. */
static Scale scale_to_box(Size sheet) {
    Len width = len_max(sheet.width, 1), height = len_max(sheet.height, 1);
    bool tall = height * THUMBNAIL_WIDTH > width * THUMBNAIL_HEIGHT;
    return tall ? (Scale){THUMBNAIL_HEIGHT, height} : (Scale){THUMBNAIL_WIDTH, width};
}

/* Of 255 as one of 2^bits levels, rounded; and back. */
static unsigned level_of(unsigned value, int bits) { return (value * ((1U << bits) - 1) + 127) / 255; }
static unsigned value_of(unsigned level, int bits) { return level * 255 / ((1U << bits) - 1); }

static size_t pixel_count(const Miniature *small) { return (size_t)small->shape.width * (size_t)small->shape.height; }

/* ---- greys ---- */

static unsigned luminance(const uint8_t *pixel, int channels) {
    return channels == 1 ? pixel[0] : (pixel[0] * 299U + pixel[1] * 587U + pixel[2] * 114U + 500) / 1000;
}

static bool take_greys(Miniature *small, int bits) {
    const uint8_t *pixel = small->canvas.pixels;
    for (size_t i = 0; i < pixel_count(small); i++, pixel += small->canvas.channels)
        small->samples[i] = (uint8_t)level_of(luminance(pixel, small->canvas.channels), bits);
    small->shape.kind = PICTURE_GRAY;
    small->shape.depth = bits;
    return true;
}

/* ---- a palette ---- */

/* The index of a colour, which is added if there is room; -1: there is none. */
static int index_of(Miniature *small, const uint8_t color[3]) {
    int count = small->shape.color_count;
    for (int i = 0; i < count; i++)
        if (memcmp(small->colors[i], color, 3) == 0)
            return i;
    if (count == PICTURE_COLORS_MAX)
        return -1;
    memcpy(small->colors[count], color, 3);
    small->shape.color_count++;
    return count;
}

static int depth_for(int colors) { return colors <= 2 ? 1 : colors <= 4 ? 2 : colors <= 16 ? 4 : 8; }

/* Each of red, green and blue in 2^bits levels; false when that makes more colours than a palette holds. */
static bool take_colors(Miniature *small, int bits) {
    const uint8_t *pixel = small->canvas.pixels;
    small->shape.color_count = 0;
    for (size_t i = 0; i < pixel_count(small); i++, pixel += 3) {
        uint8_t color[3];
        for (int c = 0; c < 3; c++)
            color[c] = (uint8_t)value_of(level_of(pixel[c], bits), bits);
        int index = index_of(small, color);
        if (index < 0)
            return false;
        small->samples[i] = (uint8_t)index;
    }
    small->shape.kind = PICTURE_INDEXED;
    small->shape.depth = depth_for(small->shape.color_count);
    small->shape.colors = small->colors;
    return true;
}

/* ---- the file ---- */

static bool write(const Miniature *small, Buf *out) {
    Picture *picture = picture_begin(&small->shape, out);
    bool done = picture != NULL;
    for (int row = 0; done && row < small->shape.height; row++)
        done = picture_row(picture, small->samples + (size_t)row * (size_t)small->shape.width);
    return picture_end(picture) && done;
}

/* Tries one way after the other until the file is small enough. False when memory is out. */
static bool write_small(Miniature *small, Buf *out) {
    static const struct {
        bool (*take)(Miniature *small, int bits);
        int bits;
    } ways[] = {{take_colors, 4}, {take_colors, 3}, {take_colors, 2},
                {take_greys, 4},  {take_greys, 2},  {take_greys, 1}};
    size_t start = out->length;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].take == take_colors && small->canvas.channels == 1)
            continue;
        if (!ways[i].take(small, ways[i].bits))
            continue;
        out->length = start;
        if (!write(small, out))
            return false;
        if (out->length - start <= THUMBNAIL_BYTES)
            return true;
    }
    return true;
}

static int side(int64_t pixels, int most) { return pixels > most ? most : (int)pixels; }

bool proof_thumbnail(Proof *proof, const Page *page, Buf *png, DiagList *diags) {
    Miniature *small = calloc(1, sizeof *small);
    if (!small)
        return proof_short(diags);
    Scale scale = scale_to_box(page->sheet);
    Paint paint = proof_paint(proof, scale);
    small->shape = (PictureShape){.width = side(scale_hold(scale, page->sheet.width), THUMBNAIL_WIDTH),
                                  .height = side(scale_hold(scale, page->sheet.height), THUMBNAIL_HEIGHT),
                                  .small = true};
    bool done =
        canvas_begin(&small->canvas, small->shape.width, small->shape.height, paint_is_colored(page), CANVAS_BYTES) &&
        canvas_next_band(&small->canvas) && paint_page(&paint, page, &small->canvas) && write_small(small, png);
    canvas_end(&small->canvas);
    free(small);
    return done || proof_short(diags);
}
