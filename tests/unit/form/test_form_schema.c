/* The reader, its schema and the fixture know the same keys. */
#include <stdio.h>
#include <string.h>

#include "form/form_keys.h"
#include "schema_match.h"
#include "test.h"

TEST(the_schema_has_the_keys_of_the_reader) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_read(arena, SOURCE_DIR "/layouts/form.schema.json", diags);
    int faults = 0;
    assert_non_null(doc);
    for (int id = 0; id < KEYS_COUNT; id++)
        faults += schema_match(json_doc_root(doc), form_keys((KeyTableId)id));
    assert_int_equal(faults, 0);
    diag_list_free(diags);
    arena_free(arena);
}

static bool has_key(const JsonNode *node, const char *name) {
    if (node->key && strcmp(node->key, name) == 0)
        return true;
    for (const JsonNode *child = node->first; child; child = child->next)
        if (has_key(child, name))
            return true;
    return false;
}

/* So that whoever adds a key shows it in use. */
TEST(the_fixture_uses_every_key) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_read(arena, SOURCE_DIR "/tests/fixtures/tiny-form.json", diags);
    assert_non_null(doc);
    for (int id = 0; id < KEYS_COUNT; id++) {
        const KeyTable *table = form_keys((KeyTableId)id);
        for (size_t i = 0; i < table->count; i++)
            if (!has_key(json_doc_root(doc), table->keys[i].name))
                fail_msg("tiny-form.json: no %s of %s", table->keys[i].name, table->name);
    }
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schema_has_the_keys_of_the_reader),
        cmocka_unit_test(the_fixture_uses_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
