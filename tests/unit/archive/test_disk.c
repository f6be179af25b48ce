#include "archive/disk.h"

#include <errno.h>
#include <sys/stat.h>

#include "folder.h"
#include "test.h"

TEST(a_new_file_never_replaces_one) {
    Arena *arena = arena_new();
    Str bytes;
    int open_folder;
    assert_int_equal(disk_open_folder(AT_FDCWD, folder, &open_folder), 0);
    assert_int_equal(disk_write_new(open_folder, "a", STR("one"), 0444, true), 0);
    assert_int_equal(disk_write_new(open_folder, "a", STR("two"), 0444, true), EEXIST);
    assert_int_equal(disk_read(arena, open_folder, "a", 100, &bytes), 0);
    assert_true(str_equals(bytes, "one"));
    close(open_folder);
    arena_free(arena);
}

TEST(only_regular_files_are_read) {
    Arena *arena = arena_new();
    Str bytes;
    assert_int_equal(mkfifo(in_folder("fifo"), 0600), 0);
    assert_int_equal(symlink("/etc/passwd", in_folder("link")), 0);
    assert_int_equal(disk_read(arena, AT_FDCWD, in_folder("fifo"), 100, &bytes), EINVAL);
    assert_int_equal(disk_read(arena, AT_FDCWD, in_folder("link"), 100000, &bytes), ELOOP);
    assert_int_equal(disk_read(arena, AT_FDCWD, folder, 100, &bytes), EINVAL);
    assert_int_equal(disk_read(arena, AT_FDCWD, in_folder("none"), 100, &bytes), ENOENT);
    arena_free(arena);
}

TEST(a_file_beyond_the_limit_is_not_read) {
    Arena *arena = arena_new();
    Str bytes;
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("a"), STR("123"), 0600, false), 0);
    assert_int_equal(disk_read(arena, AT_FDCWD, in_folder("a"), 2, &bytes), EFBIG);
    assert_int_equal(disk_read(arena, AT_FDCWD, in_folder("a"), 3, &bytes), 0);
    arena_free(arena);
}

TEST(names_come_in_order) {
    Arena *arena = arena_new();
    const char **names;
    size_t count;
    int open_folder;
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("b"), STR(""), 0600, false), 0);
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("a")), 0);
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("a")), 0);
    assert_int_equal(disk_open_folder(AT_FDCWD, folder, &open_folder), 0);
    assert_int_equal(disk_list(arena, open_folder, &names, &count), 0);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "a");
    assert_string_equal(names[1], "b");
    close(open_folder);
    arena_free(arena);
}

TEST(removing_takes_all_and_follows_no_link) {
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("kept")), 0);
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("kept/x"), STR("x"), 0600, false), 0);
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("gone")), 0);
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("gone/deep")), 0);
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("gone/deep/y"), STR("y"), 0600, false), 0);
    assert_int_equal(symlink("../kept", in_folder("gone/link")), 0);
    assert_int_equal(disk_remove(AT_FDCWD, in_folder("gone")), 0);
    assert_int_equal(access(in_folder("gone"), F_OK), -1);
    assert_int_equal(access(in_folder("kept/x"), F_OK), 0);
    assert_int_equal(disk_remove(AT_FDCWD, in_folder("gone")), 0);
}

TEST(names_are_not_twice_the_same) {
    char one[DISK_NAME_MAX], two[DISK_NAME_MAX];
    assert_int_equal(disk_name("add-", one), 0);
    assert_int_equal(disk_name("add-", two), 0);
    assert_int_equal(strlen(one), 20);
    assert_string_not_equal(one, two);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        CASE(a_new_file_never_replaces_one),          CASE(only_regular_files_are_read),
        CASE(a_file_beyond_the_limit_is_not_read),    CASE(names_come_in_order),
        CASE(removing_takes_all_and_follows_no_link), CASE(names_are_not_twice_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
