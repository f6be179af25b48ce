#include "sign/asn.h"

#include "test.h"

#define BYTES(literal) ((Str){(literal), sizeof(literal) - 1})

TEST(values_come_off_the_front) {
    Str rest = BYTES("\x02\x01\x05\x04\x02xy");
    Asn value;
    assert_true(asn_next(&rest, &value));
    assert_int_equal(value.tag, ASN_INTEGER);
    assert_int_equal(value.body.length, 1);
    assert_int_equal(value.whole.length, 3);
    assert_false(asn_take(&rest, ASN_SEQUENCE, &value));
    assert_true(asn_take(&rest, ASN_OCTETS, &value));
    assert_memory_equal(value.body.text, "xy", 2);
    assert_int_equal(rest.length, 0);
    assert_false(asn_next(&rest, &value));
}

TEST(lengths_are_as_short_as_can_be) {
    assert_int_equal(asn_length(BYTES("\x04\x03"
                                      "abc"
                                      "rest")),
                     5);
    assert_int_equal(asn_length(BYTES("\x04\x81\x03"
                                      "abc")),
                     0); /* could be one octet */
    assert_int_equal(asn_length(BYTES("\x04\x80"
                                      "ab\0\0")),
                     0); /* indefinite */
    assert_int_equal(asn_length(BYTES("\x04\x84\xff\xff\xff\xff")), 0);
    assert_int_equal(asn_length(BYTES("\x04\x85\x01\x01\x01\x01\x01")), 0);
    assert_int_equal(asn_length(BYTES("\x04\x05"
                                      "abc")),
                     0); /* longer than what is there */
    assert_int_equal(asn_length(BYTES("\x04")), 0);
    assert_int_equal(asn_length(BYTES("")), 0);
    assert_int_equal(asn_length(BYTES("\x1f\x01\x01")), 0); /* a tag of several octets */
}

TEST(what_is_strict_is_so_within) {
    assert_true(asn_is_strict(BYTES("\x30\x05\x30\x03\x02\x01\x07")));
    assert_false(asn_is_strict(BYTES("\x30\x05\x30\x04\x02\x01\x07")));
    assert_false(asn_is_strict(BYTES("\x30\x03\x02\x01\x07\x00")));
    assert_false(asn_is_strict(BYTES("\x30\x05\x30\x80\x02\x01\x07")));
}

TEST(depth_has_a_limit) {
    char bytes[4 * ASN_DEPTH_MAX];
    size_t depth = ASN_DEPTH_MAX + 1, at = sizeof bytes;
    for (size_t i = 0; i < depth / 2; i++) { /* lengths below 128 */
        size_t length = sizeof bytes - at;
        bytes[--at] = (char)length;
        bytes[--at] = ASN_SEQUENCE;
    }
    assert_true(asn_is_strict((Str){bytes + at, sizeof bytes - at}));
    char deep[3 * 200];
    at = sizeof deep;
    for (size_t i = 0; i < depth; i++) {
        size_t length = sizeof deep - at;
        deep[--at] = (char)length;
        if (length > 127)
            deep[--at] = (char)0x81;
        deep[--at] = ASN_SEQUENCE;
    }
    assert_false(asn_is_strict((Str){deep + at, sizeof deep - at}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_off_the_front),
        cmocka_unit_test(lengths_are_as_short_as_can_be),
        cmocka_unit_test(what_is_strict_is_so_within),
        cmocka_unit_test(depth_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
