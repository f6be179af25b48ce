/*
 * What is said without amounts: nothing, empty tables, lists of names, years, references.
 */
#include "case.h"

TEST(nothing_means_nothing) {
    const Case cases[] = {
        {"九、政府性基金", "2020年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。", NOTHING},
        {"八、“三公”经费", "公务接待费未安排。", PROSE_NONE, PROSE_ERROR, "公务接待费未安排", NULL},
        {"八、“三公”经费", "公务用车购置费未安排，公务接待费没有增加。", NOTHING},
        {"其他", "教育支出见下，部门支出总体情况表为空表。", PROSE_NONE, PROSE_ERROR, NULL, NULL},
    };
    CASES(cases);
}

TEST(a_list_names_all_that_has_money) {
    const Case cases[] = {
        {"一、总体说明", "收入预算包括：一般公共预算、其他收入。", NOTHING},
        {"一、总体说明", "支出预算包括：教育支出、住房保障支出。", NOTHING},
        {"一、总体说明", "支出预算包括：教育支出。", PROSE_LIST, PROSE_ERROR, NULL, NULL},
        {"一、总体说明", "支出预算包括：教育支出、社会保障和就业支出、住房保障支出。", PROSE_LIST, PROSE_ERROR,
         "社会保障和就业支出", NULL},
        {"一、总体说明", "支出预算主要包括教育支出等。", NOTHING},
    };
    CASES(cases);
}

TEST(years_are_this_or_last) {
    const Case cases[] = {
        {"二、收入预算", "2020年收入预算1000万元。", NOTHING},
        {"二、收入预算", "2002年收入预算1000万元。", PROSE_YEAR, PROSE_ERROR, "2002年", "2020年"},
        {"“三公”", "某局2017年没有安排购房补贴。", NOTHING},
        {"“三公”", "2017年“三公”经费预算与上年一致。", PROSE_YEAR, PROSE_WARNING, "2017年", "2020年"},
        {"“三公”", "2018年“三公”经费预算比上年减少1万元，下降10%。", PROSE_YEAR, PROSE_WARNING, "2018年", "2020年"},
        {"“三公”", "2018年“三公”经费预算上年预算10万元，减少1万元，下降10%。", PROSE_YEAR, PROSE_WARNING, "2018年",
         "2020年"},
        {"“三公”", "2017年“三公”经费预算与上年一致，2020年减少1万元。", NOTHING},
        {"“三公”", "2019年“三公”经费预算与上年一致。", NOTHING},
        {"七、项目支出", "2016年编制预算时，8个项目整合为一个。", NOTHING},
        {"其他", "某局1992年9月成立，执行2015年印发的办法。", NOTHING},
        {"（三）国有资产", "截至2018年底，共有车辆2辆。", PROSE_YEAR, PROSE_WARNING, "2018年", "2019年"},
    };
    CASES(cases);
}

TEST(a_table_referred_to_is_there) {
    const Case cases[] = {
        {"其他", "具体情况见表五。", NOTHING},
        {"其他", "具体情况见表十五。", PROSE_TABLE, PROSE_WARNING, "表十五", NULL},
        {"其他", "两者与报表一致。", NOTHING},
    };
    CASES(cases);
}

TEST(rules_have_stable_names) {
    assert_string_equal(prose_rule_name(PROSE_AMOUNT), "prose-amount");
    for (int rule = 0; rule < PROSE_RULE_COUNT; rule++)
        assert_non_null(prose_rule_name((ProseRule)rule));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_means_nothing),   cmocka_unit_test(a_list_names_all_that_has_money),
        cmocka_unit_test(years_are_this_or_last),  cmocka_unit_test(a_table_referred_to_is_there),
        cmocka_unit_test(rules_have_stable_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
