/* What becomes of outlines: fewer pieces, within the tolerance, with corners and strokes as they were. */
#include "fit.h"

#include "../../support/test.h"
#include "shapes.h"

#define TOLERANCE 2.0

typedef struct Case {
    Outline old, new;
    FitTally tally;
} Case;

/* Lightens c->old; what holds of every outline is asserted here. */
static void lighten(Case *c) {
    Fit *fit = fit_new(TOLERANCE, 1);
    assert_non_null(fit);
    assert_true(fit_outline(fit, &c->old, &c->new));
    c->tally = *fit_tally(fit);
    fit_free(fit);
    assert_int_equal(c->new.contours.count, c->old.contours.count);
    Compare compare = {.unit = 1};
    for (size_t i = 0; i < c->old.contours.count; i++) {
        Deviation d = {0};
        assert_true(compare_contours(&compare, &c->old, i, &c->new, i, &d));
        assert_true(d.most <= TOLERANCE);
        assert_true(compare_area(&c->old, i) * compare_area(&c->new, i) > 0);
    }
    compare_free(&compare);
    assert_true(c->tally.deviation.most <= TOLERANCE);
    assert_int_equal(c->tally.pieces_after, c->new.pieces.count);
}

static void end(Case *c) {
    outline_free(&c->old);
    outline_free(&c->new);
}

TEST(a_traced_circle_becomes_a_few_curves) {
    Case c = {0};
    draw_circle(&c.old, 500, 500, 400, 180);
    lighten(&c);
    assert_in_range(c.new.pieces.count, 2, 8);
    end(&c);
}

TEST(points_along_a_line_go_and_corners_stay) {
    Case c = {0};
    outline_begin(&c.old, (Spot){0, 0});
    for (int x = 30; x <= 600; x += 30)
        draw_line(&c.old, x, x / 30 % 2);
    for (int y = 30; y <= 300; y += 30)
        draw_line(&c.old, 600 + y / 30 % 2, y);
    draw_line(&c.old, 0, 300);
    outline_end(&c.old);
    lighten(&c);
    assert_int_equal(c.new.pieces.count, 4);
    end(&c);
}

TEST(level_and_upright_strokes_stay_straight) {
    Case c = {0};
    outline_begin(&c.old, (Spot){100, 101});
    draw_line(&c.old, 500, 101);                      /* level, */
    draw_curve(&c.old, 540, 102, 580, 103, 620, 107); /* bends off so slowly that one line would do */
    draw_line(&c.old, 620, 407);                      /* upright */
    draw_curve(&c.old, 619, 420, 618, 430, 616, 440);
    draw_line(&c.old, 100, 440);
    outline_end(&c.old);
    lighten(&c);
    int level = 0, upright = 0;
    Spot start = c.new.contours.items[0].start;
    for (size_t i = 0; i < c.new.pieces.count; i++) {
        const Piece *p = &c.new.pieces.items[i];
        level += p->line && fabs(p->end.y - start.y) < 0.5 && fabs(p->end.x - start.x) > 390;
        upright += p->line && fabs(p->end.x - start.x) < 0.5 && fabs(p->end.y - start.y) > 290;
        start = p->end;
    }
    assert_int_equal(level, 2);
    assert_int_equal(upright, 2);
    end(&c);
}

/* Two stems with equal coordinates have equal coordinates afterwards, so they stay equally wide. */
TEST(equal_coordinates_stay_equal) {
    Case c = {0};
    draw_box(&c.old, 100, 31, 127, 700);
    draw_box(&c.old, 400, 31, 427, 700);
    lighten(&c);
    const Piece *p = c.new.pieces.items;
    double bottom = c.new.contours.items[0].start.y;
    for (size_t i = 0; i < 4; i++)
        assert_true(p[i].end.y >= p[i + 4].end.y && p[i].end.y <= p[i + 4].end.y);
    assert_true(fabs(bottom - 31) <= 1);
    assert_true(fabs((p[0].end.x - p[2].end.x) - 27) <= 2);
    end(&c);
}

TEST(a_dot_does_not_vanish) {
    Case c = {0};
    draw_box(&c.old, 10, 10, 12, 12);
    draw_box(&c.old, 100, 100, 101, 300); /* nor does a hair */
    lighten(&c);
    assert_true(fabs(compare_area(&c.new, 0)) >= 1);
    assert_true(fabs(compare_area(&c.new, 1)) >= 100);
    end(&c);
}

/* Two bars a unit apart would meet on the grid. */
TEST(contours_do_not_run_into_each_other) {
    Case c = {0};
    draw_circle(&c.old, 300, 300, 200, 90);
    draw_circle(&c.old, 300, 300, 198, 77);
    lighten(&c);
    Compare compare = {.unit = 1};
    size_t before, after;
    assert_true(compare_crossings(&compare, &c.old, 0, 2, &before));
    assert_true(compare_crossings(&compare, &c.new, 0, 2, &after));
    assert_true(after <= before);
    compare_free(&compare);
    end(&c);
}

TEST(the_same_comes_out_again) {
    Case a = {0}, b = {0};
    draw_circle(&a.old, 500, 500, 333, 97);
    draw_circle(&b.old, 500, 500, 333, 97);
    lighten(&a);
    lighten(&b);
    assert_int_equal(a.new.pieces.count, b.new.pieces.count);
    for (size_t i = 0; i < a.new.pieces.count; i++)
        assert_true(spot_same(a.new.pieces.items[i].end, b.new.pieces.items[i].end));
    end(&a);
    end(&b);
}

TEST(nothing_becomes_nothing) {
    Case c = {0};
    lighten(&c);
    assert_int_equal(c.new.contours.count, 0);
    end(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_traced_circle_becomes_a_few_curves),
        cmocka_unit_test(points_along_a_line_go_and_corners_stay),
        cmocka_unit_test(level_and_upright_strokes_stay_straight),
        cmocka_unit_test(equal_coordinates_stay_equal),
        cmocka_unit_test(a_dot_does_not_vanish),
        cmocka_unit_test(contours_do_not_run_into_each_other),
        cmocka_unit_test(the_same_comes_out_again),
        cmocka_unit_test(nothing_becomes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
