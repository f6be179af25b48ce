#include "font/contours.h"

#include <stdlib.h>

#include "base/shortage.h"

/* Farther out no font format can put a point: what a damaged face asks for is brought back to here. */
#define CONTOUR_UNITS_MAX 65536

struct Contours {
    ContourPoints read;
    hb_draw_funcs_t *funcs;
};

/* ---- what HarfBuzz tells ---- */

static int32_t place_of(float units) {
    if (!(units > -CONTOUR_UNITS_MAX))
        return -CONTOUR_UNITS_MAX * CONTOUR_UNIT;
    if (units > CONTOUR_UNITS_MAX)
        return CONTOUR_UNITS_MAX * CONTOUR_UNIT;
    return (int32_t)(units * CONTOUR_UNIT + (units < 0 ? -0.5F : 0.5F));
}

static void add(Contours *contours, float x, float y, ContourKind kind) {
    ContourPoint *point = VEC_PUSH(&contours->read.points);
    if (point)
        *point = (ContourPoint){place_of(x), place_of(y), kind};
}

static void end_contour(Contours *contours) {
    size_t from = contours->read.ends.count ? contours->read.ends.items[contours->read.ends.count - 1] : 0;
    size_t *end = contours->read.points.count > from ? VEC_PUSH(&contours->read.ends) : NULL;
    if (end)
        *end = contours->read.points.count;
}

static void on_move(hb_draw_funcs_t *funcs, void *contours, hb_draw_state_t *state, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    end_contour(contours);
    add(contours, x, y, CONTOUR_ON);
}

static void on_line(hb_draw_funcs_t *funcs, void *contours, hb_draw_state_t *state, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    add(contours, x, y, CONTOUR_ON);
}

static void on_conic(hb_draw_funcs_t *funcs, void *contours, hb_draw_state_t *state, float x1, float y1, float x,
                     float y, void *user) {
    (void)funcs, (void)state, (void)user;
    add(contours, x1, y1, CONTOUR_CONIC);
    add(contours, x, y, CONTOUR_ON);
}

static void on_cubic(hb_draw_funcs_t *funcs, void *contours, hb_draw_state_t *state, float x1, float y1, float x2,
                     float y2, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    add(contours, x1, y1, CONTOUR_CUBIC);
    add(contours, x2, y2, CONTOUR_CUBIC);
    add(contours, x, y, CONTOUR_ON);
}

static hb_draw_funcs_t *make_funcs(void) {
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, on_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, on_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, on_conic, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, on_cubic, NULL, NULL);
    hb_draw_funcs_make_immutable(funcs);
    return funcs;
}

/* ---- reading ---- */

Contours *contours_new(void) {
    Contours *contours = calloc(1, sizeof *contours);
    shortage_none(); /* before this call begins a stretch of its own */
    if (contours)
        contours->funcs = make_funcs();
    if (contours && shortage_none())
        return contours;
    contours_free(contours);
    return NULL;
}

void contours_free(Contours *contours) {
    if (!contours)
        return;
    hb_draw_funcs_destroy(contours->funcs);
    VEC_FREE(&contours->read.points);
    VEC_FREE(&contours->read.ends);
    free(contours);
}

const ContourPoints *contours_read(Contours *contours, const Font *font, uint32_t glyph) {
    ContourPoints *read = &contours->read;
    read->points.count = read->ends.count = 0;
    hb_font_get_glyph_shape(font->font, glyph, contours->funcs, contours);
    end_contour(contours);
    return shortage_none() && !read->points.failed && !read->ends.failed ? read : NULL;
}
