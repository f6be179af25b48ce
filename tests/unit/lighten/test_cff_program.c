/* A CFF program taken apart and put together again: all but the charstrings is the same, byte for byte. */
#include "cff_program.h"

#include <stdlib.h>
#include <string.h>

#include "../../support/test.h"
#include "range.h"

static hb_blob_t *program_of(hb_blob_t *file) {
    hb_face_t *face = hb_face_create(file, 0);
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return table;
}

static void give_glyphs(CffGlyphs *glyphs, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        buf_char(&glyphs->bytes, 14); /* endchar */
        uint32_t *end = VEC_PUSH(&glyphs->ends);
        assert_non_null(end);
        *end = i + 1;
    }
}

static void same_part(const CffProgram *a, CffPart one, const CffProgram *b, CffPart two) {
    assert_int_equal(one.length, two.length);
    assert_memory_equal(a->bytes + one.at, b->bytes + two.at, one.length);
}

static void rewrite(hb_blob_t *table, bool cid_keyed) {
    unsigned length;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(table, &length);
    CffProgram old, new;
    CffGlyphs glyphs = {0};
    Buf out = {0};
    assert_true(cff_program_open(&old, bytes, length));
    assert_int_equal(old.cid_keyed, cid_keyed);
    give_glyphs(&glyphs, old.glyph_count);
    assert_true(cff_program_write(&old, &glyphs, &out));
    assert_true(cff_program_open(&new, (const uint8_t *)out.bytes, out.length));
    assert_int_equal(new.glyph_count, old.glyph_count);
    assert_int_equal(new.dicts.count, old.dicts.count);
    same_part(&old, old.names, &new, new.names);
    same_part(&old, old.strings, &new, new.strings);
    same_part(&old, old.charset, &new, new.charset);
    same_part(&old, old.encoding, &new, new.encoding);
    same_part(&old, old.select, &new, new.select);
    for (uint32_t glyph = 0; glyph < old.glyph_count; glyph++) {
        const CffDict *a = cff_program_dict(&old, glyph), *b = cff_program_dict(&new, glyph);
        assert_true(a && b);
        assert_int_equal(a->standard, b->standard);
        assert_int_equal(a->nominal, b->nominal);
    }
    cff_glyphs_free(&glyphs);
    buf_free(&out);
    cff_program_free(&old);
    cff_program_free(&new);
    hb_blob_destroy(table);
}

TEST(a_cid_keyed_program_is_rewritten) {
    rewrite(program_of(cut_range(CUT_FANG, 0x4E00, 0x4E20, HB_SUBSET_FLAGS_DEFAULT)), true);
}

TEST(a_program_by_name_is_rewritten) {
    rewrite(program_of(hb_blob_create_from_file(CUT_NAMED)), false);
    rewrite(program_of(cut_range(CUT_NAMED, 0x41, 0x5A, HB_SUBSET_FLAGS_GLYPH_NAMES)), false);
}

TEST(whole_faces_with_several_dictionaries_are_rewritten) {
    rewrite(program_of(hb_blob_create_from_file(CUT_FANG)), true);
    rewrite(program_of(hb_blob_create_from_file("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")), true);
}

TEST(each_glyph_needs_a_charstring) {
    hb_blob_t *table = program_of(cut_range(CUT_FANG, 0x4E00, 0x4E20, HB_SUBSET_FLAGS_DEFAULT));
    unsigned length;
    const uint8_t *bytes = (const uint8_t *)hb_blob_get_data(table, &length);
    CffProgram program;
    CffGlyphs glyphs = {0};
    Buf out = {0};
    assert_true(cff_program_open(&program, bytes, length));
    give_glyphs(&glyphs, program.glyph_count - 1);
    assert_false(cff_program_write(&program, &glyphs, &out));
    cff_glyphs_free(&glyphs);
    buf_free(&out);
    cff_program_free(&program);
    hb_blob_destroy(table);
}

TEST(a_program_cut_short_is_refused) {
    hb_blob_t *table = program_of(cut_range(CUT_FANG, 0x4E00, 0x4E02, HB_SUBSET_FLAGS_DEFAULT));
    unsigned length;
    const char *bytes = hb_blob_get_data(table, &length);
    for (size_t short_of = 0; short_of < length; short_of++) {
        CffProgram program;
        uint8_t *copy = malloc(short_of + 1); /* so that a sanitizer sees the end */
        assert_non_null(copy);
        memcpy(copy, bytes, short_of);
        assert_false(cff_program_open(&program, copy, short_of));
        cff_program_free(&program);
        free(copy);
    }
    hb_blob_destroy(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cid_keyed_program_is_rewritten),
        cmocka_unit_test(a_program_by_name_is_rewritten),
        cmocka_unit_test(whole_faces_with_several_dictionaries_are_rewritten),
        cmocka_unit_test(each_glyph_needs_a_charstring),
        cmocka_unit_test(a_program_cut_short_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
