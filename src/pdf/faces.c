/*
 * Why a face is taken apart first: hb-subset reads the whole cmap of the face it is given, layout tables or not, which
 * for a collection of 65,535 glyphs costs more than all the rest (5 of 5 ms for three glyphs; without, 0.3 ms). So it
 * is given a face of only those tables that a PDF wants back.
 */
#include "pdf/faces.h"

#include <hb-subset.h>
#include <stdlib.h>

#include "base/shortage.h"
#include "pdf/subset.h"

struct PdfFaces {
    hb_face_t *ready[FONT_FACE_MAX]; /* NULL: not open when they were made */
};

static const hb_tag_t tables_wanted[] = {
    HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
    HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('C', 'F', 'F', ' '),
};

/* The tables of a bare face: the wanted ones of the face it stands for. */
static hb_blob_t *bare_table(hb_face_t *bare, hb_tag_t tag, void *face) {
    (void)bare;
    for (size_t i = 0; i < sizeof tables_wanted / sizeof *tables_wanted; i++)
        if (tables_wanted[i] == tag)
            return hb_face_reference_table(face, tag);
    return hb_blob_get_empty();
}

/*
 * HarfBuzz and hb-subset are two libraries that share what a face has loaded. Short of memory, each notes a table as
 * empty with an object of its own, and the other, freeing the face, frees that too. So HarfBuzz, which frees it, loads
 * the tables first.
 */
static bool load_tables(hb_face_t *bare) {
    hb_glyph_extents_t extents;
    hb_codepoint_t glyph;
    hb_font_t *font = hb_font_create(bare);
    hb_font_get_nominal_glyph(font, 0, &glyph);
    hb_font_get_glyph_h_advance(font, 0);
    hb_font_get_glyph_extents(font, 0, &extents);
    hb_font_destroy(font);
    return shortage_none();
}

static hb_face_t *bare_face(const Font *font) {
    hb_face_t *bare = hb_face_create_for_tables(bare_table, font->face, /*destroy*/ NULL);
    if (load_tables(bare))
        return bare;
    hb_face_destroy(bare);
    return NULL;
}

/* A face that is copied needs nothing; one of which hb-subset makes nothing is cut as it is. */
static hb_face_t *ready_face(const Font *font) {
    hb_face_t *bare = pdf_subset_copies(font) ? NULL : bare_face(font);
    hb_face_t *ready = bare ? hb_subset_preprocess(bare) : NULL;
    hb_face_destroy(bare);
    return ready;
}

PdfFaces *pdf_faces_prepare(const FontSet *set) {
    PdfFaces *faces = calloc(1, sizeof *faces);
    shortage_watch();
    for (int i = 0; faces && i < (int)font_set_face_count(set); i++) {
        const Font *font = font_set_face(set, i);
        faces->ready[i] = font ? ready_face(font) : NULL;
    }
    if (shortage_none())
        return faces;
    pdf_faces_free(faces);
    return NULL;
}

void pdf_faces_free(PdfFaces *faces) {
    for (int i = 0; faces && i < FONT_FACE_MAX; i++)
        hb_face_destroy(faces->ready[i]);
    free(faces);
}

hb_face_t *pdf_face_to_cut(const PdfFaces *faces, int number, const Font *font) {
    hb_face_t *ready = faces ? faces->ready[number] : NULL;
    return ready ? hb_face_reference(ready) : bare_face(font);
}
