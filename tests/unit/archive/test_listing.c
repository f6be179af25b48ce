#include "archive/listing.h"

#include <string.h>

#include "test.h"

static EntrySignature signatures[] = {{.signer = "李四", .time = "t1"}, {.signer = "王;五", .time = NULL}};

static Found two_entries(Entry entries[2], Str lines[2]) {
    entries[0] = entries[1] = entry_blank();
    entries[0].sequence = 1;
    entries[0].organ = "水务局";
    entries[0].title = "甲\n乙";
    entries[0].year = 2020;
    entries[0].pages = 31;
    entries[1].sequence = 12;
    entries[1].organ = "Office";
    entries[1].title = "T";
    entries[1].signatures = signatures;
    entries[1].signature_count = 2;
    lines[0] = lines[1] = STR("line");
    return (Found){entries, lines, 2};
}

TEST(columns_count_as_a_terminal_does) {
    assert_int_equal(listing_columns(STR("")), 0);
    assert_int_equal(listing_columns(STR("ab")), 2);
    assert_int_equal(listing_columns(STR("局（a）")), 7);
    assert_int_equal(listing_columns(STR("e\u0301")), 1);
    assert_int_equal(listing_columns(STR("\u00b7")), 1);
}

TEST(a_table_is_aligned_and_has_no_blanks_at_its_ends) {
    Entry entries[2];
    Str lines[2];
    Found found = two_entries(entries, lines);
    Buf out = {0};
    listing_table(&found, LANGUAGE_EN, &out);
    assert_string_equal(out.bytes, "no.  year  organ   title       number  pages  signed by\n"
                                   "  1  2020  水务局  甲\\u000a乙             31\n"
                                   " 12        Office  T                          李四, 王;五\n");
    buf_free(&out);
}

TEST(nothing_is_no_table) {
    Buf out = {0};
    listing_table(&(Found){0}, LANGUAGE_ZH, &out);
    assert_int_equal(out.length, 0);
    buf_free(&out);
}

TEST(csv_quotes_texts_and_joins_signers) {
    Entry entries[2];
    Str lines[2];
    Found found = two_entries(entries, lines);
    entries[0].organ = "a\"b";
    entries[0].title = "=1+1";
    Buf out = {0};
    listing_csv(&found, &out);
    assert_memory_equal(out.bytes,
                        "\xEF\xBB\xBF"
                        "added,",
                        9);
    assert_non_null(strstr(out.bytes, "\"a\"\"b\""));
    assert_non_null(strstr(out.bytes, "\"'=1+1\""));
    assert_non_null(strstr(out.bytes, "\"李四; 王;五\",\"t1; \""));
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_count_as_a_terminal_does),
        cmocka_unit_test(a_table_is_aligned_and_has_no_blanks_at_its_ends),
        cmocka_unit_test(nothing_is_no_table),
        cmocka_unit_test(csv_quotes_texts_and_joins_signers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
