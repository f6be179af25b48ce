#include "sign/change_seal.h"

#include <string.h>

#include "sign/straddle.h"

/* What a page has gained. */
typedef struct Gain {
    PdfValue save, slice, image;
    Str name; /* of the image */
} Gain;

/* An object of its own that was not there, and has not been dealt with as anything else. */
static bool is_new(const ChangeWalk *walk, PdfValue value) {
    PdfRef ref = pdf_doc_ref(walk->after, value);
    return ref.number && pdf_doc_kind(walk->before, pdf_doc_object(walk->before, ref)) == PDF_KIND_NULL;
}

/* ---- resources ------------------------------------------------------------------------------------------------ */

static bool is_image(ChangeWalk *walk, PdfValue value) {
    return pdf_doc_kind(walk->after, value) == PDF_KIND_STREAM &&
           pdf_doc_is_name(walk->after, pdf_doc_get(walk->after, value, "Subtype"), "Image");
}

/* The one image more. */
static bool find_image(ChangeWalk *walk, PdfValue before, PdfValue after, Gain *gain) {
    const char *const *keys;
    size_t count, found = 0;
    if (!pdf_doc_keys(walk->after, after, &keys, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (pdf_doc_kind(walk->before, pdf_doc_get(walk->before, before, keys[i])) != PDF_KIND_NULL)
            continue;
        gain->name = str_from(keys[i]);
        gain->image = pdf_doc_get(walk->after, after, keys[i]);
        found++;
    }
    return found == 1 && strncmp(gain->name.text, STRADDLE_NAME, sizeof STRADDLE_NAME - 1) == 0 &&
           is_new(walk, gain->image) && is_image(walk, gain->image);
}

static void walk_objects(ChangeWalk *walk, PdfValue before, PdfValue after, const Gain *gain, int page) {
    KeyRow rows[] = {{gain->name.text, walk_may_change, NULL}};
    WALK_KEYS(walk, before, after, rows, DIAG_BOTH("the image {0}", "图像 {0}"), page);
}

/* ---- content -------------------------------------------------------------------------------------------------- */

/* How many streams a page's content has; the one at `index`. */
static size_t stream_count(PdfDoc *doc, PdfValue contents) {
    PdfKind kind = pdf_doc_kind(doc, contents);
    return kind == PDF_KIND_ARRAY ? pdf_doc_count(doc, contents) : kind == PDF_KIND_STREAM;
}

static PdfValue stream_at(PdfDoc *doc, PdfValue contents, size_t index) {
    return pdf_doc_kind(doc, contents) == PDF_KIND_ARRAY ? pdf_doc_item(doc, contents, index) : contents;
}

static bool same_streams(ChangeWalk *walk, PdfValue before, PdfValue after) {
    size_t count = stream_count(walk->before, before);
    if (stream_count(walk->after, after) != count + 2 || pdf_doc_kind(walk->after, after) != PDF_KIND_ARRAY)
        return false;
    for (size_t i = 0; i < count; i++) {
        PdfRef old = pdf_doc_ref(walk->before, stream_at(walk->before, before, i));
        PdfRef now = pdf_doc_ref(walk->after, stream_at(walk->after, after, i + 1));
        if (!old.number || old.number != now.number || old.generation != now.generation)
            return false;
    }
    return true;
}

static bool find_streams(ChangeWalk *walk, const PdfPage *page, PdfValue contents, Gain *gain) {
    Str save, slice;
    gain->save = pdf_doc_item(walk->after, contents, 0);
    gain->slice = pdf_doc_item(walk->after, contents, pdf_doc_count(walk->after, contents) - 1);
    return is_new(walk, gain->save) && is_new(walk, gain->slice) && pdf_doc_stream(walk->after, gain->save, &save) &&
           pdf_doc_stream(walk->after, gain->slice, &slice) && straddle_is_save(save) &&
           straddle_is_slice(page, slice, gain->name);
}

/* ---- the page ------------------------------------------------------------------------------------------------- */

static void expect_rest(ChangeWalk *walk, const PdfPage *before, PdfValue old_contents, const Gain *gain,
                        PdfValue old_objects, PdfValue objects, PdfValue resources, int page) {
    static const KeyRow rows[] = {{"XObject", walk_may_change, NULL}};
    for (size_t i = 0; i < stream_count(walk->before, old_contents); i++) {
        PdfValue old = stream_at(walk->before, old_contents, i);
        walk_expect_same(walk, old, pdf_doc_object(walk->after, pdf_doc_ref(walk->before, old)),
                         DIAG_BOTH("the content", "页面内容"), page);
    }
    WALK_KEYS(walk, before->resources, resources, rows, DIAG_BOTH("the fonts, images or colours", "字体、图像或颜色"),
              page);
    walk_objects(walk, old_objects, objects, gain, page);
}

bool seal_walk(ChangeWalk *walk, const PdfPage *before, const PdfPage *after, int page) {
    Gain gain;
    PdfValue old_contents = pdf_doc_get(walk->before, before->dict, "Contents");
    PdfValue contents = pdf_doc_get(walk->after, after->dict, "Contents");
    PdfValue old_objects = pdf_doc_get(walk->before, before->resources, "XObject");
    PdfValue objects = pdf_doc_get(walk->after, after->resources, "XObject");
    if (!find_image(walk, old_objects, objects, &gain) || !same_streams(walk, old_contents, contents) ||
        !find_streams(walk, after, contents, &gain))
        return false;
    walk_mark_fresh(walk, pdf_doc_ref(walk->after, gain.save));
    walk_mark_fresh(walk, pdf_doc_ref(walk->after, gain.slice));
    walk_mark_fresh(walk, pdf_doc_ref(walk->after, gain.image));
    expect_rest(walk, before, old_contents, &gain, old_objects, objects, after->resources, page);
    walk_tell(walk, CHANGE_SEAL, NULL, DIAG_BOTH("slices of a seal at the edges of pages", "各页边缘的骑缝章"),
              VERIFY_NONE);
    return true;
}
