#include "batch/publish.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "test.h"

/* A run with a publisher. */
typedef struct Bench {
    Store store;
    Ledger *ledger;
    Publisher publisher;
    DiagList *diags;
    size_t told, done;
    Draft last;
} Bench;

static void begin(Bench *bench) {
    *bench = (Bench){.diags = diag_list_new()};
    assert_true(store_open(&bench->store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, bench->diags));
    bench->ledger = ledger_read(&bench->store, bench->diags);
    assert_non_null(bench->ledger);
    assert_true(store_begin(&bench->store, bench->diags));
    assert_true(publisher_start(&bench->publisher, &bench->store, bench->ledger, 1, LANGUAGE_EN));
}

static void end(Bench *bench) {
    publisher_end(&bench->publisher);
    ledger_free(bench->ledger);
    store_end(&bench->store);
    store_close(&bench->store);
    assert_int_equal(diag_count(bench->diags), 0);
    diag_list_free(bench->diags);
}

static void tell(void *context, const Draft *draft) {
    Bench *bench = context;
    assert_int_equal(draft->tag, bench->told++);
    bench->done += draft->done ? 1 : 0;
    bench->last = *draft;
}

static void add(Bench *bench, const char *name, const char *pdf, uint64_t tag) {
    Record record = some_record(name, pdf);
    if (pdf)
        publisher_add(&bench->publisher, &record, str_from(pdf), tag);
    else
        publisher_add_failure(&bench->publisher, &record, tag);
}

static void commit(Bench *bench) {
    bench->told = bench->done = 0;
    publisher_commit(&bench->publisher, tell, bench);
}

static void expect_file(const char *name, const char *text) {
    size_t length;
    char *found = folder_read(name, &length);
    assert_string_equal(found, text);
    free(found);
}

/* The latest record of a name, as all journals have it. */
static RecordState latest(const char *name) {
    Store store;
    DiagList *diags = diag_list_new();
    assert_true(store_open(&store, folder_path("out"), STORE_LOOK, STORE_NO_SHARD, diags));
    Ledger *ledger = ledger_read(&store, diags);
    Arena *arena = arena_new();
    LedgerEntry entry;
    assert_true(ledger_find(ledger, arena, name, &entry));
    RecordState state = entry.latest->state;
    arena_free(arena);
    ledger_free(ledger);
    store_close(&store);
    diag_list_free(diags);
    return state;
}

TEST(what_waits_is_published_together_and_recorded) {
    Bench bench;
    folder_make();
    begin(&bench);
    add(&bench, "a.pdf", "%PDF a", 0);
    add(&bench, "b.pdf", NULL, 1);
    add(&bench, "c.pdf", "%PDF c", 2);
    assert_int_not_equal(access(folder_path("out/a.pdf"), F_OK), 0);
    commit(&bench);
    assert_int_equal(bench.told, 3);
    assert_int_equal(bench.done, 2);
    expect_file("out/a.pdf", "%PDF a");
    expect_file("out/c.pdf", "%PDF c");
    end(&bench);
    assert_int_equal(latest("a.pdf"), RECORD_DONE);
    assert_int_equal(latest("b.pdf"), RECORD_FAILED);
    folder_remove();
}

TEST(nothing_is_replaced_and_it_is_told_by_what_the_name_is_taken) {
    Bench bench;
    folder_make();
    begin(&bench);
    folder_write("out/foreign.pdf", "mine");
    add(&bench, "a.pdf", "%PDF a", 0);
    add(&bench, "foreign.pdf", "%PDF f", 1);
    commit(&bench);
    assert_false(bench.last.done);
    assert_int_equal(bench.last.why, DIAG_BATCH_FOREIGN);
    expect_file("out/foreign.pdf", "mine");
    end(&bench);
    assert_int_equal(latest("foreign.pdf"), RECORD_FAILED);
    begin(&bench);
    add(&bench, "a.pdf", "%PDF a", 0); /* the same bytes are as good */
    commit(&bench);
    assert_true(bench.last.done);
    add(&bench, "a.pdf", "%PDF other", 0);
    commit(&bench);
    assert_int_equal(bench.last.why, DIAG_BATCH_OTHER_BYTES);
    Record record = some_record("a.pdf", "%PDF other");
    record.id = fingerprint_of("another", 7);
    publisher_add(&bench.publisher, &record, STR("%PDF other"), 0);
    commit(&bench);
    assert_int_equal(bench.last.why, DIAG_BATCH_STALE);
    expect_file("out/a.pdf", "%PDF a");
    end(&bench);
    folder_remove();
}

TEST(a_link_that_leads_elsewhere_is_not_followed) {
    Bench bench;
    folder_make();
    begin(&bench);
    folder_write("elsewhere", "%PDF a");
    assert_int_equal(symlink("../elsewhere", folder_path("out/a.pdf")), 0);
    add(&bench, "a.pdf", "%PDF a", 0);
    commit(&bench);
    assert_false(bench.last.done);
    assert_int_equal(bench.last.why, DIAG_BATCH_FOREIGN);
    end(&bench);
    folder_remove();
}

TEST(what_cannot_be_journalled_is_not_published) {
    Bench bench;
    folder_make();
    begin(&bench);
    folder_write("out/.banxin/runs/0000001/1.journal", ""); /* somebody else's: it is not written to */
    add(&bench, "a.pdf", "%PDF a", 0);
    commit(&bench);
    assert_int_equal(bench.last.error, EEXIST);
    assert_int_not_equal(access(folder_path("out/a.pdf"), F_OK), 0);
    end(&bench);
    folder_remove();
}

TEST(bytes_are_verified) {
    Bench bench;
    Fingerprint hash = fingerprint_of("%PDF a", 6);
    folder_make();
    begin(&bench);
    folder_write("out/a.pdf", "%PDF a");
    assert_int_equal(publish_verify(&bench.store, "a.pdf", 6, &hash), 0);
    assert_int_equal(publish_verify(&bench.store, "a.pdf", 7, &hash), EEXIST);
    assert_int_equal(publish_verify(&bench.store, "b.pdf", 6, &hash), ENOENT);
    folder_write("out/a.pdf", "%PDF b");
    assert_int_equal(publish_verify(&bench.store, "a.pdf", 6, &hash), EEXIST);
    assert_int_equal(mkdir(folder_path("out/d.pdf"), 0777), 0);
    assert_int_equal(publish_verify(&bench.store, "d.pdf", 6, &hash), EEXIST);
    assert_int_equal(mkfifo(folder_path("out/f.pdf"), 0666), 0);
    assert_int_equal(publish_verify(&bench.store, "f.pdf", 6, &hash), EEXIST);
    end(&bench);
    folder_remove();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_published_together_and_recorded),
        cmocka_unit_test(nothing_is_replaced_and_it_is_told_by_what_the_name_is_taken),
        cmocka_unit_test(a_link_that_leads_elsewhere_is_not_followed),
        cmocka_unit_test(what_cannot_be_journalled_is_not_published),
        cmocka_unit_test(bytes_are_verified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
