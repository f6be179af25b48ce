/*
 * price: what the numbers of a charstring cost once deflated, in tenths of a bit.
 *
 * Deflate finds no repetitions in outlines; what it does is to give frequent bytes short codes. So a face gets small by
 * few numbers, and by numbers that are often the same: multiples of 4, 8, 16 and 32 where a handle's length hardly
 * matters.
 */
#ifndef LIGHTEN_PRICE_H
#define LIGHTEN_PRICE_H

#include <stdbool.h>

#include "outline.h"

/* What a curve costs more whose handles stay as they are. */
#define PRICE_UNROUNDED 40

/* Of a handle's step along one axis, in steps of the grid. */
int price_step(double step, double grid);
/* Of a line, and of a curve whose handles will yet be cheapened. */
int price_line(Spot start, Spot end);
int price_curve(Spot start, const Piece *curve);

#endif
