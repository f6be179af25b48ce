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
    Str json;
    size_t length;
    record_line(record, &line);
    assert_int_equal(line.bytes[line.length - 1], '\n');
    assert_true(record_unframe((Str){line.bytes, line.length - 1}, &json) && json.length > 0);
    assert_true(record_head((Str){line.bytes, RECORD_HEAD}, &length) && length == json.length);
    assert_true(record_read(arena, json, &read));
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
    Str json;
    for (size_t cut = 0; cut < first - 1; cut++)
        assert_false(record_unframe((Str){lines.bytes, cut}, &json));
    assert_false(record_unframe((Str){lines.bytes, lines.length - 1}, &json)); /* two in one */
    for (size_t at = 0; at < first - 1; at++) {
        lines.bytes[at] ^= 1;
        assert_false(record_unframe((Str){lines.bytes, first - 1}, &json));
        lines.bytes[at] ^= 1;
    }
    assert_true(record_unframe((Str){lines.bytes, first - 1}, &json));
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
