#include "app/fonts_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "alloc_fail.h"
#include "base/file.h"

/* A folder of its own with a font list and, for faces, empty files: the reader only asks whether they exist. */
typedef struct Bench {
    Arena *arena;
    DiagList *diags;
    char folder[32];
    const char *list;
    FontSet *set;
} Bench;

static const char *in_folder(Bench *bench, const char *name) {
    return arena_printf(bench->arena, "%s/%s", bench->folder, name);
}

static void put_file(Bench *bench, const char *name, const char *text) {
    FILE *file = fopen(in_folder(bench, name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_new();
    bench->diags = diag_list_new();
    strcpy(bench->folder, "/tmp/banxin-fonts-XXXXXX");
    if (!mkdtemp(bench->folder))
        return -1;
    bench->list = in_folder(bench, "fonts.json");
    mkdir(in_folder(bench, "more"), 0755);
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    char command[64];
    font_set_free(bench->set);
    diag_list_free(bench->diags);
    arena_free(bench->arena);
    snprintf(command, sizeof command, "rm -rf %s", bench->folder);
    int status = system(command);
    free(bench);
    return status;
}

static FontSet *read_list(Bench *bench, const char *json) {
    put_file(bench, "fonts.json", json);
    return bench->set = fonts_file_read(bench->arena, bench->list, bench->diags);
}

static void assert_fault(Bench *bench, const char *json, DiagCode code, const char *pointer) {
    assert_null(read_list(bench, json));
    assert_int_equal(diag_count(bench->diags), 1);
    const Diag *diag = diag_item(bench->diags, 0);
    assert_string_equal(diag_code_name(diag->code), diag_code_name(code));
    assert_string_equal(diag->place.pointer, pointer);
    assert_true(diag->place.line >= 1 && diag->place.column >= 1);
}

/* What the role reports when it is first used. */
static void assert_use(Bench *bench, const char *role, DiagCode code, const char *files) {
    const uint32_t han = 0x4E00;
    size_t before = diag_count(bench->diags);
    font_set_pick(bench->set, font_set_role(bench->set, role), FONT_HAN, &han, 1, bench->diags);
    assert_true(diag_count(bench->diags) > before);
    const Diag *diag = diag_item(bench->diags, before);
    assert_string_equal(diag_code_name(diag->code), diag_code_name(code));
    assert_non_null(strstr(diag->args[diag->arg_count - 1], files));
}

static void test_the_shipped_list(void **state) {
    Bench *bench = *state;
    bench->set = fonts_file_read(bench->arena, SOURCE_DIR "/fonts/fonts.json", bench->diags);
    assert_non_null(bench->set);
    assert_int_equal(diag_count(bench->diags), 0);
    const char *const roles[] = {"song", "song-bold", "hei", "kai", "fang", "xiaobiaosong"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_int_equal(font_set_role(bench->set, roles[i]), i);
    assert_null(font_set_role_name(bench->set, sizeof roles / sizeof *roles));
}

static void test_the_shipped_faces_open(void **state) {
    Bench *bench = *state;
    if (!file_exists(SOURCE_DIR "/fonts/FandolFang-Regular.otf"))
        fail_msg("a file is missing that scripts/setup test puts there");
    bench->set = fonts_file_read(bench->arena, SOURCE_DIR "/fonts/fonts.json", bench->diags);
    for (int role = 0; font_set_role_name(bench->set, role); role++) {
        int han = font_set_pick(bench->set, role, FONT_HAN, NULL, 0, bench->diags);
        int western = font_set_pick(bench->set, role, FONT_WESTERN, NULL, 0, bench->diags);
        assert_true(han >= 0 && western >= 0 && han != western);
        assert_true(font_set_face(bench->set, han)->has_halt);
    }
    assert_int_equal(diag_count(bench->diags), 0);
}

/* The PostScript name of the face that the shipped list takes for a character of a role. */
static const char *face_for(Bench *bench, const char *role, FontScript script, uint32_t character) {
    int face = font_set_pick(bench->set, font_set_role(bench->set, role), script, &character, 1, bench->diags);
    return face < 0 ? "none" : font_set_face(bench->set, face)->postscript;
}

/* What a report may hold that Han faces lack: indices, boxes to tick, signs of mathematics. */
static void test_the_shipped_roles_have_every_usual_sign(void **state) {
    Bench *bench = *state;
    static const uint32_t SIGNS[] = {0x2070, 0x2075, 0x2080, 0x2082, 0x2085, 0x2089, 0x2153, 0x2610, 0x2611,
                                     0x2612, 0x2713, 0x223C, 0x22C5, 0x1D62, 0x207B, 0x2776, 0x25A1, 0x2192};
    bench->set = fonts_file_read(bench->arena, SOURCE_DIR "/fonts/fonts.json", bench->diags);
    for (int role = 0; font_set_role_name(bench->set, role); role++)
        for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
            assert_string_not_equal(face_for(bench, font_set_role_name(bench->set, role), FONT_HAN, SIGNS[i]), "none");
            assert_string_not_equal(face_for(bench, font_set_role_name(bench->set, role), FONT_WESTERN, SIGNS[i]),
                                    "none");
        }
    assert_int_equal(diag_count(bench->diags), 0);
}

/* Fandol draws a dollar for ￥, a raised tilde for ～ and a hyphen for －. */
static void test_the_shipped_roles_draw_no_character_as_another(void **state) {
    Bench *bench = *state;
    static const uint32_t SIGNS[] = {0xFFE5, 0xFF5E, 0xFF0D};
    bench->set = fonts_file_read(bench->arena, SOURCE_DIR "/fonts/fonts.json", bench->diags);
    for (int role = 0; font_set_role_name(bench->set, role); role++)
        for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
            assert_non_null(
                strstr(face_for(bench, font_set_role_name(bench->set, role), FONT_HAN, SIGNS[i]), "CJK"));
}

static void test_wrong_characters_that_are_none(void **state) {
    assert_fault(*state, "{\"folders\": [], \"roles\": {}, \"wrong\": {\"a.otf\": [\"~\"]}}", DIAG_JSON_TYPE,
                 "/wrong/a.otf");
}

static void test_the_first_file_that_exists_is_taken(void **state) {
    Bench *bench = *state;
    put_file(bench, "b.otf", "b");
    put_file(bench, "more/b.otf", "not this one");
    put_file(bench, "more/c.otf", "c");
    FontSet *set = read_list(bench, "{\"folders\": [\".\", \"more\", \"/nowhere\"], \"roles\": {\"song\": "
                                    "{\"han\": [[\"a.otf\", \"b.otf\", \"c.otf\"], \"c.otf#3\"]}}}");
    assert_non_null(set);
    assert_int_equal(diag_count(bench->diags), 0);
    assert_int_equal(font_set_face_count(set), 2);
    /* None of them is a font: opening says which ones were meant. */
    font_set_pick(set, 0, FONT_HAN, NULL, 0, bench->diags);
    assert_int_equal(diag_count(bench->diags), 2);
    assert_string_equal(diag_item(bench->diags, 0)->args[0], in_folder(bench, "b.otf"));
    assert_string_equal(diag_item(bench->diags, 0)->place.pointer, "/roles/song/han/0");
    assert_string_equal(diag_item(bench->diags, 1)->args[0], in_folder(bench, "more/c.otf"));
}

static void test_missing_files_are_reported_when_the_role_is_used(void **state) {
    Bench *bench = *state;
    put_file(bench, "c.otf", "c");
    FontSet *set = read_list(bench, "{\"folders\": [\".\"], \"roles\": {"
                                    "\"kai\": {\"han\": [[\"a.otf\", \"b.ttc#1\"]]},"
                                    "\"fang\": {\"han\": [\"x.otf\", \"c.otf\"]},"
                                    "\"hei\": {\"han\": [\"c.otf\", \"x.otf\"]}}}");
    assert_non_null(set);
    assert_int_equal(diag_count(bench->diags), 0);
    assert_use(bench, "kai", DIAG_FONT_ROLE_EMPTY, "a.otf, b.ttc");
    assert_use(bench, "fang", DIAG_FONT_SUBSTITUTE, "x.otf");
    assert_int_equal(diag_item(bench->diags, 0)->place.line, 1);
    assert_string_equal(diag_item(bench->diags, 0)->place.pointer, "/roles/kai");
}

static void test_a_list_elsewhere(void **state) {
    Bench *bench = *state;
    put_file(bench, "b.otf", "b");
    char *json = arena_printf(bench->arena, "{\"folders\": [\"%s\"], \"roles\": {\"r\": {\"han\": [\"b.otf\"]}}}",
                              bench->folder);
    assert_non_null(read_list(bench, json));
    assert_int_equal(font_set_face_count(bench->set), 1);
}

static void test_names_that_are_none(void **state) {
    static const char *const NAMES[] = {"",       "a/b.otf", "../b.otf", "/etc/passwd", "#1",
                                        "b.otf#", "b.otf#x", "b.otf#-1", "b.otf#1000",  "b.otf#99999999999999999999"};
    Bench *bench = *state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *json =
            arena_printf(bench->arena, "{\"folders\": [\".\"], \"roles\": {\"r\": {\"han\": [[\"%s\"]]}}}", NAMES[i]);
        assert_null(read_list(bench, json));
        assert_int_equal(diag_count(bench->diags), i + 1);
        assert_int_equal(diag_item(bench->diags, i)->code, DIAG_FONT_NAME);
        assert_string_equal(diag_item(bench->diags, i)->place.pointer, "/roles/r/han/0/0");
    }
}

static void test_no_list(void **state) {
    Bench *bench = *state;
    assert_null(fonts_file_read(bench->arena, "/nowhere/fonts.json", bench->diags));
    assert_int_equal(diag_item(bench->diags, 0)->code, DIAG_FILE_MISSING);
}

static void test_wrong_kinds(void **state) {
    assert_fault(*state, "{\"folders\": [3], \"roles\": {}}", DIAG_JSON_TYPE, "/folders/0");
}

static void test_wrong_entry(void **state) {
    assert_fault(*state, "{\"folders\": [], \"roles\": {\"r\": {\"han\": [{}]}}}", DIAG_JSON_TYPE, "/roles/r/han/0");
}

static void test_wrong_name(void **state) {
    assert_fault(*state, "{\"folders\": [], \"roles\": {\"r\": {\"han\": [[null]]}}}", DIAG_JSON_TYPE,
                 "/roles/r/han/0/0");
}

static void test_an_unknown_key(void **state) {
    assert_fault(*state, "{\"folders\": [], \"roles\": {\"r\": {\"han\": [], \"latin\": []}}}", DIAG_JSON_KEY_UNKNOWN,
                 "/roles/r/latin");
}

static void test_a_missing_key(void **state) {
    assert_fault(*state, "{\"folders\": [], \"roles\": {\"r\": {\"western\": []}}}", DIAG_JSON_KEY_MISSING, "/roles/r");
}

static void test_too_many_roles(void **state) {
    Bench *bench = *state;
    Buf json = {0};
    buf_text(&json, "{\"folders\": [], \"roles\": {");
    for (int i = 0; i <= FONT_ROLE_MAX; i++)
        buf_printf(&json, "%s\"r%d\": {\"han\": []}", i ? "," : "", i);
    buf_text(&json, "}}");
    assert_fault(bench, json.bytes, DIAG_FONT_LIMIT, "/roles/r32");
    buf_free(&json);
}

static void test_too_many_folders(void **state) {
    Bench *bench = *state;
    Buf json = {0};
    buf_text(&json, "{\"folders\": [\".\"");
    for (int i = 0; i < FONTS_FOLDER_MAX; i++)
        buf_text(&json, ",\".\"");
    buf_text(&json, "], \"roles\": {}}");
    assert_fault(bench, json.bytes, DIAG_FONT_LIMIT, "/folders/16");
    buf_free(&json);
}

static void test_too_many_entries(void **state) {
    Bench *bench = *state;
    Buf json = {0};
    put_file(bench, "b.otf", "b");
    buf_text(&json, "{\"folders\": [\".\"], \"roles\": {\"r\": {\"han\": [\"b.otf\"");
    for (int i = 0; i < FONT_FALLBACK_MAX; i++)
        buf_printf(&json, ",\"b.otf#%d\"", i);
    buf_text(&json, "]}}}");
    assert_fault(bench, json.bytes, DIAG_FONT_LIMIT, "/roles/r/han/12");
    assert_string_equal(diag_item(bench->diags, 0)->args[0], "12");
    buf_free(&json);
}

static void test_entries_count_whether_or_not_their_files_are_there(void **state) {
    Bench *bench = *state;
    assert_fault(bench,
                 "{\"folders\": [\".\"], \"roles\": {\"r\": {\"han\": [\"0\", \"1\", \"2\", \"3\", \"4\", "
                 "\"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\"]}}}",
                 DIAG_FONT_LIMIT, "/roles/r/han/12");
}

static void test_no_memory(void **state) {
    Bench *bench = *state;
    put_file(bench, "fonts.json", "{\"folders\": [], \"roles\": {}}");
    arena_fail(bench->arena);
    assert_null(fonts_file_read(bench->arena, bench->list, bench->diags));
    assert_true(diag_has_errors(bench->diags));
}

static void test_running_out_of_memory(void **state) {
    Bench *bench = *state;
    put_file(bench, "b.otf", "b");
    put_file(bench, "fonts.json",
             "{\"folders\": [\".\", \"more\"], \"roles\": {\"r\": {\"han\": [[\"a.otf\", \"b.otf#2\"], \"c.otf\"]}}, "
             "\"wrong\": {\"b.otf\": \"~\"}}");
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        Arena *arena = arena_new();
        DiagList *diags = diag_list_new();
        FontSet *set = arena ? fonts_file_read(arena, bench->list, diags) : NULL;
        assert_true(set || !arena || diag_has_errors(diags));
        font_set_free(set);
        diag_list_free(diags);
        arena_free(arena);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_the_shipped_list),
        TEST(test_the_shipped_faces_open),
        TEST(test_the_shipped_roles_have_every_usual_sign),
        TEST(test_the_shipped_roles_draw_no_character_as_another),
        TEST(test_wrong_characters_that_are_none),
        TEST(test_the_first_file_that_exists_is_taken),
        TEST(test_missing_files_are_reported_when_the_role_is_used),
        TEST(test_a_list_elsewhere),
        TEST(test_names_that_are_none),
        TEST(test_no_list),
        TEST(test_wrong_kinds),
        TEST(test_wrong_entry),
        TEST(test_wrong_name),
        TEST(test_an_unknown_key),
        TEST(test_a_missing_key),
        TEST(test_too_many_roles),
        TEST(test_too_many_folders),
        TEST(test_too_many_entries),
        TEST(test_entries_count_whether_or_not_their_files_are_there),
        TEST(test_no_memory),
        TEST(test_running_out_of_memory),
    };
    return cmocka_run_group_tests_name("fonts_file", tests, NULL, NULL);
}
