/*
 * U+25A0 of Liberation Sans is a square of which every edge is known, U+002D a bar.
 */
#include "proof/glyphs.h"

#include <string.h>

#include "test.h"

#define FACE  "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
#define BLACK ((Ink){{0, 0, 0}})
#define SIDE  100
#define PIXEL GLYPH_PARTS

typedef struct Stage {
    Arena *arena;
    DiagList *diags;
    Font *font;
    Glyphs *glyphs;
    Canvas canvas;
} Stage;

static int set_up(void **state) {
    static Stage stage;
    stage = (Stage){.arena = arena_new(), .diags = diag_list_new(), .glyphs = glyphs_new()};
    stage.font = font_open(stage.arena, FACE, 0, SOURCE_NONE, stage.diags);
    assert_non_null(stage.font);
    assert_non_null(stage.glyphs);
    glyphs_set_scale(stage.glyphs, (Scale){1, LEN_PT}); /* a pixel a point */
    assert_true(canvas_begin(&stage.canvas, SIDE, SIDE, false, CANVAS_BYTES));
    canvas_next_band(&stage.canvas);
    *state = &stage;
    return 0;
}

static int tear_down(void **state) {
    Stage *s = *state;
    canvas_end(&s->canvas);
    glyphs_free(s->glyphs);
    font_close(s->font);
    diag_list_free(s->diags);
    arena_free(s->arena);
    return 0;
}

static GlyphPlace place_of(const Stage *s, uint32_t character, Len size, int64_t x, int64_t y) {
    return (GlyphPlace){.font = s->font, .glyph = font_glyph(s->font, character), .size = size, .x = x, .y = y};
}

static void draw(Stage *s, GlyphPlace place) { assert_true(glyphs_draw(s->glyphs, &place, BLACK, &s->canvas)); }

static uint8_t at(const Stage *s, int x, int y) { return canvas_row(&s->canvas, y)[x]; }

/* All the ink on the canvas, and where the first and last of it lie. */
typedef struct Ground {
    long ink;
    int left, top, right, bottom;
} Ground;

static Ground ground(const Stage *s) {
    Ground g = {0, SIDE, SIDE, -1, -1};
    for (int i = 0; i < SIDE * SIDE; i++) {
        int x = i % SIDE, y = i / SIDE, ink = 255 - at(s, x, y);
        g.ink += ink;
        if (!ink)
            continue;
        g.left = x < g.left ? x : g.left;
        g.right = x > g.right ? x : g.right;
        g.top = y < g.top ? y : g.top;
        g.bottom = y > g.bottom ? y : g.bottom;
    }
    return g;
}

static void wipe(Stage *s) { memset(s->canvas.pixels, 255, SIDE * SIDE); }

static void ink_is_that_of_the_contour(void **state) {
    Stage *s = *state;
    hb_glyph_extents_t box;
    GlyphPlace place = place_of(s, 0x25A0, 40 * LEN_PT, 20 * PIXEL, 70 * PIXEL);
    assert_true(hb_font_get_glyph_extents(s->font->font, place.glyph, &box));
    draw(s, place);
    Ground g = ground(s);
    long wanted = 255L * box.width * -box.height * 40 * 40 / 2048 / 2048;
    assert_in_range(g.ink, wanted - wanted / 200, wanted + wanted / 200);
    assert_int_equal(g.left, 20 + box.x_bearing * 40 / 2048);
    assert_int_equal(g.top, 70 - (box.y_bearing * 40 + 2047) / 2048);
    assert_int_equal(at(s, (g.left + g.right) / 2, (g.top + g.bottom) / 2), 0);
}

static void turned_it_stands_a_quarter_counter_clockwise(void **state) {
    Stage *s = *state;
    GlyphPlace place = place_of(s, 'L', 40 * LEN_PT, 30 * PIXEL, 70 * PIXEL);
    draw(s, place);
    Ground upright = ground(s);
    uint8_t kept[SIDE * SIDE];
    memcpy(kept, s->canvas.pixels, sizeof kept);
    wipe(s);
    place.turned = true;
    draw(s, place);
    assert_int_equal(ground(s).ink, upright.ink);
    /* right of the origin is above it, above it is left */
    for (int x = 0; x < 30; x++)
        for (int y = 1; y < 30; y++)
            assert_int_equal(at(s, 30 - y, 70 - 1 - x), kept[(70 - y) * SIDE + 30 + x]);
}

static void text_stands_at_quarters_and_large_glyphs_at_their_place(void **state) {
    Stage *s = *state;
    for (int large = 0; large < 2; large++) {
        Len size = large ? 90 * LEN_PT : 40 * LEN_PT;
        GlyphPlace place = place_of(s, '-', size, 10 * PIXEL, 50 * PIXEL);
        uint8_t row[2][SIDE];
        for (int i = 0; i < 2; i++) {
            wipe(s);
            place.x = 10 * PIXEL + i * 5; /* less than half of a quarter */
            draw(s, place);
            memcpy(row[i], canvas_row(&s->canvas, (ground(s).top + ground(s).bottom) / 2), SIDE);
        }
        assert_int_equal(memcmp(row[0], row[1], SIDE) == 0, !large);
        wipe(s);
        place.x = 10 * PIXEL + PIXEL / 4;
        draw(s, place);
        assert_memory_not_equal(row[0], canvas_row(&s->canvas, (ground(s).top + ground(s).bottom) / 2), SIDE);
    }
}

static void a_kept_glyph_is_the_drawn_one(void **state) {
    Stage *s = *state;
    uint8_t first[SIDE * SIDE];
    for (int i = 0; i < 3; i++) {
        wipe(s);
        for (uint32_t c = 'a'; c < 'm'; c++)
            draw(s, place_of(s, c, 12 * LEN_PT + c, (int64_t)(c - 'a') * 500, 40 * PIXEL + c));
        if (i == 0)
            memcpy(first, s->canvas.pixels, sizeof first);
        assert_memory_equal(first, s->canvas.pixels, sizeof first);
        if (i == 1) { /* all is forgotten */
            glyphs_set_scale(s->glyphs, (Scale){2, LEN_PT});
            glyphs_set_scale(s->glyphs, (Scale){1, LEN_PT});
        }
    }
}

static void the_table_may_run_over(void **state) {
    Stage *s = *state;
    GlyphPlace place = place_of(s, 'g', 30 * LEN_PT, 50 * PIXEL, 50 * PIXEL);
    uint8_t first[SIDE * SIDE];
    draw(s, place);
    memcpy(first, s->canvas.pixels, sizeof first);
    for (Len size = 1; size <= 40000; size++) {
        GlyphPlace other = place;
        other.size = 20 * LEN_PT + size;
        draw(s, other);
    }
    wipe(s);
    draw(s, place);
    assert_memory_equal(first, s->canvas.pixels, sizeof first);
}

static void nothing_comes_of_blanks_and_of_what_is_far_away(void **state) {
    Stage *s = *state;
    draw(s, place_of(s, ' ', 12 * LEN_PT, 50 * PIXEL, 50 * PIXEL));
    draw(s, place_of(s, 'x', 12 * LEN_PT, INT64_MAX, 50 * PIXEL));
    draw(s, place_of(s, 'x', 12 * LEN_PT, INT64_MIN, INT64_MIN));
    draw(s, place_of(s, 'x', LEN_MAX, 0, 0));
    draw(s, place_of(s, 'x', 0, 50 * PIXEL, 50 * PIXEL));
    GlyphPlace none = place_of(s, 'x', 12 * LEN_PT, 50 * PIXEL, 50 * PIXEL);
    none.glyph = 1000000;
    draw(s, none);
    assert_int_equal(ground(s).ink, 0);
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        STAGED(ink_is_that_of_the_contour),
        STAGED(turned_it_stands_a_quarter_counter_clockwise),
        STAGED(text_stands_at_quarters_and_large_glyphs_at_their_place),
        STAGED(a_kept_glyph_is_the_drawn_one),
        STAGED(the_table_may_run_over),
        STAGED(nothing_comes_of_blanks_and_of_what_is_far_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
