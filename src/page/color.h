/*
 * color: what inks look like on a screen.
 */
#ifndef BANXIN_PAGE_COLOR_H
#define BANXIN_PAGE_COLOR_H

#include "page/page.h"

/* Black and its greys: no coloured ink. */
bool color_is_gray(Color color);

/* The red, green and blue of sRGB that the inks leave of white, in thousandths. Of a grey all three are 1000 - k. */
void color_light(Color color, Len light[3]);

#endif
