/*
 * Glyphs are asked for by number: layout has been done, nothing may be added to follow it up. Subroutines are resolved:
 * that is twice as fast as cutting them, and the charstrings, which deflate hardly helps, come out as small.
 */
#include "pdf/subset.h"

#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "base/shortage.h"
#include "pdf/cff.h"
#include "pdf/cff_cut.h"

#define CUT_FLAGS (HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NOTDEF_OUTLINE)
#define TAG_CFF   HB_TAG('C', 'F', 'F', ' ')
#define PROBES    100 /* glyphs by which a face is judged */

/* What to keep: the glyphs used, or all of them where the licence bits forbid cutting. */
static hb_subset_input_t *cut_input(const PdfFont *font) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    if (font->face->no_subsetting)
        hb_set_add_range(glyphs, 0, font->slot_count - 1);
    for (size_t i = 0; i < font->glyphs.count; i++)
        hb_set_add(glyphs, font->glyphs.items[i].id);
    hb_subset_input_set_flags(input, CUT_FLAGS);
    return input;
}

/* Codes and widths out of a cut CFF program; `places` of the face's glyphs in it. */
static bool read_program(PdfFont *font, const Cff *cff, const hb_map_t *places) {
    uint16_t *cids = calloc(cff->glyph_count, sizeof *cids);
    int32_t *widths = calloc(cff->glyph_count, sizeof *widths);
    bool fine = cids && widths && cff_cids(cff, /*glyphs*/ NULL, cff->glyph_count, cids) && cff_widths(cff, widths);
    for (size_t i = 0; fine && i < font->glyphs.count; i++) {
        PdfGlyph *glyph = &font->glyphs.items[i];
        hb_codepoint_t place = hb_map_get(places, glyph->id);
        fine = place < cff->glyph_count;
        if (fine) {
            glyph->code = cids[place];
            glyph->width = (int32_t)((int64_t)widths[place] * 1000 / font->face->units_per_em);
        }
    }
    font->program.failed |= !cids || !widths;
    free(cids);
    free(widths);
    return fine;
}

static void copy_text(char *out, size_t size, const Cff *cff, CffSpan span) {
    size_t length = span.length < size ? span.length : size - 1;
    memcpy(out, cff->bytes + span.at, length);
    out[length] = '\0';
}

/* What a PDF says of the program that the font now has. */
static bool describe_program(PdfFont *font, const hb_map_t *places) {
    Cff cff;
    if (buf_failed(&font->program) || !cff_open(&cff, (const uint8_t *)font->program.bytes, font->program.length))
        return false;
    if (cff.cid_keyed) {
        copy_text(font->registry, sizeof font->registry, &cff, cff.registry);
        copy_text(font->ordering, sizeof font->ordering, &cff, cff.ordering);
        font->supplement = cff.supplement;
    }
    return read_program(font, &cff, places);
}

static bool take_cff(PdfFont *font, hb_face_t *cut, const hb_map_t *places) {
    hb_blob_t *table = hb_face_reference_table(cut, TAG_CFF);
    unsigned length;
    const char *bytes = hb_blob_get_data(table, &length);
    buf_push(&font->program, bytes, length);
    hb_blob_destroy(table);
    return describe_program(font, places);
}

static bool take_truetype(PdfFont *font, hb_face_t *cut, const hb_map_t *places) {
    hb_blob_t *file = hb_face_reference_blob(cut);
    unsigned length;
    const char *bytes = hb_blob_get_data(file, &length);
    buf_push(&font->program, bytes, length);
    hb_blob_destroy(file);
    for (size_t i = 0; i < font->glyphs.count; i++) {
        PdfGlyph *glyph = &font->glyphs.items[i];
        hb_codepoint_t place = hb_map_get(places, glyph->id);
        if (place > UINT16_MAX)
            return false;
        glyph->code = (uint16_t)place;
        int64_t units = hb_font_get_glyph_h_advance(font->face->font, glyph->id);
        glyph->width = (int32_t)(units * 1000000 / font->face->units_per_em);
    }
    return length > 0 && !buf_failed(&font->program);
}

static bool run_plan(PdfFont *font, hb_subset_plan_t *plan) {
    hb_face_t *cut = hb_subset_plan_execute_or_fail(plan);
    if (!cut)
        return false;
    const hb_map_t *places = hb_subset_plan_old_to_new_glyph_mapping(plan);
    bool fine = font->face->outlines == FONT_TRUETYPE ? take_truetype(font, cut, places) : take_cff(font, cut, places);
    hb_face_destroy(cut);
    return fine;
}

/* ---- cut by hb-subset ---- */

static void start_program(PdfFont *font) {
    shortage_watch();
    memcpy(font->registry, "Adobe", sizeof "Adobe");
    memcpy(font->ordering, "Identity", sizeof "Identity");
    font->supplement = 0;
}

bool pdf_subset_cut(PdfFont *font, hb_face_t *face) {
    start_program(font);
    hb_subset_input_t *input = cut_input(font);
    hb_subset_plan_t *plan = input && face ? hb_subset_plan_create_or_fail(face, input) : NULL;
    bool fine = plan && run_plan(font, plan);
    font->program.failed |= !shortage_none();
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return fine && !font->program.failed;
}

/* ---- programs that are copied ---- */

/* The glyphs used, .notdef before them; NULL when memory is out. */
static uint32_t *rising_glyphs(const PdfFont *font, size_t *count, hb_map_t *places) {
    uint32_t *glyphs = malloc((font->glyphs.count + 1) * sizeof *glyphs);
    *count = 0;
    if (glyphs)
        glyphs[(*count)++] = 0;
    for (size_t i = 0; glyphs && i < font->glyphs.count; i++)
        glyphs[(*count)++] = font->glyphs.items[i].id;
    for (size_t i = 0; i < *count; i++)
        hb_map_set(places, glyphs[i], (hb_codepoint_t)i);
    return glyphs;
}

static bool copy_program(PdfFont *font, hb_blob_t *table) {
    hb_map_t *places = hb_map_create();
    unsigned length;
    const char *bytes = hb_blob_get_data(table, &length);
    size_t count;
    uint32_t *glyphs = rising_glyphs(font, &count, places);
    bool copied = glyphs && hb_map_allocation_successful(places) &&
                  cff_cut((const uint8_t *)bytes, length, glyphs, count, &font->program) &&
                  describe_program(font, places);
    free(glyphs);
    hb_map_destroy(places);
    return copied;
}

static bool may_be_copied(const Font *face) { return face->outlines == FONT_CFF_CID && !face->no_subsetting; }

bool pdf_subset_copy(PdfFont *font) {
    if (!may_be_copied(font->face))
        return false;
    start_program(font);
    hb_blob_t *table = hb_face_reference_table(font->face->face, TAG_CFF);
    bool copied = copy_program(font, table);
    if (!copied)
        font->program.length = 0;
    hb_blob_destroy(table);
    font->program.failed |= !shortage_none();
    return copied && !font->program.failed;
}

bool pdf_subset_copies(const Font *face) {
    const uint32_t step = hb_face_get_glyph_count(face->face) / PROBES + 1;
    uint32_t glyphs[PROBES];
    Buf program = {0};
    unsigned length;
    hb_blob_t *table = hb_face_reference_table(face->face, TAG_CFF);
    const char *bytes = hb_blob_get_data(table, &length);
    size_t count = 0;
    for (uint32_t glyph = 0; glyph < hb_face_get_glyph_count(face->face) && count < PROBES; glyph += step)
        glyphs[count++] = glyph;
    bool copies = may_be_copied(face) && cff_cut((const uint8_t *)bytes, length, glyphs, count, &program);
    buf_free(&program);
    hb_blob_destroy(table);
    return copies;
}

/* ---- what was cut before ---- */

/* A cut as bytes: this, then a glyph each, then the program. */
typedef struct CutHead {
    char registry[sizeof((PdfFont *)0)->registry], ordering[sizeof((PdfFont *)0)->ordering];
    int32_t supplement;
    size_t glyphs;
} CutHead;

typedef struct CutGlyph {
    uint16_t code;
    int32_t width;
} CutGlyph;

void pdf_subset_give(const PdfFont *font, Buf *out) {
    CutHead head = {.supplement = font->supplement, .glyphs = font->glyphs.count};
    memcpy(head.registry, font->registry, sizeof head.registry);
    memcpy(head.ordering, font->ordering, sizeof head.ordering);
    buf_push(out, &head, sizeof head);
    for (size_t i = 0; i < font->glyphs.count; i++) {
        const CutGlyph glyph = {.code = font->glyphs.items[i].code, .width = font->glyphs.items[i].width};
        buf_push(out, &glyph, sizeof glyph);
    }
    buf_push(out, font->program.bytes, font->program.length);
}

bool pdf_subset_take(PdfFont *font, Str cut) {
    CutHead head;
    memcpy(&head, cut.text, sizeof head);
    memcpy(font->registry, head.registry, sizeof head.registry);
    memcpy(font->ordering, head.ordering, sizeof head.ordering);
    font->supplement = head.supplement;
    const char *at = cut.text + sizeof head;
    for (size_t i = 0; i < head.glyphs; i++, at += sizeof(CutGlyph)) {
        CutGlyph glyph;
        memcpy(&glyph, at, sizeof glyph);
        font->glyphs.items[i].code = glyph.code;
        font->glyphs.items[i].width = glyph.width;
    }
    buf_push(&font->program, at, (size_t)(cut.text + cut.length - at));
    return !buf_failed(&font->program);
}
