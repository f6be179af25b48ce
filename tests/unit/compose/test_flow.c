/*
 * Flow knows lines by their count and leading only, so galleys of empty lines are enough to ask it everything.
 */
#include "compose/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define PITCH 20000
#define LINES 10

static const PageMaster master = {.name = "body",
                                  .sheet = {300000, 300000},
                                  .top = 50000,
                                  .inner = 50000,
                                  .area = {200000, LINES *PITCH},
                                  .grid_lines = LINES,
                                  .pitch = PITCH};

typedef struct Case {
    Arena *arena;
    DiagList *diags;
    Galley galley;
    FlowPlan plan;
} Case;

static int set_up(void **state) {
    static Case c;
    c = (Case){.arena = arena_new(), .diags = diag_list_new()};
    *state = &c;
    return c.arena && c.diags ? 0 : -1;
}

static int tear_down(void **state) {
    Case *c = *state;
    flow_plan_free(&c->plan);
    galley_free(&c->galley);
    diag_list_free(c->diags);
    arena_free(c->arena);
    return 0;
}

static void begin(Case *c, GalleyPage page) {
    page.master = &master;
    galley_add_page(&c->galley, page, SOURCE_NONE);
}

static GalleyText lines(Case *c, size_t count) {
    GalleyText text = {.part_count = 1, .count = count, .leading = PITCH, .orphans = 2, .widows = 2, .on_grid = true};
    text.parts[0].lines = ARENA_ARRAY(c->arena, Line, count);
    text.parts[0].count = count;
    return text;
}

static void add_lines(Case *c, size_t count) {
    GalleyText text = lines(c, count);
    galley_add_text(&c->galley, &text, SOURCE_NONE);
}

static void add_heading(Case *c, size_t count) {
    GalleyText text = lines(c, count);
    text.keep_next = true;
    galley_add_text(&c->galley, &text, SOURCE_NONE);
}

static void flow(Case *c) { assert_true(flow_plan_make(c->arena, &c->galley, &c->plan, c->diags)); }

static void expect_piece(const Case *c, size_t piece, uint32_t page, Len y, size_t first, size_t count) {
    assert_true(piece < c->plan.pieces.count);
    const FlowPiece *p = &c->plan.pieces.items[piece];
    assert_int_equal(p->page, page);
    assert_int_equal(p->y, y);
    assert_int_equal(p->first, first);
    assert_int_equal(p->count, count);
}

static void test_a_paragraph_goes_on_to_the_next_page(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL});
    add_lines(c, 25);
    flow(c);
    assert_int_equal(c->plan.pages.count, 3);
    expect_piece(c, 0, 0, 0, 0, 10);
    expect_piece(c, 1, 1, 0, 10, 10);
    expect_piece(c, 2, 2, 0, 20, 5);
}

static void test_no_widow_at_a_pages_top(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, 5);
    add_lines(c, 6);
    flow(c);
    expect_piece(c, 1, 0, 5 * PITCH, 0, 4);
    expect_piece(c, 2, 1, 0, 4, 2);
}

static void test_no_orphan_at_a_pages_foot(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, 9);
    add_lines(c, 6);
    flow(c);
    expect_piece(c, 1, 1, 0, 0, 6);
}

static void test_three_lines_are_not_divided(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, 8);
    add_lines(c, 3);
    flow(c);
    expect_piece(c, 1, 1, 0, 0, 3);
}

static void test_a_heading_stays_with_what_follows(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, 7);
    add_heading(c, 1);
    add_heading(c, 1);
    add_lines(c, 4);
    flow(c);
    expect_piece(c, 1, 1, 0, 0, 1);
    expect_piece(c, 2, 1, PITCH, 0, 1);
    expect_piece(c, 3, 1, 2 * PITCH, 0, 4);
    assert_int_equal(c->plan.item_pages[2], 1);
}

static void test_a_heading_with_room_for_two_lines_stays(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, 7);
    add_heading(c, 1);
    add_lines(c, 4);
    flow(c);
    expect_piece(c, 1, 0, 7 * PITCH, 0, 1);
    expect_piece(c, 2, 0, 8 * PITCH, 0, 2);
    expect_piece(c, 3, 1, 0, 2, 2);
}

static void test_headings_longer_than_a_page_are_set_all_the_same(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    for (int i = 0; i < 35; i++)
        add_heading(c, 1);
    flow(c);
    assert_int_equal(c->plan.pieces.count, 35);
    assert_int_equal(c->plan.pages.count, 4);
}

static void test_space_is_dropped_at_a_pages_top(void **state) {
    Case *c = *state;
    GalleyText text = lines(c, 4);
    text.before = 3 * PITCH;
    begin(c, (GalleyPage){0});
    galley_add_text(&c->galley, &text, SOURCE_NONE);
    galley_add_text(&c->galley, &text, SOURCE_NONE);
    flow(c);
    expect_piece(c, 0, 0, 0, 0, 4);
    expect_piece(c, 1, 0, 7 * PITCH, 0, 2);
    expect_piece(c, 2, 1, 0, 2, 2);
}

static void test_a_space_of_the_story_stands_where_the_story_begins_a_page(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    galley_add_space(&c->galley, (GalleySpace){.height = 3 * PITCH}, SOURCE_NONE);
    add_lines(c, 1);
    flow(c);
    expect_piece(c, 0, 0, 3 * PITCH, 0, 1);
}

static void test_the_text_returns_to_the_grid(void **state) {
    Case *c = *state;
    GalleyText title = lines(c, 1);
    title.leading = PITCH + 7000;
    title.on_grid = false;
    begin(c, (GalleyPage){0});
    galley_add_text(&c->galley, &title, SOURCE_NONE);
    add_lines(c, 1);
    flow(c);
    expect_piece(c, 1, 0, 2 * PITCH, 0, 1);
}

static void test_fills_share_what_a_page_has_left(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    galley_add_space(&c->galley, (GalleySpace){.fill = 1}, SOURCE_NONE);
    add_lines(c, 1);
    galley_add_space(&c->galley, (GalleySpace){.fill = 2}, SOURCE_NONE);
    add_lines(c, 1);
    begin(c, (GalleyPage){0});
    add_lines(c, 1);
    flow(c);
    expect_piece(c, 0, 0, len_scale(8 * PITCH, 1, 3), 0, 1);
    expect_piece(c, 1, 0, 9 * PITCH, 0, 1);
    expect_piece(c, 2, 1, 0, 0, 1);
}

static void test_a_page_asked_for_twice_is_one(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    begin(c, (GalleyPage){0});
    add_lines(c, 1);
    begin(c, (GalleyPage){0});
    flow(c);
    assert_int_equal(c->plan.pages.count, 1);
}

static void test_numbers_restart_and_unnumbered_pages_do_not_count(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){.numbers = NUMBER_NONE});
    add_lines(c, 1);
    begin(c, (GalleyPage){.numbers = NUMBER_ROMAN});
    add_lines(c, 11);
    begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL, .restart = true, .first_number = 5});
    add_lines(c, 1);
    begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL});
    add_lines(c, 1);
    flow(c);
    const int64_t numbers[] = {0, 1, 2, 5, 6};
    assert_int_equal(c->plan.pages.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(c->plan.pages.items[i].number, numbers[i]);
    assert_int_equal(c->plan.last_numbers.items[c->plan.pages.items[1].sequence], 2);
    assert_int_equal(c->plan.last_numbers.items[c->plan.pages.items[3].sequence], 6);
}

static void test_an_odd_start_puts_a_blank_page_before(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL});
    add_lines(c, 1);
    begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL, .odd_start = true});
    add_lines(c, 1);
    flow(c);
    assert_int_equal(c->plan.pages.count, 3);
    assert_true(c->plan.pages.items[1].blank);
    assert_int_equal(c->plan.pages.items[2].number, 3);
    expect_piece(c, 1, 2, 0, 0, 1);
}

static void test_a_line_higher_than_the_page_is_a_fault(void **state) {
    Case *c = *state;
    GalleyText text = lines(c, 1);
    text.leading = (LINES + 1) * PITCH;
    begin(c, (GalleyPage){0});
    add_lines(c, 1);
    galley_add_text(&c->galley, &text, SOURCE_NONE);
    assert_false(flow_plan_make(c->arena, &c->galley, &c->plan, c->diags));
    assert_int_equal(diag_item(c->diags, 0)->code, DIAG_FLOW_TOO_HIGH);
}

static void test_more_pages_than_a_list_holds_are_a_fault(void **state) {
    Case *c = *state;
    begin(c, (GalleyPage){0});
    add_lines(c, ((size_t)PAGE_LIST_MAX + 1) * LINES);
    assert_false(flow_plan_make(c->arena, &c->galley, &c->plan, c->diags));
    assert_int_equal(diag_count(c->diags), 1);
    assert_int_equal(diag_item(c->diags, 0)->code, DIAG_FLOW_PAGES);
}

/* ---- any galley ----------------------------------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t any(uint32_t limit) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

static void add_anything(Case *c) {
    switch (any(12)) {
    case 0: begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL}); return;
    case 1: galley_add_space(&c->galley, (GalleySpace){.height = any(3) * PITCH / 2}, SOURCE_NONE); return;
    case 2: galley_add_space(&c->galley, (GalleySpace){.fill = 1 + (int)any(3)}, SOURCE_NONE); return;
    default: break;
    }
    GalleyText text = lines(c, 1 + any(14));
    text.keep_next = any(4) == 0;
    text.keep_whole = any(5) == 0;
    text.on_grid = any(3) != 0;
    text.before = any(3) ? 0 : any(2 * PITCH);
    text.after = any(3) ? 0 : any(2 * PITCH);
    galley_add_text(&c->galley, &text, SOURCE_NONE);
}

/* Every line of every text stands once, in order, within its page, below what stands before it. */
static void check_plan(const Case *c) {
    size_t piece = 0;
    for (size_t item = 0; item < c->galley.items.count; item++) {
        const GalleyItem *it = &c->galley.items.items[item];
        if (it->kind != GALLEY_TEXT)
            continue;
        for (size_t next = 0; next < it->text.count; piece++) {
            const FlowPiece *p = &c->plan.pieces.items[piece];
            assert_ptr_equal(p->text, &it->text);
            assert_int_equal(p->first, next);
            assert_true(p->y >= 0 && p->y + (Len)p->count * it->text.leading <= LINES * PITCH);
            next += p->count;
        }
    }
    assert_int_equal(piece, c->plan.pieces.count);
    for (size_t i = 1; i < piece; i++) {
        const FlowPiece *a = &c->plan.pieces.items[i - 1], *b = &c->plan.pieces.items[i];
        assert_true(a->page < b->page || (a->page == b->page && a->y + (Len)a->count * PITCH <= b->y));
    }
}

static void test_any_galley_is_set_whole_and_in_order(void **state) {
    Case *c = *state;
    for (seed = 1; seed < 400000000u; seed += 1000003) {
        begin(c, (GalleyPage){.numbers = NUMBER_DECIMAL});
        uint32_t start = seed;
        for (uint32_t i = 0, count = 1 + any(40); i < count; i++)
            add_anything(c);
        flow(c);
        check_plan(c);
        flow_plan_free(&c->plan);
        c->galley.items.count = 0;
        seed = start;
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_a_paragraph_goes_on_to_the_next_page),
        TEST(test_no_widow_at_a_pages_top),
        TEST(test_no_orphan_at_a_pages_foot),
        TEST(test_three_lines_are_not_divided),
        TEST(test_a_heading_stays_with_what_follows),
        TEST(test_a_heading_with_room_for_two_lines_stays),
        TEST(test_headings_longer_than_a_page_are_set_all_the_same),
        TEST(test_space_is_dropped_at_a_pages_top),
        TEST(test_a_space_of_the_story_stands_where_the_story_begins_a_page),
        TEST(test_the_text_returns_to_the_grid),
        TEST(test_fills_share_what_a_page_has_left),
        TEST(test_a_page_asked_for_twice_is_one),
        TEST(test_numbers_restart_and_unnumbered_pages_do_not_count),
        TEST(test_an_odd_start_puts_a_blank_page_before),
        TEST(test_a_line_higher_than_the_page_is_a_fault),
        TEST(test_more_pages_than_a_list_holds_are_a_fault),
        TEST(test_any_galley_is_set_whole_and_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
