/*
 * The n-th allocation fails, for every n: no crash, no leak (the sanitizers look), and MEMORY is said.
 */
#include <cjson/cJSON.h>

#include "alloc_fail.h"
#include "fixture.h"

static void *fail_malloc(size_t size) { return malloc(size); }

static int hook_cjson(void **state) {
    (void)state;
    cJSON_InitHooks(&(cJSON_Hooks){fail_malloc, free});
    return 0;
}

static int unhook_cjson(void **state) {
    (void)state;
    cJSON_InitHooks(NULL);
    return 0;
}

/* Long enough for several chunks, with keys by escape, a large object and depth. */
static void write_text(Buf *text) {
    buf_text(text, "{\"\\u0061\\n\": [");
    for (int i = 0; i < 40; i++)
        buf_printf(text, "{\"name\": \"项目%d\", \"amount\": %d.50, \"nested\": [[%d]]},", i, i, i);
    buf_text(text, "null], \"large\": {");
    for (int i = 0; i < 40; i++)
        buf_printf(text, "\"key %d\": true,", i);
    buf_text(text, "\"last\": 1}}");
}

static void parse_without_memory(const Buf *text, bool sound) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        const JsonDoc *doc = json_doc_parse(arena, "t.json", text->bytes, text->length, diags);
        bool failed = alloc_fail_happened();
        assert_int_equal(doc != NULL && diag_count(diags) == 0, sound && !failed);
        if (failed)
            assert_true(diag_has_class(diags, DIAG_CLASS_INTERNAL));
        diag_list_free(diags);
        arena_free(arena);
    }
}

TEST(a_sound_text_without_memory_says_so) {
    Buf text = {0};
    write_text(&text);
    parse_without_memory(&text, true);
    buf_free(&text);
}

TEST(a_text_with_faults_without_memory_says_so) {
    Buf text = {0};
    buf_text(&text,
             "{\"a\\q\": 01, \"b\\u0062\": \"\xFF\", \"a\": [1,, nul, \"\\ud800\", +1}, 'x'： /**/ NaN, \"a\": }");
    parse_without_memory(&text, false);
    buf_free(&text);
}

TEST(places_without_memory_fail_the_arena) {
    Fixture f = fixture_text("{\"a\":{\"b\":[1]}}");
    const JsonNode *node = json_doc_root(f.doc)->first->first->first;
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        Place place = json_place(node, arena);
        assert_int_equal(place.pointer == NULL, alloc_fail_happened());
        assert_int_equal(arena_failed(arena), alloc_fail_happened());
        arena_free(arena);
    }
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_text_without_memory_says_so),
        cmocka_unit_test(a_text_with_faults_without_memory_says_so),
        cmocka_unit_test(places_without_memory_fail_the_arena),
    };
    return cmocka_run_group_tests(tests, hook_cjson, unhook_cjson);
}
