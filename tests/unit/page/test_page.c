#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const Size A4 = {595276, 841890};

static int set_up(void **state) { return (*state = arena_new()) ? 0 : -1; }

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void test_a_new_page(void **state) {
    PageList *list = page_list_make(*state);
    page_list_add(list, (Size){1, 2});
    Page *page = page_list_add(list, A4);
    assert_int_equal(list->count, 2);
    assert_ptr_equal(list->pages[1], page);
    assert_int_equal(page->index, 1);
    assert_int_equal(page->trim.width, A4.width);
    assert_int_equal(page->trim.height, A4.height);
    assert_string_equal(page->label, "");
    assert_int_equal(page->count, 0);
}

static void test_items_are_kept_in_order_and_place_their_tags(void **state) {
    PageList *list = page_list_make(*state);
    Page *page = page_list_add(list, A4);
    TagId paragraph = tag_add(list->tags, TAG_ID_DOCUMENT, TAG_PARAGRAPH);
    const Glyph glyphs[] = {{7, 0, 10000, 0, 0}, {8, 3, 5000, 0, 0}};
    GlyphRun run = {.size = 10000, .color = COLOR_BLACK, .glyphs = glyphs, .glyph_count = 2, .text = STR("预，")};
    page_add_glyphs(list, page, paragraph, false, (Point){100000, 200000}, &run);
    page_add_rule(list, page, TAG_ID_ARTIFACT, false, (Rule){{1, 2, 3, 4}, COLOR_RED});
    page_add_link(list, page, paragraph, false, (Link){{5, 6, 7, 8}, TAG_ID_DOCUMENT, NULL});
    assert_int_equal(page->count, 3);
    assert_int_equal(page->items[0].kind, PAGE_GLYPHS);
    assert_int_equal(glyph_run_width(&page->items[0].run), 15000);
    assert_int_equal(page->items[1].rule.box.height, 4);
    assert_int_equal(page->items[1].at.x, 1);
    assert_int_equal(page->items[2].link.target, TAG_ID_DOCUMENT);
    const Tag *tag = tag_at(list->tags, paragraph);
    assert_int_equal(tag->page, 0);
    assert_int_equal(tag->at.x, 100000);
    assert_int_equal(tag->at.y, 200000 - 8800);
}

static void test_many_items_and_pages(void **state) {
    PageList *list = page_list_make(*state);
    for (int i = 0; i < 5000; i++)
        assert_non_null(page_list_add(list, A4));
    Page *page = list->pages[4999];
    for (int i = 0; i < 5000; i++)
        page_add_rule(list, page, TAG_ID_ARTIFACT, false, (Rule){{i, 0, 1, 1}, COLOR_BLACK});
    assert_int_equal(page->count, 5000);
    assert_int_equal(page->items[4321].rule.box.x, 4321);
    assert_int_equal(page->index, 4999);
}

static void test_turned_content_has_its_head_at_the_left_edge(void **state) {
    PageList *list = page_list_make(*state);
    Page *page = page_list_add(list, A4);
    Point corner = page_turn_point(A4, (Point){0, 0});
    assert_int_equal(corner.x, 0);
    assert_int_equal(corner.y, A4.height);
    Rect box = page_turn_rect(A4, (Rect){100, 50, 400, 20});
    assert_int_equal(box.x, 50);
    assert_int_equal(box.y, A4.height - 500);
    assert_int_equal(box.width, 20);
    assert_int_equal(box.height, 400);
    TagId cell = tag_add(list->tags, TAG_ID_DOCUMENT, TAG_CELL);
    page_add_rule(list, page, cell, true, (Rule){{100, 50, 400, 20}, COLOR_BLACK});
    assert_int_equal(tag_at(list->tags, cell)->at.x, 50);
    assert_int_equal(tag_at(list->tags, cell)->at.y, A4.height - 500);
}

static void test_out_of_memory(void **state) {
    Arena *arena = *state;
    PageList *list = page_list_make(arena);
    Page *page = page_list_add(list, A4);
    arena_fail(arena);
    assert_null(page_list_make(arena));
    assert_null(page_list_add(list, A4));
    page_add_rule(list, page, 0, false, (Rule){{1, 2, 3, 4}, COLOR_RED});
    page_add_link(list, page, 0, false, (Link){{1, 2, 3, 4}, 0, "x"});
    GlyphRun run = {.size = 1};
    page_add_glyphs(list, page, 0, false, (Point){0, 0}, &run);
    page_add_glyphs(list, NULL, 0, false, (Point){0, 0}, &run);
    page_add_glyphs(NULL, NULL, 0, false, (Point){0, 0}, &run);
    assert_int_equal(page->count, 0);
    assert_int_equal(list->count, 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_new_page),           TEST(test_items_are_kept_in_order_and_place_their_tags),
        TEST(test_many_items_and_pages), TEST(test_turned_content_has_its_head_at_the_left_edge),
        TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
