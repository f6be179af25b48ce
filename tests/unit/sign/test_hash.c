#include "sign/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

/* FIPS 180-4 and GB/T 32905-2016, annex A: the digests of "abc". */
#define SHA256_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SM3_ABC    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"

static void assert_hex(const Hash *hash, const char *expected) {
    char hex[HASH_HEX];
    hash_hex(hash, hex);
    assert_string_equal(hex, expected);
}

TEST(digests_are_those_of_the_standards) {
    Hash hash;
    assert_true(hash_bytes(HASH_SHA256, "abc", 3, &hash));
    assert_hex(&hash, SHA256_ABC);
    assert_true(hash_bytes(HASH_SM3, "abc", 3, &hash));
    assert_hex(&hash, SM3_ABC);
}

TEST(a_file_has_both_digests_and_a_size) {
    char path[] = "/tmp/banxin-hash-XXXXXX";
    int file = mkstemp(path);
    assert_true(write(file, "abc", 3) == 3);
    close(file);
    Hash hashes[HASH_KIND_COUNT];
    uint64_t size;
    DiagList *diags = diag_list_new();
    assert_true(hash_file(path, hashes, &size, diags));
    unlink(path);
    assert_int_equal(size, 3);
    assert_hex(&hashes[HASH_SHA256], SHA256_ABC);
    assert_hex(&hashes[HASH_SM3], SM3_ABC);
    assert_false(hash_file(path, hashes, &size, diags));
    assert_false(hash_file("/tmp", hashes, &size, diags));
    assert_false(hash_file("/dev/zero", hashes, &size, diags));
    assert_int_equal(diag_item(diags, 0)->code, DIAG_FILE_MISSING);
    assert_int_equal(diag_item(diags, 1)->code, DIAG_FILE_FOLDER);
    assert_int_equal(diag_item(diags, 2)->code, DIAG_FILE_READ);
    diag_list_free(diags);
}

TEST(hexadecimal_goes_both_ways_and_nothing_else_does) {
    Hash hash;
    assert_true(hash_from_hex(SM3_ABC, &hash));
    assert_hex(&hash, SM3_ABC);
    assert_false(hash_from_hex("66c7", &hash));
    assert_false(hash_from_hex("g6c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", &hash));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_those_of_the_standards),
        cmocka_unit_test(a_file_has_both_digests_and_a_size),
        cmocka_unit_test(hexadecimal_goes_both_ways_and_nothing_else_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
