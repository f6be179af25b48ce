/*
 * Numbers against the other numbers of their sentence: shares, changes, rates, sums.
 */
#include "case.h"

TEST(a_share_is_the_part_of_its_whole) {
    const Case cases[] = {
        {"二、收入预算", "收入预算1000万元，其中：一般公共预算800万元，占80%；其他收入200万元，占20%。", NOTHING},
        {"二、收入预算", "收入预算1000万元，其中：一般公共预算800万元，占80%；其他收入200万元，占20.1%。", PROSE_SHARE,
         PROSE_ERROR, "20.1%", "20.0%"},
        {"二、收入预算", "收入预算1000万元，其中：|一般公共预算800万元，占81％。|其他收入200万元，占20%。", PROSE_SHARE,
         PROSE_ERROR, "81％", "80%"},
        {"（二）一般公共预算当年拨款结构情况", "1. 教育支出500万元，占62.5%。|2. 住房保障支出300万元，占37.5%。",
         NOTHING},
        {"（二）一般公共预算当年拨款结构情况", "1. 教育支出500万元，占62.5%。|2. 住房保障支出300万元，占37.6%。",
         PROSE_SHARE, PROSE_ERROR, "37.6%", "37.5%"},
        {"三、支出", "一般公共预算支出800万元，占本年支出合计的80.00%。", NOTHING},
    };
    CASES(cases);
}

#define ALL  "政府采购支出总额245.31万元，其中：政府采购货物支出100.05万元、政府采购服务支出145.26万元。"
#define SOME "授予中小企业合同金额220.78万元，占政府采购支出总额的90.00%，其中：授予小微企业合同金额122.60万元，"

TEST(the_whole_is_the_amount_that_the_share_names) {
    const Case cases[] = {
        {"采购", ALL "授予中小企业合同金额220.78万元，占政府采购支出总额的90.00%。", NOTHING},
        {"采购", ALL "授予中小企业合同金额220.78万元，占政府采购支出总额的91.00%。", PROSE_SHARE, PROSE_ERROR, "91.00%",
         "90.00%"},
        {"采购", ALL SOME "占授予中小企业合同金额的55.53%。", NOTHING},
        {"采购", ALL SOME "占授予中小企业合同金额的53.55%。", PROSE_SHARE, PROSE_ERROR, "53.55%", "55.53%"},
        {"采购", ALL SOME "占全区合同金额的53.55%。", NOTHING},
        {"采购", ALL SOME "货物采购授予中小企业合同金额占政府采购货物支出金额的70.00%。", NOTHING},
    };
    CASES(cases);
}

TEST(a_rate_is_the_change_over_its_base) {
    const Case cases[] = {
        {"三、支出预算", "教育支出700万元，比上年增加100万元，增长16.67%。", NOTHING},
        {"三、支出预算", "教育支出700万元，比上年执行数减少100万元，下降12.5%。", NOTHING},
        {"三、支出预算", "教育支出700万元，比上年增加100万元，增长116.67%。", PROSE_RATE, PROSE_ERROR, "116.67%",
         "16.67%"},
        {"三、支出预算", "教育支出700万元，较上年多100万元，增长14.29%。", PROSE_RATE, PROSE_ERROR, "14.29%", "16.67%"},
        {"三、支出预算", "教育支出700万元，比上年增加700万元，增长100%。", PROSE_BASE, PROSE_ERROR, "100%", NULL},
        {"三、支出预算", "教育支出700万元，比上年增加100万元，下降16.67%。", PROSE_DIRECTION, PROSE_ERROR, "16.67%",
         NULL},
        {"“三公”", "2020年“三公”经费财政拨款预算比2019年增加1.00万元，增长20.00%。", PROSE_RATE, PROSE_ERROR, "20.00%",
         NULL},
        {"三、支出预算", "教育支出700万元，比上年增加0万元，增长5%。", PROSE_RATE, PROSE_ERROR, "5%", NULL},
        {"三、支出预算", "教育支出700万元，比上年增加5万元，与上年持平。", PROSE_DIRECTION, PROSE_ERROR, "5万元", NULL},
        {"“三公”", "“三公”经费比上年减少0.2万元，其中：运行费与上年持平；接待费减少0.2万元。", NOTHING},
        {"三、支出预算", "教育支出700万元，增加到800万元以上。", NOTHING},
    };
    CASES(cases);
}

TEST(what_the_report_does_not_hold_is_left_alone) {
    const Case cases[] = {
        {"三、支出预算", "国内公务接待52批次，410人次，共计支出5.20万元。", NOTHING},
        {"三、支出预算", "教育支出700万元，比上年增加100万元，增长16.67%，主要是行政运行追加28.95万元。", NOTHING},
        {"三、支出预算", "教育支出700万元，占全区生产总值的2.1%。", NOTHING},
        {"三、支出预算", "教育支出700万元，主要是工资调整增加20万元，增长3.5%。", NOTHING},
    };
    CASES(cases);
}

TEST(last_years_amount_is_the_base) {
    const Case cases[] = {
        {"三、支出预算", "教育支出700万元，上年600万元，增加100万元，增长16.7%。", NOTHING},
        {"三、支出预算", "教育支出700万元，上年600万元，增加110万元。", PROSE_CHANGE, PROSE_ERROR, "110万元",
         "100万元"},
        {"三、支出预算", "教育支出700万元，上年600万元，减少100万元。", PROSE_DIRECTION, PROSE_ERROR, "100万元", NULL},
        {"三、支出预算",
         "教育支出700万元，上年600万元，增加100万元，增长16.7%；住房保障支出300万元，比上年减少50万元，下降14.3%。",
         NOTHING},
        {"三、支出预算", "教育支出700万元，上年600万元，增加100万元；农林水支出未安排，比上年减少50万元。", NOTHING},
    };
    CASES(cases);
}

TEST(what_rounding_may_explain_is_only_noted) {
    const Case cases[] = {
        {"其他", "接待费2.00万元，比上年增加0.13万元，增长7.0%。", NOTHING},
        {"其他", "接待费2.00万元，比上年增加0.13万元，增长6.96%。", PROSE_RATE, PROSE_NOTE, "6.96%", NULL},
    };
    CASES(cases);
}

TEST(parts_make_up_their_whole) {
    const Case cases[] = {
        {"人员", "实有126人，其中：在职76人；退休50人；离休0人。", NOTHING},
        {"人员", "实有126人，其中：在职76人；退休51人；离休0人。", PROSE_SUM, PROSE_ERROR, "126人", "127人"},
        {"采购", "政府采购预算480.6万元，其中：货物30万元，工程0万元，服务450.6万元。", NOTHING},
        {"采购", "政府采购预算408.6万元，其中：货物30万元，工程0万元，服务450.6万元。", PROSE_SUM, PROSE_ERROR,
         "408.6万元", "480.6万元"},
        {"车辆", "车辆6辆，价值207.2万元；其中：一般公务用车6辆，价值207.2万元；执法执勤用车0辆，价值0万元。", NOTHING},
        {"车辆", "车辆7辆，价值207.2万元；其中：一般公务用车6辆，价值207.2万元；执法执勤用车0辆，价值0万元。",
         PROSE_SUM, PROSE_ERROR, "7辆", "6辆"},
        {"机构", "经办机构有地州市级15个、县级88个，共103个。", NOTHING},
        {"机构", "经办机构有地州市级15个、县级88个，共104个。", PROSE_SUM, PROSE_WARNING, "104个", "103个"},
        {"项目", "采购设备100万元，其中：服务器30万元，打印机5万元。", NOTHING},
        {"项目", "采购设备100万元，主要包括服务器30万元、打印机5万元等。", NOTHING},
        {"项目", "采购设备100万元，其中：服务器130万元。", PROSE_SUM, PROSE_WARNING, NULL, NULL},
    };
    CASES(cases);
}

TEST(as_many_as_are_counted_make_up_the_total) {
    const Case cases[] = {
        {"一、总体说明", "支出预算包括：教育支出700万元、住房保障支出300万元，以上2项合计1000万元。", NOTHING},
        {"一、总体说明", "支出预算包括：教育支出700万元、住房保障支出300万元，以上2项合计1090万元。", PROSE_SUM,
         PROSE_ERROR, "1090万元", "1000万元"},
        {"一、总体说明", "支出预算包括：教育支出700.00万元、住房保障支出300.00万元，以上2项合计1000.02万元。",
         PROSE_SUM, PROSE_ERROR, "1000.02万元", "1000.00万元"},
        {"其他", "甲类20.01万元、乙类30.01万元，以上2项合计50.03万元。", NOTHING}, /* of what was rounded */
        {"其他", "甲类20.01万元、乙类30.01万元、丙类1.00万元，以上2项合计31.91万元。", NOTHING},
    };
    CASES(cases);
}

TEST(lists_may_stand_within_lists) {
    const Case cases[] = {
        {"经费", "三项130.6万元，其中：出国28万元；用车93.6万元，其中：购置0万元，运行93.6万元；接待9万元。", NOTHING},
        {"“三公”", "“三公”经费比上年减少0.2万元，其中：出国费0万元；运行费增加0万元；接待费减少0.2万元。", NOTHING},
    };
    CASES(cases);
    assert_int_equal(case_checked(cases[0].heading, cases[0].text), 6);
}

TEST(parts_may_stand_in_passages_below) {
    const Case cases[] = {
        {"项目", "预算安排规模：198万元|分配：1.数据迁移82万元。2.系统实施116万元。", NOTHING},
        {"项目", "预算安排规模：198万元|分配：1.数据迁移82万元。2.系统实施161万元。", PROSE_SUM, PROSE_ERROR, "161万元",
         "116万元"},
    };
    CASES(cases);
}

TEST(what_is_listed_is_counted) {
    const Case cases[] = {
        {"机构", "某局下设办公室、业务科、财务科（精算、稽核）3个科室。", NOTHING},
        {"机构", "某局下设办公室、业务科、财务科4个科室。", PROSE_SUM, PROSE_NOTE, "4个", "3个"},
        {"机构", "某局内设3个处室，分别是：办公室、业务处、财务处。", NOTHING},
    };
    CASES(cases);
}

TEST(a_body_is_counted_with_those_below_it) {
    const Case cases[] = {
        {"机构", "独立核算单位共9个，包括局本级及8个所属单位。", NOTHING},
        {"机构", "独立核算单位共10个，包括局本级及8个所属单位，详细情况如下：", PROSE_SUM, PROSE_WARNING, "10个",
         "9个"},
        {"机构", "预算单位共11家，包括：局机关和8家所属事业单位、2家参公单位。", NOTHING},
        {"机构", "预算单位共10家，包括：局机关和8家所属事业单位、2家参公单位。", PROSE_SUM, PROSE_WARNING, "10家",
         "11家"},
        {"机构", "预算单位共9个，包括局本级及8个所属单位，其中行政单位2个、事业单位6个。", NOTHING},
        {"机构", "预算单位共10个，包括8个所属单位。", NOTHING},
    };
    CASES(cases);
    assert_int_equal(case_checked(cases[0].heading, cases[0].text), 2);
}

#define BUYING "政府采购480.6万元，货物30万元、工程0万元、服务450.6万元，"

TEST(what_stands_after_fenbie_is_of_the_items_before_it) {
    const Case cases[] = {
        {"采购", BUYING "分别占政府采购支出总额的6.24%、0%和93.76%。", NOTHING},
        {"采购", BUYING "分别占政府采购支出总额的9.24%、0%和93.76%。", PROSE_SHARE, PROSE_ERROR, "9.24%", "6.24%"},
        {"采购", "政府采购480.6万元，其中货物、工程、服务分别为30万元、0万元和450.6万元。", NOTHING},
        {"三、支出预算", "教育支出和住房保障支出分别为700万元、300万元，分别占70%、30%。", NOTHING},
        {"三、支出预算", "教育支出和住房保障支出分别为700万元、301万元。", PROSE_AMOUNT, PROSE_ERROR, "301万元",
         "300万元"},
        {"三、支出预算", "基本支出、项目支出分别占60%、41%。", PROSE_SHARE, PROSE_ERROR, "41%", "40%"},
        {"三、支出预算",
         "教育支出700万元、住房保障支出300万元，较上年分别增加100万元、减少20万元，分别增长16.67%、下降6.25%。",
         NOTHING},
        {"三、支出预算",
         "教育支出700万元、住房保障支出300万元，较上年分别增加100万元、减少20万元，分别增长16.67%、下降8.25%。",
         PROSE_RATE, PROSE_ERROR, "8.25%", "6.25%"},
        {"三、支出预算", "教育支出、住房保障支出、项目支出分别增长5%、下降3%、持平。", NOTHING},
        {"三、支出预算", "2018年、2019年、2020年基本支出分别为500万元、550万元、600万元。", NOTHING},
    };
    CASES(cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_the_part_of_its_whole),
        cmocka_unit_test(the_whole_is_the_amount_that_the_share_names),
        cmocka_unit_test(a_rate_is_the_change_over_its_base),
        cmocka_unit_test(what_the_report_does_not_hold_is_left_alone),
        cmocka_unit_test(last_years_amount_is_the_base),
        cmocka_unit_test(what_rounding_may_explain_is_only_noted),
        cmocka_unit_test(parts_make_up_their_whole),
        cmocka_unit_test(as_many_as_are_counted_make_up_the_total),
        cmocka_unit_test(lists_may_stand_within_lists),
        cmocka_unit_test(parts_may_stand_in_passages_below),
        cmocka_unit_test(what_is_listed_is_counted),
        cmocka_unit_test(a_body_is_counted_with_those_below_it),
        cmocka_unit_test(what_stands_after_fenbie_is_of_the_items_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
