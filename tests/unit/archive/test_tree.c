#include "archive/tree.h"

#include "folder.h"
#include "test.h"

static size_t count_names(void) {
    Arena *arena = arena_new();
    const char **names;
    size_t count = 0;
    int open_folder;
    assert_int_equal(disk_open_folder(AT_FDCWD, folder, &open_folder), 0);
    assert_int_equal(disk_list(arena, open_folder, &names, &count), 0);
    close(open_folder);
    arena_free(arena);
    return count;
}

/* Makes a tree of one folder and one file at `name`; gives whether it stands there. */
static bool make(const char *name, bool over_empty, bool commit) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Tree tree;
    bool done = tree_begin(&tree, arena, in_folder(name), diags);
    if (done) {
        tree_folder(&tree, "f");
        tree_file(&tree, "f/a", STR("a"));
        done = commit && tree_commit(&tree, over_empty);
        if (!commit)
            tree_drop(&tree);
    }
    assert_int_equal(done || !commit, !diag_has_errors(diags));
    diag_list_free(diags);
    arena_free(arena);
    return done;
}

TEST(a_tree_appears_whole) {
    assert_true(make("t", false, true));
    assert_int_equal(access(in_folder("t/f/a"), F_OK), 0);
    assert_int_equal(count_names(), 1);
}

TEST(a_dropped_tree_leaves_nothing) {
    make("t", false, false);
    assert_int_equal(count_names(), 0);
}

TEST(what_stands_there_stays) {
    assert_int_equal(disk_make_folder(AT_FDCWD, in_folder("t")), 0);
    assert_false(make("t", false, true));
    assert_true(make("t/", true, true));
    assert_false(make("t", true, true));
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder("file"), STR(""), 0600, false), 0);
    assert_false(make("file", true, true));
    assert_int_equal(count_names(), 2);
}

TEST(a_place_that_cannot_be_is_told) {
    assert_false(make("no/such/place", false, true));
    assert_false(make(".", false, true));
    assert_false(make("..", false, true));
    assert_int_equal(count_names(), 0);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        CASE(a_tree_appears_whole),
        CASE(a_dropped_tree_leaves_nothing),
        CASE(what_stands_there_stays),
        CASE(a_place_that_cannot_be_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
