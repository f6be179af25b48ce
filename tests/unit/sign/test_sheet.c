#include "sign/sheet.h"

#include "test.h"

static PdfPage page_turned(int rotate) {
    PdfBox box = {10000, 20000, 310000, 420000}; /* 300 x 400 pt, not at the origin */
    return (PdfPage){.media = box, .crop = box, .rotate = rotate};
}

static void assert_point(SheetPoint point, int64_t x, int64_t y) {
    assert_int_equal(point.x, x);
    assert_int_equal(point.y, y);
}

/* ISO 32000-1, table 30: Rotate turns clockwise, so that at 90 the page's lower left becomes the upper left. */
TEST(the_upper_left_as_looked_at) {
    static const int64_t corners[4][2] = {{10000, 420000}, {10000, 20000}, {310000, 20000}, {310000, 420000}};
    for (int i = 0; i < 4; i++) {
        PdfPage page = page_turned(90 * i);
        assert_point(sheet_to_page(&page, (SheetPoint){0, 0}), corners[i][0], corners[i][1]);
        assert_point(sheet_size(&page), i % 2 ? 400000 : 300000, i % 2 ? 300000 : 400000);
    }
}

TEST(points_go_both_ways) {
    for (int rotate = 0; rotate < 360; rotate += 90) {
        PdfPage page = page_turned(rotate);
        SheetPoint point = {12345, 67890};
        SheetPoint back = sheet_from_page(&page, sheet_to_page(&page, point));
        assert_point(back, point.x, point.y);
    }
}

/* What goes up on the page as looked at goes where the matrix says. */
TEST(the_matrix_turns_as_the_points_do) {
    for (int rotate = 0; rotate < 360; rotate += 90) {
        PdfPage page = page_turned(rotate);
        const int *turn = sheet_turn(&page);
        SheetPoint from = sheet_to_page(&page, (SheetPoint){50000, 50000});
        SheetPoint right = sheet_to_page(&page, (SheetPoint){51000, 50000}),
                   up = sheet_to_page(&page, (SheetPoint){50000, 49000});
        assert_point((SheetPoint){right.x - from.x, right.y - from.y}, 1000 * turn[0], 1000 * turn[1]);
        assert_point((SheetPoint){up.x - from.x, up.y - from.y}, 1000 * turn[2], 1000 * turn[3]);
    }
}

TEST(a_crop_box_beyond_the_paper_is_cut) {
    PdfPage page = page_turned(0);
    page.crop = (PdfBox){-5000, 100000, 200000, 900000};
    assert_point(sheet_size(&page), 190000, 320000);
    page.crop = (PdfBox){900000, 900000, 910000, 910000};
    assert_point(sheet_size(&page), 300000, 400000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_upper_left_as_looked_at),
        cmocka_unit_test(points_go_both_ways),
        cmocka_unit_test(the_matrix_turns_as_the_points_do),
        cmocka_unit_test(a_crop_box_beyond_the_paper_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
