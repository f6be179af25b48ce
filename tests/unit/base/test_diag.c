#include "base/diag.h"

#include <stdio.h>
#include <string.h>

#include "alloc_fail.h"
#include "test.h"

static Place at(const char *file, int line, int column) {
    return (Place){.file = file, .line = line, .column = column};
}

static void assert_printed(const Diag *diag, Language language, const char *expected) {
    Buf out = {0};
    diag_print(diag, language, &out);
    assert_string_equal(out.bytes, expected);
    buf_free(&out);
}

static int set_up(void **state) {
    *state = diag_list_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    diag_list_free(*state);
    return 0;
}

static void a_fault_is_printed_in_two_lines(void **state) {
    Place place = {.file = "a.json", .pointer = "/t3/rows/5", .line = 12, .column = 7};
    diag_at(*state, DIAG_FILE_MISSING, place, DIAG_ARGS("b.json"));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN,
                   "a.json:12:7: error[FILE_MISSING]: no such file: b.json (/t3/rows/5)\n    hint: check the path\n");
    assert_printed(diag_item(*state, 0), LANGUAGE_ZH,
                   "a.json:12:7: 错误[FILE_MISSING]: 没有这个文件：b.json (/t3/rows/5)\n    提示: 请检查路径\n");
}

static void what_is_not_known_of_a_place_is_left_out(void **state) {
    diag_at(*state, DIAG_FILE_READ, (Place){0}, DIAG_ARGS("x", "y"));
    diag_at(*state, DIAG_FILE_READ, at("f", 3, 0), DIAG_ARGS("x", "y"));
    diag_at(*state, DIAG_FILE_READ, (Place){.file = "f", .pointer = ""}, DIAG_ARGS("x", "y"));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN, "banxin: error[FILE_READ]: cannot read x: y\n");
    assert_printed(diag_item(*state, 1), LANGUAGE_EN, "f:3: error[FILE_READ]: cannot read x: y\n");
    assert_printed(diag_item(*state, 2), LANGUAGE_EN, "f: error[FILE_READ]: cannot read x: y\n");
}

static void severities_have_their_words(void **state) {
    diag_at(*state, DIAG_FILE_SYNC, at("f", 0, 0), DIAG_ARGS("f", "r"));
    diag_at(*state, DIAG_MORE, at("f", 0, 0), DIAG_ARGS("3"));
    Buf out = {0};
    diag_print_all(*state, LANGUAGE_EN, &out);
    assert_non_null(strstr(out.bytes, "f: warning[FILE_SYNC]: "));
    assert_non_null(strstr(out.bytes, "f: note[MORE]: 3 more"));
    diag_print_all(*state, LANGUAGE_ZH, &out);
    assert_non_null(strstr(out.bytes, "f: 警告[FILE_SYNC]: "));
    assert_non_null(strstr(out.bytes, "f: 说明[MORE]: "));
    buf_free(&out);
}

static void arguments_and_places_are_copied(void **state) {
    char arg[] = "arg", file[] = "file", pointer[] = "/p";
    diag_at(*state, DIAG_FILE_MISSING, (Place){file, pointer, 1, 2}, DIAG_ARGS(arg));
    arg[0] = file[0] = pointer[1] = 'X';
    assert_printed(diag_item(*state, 0), LANGUAGE_EN,
                   "file:1:2: error[FILE_MISSING]: no such file: arg (/p)\n    hint: check the path\n");
}

static void an_argument_may_differ_by_language(void **state) {
    diag_at(*state, DIAG_FILE_READ, at("f", 0, 0), DIAG_ARGS("f", DIAG_BOTH("too large", "过大")));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN, "f: error[FILE_READ]: cannot read f: too large\n");
    assert_printed(diag_item(*state, 0), LANGUAGE_ZH, "f: 错误[FILE_READ]: 无法读取 f：过大\n");
}

static void missing_arguments_are_empty(void **state) {
    const char *args[] = {NULL};
    diag_at(*state, DIAG_FILE_READ, at("f", 0, 0), args, 1);
    assert_printed(diag_item(*state, 0), LANGUAGE_EN, "f: error[FILE_READ]: cannot read : \n");
}

static void control_characters_are_made_visible(void **state) {
    diag_at(*state, DIAG_FILE_READ, at("a\nb", 0, 0), DIAG_ARGS("\x1b[31m\x7f", "\xff\u202E\xC2\x85一"));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN,
                   "a\\u000ab: error[FILE_READ]: cannot read \\u001b[31m\\u007f: \\xff\\u202e\\u0085一\n");
}

static void long_texts_lose_their_middle(void **state) {
    char text[3 * 2000 + 1];
    for (int i = 0; i < 2000; i++)
        memcpy(text + 3 * (size_t)i, "版", 3);
    text[6000] = '\0';
    diag_at(*state, DIAG_FILE_MISSING, at("f", 0, 0), DIAG_ARGS(text));
    const char *copy = diag_item(*state, 0)->args[0];
    assert_in_range(strlen(copy), DIAG_TEXT_MAX - 8, DIAG_TEXT_MAX + 3);
    const char *cut = strstr(copy, "…");
    assert_non_null(cut);
    assert_int_equal((cut - copy) % 3, 0);
    assert_int_equal(strlen(cut) % 3, 0);
}

static void each_language_of_a_long_text_loses_its_own_middle(void **state) {
    char both[2 * 2000 + 3] = "\xff";
    memset(both + 1, 'e', 2000);
    both[2001] = '\xff';
    memset(both + 2002, 'z', 2000);
    both[4002] = '\0';
    diag_at(*state, DIAG_FILE_MISSING, at("f", 0, 0), DIAG_ARGS(both));
    for (Language language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
        Buf out = {0};
        diag_message(diag_item(*state, 0), language, &out);
        assert_non_null(strstr(out.bytes, language == LANGUAGE_EN ? "ee…ee" : "zz…zz"));
        assert_null(strchr(out.bytes, language == LANGUAGE_EN ? 'z' : 'e'));
        assert_null(strstr(out.bytes, "\\xff"));
        buf_free(&out);
    }
}

static void a_text_at_the_limit_is_kept(void **state) {
    char text[DIAG_TEXT_MAX + 1];
    memset(text, 'x', DIAG_TEXT_MAX);
    text[DIAG_TEXT_MAX] = '\0';
    diag_at(*state, DIAG_FILE_MISSING, at("f", 0, 0), DIAG_ARGS(text));
    assert_string_equal(diag_item(*state, 0)->args[0], text);
}

static void faults_are_ordered_by_place_and_then_by_report(void **state) {
    diag_at(*state, DIAG_FILE_READ, at("b", 1, 1), DIAG_ARGS("1", ""));
    diag_at(*state, DIAG_FILE_READ, at("a", 2, 1), DIAG_ARGS("2", ""));
    diag_at(*state, DIAG_FILE_READ, at("a", 1, 9), DIAG_ARGS("3", ""));
    diag_at(*state, DIAG_FILE_READ, at("a", 1, 2), DIAG_ARGS("4", ""));
    diag_at(*state, DIAG_FILE_READ, at("a", 1, 9), DIAG_ARGS("5", ""));
    diag_at(*state, DIAG_FILE_READ, (Place){0}, DIAG_ARGS("6", ""));
    diag_sort(*state);
    char order[8] = "";
    for (size_t i = 0; i < diag_count(*state); i++)
        strcat(order, diag_item(*state, i)->args[0]);
    assert_string_equal(order, "643521");
}

static void exact_repeats_are_dropped(void **state) {
    for (int i = 0; i < 3; i++) {
        diag_at(*state, DIAG_FILE_READ, at("a", 1, 1), DIAG_ARGS("x", "y"));
        diag_at(*state, DIAG_FILE_READ, at("a", 1, 1), DIAG_ARGS("x", "z"));
        diag_at(*state, DIAG_FILE_READ, at("a", 1, 2), DIAG_ARGS("x", "y"));
        diag_at(*state, DIAG_FILE_MISSING, at("a", 1, 2), DIAG_ARGS("x"));
        diag_at(*state, DIAG_FILE_MISSING, (Place){"a", "/p", 1, 2}, DIAG_ARGS("x"));
    }
    diag_sort(*state);
    assert_int_equal(diag_count(*state), 5);
    assert_int_equal(diag_count_at_least(*state, SEVERITY_NOTE), 5);
}

static void faults_are_counted_by_severity_and_class(void **state) {
    assert_false(diag_has_errors(*state));
    diag_at(*state, DIAG_FILE_SYNC, at("f", 0, 0), DIAG_ARGS("f", "r"));
    assert_int_equal(diag_count_at_least(*state, SEVERITY_WARNING), 1);
    assert_false(diag_has_errors(*state));
    assert_false(diag_has_class(*state, DIAG_CLASS_IO)); /* among errors */
    diag_at(*state, DIAG_FILE_READ, at("f", 0, 0), DIAG_ARGS("f", "r"));
    diag_at(*state, DIAG_FILE_SIZE, at("f", 0, 0), DIAG_ARGS("f", "1"));
    diag_at(*state, DIAG_MORE, at("f", 0, 0), DIAG_ARGS("1"));
    assert_true(diag_has_errors(*state));
    assert_true(diag_has_class(*state, DIAG_CLASS_IO));
    assert_true(diag_has_class(*state, DIAG_CLASS_DATA));
    assert_false(diag_has_class(*state, DIAG_CLASS_INTERNAL));
    assert_int_equal(diag_count_at_least(*state, SEVERITY_NOTE), 4);
    assert_int_equal(diag_count_at_least(*state, SEVERITY_WARNING), 3);
    assert_int_equal(diag_count_at_least(*state, SEVERITY_ERROR), 2);
}

static void beyond_the_limit_faults_are_counted_not_kept(void **state) {
    for (int i = 0; i < DIAG_LIMIT + 5; i++)
        diag_at(*state, DIAG_FILE_SYNC, at("f", i + 1, 1), DIAG_ARGS("f", "r"));
    diag_at(*state, DIAG_FILE_READ, at("f", 1, 1), DIAG_ARGS("f", "r"));
    assert_int_equal(diag_count(*state), DIAG_LIMIT + 1); /* warnings do not crowd out the error */
    assert_int_equal(diag_count_at_least(*state, SEVERITY_NOTE), DIAG_LIMIT + 6);
    Buf out = {0};
    diag_print_all(*state, LANGUAGE_EN, &out);
    assert_non_null(strstr(out.bytes, "banxin: note[MORE]: 5 more faults are not shown\n"));
    buf_free(&out);
}

typedef struct FakeMap {
    SourceMap map;
    int line;
} FakeMap;

static void fake_locate(SourceRef ref, Arena *arena, Place *place) {
    const FakeMap *fake = (const FakeMap *)ref.map;
    *place = (Place){
        .file = "fake", .pointer = arena_printf(arena, "/%u", (unsigned)ref.index), .line = fake->line, .column = 2};
}

static void references_are_turned_into_places(void **state) {
    FakeMap fake = {{fake_locate}, 31};
    diag_ref(*state, DIAG_FILE_READ, (SourceRef){&fake.map, 7, 0}, DIAG_ARGS("f", "r"));
    diag_ref(*state, DIAG_FILE_READ, SOURCE_NONE, DIAG_ARGS("f", "r"));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN, "fake:31:2: error[FILE_READ]: cannot read f: r (/7)\n");
    assert_printed(diag_item(*state, 1), LANGUAGE_EN, "banxin: error[FILE_READ]: cannot read f: r\n");
}

static void memory_is_said_once_and_needs_none(void **state) {
    alloc_fail_at(1);
    for (int i = 0; i < 3; i++)
        diag_at(*state, DIAG_MEMORY, at("f", 1, 1), DIAG_NO_ARGS);
    diag_ref(*state, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    assert_int_equal(alloc_fail_count(), 0);
    alloc_fail_at(0);
    assert_int_equal(diag_count(*state), 1);
    assert_int_equal(diag_count_at_least(*state, SEVERITY_ERROR), 1);
    assert_true(diag_has_class(*state, DIAG_CLASS_INTERNAL));
    assert_printed(diag_item(*state, 0), LANGUAGE_EN, "banxin: error[MEMORY]: out of memory\n");
}

static void a_cleared_list_holds_nothing(void **state) {
    diag_at(*state, DIAG_FILE_MISSING, (Place){0}, DIAG_ARGS("b.json"));
    diag_at(*state, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    diag_list_clear(*state);
    assert_int_equal(diag_count(*state), 0);
    assert_false(diag_has_errors(*state));
    assert_false(diag_has_class(*state, DIAG_CLASS_INTERNAL));
    diag_at(*state, DIAG_FILE_MISSING, (Place){0}, DIAG_ARGS("c.json"));
    assert_string_equal(diag_item(*state, 0)->args[0], "c.json");
}

static void report_some(DiagList *list) {
    FakeMap fake = {{fake_locate}, 5};
    for (int i = 0; i < 20; i++) {
        diag_at(list, DIAG_FILE_MISSING, at("some file", i, 1), DIAG_ARGS("an argument"));
        diag_ref(list, DIAG_FILE_READ, (SourceRef){&fake.map, (uint32_t)i, 0}, DIAG_ARGS("a", "b"));
    }
}

TEST(a_list_without_memory_says_so) {
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        DiagList *list = diag_list_new();
        report_some(list);
        bool failed = alloc_fail_happened();
        assert_true(diag_has_errors(list));
        assert_int_equal(diag_has_class(list, DIAG_CLASS_INTERNAL), failed);
        assert_int_equal(diag_item(list, diag_count(list) - 1)->code == DIAG_MEMORY, failed);
        diag_sort(list);
        Buf out = {0};
        diag_print_all(list, LANGUAGE_EN, &out);
        assert_true(!failed || strstr(out.bytes, "error[MEMORY]"));
        buf_free(&out);
        diag_list_free(list);
    }
}

TEST(no_list_holds_one_fault) {
    diag_at(NULL, DIAG_FILE_READ, (Place){0}, DIAG_ARGS("f", "r"));
    diag_ref(NULL, DIAG_FILE_READ, SOURCE_NONE, DIAG_ARGS("f", "r"));
    diag_sort(NULL);
    assert_int_equal(diag_count(NULL), 1);
    assert_int_equal(diag_item(NULL, 0)->code, DIAG_MEMORY);
    assert_int_equal(diag_count_at_least(NULL, SEVERITY_ERROR), 1);
    assert_true(diag_has_class(NULL, DIAG_CLASS_INTERNAL));
    assert_false(diag_has_class(NULL, DIAG_CLASS_DATA));
    diag_list_free(NULL);
}

/* Which of {0} ... {9} a template uses, as bits. */
static unsigned slots(const char *template) {
    unsigned used = 0;
    for (const char *c = template; *c; c++)
        if (c[0] == '{' && c[1] >= '0' && c[1] <= '9' && c[2] == '}')
            used |= 1u << (c[1] - '0');
    return used;
}

TEST(every_code_speaks_both_languages) {
#define DIAG(code, severity, class, en, en_hint, zh, zh_hint) {#code, en, en_hint, zh, zh_hint},
    static const struct {
        const char *code, *en, *en_hint, *zh, *zh_hint;
    } codes[] = {
#include "base/diag_codes.h"
    };
#undef DIAG
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        assert_string_equal(diag_code_name((DiagCode)i), codes[i].code);
        if (!codes[i].en[0] || !codes[i].zh[0] || !codes[i].en_hint[0] != !codes[i].zh_hint[0] ||
            (slots(codes[i].en) | slots(codes[i].en_hint)) != (slots(codes[i].zh) | slots(codes[i].zh_hint)))
            fail_msg("%s: message and hint must be there, with the same arguments, in both languages", codes[i].code);
    }
}

#define LISTED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        LISTED(a_fault_is_printed_in_two_lines),
        LISTED(what_is_not_known_of_a_place_is_left_out),
        LISTED(severities_have_their_words),
        LISTED(arguments_and_places_are_copied),
        LISTED(an_argument_may_differ_by_language),
        LISTED(missing_arguments_are_empty),
        LISTED(control_characters_are_made_visible),
        LISTED(long_texts_lose_their_middle),
        LISTED(each_language_of_a_long_text_loses_its_own_middle),
        LISTED(a_text_at_the_limit_is_kept),
        LISTED(faults_are_ordered_by_place_and_then_by_report),
        LISTED(exact_repeats_are_dropped),
        LISTED(faults_are_counted_by_severity_and_class),
        LISTED(beyond_the_limit_faults_are_counted_not_kept),
        LISTED(references_are_turned_into_places),
        LISTED(memory_is_said_once_and_needs_none),
        LISTED(a_cleared_list_holds_nothing),
        cmocka_unit_test(a_list_without_memory_says_so),
        cmocka_unit_test(no_list_holds_one_fault),
        cmocka_unit_test(every_code_speaks_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
