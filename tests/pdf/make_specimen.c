/*
 * make_specimen FOLDER: writes specimen.pdf and one PDF for each promise (specimen-3a.pdf, -2a, -none, -x4, -x4-none),
 * what their text must be (specimen.txt), and each page as FreeType draws it from the page list (drawn-N.pgm).
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

#define PROFILE "/usr/share/color/icc/ghostscript/default_cmyk.icc"

static bool write_pdf(Specimen *s, const char *path, const PdfOptions *options) {
    Buf pdf = {0};
    bool fine = pdf_write(s->pages, s->fonts, options, &pdf, NULL, s->diags) &&
                file_write(path, pdf.bytes, pdf.length, s->diags);
    buf_free(&pdf);
    return fine;
}

static bool write_promises(Specimen *s, const char *folder) {
    static const struct {
        const char *name;
        PdfConformance conformance;
        bool press;
    } promises[] = {{"", PDF_A_3A, false},       {"-3a", PDF_A_3A, false}, {"-2a", PDF_A_2A, false},
                    {"-none", PDF_PLAIN, false}, {"-x4", PDF_A_2A, true},  {"-x4-none", PDF_PLAIN, true}};
    char *profile;
    size_t length;
    bool fine = file_read(s->arena, PROFILE, (size_t)1 << 24, &profile, &length, s->diags);
    for (size_t i = 0; fine && i < sizeof promises / sizeof *promises; i++) {
        PdfOptions options = {.conformance = promises[i].conformance};
        if (promises[i].press)
            options.press = (Str){profile, length};
        fine = write_pdf(s, arena_printf(s->arena, "%s/specimen%s.pdf", folder, promises[i].name), &options);
    }
    return fine;
}

static bool write_files(Specimen *s, const char *folder) {
    bool fine = write_promises(s, folder) && file_write(arena_printf(s->arena, "%s/specimen.txt", folder),
                                                        s->expected.bytes, s->expected.length, s->diags);
    for (size_t i = 0; fine && i < s->pages->count; i++)
        fine = draw_page(s->fonts, s->pages->pages[i], DPI, arena_printf(s->arena, "%s/drawn-%zu.pgm", folder, i + 1));
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
