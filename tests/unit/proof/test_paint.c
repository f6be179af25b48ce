/*
 * The pages of the PDF writer's specimen, which need everything a page list can hold.
 */
#include "proof/paint.h"

#include <stdlib.h>
#include <string.h>

#include "specimen.h"
#include "test.h"

static Specimen specimen;

static int open_specimen(void **state) {
    (void)state;
    if (!specimen_open(&specimen, BUILD_DIR "/test_paint_cut.otf"))
        return 1;
    specimen_fill(&specimen);
    return 0;
}

static int close_specimen(void **state) {
    (void)state;
    specimen_close(&specimen);
    return 0;
}

/* The whole picture, painted in bands of at most so many bytes. */
static uint8_t *paint(const Page *page, Scale scale, int64_t band_bytes, size_t *size) {
    Glyphs *glyphs = glyphs_new();
    Rules rules = {0};
    Canvas canvas;
    glyphs_set_scale(glyphs, scale);
    Paint painter = {specimen.fonts, glyphs, &rules, scale};
    int width = (int)scale_hold(scale, page->sheet.width), height = (int)scale_hold(scale, page->sheet.height);
    size_t row = (size_t)width * (paint_is_colored(page) ? 3 : 1), at = 0;
    uint8_t *picture = malloc(row * (size_t)height);
    assert_true(canvas_begin(&canvas, width, height, paint_is_colored(page), band_bytes));
    while (canvas_next_band(&canvas)) {
        assert_true(paint_page(&painter, page, &canvas));
        memcpy(picture + at, canvas.pixels, row * (size_t)canvas.rows);
        at += row * (size_t)canvas.rows;
    }
    assert_int_equal(at, row * (size_t)height);
    canvas_end(&canvas);
    rules_free(&rules);
    glyphs_free(glyphs);
    *size = at;
    return picture;
}

TEST(bands_fit_together_to_the_bit) {
    const int resolutions[] = {72, 240};
    for (size_t i = 0; i < specimen.pages->count; i++)
        for (size_t r = 0; r < 2; r++) {
            size_t size, again;
            const Page *page = specimen.pages->pages[i];
            uint8_t *whole = paint(page, scale_of_dpi(resolutions[r]), (int64_t)1 << 30, &size);
            uint8_t *banded = paint(page, scale_of_dpi(resolutions[r]), 30000, &again);
            assert_int_equal(size, again);
            assert_memory_equal(whole, banded, size);
            free(whole);
            free(banded);
        }
}

TEST(a_page_is_coloured_if_anything_on_it_is) {
    Arena *arena = arena_new();
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, (Size){100000, 100000});
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 1000, 1000}, (Color){0, 0, 0, 300}});
    page_add_link(list, page, 0, false, (Link){{0, 0, 1000, 1000}, 1, NULL});
    assert_false(paint_is_colored(page));
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 1000, 1000}, COLOR_RED});
    assert_true(paint_is_colored(page));
    arena_free(arena);
}

TEST(a_turned_rule_stands_where_the_page_says) {
    Arena *arena = arena_new();
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, (Size){60000, 80000});
    size_t size;
    page_add_rule(list, page, 0, true, (Rule){{10000, 20000, 30000, 2000}, COLOR_BLACK});
    uint8_t *picture = paint(page, scale_of_dpi(72), 1 << 20, &size);
    for (int y = 0; y < 80; y++)
        for (int x = 0; x < 60; x++) {
            bool inside = x >= 20 && x < 22 && y >= 40 && y < 70;
            assert_int_equal(picture[y * 60 + x], inside ? 0 : 255);
        }
    free(picture);
    arena_free(arena);
}

TEST(items_cover_what_was_put_down_before) {
    Arena *arena = arena_new();
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, (Size){4000, 4000});
    size_t size;
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 4000, 4000}, COLOR_BLACK});
    page_add_rule(list, page, 0, false, (Rule){{0, 0, 2000, 4000}, (Color){0, 0, 0, 0}});
    uint8_t *picture = paint(page, scale_of_dpi(72), 1 << 20, &size);
    assert_memory_equal(picture, ((const uint8_t[]){255, 255, 0, 0}), 4);
    free(picture);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_fit_together_to_the_bit),
        cmocka_unit_test(a_page_is_coloured_if_anything_on_it_is),
        cmocka_unit_test(a_turned_rule_stands_where_the_page_says),
        cmocka_unit_test(items_cover_what_was_put_down_before),
    };
    return cmocka_run_group_tests(tests, open_specimen, close_specimen);
}
