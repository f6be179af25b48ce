/* A table is made, cut and drawn, and each allocation in turn fails: no crash, no leak, no half table called whole. */
#include "alloc_fail.h"
#include "fixture.h"

#define ROWS 40

static const char LONG_TEXT[] = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
                                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";

static const char *const TEXTS[] = {"一", "二三", "45.6", "绩效目标"};

static void describe(Fixture *f) {
    fixture_tracks(f, 4, TRACK_CONTENT, 0);
    f->spec.width = PT(120);
    f->spec.min_size = PT(7);
    f->spec.inner_rule = f->spec.outer_rule = PT(1);
    fixture_rows(f, ROWS);
    f->rows[0].part = ROW_HEAD;
    f->rows[0].repeat = true;
    for (size_t r = 0; r < ROWS; r++) {
        if (r == 1)
            fixture_cell(f, r, "指标", 1, 20);
        for (size_t c = r > 0 && r <= 20 ? 1 : 0; c < 4; c++)
            fixture_cell(f, r, r == 30 && c == 2 ? LONG_TEXT : TEXTS[(r + c) % 4], 1, 1)->align = CELL_DECIMAL;
    }
    ((TableCell *)f->rows[2].cells)->may_stack = true;
}

/* Everything below one arena; true if nothing failed on the way. */
static bool set_table(const Fixture *f, Arena *arena) {
    PageList *list = page_list_make(arena);
    DiagList *diags = diag_list_new();
    TableSpec spec = f->spec;
    spec.tag = list ? tag_add(list->tags, TAG_ID_DOCUMENT, TAG_TABLE) : 0;
    Table *table = spec.tag && diags ? table_make(arena, NULL, list->tags, &spec, diags) : NULL;
    TableFragment piece = {0};
    while (table && !piece.ends && !arena_failed(arena)) {
        table_cut(table, piece.to, PT(150), /*whole_page*/ true, &piece);
        table_draw(arena, table, &piece, list, page_list_add(list, (Size){PT(600), PT(800)}), false, (Point){0, 0});
    }
    bool drawn = table && !arena_failed(arena);
    diag_list_free(diags);
    return drawn;
}

static void test_every_allocation_may_fail(void **state) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        bool drawn = arena && set_table(*state, arena);
        assert_true(drawn == !alloc_fail_happened());
        arena_free(arena);
    }
}

int main(void) {
    void *state;
    if (fixture_set_up(&state) != 0)
        return 1;
    describe(state);
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(test_every_allocation_may_fail, state)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_tear_down(&state);
    return failed;
}
