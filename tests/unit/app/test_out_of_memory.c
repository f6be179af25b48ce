/*
 * The whole render with the n-th allocation failing, for every n: it ends, says that memory is out and leaves the old
 * file alone; or it did not need that memory and the file is the same to the byte.
 */
#include "app/app.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "alloc_fail.h"

#define CASE       SOURCE_DIR "/tests/golden/" GOLDEN_CASE
#define FILE_LIMIT 400000

static char folder[] = "/tmp/banxin-memory-XXXXXX";
static char output[64], said[64];
static char wanted[FILE_LIMIT], got[FILE_LIMIT];

static size_t read_file(const char *path, char *bytes) {
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(bytes, 1, FILE_LIMIT - 1, file) : 0;
    if (file)
        fclose(file);
    bytes[length] = '\0';
    return length;
}

static void write_old(void) {
    FILE *file = fopen(output, "wb");
    assert_non_null(file);
    fputs("old", file);
    fclose(file);
}

/* Runs the program with its standard streams in the file `said`. */
static ExitStatus render(void) {
    char *argv[] = {"banxin",
                    "render",
                    CASE "/report.json",
                    "--form",
                    CASE "/form.json",
                    "--fonts",
                    SOURCE_DIR "/tests/golden/fonts.json",
                    "-o",
                    output,
                    NULL};
    int streams[2] = {dup(STDOUT_FILENO), dup(STDERR_FILENO)};
    int file = open(said, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    assert_true(file >= 0);
    fflush(stdout);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    ExitStatus status = app_run((int)(sizeof argv / sizeof argv[0]) - 1, argv);
    fflush(stdout);
    dup2(streams[0], STDOUT_FILENO);
    dup2(streams[1], STDERR_FILENO);
    close(streams[0]);
    close(streams[1]);
    close(file);
    return status;
}

static void expect_refused(size_t n, ExitStatus status) {
    char words[FILE_LIMIT / 100];
    FILE *file = fopen(said, "rb");
    assert_non_null(file);
    words[fread(words, 1, sizeof words - 1, file)] = '\0';
    fclose(file);
    if (status != EXIT_OWN_FAULT || !strstr(words, "MEMORY"))
        fail_msg("allocation %zu failed: status %d, said: %s", n, (int)status, words);
    read_file(output, got);
    assert_string_equal(got, "old");
}

static void test_any_allocation_may_fail(void **state) {
    (void)state;
    size_t length;
    assert_int_equal(render(), EXIT_WRITTEN);
    length = read_file(output, wanted);
    assert_true(length > 0 && length < FILE_LIMIT - 1);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        write_old();
        alloc_fail_at(n);
        ExitStatus status = render();
        failed = alloc_fail_happened();
        alloc_fail_at(0);
        if (status != EXIT_WRITTEN)
            expect_refused(n, status);
        else if (read_file(output, got) != length || memcmp(got, wanted, length) != 0)
            fail_msg("allocation %zu failed, and the file is another one", n);
    }
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(output, sizeof output, "%s/report.pdf", folder);
    snprintf(said, sizeof said, "%s/said", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    unlink(output);
    unlink(said);
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_any_allocation_may_fail, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
