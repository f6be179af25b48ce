/* Codes and widths of CFF programs as FreeType reads them, and programs that are broken. */
#include "pdf/cff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ft2build.h>
#include <hb-subset.h>
#include FT_FREETYPE_H
#include FT_CID_H

#include "base/file.h"

#define NAMED "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf"
#define NOTO  "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"

/* A face cut to the characters first to last, or whole when first is 0. */
static hb_face_t *face_of(const char *path, int index, hb_codepoint_t first, hb_codepoint_t last) {
    hb_blob_t *file = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(file, (unsigned)index);
    hb_blob_destroy(file);
    if (!first)
        return face;
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), first, last);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *cut = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    return cut;
}

static hb_blob_t *program_of(hb_face_t *face) { return hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')); }

static FT_Face open_face(FT_Library library, hb_blob_t *blob) {
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    FT_Face face;
    assert_int_equal(FT_New_Memory_Face(library, (const FT_Byte *)bytes, length, 0, &face), 0);
    return face;
}

/*
 * FreeType tells CIDs of a font file by glyph, and loads the glyphs of a bare program by CID; so both are asked. Gives
 * how many CIDs differ from the glyph's place.
 */
static int compare_glyphs(const Cff *cff, FT_Face file, FT_Face bare) {
    uint16_t *cids = calloc(cff->glyph_count, sizeof *cids);
    int32_t *widths = calloc(cff->glyph_count, sizeof *widths);
    int moved = 0;
    assert_true(cff_cids(cff, NULL, cff->glyph_count, cids));
    assert_true(cff_widths(cff, widths));
    for (uint32_t glyph = 0; glyph < cff->glyph_count; glyph++) {
        FT_UInt cid = glyph;
        if (cff->cid_keyed)
            assert_int_equal(FT_Get_CID_From_Glyph_Index(file, glyph, &cid), 0);
        assert_int_equal(cids[glyph], cid);
        moved += cids[glyph] != glyph;
        assert_int_equal(FT_Load_Glyph(bare, cids[glyph], FT_LOAD_NO_SCALE), 0);
        assert_int_equal(widths[glyph], bare->glyph->metrics.horiAdvance * 1000);
    }
    free(cids);
    free(widths);
    return moved;
}

static int compare(hb_face_t *face) {
    FT_Library library;
    Cff cff;
    unsigned length;
    hb_blob_t *program = program_of(face), *file = hb_face_reference_blob(face);
    const char *bytes = hb_blob_get_data(program, &length);
    assert_true(cff_open(&cff, (const uint8_t *)bytes, length));
    assert_int_equal(FT_Init_FreeType(&library), 0);
    FT_Face whole = open_face(library, file), bare = open_face(library, program);
    assert_int_equal(cff.glyph_count, whole->num_glyphs);
    FT_Bool cid_keyed = 0;
    FT_Get_CID_Is_Internally_CID_Keyed(whole, &cid_keyed);
    assert_int_equal(cff.cid_keyed, cid_keyed);
    int moved = compare_glyphs(&cff, whole, bare);
    FT_Done_Face(whole);
    FT_Done_Face(bare);
    FT_Done_FreeType(library);
    hb_blob_destroy(program);
    hb_blob_destroy(file);
    hb_face_destroy(face);
    return moved;
}

static void test_a_cid_keyed_program(void **state) {
    (void)state;
    /* a gap in its collection sets the CIDs off from the glyphs behind it */
    assert_in_range(compare(face_of(FANDOL_DIR "/FandolSong-Regular.otf", 0, 0, 0)), 1000, 2000);
}

static void test_a_cut_program_keeps_the_cids_of_its_source(void **state) {
    (void)state;
    const char *const faces[] = {"Song-Regular", "Hei-Regular", "Kai-Regular", "Fang-Regular", "Song-Bold"};
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        char path[512];
        strcpy(path, FANDOL_DIR "/Fandol");
        strcat(strcat(path, faces[i]), ".otf");
        assert_in_range(compare(face_of(path, 0, 0x5000, 0x51FF)), 100, 512);
    }
}

static void test_a_cut_of_a_collection_with_many_font_dictionaries(void **state) {
    (void)state;
    hb_face_t *face = face_of(NOTO, 2, 0x20, 0x3100);
    hb_blob_t *program = program_of(face);
    Cff cff;
    unsigned length;
    const char *bytes = hb_blob_get_data(program, &length);
    assert_true(cff_open(&cff, (const uint8_t *)bytes, length));
    assert_int_equal(cff.ordering.length, strlen("Identity"));
    assert_memory_equal(bytes + cff.ordering.at, "Identity", cff.ordering.length);
    hb_blob_destroy(program);
    assert_in_range(compare(face), 500, 65535);
}

static void test_a_program_with_glyph_names(void **state) {
    (void)state;
    if (!file_exists(NAMED))
        fail_msg("a file is missing that scripts/setup test puts there");
    assert_int_equal(compare(face_of(NAMED, 0, 0x20, 0x17F)), 0);
}

/* Whatever stands there, nothing outside of the program is read. */
static void read_all(const uint8_t *bytes, size_t length) {
    Cff cff;
    if (!cff_open(&cff, bytes, length))
        return;
    uint16_t *cids = calloc(cff.glyph_count, sizeof *cids);
    int32_t *widths = calloc(cff.glyph_count, sizeof *widths);
    cff_cids(&cff, NULL, cff.glyph_count, cids);
    cff_widths(&cff, widths);
    free(cids);
    free(widths);
}

static void test_broken_programs_are_refused(void **state) {
    (void)state;
    unsigned length;
    hb_face_t *face = face_of(FANDOL_DIR "/FandolHei-Regular.otf", 0, 0x4E00, 0x4E08);
    hb_blob_t *program = program_of(face);
    const char *bytes = hb_blob_get_data(program, &length);
    Cff cff;
    for (size_t cut = 0; cut < length; cut += 1 + cut / 200) {
        uint8_t *copy = malloc(cut + 1);
        memcpy(copy, bytes, cut);
        copy = realloc(copy, cut ? cut : 1);
        read_all(copy, cut);
        free(copy);
    }
    for (size_t at = 0; at < length && at < 1200; at++)
        for (int value = 0; value < 256; value += 51) {
            uint8_t *copy = malloc(length);
            memcpy(copy, bytes, length);
            copy[at] = (uint8_t)value;
            read_all(copy, length);
            free(copy);
        }
    assert_false(cff_open(&cff, (const uint8_t *)"", 0));
    assert_false(cff_open(&cff, (const uint8_t *)"\1\0\4\1\0\0\0\0", 8));
    assert_false(cff_open(&cff, (const uint8_t *)"\2\0\4\1", 4));
    hb_blob_destroy(program);
    hb_face_destroy(face);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cid_keyed_program),
        cmocka_unit_test(test_a_cut_program_keeps_the_cids_of_its_source),
        cmocka_unit_test(test_a_cut_of_a_collection_with_many_font_dictionaries),
        cmocka_unit_test(test_a_program_with_glyph_names),
        cmocka_unit_test(test_broken_programs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
