#include <string.h>

#include "sign/inquiry.h"
#include "small_pdf.h"
#include "test.h"

static void assert_half(const char *text, Language language, const char *expected) {
    Str half = diag_half(text, language);
    assert_int_equal(half.length, strlen(expected));
    assert_memory_equal(half.text, expected, half.length);
}

TEST(words_are_filled_in_both_languages) {
    Arena *arena = arena_new();
    const char *words = WORDS(arena, DIAG_BOTH("{1} of {0}{2}", "{0}的{1}{"), "A", DIAG_BOTH("two", "二"));
    assert_half(words, LANGUAGE_EN, "two of A{2}");
    assert_half(words, LANGUAGE_ZH, "A的二{");
    assert_half(words_fill(arena, "plain", NULL, 0), LANGUAGE_ZH, "plain");
    arena_free(arena);
}

TEST(what_is_grave_takes_soundness_away) {
    Arena *arena = arena_new();
    Verdict verdict = {.sound = true};
    Inquiry inquiry = {.arena = arena, .verdict = &verdict, .revision = 1, .signature = 0};
    inquiry_say(&inquiry, RULE_TIME, DIAG_NO_ARGS);
    inquiry_say(&inquiry, RULE_CLAIM, DIAG_ARGS("PDF/A", "x"));
    assert_true(verdict.sound);
    inquiry_say_page(&inquiry, RULE_CHANGED, 4, DIAG_ARGS("2", "x"));
    assert_false(verdict.sound);
    assert_int_equal(verdict.finding_count, 3);
    assert_string_equal(verdict.findings[2].rule, "changed");
    assert_int_equal(verdict.findings[2].page, 4);
    assert_int_equal(verdict.findings[2].revision, 1);
    assert_int_equal(verdict.findings[0].gravity, VERIFY_REMARK);
    arena_free(arena);
}

TEST(findings_have_a_limit_that_soundness_has_not) {
    Arena *arena = arena_new();
    Verdict verdict = {.sound = true};
    for (int i = 0; i < VERIFY_FINDINGS_MAX; i++)
        verdict_add(arena, &verdict, (VerifyFinding){.gravity = VERIFY_REMARK, .rule = "time-unproven", .revision = i});
    assert_true(verdict.sound);
    verdict_add(arena, &verdict, (VerifyFinding){.gravity = VERIFY_GRAVE});
    assert_int_equal(verdict.finding_count, VERIFY_FINDINGS_MAX);
    assert_int_equal(verdict.findings[VERIFY_FINDINGS_MAX - 1].revision, VERIFY_FINDINGS_MAX - 1);
    assert_false(verdict.sound);
    arena_free(arena);
}

TEST(a_file_without_signatures_is_judged) {
    static const char *const objects[] = {SMALL_PDF_PAGE};
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf file = {0};
    small_pdf(objects, 3, NULL, &file);
    Str bytes = {file.bytes, file.length};
    Verdict *verdict = verify_bytes(arena, "a.pdf", bytes, &(VerifyOptions){.signatures = 0}, diags);
    assert_true(verdict->readable && verdict->sound);
    assert_int_equal(verdict->page_count, 1);
    assert_int_equal(verdict->revision_count, 1);
    assert_int_equal(verdict->pages, VERIFY_PAGES_NO_REPORT);
    assert_string_equal(verdict->version, "1.7");
    assert_true(str_equal(verdict->first, bytes));
    verdict = verify_bytes(arena, "a.pdf", bytes, &(VerifyOptions){.signatures = 1}, diags);
    assert_true(verdict->readable && !verdict->sound);
    assert_int_equal(diag_count(diags), 0);
    verdict = verify_bytes(arena, "a.pdf", (Str){bytes.text, 100}, &(VerifyOptions){0}, diags);
    assert_false(verdict->readable || verdict->sound);
    assert_true(diag_has_errors(diags));
    buf_free(&file);
    diag_list_free(diags);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_filled_in_both_languages),
        cmocka_unit_test(what_is_grave_takes_soundness_away),
        cmocka_unit_test(findings_have_a_limit_that_soundness_has_not),
        cmocka_unit_test(a_file_without_signatures_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
