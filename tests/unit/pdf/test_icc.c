#include "pdf/icc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_the_grey_profile_is_the_same_each_time_and_whole(void **state) {
    (void)state;
    Buf first = {0}, second = {0}, name = {0};
    icc_write_gray(&first);
    icc_write_gray(&second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    assert_int_equal((uint8_t)first.bytes[2] << 8 | (uint8_t)first.bytes[3], first.length);
    assert_memory_equal(first.bytes + 12, "mntrGRAYXYZ ", 12);
    icc_description((Str){first.bytes, first.length}, &name);
    assert_string_equal(name.bytes, ICC_GRAY_NAME);
    assert_false(icc_is_press((Str){first.bytes, first.length}));
    buf_free(&first);
    buf_free(&second);
    buf_free(&name);
}

/* A profile of one or two tags: the head says CMYK output of version 4. */
enum { TAG_COUNT = 2, TABLE = 132, DATA = TABLE + 12 * TAG_COUNT, SIZE = DATA + 64 };

static void make(uint8_t profile[SIZE]) {
    static const uint8_t mluc[] = {'m', 'l', 'u', 'c', 0, 0, 0, 0, 0, 0,  0,    1,    0,    0,    0,    12,   'z', 'h',
                                   'C', 'N', 0,   0,   0, 8, 0, 0, 0, 28, 0x53, 0x70, 0x52, 0x37, 0xD8, 0x40, 0,   'K'};
    memset(profile, 0, SIZE);
    profile[3] = SIZE;
    profile[8] = 4;
    memcpy(profile + 12, "prtrCMYKLab ", 12);
    memcpy(profile + 36, "acsp", 4);
    profile[131] = TAG_COUNT;
    memcpy(profile + TABLE, "desc", 4);
    profile[TABLE + 7] = DATA;
    profile[TABLE + 11] = sizeof mluc;
    memcpy(profile + TABLE + 12, "B2A0", 4);
    profile[TABLE + 12 + 7] = DATA;
    profile[TABLE + 12 + 11] = 8;
    memcpy(profile + DATA, mluc, sizeof mluc);
}

static void test_a_press_has_a_cmyk_output_profile(void **state) {
    (void)state;
    uint8_t profile[SIZE];
    make(profile);
    Str whole = {(const char *)profile, SIZE};
    Buf name = {0};
    assert_true(icc_is_press(whole));
    icc_description(whole, &name);
    assert_string_equal(name.bytes, "印刷K"); /* without the surrogate */
    buf_free(&name);
    profile[8] = 2;
    assert_true(icc_is_press(whole));
}

static void test_other_profiles_and_damaged_ones_are_none(void **state) {
    (void)state;
    static const struct {
        size_t at;
        uint8_t byte;
    } damages[] = {{3, SIZE - 1},       {8, 5},         {12, 'm'},       {16, 'R'}, {36, 'x'},
                   {TABLE + 12, 'x'},   {TABLE + 5, 1}, {TABLE + 10, 1}, {130, 1},  {TABLE + 12 + 8, 255},
                   {TABLE + 12 + 11, 0}};
    uint8_t profile[SIZE];
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        make(profile);
        profile[damages[i].at] = damages[i].byte;
        assert_false(icc_is_press((Str){(const char *)profile, SIZE}));
    }
    make(profile);
    for (size_t length = 0; length < SIZE; length++) {
        Buf name = {0};
        assert_false(icc_is_press((Str){(const char *)profile, length}));
        icc_description((Str){(const char *)profile, length}, &name);
        buf_free(&name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_grey_profile_is_the_same_each_time_and_whole),
        cmocka_unit_test(test_a_press_has_a_cmyk_output_profile),
        cmocka_unit_test(test_other_profiles_and_damaged_ones_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
