#include "sign/embedded.h"

#include "base/vec.h"

typedef struct FileWalk {
    PdfDoc *doc;
    VEC(PdfEmbedded) found;
    size_t steps;
    bool broken;
} FileWalk;

/* The file's bytes, under the name UF or F; null if the specification embeds none. */
static PdfValue stream_of(PdfDoc *doc, PdfValue spec) {
    PdfValue stream = pdf_doc_path(doc, spec, "EF/UF");
    return pdf_doc_kind(doc, stream) == PDF_KIND_STREAM ? stream : pdf_doc_path(doc, spec, "EF/F");
}

static void add_file(FileWalk *walk, PdfValue spec) {
    PdfDoc *doc = walk->doc;
    PdfValue stream = stream_of(doc, spec);
    Str name = pdf_doc_text(doc, pdf_doc_get(doc, spec, "UF"));
    PdfEmbedded *file = pdf_doc_kind(doc, stream) == PDF_KIND_STREAM ? VEC_PUSH(&walk->found) : NULL;
    if (!file)
        return;
    *file = (PdfEmbedded){.name = name.length ? name : pdf_doc_text(doc, pdf_doc_get(doc, spec, "F")),
                          .relationship = pdf_doc_name_of(doc, pdf_doc_get(doc, spec, "AFRelationship")),
                          .type = pdf_doc_name_of(doc, pdf_doc_get(doc, stream, "Subtype")),
                          .description = pdf_doc_text(doc, pdf_doc_get(doc, spec, "Desc")),
                          .stream = stream};
}

static void walk_names(FileWalk *walk, PdfValue node, int depth) {
    PdfDoc *doc = walk->doc;
    PdfValue names = pdf_doc_get(doc, node, "Names"), kids = pdf_doc_get(doc, node, "Kids");
    if (depth > PDF_DOC_DEPTH_MAX) {
        walk->broken = true;
        return;
    }
    for (size_t i = 1; i < pdf_doc_count(doc, names) && !walk->broken; i += 2) {
        walk->broken = ++walk->steps > PDF_EMBEDDED_MAX;
        add_file(walk, pdf_doc_item(doc, names, i));
    }
    for (size_t i = 0; i < pdf_doc_count(doc, kids) && !walk->broken; i++) {
        walk->broken = ++walk->steps > PDF_EMBEDDED_MAX;
        walk_names(walk, pdf_doc_item(doc, kids, i), depth + 1);
    }
}

bool pdf_embedded(PdfDoc *doc, const PdfEmbedded **files, size_t *count, DiagList *diags) {
    FileWalk walk = {.doc = doc};
    walk_names(&walk, pdf_doc_path(doc, pdf_doc_catalog(doc), "Names/EmbeddedFiles"), 0);
    size_t found = walk.found.count;
    *files = VEC_TAKE(pdf_doc_arena(doc), &walk.found);
    *count = *files ? found : 0;
    if (walk.broken) {
        diag_at(diags, DIAG_PDF_DAMAGED, (Place){.file = pdf_doc_name(doc)}, DIAG_ARGS("EmbeddedFiles"));
        return false;
    }
    return pdf_doc_sound(doc, diags);
}
