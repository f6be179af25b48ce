#include "page/color.h"

bool color_is_gray(Color color) { return !color.c && !color.m && !color.y; }

/* Each ink as a filter before red, green and blue: what full cyan, magenta, yellow and black let through. */
void color_light(Color color, Len light[3]) {
    static const int32_t through[4][3] = {{0, 680, 937}, {925, 0, 549}, {1000, 949, 0}, {0, 0, 0}};
    const int32_t inks[] = {color.c, color.m, color.y, color.k};
    for (int i = 0; i < 3; i++) {
        light[i] = 1000;
        for (int ink = 0; ink < 4; ink++)
            light[i] = (light[i] * (1000000 - inks[ink] * (1000 - through[ink][i])) + 500000) / 1000000;
    }
}
