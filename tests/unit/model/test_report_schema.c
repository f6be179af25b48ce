/* The reader and its schema know the same keys. */
#include "model/report_keys.h"
#include "schema_match.h"
#include "test.h"

TEST(the_schema_has_the_keys_of_the_reader) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_read(arena, SOURCE_DIR "/layouts/report.schema.json", diags);
    int faults = 0;
    assert_non_null(doc);
    for (int id = 0; id < REPORT_KEYS_COUNT; id++)
        faults += schema_match(json_doc_root(doc), report_keys((ReportKeysId)id));
    assert_int_equal(faults, 0);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_schema_has_the_keys_of_the_reader)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
