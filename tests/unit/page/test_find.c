#include "page/find.h"

#include "alloc_fail.h"
#include "test.h"

static void locate(SourceRef ref, Arena *arena, Place *place) {
    (void)ref;
    (void)arena;
    (void)place;
}

static const SourceMap data = {locate}, form = {locate};

/* Pages with what is printed on them, and who asks where. */
typedef struct Printing {
    Arena *arena;
    PageList *list;
    TagId cell, text, contents;
} Printing;

static Printing printing(size_t pages) {
    Printing p = {.arena = arena_new()};
    p.list = page_list_make(p.arena);
    p.contents = tag_add(p.list->tags, tag_add(p.list->tags, TAG_ID_DOCUMENT, TAG_CONTENTS), TAG_CONTENTS_ITEM);
    p.text = tag_add(p.list->tags, TAG_ID_DOCUMENT, TAG_PARAGRAPH);
    TagId row = tag_add(p.list->tags, tag_add(p.list->tags, TAG_ID_DOCUMENT, TAG_TABLE), TAG_ROW);
    p.cell = tag_add(p.list->tags, row, TAG_CELL);
    for (size_t i = 0; i < pages; i++)
        page_list_add(p.list, (Size){1000, 1000});
    return p;
}

static void print(const Printing *p, size_t page, TagId tag, SourceRef source) {
    page_add_glyphs(p->list, p->list->pages[page], tag, false, (Point){0, 0}, &(GlyphRun){.source = source});
}

static SourceRef ref(const SourceMap *map, uint32_t index, uint32_t within) { return (SourceRef){map, index, within}; }

static int find(const Printing *p, SourceRef source) {
    return page_index_find(page_index_make(p->arena, p->list), source);
}

TEST(a_value_is_found_where_it_is_first_printed) {
    Printing p = printing(4);
    print(&p, 3, p.text, ref(&data, 7, 0));
    print(&p, 2, p.text, ref(&data, 7, 0));
    print(&p, 1, p.text, ref(&form, 7, 0));
    assert_int_equal(find(&p, ref(&data, 7, 0)), 2);
    assert_int_equal(find(&p, ref(&form, 7, 0)), 1);
    assert_int_equal(find(&p, ref(&data, 8, 0)), -1);
    assert_int_equal(find(&p, SOURCE_NONE), -1);
    arena_free(p.arena);
}

TEST(a_cell_goes_before_text_and_text_before_contents_and_heads) {
    Printing p = printing(5);
    print(&p, 0, p.contents, ref(&data, 1, 0));
    print(&p, 1, TAG_ID_ARTIFACT, ref(&data, 1, 0));
    print(&p, 2, p.text, ref(&data, 1, 0));
    assert_int_equal(find(&p, ref(&data, 1, 0)), 2);
    print(&p, 4, p.cell, ref(&data, 1, 0));
    assert_int_equal(find(&p, ref(&data, 1, 0)), 4);
    arena_free(p.arena);
}

TEST(a_place_within_a_text_is_on_the_page_of_its_line) {
    Printing p = printing(4);
    print(&p, 0, p.contents, ref(&data, 1, 1));
    print(&p, 0, p.contents, ref(&data, 1, 61));
    print(&p, 1, p.text, ref(&data, 1, 1));
    print(&p, 2, p.text, ref(&data, 1, 40));
    print(&p, 3, p.text, ref(&data, 1, 90));
    assert_int_equal(find(&p, ref(&data, 1, 0)), 1);
    assert_int_equal(find(&p, ref(&data, 1, 39)), 1);
    assert_int_equal(find(&p, ref(&data, 1, 40)), 2);
    assert_int_equal(find(&p, ref(&data, 1, 89)), 2);
    assert_int_equal(find(&p, ref(&data, 1, 500)), 3);
    arena_free(p.arena);
}

TEST(what_is_not_printed_is_looked_for_among_its_neighbours) {
    Printing p = printing(3);
    print(&p, 1, p.cell, ref(&data, 12, 0));
    print(&p, 2, p.cell, ref(&data, 14, 0));
    const PageIndex *index = page_index_make(p.arena, p.list);
    assert_int_equal(page_index_find_among(index, &data, 10, 15), 1);
    assert_int_equal(page_index_find_among(index, &data, 13, 15), 2);
    assert_int_equal(page_index_find_among(index, &data, 10, 12), -1);
    assert_int_equal(page_index_find_among(index, &data, 15, 99), -1);
    assert_int_equal(page_index_find_among(index, &form, 0, 99), -1);
    arena_free(p.arena);
}

TEST(without_memory_there_is_no_index) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        alloc_fail_at(0);
        Printing p = printing(1);
        print(&p, 0, p.text, ref(&data, 1, 0));
        for (size_t i = 0; i < 3000; i++)
            print(&p, 0, p.text, ref(&data, 2, 0));
        alloc_fail_at(n);
        assert_true(page_index_make(p.arena, p.list) || arena_failed(p.arena));
        arena_free(p.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_found_where_it_is_first_printed),
        cmocka_unit_test(a_cell_goes_before_text_and_text_before_contents_and_heads),
        cmocka_unit_test(a_place_within_a_text_is_on_the_page_of_its_line),
        cmocka_unit_test(what_is_not_printed_is_looked_for_among_its_neighbours),
        cmocka_unit_test(without_memory_there_is_no_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
