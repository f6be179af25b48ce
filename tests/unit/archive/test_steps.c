/*
 * An addition that ends before its n-th step on the disk, for every n: as if the power failed or somebody killed it.
 * What was acknowledged stays, what was not is there whole or not at all, and the next addition finds everything in
 * order.
 */
#include <signal.h>
#include <sys/wait.h>

#include "archive/archive.h"
#include "archive/hold.h"
#include "folder.h"
#include "small_pdf.h"
#include "test.h"

#define FILES     3
#define STEPS_MAX 500

static int steps, stop_at;

static void stop(const char *step) {
    (void)step;
    if (++steps == stop_at)
        raise(SIGKILL);
}

static ArchiveOrder order(void) {
    return (ArchiveOrder){.folder = in_folder("A"), .language = LANGUAGE_EN, .now = 1700000000, .wait = 0};
}

static const char *file_at(int round, int number) {
    static char paths[FILES][256];
    snprintf(paths[number], sizeof paths[number], "%s/%d-%d.pdf", folder, round, number);
    return paths[number];
}

static void write_files(int round) {
    for (int i = 0; i < FILES; i++) {
        Buf out = {0};
        char own[64];
        snprintf(own, sizeof own, "(%d %d)", round, i);
        const char *objects[] = {SMALL_PDF_PAGE, own};
        small_pdf(objects, 4, NULL, &out);
        assert_int_equal(disk_write_new(AT_FDCWD, file_at(round, i), (Str){out.bytes, out.length}, 0600, false), 0);
        buf_free(&out);
    }
}

static bool add(int round) {
    const char *files[FILES];
    ArchiveOrder wanted = order();
    Buf answer = {0};
    DiagList *diags = diag_list_new();
    for (int i = 0; i < FILES; i++)
        files[i] = file_at(round, i);
    ArchiveAdd what = {
        .files = files, .count = FILES, .organ = "局", .title = "题", .year = 2020, .unsigned_too = true};
    bool done = archive_add(&wanted, &what, &answer, diags);
    if (!done) {
        Buf said = {0};
        diag_print_all(diags, LANGUAGE_EN, &said);
        print_message("%s", said.bytes);
        buf_free(&said);
    }
    diag_list_free(diags);
    buf_free(&answer);
    return done;
}

/* In another process; true if it got to its end. */
static bool add_and_stop(int round, int step) {
    int status;
    pid_t child = fork();
    if (child == 0) {
        stop_at = step;
        steps = 0;
        disk_step = stop;
        _exit(add(round) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true((WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
                (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    return WIFEXITED(status);
}

static void alone(size_t workers, size_t count, void (*work)(void *context, size_t part, Buf *result),
                  void (*take)(void *context, size_t part, const Buf *result), void *context) {
    (void)workers;
    for (size_t i = 0; i < count; i++) {
        Buf result = {0};
        work(context, i, &result);
        take(context, i, &result);
        buf_free(&result);
    }
}

static size_t count_entries(void) {
    Found found;
    Hold hold;
    Query all = {.year = ENTRY_NONE, .limit = ENTRY_NONE};
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    assert_true(hold_open(&hold, arena, in_folder("A"), 0, diags));
    assert_true(catalogue_find(hold.catalogue, arena, &all, &found));
    size_t count = found.count;
    hold_close(&hold);
    diag_list_free(diags);
    arena_free(arena);
    return count;
}

static void assert_sound(void) {
    ArchiveOrder wanted = order();
    ArchiveVerify verify = {.crew = alone};
    Buf answer = {0};
    bool sound = false;
    DiagList *diags = diag_list_new();
    assert_true(archive_verify(&wanted, &verify, &sound, &answer, diags));
    if (!sound)
        print_message("%s", answer.bytes);
    assert_true(sound);
    assert_null(strstr(answer.bytes, "PROOF_LEFT"));
    buf_free(&answer);
    diag_list_free(diags);
}

static void init(void) {
    ArchiveOrder wanted = order();
    Buf answer = {0};
    DiagList *diags = diag_list_new();
    assert_true(archive_init(&wanted, NULL, &answer, diags));
    buf_free(&answer);
    diag_list_free(diags);
}

/* Of two that are broken off one is judged at once, the other first met by the next addition. */
TEST(an_end_before_any_step_leaves_all_or_nothing) {
    size_t before = 0;
    bool done = false;
    init();
    for (int step = 1; step < STEPS_MAX && !done; step++) {
        write_files(step);
        done = add_and_stop(step, step);
        if (step % 2)
            assert_sound();
        assert_true(add(step)); /* the same files again: they are in now, once */
        assert_sound();
        assert_int_equal(count_entries(), before + FILES);
        before += FILES;
    }
    assert_true(done);
}

/* The catalogue is behind the chain, and somebody else adds. */
TEST(what_the_chain_has_is_in_the_catalogue_after_the_next_addition) {
    init();
    for (int step = 1, round = 0; step < STEPS_MAX; step++, round += 2) {
        write_files(round);
        write_files(round + 1);
        size_t before = count_entries();
        bool done = add_and_stop(round, step);
        assert_true(add(round + 1));
        size_t added = count_entries() - before;
        assert_true(added == FILES || added == 2 * FILES);
        if (done)
            break;
    }
    assert_sound();
}

/* Init and a tree: beside the place one unfinished folder may be left, at the place never. */
TEST(an_archive_is_made_whole_or_not_at_all) {
    for (int step = 1; step < STEPS_MAX; step++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            ArchiveOrder wanted = order();
            Buf answer = {0};
            stop_at = step;
            steps = 0;
            disk_step = stop;
            _exit(archive_init(&wanted, NULL, &answer, NULL) ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        if (access(in_folder("A"), F_OK) == 0)
            break;
        assert_true(WIFSIGNALED(status));
    }
    assert_int_equal(count_entries(), 0);
    assert_sound();
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, folder_make, folder_remove)
    const struct CMUnitTest tests[] = {
        CASE(an_end_before_any_step_leaves_all_or_nothing),
        CASE(what_the_chain_has_is_in_the_catalogue_after_the_next_addition),
        CASE(an_archive_is_made_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
