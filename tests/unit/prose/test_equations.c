/*
 * Arithmetic, written out and in words.
 */
#include "case.h"

TEST(what_is_written_out_is_reckoned_again) {
    const Case cases[] = {
        {"项目", "每区5万元（15×5万元=75万元）。", NOTHING},
        {"项目", "15＊5万元＝76万元。", PROSE_EQUATION, PROSE_ERROR, "76万元", "75万元"},
        {"项目", "费用（2200万全区人口数×0.1元/人=220万元）。", NOTHING},
        {"项目", "费用（2200×0.1元=1万元）。", PROSE_EQUATION, PROSE_ERROR, "1万元", "0.02万元"},
        {"项目", "200人×2次×200元/人·次·天×3天+场地及设备租用费0.5万元/次×2次=25万元。", NOTHING},
        {"项目", "200人×2次×200元/人·次·天×3天+场地及设备租用费0.5万元/次×2次=26万元。", PROSE_EQUATION, PROSE_ERROR,
         "26万元", "25万元"},
        {"项目", "预计增收：2.4万人×10000元/月×27%×12月=7.5亿元。", PROSE_EQUATION, PROSE_ERROR, "7.5亿元", "7.78亿元"},
        {"项目", "（3+2）×4万元=20万元。", NOTHING},
        {"项目", "100万元÷4=25万元，100万元－25万元＝75万元。", NOTHING},
        {"项目", "3人×3.33万元=10万元。", PROSE_EQUATION, PROSE_NOTE, "10万元", NULL},
        {"项目", "3人×3.33万元约=10.1万元。", NOTHING},
        {"项目", "1万元÷0=5万元。", NOTHING},
    };
    CASES(cases);
}

TEST(words_can_only_confirm_a_product) {
    const Case cases[] = {
        {"项目", "服务器四台，单价9万元/台，按单价的10%测算，每年维保3.6万元。", NOTHING},
        {"项目", "云南为两个试点拨付910万元，每人1元。", NOTHING},
        {"项目", "共15个地区，每个地区5万元，需75万元。", NOTHING},
        {"项目", "共15个地区，每个地区5万元，需57万元。", PROSE_EQUATION, PROSE_NOTE, "57万元", "75万元"},
    };
    CASES(cases);
    assert_int_equal(case_checked("项目", cases[0].text), 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_out_is_reckoned_again),
        cmocka_unit_test(words_can_only_confirm_a_product),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
