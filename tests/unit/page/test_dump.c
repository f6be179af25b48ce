#include "page/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "alloc_fail.h"

static const Glyph GLYPHS[] = {{7, 0, 15750, 0, 0}, {8, 3, 7875, -120, 30}};

static int set_up(void **state) { return (*state = arena_new()) ? 0 : -1; }

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void fill_tags(TagTree *tree) {
    TagId part = tag_add(tree, TAG_ID_DOCUMENT, TAG_PART);
    TagId heading = tag_add(tree, part, TAG_HEADING);
    tag_at(tree, heading)->level = 2;
    tag_at(tree, heading)->title = "一、\"职能\"\n";
    tag_at(tree, heading)->in_outline = true;
    TagId cell = tag_add(tree, part, TAG_HEADER_CELL);
    tag_at(tree, cell)->row_span = 2;
    tag_at(tree, cell)->col_span = 3;
    tag_at(tree, cell)->scope = SCOPE_COLUMN;
    tag_add(tree, TAG_ID_DOCUMENT, TAG_NOTE);
}

static PageList *sample(Arena *arena) {
    static const char *const FACES[] = {"FandolFang-Regular"};
    PageList *list = page_list_make(arena);
    list->title = "部门预算";
    list->language = "zh-CN";
    list->author = "某局";
    list->date = "2020-01-16";
    list->face_names = FACES;
    list->face_count = 1;
    fill_tags(list->tags);
    Page *page = page_list_add(list, (Size){595276, 841890});
    page->label = "1";
    page->master = "body";
    GlyphRun run = {.size = 15750, .color = COLOR_BLACK, .glyphs = GLYPHS, .glyph_count = 2, .text = STR("预，")};
    page_add_glyphs(list, page, 3, false, (Point){79370, 104880}, &run);
    run.face = 4;
    run.color = COLOR_RED;
    page_add_glyphs(list, page, TAG_ID_ARTIFACT, true, (Point){0, -1}, &run);
    page_add_rule(list, page, TAG_ID_ARTIFACT, false, (Rule){{1000, 2500, 3001, 500}, COLOR_BLACK});
    page_add_link(list, page, 3, false, (Link){{0, 0, 1000, 1000}, 5, NULL});
    page_add_link(list, page, 3, false, (Link){{0, 0, 1000, 1000}, 0, "https://example.cn/"});
    page_add_field(list, page, 5, true, (SignField){{500, 600, 85039, 34016}, "拟稿"});
    Page *plain = page_list_add(list, (Size){1000, 2000});
    plain->trim = (Rect){100, 100, 800, 1800};
    return list;
}

static const char WHOLE[] =
    "document \"部门预算\" zh-CN author \"某局\" date 2020-01-16\n"
    "page 1 \"1\" body 595.276x841.89\n"
    "  text FandolFang-Regular 15.75 at 79.37,104.88 wide 23.625 tag 3 \"预，\" [7@0+15.75 8@3+7.875(-0.12,0.03)]\n"
    "  turned text face-4 15.75 at 0,-0.001 wide 23.625 cmyk 0,800,800,0 tag 0 \"预，\" [7@0+15.75 "
    "8@3+7.875(-0.12,0.03)]\n"
    "  rule 1,2.5 3.001x0.5 tag 0\n"
    "  link 0,0 1x1 tag 3 -> 5\n"
    "  link 0,0 1x1 tag 3 -> \"https://example.cn/\"\n"
    "  turned field 0.5,0.6 85.039x34.016 tag 5 \"拟稿\"\n"
    "page 2 \"\" 1x2 trim 0.1,0.1 0.8x1.8\n"
    "tags\n"
    "  1 Document page 1\n"
    "    2 Part page 1\n"
    "      3 H2 \"一、\\\"职能\\\"\\x0A\" outline page 1\n"
    "      4 TH rows 2 cols 3 scope column\n"
    "    5 Note page 1\n";

static void test_the_whole_dump(void **state) {
    Buf out = {0};
    page_list_dump(sample(*state), /*glyphs*/ true, &out);
    buf_char(&out, '\0');
    assert_false(buf_failed(&out));
    assert_string_equal(out.bytes, WHOLE);
    buf_free(&out);
}

static void test_the_short_dump_has_no_glyphs(void **state) {
    Buf out = {0};
    page_list_dump(sample(*state), /*glyphs*/ false, &out);
    buf_char(&out, '\0');
    assert_null(strstr(out.bytes, "@"));
    assert_non_null(strstr(out.bytes, "wide 23.625 tag 3 \"预，\"\n"));
    buf_free(&out);
}

static void test_deep_nesting(void **state) {
    PageList *list = page_list_make(*state);
    TagId id = TAG_ID_DOCUMENT;
    for (int i = 0; i < 2000; i++)
        id = tag_add(list->tags, id, TAG_SECTION);
    Buf out = {0};
    page_list_dump(list, false, &out);
    assert_false(buf_failed(&out));
    buf_free(&out);
}

/* Whichever allocation fails: no crash, no leak, and the arena or the buffer says so. */
static void test_running_out_of_memory(void **state) {
    (void)state;
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        Buf out = {0};
        PageList *list = arena ? page_list_make(arena) : NULL;
        for (int i = 0; list && i < 40; i++) {
            Page *page = page_list_add(list, (Size){1000, 1000});
            for (int k = 0; k < 200; k++)
                page_add_rule(list, page, tag_add(list->tags, TAG_ID_DOCUMENT, TAG_CELL), false, (Rule){0});
        }
        if (list)
            page_list_dump(list, true, &out);
        assert_true(!list || !alloc_fail_happened() || arena_failed(arena) || buf_failed(&out));
        buf_free(&out);
        arena_free(arena);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_the_whole_dump),
        TEST(test_the_short_dump_has_no_glyphs),
        TEST(test_deep_nesting),
        cmocka_unit_test(test_running_out_of_memory),
    };
    return cmocka_run_group_tests_name("dump", tests, NULL, NULL);
}
