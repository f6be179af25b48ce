/* Programs cut by copying have the bytes that hb-subset gives them; others are refused. */
#include "pdf/cff_cut.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <hb-subset.h>

#define NOTO  "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define NAMED "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf"
#define FLAGS (HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NOTDEF_OUTLINE)

static hb_face_t *open_face(const char *path, int index) {
    hb_blob_t *file = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(file, (unsigned)index);
    hb_blob_destroy(file);
    return face;
}

/* As pdf/subset.c does: a face without layout and characters, which would add glyphs. */
static hb_blob_t *bare_table(hb_face_t *bare, hb_tag_t tag, void *face) {
    (void)bare;
    return tag == HB_TAG('G', 'S', 'U', 'B') || tag == HB_TAG('c', 'm', 'a', 'p') ? hb_blob_get_empty()
                                                                                  : hb_face_reference_table(face, tag);
}

/* The face with the glyphs of a set, by hb-subset. */
static hb_face_t *subset_face(hb_face_t *face, const hb_set_t *glyphs) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_set(hb_subset_input_glyph_set(input), glyphs);
    hb_subset_input_set_flags(input, FLAGS);
    hb_face_t *bare = hb_face_create_for_tables(bare_table, face, /*destroy*/ NULL);
    hb_face_t *cut = hb_subset_or_fail(bare, input);
    hb_face_destroy(bare);
    hb_subset_input_destroy(input);
    assert_non_null(cut);
    return cut;
}

/* The characters [first, last] of a face, without hints and subroutines: such a program leaves nothing to do but copy.
 */
static hb_face_t *plain_face(const char *path, int index, hb_codepoint_t first, hb_codepoint_t last) {
    hb_face_t *face = open_face(path, index);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), first, last);
    hb_subset_input_set_flags(input, FLAGS);
    hb_face_t *cut = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    assert_non_null(cut);
    return cut;
}

static hb_blob_t *program_of(hb_face_t *face) { return hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')); }

static bool cut_face(hb_face_t *face, const hb_set_t *glyphs, Buf *out) {
    unsigned length, count = 0;
    hb_blob_t *program = program_of(face);
    const char *bytes = hb_blob_get_data(program, &length);
    uint32_t *list = calloc(hb_set_get_population(glyphs) + 1, sizeof *list);
    for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(glyphs, &glyph);)
        list[count++] = glyph;
    bool cut = cff_cut((const uint8_t *)bytes, length, list, count, out);
    free(list);
    hb_blob_destroy(program);
    return cut;
}

static void compare(hb_face_t *face, hb_set_t *glyphs) {
    Buf out = {0};
    unsigned length;
    hb_set_add(glyphs, 0);
    hb_face_t *other = subset_face(face, glyphs);
    hb_blob_t *wanted = program_of(other);
    const char *bytes = hb_blob_get_data(wanted, &length);
    assert_true(cut_face(face, glyphs, &out));
    assert_int_equal(out.length, length);
    assert_memory_equal(out.bytes, bytes, length);
    buf_free(&out);
    hb_blob_destroy(wanted);
    hb_face_destroy(other);
}

/* Sets of one glyph to all of them: scattered ones, runs, both; always the same. */
static void compare_sets(hb_face_t *face) {
    const unsigned count = hb_face_get_glyph_count(face);
    uint32_t state = 20200116;
    for (unsigned size = 1; size < count; size += 1 + size / 3) {
        for (unsigned longest = 1; longest <= 400; longest *= 20) {
            hb_set_t *glyphs = hb_set_create();
            while (hb_set_get_population(glyphs) < size) {
                state = state * 1664525u + 1013904223u;
                const unsigned first = (state >> 8) % count, end = first + 1 + (state >> 4) % longest;
                hb_set_add_range(glyphs, first, end < count ? end : count - 1);
            }
            compare(face, glyphs);
            hb_set_destroy(glyphs);
        }
    }
    hb_set_t *all = hb_set_create();
    hb_set_add_range(all, 0, count - 1);
    compare(face, all);
    hb_set_destroy(all);
}

static void test_a_cut_has_the_bytes_of_hb_subset(void **state) {
    (void)state;
    const char *const faces[] = {"Song-Regular", "Hei-Regular", "Kai-Regular", "Fang-Regular", "Song-Bold"};
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        char path[512];
        strcpy(path, FANDOL_DIR "/Fandol");
        strcat(strcat(path, faces[i]), ".otf");
        hb_face_t *face = plain_face(path, 0, 0x4E00, 0x52FF);
        compare_sets(face);
        hb_face_destroy(face);
    }
}

static void test_a_cut_of_many_font_dictionaries(void **state) {
    (void)state;
    hb_face_t *face = plain_face(NOTO, 2, 0x20, 0x3100);
    compare_sets(face);
    hb_face_destroy(face);
}

/* The face as it comes has hints in its Private DICT, and none in its charstrings. */
static void test_hints_of_a_whole_face_are_left_out(void **state) {
    (void)state;
    hb_face_t *face = open_face(FANDOL_DIR "/FandolSong-Regular.otf", 0);
    hb_set_t *glyphs = hb_set_create();
    hb_set_add_range(glyphs, 500, 900);
    compare(face, glyphs);
    hb_set_destroy(glyphs);
    hb_face_destroy(face);
}

static void assert_refused(hb_face_t *face, hb_codepoint_t character) {
    Buf out = {0};
    hb_codepoint_t glyph = 0;
    hb_font_t *font = hb_font_create(face);
    hb_set_t *glyphs = hb_set_create();
    assert_true(hb_font_get_nominal_glyph(font, character, &glyph));
    hb_set_add(glyphs, 0);
    hb_set_add(glyphs, glyph);
    assert_false(cut_face(face, glyphs, &out));
    assert_false(buf_failed(&out));
    buf_free(&out);
    hb_set_destroy(glyphs);
    hb_font_destroy(font);
    hb_face_destroy(face);
}

static void test_programs_with_hints_subroutines_or_names_are_refused(void **state) {
    (void)state;
    assert_refused(open_face(FANDOL_DIR "/FandolHei-Regular.otf", 0), 0x6C34);
    assert_refused(open_face(NOTO, 2), 0x6C34);
    assert_refused(plain_face(NAMED, 0, 0x20, 0x17F), 'A');
}

static void test_glyphs_that_are_not_there_are_refused(void **state) {
    (void)state;
    Buf out = {0};
    hb_face_t *face = plain_face(FANDOL_DIR "/FandolHei-Regular.otf", 0, 0x4E00, 0x4E08);
    hb_set_t *glyphs = hb_set_create();
    hb_set_add(glyphs, 0);
    hb_set_add(glyphs, hb_face_get_glyph_count(face));
    assert_false(cut_face(face, glyphs, &out));
    hb_set_clear(glyphs);
    assert_false(cut_face(face, glyphs, &out));
    buf_free(&out);
    hb_set_destroy(glyphs);
    hb_face_destroy(face);
}

/* Whatever stands there, nothing outside of the program is read. */
static void cut_copy(const char *bytes, size_t length, size_t at, int value) {
    static const uint32_t glyphs[] = {0, 1, 2, 5};
    Buf out = {0};
    uint8_t *copy = malloc(length ? length : 1);
    memcpy(copy, bytes, length);
    if (at < length)
        copy[at] = (uint8_t)value;
    cff_cut(copy, length, glyphs, 4, &out);
    buf_free(&out);
    free(copy);
}

static void test_broken_programs_do_no_harm(void **state) {
    (void)state;
    unsigned length;
    hb_face_t *face = plain_face(FANDOL_DIR "/FandolHei-Regular.otf", 0, 0x4E00, 0x4E08);
    hb_blob_t *program = program_of(face);
    const char *bytes = hb_blob_get_data(program, &length);
    for (size_t cut = 0; cut < length; cut++)
        cut_copy(bytes, cut, SIZE_MAX, 0);
    for (size_t at = 0; at < length; at++)
        for (int value = 0; value < 256; value += 17)
            cut_copy(bytes, length, at, value);
    hb_blob_destroy(program);
    hb_face_destroy(face);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cut_has_the_bytes_of_hb_subset),
        cmocka_unit_test(test_a_cut_of_many_font_dictionaries),
        cmocka_unit_test(test_hints_of_a_whole_face_are_left_out),
        cmocka_unit_test(test_programs_with_hints_subroutines_or_names_are_refused),
        cmocka_unit_test(test_glyphs_that_are_not_there_are_refused),
        cmocka_unit_test(test_broken_programs_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
