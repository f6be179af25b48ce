#include "print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/fonts_file.h"
#include "app/inspect.h"
#include "base/file.h"
#include "base/utf8.h"
#include "compose/compose.h"
#include "figures/across.h"
#include "findings/writers.h"
#include "page/dump.h"
#include "pdf/pdf.h"
#include "proof/proof.h"
#include "sign/pdf_doc.h"

#define PROFILE     "/usr/share/color/icc/ghostscript/default_cmyk.icc"
#define PROFILE_MAX 10000000
#define DPI         30

/* What all reports share, as in the program. The fonts are those that ship; a fault in them is no find of the fuzzer.
 */
static struct {
    Arena *arena;
    FontSet *fonts;
    TextEngine *engine;
    Proof *proof;
    Str press; /* a press's colours */
} shop;

static void close_shop(void) {
    proof_free(shop.proof);
    text_engine_free(shop.engine);
    font_set_free(shop.fonts);
    arena_free(shop.arena);
}

static void open_shop(void) {
    DiagList *diags = diag_list_new();
    char *profile = NULL;
    shop.arena = arena_new();
    if (file_read(shop.arena, PROFILE, PROFILE_MAX, &profile, &shop.press.length, diags))
        shop.press.text = profile;
    shop.fonts = fonts_file_read(shop.arena, SOURCE_DIR "/fonts/fonts.json", diags);
    shop.engine = shop.fonts ? text_engine_new(shop.fonts) : NULL;
    shop.proof = shop.fonts ? proof_new(shop.fonts) : NULL;
    diag_list_free(diags);
    atexit(close_shop);
    if (!shop.engine || !shop.proof || !shop.press.text)
        abort();
}

/* Says what does not hold, for a trap alone tells little in a function that holds many things. */
static void hold(bool what, const char *words) {
    if (what)
        return;
    fprintf(stderr, "print: it does not hold that %s\n", words);
    __builtin_trap();
}
#define require(what) hold((what), #what)

/* ---- what is found -------------------------------------------------------------------------------------------- */

/* Findings in one of the ways they are written; what is to be JSON is read as such. */
static void write_findings(Arena *arena, const Review *review, const char *format, bool json) {
    const FindingWriter *writer = finding_writer(format);
    DiagList *diags = diag_list_new();
    Piece piece = {0};
    Tally tally = {0};
    Buf out = {0};
    review_tally(review, &tally);
    writer->report(review, 0, review->year % 2 ? LANGUAGE_ZH : LANGUAGE_EN, &piece);
    writer->whole(&tally, &piece, LANGUAGE_ZH, &out);
    require(!piece_failed(&piece) && !buf_failed(&out) && utf8_check(out.bytes, out.length) == out.length);
    require(!json || json_doc_parse(arena, format, out.bytes, out.length, diags));
    buf_free(&out);
    piece_free(&piece);
    tally_free(&tally);
    diag_list_free(diags);
}

static void tell(Inspection *inspection, const PageList *pages, DiagList *diags) {
    Review review;
    require(!pages || inspect_pages(inspection, pages, diags));
    require(inspect_review(inspection, "fuzz.json", diags, &review, diags));
    write_findings(inspection->arena, &review, "text", false);
    write_findings(inspection->arena, &review, "json", true);
    write_findings(inspection->arena, &review, "sarif", true);
    write_findings(inspection->arena, &review, "html", false);
}

/* ---- what is printed ------------------------------------------------------------------------------------------ */

static void judge_pdf(const PageList *list, const Buf *out) {
    static const char head[] = "%PDF-1.", tail[] = "%%EOF\n";
    DiagList *diags = diag_list_new();
    require(out->length > sizeof head + sizeof tail && memcmp(out->bytes, head, sizeof head - 1) == 0);
    require(memcmp(out->bytes + out->length - (sizeof tail - 1), tail, sizeof tail - 1) == 0);
    PdfDoc *doc = pdf_doc_open(out->bytes, out->length, "fuzz.pdf", diags);
    const PdfPage *pages = NULL;
    size_t count = 0;
    Str content;
    require(doc && pdf_doc_pages(doc, &pages, &count, diags) && count == list->count);
    for (size_t i = 0; i < count; i++)
        require(pdf_doc_stream(doc, pdf_doc_get(doc, pages[i].dict, "Contents"), &content));
    require(pdf_doc_sound(doc, diags) && !diag_has_errors(diags));
    pdf_doc_close(doc);
    diag_list_free(diags);
}

static void draw(const PageList *list, DiagList *diags) {
    Buf out = {0};
    page_list_dump(list, /*glyphs*/ true, &out);
    require(!buf_failed(&out) && utf8_check(out.bytes, out.length) == out.length);
    buf_free(&out);
    if (list->count == 0)
        return;
    require(proof_thumbnail(shop.proof, list->pages[0], &out, diags));
    buf_free(&out);
    require(proof_page(shop.proof, list->pages[list->count - 1], DPI, &out, &(ProofTimings){0}, diags) ||
            diag_has_errors(diags)); /* a sheet may be too large for a picture */
    buf_free(&out);
}

/* What the PDF promises, by the report's length, so that all of it is tried. */
static PdfOptions promise_for(const JsonDoc *doc) {
    switch (json_doc_bytes(doc).length % 5) {
    case 0: return (PdfOptions){.conformance = PDF_PLAIN};
    case 1: return (PdfOptions){.conformance = PDF_A_2A};
    case 2: return (PdfOptions){.conformance = PDF_A_2A, .press = shop.press};
    default: return (PdfOptions){.conformance = PDF_A_3A};
    }
}

static bool write_pdf(const PageList *list, const JsonDoc *doc, DiagList *diags) {
    const PdfOptions promise = promise_for(doc);
    Buf out = {0}, again = {0};
    const bool written = pdf_write(list, shop.fonts, &promise, &out, NULL, diags);
    require(written != diag_has_errors(diags)); /* refused without a word, or written in spite of an error */
    if (written) {
        judge_pdf(list, &out);
        require(pdf_write(list, shop.fonts, &promise, &again, NULL, diags) && again.length == out.length &&
                memcmp(again.bytes, out.bytes, out.length) == 0); /* the same pages, the same bytes */
    }
    buf_free(&again);
    buf_free(&out);
    return written;
}

const Report *print_report(Arena *arena, const JsonDoc *doc, const Form *form, DiagList *diags) {
    Inspection inspection;
    if (!shop.arena)
        open_shop();
    const Report *report = report_read(arena, doc, form, diags);
    if (!report) {
        require(diag_has_errors(diags));
        return NULL;
    }
    require(inspect_begin(&inspection, arena, report, diags));
    const PageList *list = compose_report_with_files(arena, shop.engine, report, diags);
    require(list || diag_has_errors(diags));
    tell(&inspection, list, diags);
    if (list)
        draw(list, diags);
    require(!list || write_pdf(list, doc, diags) || diag_has_errors(diags));
    inspect_free(&inspection);
    return report;
}

/* ---- beside another ------------------------------------------------------------------------------------------- */

void print_across(Arena *arena, const Report *report, const Report *other, DiagList *diags) {
    FindingList *findings = finding_list_new();
    Across *across = across_begin(arena, report, findings, diags);
    if (across) {
        across_last_year(across, arena, other, /*tell*/ true);
        if (across_unit(across, arena, other, /*tell*/ true) && across_units_differ(across)) {
            across_unit(across, arena, other, /*tell*/ false);
            across_units_tell(across);
        }
    }
    require(finding_list_whole(findings));
    finding_list_free(findings);
}
