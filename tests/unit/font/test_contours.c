/*
 * A TrueType face and a CFF one. U+25A0 of Liberation Sans is a square; its o is two rings of conic curves.
 */
#include "font/contours.h"

#include "test.h"

#define TRUETYPE "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
#define CFF      SOURCE_DIR "/fonts/FandolSong-Regular.otf"

typedef struct Reading {
    Arena *arena;
    DiagList *diags;
    Contours *contours;
} Reading;

static Font *open_face(Reading *r, const char *path) {
    *r = (Reading){arena_new(), diag_list_new(), contours_new()};
    Font *font = font_open(r->arena, path, 0, SOURCE_NONE, r->diags);
    assert_non_null(font);
    assert_non_null(r->contours);
    return font;
}

static void done(Reading *r, Font *font) {
    font_close(font);
    contours_free(r->contours);
    diag_list_free(r->diags);
    arena_free(r->arena);
}

static size_t count(const ContourPoints *read, ContourKind kind) {
    size_t number = 0;
    for (size_t i = 0; i < read->points.count; i++)
        number += read->points.items[i].kind == kind;
    return number;
}

TEST(a_square_is_its_corners) {
    Reading r;
    Font *font = open_face(&r, TRUETYPE);
    hb_glyph_extents_t box;
    uint32_t glyph = font_glyph(font, 0x25A0);
    const ContourPoints *read = contours_read(r.contours, font, glyph);
    assert_int_equal(read->ends.count, 1);
    assert_int_equal(count(read, CONTOUR_ON), read->points.count);
    assert_true(hb_font_get_glyph_extents(font->font, glyph, &box));
    for (size_t i = 0; i < read->points.count; i++) {
        const ContourPoint *point = &read->points.items[i];
        int right = (box.x_bearing + box.width) * CONTOUR_UNIT, foot = (box.y_bearing + box.height) * CONTOUR_UNIT;
        assert_true(point->x == box.x_bearing * CONTOUR_UNIT || point->x == right);
        assert_true(point->y == box.y_bearing * CONTOUR_UNIT || point->y == foot);
    }
    done(&r, font);
}

TEST(curves_keep_their_kind) {
    Reading r;
    Font *font = open_face(&r, TRUETYPE);
    const ContourPoints *read = contours_read(r.contours, font, font_glyph(font, 'o'));
    assert_int_equal(read->ends.count, 2);
    assert_int_equal(read->ends.items[1], read->points.count);
    assert_true(count(read, CONTOUR_CONIC) >= 8);
    assert_int_equal(count(read, CONTOUR_CUBIC), 0);
    done(&r, font);
    font = open_face(&r, CFF);
    read = contours_read(r.contours, font, font_glyph(font, 0x6C38)); /* 永 */
    assert_true(count(read, CONTOUR_CUBIC) >= 8);
    assert_int_equal(count(read, CONTOUR_CUBIC) % 2, 0);
    assert_int_equal(count(read, CONTOUR_CONIC), 0);
    done(&r, font);
}

TEST(each_reading_begins_anew_and_blanks_are_empty) {
    Reading r;
    Font *font = open_face(&r, TRUETYPE);
    size_t first = contours_read(r.contours, font, font_glyph(font, 'o'))->points.count;
    assert_int_equal(contours_read(r.contours, font, font_glyph(font, ' '))->points.count, 0);
    assert_int_equal(contours_read(r.contours, font, font_glyph(font, ' '))->ends.count, 0);
    assert_int_equal(contours_read(r.contours, font, 1000000)->points.count, 0);
    assert_int_equal(contours_read(r.contours, font, font_glyph(font, 'o'))->points.count, first);
    done(&r, font);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_square_is_its_corners),
        cmocka_unit_test(curves_keep_their_kind),
        cmocka_unit_test(each_reading_begins_anew_and_blanks_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
