/*
 * proof_specimen FOLDER: the PDF writer's specimen (tests/pdf/specimen.h) as specimen.pdf, and its pages as proofs,
 * specimen-N.png. It has what the sample reports lack: colours, faces of every kind, ligatures, marks.
 */
#include <stdio.h>

#include "base/file.h"
#include "pdf/pdf.h"
#include "proof/proof.h"
#include "specimen.h"

static bool write(Specimen *s, const char *path, const Buf *bytes) {
    return path && file_write(path, bytes->bytes, bytes->length, s->diags);
}

static bool write_pdf(Specimen *s, const char *folder) {
    Buf pdf = {0};
    bool fine = pdf_write(s->pages, s->fonts, &(PdfOptions){.conformance = PDF_A_2A}, &pdf, NULL, s->diags) &&
                write(s, arena_printf(s->arena, "%s/specimen.pdf", folder), &pdf);
    buf_free(&pdf);
    return fine;
}

static bool write_proofs(Specimen *s, const char *folder) {
    Proof *proof = proof_new(s->fonts);
    bool fine = proof != NULL;
    for (size_t i = 0; fine && i < s->pages->count; i++) {
        Buf png = {0};
        ProofTimings timings = {0};
        fine = proof_page(proof, s->pages->pages[i], PROOF_DPI, &png, &timings, s->diags) &&
               write(s, arena_printf(s->arena, "%s/specimen-%zu.png", folder, i + 1), &png);
        buf_free(&png);
    }
    proof_free(proof);
    return fine;
}

int main(int argc, char **argv) {
    Specimen specimen;
    char cut[4096];
    if (argc != 2)
        return 2;
    snprintf(cut, sizeof cut, "%s/cut.otf", argv[1]);
    bool fine = specimen_open(&specimen, cut);
    if (fine) {
        specimen_fill(&specimen);
        fine = write_pdf(&specimen, argv[1]) && write_proofs(&specimen, argv[1]);
    }
    specimen_close(&specimen);
    return fine ? 0 : 1;
}
