#include "proof/canvas.h"

#include <stdlib.h>
#include <string.h>

bool canvas_begin(Canvas *canvas, int width, int height, bool colored, int64_t bytes) {
    *canvas = (Canvas){.width = width, .height = height, .channels = colored ? 3 : 1};
    int64_t row = (int64_t)width * canvas->channels;
    int64_t rows = bytes / row;
    canvas->row_max = rows < 1 ? 1 : rows < height ? (int)rows : height;
    canvas->pixels = malloc((size_t)(row * canvas->row_max));
    return canvas->pixels != NULL;
}

void canvas_end(Canvas *canvas) {
    free(canvas->pixels);
    canvas->pixels = NULL;
}

static size_t row_bytes(const Canvas *canvas) { return (size_t)canvas->width * (size_t)canvas->channels; }

bool canvas_next_band(Canvas *canvas) {
    canvas->top += canvas->rows;
    int left = canvas->height - canvas->top;
    canvas->rows = left < canvas->row_max ? left : canvas->row_max;
    if (canvas->rows > 0)
        memset(canvas->pixels, 255, row_bytes(canvas) * (size_t)canvas->rows);
    return canvas->rows > 0;
}

const uint8_t *canvas_row(const Canvas *canvas, int row) { return canvas->pixels + row_bytes(canvas) * (size_t)row; }

static uint8_t byte_of(Len light) { return (uint8_t)((light * 255 + 500) / 1000); }

Ink canvas_ink(Color color) {
    Len light[3];
    color_light(color, light);
    return (Ink){{byte_of(light[0]), byte_of(light[1]), byte_of(light[2])}};
}

/* Between two values, by parts of 255, rounded. */
static uint8_t blend(unsigned under, unsigned over, unsigned coverage) {
    unsigned sum = under * (255 - coverage) + over * coverage + 128;
    return (uint8_t)((sum + (sum >> 8)) >> 8);
}

static void cover_pixel(uint8_t *pixel, int channels, unsigned coverage, Ink ink) {
    for (int i = 0; i < channels; i++)
        pixel[i] = blend(pixel[i], ink.light[i], coverage);
}

static uint8_t *pixel_at(const Canvas *canvas, int x, int y) {
    return canvas->pixels + row_bytes(canvas) * (size_t)(y - canvas->top) + (size_t)x * (size_t)canvas->channels;
}

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

void canvas_cover(Canvas *canvas, int x, int y, int count, uint8_t coverage, Ink ink) {
    int end = least(x + count, canvas->width);
    x = most(x, 0);
    if (y < canvas->top || y >= canvas->top + canvas->rows || x >= end)
        return;
    uint8_t *pixel = pixel_at(canvas, x, y);
    for (; x < end; x++, pixel += canvas->channels)
        cover_pixel(pixel, canvas->channels, coverage, ink);
}

static void stamp_row(uint8_t *pixel, int channels, const uint8_t *map, int count, Ink ink) {
    for (int i = 0; i < count; i++, pixel += channels)
        if (map[i])
            cover_pixel(pixel, channels, map[i], ink);
}

void canvas_stamp(Canvas *canvas, int x, int y, int width, int height, const uint8_t *map, Ink ink) {
    int left = most(x, 0), right = least(x + width, canvas->width);
    int top = most(y, canvas->top), bottom = least(y + height, canvas->top + canvas->rows);
    for (int row = top; left < right && row < bottom; row++)
        stamp_row(pixel_at(canvas, left, row), canvas->channels, map + (size_t)(row - y) * (size_t)width + (left - x),
                  right - left, ink);
}
