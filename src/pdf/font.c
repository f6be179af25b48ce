#include "pdf/font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/cluster.h"
#include "pdf/digest.h"
#include "pdf/stream.h"
#include "pdf/subset.h"
#include "pdf/syntax.h"

/* A cluster with more text than this is given back by ActualText only; ToUnicode's strings are short by the letter. */
#define SOURCE_MAX 64
/* Entries of one bfchar block (Adobe Technical Note 5411). */
#define CMAP_BLOCK    100
#define WIDTH_DEFAULT 1000000 /* DW 1000: the em of Han faces */

void pdf_fonts_start(PdfFonts *fonts, FontSet *set) { *fonts = (PdfFonts){.set = set}; }

void pdf_fonts_free(PdfFonts *fonts) {
    for (int i = 0; i < FONT_FACE_MAX; i++) {
        PdfFont *font = fonts->fonts[i];
        if (!font)
            continue;
        VEC_FREE(&font->glyphs);
        buf_free(&font->program);
        free(font->slots);
        free(font);
    }
    *fonts = (PdfFonts){0};
}

/* ---- collecting ---- */

static PdfFont *font_new(const Font *face) {
    PdfFont *font = calloc(1, sizeof *font);
    uint32_t count = hb_face_get_glyph_count(face->face);
    if (!font)
        return NULL;
    font->face = face;
    font->slot_count = count;
    font->slots = calloc(count ? count : 1, sizeof *font->slots);
    if (font->slots)
        return font;
    free(font);
    return NULL;
}

/* The font of a face, made when first met. NULL without such a face or memory. */
static PdfFont *font_of(PdfFonts *fonts, uint16_t face) {
    if (face >= FONT_FACE_MAX || face >= font_set_face_count(fonts->set))
        return NULL;
    if (fonts->fonts[face])
        return fonts->fonts[face];
    const Font *opened = font_set_face(fonts->set, face);
    fonts->fonts[face] = opened ? font_new(opened) : NULL;
    fonts->failed |= opened && !fonts->fonts[face];
    return fonts->fonts[face];
}

/* Notes one glyph; NULL when the face has none such or memory is out. */
static PdfGlyph *note_glyph(PdfFont *font, uint32_t id) {
    if (!id || id >= font->slot_count)
        return NULL;
    if (font->slots[id])
        return &font->glyphs.items[font->slots[id] - 1];
    PdfGlyph *glyph = VEC_PUSH(&font->glyphs);
    if (!glyph)
        return NULL;
    glyph->id = id;
    font->slots[id] = (uint16_t)font->glyphs.count;
    return glyph;
}

/* The n-th character of a text, or its last. */
static Str character_at(Str text, uint32_t n) {
    size_t at = 0, size = 0;
    Str found = {NULL, 0};
    for (uint32_t i = 0; i <= n && at < text.length; i++, at += size) {
        utf8_decode(text.text + at, text.length - at, &size);
        found = (Str){text.text + at, size};
    }
    return found;
}

/* A character of one's own making says what it is only where it is said again (ISO 19005-2, 6.2.11.7, level A). */
static bool is_own_making(Str text) {
    size_t size = 0;
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return true;
    }
    return false;
}

static void set_source(PdfGlyph *glyph, Str source, bool shared) {
    glyph->source = source;
    glyph->shared = shared;
    glyph->own_making = is_own_making(source);
}

static void note_source(PdfGlyph *glyph, const Cluster *cluster, uint32_t place) {
    if (glyph->source.text && !glyph->shared)
        return;
    if (cluster->count > 1 && !glyph->source.text)
        set_source(glyph, character_at(cluster->text, place), /*shared*/ true);
    else if (cluster->count == 1 && cluster->text.length && cluster->text.length <= SOURCE_MAX)
        set_source(glyph, cluster_meaning(cluster->text), /*shared*/ false);
}

static void report_glyph(PdfFonts *fonts, const Page *page, const GlyphRun *run, uint32_t id, DiagList *diags) {
    char number[BUF_NUMBER], glyph[BUF_NUMBER];
    const PdfFont *font = run->face < FONT_FACE_MAX ? fonts->fonts[run->face] : NULL;
    if (fonts->failed || (font && font->glyphs.failed)) {
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
        return;
    }
    const char *face = font ? font->face->postscript : "?";
    diag_ref(diags, DIAG_PDF_GLYPH, SOURCE_NONE,
             DIAG_ARGS(int_format(page->index + 1, number), face, int_format(id, glyph)));
}

static bool collect_run(PdfFonts *fonts, const Page *page, const GlyphRun *run, DiagList *diags) {
    PdfFont *font = font_of(fonts, run->face);
    Cluster cluster = {0};
    while (cluster_next(run, &cluster)) {
        for (uint32_t i = 0; i < cluster.count; i++) {
            uint32_t id = run->glyphs[cluster.first + i].id;
            PdfGlyph *glyph = font ? note_glyph(font, id) : NULL;
            if (!glyph) {
                report_glyph(fonts, page, run, id, diags);
                return false;
            }
            note_source(glyph, &cluster, i);
        }
    }
    return true;
}

bool pdf_fonts_collect(PdfFonts *fonts, const PageList *pages, DiagList *diags) {
    bool fine = true;
    for (size_t p = 0; p < pages->count; p++) {
        const Page *page = pages->pages[p];
        for (size_t i = 0; i < page->count && !fonts->failed; i++)
            if (page->items[i].kind == PAGE_GLYPHS)
                fine &= collect_run(fonts, page, &page->items[i].run, diags);
    }
    return fine && !fonts->failed;
}

/* ---- cutting ---- */

static int compare_glyphs(const void *a, const void *b) {
    const PdfGlyph *left = a, *right = b;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int compare_codes(const void *a, const void *b) {
    const PdfGlyph *left = a, *right = b;
    return left->code < right->code ? -1 : left->code > right->code;
}

static void sort_glyphs(PdfFont *font, int (*compare)(const void *a, const void *b)) {
    PdfGlyph *glyphs = font->glyphs.items;
    size_t sorted = 1;
    while (sorted < font->glyphs.count && compare(&glyphs[sorted - 1], &glyphs[sorted]) < 0)
        sorted++;
    if (sorted >= font->glyphs.count)
        return;
    qsort(glyphs, font->glyphs.count, sizeof *glyphs, compare);
    for (size_t i = 0; i < font->glyphs.count; i++)
        font->slots[glyphs[i].id] = (uint16_t)(i + 1);
}

/* The six letters that mark a subset (9.6.4), here of the glyphs it holds and how long they made the program. */
static void name_font(PdfFont *font) {
    char name[PDF_NAME_SIZE];
    uint8_t digest[16];
    Digest state;
    digest_start(&state);
    for (size_t i = 0; i < font->glyphs.count; i++)
        digest_number(&state, font->glyphs.items[i].code);
    digest_number(&state, font->program.length);
    digest_end(state, digest);
    for (int i = 0; i < 6; i++)
        font->name[i] = (char)('A' + digest[i] % 26);
    snprintf(font->name + 6, sizeof font->name - 6, "+%s", pdf_clean_name(font->face->postscript, name));
}

static bool cut(PdfFont *font, const PdfFaces *ready, int number) {
    if (pdf_subset_copy(font) || buf_failed(&font->program))
        return !buf_failed(&font->program);
    hb_face_t *face = pdf_face_to_cut(ready, number, font->face);
    bool fine = pdf_subset_cut(font, face);
    hb_face_destroy(face);
    return fine;
}

/* The same, unless the face was cut to these glyphs before. */
static bool cut_or_find(PdfFont *font, const PdfFaces *ready, int number, Standing *standing) {
    Buf glyphs = {0}, made = {0};
    if (!standing)
        return cut(font, ready, number);
    for (size_t i = 0; i < font->glyphs.count; i++)
        buf_push(&glyphs, &font->glyphs.items[i].id, sizeof font->glyphs.items[i].id);
    const Str from = {glyphs.bytes, buf_failed(&glyphs) ? 0 : glyphs.length};
    const Str found = standing_find(standing, STANDING_USE(STANDING_CUT, number), from);
    const bool fine = found.text ? pdf_subset_take(font, found) : cut(font, ready, number);
    if (fine && !found.text && standing_wants(standing))
        pdf_subset_give(font, &made);
    if (made.length && !buf_failed(&made))
        standing_keep(standing, from, (Str){made.bytes, made.length});
    buf_free(&made);
    buf_free(&glyphs);
    return fine;
}

bool pdf_fonts_cut(PdfFonts *fonts, const PdfFaces *ready, Standing *standing, DiagList *diags) {
    for (int i = 0; i < FONT_FACE_MAX; i++) {
        PdfFont *font = fonts->fonts[i];
        if (!font)
            continue;
        sort_glyphs(font, compare_glyphs);
        if (!cut_or_find(font, ready, i, standing)) {
            if (buf_failed(&font->program))
                diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
            else
                diag_ref(diags, DIAG_PDF_FACE, SOURCE_NONE, DIAG_ARGS(font->face->postscript));
            return false;
        }
        sort_glyphs(font, compare_codes);
        name_font(font);
    }
    return true;
}

/* ---- ToUnicode ---- */

/* U+0000, U+FEFF and U+FFFE may not stand in a ToUnicode map (ISO 14289-1, 7.21.7); they carry no text. */
static bool is_mappable(uint32_t character) { return character && character != 0xFEFF && character != 0xFFFE; }

/* A glyph without a source stands for a blank here; all its occurrences carry ActualText. */
static void put_source(Buf *out, Str source) {
    size_t before = out->length;
    for (size_t at = 0, size; at < source.length; at += size) {
        uint32_t character = utf8_decode(source.text + at, source.length - at, &size);
        if (is_mappable(character))
            pdf_utf16_hex(out, character);
    }
    if (out->length == before)
        pdf_hex16(out, ' ');
}

static void put_map_entries(Buf *out, const PdfGlyphVec *glyphs) {
    for (size_t i = 0; i < glyphs->count; i++) {
        if (i % CMAP_BLOCK == 0) {
            size_t left = glyphs->count - i;
            buf_int(out, (int64_t)(left < CMAP_BLOCK ? left : CMAP_BLOCK));
            buf_text(out, " beginbfchar\n");
        }
        buf_char(out, '<');
        pdf_hex16(out, glyphs->items[i].code);
        buf_text(out, "><");
        put_source(out, glyphs->items[i].source);
        buf_text(out, ">\n");
        if (i % CMAP_BLOCK == CMAP_BLOCK - 1 || i + 1 == glyphs->count)
            buf_text(out, "endbfchar\n");
    }
}

static void put_map(Buf *out, const PdfGlyphVec *glyphs) {
    buf_text(out, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                  "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    put_map_entries(out, glyphs);
    buf_text(out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
}

/* ---- widths ---- */

/* How many glyphs from `i` on have consecutive codes and the same width. */
static size_t equal_widths(const PdfGlyphVec *glyphs, size_t i) {
    size_t n = 1;
    while (i + n < glyphs->count && glyphs->items[i + n].code == glyphs->items[i].code + n &&
           glyphs->items[i + n].width == glyphs->items[i].width)
        n++;
    return n;
}

/* "c [w w w]" for glyphs of consecutive codes and various widths; gives how many. */
static size_t put_various_widths(Buf *out, const PdfGlyphVec *glyphs, size_t i) {
    size_t n = 0;
    buf_int(out, glyphs->items[i].code);
    buf_char(out, '[');
    do {
        if (n)
            buf_char(out, ' ');
        buf_thousandths(out, glyphs->items[i + n].width);
        n++;
    } while (i + n < glyphs->count && glyphs->items[i + n].code == glyphs->items[i].code + n &&
             glyphs->items[i + n].width != WIDTH_DEFAULT && equal_widths(glyphs, i + n) < 3);
    buf_char(out, ']');
    return n;
}

/* The W array (9.7.4.3): "c [w w]" or "first last w". */
static void put_widths(Buf *out, const PdfGlyphVec *glyphs) {
    buf_text(out, "/DW 1000/W[");
    for (size_t i = 0, n; i < glyphs->count; i += n) {
        n = equal_widths(glyphs, i);
        if (glyphs->items[i].width == WIDTH_DEFAULT)
            continue;
        if (n < 3) {
            n = put_various_widths(out, glyphs, i);
            continue;
        }
        const Len range[] = {glyphs->items[i].code, glyphs->items[i + n - 1].code};
        buf_int(out, range[0]);
        buf_char(out, ' ');
        buf_int(out, range[1]);
        buf_char(out, ' ');
        buf_thousandths(out, glyphs->items[i].width);
        buf_char(out, ' ');
    }
    buf_char(out, ']');
}

/* ---- the objects of a font ---- */

/* Flags of a font descriptor (9.8.2); a CID font counts as symbolic, being outside the standard Latin set. */
enum { FLAG_FIXED = 1, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };
/* Width of vertical stems, which font files do not state: what text faces of these weights have. */
enum { STEM_REGULAR = 80, STEM_BOLD = 140 };

static int64_t thousandths_of_em(const Font *face, int units) { return len_scale(units, 1000, face->units_per_em); }

static void put_name(Buf *out, const char *key, const PdfFont *font) {
    buf_text(out, key);
    buf_text(out, font->name);
}

static bool is_cff(const PdfFont *font) { return font->face->outlines != FONT_TRUETYPE; }

static void put_descriptor(Buf *out, const PdfFont *font, uint32_t file) {
    const Font *face = font->face;
    int flags = FLAG_SYMBOLIC | (face->fixed_pitch ? FLAG_FIXED : 0) | (face->serif ? FLAG_SERIF : 0) |
                (face->italic_angle_milli ? FLAG_ITALIC : 0);
    buf_text(out, "/Type/FontDescriptor");
    put_name(out, "/FontName/", font);
    pdf_key_int(out, "Flags", flags);
    buf_text(out, "/FontBBox[");
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_char(out, ' ');
        buf_int(out, thousandths_of_em(face, face->bbox[i]));
    }
    buf_text(out, "]/ItalicAngle ");
    buf_thousandths(out, face->italic_angle_milli);
    pdf_key_int(out, "Ascent", thousandths_of_em(face, face->ascent));
    pdf_key_int(out, "Descent", thousandths_of_em(face, face->descent));
    pdf_key_int(out, "CapHeight", thousandths_of_em(face, face->cap_height ? face->cap_height : face->ascent));
    pdf_key_int(out, "StemV", face->bold ? STEM_BOLD : STEM_REGULAR);
    pdf_key_ref(out, is_cff(font) ? "FontFile3" : "FontFile2", file);
}

static void put_cid_font(Buf *out, const PdfFont *font, uint32_t descriptor) {
    buf_text(out, is_cff(font) ? "/Type/Font/Subtype/CIDFontType0" : "/Type/Font/Subtype/CIDFontType2");
    put_name(out, "/BaseFont/", font);
    buf_text(out, "/CIDSystemInfo<</Registry");
    pdf_bytes(out, (const uint8_t *)font->registry, strlen(font->registry));
    buf_text(out, "/Ordering");
    pdf_bytes(out, (const uint8_t *)font->ordering, strlen(font->ordering));
    pdf_key_int(out, "Supplement", font->supplement);
    buf_text(out, ">>");
    if (!is_cff(font))
        buf_text(out, "/CIDToGIDMap/Identity");
    pdf_key_ref(out, "FontDescriptor", descriptor);
    put_widths(out, &font->glyphs);
}

/* A Type0 font with a CIDFontType0 is named after it and its CMap (9.7.6.2). */
static void put_type0(Buf *out, const PdfFont *font, uint32_t descendant, uint32_t map) {
    buf_text(out, "/Type/Font/Subtype/Type0");
    put_name(out, "/BaseFont/", font);
    if (is_cff(font))
        buf_text(out, "-Identity-H");
    buf_text(out, "/Encoding/Identity-H/DescendantFonts[");
    pdf_ref(out, descendant);
    buf_char(out, ']');
    pdf_key_ref(out, "ToUnicode", map);
}

static uint32_t write_program(const PdfFont *font, Haru *haru, Deflate *deflate) {
    Buf entries = {0};
    if (is_cff(font))
        buf_text(&entries, "/Subtype/CIDFontType0C");
    else
        pdf_key_int(&entries, "Length1", (int64_t)font->program.length);
    uint32_t object = stream_write(haru, deflate, DEFLATE_BYTES, &entries, &font->program);
    buf_free(&entries);
    return object;
}

static uint32_t write_map(const PdfFont *font, Haru *haru, Deflate *deflate) {
    Buf entries = {0}, map = {0};
    put_map(&map, &font->glyphs);
    uint32_t object = stream_write(haru, deflate, DEFLATE_BYTES, &entries, &map);
    buf_free(&map);
    buf_free(&entries);
    return object;
}

static void write_font(PdfFont *font, Haru *haru, Deflate *deflate) {
    Buf entries = {0};
    uint32_t descriptor = haru_reserve(haru), descendant = haru_reserve(haru);
    font->object = haru_reserve(haru);
    put_descriptor(&entries, font, write_program(font, haru, deflate));
    haru_dict(haru, descriptor, &entries);
    entries.length = 0;
    put_cid_font(&entries, font, descriptor);
    haru_dict(haru, descendant, &entries);
    entries.length = 0;
    put_type0(&entries, font, descendant, write_map(font, haru, deflate));
    haru_dict(haru, font->object, &entries);
    buf_free(&entries);
}

void pdf_fonts_write(PdfFonts *fonts, Haru *haru, Deflate *deflate) {
    for (int i = 0; i < FONT_FACE_MAX; i++)
        if (fonts->fonts[i])
            write_font(fonts->fonts[i], haru, deflate);
}
