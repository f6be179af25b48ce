#include "batch/faults.h"

#include <string.h>

#include "folder.h"
#include "test.h"

/* Written, read back, and printed in a language. */
static void expect_back(const DiagList *faults, Language language) {
    Arena *arena = arena_new();
    Buf json = {0}, before = {0}, after = {0};
    DiagList *unheard = diag_list_new(), *back = diag_list_new();
    faults_write(faults, LANGUAGE_EN, &json);
    assert_null(strchr(json.bytes, '\n'));
    const JsonDoc *doc = json_doc_parse(arena, "json", json.bytes, json.length, unheard);
    assert_non_null(doc);
    faults_read(json_doc_root(doc), back);
    diag_print_all(faults, language, &before);
    diag_print_all(back, language, &after);
    assert_string_equal(before.bytes, after.bytes);
    diag_list_free(unheard);
    diag_list_free(back);
    buf_free(&json);
    buf_free(&before);
    buf_free(&after);
    arena_free(arena);
}

TEST(faults_come_back_in_either_language) {
    DiagList *faults = diag_list_new();
    diag_at(faults, DIAG_FILE_READ, (Place){.file = "a\nb\"c.json", .line = 3, .column = 7, .pointer = "/x/0"},
            DIAG_ARGS("a\\b", DIAG_BOTH("it is a \"folder\"", "它是文件夹")));
    diag_at(faults, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    diag_at(faults, DIAG_BATCH_JOURNAL_CUT, (Place){.file = "县/志"}, DIAG_ARGS("县/志", "2"));
    expect_back(faults, LANGUAGE_EN);
    expect_back(faults, LANGUAGE_ZH);
    diag_list_free(faults);
}

TEST(every_code_comes_back) {
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        DiagList *faults = diag_list_new();
        diag_at(faults, (DiagCode)code, (Place){.file = "f"}, DIAG_ARGS("a", "b", "c"));
        expect_back(faults, LANGUAGE_ZH);
        diag_list_free(faults);
    }
}

TEST(what_is_no_fault_is_passed_over) {
    static const char json[] = "[{}, {\"code\": \"NO_SUCH\"}, {\"code\": 3}, 7, {\"code\": \"MEMORY\", \"args\": 5},"
                               " {\"code\": \"FILE_READ\", \"args\": [[], [\"a\"], 1, 2, 3, 4, 5, 6, 7, 8, 9]}]";
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new(), *back = diag_list_new();
    faults_read(json_doc_root(json_doc_parse(arena, "json", json, sizeof json - 1, unheard)), back);
    faults_read(NULL, back);
    assert_int_equal(diag_count(back), 2);
    diag_list_free(unheard);
    diag_list_free(back);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_come_back_in_either_language),
        cmocka_unit_test(every_code_comes_back),
        cmocka_unit_test(what_is_no_fault_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
