#include "form/template.h"

#include <string.h>

#include "test.h"

typedef struct Parsed {
    Arena *arena;
    DiagList *diags;
    const Template *template;
} Parsed;

static Parsed parse(const char *text) {
    Parsed parsed = {.arena = arena_new(), .diags = diag_list_new()};
    parsed.template = template_parse(parsed.arena, str_from(text), SOURCE_NONE, parsed.diags);
    return parsed;
}

static void done(Parsed *parsed) {
    diag_list_free(parsed->diags);
    arena_free(parsed->arena);
}

/* Literal parts as they are, values as <path|format>. */
static void expect_parts(const char *text, const char *expected) {
    Parsed parsed = parse(text);
    Buf out = {0};
    assert_non_null(parsed.template);
    for (size_t i = 0; i < parsed.template->count; i++) {
        const TemplatePart *part = &parsed.template->parts[i];
        if (part->is_value)
            buf_printf(&out, "<%s%s%s>", path_text(parsed.arena, &part->expr->path), part->format ? "|" : "",
                       part->format ? part->format : "");
        else
            buf_printf(&out, "[%.*s]", (int)part->text.length, part->text.text);
    }
    assert_string_equal(out.bytes ? out.bytes : "", expected);
    assert_int_equal(diag_count(parsed.diags), 0);
    buf_free(&out);
    done(&parsed);
}

TEST(texts_and_values_alternate) {
    expect_parts("", "");
    expect_parts("没有值", "[没有值]");
    expect_parts("{{year}}", "<year>");
    expect_parts("{{organ.name}}{{year}}年", "<organ.name><year>[年]");
    expect_parts("共{{ total | wan }}万元", "[共]<total|wan>[万元]");
    expect_parts("{{a.b-c.d_2}}", "<a.b-c.d_2>");
    expect_parts("{{项目.金额|万元}}", "<项目.金额|万元>");
}

TEST(a_part_knows_where_it_begins) {
    static const uint32_t begins[] = {0, 3, 11, 15};
    Parsed parsed = parse("共{{year}}{{{{年");
    assert_int_equal(parsed.template->count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(parsed.template->parts[i].at, begins[i]);
    done(&parsed);
}

TEST(four_braces_print_two) {
    expect_parts("{{{{", "[{{]");
    expect_parts("a{{{{b}}c", "[a][{{][b}}c]");
    expect_parts("{{{{{{year}}", "[{{]<year>");
}

TEST(single_braces_are_text) { expect_parts("{a} }} {", "[{a} }} {]"); }

static void expect_fault(const char *text, DiagCode code, const char *arg) {
    Parsed parsed = parse(text);
    assert_null(parsed.template);
    assert_int_equal(diag_count(parsed.diags), 1);
    assert_int_equal(diag_item(parsed.diags, 0)->code, code);
    assert_string_equal(diag_item(parsed.diags, 0)->args[0], arg);
    done(&parsed);
}

TEST(faults_show_the_piece_that_is_wrong) {
    expect_fault("a{{year", DIAG_TEMPLATE_OPEN, "{{year");
    expect_fault("a{{year}", DIAG_TEMPLATE_OPEN, "{{year}");
    expect_fault("{{a|}}", DIAG_TEMPLATE_FORMAT, "|");
    expect_fault("{{a|b|c}}", DIAG_TEMPLATE_FORMAT, "|b");
    expect_fault("{{a b}}", DIAG_TEMPLATE_CLOSE, "b}}");
    expect_fault("{{a{{b}}", DIAG_TEMPLATE_CLOSE, "{{b}}");
    expect_fault("{{'}}' x}} y", DIAG_TEMPLATE_CLOSE, "x}}");
    expect_fault("{{'}}' x", DIAG_TEMPLATE_CLOSE, "x");
    expect_fault("{{'}}' }", DIAG_TEMPLATE_CLOSE, "}");
    expect_fault("{{'}}'", DIAG_TEMPLATE_CLOSE, "");
    expect_fault("{{'}}' | a | b}} y", DIAG_TEMPLATE_FORMAT, "| a ");
}

TEST(what_is_no_expression_is_told_as_such) {
    static const char *const texts[] = {"{{}}", "{{ }}", "{{a..b}}", "{{.a}}", "{{a.}}", "{{a+}}",
                                        "{{a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Parsed parsed = parse(texts[i]);
        assert_null(parsed.template);
        assert_int_equal(diag_count(parsed.diags), 1);
        assert_int_equal(diag_item(parsed.diags, 0)->code, DIAG_EXPR_SYNTAX);
        done(&parsed);
    }
}

TEST(all_faults_of_a_text_are_told) {
    Parsed parsed = parse("{{a..b}} {{good}} {{|}} {{open");
    assert_null(parsed.template);
    assert_int_equal(diag_count(parsed.diags), 3);
    done(&parsed);
}

TEST(long_faults_are_cut_at_a_character) {
    expect_fault("{{一二三四五六七八九十一二三四五六七八九十", DIAG_TEMPLATE_OPEN, "{{一二三四五六七八九十一二");
}

TEST(names_are_of_any_script_and_hold_no_signs) {
    char long_name[NAME_MAX_BYTES + 2];
    memset(long_name, 'a', sizeof long_name);
    assert_true(name_is_valid(STR("项目-2_a")));
    assert_true(name_is_valid((Str){long_name, NAME_MAX_BYTES}));
    assert_false(name_is_valid((Str){long_name, NAME_MAX_BYTES + 1}));
    assert_false(name_is_valid(STR("")));
    for (const char *sign = " !\"#$%&'()*+,./:;<=>?@[\\]^`{|}~\x7f\t\n"; *sign; sign++) {
        char name[] = "a_b";
        name[1] = *sign;
        assert_false(name_is_valid((Str){name, 3}));
    }
}

TEST(unprintable_characters_are_refused_by_name) {
    static const struct {
        const char *text, *name;
    } cases[] = {{"a\tb", "U+0009"},         {"a\rb", "U+000D"},         {"\x1b[1m", "U+001B"},
                 {"\x7f", "U+007F"},         {"\xc2\x85", "U+0085"},     {"\u2028", "U+2028"},
                 {"\u202e", "U+202E"},       {"\u2066", "U+2066"},       {"\ufeff", "U+FEFF"},
                 {"\xef\xbf\xbe", "U+FFFE"}, {"\xef\xb7\x90", "U+FDD0"}, {"\xf0\x9f\xbf\xbf", "U+1FFFF"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        DiagList *diags = diag_list_new();
        assert_false(text_check(str_from(cases[i].text), SOURCE_NONE, diags));
        assert_string_equal(diag_item(diags, 0)->args[0], cases[i].name);
        diag_list_free(diags);
    }
    assert_true(text_check(STR("社保\n“三公”　䶮\u200b"), SOURCE_NONE, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_values_alternate),
        cmocka_unit_test(a_part_knows_where_it_begins),
        cmocka_unit_test(four_braces_print_two),
        cmocka_unit_test(single_braces_are_text),
        cmocka_unit_test(faults_show_the_piece_that_is_wrong),
        cmocka_unit_test(what_is_no_expression_is_told_as_such),
        cmocka_unit_test(all_faults_of_a_text_are_told),
        cmocka_unit_test(long_faults_are_cut_at_a_character),
        cmocka_unit_test(names_are_of_any_script_and_hold_no_signs),
        cmocka_unit_test(unprintable_characters_are_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
