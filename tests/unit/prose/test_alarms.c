/*
 * What looks wrong and is not, beside what looks the same and is: each pair is a way that departments write, met in
 * reports whose figures agreed.
 */
#include "case.h"

TEST(a_list_below_is_of_any_amount_of_the_sentence_above) {
    const Case cases[] = {
        {"二、收入预算",
         "收入预算合计1000万元，包括甲900万元，乙100万元。其中：|一般公共预算800万元，占80%；|"
         "其他收入200万元，占20%。",
         NOTHING},
        {"二、收入预算",
         "收入预算合计1000万元，包括甲900万元，乙100万元。其中：|一般公共预算800万元，占80%；|"
         "其他收入200万元，占20.2%。",
         PROSE_SHARE, PROSE_ERROR, "20.2%", "20.0%"},
        {"三、支出",
         "2020年支出预算1000万元，其中：|教育支出700万元；|住房保障支出300万元。|2020年支出预算1000万元，其中：|"
         "基本支出600万元；|项目支出400万元。",
         NOTHING},
    };
    CASES(cases);
}

TEST(what_a_rate_is_of_has_no_parts) {
    const Case cases[] = {
        {"采购", "政府采购480.6万元，完成全年预算500.6万元的96%，其中：货物30万元，工程0万元，服务450.6万元。",
         NOTHING},
        {"采购", "政府采购408.6万元，完成全年预算500.6万元的约82%，其中：货物30万元，工程0万元，服务450.6万元。",
         PROSE_SUM, PROSE_ERROR, "408.6万元", "480.6万元"},
        {"采购",
         "政府采购480.6万元，其中：货物30万元，完成全年预算40万元的75%；工程0万元；服务450.6万元，完成全年预算460.6万元"
         "的97.83%。",
         NOTHING},
    };
    CASES(cases);
}

TEST(a_list_within_a_list_is_of_the_amount_before_it) {
    const Case cases[] = {
        {"", "物业用房560万元，其中：甲区320万元，主要包括一期200万元和二期120万元；乙区240万元。", NOTHING},
        {"",
         "采购532万元：甲类82万元、乙类150万元、丙类300万元；其中本级482万元：甲类82万元、乙类100万元、丙类300万元。",
         NOTHING},
        {"", "原值2563.80万元，净值1856.32万元。其中：房屋原值2300万元；车辆原值263.80万元。", NOTHING},
        {"", "涉及9个县，其中：村级经费115万元（1150个村）。", NOTHING},
        {"", "共30个项目，其中甲类20个、乙类11个。", PROSE_SUM, PROSE_ERROR, NULL, NULL},
    };
    CASES(cases);
}

TEST(an_amount_in_brackets_goes_by_the_words_before_them) {
    const Case cases[] = {
        {"（一）小学教育项目", "项目预算350万元，用于系统运维（260万元）、设备更新（90万元）。", NOTHING},
        {"三、支出", "教育支出（700万元）、住房保障支出（310万元）。", PROSE_AMOUNT, PROSE_ERROR, "310万元", "300万元"},
    };
    CASES(cases);
}

TEST(what_was_comes_before_what_is) {
    const Case cases[] = {
        {"三、支出", "基本支出由620万元减至600万元，减少20万元，下降3.23%。", NOTHING},
        {"三、支出", "基本支出由620万元减至610万元。", PROSE_AMOUNT, PROSE_ERROR, "610万元", "600万元"},
        {"三、支出", "2019年支出预算900万元。其中教育支出610万元。", NOTHING},
        {"三、支出", "2020年支出预算1000万元。其中教育支出610万元，住房保障支出300万元。", PROSE_AMOUNT, PROSE_ERROR,
         "610万元", "700万元"},
        {"“三公”", "“三公”经费9万元，比2019年的10万元减少1万元，下降10%；比2016年的36.00万元减少27.00万元，下降75%。",
         NOTHING},
        {"“三公”", "“三公”经费9万元，比2019年的10万元减少1万元，下降10%；比2016年的36.00万元减少27.00万元，下降70%。",
         PROSE_RATE, PROSE_ERROR, "70%", NULL},
        {"“三公”", "“三公”经费预算上年为10.00万元，减少1.00万元，下降10%。", NOTHING},
        {"“三公”", "“三公”经费预算上年为10.00万元，减少1.00万元，下降11%。", PROSE_RATE, PROSE_ERROR, "11%", "10%"},
    };
    CASES(cases);
}

TEST(a_change_after_a_list_may_be_of_the_whole) {
    const Case cases[] = {
        {"二、收入",
         "收入预算1000万元，其中：一般公共预算800万元，其他收入200万元。与上年对比增加250万元，增长33.33%。", NOTHING},
        {"二、收入",
         "收入预算1000万元，其中：一般公共预算800万元，其他收入200万元。与上年对比增加250万元，增长31.33%。",
         PROSE_RATE, PROSE_ERROR, NULL, NULL},
        {"三、支出", "支出预算1000万元，比上年增长25%，比2016年的500万元增长100%，四年年均增长18.92%。", NOTHING},
    };
    CASES(cases);
}

TEST(a_year_of_a_series_is_no_slip) {
    const Case cases[] = {
        {"“三公”", "“三公”经费2020年9万元，2019年10万元，较2017年下降5%。", NOTHING},
        {"“三公”", "“三公”经费9万元，较2017年减少1万元。", PROSE_YEAR, PROSE_WARNING, "2017年", "2019年"},
        {"六、结转结余", "截至2019年底，财政拨款结转结余0万元。", NOTHING},
    };
    CASES(cases);
}

TEST(carried_over_is_of_its_source_and_its_end_of_the_year) {
    const Case cases[] = {
        {"二、收入", "上年结转的一般公共预算12万元。", NOTHING},
        {"二、收入", "年初结转和结余240万元（财政拨款94.64万元，一般公共预算145.36万元）。", NOTHING},
        {"二、收入", "年末结转和结余22万元，其中财政拨款结转12万元、非财政拨款结转10万元。", NOTHING},
    };
    CASES(cases);
}

static const char ACCOUNTS[] = "@year\t2020\n@table\t公开01表\t收入支出决算总表\t万元\n@columns\t收入 决算数\n"
                               "@row\t1\t一般公共预算财政拨款收入\t900.00\n@row\t0\t本年收入合计\t900.00\n"
                               "@row\t1\t年初结转和结余\t100.00\n@row\t0\t总计\t1000.00\n# 二、收入决算\n";

static void expect_in(const char *tables, const char *text, const char *expected) {
    Arena *arena = arena_new();
    const char *all = arena_printf(arena, "%s%s\n", tables, text);
    const ProseFindings found = prose_audit(arena, book_read(arena, str_from(all)));
    assert_int_equal(found.count, expected ? 1 : 0);
    if (expected)
        assert_string_equal(found.items[0].expected, expected);
    arena_free(arena);
}

TEST(this_year_alone_is_not_all_with_what_is_carried_over) {
    expect_in(ACCOUNTS, "2020年本年收入合计900.00万元。", NULL);
    expect_in(ACCOUNTS, "2020年收入总计1000.00万元。", NULL);
    expect_in(ACCOUNTS, "2020年本年收入合计905.00万元。", "900.00万元");
    expect_in(ACCOUNTS, "2020年收入总计1005.00万元。", "1000.00万元");
}

/* Rows of a kind, by department or by what they are, and no total. */
static const char PUBLIC[] =
    "@year\t2020\n@table\t公开09表\t“三公”经费支出决算表\t万元\n@columns\t合计\t因公出国（境）费\t公务接待费\n"
    "@row\t1\t某某市财政局\t9.00\t7.00\t2.00\n# 三、“三公”经费\n";
static const char PLANNED[] =
    "@year\t2020\n@table\t公开09表\t“三公”经费支出决算表\t万元\n@columns\t合计\t因公出国（境）费\t公务接待费\n"
    "@row\t1\t预算数\t12.00\t9.00\t3.00\n@row\t1\t决算数\t9.00\t7.00\t2.00\n# 三、“三公”经费\n";

TEST(a_table_without_a_total_row_is_read) {
    const struct {
        const char *tables, *text, *expected;
    } cases[] = {
        {PUBLIC, "“三公”经费9.00万元，其中：因公出国（境）费7.00万元，公务接待费2.00万元。", NULL},
        {PUBLIC, "公务接待费2.50万元。", "2.00万元"},
        {PLANNED, "公务接待费预算为3.00万元，支出决算为2.00万元。", NULL},
        {PLANNED, "公务接待费支出决算为2.50万元。", "2.00万元"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_in(cases[i].tables, cases[i].text, cases[i].expected);
}

TEST(shares_that_agree_are_of_a_whole_that_stands_elsewhere) {
    const Case cases[] = {
        {"五、其他", "甲类92.50万元，占42.05%；乙类60.40万元，占27.45%；丙类67.10万元，占30.50%。", NOTHING},
        {"三、支出", "基本支出600万元，主要包括工资400万元和补助200万元，基本支出占支出预算的60%。", NOTHING},
        {"三、支出", "基本支出600万元，主要包括工资400万元和补助200万元，基本支出占支出预算的66%。", PROSE_SHARE,
         PROSE_ERROR, "66%", "60%"},
    };
    CASES(cases);
}

TEST(persons_are_no_share_of_money_nor_a_stranger_of_the_sentence_before) {
    const Case cases[] = {
        {"三、支出", "发放助学金4.52亿元，惠及学生15.6万人次，其中中央资金占80%，省级资金占15%。", NOTHING},
        {"三、支出", "支出预算1000万元。民生支出占比达78.6%，足额保障到位。", NOTHING},
        {"三、支出", "支出预算1000万元。其中基本支出占比达60%。", NOTHING},
        {"三、支出", "支出预算1000万元。其中基本支出占比达61%。", PROSE_SHARE, PROSE_WARNING, "61%", "60%"},
    };
    CASES(cases);
}

TEST(after_a_label_the_side_alone_goes_by_the_label) {
    const Case cases[] = {
        {"（三）一般公共预算支出具体情况", "1.教育支出（类）普通教育（款）小学教育（项）：支出为350万元。", NOTHING},
        {"（三）一般公共预算支出具体情况", "1.教育支出（类）普通教育（款）小学教育（项）：支出为360万元。",
         PROSE_AMOUNT, PROSE_ERROR, "360万元", "350万元"},
        {"", "接待23批次185人次，支出1.85万元。", NOTHING},
    };
    CASES(cases);
}

TEST(a_class_that_no_table_has_is_none_of_a_list) {
    const Case cases[] = {
        {"三、支出", "支出预算包括：教育支出、住房保障支出。", NOTHING},
        {"三、支出", "支出预算包括：教育支出、农林水支出、住房保障支出。", PROSE_LIST, PROSE_ERROR, "农林水支出", NULL},
        {"三、支出", "支出预算包括：教育支出、住房保障支出和农林水支出。", PROSE_LIST, PROSE_ERROR, "农林水支出", NULL},
        {"三、支出", "支出预算主要包括：教育支出、农林水支出、住房保障支出等。", NOTHING},
        {"三、支出", "支出预算包括：教育支出、学生资助支出、住房保障支出。", NOTHING},
    };
    CASES(cases);
}

TEST(names_before_a_list_may_be_closed_by_a_word) {
    const Case cases[] = {
        {"三、支出", "支出预算1000万元，由基本支出和项目支出组成，分别为600万元和400万元，分别占60%和40%。", NOTHING},
        {"三、支出", "支出预算1000万元，由基本支出和项目支出组成，分别为600万元和400万元，分别占62%和40%。",
         PROSE_SHARE, PROSE_ERROR, "62%", "60%"},
    };
    CASES(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_below_is_of_any_amount_of_the_sentence_above),
        cmocka_unit_test(what_a_rate_is_of_has_no_parts),
        cmocka_unit_test(a_list_within_a_list_is_of_the_amount_before_it),
        cmocka_unit_test(an_amount_in_brackets_goes_by_the_words_before_them),
        cmocka_unit_test(what_was_comes_before_what_is),
        cmocka_unit_test(a_change_after_a_list_may_be_of_the_whole),
        cmocka_unit_test(a_year_of_a_series_is_no_slip),
        cmocka_unit_test(carried_over_is_of_its_source_and_its_end_of_the_year),
        cmocka_unit_test(this_year_alone_is_not_all_with_what_is_carried_over),
        cmocka_unit_test(a_table_without_a_total_row_is_read),
        cmocka_unit_test(shares_that_agree_are_of_a_whole_that_stands_elsewhere),
        cmocka_unit_test(persons_are_no_share_of_money_nor_a_stranger_of_the_sentence_before),
        cmocka_unit_test(after_a_label_the_side_alone_goes_by_the_label),
        cmocka_unit_test(a_class_that_no_table_has_is_none_of_a_list),
        cmocka_unit_test(names_before_a_list_may_be_closed_by_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
