/*
 * shapes: outlines to be lightened, made by hand.
 */
#ifndef BANXIN_TESTS_LIGHTEN_SHAPES_H
#define BANXIN_TESTS_LIGHTEN_SHAPES_H

#include "outline.h"

static inline void draw_line(Outline *outline, double x, double y) {
    outline_add(outline, (Piece){.line = true, .end = {x, y}});
}

static inline void draw_curve(Outline *outline, double x1, double y1, double x2, double y2, double x, double y) {
    outline_add(outline, (Piece){.first = {x1, y1}, .second = {x2, y2}, .end = {x, y}});
}

static inline void draw_box(Outline *outline, double left, double bottom, double right, double top) {
    outline_begin(outline, (Spot){left, bottom});
    draw_line(outline, right, bottom);
    draw_line(outline, right, top);
    draw_line(outline, left, top);
    outline_end(outline);
}

/* A circle as a tracer would leave it: `parts` short lines between whole coordinates. */
static inline void draw_circle(Outline *outline, double x, double y, double radius, int parts) {
    const double turn = 6.283185307179586 / parts;
    outline_begin(outline, (Spot){round(x + radius), y});
    for (int i = 1; i < parts; i++)
        draw_line(outline, round(x + radius * cos(turn * i)), round(y + radius * sin(turn * i)));
    outline_end(outline);
}

#endif
