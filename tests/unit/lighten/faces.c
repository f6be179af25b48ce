#include "faces.h"

#include <ft2build.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_CID_H

#include "compare.h"
#include "outline.h"
#include "pdf/cff.h"
#include "sfnt.h"

#define PIXELS 66 /* an em of 15.75 pt at 300 dpi */

typedef struct Pair {
    FT_Library library;
    FT_Face old, light;
    hb_font_t *old_font, *light_font; /* FreeType cuts the fractions off coordinates */
    FacesReport *report;
    double ink_old, ink_light, grey, sum;
    size_t points;
} Pair;

static bool differs(Pair *pair, unsigned glyph, const char *fault) {
    pair->report->fault = fault;
    pair->report->glyph = glyph;
    return false;
}

/* ---- tables ---- */

static uint32_t tag_at(Str file, size_t i) {
    const uint8_t *b = (const uint8_t *)file.text + 12 + 16 * i;
    return SFNT_TAG(b[0], b[1], b[2], b[3]);
}

/* Every table but the outlines is there, with the same bytes; `head` but for its checksum. */
static bool compare_tables(Pair *pair, Str old, Str light) {
    size_t count = (size_t)(uint8_t)old.text[4] << 8 | (uint8_t)old.text[5];
    for (size_t i = 0; i < count; i++) {
        uint32_t tag = tag_at(old, i);
        Str a = sfnt_table(old, tag), b = sfnt_table(light, tag);
        if (tag == SFNT_TAG('h', 'e', 'a', 'd')) {
            if (a.length != b.length || memcmp(a.text, b.text, 8) != 0 || memcmp(a.text + 12, b.text + 12, 42) != 0)
                return differs(pair, 0, "head");
        } else if (tag != SFNT_TAG('C', 'F', 'F', ' ') && !str_equal(a, b)) {
            return differs(pair, 0, "a table");
        }
    }
    return true;
}

/* What a PDF is told of the programs: CIDs and the widths that charstrings state. */
static bool compare_programs(Pair *pair, Str old, Str light) {
    Str a = sfnt_table(old, SFNT_TAG('C', 'F', 'F', ' ')), b = sfnt_table(light, SFNT_TAG('C', 'F', 'F', ' '));
    Cff one, two;
    pair->report->bytes_before = a.length;
    pair->report->bytes_after = b.length;
    if (!cff_open(&one, (const uint8_t *)a.text, a.length) || !cff_open(&two, (const uint8_t *)b.text, b.length) ||
        one.glyph_count != two.glyph_count || one.cid_keyed != two.cid_keyed || one.supplement != two.supplement)
        return differs(pair, 0, "a CFF head");
    uint16_t *cids = calloc(2 * (size_t)one.glyph_count, sizeof *cids);
    int32_t *widths = calloc(2 * (size_t)one.glyph_count, sizeof *widths);
    bool same = cids && widths && cff_cids(&one, NULL, one.glyph_count, cids) &&
                cff_cids(&two, NULL, two.glyph_count, cids + one.glyph_count) &&
                memcmp(cids, cids + one.glyph_count, one.glyph_count * sizeof *cids) == 0 &&
                cff_widths(&two, widths + one.glyph_count);
    if (same && cff_widths(&one, widths)) /* else subroutines hide them */
        same = memcmp(widths, widths + one.glyph_count, one.glyph_count * sizeof *widths) == 0;
    free(cids);
    free(widths);
    return same || differs(pair, 0, "CIDs or widths of the CFF program");
}

/* ---- glyphs ---- */

static bool compare_characters(Pair *pair) {
    FT_UInt a, b;
    FT_ULong one = FT_Get_First_Char(pair->old, &a), two = FT_Get_First_Char(pair->light, &b);
    while (a && one == two && a == b) {
        one = FT_Get_Next_Char(pair->old, one, &a);
        two = FT_Get_Next_Char(pair->light, two, &b);
    }
    return (!a && !b) || differs(pair, a, "characters");
}

static bool compare_outlines(Pair *pair, unsigned glyph, double tolerance) {
    Outline old = {0}, light = {0};
    Compare compare = {.unit = pair->old->units_per_EM / 1000.0};
    Deviation d = {0};
    outline_read(&old, pair->old_font, glyph);
    outline_read(&light, pair->light_font, glyph);
    bool same = !outline_failed(&old) && !outline_failed(&light) && old.contours.count == light.contours.count;
    for (size_t i = 0; same && i < old.contours.count; i++)
        same = compare_contours(&compare, &old, i, &light, i, &d) && d.most <= tolerance;
    pair->report->most = larger(pair->report->most, d.most);
    pair->sum += d.sum;
    pair->points += d.points;
    compare_free(&compare);
    outline_free(&old);
    outline_free(&light);
    return same || differs(pair, glyph, "outlines");
}

static int grey_at(const FT_GlyphSlot slot, int x, int y) {
    int column = x - slot->bitmap_left, row = slot->bitmap_top - y;
    if (column < 0 || row < 0 || column >= (int)slot->bitmap.width || row >= (int)slot->bitmap.rows)
        return 0;
    return slot->bitmap.buffer[row * slot->bitmap.pitch + column];
}

static bool compare_looks(Pair *pair, unsigned glyph) {
    const int flags = FT_LOAD_RENDER | FT_LOAD_NO_HINTING;
    if (FT_Set_Pixel_Sizes(pair->old, 0, PIXELS) != 0 || FT_Set_Pixel_Sizes(pair->light, 0, PIXELS) != 0 ||
        FT_Load_Glyph(pair->old, glyph, flags) != 0 || FT_Load_Glyph(pair->light, glyph, flags) != 0)
        return differs(pair, glyph, "drawing");
    for (int y = -2 * PIXELS; y < 2 * PIXELS; y++)
        for (int x = -PIXELS; x < 2 * PIXELS; x++) {
            int a = grey_at(pair->old->glyph, x, y), b = grey_at(pair->light->glyph, x, y);
            int off = a > b ? a - b : b - a;
            pair->ink_old += a;
            pair->ink_light += b;
            pair->grey += off;
            pair->report->grey_most = off > pair->report->grey_most ? off : pair->report->grey_most;
        }
    return true;
}

static bool compare_glyph(Pair *pair, unsigned glyph) {
    FT_UInt one = 0, two = 0;
    FT_Error a = FT_Get_CID_From_Glyph_Index(pair->old, glyph, &one);
    FT_Error b = FT_Get_CID_From_Glyph_Index(pair->light, glyph, &two);
    if ((a == 0) != (b == 0) || one != two)
        return differs(pair, glyph, "CIDs");
    if (FT_Load_Glyph(pair->old, glyph, FT_LOAD_NO_SCALE) != 0 ||
        FT_Load_Glyph(pair->light, glyph, FT_LOAD_NO_SCALE) != 0)
        return differs(pair, glyph, "loading");
    if (pair->old->glyph->metrics.horiAdvance != pair->light->glyph->metrics.horiAdvance ||
        pair->old->glyph->metrics.vertAdvance != pair->light->glyph->metrics.vertAdvance)
        return differs(pair, glyph, "advances");
    return true;
}

static bool compare_glyphs(Pair *pair, unsigned step, double tolerance) {
    if (pair->old->num_glyphs != pair->light->num_glyphs || pair->old->units_per_EM != pair->light->units_per_EM)
        return differs(pair, 0, "numbers");
    pair->report->glyphs = (size_t)pair->old->num_glyphs;
    for (unsigned glyph = 0; glyph < pair->report->glyphs; glyph++) {
        if (!compare_glyph(pair, glyph))
            return false;
        if (glyph % step != 0)
            continue;
        pair->report->outlines++;
        if (!compare_outlines(pair, glyph, tolerance) || !compare_looks(pair, glyph))
            return false;
    }
    return true;
}

static FT_Error open_face(FT_Library library, Str file, FT_Face *face) {
    return FT_New_Memory_Face(library, (const FT_Byte *)file.text, (FT_Long)file.length, 0, face);
}

static hb_font_t *open_font(Str file) {
    hb_blob_t *blob = hb_blob_create(file.text, (unsigned)file.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

FacesReport faces_compare(Str old, Str light, unsigned step, double tolerance) {
    FacesReport report = {0};
    Pair pair = {.report = &report, .old_font = open_font(old), .light_font = open_font(light)};
    bool open = FT_Init_FreeType(&pair.library) == 0 && open_face(pair.library, old, &pair.old) == 0 &&
                open_face(pair.library, light, &pair.light) == 0;
    if (!open)
        differs(&pair, 0, "opening");
    else if (compare_tables(&pair, old, light) && compare_programs(&pair, old, light) && compare_characters(&pair))
        compare_glyphs(&pair, step, tolerance);
    report.mean = pair.points ? pair.sum / (double)pair.points : 0;
    report.grey_mean = pair.ink_old > 0 ? pair.grey / pair.ink_old : 0;
    report.ink = pair.ink_old > 0 ? pair.ink_light / pair.ink_old : 1;
    FT_Done_FreeType(pair.library);
    hb_font_destroy(pair.old_font);
    hb_font_destroy(pair.light_font);
    return report;
}
