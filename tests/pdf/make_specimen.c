/*
 * make_specimen FOLDER: writes specimen.pdf, what its text must be (specimen.txt), and each page as FreeType draws it
 * from the page list (drawn-N.pgm).
 */
#include <stdio.h>

#include "base/file.h"
#include "draw.h"
#include "pdf/pdf.h"
#include "specimen.h"

#define DPI 300

static void print_faults(const DiagList *diags) {
    Buf text = {0};
    for (size_t i = 0; i < diag_count(diags); i++)
        diag_print(diag_item(diags, i), LANGUAGE_EN, &text);
    if (text.length)
        fputs(text.bytes, stderr);
    buf_free(&text);
}

static bool write_files(Specimen *s, const char *folder) {
    Buf pdf = {0};
    bool fine =
        pdf_write(s->pages, s->fonts, &(PdfOptions){.conformance = PDF_A_3A}, &pdf, NULL, s->diags) &&
        file_write(arena_printf(s->arena, "%s/specimen.pdf", folder), pdf.bytes, pdf.length, s->diags) &&
        file_write(arena_printf(s->arena, "%s/specimen.txt", folder), s->expected.bytes, s->expected.length, s->diags);
    for (size_t i = 0; fine && i < s->pages->count; i++)
        fine = draw_page(s->fonts, s->pages->pages[i], DPI, arena_printf(s->arena, "%s/drawn-%zu.pgm", folder, i + 1));
    buf_free(&pdf);
    return fine;
}

int main(int argc, char **argv) {
    char cut[4096];
    Specimen specimen;
    if (argc != 2) {
        fputs("make_specimen FOLDER\n", stderr);
        return 2;
    }
    snprintf(cut, sizeof cut, "%s/cut.otf", argv[1]);
    bool fine = specimen_open(&specimen, cut);
    if (fine) {
        specimen_fill(&specimen);
        fine = write_files(&specimen, argv[1]);
    } else {
        fputs("a font that scripts/test installs is missing\n", stderr);
    }
    print_faults(specimen.diags);
    specimen_close(&specimen);
    return fine ? 0 : 1;
}
