/*
 * range: a few glyphs of an installed face as a face of their own.
 */
#ifndef BANXIN_TESTS_LIGHTEN_RANGE_H
#define BANXIN_TESTS_LIGHTEN_RANGE_H

#include <hb-subset.h>

#define CUT_FANG  SOURCE_DIR "/fonts/FandolFang-Regular.otf"
#define CUT_NAMED "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-regular.otf"

/* Characters first to last of a face; the blob is the caller's, empty when that fails. */
static inline hb_blob_t *cut_range(const char *path, hb_codepoint_t first, hb_codepoint_t last, unsigned flags) {
    hb_blob_t *file = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(file, 0);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_add_range(hb_subset_input_unicode_set(input), first, last);
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(features);
    hb_set_invert(features); /* all */
    hb_subset_input_set_flags(input, flags);
    hb_face_t *cut = hb_subset_or_fail(face, input);
    hb_blob_t *blob = cut ? hb_face_reference_blob(cut) : hb_blob_get_empty();
    hb_face_destroy(cut);
    hb_subset_input_destroy(input);
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return blob;
}

#endif
