#include "batch/naming.h"

#include <string.h>

#include "base/utf8.h"
#include "folder.h"
#include "test.h"

static void expect_safe(const char *text, const char *name) {
    Arena *arena = arena_new();
    assert_string_equal(naming_safe(arena, str_from(text)), name);
    arena_free(arena);
}

TEST(what_cannot_stand_in_a_name_becomes_an_underscore) {
    expect_safe("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j.pdf");
    expect_safe("a\tb\nc\x7f", "a_b_c_.pdf");
    expect_safe("a\xe2\x80\xae"
                "b",
                "a_b.pdf"); /* U+202E turns what follows around */
    expect_safe("a\xff\xc0"
                "b",
                "a__b.pdf");
    expect_safe("2020-101-某县水利局.pdf", "2020-101-某县水利局.pdf");
}

TEST(names_with_a_meaning_of_their_own_are_none) {
    expect_safe("", "_.pdf");
    expect_safe(".", "_.pdf");
    expect_safe("..", "_.pdf");
    expect_safe("../../etc/passwd", "_.._etc_passwd.pdf");
    expect_safe(".banxin", "banxin.pdf");
    expect_safe("CON", "_CON.pdf");
    expect_safe("con.tables", "_con.tables.pdf");
    expect_safe("Lpt9", "_Lpt9.pdf");
    expect_safe("com10", "com10.pdf");
    expect_safe("console", "console.pdf");
    expect_safe("a. . ", "a.pdf");
    expect_safe(".pdf", "pdf.pdf");
}

TEST(a_long_name_is_cut_at_the_end_of_a_character) {
    Arena *arena = arena_new();
    Buf text = {0};
    for (int i = 0; i < 100; i++) {
        buf_text(&text, "局");
        const char *name = naming_safe(arena, (Str){text.bytes, text.length});
        size_t length = strlen(name);
        assert_true(length <= NAMING_BYTES_MAX);
        assert_int_equal(utf8_check(name, length), length);
        assert_string_equal(name + length - 4, ".pdf");
        assert_int_equal(length, i < 65 ? text.length + 4 : 65 * 3 + 4);
    }
    buf_free(&text);
    arena_free(arena);
}

TEST(a_safe_name_stays_as_it_is) {
    static const char *const texts[] = {"../x", "CON", "..", "a b", "局局局", "x.pdf.pdf", "nul.pdf"};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *once = naming_safe(arena, str_from(texts[i]));
        assert_string_equal(naming_safe(arena, str_from(once)), once);
    }
    arena_free(arena);
}

/* The name by a template, or the code of the fault. */
static void expect_name(const char *template, const char *name, DiagCode code) {
    static const char json[] =
        "{\"year\": 2020, \"organ\": {\"name\": \"局\", \"list\": [1], \"none\": \"\"}, \"x\": null}";
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    const JsonDoc *doc = json_doc_parse(arena, "report", json, sizeof json - 1, diags);
    const char *made =
        naming_check(template, diags) ? naming_name(arena, template, "in/101.json", json_doc_root(doc), diags) : NULL;
    if (name)
        assert_string_equal(made, name);
    else
        assert_null(made);
    assert_int_equal(diag_count(diags), name ? 0 : 1);
    if (!name)
        assert_int_equal(diag_item(diags, 0)->code, code);
    diag_list_free(diags);
    arena_free(arena);
}

TEST(names_are_filled_in_from_the_data_and_the_file) {
    expect_name("{{year}}-{{ organ.name }}-{{file}}", "2020-局-101.pdf", 0);
    expect_name("{{file}}.pdf", "101.pdf", 0);
    expect_name("all", "all.pdf", 0);
    expect_name("{{year}}{{year}}", "20202020.pdf", 0);
}

TEST(what_is_no_text_and_no_number_names_nothing) {
    static const char *const templates[] = {"{{organ}}", "{{organ.list}}", "{{organ.none}}",  "{{x}}",
                                            "{{y}}",     "{{year.x}}",     "{{organ.name.x}}"};
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        expect_name(templates[i], NULL, DIAG_BATCH_NO_NAME);
}

TEST(a_template_that_is_none_is_refused) {
    static const char *const templates[] = {"",       "{{",      "{{year", "{{}}",        "{{ }}", "{{.a}}",
                                            "{{a.}}", "{{a|b}}", "a/b",    "{{a}}/{{b}}", "{{{a}}"};
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        expect_name(templates[i], NULL, DIAG_BATCH_TEMPLATE);
}

TEST(data_is_needed_for_data_alone) {
    assert_false(naming_needs_data("{{file}}.pdf"));
    assert_false(naming_needs_data("x"));
    assert_true(naming_needs_data("{{file}}-{{year}}"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_stand_in_a_name_becomes_an_underscore),
        cmocka_unit_test(names_with_a_meaning_of_their_own_are_none),
        cmocka_unit_test(a_long_name_is_cut_at_the_end_of_a_character),
        cmocka_unit_test(a_safe_name_stays_as_it_is),
        cmocka_unit_test(names_are_filled_in_from_the_data_and_the_file),
        cmocka_unit_test(what_is_no_text_and_no_number_names_nothing),
        cmocka_unit_test(a_template_that_is_none_is_refused),
        cmocka_unit_test(data_is_needed_for_data_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
