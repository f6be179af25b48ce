#include "batch/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "test.h"

static bool is_there(const char *name) { return access(folder_path(name), F_OK) == 0; }

static bool opens(Store *store, StoreUse use, size_t shard, DiagCode code) {
    DiagList *diags = diag_list_new();
    bool good = store_open(store, folder_path("out"), use, shard, diags);
    assert_int_equal(diag_count(diags), good ? 0 : 1);
    if (!good)
        assert_int_equal(diag_item(diags, 0)->code, code);
    diag_list_free(diags);
    if (!good)
        store_close(store);
    return good;
}

TEST(a_store_is_made_by_who_works_in_it) {
    Store store;
    folder_make();
    assert_false(opens(&store, STORE_LOOK, STORE_NO_SHARD, DIAG_BATCH_FOLDER));
    assert_true(opens(&store, STORE_ALONE, STORE_NO_SHARD, 0));
    assert_false(store_has_plan(&store));
    store_close(&store);
    assert_true(opens(&store, STORE_LOOK, STORE_NO_SHARD, 0));
    store_close(&store);
    folder_remove();
}

TEST(a_folder_without_a_batch_is_told) {
    Store store;
    folder_make();
    assert_int_equal(mkdir(folder_path("out"), 0777), 0);
    assert_false(opens(&store, STORE_LOOK, STORE_NO_SHARD, DIAG_BATCH_NONE));
    folder_remove();
}

/* Whether another may open it while one has it open so. */
static void expect_beside(StoreUse one, size_t one_shard, StoreUse other, size_t other_shard, bool good) {
    Store first, second;
    folder_make();
    assert_true(opens(&first, one, one_shard, 0));
    assert_int_equal(opens(&second, other, other_shard, DIAG_BATCH_BUSY), good);
    if (good)
        store_close(&second);
    store_close(&first);
    folder_remove();
}

TEST(shards_work_side_by_side_and_all_else_alone) {
    expect_beside(STORE_SHARE, 0, STORE_SHARE, 1, true);
    expect_beside(STORE_SHARE, 1, STORE_SHARE, 1, false);
    expect_beside(STORE_SHARE, 0, STORE_ALONE, STORE_NO_SHARD, false);
    expect_beside(STORE_ALONE, STORE_NO_SHARD, STORE_LOOK, STORE_NO_SHARD, true);
}

TEST(runs_are_numbered_and_end_without_drafts) {
    Store store;
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    int *runs;
    size_t count;
    folder_make();
    for (int run = 1; run <= 3; run++) {
        assert_true(opens(&store, STORE_ALONE, STORE_NO_SHARD, 0));
        assert_true(store_begin(&store, diags));
        assert_int_equal(store.run, run);
        assert_true(is_there("out/.banxin/runs/0000001/drafts") == (run == 1));
        store_end(&store);
        store_close(&store);
    }
    assert_true(opens(&store, STORE_LOOK, STORE_NO_SHARD, 0));
    assert_true(store_runs(arena, &store, &runs, &count, diags));
    assert_int_equal(count, 3);
    assert_int_equal(runs[2], 3);
    store_close(&store);
    folder_remove();
    diag_list_free(diags);
    arena_free(arena);
}

/* A process that begins a run, leaves a draft, and is gone. */
static void leave_a_draft(void) {
    pid_t child = fork();
    if (child == 0) {
        Store store;
        DiagList *diags = diag_list_new();
        bool begun =
            store_open(&store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, diags) && store_begin(&store, diags);
        int draft = openat(store.run_folder, "drafts/1-0.pdf", O_CREAT | O_WRONLY, 0666);
        _exit(begun && draft >= 0 ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

TEST(drafts_of_the_dead_are_removed_and_those_of_the_living_stay) {
    Store store, other;
    DiagList *diags = diag_list_new();
    folder_make();
    leave_a_draft();
    assert_true(is_there("out/.banxin/runs/0000001/drafts/1-0.pdf"));
    assert_true(opens(&store, STORE_SHARE, 0, 0));
    assert_true(store_begin(&store, diags));
    assert_false(is_there("out/.banxin/runs/0000001/drafts"));
    close(openat(store.run_folder, "drafts/1-0.pdf", O_CREAT | O_WRONLY, 0666));
    assert_true(opens(&other, STORE_SHARE, 1, 0));
    assert_true(store_begin(&other, diags));
    assert_true(is_there("out/.banxin/runs/0000002/drafts/1-0.pdf"));
    store_end(&other);
    store_close(&other);
    store_end(&store);
    store_close(&store);
    folder_remove();
    diag_list_free(diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_is_made_by_who_works_in_it),
        cmocka_unit_test(a_folder_without_a_batch_is_told),
        cmocka_unit_test(shards_work_side_by_side_and_all_else_alone),
        cmocka_unit_test(runs_are_numbered_and_end_without_drafts),
        cmocka_unit_test(drafts_of_the_dead_are_removed_and_those_of_the_living_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
