/* Any allocation may fail while a form and its report are read: no crash, no leak, and the user is told. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "alloc_fail.h"
#include "model/report.h"
#include "test.h"

static bool read_both(DiagList *diags, Arena *arena) {
    const Form *form = form_read(arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", diags);
    const JsonDoc *doc = form ? json_doc_read(arena, SOURCE_DIR "/tests/fixtures/tiny-report.json", diags) : NULL;
    return doc && report_form_name(doc, diags) && report_read(arena, doc, form, diags);
}

TEST(running_out_of_memory_is_reported_wherever_it_happens) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        bool good = read_both(diags, arena), happened = alloc_fail_happened();
        assert_true(good != happened || !diags);
        assert_true(!happened || diag_has_class(diags, DIAG_CLASS_INTERNAL));
        diag_list_free(diags);
        arena_free(arena);
    }
}

/* A form full of faults: the suggestions allocate too. */
TEST(a_fault_is_reported_or_the_lack_of_memory_is) {
    static const char text[] =
        "{\"form\": \"x\", \"title\": \"x\", \"styles\": {\"a\": {\"based-on\": \"b\"}, \"b\": {\"based-on\": "
        "\"a\"}, \"c\": {\"based-on\": \"d\"}}, \"pages\": {\"p\": {}}, \"sotry\": 1, \"story\": [{\"table\": "
        "\"t\"}, {\"heding\": \"{{yaer}}\"}], \"tables\": [{\"key\": \"k\", \"title\": \"{{yaer\", \"columns\": "
        "[{\"key\": \"a\", \"format\": \"f\"}], \"kinds\": {\"k\": {\"when\": \"z\"}}}]}";
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        const JsonDoc *doc = json_doc_parse(arena, "x.json", text, sizeof text - 1, diags);
        const Form *form = doc ? form_read_doc(arena, doc, diags) : NULL;
        assert_true(!form || !diags);
        assert_true(diag_has_errors(diags));
        diag_list_free(diags);
        arena_free(arena);
    }
}

int main(void) {
    cJSON_Hooks hooks = {malloc, free};
    cJSON_InitHooks(&hooks);
    const struct CMUnitTest tests[] = {cmocka_unit_test(running_out_of_memory_is_reported_wherever_it_happens),
                                       cmocka_unit_test(a_fault_is_reported_or_the_lack_of_memory_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
