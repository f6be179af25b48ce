#include "batch/looks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "test.h"

static Fingerprint id_of(const char *text) { return fingerprint_of(text, strlen(text)); }

static Look some_look(const char *name) {
    return (Look){.id = id_of(name), .organ = name, .form = "form", .year = 2020, .cover = "iVBORw0="};
}

/* One run, in which a process adds looks under these names. */
static void write_run(const char *const *names) {
    Store store;
    DiagList *diags = diag_list_new();
    LooksFile looks;
    assert_true(store_open(&store, folder_path("out"), STORE_ALONE, STORE_NO_SHARD, diags));
    assert_true(store_begin(&store, diags));
    looks_start(&looks, &store, 1);
    for (; *names; names++) {
        Look look = some_look(*names);
        looks_add(&looks, &look);
    }
    looks_end(&looks);
    store_end(&store);
    store_close(&store);
    diag_list_free(diags);
}

static Looks *read_all(void) {
    Store store;
    DiagList *diags = diag_list_new();
    assert_true(store_open(&store, folder_path("out"), STORE_LOOK, STORE_NO_SHARD, diags));
    Looks *looks = looks_read(&store);
    store_close(&store);
    diag_list_free(diags);
    return looks;
}

/* The look lasts until the next call. */
static const Look *find(const Looks *looks, const char *name) {
    static Arena *arena;
    Fingerprint id = id_of(name);
    arena_free(arena);
    arena = arena_new();
    return looks_find(looks, arena, &id);
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

TEST(looks_of_all_runs_are_found_by_their_ids) {
    folder_make();
    write_run(NAMES("水务局", "b\"\\\n\u202E"));
    write_run(NAMES("c"));
    Looks *looks = read_all();
    const char *const names[] = {"水务局", "b\"\\\n\u202E", "c"};
    for (size_t i = 0; i < 3; i++) {
        const Look *look = find(looks, names[i]);
        assert_non_null(look);
        assert_string_equal(look->organ, names[i]);
        assert_string_equal(look->form, "form");
        assert_string_equal(look->cover, "iVBORw0=");
        assert_int_equal(look->year, 2020);
    }
    assert_null(find(looks, "d"));
    looks_free(looks);
    folder_remove();
}

TEST(many_looks_go_through_the_file) {
    enum { COUNT = 3000 };
    static char names[COUNT][32];
    const char *list[COUNT + 1] = {NULL};
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "organ %d", i);
        list[i] = names[i];
    }
    folder_make();
    write_run(list);
    Looks *looks = read_all();
    for (int i = 0; i < COUNT; i++)
        assert_non_null(find(looks, names[i]));
    looks_free(looks);
    folder_remove();
}

TEST(what_is_damaged_is_passed_over) {
    size_t length;
    folder_make();
    write_run(NAMES("a", "b", "c"));
    const char *path = "out/" STORE_NAME "/runs/0000001/1.looks";
    char *text = folder_read(path, &length);
    text[100] = '#';          /* within the first */
    text[length - 20] = '\0'; /* cut off within the last */
    folder_write(path, text);
    free(text);
    Looks *looks = read_all();
    assert_null(find(looks, "a"));
    assert_non_null(find(looks, "b"));
    assert_null(find(looks, "c"));
    looks_free(looks);
    folder_remove();
}

TEST(lines_that_are_no_looks_are_passed_over) {
    Buf text = {0};
    folder_make();
    write_run(NAMES("a"));
    record_frame(STR("[1]"), &text);
    record_frame(STR("{\"id\":7}"), &text);
    record_frame(STR("{\"id\":\"xyz\"}"), &text);
    record_frame(STR("{\"id\":\"0000000000000000000000000000000000000000\",\"year\":\"x\",\"organ\":[],\"cover\":{}}"),
                 &text);
    folder_write("out/" STORE_NAME "/runs/0000001/2.looks", text.bytes);
    buf_free(&text);
    Looks *looks = read_all();
    assert_non_null(find(looks, "a"));
    looks_free(looks);
    folder_remove();
}

TEST(without_a_book_nothing_is_found) {
    assert_null(find(NULL, "a"));
    looks_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_of_all_runs_are_found_by_their_ids),
        cmocka_unit_test(many_looks_go_through_the_file),
        cmocka_unit_test(what_is_damaged_is_passed_over),
        cmocka_unit_test(lines_that_are_no_looks_are_passed_over),
        cmocka_unit_test(without_a_book_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
