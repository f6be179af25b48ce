#include "batch/record.h"

#include <string.h>

#include "folder.h"
#include "test.h"

static void expect_equal(const Record *a, const Record *b) {
    assert_int_equal(a->state, b->state);
    assert_string_equal(a->name, b->name);
    assert_string_equal(a->input, b->input);
    assert_true(fingerprint_equal(&a->id, &b->id));
    assert_true(fingerprint_equal(&a->bytes, &b->bytes));
    assert_int_equal(a->size, b->size);
    assert_int_equal(a->pages, b->pages);
    assert_int_equal(a->warnings, b->warnings);
    assert_memory_equal(&a->findings, &b->findings, sizeof a->findings);
}

static Record back(Arena *arena, const Record *record) {
    Buf line = {0};
    Record read;
    Str text, json;
    record_line(record, &line);
    text = (Str){line.bytes, line.length};
    assert_true(record_next(&text, &json) && json.length > 0);
    assert_true(record_read(arena, json, &read));
    assert_false(record_next(&text, &json));
    buf_free(&line);
    return read;
}

TEST(a_record_comes_back) {
    Arena *arena = arena_new();
    Record done = some_record("某局\t\"1\".pdf", "%PDF"), failed = some_record("b.pdf", NULL);
    done.warnings = 3;
    done.findings = (RecordFindings){.checked = true, .errors = 1, .warnings = 2, .notes = 4};
    failed.faults = "[{\"code\":\"MEMORY\",\"args\":[]}]";
    Record read = back(arena, &done);
    expect_equal(&done, &read);
    assert_null(read.signature.by);
    done.signature = (RecordSignature){"某\"局\"", "lta"};
    read = back(arena, &done);
    expect_equal(&done, &read);
    assert_string_equal(read.signature.by, done.signature.by);
    assert_string_equal(read.signature.level, "lta");
    assert_null(read.faults);
    read = back(arena, &failed);
    expect_equal(&failed, &read);
    assert_string_equal(read.faults, failed.faults);
    arena_free(arena);
}

TEST(a_line_that_is_cut_or_of_which_a_byte_is_wrong_is_known) {
    Buf lines = {0};
    Record one = some_record("a.pdf", "%PDF"), other = some_record("b.pdf", "%PDF");
    record_line(&one, &lines);
    size_t first = lines.length;
    record_line(&other, &lines);
    for (size_t cut = 1; cut < first; cut++) {
        Str text = {lines.bytes, cut}, json;
        assert_true(record_next(&text, &json));
        assert_int_equal(json.length, 0);
        assert_false(record_next(&text, &json));
    }
    for (size_t at = 0; at < first; at++) {
        Str text = {lines.bytes, lines.length}, json;
        size_t whole = 0;
        lines.bytes[at] ^= 1;
        while (record_next(&text, &json))
            whole += json.length > 0 ? 1 : 0;
        assert_int_equal(whole, at + 1 == first ? 0 : 1); /* without its end a line takes the next one along */
        lines.bytes[at] ^= 1;
    }
    buf_free(&lines);
}

TEST(what_is_no_record_is_refused) {
    static const char *const texts[] = {
        "{}",
        "[]",
        "",
        "{\"state\":\"done\",\"name\":\"a\",\"input\":\"b\",\"id\":\"00\"}",
        "{\"state\":\"lost\",\"name\":\"a\",\"input\":\"b\",\"id\":\"0123456789012345678901234567890123456789\"}",
        "{\"state\":\"done\",\"name\":\"a\",\"input\":\"b\",\"id\":\"0123456789012345678901234567890123456789\"}",
        "{\"state\":\"failed\",\"name\":1,\"input\":\"b\",\"id\":\"0123456789012345678901234567890123456789\"}",
    };
    Arena *arena = arena_new();
    Record record;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(record_read(arena, str_from(texts[i]), &record));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_comes_back),
        cmocka_unit_test(a_line_that_is_cut_or_of_which_a_byte_is_wrong_is_known),
        cmocka_unit_test(what_is_no_record_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
