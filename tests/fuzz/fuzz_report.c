/* Any bytes as a report by the model report's form: set as pages and written as a PDF, or refused with a reason. */
#include <stdlib.h>

#include "app/fonts_file.h"
#include "compose/compose.h"
#include "fuzz.h"
#include "model/report.h"
#include "pdf/pdf.h"

static struct {
    Arena *arena;
    const Form *form;
    FontSet *fonts;
    TextEngine *engine;
} shop;

static void close_shop(void) {
    text_engine_free(shop.engine);
    font_set_free(shop.fonts);
    arena_free(shop.arena);
}

/* Form and fonts are those that ship; a fault in them is no find of the fuzzer. */
static void open_shop(void) {
    DiagList *diags = diag_list_new();
    shop.arena = arena_new();
    shop.form = form_read(shop.arena, SOURCE_DIR "/layouts/xinjiang-2020.json", diags);
    shop.fonts = fonts_file_read(shop.arena, SOURCE_DIR "/fonts/fonts.json", diags);
    shop.engine = shop.fonts ? text_engine_new(shop.fonts) : NULL;
    diag_list_free(diags);
    atexit(close_shop);
    if (!shop.form || !shop.engine)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    if (!shop.arena)
        open_shop();
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf out = {0};
    const JsonDoc *doc = json_doc_parse(arena, "fuzz.json", (const char *)bytes, length, diags);
    const Report *report = doc ? report_read(arena, doc, shop.form, diags) : NULL;
    const PageList *pages = report ? compose_report_with_files(arena, shop.engine, report, diags) : NULL;
    bool written = pages && pdf_write(pages, shop.fonts, &(PdfOptions){.conformance = PDF_A_3A}, &out, NULL, diags);
    if (written == diag_has_errors(diags))
        __builtin_trap(); /* refused without a word, or written in spite of an error */
    buf_free(&out);
    diag_list_free(diags);
    arena_free(arena);
    return 0;
}
