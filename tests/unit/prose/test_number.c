/*
 * Numbers as they are written, and what is none.
 */
#include "prose/number.h"

#include <string.h>

#include "test.h"

typedef struct Read {
    const char *text;
    const char *numbers; /* kind and value of each, "m82700 %4.23 n6" */
} Read;

static void check(const Read *read) {
    static const char kinds[] = {'m', '%', 'p', 'n', 'y', 'b'};
    Arena *arena = arena_new();
    const Folded folded = fold_text(arena, str_from(read->text));
    NumberVec numbers = {0};
    Buf out = {0};
    assert_true(number_scan(&folded, 0, &numbers));
    for (size_t i = 0; i < numbers.count; i++) {
        if (i > 0)
            buf_char(&out, ' ');
        buf_char(&out, kinds[numbers.items[i].kind]);
        ratio_print(numbers.items[i].value, -1, false, &out);
    }
    assert_string_equal(out.bytes ? out.bytes : "", read->numbers);
    buf_free(&out);
    VEC_FREE(&numbers);
    arena_free(arena);
}

TEST(numbers_are_read_with_their_units) {
    static const Read reads[] = {
        {"3245.21万元", "m32452100"},
        {"480.6 万元", "m4806000"},
        {"８,642.35万元", "m86423500"},
        {"8，642.35万元，3个", "m86423500 n3"},
        {"7.5亿元、8.27万、5千元、3百万元", "m750000000 m82700 m5000 m3000000"},
        {"占4.23％，提高0.5个百分点，百分之12", "%4.23 p0.5 %12"},
        {"2020 年6辆，2200万人，1台（套）", "y2020 n6 n22000000 n1"},
        {"2200万全区人口数×0.1元/人", "b22000000 m0.1"},
        {"七台、两个、十二名", "n7 n2 n12"},
        {"增长率为-5.2%", "%-5.2"},
        {"371,514,655.00元", "m371514655"},
        {"收入1,23万元", "b1 m230000"},
    };
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++)
        check(&reads[i]);
}

TEST(names_labels_dates_and_quotations_hold_no_numbers) {
    static const Read reads[] = {
        {"（新财预〔2015〕102号）", ""}, {"《2016年第3批项目》", ""},
        {"“十四五”和“1+X”", ""},         {"1. 某项5万元（2）某项6万元；3、某项", "m50000 m60000"},
        {"2020年12月31日", "y2020"},     {"第74条，表8，附表1-1，3号令，8T，A4，V3.0.1", ""},
        {"1.2020年", "y2020"},           {"第三方", ""},
    };
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++)
        check(&reads[i]);
}

TEST(places_are_of_the_text_as_given) {
    Arena *arena = arena_new();
    const char *text = "共 １２ 万元，";
    const Folded folded = fold_text(arena, str_from(text));
    NumberVec numbers = {0};
    assert_true(number_scan(&folded, 3, &numbers));
    assert_int_equal(numbers.count, 1);
    assert_int_equal(numbers.items[0].at.passage, 3);
    assert_memory_equal(text + numbers.items[0].at.from, "１２ 万元",
                        numbers.items[0].at.to - numbers.items[0].at.from);
    assert_int_equal(numbers.items[0].at.to - numbers.items[0].at.from, 13);
    VEC_FREE(&numbers);
    arena_free(arena);
}

TEST(names_lose_their_codes_and_numbers) {
    static const char *const names[][2] = {
        {"208 社会保障和就业支出", "社会保障和就业支出"}, {"一、一般公共预算拨款", "一般公共预算拨款"},
        {"　1. 一般公共预算资金", "一般公共预算资金"},    {"其中：（二）因公出国（境）费", "因公出国(境)费"},
        {"“三公”经费​合计", "三公经费合计"},  {"十", "十"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const Str name = fold_name(arena, str_from(names[i][0]));
        assert_int_equal(name.length, strlen(names[i][1]));
        assert_memory_equal(name.text, names[i][1], name.length);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_with_their_units),
        cmocka_unit_test(names_labels_dates_and_quotations_hold_no_numbers),
        cmocka_unit_test(places_are_of_the_text_as_given),
        cmocka_unit_test(names_lose_their_codes_and_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
