/*
 * picture: rows of pixels as a PNG file (ISO/IEC 15948). The only file that touches libpng and its error handler.
 */
#ifndef BANXIN_PROOF_PICTURE_H
#define BANXIN_PROOF_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define PICTURE_COLORS_MAX 256

/* What the pixels are. */
typedef enum PictureKind { PICTURE_GRAY, PICTURE_COLOR, PICTURE_INDEXED } PictureKind;

typedef struct PictureShape {
    int width, height;
    PictureKind kind;
    int depth;            /* bits of a grey or an index: 1, 2, 4 or 8; of each of three colours: 8 */
    int dots_per_inch;    /* 0: not told */
    int color_count;      /* indexed: 1 to PICTURE_COLORS_MAX */
    uint8_t (*colors)[3]; /* indexed: red, green, blue of each */
    bool small;           /* small before quick: every byte that deflate can save */
} PictureShape;

typedef struct Picture Picture;

/* Begins a file that is appended to `out`. NULL when memory is out. */
Picture *picture_begin(const PictureShape *shape, Buf *out);
/* The next row, a byte for each grey or index, three for a colour; bytes of less than 8 bits hold their value alone. */
bool picture_row(Picture *picture, const uint8_t *row);
/* After the last row. False when memory ran out on the way; `out` is then not to be used. Ends the Picture (or NULL).
 */
bool picture_end(Picture *picture);

#endif
