#include "sign/der.h"

#include <string.h>

#include "test.h"

static void assert_bytes(Buf *out, const char *expected, size_t length) {
    assert_false(buf_failed(out));
    assert_int_equal(out->length, length);
    assert_memory_equal(out->bytes, expected, length);
    buf_free(out);
}
#define ASSERT_BYTES(out, literal) assert_bytes((out), (literal), sizeof(literal) - 1)

TEST(values_nest_and_get_their_lengths) {
    Buf out = {0};
    size_t outer = der_open(&out, DER_SEQUENCE), inner = der_open(&out, DER_CONTEXT + 1);
    der_small(&out, 5);
    der_close(&out, inner);
    der_put(&out, DER_NULL, STR(""));
    der_close(&out, outer);
    ASSERT_BYTES(&out, "\x30\x07\xa1\x03\x02\x01\x05\x05\x00");
}

TEST(identifiers_are_written_to_base_128) {
    Buf out = {0};
    der_oid(&out, "1.2.840.113549.1.7.2");
    ASSERT_BYTES(&out, "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
    der_oid(&out, "2.16.840.1.101.3.4.2.1");
    ASSERT_BYTES(&out, "\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01");
    der_oid(&out, "1.2.156.10197.1.501");
    ASSERT_BYTES(&out, "\x06\x08\x2a\x81\x1c\xcf\x55\x01\x83\x75");
}

TEST(lengths_of_any_size_are_read_back) {
    static const size_t sizes[] = {0, 1, 127, 128, 255, 256, 65535, 65536, 200000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Buf out = {0};
        size_t mark = der_open(&out, DER_OCTETS);
        for (size_t j = 0; j < sizes[i]; j++)
            buf_char(&out, 'x');
        der_close(&out, mark);
        size_t whole = out.length;
        buf_push(&out, "\0\0\0", 3); /* as in a signature's Contents */
        assert_int_equal(der_length((Str){out.bytes, out.length}), whole);
        assert_int_equal(der_length((Str){out.bytes, whole - 1}), 0);
        assert_int_equal(out.bytes[whole - 1], sizes[i] ? 'x' : 0);
        buf_free(&out);
    }
}

TEST(lengths_that_are_none_are_refused) {
    assert_int_equal(der_length(STR("")), 0);
    assert_int_equal(der_length(STR("\x30")), 0);
    assert_int_equal(der_length(STR("\x30\x80\x00\x00")), 0);
    assert_int_equal(der_length(STR("\x30\x84\xff\xff\xff\xff")), 0);
    assert_int_equal(der_length(STR("\x30\x85\x00\x00\x00\x00\x01x")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_nest_and_get_their_lengths),
        cmocka_unit_test(identifiers_are_written_to_base_128),
        cmocka_unit_test(lengths_of_any_size_are_read_back),
        cmocka_unit_test(lengths_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
