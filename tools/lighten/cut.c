#include "cut.h"

#include <hb-subset.h>

static hb_face_t *open_face(Str file, int index) {
    hb_blob_t *blob =
        hb_blob_create(file.text, (unsigned)file.length, HB_MEMORY_MODE_READONLY, /*user*/ NULL, /*destroy*/ NULL);
    hb_face_t *face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    return face;
}

/* What to keep: the characters, and of layout and names everything. */
static hb_subset_input_t *input_like(hb_face_t *like) {
    static const hb_subset_sets_t whole[] = {HB_SUBSET_SETS_LAYOUT_FEATURE_TAG, HB_SUBSET_SETS_NAME_ID,
                                             HB_SUBSET_SETS_NAME_LANG_ID};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_face_collect_unicodes(like, hb_subset_input_unicode_set(input));
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        hb_set_t *set = hb_subset_input_set(input, whole[i]);
        hb_set_clear(set);
        hb_set_invert(set);
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                         HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_NAME_LEGACY);
    return input;
}

bool cut_face(Str collection, int index, Str like, Buf *out) {
    hb_face_t *face = open_face(collection, index), *model = open_face(like, /*index*/ 0);
    hb_subset_input_t *input = input_like(model);
    hb_face_t *cut = input && hb_face_get_glyph_count(model) ? hb_subset_or_fail(face, input) : NULL;
    hb_blob_t *blob = cut ? hb_face_reference_blob(cut) : hb_blob_get_empty();
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    buf_push(out, bytes, length);
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    hb_subset_input_destroy(input);
    hb_face_destroy(model);
    hb_face_destroy(face);
    return length > 0 && !buf_failed(out);
}
