#include "batch/fingerprint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

static void expect(Fingerprint hash, const char *digits) {
    char written[FINGERPRINT_HEX];
    fingerprint_write(&hash, written);
    assert_string_equal(written, digits);
}

/* Made by Python's hashlib.blake2b(..., digest_size=20). */
TEST(it_is_blake2b) {
    char zeros[128] = {0}, all[256 * 5];
    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (char)i;
    expect(fingerprint_of("", 0), "3345524abf6bbe1809449224b5972c41790b6cf2");
    expect(fingerprint_of("abc", 3), "384264f676f39536840523f284921cdc68b6846b");
    expect(fingerprint_of(zeros, sizeof zeros), "8d26f158f564e3293b42f5e3d34263cb173aa9c9");
    expect(fingerprint_of(all, sizeof all), "72956584b960c10c1dfa20fd6ea8c72cddb4cca3");
}

TEST(it_does_not_matter_in_which_pieces_bytes_come) {
    char bytes[1000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    Fingerprint whole = fingerprint_of(bytes, sizeof bytes);
    for (size_t piece = 1; piece < 300; piece += 13) {
        FingerprintMaker hasher;
        fingerprint_begin(&hasher);
        for (size_t at = 0; at < sizeof bytes; at += piece)
            fingerprint_add(&hasher, bytes + at, at + piece < sizeof bytes ? piece : sizeof bytes - at);
        Fingerprint pieces = fingerprint_end(&hasher);
        assert_true(fingerprint_equal(&whole, &pieces));
    }
}

static Fingerprint of_parts(const char *one, const char *other) {
    FingerprintMaker hasher;
    fingerprint_begin(&hasher);
    fingerprint_add_part(&hasher, one, strlen(one));
    fingerprint_add_part(&hasher, other, strlen(other));
    return fingerprint_end(&hasher);
}

TEST(parts_are_told_apart) {
    Fingerprint one = of_parts("ab", "c"), other = of_parts("a", "bc"), same = of_parts("ab", "c");
    assert_false(fingerprint_equal(&one, &other));
    assert_true(fingerprint_equal(&one, &same));
}

TEST(digits_are_read_back_and_nothing_else) {
    Fingerprint hash = fingerprint_of("abc", 3), read;
    char digits[FINGERPRINT_HEX + 1];
    fingerprint_write(&hash, digits);
    assert_true(fingerprint_read(digits, &read));
    assert_true(fingerprint_equal(&hash, &read));
    for (size_t i = 0; i < 2 * FINGERPRINT_SIZE; i++) {
        char kept = digits[i];
        digits[i] = 'G';
        assert_false(fingerprint_read(digits, &read));
        digits[i] = '\0';
        assert_false(fingerprint_read(digits, &read));
        digits[i] = kept;
    }
    strcat(digits, "0");
    assert_false(fingerprint_read(digits, &read));
}

TEST(a_file_is_read_from_where_it_stands) {
    char path[] = "/tmp/banxin-hash-XXXXXX";
    Fingerprint hash, rest = fingerprint_of("cdef", 4);
    int file = mkstemp(path);
    assert_int_equal(write(file, "abcdef", 6), 6);
    lseek(file, 2, SEEK_SET);
    assert_int_equal(fingerprint_file(file, &hash), 0);
    assert_true(fingerprint_equal(&hash, &rest));
    close(file);
    assert_int_not_equal(fingerprint_file(file, &hash), 0);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_blake2b),
        cmocka_unit_test(it_does_not_matter_in_which_pieces_bytes_come),
        cmocka_unit_test(parts_are_told_apart),
        cmocka_unit_test(digits_are_read_back_and_nothing_else),
        cmocka_unit_test(a_file_is_read_from_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
