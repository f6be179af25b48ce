/*
 * Memory runs out at every allocation in its turn: what an archive's commands then do is said as MEMORY or another
 * fault, or done whole; the archive stays sound.
 */
#include "alloc_fail.h"
#include "archive/archive.h"
#include "folder.h"
#include "small_pdf.h"
#include "test.h"

static ArchiveOrder order(void) {
    return (ArchiveOrder){.folder = in_folder("A"), .language = LANGUAGE_ZH, .now = 1700000000, .wait = 0};
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

/* Each with its answer and its faults; true: done. */
typedef bool (*Deed)(Buf *answer, DiagList *diags);

static bool init(Buf *answer, DiagList *diags) {
    ArchiveOrder wanted = order();
    return archive_init(&wanted, "档案馆", answer, diags);
}

static bool add(Buf *answer, DiagList *diags) {
    ArchiveOrder wanted = order();
    const char *files[] = {in_folder("a.pdf"), in_folder("b.pdf")};
    ArchiveAdd what = {.files = files, .count = 2, .organ = "局", .title = "题", .year = 2020, .unsigned_too = true};
    return archive_add(&wanted, &what, answer, diags);
}

static bool find(Buf *answer, DiagList *diags) {
    ArchiveOrder wanted = order();
    Query query = {.text = "题 局", .organ = "局", .year = ENTRY_NONE, .limit = ENTRY_NONE};
    size_t count;
    return archive_find(&wanted, &query, false, &count, answer, diags);
}

static bool export_bag(Buf *answer, DiagList *diags) {
    ArchiveOrder wanted = order();
    ArchiveExport what = {.query = {.year = ENTRY_NONE, .limit = ENTRY_NONE}, .output = in_folder("bag")};
    return archive_export(&wanted, &what, answer, diags);
}

/* Unsound for want of memory it must not be: then it could not be judged. */
static bool verify(Buf *answer, DiagList *diags) {
    ArchiveOrder wanted = order();
    ArchiveVerify what = {.crew = alone, .json = true};
    bool sound;
    bool done = archive_verify(&wanted, &what, &sound, answer, diags);
    if (done && !sound)
        fail_msg("unsound at allocation %zu: %s", alloc_fail_count(), answer->bytes);
    return done;
}

static bool starved; /* did an allocation fail in the last run? */

static bool run(Deed deed, size_t fail_at) {
    Buf answer = {0};
    DiagList *diags = diag_list_new();
    alloc_fail_at(fail_at);
    bool done = deed(&answer, diags);
    starved = alloc_fail_happened();
    alloc_fail_at(0);
    if (!done && !diag_has_errors(diags))
        fail_msg("nothing was said when allocation %zu failed", fail_at);
    diag_list_free(diags);
    buf_free(&answer);
    return done && !answer.failed;
}

/* What was made is removed before the next try; the last one, in which nothing fails, is done. */
static void starve(Deed deed, const char *made) {
    starved = true;
    for (size_t n = 1; starved; n++) {
        if (made)
            assert_int_equal(disk_remove(AT_FDCWD, in_folder(made)), 0);
        assert_true(run(deed, n) || starved);
    }
}

static void write_file(const char *name) {
    Buf out = {0};
    char own[64];
    snprintf(own, sizeof own, "(%s)", name);
    const char *objects[] = {SMALL_PDF_PAGE, own};
    small_pdf(objects, 4, NULL, &out);
    assert_int_equal(disk_write_new(AT_FDCWD, in_folder(name), (Str){out.bytes, out.length}, 0600, false), 0);
    buf_free(&out);
}

TEST(want_of_memory_harms_no_archive) {
    write_file("a.pdf");
    write_file("b.pdf");
    starve(init, "A");
    starve(add, NULL);
    assert_true(run(add, 0));
    assert_true(run(verify, 0));
    starve(find, NULL);
    starve(export_bag, "bag");
    starve(verify, NULL);
    assert_true(run(verify, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(want_of_memory_harms_no_archive, folder_make, folder_remove),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
