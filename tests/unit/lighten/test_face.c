/* Cut faces made lighter: CID-keyed, by name, with subroutines; and what is no face. */
#include "lighten.h"

#include <string.h>

#include "../../support/test.h"
#include "cut.h"
#include "faces.h"
#include "range.h"

#define TOLERANCE 200
#define NOTO      "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"

static Str bytes_of(hb_blob_t *blob) {
    Str bytes;
    unsigned length;
    bytes.text = hb_blob_get_data(blob, &length);
    bytes.length = length;
    return bytes;
}

static LightenFault lighten_bytes(Str source, Buf *out, FitTally *tally) {
    return lighten_face(&(LightenOrder){.source = source, .tolerance = TOLERANCE}, out, tally);
}

static bool is_current(Str light, Str source, int tolerance) {
    return lighten_is_current(light, &(LightenOrder){.source = source, .tolerance = tolerance});
}

/* Lightens a cut face and compares the two. */
static FacesReport lighten(hb_blob_t *blob, Buf *out) {
    FitTally tally;
    Str old = bytes_of(blob);
    assert_true(old.length > 0);
    assert_int_equal(lighten_bytes(old, out, &tally), LIGHTEN_FINE);
    assert_true(tally.deviation.most <= TOLERANCE / 100.0);
    FacesReport report = faces_compare(old, (Str){out->bytes, out->length}, /*step*/ 1, TOLERANCE / 100.0 + 0.05);
    assert_null(report.fault);
    assert_int_equal(report.outlines, report.glyphs);
    assert_true(report.grey_mean < 0.06);
    assert_true(report.ink > 0.98 && report.ink < 1.02);
    return report;
}

TEST(a_cid_keyed_face_keeps_all_but_the_weight) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x4E00, 0x4E30, HB_SUBSET_FLAGS_DEFAULT);
    Buf out = {0};
    FacesReport report = lighten(blob, &out);
    assert_true(report.glyphs > 30);
    assert_true(report.bytes_after < report.bytes_before * 6 / 10);
    buf_free(&out);
    hb_blob_destroy(blob);
}

TEST(a_face_by_name_keeps_its_names) {
    hb_blob_t *blob = cut_range(CUT_NAMED, 0x41, 0x7A, HB_SUBSET_FLAGS_GLYPH_NAMES);
    Buf out = {0};
    assert_true(lighten(blob, &out).glyphs > 50);
    buf_free(&out);
    hb_blob_destroy(blob);
}

TEST(subroutines_and_hints_are_resolved) {
    hb_blob_t *blob = cut_range(CUT_NAMED, 0x41, 0x5A, HB_SUBSET_FLAGS_DESUBROUTINIZE);
    Buf out = {0};
    lighten(blob, &out);
    buf_free(&out);
    hb_blob_destroy(blob);
}

/* Shapes text with half-width punctuation; what comes out as numbers. */
static unsigned shape(Str file, hb_glyph_position_t *positions, unsigned room) {
    hb_blob_t *blob = hb_blob_create(file.text, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_feature_t halt = {HB_TAG('h', 'a', 'l', 't'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    unsigned count;
    hb_buffer_add_utf8(buffer, "、。〈〉《》", -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, &halt, 1);
    const hb_glyph_position_t *found = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count && i < room; i++)
        positions[i] = found[i];
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return count;
}

TEST(text_is_shaped_alike) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x3001, 0x300F, HB_SUBSET_FLAGS_DEFAULT);
    Buf out = {0};
    hb_glyph_position_t old[8] = {0}, light[8] = {0};
    lighten(blob, &out);
    assert_int_equal(shape(bytes_of(blob), old, 8), 6);
    assert_int_equal(shape((Str){out.bytes, out.length}, light, 8), 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(old[i].x_advance, 500);
        assert_int_equal(old[i].x_advance, light[i].x_advance);
        assert_int_equal(old[i].x_offset, light[i].x_offset);
    }
    buf_free(&out);
    hb_blob_destroy(blob);
}

/* Of 65,535 glyphs: the characters of the other face, and the collection's CIDs. */
TEST(of_a_collection_the_characters_of_a_face_are_taken) {
    hb_blob_t *like = cut_range(CUT_FANG, 0x4E00, 0x4E09, HB_SUBSET_FLAGS_DEFAULT);
    hb_blob_t *collection = hb_blob_create_from_file(NOTO);
    LightenOrder order = {bytes_of(collection), /*index*/ 2, bytes_of(like), TOLERANCE};
    Buf out = {0}, cut = {0};
    FitTally tally;
    assert_int_equal(lighten_face(&order, &out, &tally), LIGHTEN_FINE);
    assert_true(cut_face(order.source, order.index, order.characters, &cut));
    Str light = {out.bytes, out.length};
    FacesReport report = faces_compare((Str){cut.bytes, cut.length}, light, /*step*/ 1, TOLERANCE / 100.0 + 0.05);
    assert_null(report.fault);
    assert_in_range(report.glyphs, 5, 30);
    assert_true(lighten_is_current(light, &order));
    order.index = 1;
    assert_false(lighten_is_current(light, &order));
    order.characters = order.source = STR("no face");
    assert_int_equal(lighten_face(&order, &out, &tally), LIGHTEN_NO_FACE);
    buf_free(&out);
    buf_free(&cut);
    hb_blob_destroy(like);
    hb_blob_destroy(collection);
}

TEST(what_a_face_was_made_of_is_known) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x4E00, 0x4E03, HB_SUBSET_FLAGS_DEFAULT);
    hb_blob_t *other = cut_range(CUT_FANG, 0x4E00, 0x4E10, HB_SUBSET_FLAGS_DEFAULT);
    Buf out = {0}, again = {0};
    FitTally tally;
    assert_int_equal(lighten_bytes(bytes_of(blob), &out, &tally), LIGHTEN_FINE);
    Str light = {out.bytes, out.length};
    assert_true(is_current(light, bytes_of(blob), TOLERANCE));
    assert_false(is_current(light, bytes_of(blob), TOLERANCE + 1));
    assert_false(is_current(light, bytes_of(other), TOLERANCE));
    assert_false(is_current(bytes_of(blob), bytes_of(blob), TOLERANCE));
    assert_int_equal(lighten_bytes(bytes_of(blob), &again, &tally), LIGHTEN_FINE);
    assert_true(str_equal(light, (Str){again.bytes, again.length}));
    buf_free(&out);
    buf_free(&again);
    hb_blob_destroy(blob);
    hb_blob_destroy(other);
}

TEST(a_broken_face_is_refused) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x4E00, 0x4E02, HB_SUBSET_FLAGS_DEFAULT);
    Str whole = bytes_of(blob);
    for (size_t length = 0; length < whole.length; length += 37) {
        Buf out = {0};
        FitTally tally = {0};
        assert_int_equal(lighten_bytes((Str){whole.text, length}, &out, &tally), LIGHTEN_NO_FACE);
        buf_free(&out);
    }
    hb_blob_destroy(blob);
}

/* Any byte of the CFF table may be wrong: nothing is promised of the result, but that there is an end to it. */
TEST(a_damaged_face_does_no_harm) {
    hb_blob_t *blob = cut_range(CUT_FANG, 0x4E00, 0x4E02, HB_SUBSET_FLAGS_DEFAULT);
    Str whole = bytes_of(blob);
    char *bytes = test_malloc(whole.length);
    for (size_t at = 12; at < whole.length; at += 3) {
        Buf out = {0};
        FitTally tally = {0};
        memcpy(bytes, whole.text, whole.length);
        bytes[at] = (char)(uint8_t)((uint8_t)bytes[at] ^ (at % 2 ? 0xFF : 0x11));
        lighten_bytes((Str){bytes, whole.length}, &out, &tally);
        buf_free(&out);
    }
    test_free(bytes);
    hb_blob_destroy(blob);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cid_keyed_face_keeps_all_but_the_weight),
        cmocka_unit_test(a_face_by_name_keeps_its_names),
        cmocka_unit_test(subroutines_and_hints_are_resolved),
        cmocka_unit_test(text_is_shaped_alike),
        cmocka_unit_test(of_a_collection_the_characters_of_a_face_are_taken),
        cmocka_unit_test(what_a_face_was_made_of_is_known),
        cmocka_unit_test(a_broken_face_is_refused),
        cmocka_unit_test(a_damaged_face_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
