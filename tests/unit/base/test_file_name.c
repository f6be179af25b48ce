#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc_fail.h"
#include "base/file.h"
#include "test.h"

static char folder[] = "/tmp/banxin-test-name-XXXXXX";

/* root/in/sub/file, root/out/secret, and links out of root/in. */
static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    bool made = mkdir("in", 0755) == 0 && mkdir("in/sub", 0755) == 0 && mkdir("out", 0755) == 0 &&
                mkdir("inside", 0755) == 0 && close(creat("in/sub/file", 0644)) == 0 &&
                close(creat("out/secret", 0644)) == 0 && symlink("sub/file", "in/good") == 0 &&
                symlink("../out/secret", "in/bad") == 0 && symlink("../out", "in/badfolder") == 0 &&
                symlink("../out/nothing", "in/dangling") == 0 && symlink("loop", "in/loop") == 0 &&
                symlink("in", "link") == 0 && symlink("../inside", "in/sibling") == 0;
    return made ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

TEST(names_and_stems_are_taken_off_a_path) {
    Arena *arena = arena_new();
    assert_string_equal(file_name("a/b/c.json"), "c.json");
    assert_string_equal(file_name("c.json"), "c.json");
    assert_string_equal(file_name("a/"), "");
    assert_string_equal(file_stem(arena, "a.b/c.json"), "c");
    assert_string_equal(file_stem(arena, "c.tar.gz"), "c.tar");
    assert_string_equal(file_stem(arena, "a.b/c"), "c");
    assert_string_equal(file_stem(arena, ".hidden"), ".hidden");
    assert_string_equal(file_stem(arena, "报告.json"), "报告");
    arena_free(arena);
}

TEST(a_file_beside_another_shares_its_folder) {
    Arena *arena = arena_new();
    assert_string_equal(file_beside(arena, "a/b.json", "c.json"), "a/c.json");
    assert_string_equal(file_beside(arena, "b.json", "c.json"), "c.json");
    assert_string_equal(file_beside(arena, "/b.json", "d/c.json"), "/d/c.json");
    assert_string_equal(file_beside(arena, "a/b.json", "/c.json"), "/c.json");
    arena_fail(arena);
    assert_null(file_beside(arena, "a", "b"));
    assert_null(file_stem(arena, "a"));
    arena_free(arena);
}

TEST(files_and_folders_are_told_apart) {
    assert_true(file_is_folder("in"));
    assert_true(file_is_folder("link"));
    assert_false(file_is_folder("in/good"));
    assert_false(file_is_folder("nowhere"));
    assert_true(file_exists("in"));
    assert_true(file_exists("in/good"));
    assert_false(file_exists("in/dangling"));
    assert_false(file_exists(""));
}

TEST(names_below_the_folder_are_inside) {
    static const char *const names[] = {"sub/file",      "sub",     "./sub/file", "sub//file", "good",    "new",
                                        "new/deep/file", "sub/new", "..name",     "a..b",      "sub/...", "."};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_true(file_name_is_inside("in", names[i]));
        assert_true(file_name_is_inside("link", names[i]));
    }
    assert_true(file_name_is_inside("", "in/sub"));
    assert_true(file_name_is_inside(".", "in/sub"));
    assert_true(file_name_is_inside("/", "tmp"));
}

TEST(names_that_lead_out_are_not_inside) {
    static const char *const names[] = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../out/secret",
        "sub/..",
        "sub/../../out/secret",
        "./..",
        "sub/../sub/file",
        "bad",
        "badfolder",
        "badfolder/secret",
        "badfolder/new",
        "dangling",
        "dangling/new",
        "loop",
        "loop/x",
        "sibling",
        "sub/file/under",
        "//etc",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (file_name_is_inside("in", names[i]))
            fail_msg("%s leads out", names[i]);
    assert_false(file_name_is_inside("nowhere", "file"));
}

TEST(names_too_long_are_not_inside) {
    char name[8192];
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_false(file_name_is_inside("in", name));
    name[300] = '\0'; /* one component too long for any file system */
    assert_false(file_name_is_inside("in", name));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_stems_are_taken_off_a_path),
        cmocka_unit_test(a_file_beside_another_shares_its_folder),
        cmocka_unit_test(files_and_folders_are_told_apart),
        cmocka_unit_test(names_below_the_folder_are_inside),
        cmocka_unit_test(names_that_lead_out_are_not_inside),
        cmocka_unit_test(names_too_long_are_not_inside),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
