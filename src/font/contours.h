/*
 * contours: a glyph as its face draws it, without hints.
 *
 * Read with HarfBuzz from the face that is open for shaping, so that what is drawn is what was measured, and no second
 * reader of fonts is needed. Places are whole 64ths of a font unit, y up: TrueType's implied points are exact.
 */
#ifndef BANXIN_FONT_CONTOURS_H
#define BANXIN_FONT_CONTOURS_H

#include "base/vec.h"
#include "font/font.h"

#define CONTOUR_UNIT 64 /* of one font unit */

/* On the contour, or pulling at it: of a curve with one such point (TrueType) or with two (CFF). */
typedef enum ContourKind { CONTOUR_ON, CONTOUR_CONIC, CONTOUR_CUBIC } ContourKind;

typedef struct ContourPoint {
    int32_t x, y;
    ContourKind kind;
} ContourPoint;

typedef struct ContourPoints {
    VEC(ContourPoint) points;
    VEC(size_t) ends; /* of each contour: the index after its last point; contours close themselves */
} ContourPoints;

/* Reads glyph after glyph into the same memory. NULL when memory is out; contours_free takes NULL. */
typedef struct Contours Contours;
Contours *contours_new(void);
void contours_free(Contours *contours);

/* What the glyph consists of, lent until the next call; nothing for blanks. NULL when memory is out. */
const ContourPoints *contours_read(Contours *contours, const Font *font, uint32_t glyph);

#endif
