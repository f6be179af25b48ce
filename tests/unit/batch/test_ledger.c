#include "batch/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "batch/journal.h"
#include "folder.h"
#include "test.h"

/* One more journal, of a run of its own or of the same, with a record for each name. */
static void write_journal(bool new_run, size_t serial, const char *const *names, const char *pdf) {
    static Store store;
    DiagList *diags = diag_list_new();
    Journal journal;
    if (new_run) {
        if (store.folder)
            store_close(&store);
        assert_true(store_open(&store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, diags));
        assert_true(store_begin(&store, diags));
    }
    journal_start(&journal, &store, serial);
    for (; *names; names++) {
        Record record = some_record(*names, pdf);
        journal_add(&journal, &record);
    }
    assert_int_equal(journal_sync(&journal), 0);
    journal_free(&journal);
    diag_list_free(diags);
}

static Ledger *read_all(DiagList *diags) {
    Store store;
    assert_true(store_open(&store, folder_path("out"), STORE_LOOK, STORE_NO_SHARD, diags));
    Ledger *ledger = ledger_read(&store, diags);
    assert_non_null(ledger);
    store_close(&store);
    return ledger;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

TEST(the_latest_run_has_the_last_word_and_what_is_done_is_not_forgotten) {
    DiagList *diags = diag_list_new();
    folder_make();
    write_journal(true, 1, NAMES("a", "b"), NULL);
    write_journal(false, 10, NAMES("a"), "%PDF 1");
    write_journal(false, 2, NAMES("a"), NULL); /* an earlier process of the run than the tenth */
    Ledger *ledger = read_all(diags);
    Arena *arena = arena_new();
    LedgerEntry entry;
    assert_int_equal(ledger_count(ledger), 2);
    assert_true(ledger_find(ledger, arena, "a", &entry));
    assert_int_equal(entry.latest->state, RECORD_DONE);
    assert_ptr_equal(entry.latest, entry.done);
    assert_true(ledger_find(ledger, arena, "b", &entry));
    assert_null(entry.done);
    assert_false(ledger_find(ledger, arena, "c", &entry));
    ledger_free(ledger);
    arena_free(arena);
    folder_remove();
    diag_list_free(diags);
}

TEST(what_is_damaged_is_told_and_passed_over) {
    DiagList *diags = diag_list_new();
    size_t length;
    folder_make();
    write_journal(true, 1, NAMES("a", "b", "c"), "%PDF");
    char *text = folder_read("out/.banxin/runs/0000001/1.journal", &length);
    text[strchr(text, '\n') - text + 20] ^= 1;
    text[length - 5] = '\0';
    folder_write("out/.banxin/runs/0000001/1.journal", text);
    Ledger *ledger = read_all(diags);
    Arena *arena = arena_new();
    LedgerEntry entry;
    assert_true(ledger_find(ledger, arena, "a", &entry));
    assert_false(ledger_find(ledger, arena, "b", &entry));
    assert_false(ledger_find(ledger, arena, "c", &entry));
    arena_free(arena);
    assert_int_equal(diag_count(diags), 1);
    assert_int_equal(diag_item(diags, 0)->code, DIAG_BATCH_JOURNAL_CUT);
    assert_string_equal(diag_item(diags, 0)->args[1], "2");
    ledger_free(ledger);
    free(text);
    folder_remove();
    diag_list_free(diags);
}

TEST(ten_thousand_names_are_found_and_noted) {
    DiagList *diags = diag_list_new();
    char names[10000][12];
    const char *list[10001] = {NULL};
    LedgerEntry entry;
    folder_make();
    for (size_t i = 0; i < 10000; i++) {
        snprintf(names[i], sizeof names[i], "r%zu", i);
        list[i] = names[i];
    }
    write_journal(true, 1, list, "%PDF");
    write_journal(true, 1, list + 9000, NULL);
    Ledger *ledger = read_all(diags);
    Arena *arena = arena_new();
    assert_int_equal(ledger_count(ledger), 10000);
    for (size_t i = 0; i < 10000; i += 2) {
        ArenaMark mark = arena_mark(arena);
        assert_true(ledger_find(ledger, arena, names[i], &entry));
        ledger_note(ledger, &entry);
        arena_rewind(arena, mark);
    }
    for (size_t i = 0; i < 10000; i++) {
        ArenaMark mark = arena_mark(arena);
        assert_true(ledger_find(ledger, arena, names[i], &entry));
        assert_string_equal(entry.done->name, names[i]);
        assert_int_equal(entry.latest->state, i < 9000 ? RECORD_DONE : RECORD_FAILED);
        assert_int_equal(entry.noted, i % 2 == 0);
        arena_rewind(arena, mark);
    }
    assert_false(ledger_find(ledger, arena, "r10000", &entry));
    assert_false(ledger_find(NULL, arena, "r1", &entry));
    arena_free(arena);
    ledger_free(ledger);
    folder_remove();
    diag_list_free(diags);
}

TEST(what_is_damaged_after_it_was_read_is_not_there) {
    DiagList *diags = diag_list_new();
    size_t length;
    LedgerEntry entry;
    folder_make();
    write_journal(true, 1, NAMES("a", "b"), "%PDF");
    Ledger *ledger = read_all(diags);
    Arena *arena = arena_new();
    char *text = folder_read("out/.banxin/runs/0000001/1.journal", &length);
    for (size_t at = 0; text[at] != '\n'; at++) {
        text[at] ^= 1;
        folder_write("out/.banxin/runs/0000001/1.journal", text);
        assert_false(ledger_find(ledger, arena, "a", &entry));
        assert_true(ledger_find(ledger, arena, "b", &entry));
        text[at] ^= 1;
    }
    free(text);
    arena_free(arena);
    ledger_free(ledger);
    folder_remove();
    diag_list_free(diags);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_run_has_the_last_word_and_what_is_done_is_not_forgotten),
        cmocka_unit_test(what_is_damaged_is_told_and_passed_over),
        cmocka_unit_test(ten_thousand_names_are_found_and_noted),
        cmocka_unit_test(what_is_damaged_after_it_was_read_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
