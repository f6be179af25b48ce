#include "archive/entry.h"

#include <string.h>

#include "test.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const char line_text[] =
    "{\"added\":\"2026-01-16T08:30:00Z\",\"batch-first\":3,\"batch-last\":5,\"kind\":\"record\",\"organ\":\"水务局\","
    "\"previous\":\"" ENTRY_NO_HASH "\",\"sequence\":4,\"sha256\":\"" HASH_A "\",\"signatures\":[{\"field\":\"审核\","
    "\"level\":\"T\",\"signer\":\"李\\\"四\",\"time\":\"2026-01-15T00:00:00Z\"},{}],\"size\":12,\"sm3\":\"" HASH_A
    "\",\"year\":2020}";

static Arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new();
    return arena ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static bool reads(const char *text) {
    Entry entry;
    return entry_read(arena, str_from(text), &entry);
}

/* The line with its first `from` replaced. */
static bool reads_with(const char *from, const char *to) {
    const char *at = strstr(line_text, from);
    assert_non_null(at);
    return reads(arena_printf(arena, "%.*s%s%s", (int)(at - line_text), line_text, to, at + strlen(from)));
}

TEST(keys_stand_in_the_order_of_their_bytes) {
    for (const EntryField *field = entry_fields; field[1].key; field++)
        assert_true(strcmp(field[0].key, field[1].key) < 0);
}

TEST(a_line_is_read_and_written_alike) {
    Entry entry;
    Buf out = {0};
    assert_true(entry_read(arena, str_from(line_text), &entry));
    assert_int_equal(entry.sequence, 4);
    assert_int_equal(entry.year, 2020);
    assert_int_equal(entry.pages, ENTRY_NONE);
    assert_null(entry.title);
    assert_string_equal(entry.organ, "水务局");
    assert_int_equal(entry.signature_count, 2);
    assert_string_equal(entry.signatures[0].signer, "李\"四");
    assert_null(entry.signatures[1].signer);
    entry_write(&entry, &out);
    assert_string_equal(out.bytes, line_text);
    buf_free(&out);
}

TEST(another_spelling_is_no_entry) {
    assert_false(reads_with("\"year\":2020", "\"year\": 2020"));
    assert_false(reads_with("2020}", "2020} "));
    assert_false(reads_with("水", "\\u6c34"));
    assert_false(reads_with("\"size\":12", "\"size\":12.0"));
    assert_false(reads_with("\"size\":12,\"sm3\":\"" HASH_A "\"", "\"sm3\":\"" HASH_A "\",\"size\":12"));
    assert_false(reads_with("\"year\":2020", "\"year\":2020,\"year\":2020"));
}

TEST(unknown_missing_and_wrong_members_are_refused) {
    assert_false(reads_with("\"year\":2020", "\"year\":2020,\"z\":1"));
    assert_false(reads_with("\"year\":2020", "\"year\":\"2020\""));
    assert_false(reads_with("\"year\":2020", "\"year\":-1"));
    assert_false(reads_with("\"year\":2020", "\"year\":99999999999999999999"));
    assert_false(reads_with(",\"size\":12", ""));
    assert_false(reads_with("\"sha256\":\"a", "\"sha256\":\"A"));
    assert_false(reads_with("\"sha256\":\"aa", "\"sha256\":\"a"));
    assert_false(reads_with("\"batch-last\":5", "\"batch-last\":3"));
    assert_false(reads_with("\"sequence\":4", "\"sequence\":2"));
    assert_false(reads_with("\"kind\":\"record\"", "\"kind\":\"other\""));
    assert_false(reads_with("\"kind\":\"record\"", "\"kind\":\"archive\""));
    assert_false(reads(""));
    assert_false(reads("{}"));
    assert_false(reads("[]"));
    assert_false(reads("{\"added\":\"x\"}"));
}

TEST(a_line_has_a_limit) {
    size_t length = ENTRY_LINE_MAX + 1;
    char *text = arena_alloc(arena, length + 1);
    memset(text, ' ', length);
    assert_false(reads(text));
}

TEST(signatures_have_a_limit) {
    Buf list = {0};
    buf_text(&list, "\"signatures\":[{}");
    for (int i = 1; i < ENTRY_SIGNATURES; i++)
        buf_text(&list, ",{}");
    char *most = arena_strdup(arena, list.bytes);
    const char *start = strstr(line_text, "\"signatures\":["), *end = strstr(line_text, "],\"size\"");
    const char *form = "%.*s%s%s%s";
    assert_true(reads(arena_printf(arena, form, (int)(start - line_text), line_text, most, "", end)));
    assert_false(reads(arena_printf(arena, form, (int)(start - line_text), line_text, most, ",{}", end)));
    buf_free(&list);
}

TEST(texts_are_trimmed_and_cut_between_characters) {
    char long_text[ENTRY_TEXT_MAX + 3];
    memset(long_text, 'x', sizeof long_text);
    memcpy(long_text + ENTRY_TEXT_MAX - 1, "局", 3);
    const char *cut = entry_trim(arena, (Str){long_text, ENTRY_TEXT_MAX + 2});
    assert_int_equal(strlen(cut), ENTRY_TEXT_MAX - 1);
    assert_string_equal(entry_trim(arena, STR(" \t a b\n")), "a b");
    assert_null(entry_trim(arena, STR(" \n ")));
    assert_null(entry_trim(arena, (Str){0}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_stand_in_the_order_of_their_bytes),
        cmocka_unit_test(a_line_is_read_and_written_alike),
        cmocka_unit_test(another_spelling_is_no_entry),
        cmocka_unit_test(unknown_missing_and_wrong_members_are_refused),
        cmocka_unit_test(a_line_has_a_limit),
        cmocka_unit_test(signatures_have_a_limit),
        cmocka_unit_test(texts_are_trimmed_and_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
