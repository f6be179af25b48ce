#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test.h"

TEST(what_is_appended_comes_out_and_little_of_it_waits) {
    enum { COUNT = 100000 };
    char line[16], found[16];
    int file = memfd_create("spill", MFD_CLOEXEC);
    Spill spill = {.file = file};
    for (int i = 0; i < COUNT; i++) {
        buf_printf(&spill.text, "%08d\n", i);
        spill_turn(&spill);
        assert_true(spill.text.length < (size_t)64 << 10);
    }
    assert_int_equal(spill_end(&spill), 0);
    assert_int_equal(lseek(file, 0, SEEK_END), COUNT * 9);
    for (int i = 0; i < COUNT; i += 999) {
        snprintf(line, sizeof line, "%08d\n", i);
        assert_int_equal(pread(file, found, 9, i * 9), 9);
        assert_memory_equal(found, line, 9);
    }
    close(file);
}

TEST(the_first_fault_is_remembered_and_the_rest_dropped) {
    int file = open("/dev/full", O_WRONLY);
    Spill spill = {.file = file};
    for (int i = 0; i < 100000; i++) {
        buf_text(&spill.text, "twelve bytes");
        spill_turn(&spill);
    }
    assert_int_equal(spill.error, ENOSPC);
    spill.file = -1;
    assert_int_equal(spill_end(&spill), ENOSPC);
    close(file);
}

TEST(memory_that_was_out_is_a_fault) {
    Spill spill = {.file = STDERR_FILENO};
    spill.text.failed = true;
    spill_turn(&spill);
    assert_int_equal(spill_end(&spill), ENOMEM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_appended_comes_out_and_little_of_it_waits),
        cmocka_unit_test(the_first_fault_is_remembered_and_the_rest_dropped),
        cmocka_unit_test(memory_that_was_out_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
