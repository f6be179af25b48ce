/*
 * canvas: the pixels of a page, a band of them at a time.
 *
 * A sheet at 1,200 dpi has more pixels than a machine should hold; so a page is drawn and written band by band, each of
 * at most CANVAS_BYTES. What is drawn is clipped to the band: drawn again in the next one, the parts fit together to
 * the bit. Pixels begin white; what is put down covers them by parts of 255, as viewers do, linearly in the values
 * stored (no gamma).
 */
#ifndef BANXIN_PROOF_CANVAS_H
#define BANXIN_PROOF_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "page/color.h"

#define CANVAS_BYTES ((int64_t)8 << 20)

/* What is put down: red, green and blue, or grey in the first. */
typedef struct Ink {
    uint8_t light[3];
} Ink;

typedef struct Canvas {
    int width, height;      /* of the page */
    int channels;           /* 1: grey, 3: red, green, blue */
    int top, rows, row_max; /* the band: its first row, how many it has, and may have */
    uint8_t *pixels;        /* row_max rows of `channels` bytes a pixel */
} Canvas;

/* A canvas without a band, bands of at most `bytes`, but a row at least. False when memory is out. Ended by canvas_end
 * in any case. */
bool canvas_begin(Canvas *canvas, int width, int height, bool colored, int64_t bytes);
void canvas_end(Canvas *canvas);

/* The band below, white; false after the last. */
bool canvas_next_band(Canvas *canvas);
/* A row of the band, 0 to rows - 1. */
const uint8_t *canvas_row(const Canvas *canvas, int row);

Ink canvas_ink(Color color);
/* Covers `count` pixels of row y from x on. */
void canvas_cover(Canvas *canvas, int x, int y, int count, uint8_t coverage, Ink ink);
/* Covers a rectangle by a map of coverage, a byte a pixel, row by row. */
void canvas_stamp(Canvas *canvas, int x, int y, int width, int height, const uint8_t *map, Ink ink);

#endif
