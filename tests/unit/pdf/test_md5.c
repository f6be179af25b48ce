#include "pdf/md5.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *text, const char *wanted) {
    uint8_t sum[MD5_SIZE];
    char hex[2 * MD5_SIZE + 1];
    md5(str_from(text), sum);
    for (int i = 0; i < MD5_SIZE; i++)
        snprintf(hex + 2 * i, 3, "%02x", sum[i]);
    assert_string_equal(hex, wanted);
}

/* The test suite of RFC 1321, A.5. */
static void test_the_sums_of_the_rfc(void **state) {
    (void)state;
    expect("", "d41d8cd98f00b204e9800998ecf8427e");
    expect("a", "0cc175b9c0f1b6a831c399e269772661");
    expect("abc", "900150983cd24fb0d6963f7d28e17f72");
    expect("message digest", "f96b697d7cb7938d525a2f31aaf161d0");
    expect("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b");
    expect("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f");
    expect("12345678901234567890123456789012345678901234567890123456789012345678901234567890",
           "57edf4a22be3c955ac49da2e2107b67a");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_sums_of_the_rfc)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
