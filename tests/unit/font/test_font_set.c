#include "font/font_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "alloc_fail.h"
#include "base/file.h"
#include "unicode/classes.h"

#define SERIF "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
#define NOTO  "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define SC    2 /* the Chinese face of the collections */
#define SONG  SOURCE_DIR "/fonts/FandolSong-Regular.otf"

typedef struct Bench {
    FontSet *set;
    DiagList *diags;
    FontRole song;
    int han, western, fallback; /* their faces */
} Bench;

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->set = font_set_new();
    bench->diags = diag_list_new();
    bench->song = font_set_add_role(bench->set, "song", SOURCE_NONE);
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    font_set_free(bench->set);
    diag_list_free(bench->diags);
    free(bench);
    return 0;
}

/* The role as shipped: Fandol and Liberation, Noto behind them. */
static void fill(Bench *bench) {
    if (!file_exists(SONG) || !file_exists(NOTO) || !file_exists(SERIF))
        fail_msg("a file is missing that scripts/setup test puts there");
    assert_true(font_set_add_face(bench->set, bench->song, FONT_HAN, SONG, 0, SOURCE_NONE));
    assert_true(font_set_add_face(bench->set, bench->song, FONT_HAN, NOTO, SC, SOURCE_NONE));
    assert_true(font_set_add_face(bench->set, bench->song, FONT_WESTERN, SERIF, 0, SOURCE_NONE));
    bench->han = 0;
    bench->fallback = 1;
    bench->western = 2;
}

static int pick(Bench *bench, FontScript script, uint32_t first, uint32_t second) {
    const uint32_t cluster[] = {first, second};
    return font_set_pick(bench->set, bench->song, script, cluster, second ? 2 : 1, bench->diags);
}

static void test_roles(void **state) {
    Bench *bench = *state;
    FontRole hei = font_set_add_role(bench->set, "hei", SOURCE_NONE);
    assert_int_equal(hei, 1);
    assert_int_equal(font_set_role(bench->set, "hei"), hei);
    assert_int_equal(font_set_role(bench->set, "kai"), -1);
    assert_int_equal(font_set_add_role(bench->set, "hei", SOURCE_NONE), -1);
    assert_string_equal(font_set_role_name(bench->set, hei), "hei");
    assert_null(font_set_role_name(bench->set, 2));
    assert_null(font_set_role_name(bench->set, -1));
}

static void test_limits(void **state) {
    Bench *bench = *state;
    char name[16];
    for (int i = 1; i < FONT_ROLE_MAX; i++) {
        snprintf(name, sizeof name, "role%d", i);
        assert_true(font_set_add_role(bench->set, name, SOURCE_NONE) >= 0);
    }
    assert_int_equal(font_set_add_role(bench->set, "more", SOURCE_NONE), -1);
    int added = 0;
    for (int role = 0; role < FONT_ROLE_MAX; role++)
        for (int i = 0; i < FONT_FALLBACK_MAX + 1; i++, added++) {
            snprintf(name, sizeof name, "face%d", added);
            bool fits = i < FONT_FALLBACK_MAX && font_set_face_count(bench->set) < FONT_FACE_MAX;
            assert_int_equal(font_set_add_face(bench->set, role, FONT_HAN, name, 0, SOURCE_NONE), fits);
        }
    assert_int_equal(font_set_face_count(bench->set), FONT_FACE_MAX);
    assert_false(font_set_failed(bench->set));
    assert_false(font_set_add_face(bench->set, FONT_ROLE_MAX, FONT_HAN, "x", 0, SOURCE_NONE));
    assert_false(font_set_add_missing(bench->set, -1, FONT_HAN, "x"));
}

static void test_each_script_has_its_face(void **state) {
    Bench *bench = *state;
    fill(bench);
    assert_int_equal(pick(bench, FONT_HAN, 0x9884, 0), bench->han);
    assert_int_equal(pick(bench, FONT_WESTERN, '3', 0), bench->western);
    /* a dash that stands in Chinese text, and one that does not */
    assert_int_equal(pick(bench, FONT_HAN, 0x2014, 0), bench->han);
    assert_int_equal(pick(bench, FONT_WESTERN, 0x2014, 0), bench->western);
    assert_int_equal(font_set_pick(bench->set, bench->song, FONT_HAN, NULL, 0, bench->diags), bench->han);
    assert_int_equal(font_set_pick(bench->set, bench->song, FONT_WESTERN, NULL, 0, bench->diags), bench->western);
    assert_int_equal(diag_count(bench->diags), 0);
}

static void test_rare_characters_fall_back(void **state) {
    Bench *bench = *state;
    fill(bench);
    assert_int_equal(pick(bench, FONT_HAN, 0x4DAE, 0), bench->fallback);  /* 䶮 */
    assert_int_equal(pick(bench, FONT_HAN, 0x2CB4E, 0), bench->fallback); /* 𬭎 */
    assert_int_equal(pick(bench, FONT_WESTERN, 0x4DAE, 0), bench->fallback);
    assert_int_equal(pick(bench, FONT_HAN, 0x10FFFD, 0), -1);
    assert_int_equal(diag_count(bench->diags), 0);
}

/* Fandol's faces draw a dollar for ￥, a raised tilde for ～. */
static void test_characters_a_face_draws_wrongly_fall_back(void **state) {
    Bench *bench = *state;
    fill(bench);
    assert_true(font_set_add_wrong(bench->set, "FandolSong-Regular.otf", "\uFFE5\uFF5E"));
    assert_true(font_set_add_wrong(bench->set, "NobodyHas.otf", "\uFF04"));
    assert_int_equal(pick(bench, FONT_HAN, 0xFFE5, 0), bench->fallback);
    assert_int_equal(pick(bench, FONT_HAN, 0xFF5E, 0), bench->fallback);
    assert_int_equal(pick(bench, FONT_HAN, 0x9884, 0xFF5E), bench->fallback);
    assert_int_equal(pick(bench, FONT_HAN, 0xFF04, 0), bench->han);
    assert_int_equal(diag_count(bench->diags), 0);
}

/* Picks are remembered: the same ones come out whatever was asked in between. */
static void test_picks_do_not_depend_on_what_was_picked_before(void **state) {
    Bench *bench = *state;
    fill(bench);
    FontRole other = font_set_add_role(bench->set, "other", SOURCE_NONE);
    font_set_add_face(bench->set, other, FONT_HAN, NOTO, SC, SOURCE_NONE);
    for (int round = 0; round < 2; round++)
        for (uint32_t codepoint = 0x20; codepoint < 0x9FFF; codepoint += 0x11) {
            int face = pick(bench, FONT_HAN, codepoint, 0);
            const Font *font = font_set_face(bench->set, face);
            assert_true(face < 0 || unicode_is_ignorable(codepoint) || font_glyph(font, codepoint) != 0);
            assert_int_equal(pick(bench, FONT_HAN, codepoint, 0x200D), face);
            int single = font_set_pick(bench->set, other, FONT_HAN, &codepoint, 1, bench->diags);
            assert_true(single == -1 || single == bench->fallback);
        }
}

static void test_faces_are_opened_when_needed(void **state) {
    Bench *bench = *state;
    fill(bench);
    assert_null(font_set_face(bench->set, bench->han));
    pick(bench, FONT_HAN, 0x9884, 0);
    assert_non_null(font_set_face(bench->set, bench->han));
    assert_null(font_set_face(bench->set, bench->western));
    assert_null(font_set_face(bench->set, bench->fallback));
    assert_null(font_set_face(bench->set, 99));
}

static void test_characters_that_draw_nothing_need_no_glyph(void **state) {
    Bench *bench = *state;
    fill(bench);
    assert_int_equal(pick(bench, FONT_HAN, 0x9884, 0x200B), bench->han);
    assert_int_equal(pick(bench, FONT_HAN, 0x2060, 0), bench->han);
}

static void test_a_variant_prefers_the_face_that_has_it(void **state) {
    Bench *bench = *state;
    fill(bench);
    FontRole japanese = font_set_add_role(bench->set, "japanese", SOURCE_NONE);
    font_set_add_face(bench->set, japanese, FONT_HAN, SONG, 0, SOURCE_NONE);
    font_set_add_face(bench->set, japanese, FONT_HAN, NOTO, 0, SOURCE_NONE);
    const uint32_t variant[] = {0x845B, 0xE0100}, unknown[] = {0x845B, 0xE01EF};
    int face = font_set_pick(bench->set, japanese, FONT_HAN, variant, 2, bench->diags);
    assert_string_equal(font_set_face(bench->set, face)->postscript, "NotoSerifCJKjp-Regular");
    assert_int_equal(font_set_pick(bench->set, japanese, FONT_HAN, variant, 1, bench->diags), bench->han);
    assert_int_equal(font_set_pick(bench->set, japanese, FONT_HAN, unknown, 2, bench->diags), bench->han);
}

static void test_one_file_is_one_face(void **state) {
    Bench *bench = *state;
    fill(bench);
    FontRole hei = font_set_add_role(bench->set, "hei", SOURCE_NONE);
    font_set_add_face(bench->set, hei, FONT_WESTERN, SERIF, 0, SOURCE_NONE);
    font_set_add_face(bench->set, hei, FONT_HAN, NOTO, 0, SOURCE_NONE); /* another face of the collection */
    assert_int_equal(font_set_face_count(bench->set), 4);
    assert_int_equal(font_set_pick(bench->set, hei, FONT_WESTERN, NULL, 0, bench->diags), bench->western);
}

static void test_a_missing_first_face_is_a_warning_once(void **state) {
    Bench *bench = *state;
    assert_true(font_set_add_missing(bench->set, bench->song, FONT_HAN, "simsun.ttc"));
    assert_true(font_set_add_missing(bench->set, bench->song, FONT_HAN, "Song.otf"));
    assert_int_equal(diag_count(bench->diags), 0);
    fill(bench);
    assert_true(font_set_add_missing(bench->set, bench->song, FONT_HAN, "Rare.otf")); /* no word of a fallback */
    pick(bench, FONT_HAN, 0x9884, 0);
    pick(bench, FONT_HAN, 0x9884, 0);
    assert_int_equal(diag_count(bench->diags), 1);
    const Diag *diag = diag_item(bench->diags, 0);
    assert_int_equal(diag->code, DIAG_FONT_SUBSTITUTE);
    assert_string_equal(diag->args[0], "song");
    assert_string_equal(diag->args[1], "FandolSong-Regular.otf");
    assert_string_equal(diag->args[2], "simsun.ttc, Song.otf");
}

static void test_a_role_without_faces_is_an_error_when_used(void **state) {
    Bench *bench = *state;
    font_set_add_missing(bench->set, bench->song, FONT_HAN, "Song.otf");
    assert_int_equal(diag_count(bench->diags), 0);
    assert_int_equal(pick(bench, FONT_HAN, 0x9884, 0), -1);
    assert_int_equal(font_set_pick(bench->set, bench->song, FONT_HAN, NULL, 0, bench->diags), -1);
    assert_int_equal(diag_count(bench->diags), 1);
    assert_int_equal(diag_item(bench->diags, 0)->code, DIAG_FONT_ROLE_EMPTY);
    assert_string_equal(diag_item(bench->diags, 0)->args[1], DIAG_BOTH("Han", "汉字"));
    assert_true(font_set_report_spoilt(bench->set, bench->song, bench->diags));
}

static void test_a_bad_face_is_reported_once_and_passed_over(void **state) {
    Bench *bench = *state;
    font_set_add_face(bench->set, bench->song, FONT_HAN, SOURCE_DIR "/CMakeLists.txt", 0, SOURCE_NONE);
    fill(bench);
    int face = pick(bench, FONT_HAN, 0x9884, 0);
    assert_string_equal(font_set_face(bench->set, face)->postscript, "FandolSong-Regular");
    pick(bench, FONT_HAN, 0x9884, 0);
    assert_int_equal(diag_count(bench->diags), 1);
    assert_int_equal(diag_item(bench->diags, 0)->code, DIAG_FONT_BAD);
    assert_true(font_set_report_spoilt(bench->set, bench->song, bench->diags));
    assert_false(font_set_report_spoilt(bench->set, -1, bench->diags));
}

static void test_no_such_role(void **state) {
    Bench *bench = *state;
    const uint32_t a = 'a';
    assert_int_equal(font_set_pick(bench->set, -1, FONT_HAN, &a, 1, bench->diags), -1);
    assert_int_equal(font_set_pick(bench->set, 7, FONT_HAN, &a, 1, bench->diags), -1);
    assert_int_equal(font_set_pick(bench->set, 7, FONT_HAN, NULL, 0, bench->diags), -1);
}

static void test_freeing_nothing(void **state) {
    (void)state;
    font_set_free(NULL);
}

/* Whichever allocation of ours fails: no crash, no leak, and a fault or the set says so. */
static void test_running_out_of_memory(void **state) {
    (void)state;
    const uint32_t han = 0x4E00;
    for (size_t n = 1; alloc_fail_next(&n); n++) {
        DiagList *diags = diag_list_new();
        FontSet *set = font_set_new();
        int face = -1;
        if (set) {
            FontRole role = font_set_add_role(set, "song", SOURCE_NONE);
            font_set_add_missing(set, role, FONT_HAN, "a.otf");
            font_set_add_missing(set, role, FONT_HAN, "b.otf");
            font_set_add_face(set, role, FONT_HAN, SERIF, 0, SOURCE_NONE);
            font_set_add_face(set, role, FONT_WESTERN, NOTO, SC, SOURCE_NONE);
            font_set_add_wrong(set, "LiberationSerif-Regular.ttf", "a");
            face = font_set_pick(set, role, FONT_HAN, &han, 1, diags);
        }
        assert_true(face >= 0 || !set || font_set_failed(set) || diag_has_errors(diags));
        font_set_free(set);
        diag_list_free(diags);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_roles),
        TEST(test_limits),
        TEST(test_each_script_has_its_face),
        TEST(test_rare_characters_fall_back),
        TEST(test_characters_a_face_draws_wrongly_fall_back),
        TEST(test_picks_do_not_depend_on_what_was_picked_before),
        TEST(test_faces_are_opened_when_needed),
        TEST(test_characters_that_draw_nothing_need_no_glyph),
        TEST(test_a_variant_prefers_the_face_that_has_it),
        TEST(test_one_file_is_one_face),
        TEST(test_a_missing_first_face_is_a_warning_once),
        TEST(test_a_role_without_faces_is_an_error_when_used),
        TEST(test_a_bad_face_is_reported_once_and_passed_over),
        TEST(test_no_such_role),
        TEST(test_freeing_nothing),
        cmocka_unit_test(test_running_out_of_memory),
    };
    return cmocka_run_group_tests_name("font set", tests, NULL, NULL);
}
