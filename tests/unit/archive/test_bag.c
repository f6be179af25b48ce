#include "archive/bag.h"

#include <string.h>

#include "base/utf8.h"
#include "test.h"

static void assert_named(const char *organ, const char *title, int64_t year, const char *wanted) {
    Arena *arena = arena_new();
    Entry entry = entry_blank();
    entry.sequence = 12;
    entry.organ = organ;
    entry.title = title;
    entry.year = year;
    assert_string_equal(bag_name(arena, &entry), wanted);
    arena_free(arena);
}

TEST(a_name_is_readable) { assert_named("水务局", "部门预算", 2020, "000012-2020-水务局-部门预算.pdf"); }
TEST(what_is_not_known_is_left_out) { assert_named(NULL, NULL, ENTRY_NONE, "000012.pdf"); }

TEST(nothing_in_a_name_leads_anywhere) {
    assert_named("../..", "a/b\\c\n\r\t%0A~", 2020, "000012-2020-.._..-a_b_c_0A_.pdf");
    assert_named("con:*?\"<>|", "\u202e\u2028\x1b[m", 2020, "000012-2020-con_-_[m.pdf");
    assert_named("\xff\xfe", "x", 2020, "000012-2020-_-x.pdf");
}

TEST(a_name_has_a_limit_between_characters) {
    Arena *arena = arena_new();
    Entry entry = entry_blank();
    Buf title = {0};
    for (int i = 0; i < 200; i++)
        buf_text(&title, "题");
    entry.sequence = 1;
    entry.title = title.bytes;
    const char *name = bag_name(arena, &entry);
    assert_true(strlen(name) <= BAG_NAME_MAX);
    assert_int_equal(utf8_check(name, strlen(name)), strlen(name));
    assert_string_equal(name + strlen(name) - 4, ".pdf");
    buf_free(&title);
    arena_free(arena);
}

/* RFC 8493, 2.1.3 */
TEST(line_ends_and_percent_are_encoded_in_manifests) {
    Buf out = {0};
    bag_manifest_line("ab", "data/a\nb\rc%d e", &out);
    assert_string_equal(out.bytes, "ab  data/a%0Ab%0Dc%25d e\n");
    buf_free(&out);
}

TEST(a_value_stays_on_its_line) {
    Buf out = {0};
    bag_info("Label", "a\nOther: b\r", &out);
    bag_info("Empty", "", &out);
    bag_info("None", NULL, &out);
    assert_string_equal(out.bytes, "Label: a Other: b \n");
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_readable),
        cmocka_unit_test(what_is_not_known_is_left_out),
        cmocka_unit_test(nothing_in_a_name_leads_anywhere),
        cmocka_unit_test(a_name_has_a_limit_between_characters),
        cmocka_unit_test(line_ends_and_percent_are_encoded_in_manifests),
        cmocka_unit_test(a_value_stays_on_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
