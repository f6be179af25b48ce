/* Tables of a file, and one exchanged for another. */
#include "sfnt.h"

#include <string.h>

#include "../../support/test.h"

#define TAG_CFF  SFNT_TAG('C', 'F', 'F', ' ')
#define TAG_NOTE SFNT_TAG('B', 'x', 'L', 't')

/* Two tables, `CFF ` of 6 bytes and `head` of 12, then DSIG of 4. */
static const char small[] = "OTTO\0\3\0\x20\0\1\0\x10"
                            "CFF \0\0\0\0\0\0\0\x3C\0\0\0\6"
                            "DSIG\0\0\0\0\0\0\0\x44\0\0\0\4"
                            "head\0\0\0\0\0\0\0\x48\0\0\0\x0C"
                            "abcdef\0\0"
                            "sign"
                            "\0\1\0\0\0\1\0\0wxyz";

static Str file(void) { return (Str){small, sizeof small - 1}; }

TEST(tables_are_found) {
    assert_true(str_equals(sfnt_table(file(), TAG_CFF), "abcdef"));
    assert_int_equal(sfnt_table(file(), TAG_NOTE).length, 0);
}

TEST(one_is_exchanged_and_the_rest_stays) {
    Buf out = {0};
    assert_true(sfnt_exchange(file(), TAG_CFF, STR("new table"), TAG_NOTE, STR("note"), &out));
    Str made = {out.bytes, out.length};
    assert_true(str_equals(sfnt_table(made, TAG_CFF), "new table"));
    assert_true(str_equals(sfnt_table(made, TAG_NOTE), "note"));
    assert_int_equal(sfnt_table(made, SFNT_TAG('D', 'S', 'I', 'G')).length, 0);
    Str head = sfnt_table(made, SFNT_TAG('h', 'e', 'a', 'd'));
    assert_int_equal(head.length, 12);
    assert_memory_equal(head.text, "\0\1\0\0\0\1\0\0", 8);
    assert_int_equal(sfnt_checksum(made), 0xB1B0AFBAu);
    assert_int_equal(out.length % 4, 0);
    buf_free(&out);
}

TEST(exchanged_again_it_is_the_same) {
    Buf one = {0}, two = {0};
    assert_true(sfnt_exchange(file(), TAG_CFF, STR("new table"), TAG_NOTE, STR("note"), &one));
    assert_true(sfnt_exchange((Str){one.bytes, one.length}, TAG_CFF, STR("new table"), TAG_NOTE, STR("note"), &two));
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.bytes, two.bytes, one.length);
    buf_free(&one);
    buf_free(&two);
}

TEST(a_broken_file_is_refused) {
    for (size_t length = 0; length < sizeof small - 1; length++) {
        Buf out = {0};
        assert_false(sfnt_exchange((Str){small, length}, TAG_CFF, STR("x"), TAG_NOTE, STR("y"), &out));
        buf_free(&out);
    }
    char other[sizeof small];
    memcpy(other, small, sizeof small);
    other[0] = 't'; /* TrueType outlines */
    assert_int_equal(sfnt_table((Str){other, sizeof small - 1}, TAG_CFF).length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_found),
        cmocka_unit_test(one_is_exchanged_and_the_rest_stays),
        cmocka_unit_test(exchanged_again_it_is_the_same),
        cmocka_unit_test(a_broken_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
