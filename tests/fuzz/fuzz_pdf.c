/*
 * Any bytes as a PDF to be signed: what is there is read, a field is found or made, and an update is written. A fault
 * is told; an update that is said to be whole begins with the very bytes, opens again, and holds the field.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "sign/embedded.h"
#include "sign/field.h"
#include "sign/hole.h"
#include "sign/placement.h"

#define REQUIRE(condition)                                                                                             \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            abort();                                                                                                   \
    } while (0)

static void look_around(PdfDoc *doc, DiagList *diags) {
    const PdfSignature *signatures;
    const PdfEmbedded *files;
    size_t count;
    Str bytes;
    pdf_signatures(doc, &signatures, &count, diags);
    if (pdf_embedded(doc, &files, &count, diags))
        for (size_t i = 0; i < count && i < 4; i++)
            pdf_doc_stream(doc, files[i].stream, &bytes);
    pdf_doc_info(doc, "Title");
    pdf_doc_xmp(doc);
}

static bool write_field(Update *update, Field *field, const PdfPage *pages, size_t count, DiagList *diags) {
    FieldChanges changes = {0};
    Buf entries = {0};
    Hole hole;
    PdfRef value = update_reserve(update), appearance = update_reserve(update);
    if (field->fresh) {
        field->ref = field->widget_ref = update_reserve(update);
        field->page = count - 1;
    }
    buf_text(&entries, "/Type/Sig");
    hole_write(update, value, &entries, 100, &hole);
    update_open(update, appearance);
    buf_text(update->out, "<</Type/XObject/Subtype/Form/BBox[0 0 0 0]/Length 0>>\nstream\n\nendstream");
    update_close(update);
    bool good = field_write(update, field, &pages[field->page], value, appearance, &changes, diags);
    PdfValue catalog = pdf_doc_catalog(update->doc);
    UpdateEntry form = {"AcroForm", &changes.acroform};
    if (changes.acroform.length)
        update_object(update, pdf_doc_ref(update->doc, catalog), catalog, &form, 1);
    field_changes_free(&changes);
    buf_free(&entries);
    return good;
}

static void check_update(const uint8_t *bytes, size_t length, const Buf *out, DiagList *diags) {
    REQUIRE(out->length > length && memcmp(out->bytes, bytes, length) == 0);
    PdfDoc *doc = pdf_doc_open(out->bytes, out->length, "again.pdf", diags);
    REQUIRE(doc);
    pdf_doc_close(doc);
}

static void sign(PdfDoc *doc, const uint8_t *bytes, size_t length, DiagList *diags) {
    const PdfPage *pages;
    size_t count;
    Field field;
    Update update;
    Placement placement;
    Buf out = {0};
    if (!pdf_doc_pages(doc, &pages, &count, diags) || !field_find(doc, &(FieldWish){.label = "a"}, &field, diags))
        return;
    REQUIRE(count > 0 && field.page < count);
    placement_find(doc, pages, count, &(PlacementWish){0}, (SheetPoint){100000, 100000}, &placement, diags);
    if (!update_start(&update, doc, &out, diags))
        return;
    if (write_field(&update, &field, pages, count, diags) && pdf_doc_sound(doc, diags)) {
        if (update_finish(&update, diags))
            check_update(bytes, length, &out, diags);
    } else {
        update_abandon(&update);
    }
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    DiagList *diags = diag_list_new();
    PdfDoc *doc = pdf_doc_open(bytes, length, "fuzz.pdf", diags);
    REQUIRE(doc || diag_has_errors(diags));
    if (doc) {
        look_around(doc, diags);
        sign(doc, bytes, length, diags);
    }
    pdf_doc_close(doc);
    diag_list_free(diags);
    return 0;
}
