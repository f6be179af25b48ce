/*
 * Whole reports: the model report with all its errors, and reports of other kinds that have none.
 */
#include <stdio.h>
#include <string.h>

#include "book.h"
#include "test.h"

#define BOOKS SOURCE_DIR "/tests/unit/prose/books/"

typedef struct Expected {
    ProseRule rule;
    const char *subject, *said, *expected; /* expected NULL: nothing can be named */
} Expected;

/* Errors of the model report's prose, in its order. */
static const Expected MODEL[] = {
    {PROSE_UNIT, "自治区社会保险管理局安排收入预算", "3245.21元", "3245.21万元"},
    {PROSE_SHARE, "一般公共预算", "95.77%", "95.78%"},
    {PROSE_SHARE, "其他收入", "4.23%", "4.22%"},
    {PROSE_UNIT, "支出预算", "3245.21元", "3245.21万元"},
    {PROSE_SHARE, "基本支出", "41.52%", "41.53%"},
    {PROSE_SHARE, "项目支出", "58.48%", "58.47%"},
    {PROSE_AMOUNT, "社会保障和就业支出", "3061.52万元", "2924.52万元"},
    {PROSE_RATE, "一般公共预算拨款安排基本支出", "2.1%", "2.2%"},
    {PROSE_AMOUNT, "社会保障和就业支出", "3061.52万元", "2924.52万元"},
    {PROSE_SHARE, "住房保障支出", "2.7%", "2.6%"},
    {PROSE_AMOUNT, "行政运行", "895.96万元", "758.96万元"},
    {PROSE_RATE, "社会保险经办机构", "192%", "92%"},
    {PROSE_RATE, "其他人力资源和社会保障管理事务支出", "9.7%", "9.8%"},
    {PROSE_BASE, "行政单位离退休", "100%", NULL},
    {PROSE_BASE, "行政单位医疗", "100%", NULL},
    {PROSE_BASE, "事业单位医疗", "100%", NULL},
    {PROSE_BASE, "公务员医疗补助", "100%", NULL},
    {PROSE_BASE, "住房公积金", "100%", NULL},
    {PROSE_EQUATION, "2200×0.1元=1万元", "1万元", "0.02万元"},
    {PROSE_EQUATION, "2.4万人×10000元/月×27%×12月=7.5亿元", "7.5亿元", "7.78亿元"},
    {PROSE_RATE, "机关运行经费的财政拨款", "2.1%", "2.2%"},
};
#define MODEL_COUNT (sizeof MODEL / sizeof MODEL[0])

TEST(every_error_of_the_model_report_is_found_and_nothing_else_is_one) {
    Arena *arena = arena_new();
    const ProseFindings found = prose_audit(arena, book_open(arena, BOOKS "xinjiang.book"));
    size_t errors = 0;
    for (size_t i = 0; i < found.count; i++) {
        const ProseFinding *f = &found.items[i];
        if (f->weight != PROSE_ERROR)
            continue;
        assert_true(errors < MODEL_COUNT);
        assert_string_equal(prose_rule_name(f->rule), prose_rule_name(MODEL[errors].rule));
        assert_string_equal(f->subject, MODEL[errors].subject);
        assert_string_equal(f->said, MODEL[errors].said);
        if (MODEL[errors].expected)
            assert_string_equal(f->expected, MODEL[errors].expected);
        else
            assert_null(f->expected);
        errors++;
    }
    assert_int_equal(errors, MODEL_COUNT);
    arena_free(arena);
}

TEST(a_finding_names_both_sides_and_how_it_was_reckoned) {
    Arena *arena = arena_new();
    const ProseBook *book = book_open(arena, BOOKS "xinjiang.book");
    const ProseFindings found = prose_audit(arena, book);
    for (size_t i = 0; i < found.count; i++) {
        const ProseFinding *f = &found.items[i];
        if (f->rule == PROSE_AMOUNT && strcmp(f->said, "895.96万元") == 0) {
            assert_string_equal(f->subject, "行政运行");
            assert_string_equal(f->difference, "137.00万元");
            assert_int_equal(f->figure_count, 1);
            assert_string_equal(str_dup(arena, book->tables[book->figures[f->figures[0]].table].label), "表五");
        }
        if (f->rule == PROSE_RATE && strcmp(f->said, "192%") == 0)
            assert_string_equal(f->reckoned, "1897.50 − 910.00 = 987.50；910.00 ÷ 987.50 = 92.15%");
    }
    arena_free(arena);
}

static void expect_none(const char *path) {
    Arena *arena = arena_new();
    const ProseBook *book = book_open(arena, path);
    assert_non_null(book);
    const ProseFindings found = prose_audit(arena, book);
    for (size_t i = 0; i < found.count; i++)
        print_message("%s: %s %s\n", path, prose_rule_name(found.items[i].rule), found.items[i].said);
    assert_int_equal(found.count, 0);
    assert_true(found.number_count > 0);
    arena_free(arena);
}

/* Budgets and final accounts as departments of several provinces write them. */
static const char *const CONSISTENT[] = {
    "accounts", "anhui",     "central_accounts",  "central_budget", "chongqing",
    "county",   "guangdong", "guangxi",           "hubei",          "hunan",
    "jiangsu",  "jiedao",    "liaoning_accounts", "mixed_accounts", "neimenggu",
    "office",   "police",    "science",           "shaanxi_yuan",   "shandong",
    "shanghai", "sichuan",   "sichuan_accounts",  "yunnan",         "zhejiang",
};

TEST(reports_that_agree_with_themselves_have_no_findings) {
    char path[512];
    for (size_t i = 0; i < sizeof CONSISTENT / sizeof CONSISTENT[0]; i++) {
        snprintf(path, sizeof path, BOOKS "%s.book", CONSISTENT[i]);
        expect_none(path);
    }
}

TEST(an_empty_book_has_none_either) {
    Arena *arena = arena_new();
    const ProseFindings found = prose_audit(arena, &(ProseBook){.year = 2020});
    assert_int_equal(found.count, 0);
    assert_int_equal(found.number_count, 0);
    assert_false(arena_failed(arena));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_error_of_the_model_report_is_found_and_nothing_else_is_one),
        cmocka_unit_test(a_finding_names_both_sides_and_how_it_was_reckoned),
        cmocka_unit_test(reports_that_agree_with_themselves_have_no_findings),
        cmocka_unit_test(an_empty_book_has_none_either),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
