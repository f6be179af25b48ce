/*
 * The file as a whole: pages and their tree, catalog, Info; the order in which everything is made.
 *
 * Object numbers are given out in a fixed order, so that the same pages give the same file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pdf/closing.h"
#include "pdf/content.h"
#include "pdf/fields.h"
#include "pdf/files.h"
#include "pdf/icc.h"
#include "pdf/labels.h"
#include "pdf/links.h"
#include "pdf/marks.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/pdf.h"
#include "pdf/stream.h"
#include "pdf/structure.h"
#include "pdf/syntax.h"

/* Boundaries of a page lie between these (ISO 19005-2, 6.1.13). */
#define SHEET_MIN (3 * LEN_PT)
#define SHEET_MAX (14400 * LEN_PT)
/* What is cut off around a page from a press: 3 mm. */
#define BLEED ((Len)8504)
/* Kids of a node of the page tree: a viewer finds any of a million pages in four steps. */
#define TREE_FAN 32

typedef struct Writer {
    const PageList *pages;
    const PdfOptions *options;
    Haru *haru;
    Deflate *deflate;
    PdfFonts fonts;
    ContentKit kit;
    Marks *marks; /* NULL: without structure */
    Marks marks_held;
    uint32_t metadata, profile; /* objects; 0: none */
    uint32_t *files;            /* objects by file; NULL: none are written */
    uint32_t *objects;          /* of the pages */
    uint32_t *parents;          /* of the pages: their node of the page tree */
    uint32_t resources, tree;
    Buf fields; /* the form's, in the order of the pages */
    PdfTimings *timings;
    DiagList *diags;
} Writer;

static bool is_archival(const Writer *w) { return w->options->conformance != PDF_PLAIN; }
static bool is_for_press(const Writer *w) { return w->options->press.length > 0; }

/* ---- what cannot be written ---- */

static void report_page(Writer *w, DiagCode code, const Page *page) {
    char number[BUF_NUMBER], width[LEN_TEXT], height[LEN_TEXT];
    diag_ref(w->diags, code, SOURCE_NONE,
             DIAG_ARGS(int_format(page->index + 1, number), len_format(page->sheet.width, width),
                       len_format(page->sheet.height, height)));
}

static bool sheet_fits(Size sheet) {
    return sheet.width >= SHEET_MIN && sheet.width <= SHEET_MAX && sheet.height >= SHEET_MIN &&
           sheet.height <= SHEET_MAX;
}

static bool check_pages(Writer *w) {
    bool fine = true;
    for (size_t i = 0; i < w->pages->count; i++) {
        const Page *page = w->pages->pages[i];
        bool sheet = sheet_fits(page->sheet), items = content_fits(page);
        if (!sheet)
            report_page(w, DIAG_PDF_SHEET, page);
        else if (!items)
            report_page(w, DIAG_PDF_RANGE, page);
        fine &= sheet && items;
    }
    if (is_for_press(w) && !metadata_has_date(w->pages)) {
        diag_ref(w->diags, DIAG_PDF_NO_DATE, SOURCE_NONE, DIAG_NO_ARGS);
        fine = false;
    }
    return fine;
}

/* ---- pages ---- */

/* Content and its compression; the object of the stream. */
static uint32_t write_content(Writer *w, const Page *page, Buf *content) {
    Buf entries = {0};
    int64_t since = clock_cpu();
    content->length = 0;
    content_write(page, &w->kit, content);
    clock_take(&w->timings->content, &since);
    uint32_t object = stream_write(w->haru, w->deflate, DEFLATE_BYTES, &entries, content);
    clock_take(&w->timings->compress, &since);
    buf_free(&entries);
    return object;
}

/*
 * MediaBox, TrimBox, and where they differ BleedBox (14.11.2). For a press the paper is larger than the page by what is
 * cut off, if the page list does not give it so.
 */
static void put_boxes(const Writer *w, Buf *out, const Page *page) {
    Rect sheet = {0, 0, page->sheet.width, page->sheet.height};
    if (is_for_press(w) && memcmp(&sheet, &page->trim, sizeof sheet) == 0)
        sheet = (Rect){-BLEED, -BLEED, sheet.width + 2 * BLEED, sheet.height + 2 * BLEED};
    bool bleeds = memcmp(&sheet, &page->trim, sizeof sheet) != 0;
    buf_text(out, "/MediaBox");
    pdf_rect(out, sheet, page->sheet.height);
    buf_text(out, "/TrimBox");
    pdf_rect(out, page->trim, page->sheet.height);
    if (bleeds) {
        buf_text(out, "/BleedBox");
        pdf_rect(out, sheet, page->sheet.height);
    }
}

/*
 * Links and fields (12.5). In a tagged file the reader goes through them in the order of the structure (ISO 14289-1,
 * 7.18.3). On what is printed by a press none may stand (ISO 15930-7).
 */
static void put_annotations(Writer *w, Buf *out, const Page *page) {
    Buf list = {0};
    if (is_for_press(w))
        return;
    links_write(w->pages, page, w->objects, w->marks, w->haru, &list, w->diags);
    fields_write(page, w->objects[page->index], w->marks, w->haru, w->deflate, &list, &w->fields);
    if (list.length || buf_failed(&list)) {
        buf_text(out, "/Annots[");
        buf_push(out, list.bytes, list.length);
        buf_text(out, w->marks ? "]/Tabs/S" : "]");
        out->failed |= buf_failed(&list);
    }
    buf_free(&list);
}

static void write_page(Writer *w, size_t index, Buf *content) {
    Buf entries = {0};
    const Page *page = w->pages->pages[index];
    buf_text(&entries, "/Type/Page");
    pdf_key_ref(&entries, "Parent", w->parents[index]);
    put_boxes(w, &entries, page);
    pdf_key_ref(&entries, "Resources", w->resources);
    pdf_key_ref(&entries, "Contents", write_content(w, page, content));
    if (w->marks && marks_any(w->marks, page->index))
        pdf_key_int(&entries, "StructParents", page->index);
    put_annotations(w, &entries, page);
    haru_dict(w->haru, w->objects[index], &entries);
    buf_free(&entries);
}

static void write_pages(Writer *w) {
    Buf content = {0};
    for (size_t i = 0; i < w->pages->count; i++)
        write_page(w, i, &content);
    buf_free(&content);
}

/* ---- the page tree (7.7.3) ---- */

/* A node over `count` kids that hold `leaves` pages; `parent` 0 is none. */
static void write_node(Writer *w, uint32_t node, uint32_t parent, const uint32_t *kids, size_t count, size_t leaves) {
    Buf entries = {0};
    buf_text(&entries, "/Type/Pages");
    if (parent)
        pdf_key_ref(&entries, "Parent", parent);
    pdf_key_int(&entries, "Count", (int64_t)leaves);
    buf_text(&entries, "/Kids[");
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_char(&entries, ' ');
        pdf_ref(&entries, kids[i]);
    }
    buf_char(&entries, ']');
    haru_dict(w->haru, node, &entries);
    buf_free(&entries);
}

/*
 * Builds the tree over pages [first, first + count) and gives its root. A subtree takes `span` pages, a power of
 * TREE_FAN, so the depth is the logarithm of the pages.
 */
static uint32_t write_tree(Writer *w, uint32_t parent, size_t first, size_t count) {
    uint32_t kids[TREE_FAN], node = haru_reserve(w->haru);
    size_t span = 1, kid_count = 0;
    while (span * TREE_FAN < count)
        span *= TREE_FAN;
    for (size_t at = 0; at < count; at += span) {
        size_t part = count - at < span ? count - at : span;
        if (span == 1)
            w->parents[first + at] = node;
        kids[kid_count++] = span == 1 ? w->objects[first + at] : write_tree(w, node, first + at, part);
    }
    write_node(w, node, parent, kids, kid_count, count);
    return node;
}

static bool reserve_pages(Writer *w) {
    size_t count = w->pages->count;
    w->objects = calloc(count ? count : 1, sizeof *w->objects);
    w->parents = calloc(count ? count : 1, sizeof *w->parents);
    if (!w->objects || !w->parents)
        return false;
    w->resources = haru_reserve(w->haru);
    for (size_t i = 0; i < count; i++)
        w->objects[i] = haru_reserve(w->haru);
    return true;
}

/* ---- fonts, catalog, Info ---- */

static void write_resources(Writer *w) {
    Buf entries = {0};
    buf_text(&entries, "/Font<<");
    for (int i = 0; i < FONT_FACE_MAX; i++) {
        if (!w->fonts.fonts[i])
            continue;
        buf_text(&entries, "/F");
        buf_int(&entries, i);
        buf_char(&entries, ' ');
        pdf_ref(&entries, w->fonts.fonts[i]->object);
    }
    buf_text(&entries, ">>");
    if (w->kit.calibrated) {
        buf_text(&entries, "/ColorSpace<</C");
        content_put_calibrated(&entries);
        buf_text(&entries, ">>");
    }
    haru_dict(w->haru, w->resources, &entries);
    buf_free(&entries);
}

/* ---- output intents (14.11.5) ---- */

static uint32_t write_profile(Writer *w) {
    Buf entries = {0}, profile = {0};
    if (is_for_press(w))
        buf_push(&profile, w->options->press.text, w->options->press.length);
    else
        icc_write_gray(&profile);
    buf_text(&entries, is_for_press(w) ? "/N 4" : "/N 1");
    uint32_t object = stream_write(w->haru, w->deflate, DEFLATE_BYTES, &entries, &profile);
    buf_free(&profile);
    buf_free(&entries);
    return object;
}

static void put_intent(Buf *out, const char *kind, const Buf *name, uint32_t profile) {
    buf_text(out, "<</Type/OutputIntent/S/");
    buf_text(out, kind);
    buf_text(out, "/OutputConditionIdentifier(Custom)/Info");
    pdf_text(out, (Str){name->bytes, name->length});
    pdf_key_ref(out, "DestOutputProfile", profile);
    buf_text(out, ">>");
    out->failed |= buf_failed(name);
}

/* Both standards' intents name the same profile (ISO 19005-2, 6.2.3). */
static void put_intents(Writer *w, Buf *out) {
    Buf name = {0};
    if (is_for_press(w))
        icc_description(w->options->press, &name);
    else
        buf_text(&name, ICC_GRAY_NAME);
    buf_text(out, "/OutputIntents[");
    if (is_for_press(w))
        put_intent(out, "GTS_PDFX", &name, w->profile);
    if (is_archival(w))
        put_intent(out, "GTS_PDFA1", &name, w->profile);
    buf_char(out, ']');
    buf_free(&name);
}

/* ---- catalog ---- */

static void put_structure(Writer *w, Buf *out) {
    uint32_t root = structure_write(w->pages, w->marks, w->objects, w->files, w->haru);
    buf_text(out, "/MarkInfo<</Marked true>>");
    pdf_key_ref(out, "StructTreeRoot", root);
}

static void write_catalog(Writer *w, uint32_t catalog, uint32_t outline) {
    Buf entries = {0};
    buf_text(&entries, "/Type/Catalog");
    pdf_key_ref(&entries, "Pages", w->tree);
    if (outline) {
        pdf_key_ref(&entries, "Outlines", outline);
        buf_text(&entries, "/PageMode/UseOutlines");
    }
    if (w->pages->language) {
        buf_text(&entries, "/Lang");
        pdf_text(&entries, str_from(w->pages->language));
    }
    buf_text(&entries, "/ViewerPreferences<</DisplayDocTitle true>>");
    if (w->pages->count)
        page_labels_write(w->pages, &entries);
    closing_write(w->pages, w->objects, w->haru, &entries);
    fields_put_form(&w->fields, &entries);
    if (w->metadata)
        pdf_key_ref(&entries, "Metadata", w->metadata);
    if (w->profile)
        put_intents(w, &entries);
    if (w->files)
        files_put_catalog(w->pages, w->files, w->haru, &entries);
    if (w->marks)
        put_structure(w, &entries);
    haru_dict(w->haru, catalog, &entries);
    buf_free(&entries);
}

static void write_info(Writer *w, uint32_t info) {
    Buf entries = {0};
    metadata_put_info(w->pages, w->options, &entries);
    haru_dict(w->haru, info, &entries);
    buf_free(&entries);
}

/* Uncompressed, so that programs that know no PDF find it. */
static void write_metadata(Writer *w, uint32_t object, const uint8_t id[HARU_ID_SIZE]) {
    Buf entries = {0}, packet = {0};
    buf_text(&entries, "/Type/Metadata/Subtype/XML");
    metadata_put_xmp(w->pages, w->options, id, &packet);
    if (buf_failed(&packet))
        haru_fail(w->haru);
    haru_stream(w->haru, object, &entries, (Str){packet.bytes, packet.length});
    buf_free(&packet);
    buf_free(&entries);
}

/* ---- all of it ---- */

/* What belongs to the document as a whole, and the file. The structure is a block: nothing is reserved after it. */
static bool write_end(Writer *w, Buf *out) {
    uint8_t id[HARU_ID_SIZE];
    uint32_t outline = outline_write(w->pages, w->objects, w->haru);
    uint32_t catalog = haru_reserve(w->haru), info = haru_reserve(w->haru);
    if (is_archival(w) || is_for_press(w)) {
        w->metadata = haru_reserve(w->haru);
        w->profile = write_profile(w);
    }
    if (w->options->conformance == PDF_A_3A)
        w->files = files_write(w->pages, w->haru, w->deflate);
    write_catalog(w, catalog, outline);
    write_info(w, info);
    haru_identify(w->haru, id);
    if (w->metadata)
        write_metadata(w, w->metadata, id);
    return haru_save(w->haru, is_for_press(w) ? HARU_PDF_1_6 : HARU_PDF_1_7, catalog, info, id, out, w->diags);
}

static bool write_all(Writer *w, FontSet *set, Buf *out) {
    int64_t since = clock_cpu();
    pdf_fonts_start(&w->fonts, set);
    if (!check_pages(w) || !pdf_fonts_collect(&w->fonts, w->pages, w->diags) ||
        !pdf_fonts_cut(&w->fonts, w->options->faces, w->options->standing, w->diags))
        return false;
    clock_take(&w->timings->subset, &since);
    if (!reserve_pages(w)) {
        diag_ref(w->diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
        return false;
    }
    w->tree = write_tree(w, /*parent*/ 0, 0, w->pages->count);
    write_pages(w);
    since = clock_cpu();
    pdf_fonts_write(&w->fonts, w->haru, w->deflate);
    clock_take(&w->timings->compress, &since);
    write_resources(w);
    bool fine = write_end(w, out);
    clock_take(&w->timings->save, &since);
    return fine;
}

bool pdf_write(const PageList *pages, FontSet *fonts, const PdfOptions *options, Buf *out, PdfTimings *timings,
               DiagList *diags) {
    PdfTimings unasked;
    Writer w = {.pages = pages, .options = options, .timings = timings ? timings : &unasked, .diags = diags};
    *w.timings = (PdfTimings){0};
    if (is_archival(&w)) {
        marks_start(&w.marks_held, pages);
        w.marks = &w.marks_held;
    }
    w.kit = (ContentKit){.fonts = &w.fonts, .marks = w.marks};
    w.kit.inks = is_for_press(&w) ? INKS_PRESS : is_archival(&w) ? INKS_SCREEN : INKS_PLAIN;
    w.deflate = deflate_new(options->standing);
    w.haru = w.deflate ? haru_new(w.deflate) : NULL;
    bool fine = w.haru && write_all(&w, fonts, out);
    if (!w.haru)
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    pdf_fonts_free(&w.fonts);
    marks_free(&w.marks_held);
    haru_free(w.haru);
    deflate_free(w.deflate);
    buf_free(&w.fields);
    free(w.files);
    free(w.objects);
    free(w.parents);
    return fine;
}
