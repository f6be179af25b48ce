/*
 * The n-th allocation fails, for every n: no crash, no leak, and the arena says so. And texts that nobody sane would
 * write cost no more than their length.
 */
#include <string.h>

#include "alloc_fail.h"
#include "case.h"

TEST(without_memory_the_arena_says_so) {
    Arena *lasting = arena_new();
    const ProseBook *book =
        case_book(lasting, "二、收入预算情况说明",
                  "2020年收入预算1001万元，其中：|一般公共预算800万元，占81%，比上年增加100万元，增长15%。|"
                  "15×5万元=76万元；车辆3辆，其中：一般公务用车2辆，其他车辆0辆。公务接待费未安排，见表九。");
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        const ProseFindings found = prose_audit(arena, book);
        assert_int_equal(arena_failed(arena), alloc_fail_happened());
        if (alloc_fail_happened())
            assert_int_equal(found.count, 0);
        else
            assert_true(found.count > 4);
        arena_free(arena);
    }
    arena_free(lasting);
}

#define REPEATED ((size_t)100000) /* bytes: at quadratic cost the test would run into CTest's limit */

static void repeat(const char *piece) {
    Arena *arena = arena_new();
    const size_t length = strlen(piece);
    char *text = arena_alloc(arena, REPEATED + 1);
    for (size_t at = 0; at + length <= REPEATED; at += length)
        memcpy(text + at, piece, length);
    Arena *out = arena_new();
    prose_audit(out, case_book(arena, "五、一般公共预算项目支出", text));
    assert_false(arena_failed(out));
    arena_free(out);
    arena_free(arena);
}

TEST(hostile_text_costs_no_more_than_its_length) {
    static const char *const pieces[] = {
        "1",
        "1元",
        "共1元",
        "其中：1元、",
        "占1%",
        "增加1元，增长1%",
        "(",
        "（1）1万元；",
        "1×",
        "1元×1人=",
        "(1+",
        "《",
        "“",
        "一",
        "2020年",
        "2020年收入",
        "表",
        "无政府性基金，",
        "3、",
        "基本支出1万元，占1%，比上年增加1万元，增长1%；",
        "每人1元，2人，3%，4元，",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        repeat(pieces[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_memory_the_arena_says_so),
        cmocka_unit_test(hostile_text_costs_no_more_than_its_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
