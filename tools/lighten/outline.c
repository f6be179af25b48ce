#include "outline.h"

void outline_free(Outline *outline) {
    VEC_FREE(&outline->pieces);
    VEC_FREE(&outline->contours);
}

void outline_clear(Outline *outline) {
    outline->pieces.count = 0;
    outline->contours.count = 0;
}

bool outline_failed(const Outline *outline) { return outline->pieces.failed || outline->contours.failed; }

void outline_begin(Outline *outline, Spot start) {
    Contour *contour = VEC_PUSH(&outline->contours);
    if (contour)
        *contour = (Contour){.start = start, .first = outline->pieces.count};
}

/* Where the last contour has got to. */
static Spot current(const Outline *outline, const Contour *contour) {
    return contour->count ? outline->pieces.items[contour->first + contour->count - 1].end : contour->start;
}

static bool has_length(Spot start, const Piece *piece) {
    if (!spot_same(start, piece->end))
        return true;
    return !piece->line && (!spot_same(start, piece->first) || !spot_same(start, piece->second));
}

void outline_add(Outline *outline, Piece piece) {
    if (outline_failed(outline) || !outline->contours.count)
        return;
    Contour *contour = &outline->contours.items[outline->contours.count - 1];
    Piece *place = has_length(current(outline, contour), &piece) ? VEC_PUSH(&outline->pieces) : NULL;
    if (!place)
        return;
    *place = piece;
    contour->count++;
}

void outline_end(Outline *outline) {
    if (outline_failed(outline) || !outline->contours.count)
        return;
    Contour *contour = &outline->contours.items[outline->contours.count - 1];
    outline_add(outline, (Piece){.line = true, .end = contour->start});
    if (!outline_failed(outline) && !contour->count)
        outline->contours.count--;
}

/* ---- reading ---- */

static void read_move(hb_draw_funcs_t *funcs, void *outline, hb_draw_state_t *state, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    outline_begin(outline, (Spot){(double)x, (double)y});
}

static void read_line(hb_draw_funcs_t *funcs, void *outline, hb_draw_state_t *state, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    outline_add(outline, (Piece){.line = true, .end = {(double)x, (double)y}});
}

static void read_curve(hb_draw_funcs_t *funcs, void *outline, hb_draw_state_t *state, float x1, float y1, float x2,
                       float y2, float x, float y, void *user) {
    (void)funcs, (void)state, (void)user;
    outline_add(
        outline,
        (Piece){.first = {(double)x1, (double)y1}, .second = {(double)x2, (double)y2}, .end = {(double)x, (double)y}});
}

static void read_close(hb_draw_funcs_t *funcs, void *outline, hb_draw_state_t *state, void *user) {
    (void)funcs, (void)state, (void)user;
    outline_end(outline);
}

void outline_read(Outline *outline, hb_font_t *font, hb_codepoint_t glyph) {
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, read_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, read_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, read_curve, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, read_close, NULL, NULL);
    outline_clear(outline);
    hb_font_get_glyph_shape(font, glyph, funcs, outline);
    hb_draw_funcs_destroy(funcs);
}

/* ---- curves ---- */

Path path_of(Spot start, const Piece *curve) {
    Spot one = spot_minus(curve->first, start), two = spot_minus(curve->second, curve->first),
         three = spot_minus(curve->end, curve->second);
    return (Path){.a = {one.x - 2 * two.x + three.x, one.y - 2 * two.y + three.y},
                  .b = {3 * (two.x - one.x), 3 * (two.y - one.y)},
                  .c = {3 * one.x, 3 * one.y},
                  .d = start};
}
