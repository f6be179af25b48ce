#include "base/utf8.h"

#include <string.h>

#include "test.h"

TEST(every_character_survives_the_round_trip) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c == 0xD800)
            c = 0xE000;
        char bytes[4];
        size_t length = utf8_encode(c, bytes), size;
        assert_int_equal(utf8_decode(bytes, length, &size), c);
        assert_int_equal(size, length);
        assert_int_equal(utf8_check(bytes, length), length);
    }
}

TEST(encoding_has_the_right_bytes) {
    char bytes[4];
    assert_int_equal(utf8_encode(0x24, bytes), 1);
    assert_memory_equal(bytes, "\x24", 1);
    assert_int_equal(utf8_encode(0xA2, bytes), 2);
    assert_memory_equal(bytes, "\xC2\xA2", 2);
    assert_int_equal(utf8_encode(0x20AC, bytes), 3);
    assert_memory_equal(bytes, "\xE2\x82\xAC", 3);
    assert_int_equal(utf8_encode(0x10348, bytes), 4);
    assert_memory_equal(bytes, "\xF0\x90\x8D\x88", 4);
}

TEST(what_is_no_character_is_written_as_the_replacement) {
    char bytes[4];
    static const uint32_t none[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(utf8_encode(none[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

TEST(bad_bytes_are_found) {
    static const char *const texts[] = {
        "\x80",             /* a continuation alone */
        "\xC0\x80",         /* overlong */
        "\xC1\xBF",         /* overlong */
        "\xC2",             /* cut off */
        "\xC2\x20",         /* not continued */
        "\xE0\x9F\xBF",     /* overlong */
        "\xE4\xB8",         /* cut off */
        "\xE4\xB8\x20",     /* not continued */
        "\xED\xA0\x80",     /* surrogate */
        "\xED\xBF\xBF",     /* surrogate */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xF0\x9F\x98",     /* cut off */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xF8\x88\x80\x80\x80", /* five bytes */
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t size;
        assert_int_equal(utf8_decode(texts[i], strlen(texts[i]), &size), UTF8_REPLACEMENT);
        assert_int_equal(size, 1);
        assert_int_equal(utf8_check(texts[i], strlen(texts[i])), 0);
    }
}

TEST(the_replacement_character_itself_is_valid) {
    size_t size;
    assert_int_equal(utf8_decode("\xEF\xBF\xBD", 3, &size), UTF8_REPLACEMENT);
    assert_int_equal(size, 3);
    assert_int_equal(utf8_check("\xEF\xBF\xBD", 3), 3);
}

TEST(the_first_bad_byte_is_named) {
    assert_int_equal(utf8_check("版心\xE4\xB8x", 9), 6);
    assert_int_equal(utf8_check("", 0), 0);
    assert_int_equal(utf8_check("a\0b", 3), 3);
}

TEST(characters_are_counted) {
    assert_int_equal(utf8_count("a版😀", 8), 3);
    assert_int_equal(utf8_count("\xFF\xFF", 2), 2);
    assert_int_equal(utf8_count("", 0), 0);
}

TEST(no_character_is_cut) {
    assert_int_equal(utf8_cut("版心", 6, 6), 6);
    assert_int_equal(utf8_cut("版心", 6, 5), 3);
    assert_int_equal(utf8_cut("版心", 6, 3), 3);
    assert_int_equal(utf8_cut("a😀", 5, 4), 1);
    assert_int_equal(utf8_cut("版", 3, 2), 0);
    assert_int_equal(utf8_cut("ab", 2, 9), 2);
    assert_int_equal(utf8_cut("\x80\x80\x80\x80\x80\x80", 6, 5), 2); /* no text: never far back */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_survives_the_round_trip),
        cmocka_unit_test(encoding_has_the_right_bytes),
        cmocka_unit_test(what_is_no_character_is_written_as_the_replacement),
        cmocka_unit_test(bad_bytes_are_found),
        cmocka_unit_test(the_replacement_character_itself_is_valid),
        cmocka_unit_test(the_first_bad_byte_is_named),
        cmocka_unit_test(characters_are_counted),
        cmocka_unit_test(no_character_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
