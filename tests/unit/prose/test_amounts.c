/*
 * Amounts against the tables: which figure is meant, and when it is surely not what is said.
 */
#include "case.h"

#define GENERAL "五、关于某局2020年一般公共预算当年拨款情况说明"
#define BASIC   "六、一般公共预算基本支出情况说明"

TEST(the_heading_chooses_the_table) {
    const Case cases[] = {
        {"三、支出预算情况说明", "教育支出700万元。", NOTHING},
        {GENERAL, "教育支出500万元。", NOTHING},
        {GENERAL, "教育支出700万元。", PROSE_AMOUNT, PROSE_ERROR, "700万元", "500万元"},
        {"三、支出预算情况说明", "教育支出701万元。", PROSE_AMOUNT, PROSE_ERROR, "701万元", "700万元"},
    };
    CASES(cases);
}

TEST(words_of_the_sentence_choose_the_total) {
    const Case cases[] = {
        {"一、总体说明", "收支总预算1000万元。", NOTHING},
        {"一、总体说明", "某局2020年收入预算1000.00 万元。", NOTHING},
        {"一、总体说明", "某局2020年收入预算1001万元。", PROSE_AMOUNT, PROSE_ERROR, "1001万元", "1000万元"},
        {"预算编制说明", "2020年，本部门收入预算1001万元。", PROSE_AMOUNT, PROSE_ERROR, "1001万元", "1000万元"},
        {"预算编制说明", "我单位收入预算1001万元。", PROSE_AMOUNT, PROSE_ERROR, "1001万元", "1000万元"},
        {GENERAL, "一般公共预算拨款基本支出６００万元。", NOTHING},
        {GENERAL, "一般公共预算拨款基本支出601万元。", PROSE_AMOUNT, PROSE_ERROR, "601万元", "600万元"},
        {"八、“三公”经费", "2020年“三公”经费预算数为9.1万元。", PROSE_AMOUNT, PROSE_ERROR, "9.1万元", "9.0万元"},
        {"八、“三公”经费", "公务用车运行维护费7万元，公务接待费2万元，因公出国（境）费0万元。", NOTHING},
    };
    CASES(cases);
}

TEST(a_unit_forgotten_is_named_as_such) {
    const Case cases[] = {
        {"二、收入预算", "某局收入预算1000.00元。", PROSE_UNIT, PROSE_ERROR, "1000.00元", "1000.00万元"},
        {"二、收入预算", "某局收入预算0.10亿元。", NOTHING},
        {"二、收入预算", "某局收入预算10,000,000.00元。", NOTHING},
        {"二、收入预算", "某局收入预算1000亿元。", PROSE_UNIT, PROSE_ERROR, "1000亿元", "1000万元"},
    };
    CASES(cases);
}

TEST(a_heading_set_into_its_passage_names_the_amount) {
    const Case cases[] = {
        {"四、支出变化", "2．“三公”经费。2020年预算数为9.00万元，比上年减少。", NOTHING},
        {"四、支出变化", "2．“三公”经费。2020年预算数为9.10万元，比上年减少。", PROSE_AMOUNT, PROSE_ERROR, "9.10万元",
         "9.00万元"},
        {"四、支出变化", "（1）公务接待费。2020年支出2.10万元。", PROSE_AMOUNT, PROSE_ERROR, "2.10万元", "2.00万元"},
        {"四、支出变化", "教育支出。2020年预算数为710万元。", PROSE_AMOUNT, PROSE_ERROR, "710万元", "700万元"},
        {"四、支出变化", "严格控制“三公”经费。2020年预算数为10万元。", NOTHING},
        {"四、支出变化", "收入支出。2020年支出1000万元。", NOTHING},
    };
    CASES(cases);
}

TEST(a_subject_keeps_its_quotation_mark) {
    Arena *arena = arena_new();
    const ProseBook *book = case_book(arena, "四、支出变化", "2．“三公”经费。2020年预算数为9.10万元。");
    const ProseFindings found = prose_audit(arena, book);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].subject, "“三公”经费");
    arena_free(arena);
}

TEST(class_group_and_item_name_their_row) {
    const Case cases[] = {
        {GENERAL, "1.教育支出（类）普通教育（款）小学教育（项）：2020年预算数为350万元。", NOTHING},
        {GENERAL, "1.教育支出(类)普通教育(款)小学教育(项):2020 年预算数为 351 万元。", PROSE_AMOUNT, PROSE_ERROR,
         "351 万元", "350万元"},
        {GENERAL, "教育支出（类）普通教育（款）初中教育（项）150.00万元。", NOTHING},
    };
    CASES(cases);
}

TEST(one_thing_has_several_names) {
    const Case cases[] = {
        {BASIC, "奖金59.5万元、办公费40.5万元。", NOTHING},
        {BASIC, "奖金59.6万元。", PROSE_AMOUNT, PROSE_ERROR, "59.6万元", "59.5万元"},
        {BASIC, "人员经费559.50万元，公用经费40.50万元。", NOTHING},
    };
    CASES(cases);
}

TEST(what_is_of_other_matters_is_left_alone) {
    const Case cases[] = {
        {"七、项目支出情况说明", "培训所需办公费3万元、印刷费2万元。", NOTHING},
        {"（三）国有资产", "单位价值50万元以上大型设备2台（套）。", NOTHING},
        {GENERAL, "每所学校办公费不超过5万元。", NOTHING},
        {GENERAL, "根据《教育支出700万元标准》（财预〔2015〕102号）第3条。", NOTHING},
    };
    CASES(cases);
}

TEST(what_is_of_other_bodies_and_years_is_left_alone) {
    const Case cases[] = {
        {"三、支出预算", "局机关基本支出100万元，下属信息中心基本支出200万元。", NOTHING},
        {"三、支出预算", "2018年基本支出460万元。2021年拟安排项目支出500万元。", NOTHING},
        {"三、支出预算", "全区一般公共预算收入80亿元，一般公共预算支出100亿元。", NOTHING},
    };
    CASES(cases);
}

TEST(what_is_about_right_is_not_wrong) {
    const Case cases[] = {
        {GENERAL, "教育支出约501万元。", PROSE_AMOUNT, PROSE_WARNING, "501万元", NULL},
        {"三、支出预算", "教育支出0.07亿元。", NOTHING},
    };
    CASES(cases);
}

#define TWO_YEARS                                                                                                      \
    "@year\t2024\n@table\t表一\t部门收入总表\t万元\n@columns\t合计\t一般公共预算拨款收入\n"      \
    "@row\t3\t2050205 高等教育\t46571.89\t46571.89\n@row\t3\t2050803 培训支出\t1203.00\t1203.00\n"             \
    "@row\t0\t合计\t47774.89\t47774.89\n"                                                                            \
    "@table\t表五\t一般公共预算支出表\t万元\n"                                                            \
    "@columns\t2022年决算数\t2023年执行数\t2024年预算数 小计\t2024年预算数比2023年执行数 增减额\n"

/* What is said of the sentence about 高等教育, when the tables say so. */
static void expect_of_years(const char *row, const char *said, const char *expected, ProseWeight weight) {
    Arena *arena = arena_new();
    const char *text = arena_printf(arena,
                                    TWO_YEARS "@row\t3\t2050205 高等教育\t%s\n"
                                              "@row\t3\t2050803 培训支出\t1100.00\t1188.45\t1203.00\t14.55\n"
                                              "# 一般公共预算支出情况\n"
                                              "教育支出（类）普通教育（款）高等教育（项）2024年预算数为%s万元。\n",
                                    row, said);
    const ProseFindings found = prose_audit(arena, book_read(arena, str_from(text)));
    assert_int_equal(found.count, expected ? 1 : 0);
    if (expected) {
        assert_int_equal(found.items[0].rule, PROSE_AMOUNT);
        assert_int_equal(found.items[0].weight, weight);
        assert_string_equal(found.items[0].expected, expected);
    }
    arena_free(arena);
}

TEST(the_year_over_a_column_chooses_it) {
    const char *row = "45000.00\t45212.37\t46571.89\t1359.52";
    expect_of_years(row, "46571.89", NULL, PROSE_NOTE);
    expect_of_years(row, "46571.98", "46571.89万元", PROSE_ERROR);
    expect_of_years(row, "45212.37", "46571.89万元", PROSE_ERROR);
    expect_of_years(row, "45000.00", "46571.89万元", PROSE_ERROR);
}

TEST(the_side_that_is_meant_comes_before_the_other) {
    expect_of_years("45000.00\t45212.37\t46571.98\t1359.61", "46571.89", "46571.98万元", PROSE_WARNING);
    /* Rounding sets the tables apart; or the two hold other things. */
    expect_of_years("45000.00\t45212.37\t46571.90\t1359.53", "46571.89", NULL, PROSE_NOTE);
    expect_of_years("45000.00\t45212.37\t40500.00\t1359.61", "46571.89", NULL, PROSE_NOTE);
}

TEST(numbers_filled_in_by_the_form_are_never_at_fault) {
    Arena *arena = arena_new();
    const char *text = "@year\t2020\n@table\t表一\t部门支出情况表\t万元\n@columns\t合计\n@row\t1\t教育支出\t7.00\n"
                       "# 支出情况\n@known\t9.00万元\n教育支出9.00万元。\n@known\t33%\n教育支出7.00万元，占33%。\n";
    const ProseFindings found = prose_audit(arena, book_read(arena, str_from(text)));
    assert_int_equal(found.count, 0);
    assert_int_equal(found.number_count, 3);
    assert_true(found.numbers[0].checked && found.numbers[2].checked);
    arena_free(arena);
}

/* What is said of one item of basic expenditure, whose table has the words 基本支出 over all of its columns. */
static void expect_of_basic(const char *sentence, const char *expected) {
    Arena *arena = arena_new();
    const char *text = arena_printf(arena,
                                    "@year\t2020\n@table\t表3\t一般公共预算基本支出表\t万元\n"
                                    "@columns\t2020年基本支出 合计\t2020年基本支出 人员经费\t2020年基本支出 公用经费\n"
                                    "@row\t2\t绩效工资\t41.30\t41.30\t\n"
                                    "@row\t2\t机关事业单位基本养老保险缴费\t23.78\t23.78\t\n"
                                    "@row\t2\t工会经费\t13.17\t\t13.17\n@row\t2\t福利费\t12.07\t\t12.07\n"
                                    "@row\t0\t合计\t90.32\t65.08\t25.24\n# 一般公共预算基本支出情况\n"
                                    "我单位一般公共预算基本支出90.32万元，其中：人员经费65.08万元，主要包括：%s",
                                    sentence);
    const ProseFindings found = prose_audit(arena, book_read(arena, str_from(text)));
    assert_int_equal(found.count, expected ? 1 : 0);
    if (expected) {
        assert_int_equal(found.items[0].rule, PROSE_AMOUNT);
        assert_int_equal(found.items[0].weight, PROSE_ERROR);
        assert_string_equal(found.items[0].expected, expected);
    }
    arena_free(arena);
}

TEST(heads_over_all_columns_and_words_within_names_leave_no_doubt) {
    expect_of_basic("绩效工资41.30万元、机关事业单位基本养老保险缴费23.78万元等。", NULL);
    expect_of_basic("绩效工资41.50万元等。", "41.30万元");
    expect_of_basic("机关事业单位基本养老保险缴费23.98万元等。", "23.78万元");
    expect_of_basic("绩效工资41.30万元等。公用经费25.24万元，主要包括：工会经费14.07万元等。", "13.17万元");
    expect_of_basic("绩效工资41.30万元等。公用经费25.24万元，主要包括：福利费12.09万元等。", "12.07万元");
}

TEST(a_slip_is_one_of_digits_that_are_written_and_of_what_is_spoken_of) {
    const Case cases[] = {
        {"七、项目支出", "预算安排规模：400.01万元。", PROSE_AMOUNT, PROSE_WARNING, "400.01万元", "400.00万元"},
        {"七、项目支出", "预算安排规模：40.00万元。", NOTHING},
        {"七、项目支出|（一）设备更新", "预算安排规模：400.01万元。", NOTHING},
    };
    CASES(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heading_chooses_the_table),
        cmocka_unit_test(words_of_the_sentence_choose_the_total),
        cmocka_unit_test(a_unit_forgotten_is_named_as_such),
        cmocka_unit_test(a_heading_set_into_its_passage_names_the_amount),
        cmocka_unit_test(a_subject_keeps_its_quotation_mark),
        cmocka_unit_test(class_group_and_item_name_their_row),
        cmocka_unit_test(one_thing_has_several_names),
        cmocka_unit_test(what_is_of_other_matters_is_left_alone),
        cmocka_unit_test(what_is_of_other_bodies_and_years_is_left_alone),
        cmocka_unit_test(what_is_about_right_is_not_wrong),
        cmocka_unit_test(the_year_over_a_column_chooses_it),
        cmocka_unit_test(the_side_that_is_meant_comes_before_the_other),
        cmocka_unit_test(numbers_filled_in_by_the_form_are_never_at_fault),
        cmocka_unit_test(heads_over_all_columns_and_words_within_names_leave_no_doubt),
        cmocka_unit_test(a_slip_is_one_of_digits_that_are_written_and_of_what_is_spoken_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
