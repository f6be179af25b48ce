#include "sign/signatures.h"

#include "base/vec.h"

typedef struct FieldWalk {
    PdfDoc *doc;
    VEC(PdfSignature) found;
    const PdfPage *pages;
    size_t page_count;
    size_t steps; /* fields seen, so that a form that leads back into itself ends */
    bool broken;
} FieldWalk;

/* What a field has from those above it: ISO 32000-1, table 220. */
typedef struct Inherited {
    const char *name;
    bool is_signature;
    PdfValue value;
} Inherited;

static int page_of(const FieldWalk *walk, PdfValue widget) {
    PdfRef ref = pdf_doc_ref(walk->doc, pdf_doc_get(walk->doc, widget, "P"));
    for (size_t i = 0; ref.number && i < walk->page_count; i++)
        if (walk->pages[i].ref.number == ref.number)
            return (int)i;
    return -1;
}

static void read_range(PdfDoc *doc, PdfSignature *signature) {
    PdfValue array = pdf_doc_get(doc, signature->value, "ByteRange");
    signature->has_range = pdf_doc_count(doc, array) == 4;
    for (size_t i = 0; i < 4 && signature->has_range; i++)
        signature->has_range =
            pdf_doc_integer(doc, pdf_doc_item(doc, array, i), &signature->range[i]) && signature->range[i] >= 0;
}

static void read_value(PdfDoc *doc, PdfSignature *signature) {
    PdfValue value = signature->value;
    signature->value_ref = pdf_doc_ref(doc, value);
    signature->filter = pdf_doc_name_of(doc, pdf_doc_get(doc, value, "Filter"));
    signature->sub_filter = pdf_doc_name_of(doc, pdf_doc_get(doc, value, "SubFilter"));
    signature->timestamp = pdf_doc_is_name(doc, pdf_doc_get(doc, value, "Type"), "DocTimeStamp") ||
                           str_equals(signature->sub_filter, "ETSI.RFC3161");
    signature->contents = pdf_doc_string(doc, pdf_doc_get(doc, value, "Contents"));
    signature->name = pdf_doc_text(doc, pdf_doc_get(doc, value, "Name"));
    signature->reason = pdf_doc_text(doc, pdf_doc_get(doc, value, "Reason"));
    signature->location = pdf_doc_text(doc, pdf_doc_get(doc, value, "Location"));
    signature->contact = pdf_doc_text(doc, pdf_doc_get(doc, value, "ContactInfo"));
    signature->date = pdf_doc_text(doc, pdf_doc_get(doc, value, "M"));
    read_range(doc, signature);
}

static void add_signature(FieldWalk *walk, PdfValue field, const Inherited *own) {
    PdfDoc *doc = walk->doc;
    PdfValue kid = pdf_doc_path(doc, field, "Kids/0");
    PdfSignature *signature = VEC_PUSH(&walk->found);
    if (!signature)
        return;
    *signature = (PdfSignature){.field = own->name,
                                .field_ref = pdf_doc_ref(doc, field),
                                .field_dict = field,
                                .value = own->value,
                                .page = page_of(walk, pdf_doc_kind(doc, kid) == PDF_KIND_DICT ? kid : field)};
    if (pdf_doc_kind(doc, own->value) == PDF_KIND_DICT)
        read_value(doc, signature);
    else
        signature->value = (PdfValue){0};
}

static Inherited inherit(FieldWalk *walk, PdfValue field, const Inherited *above) {
    PdfDoc *doc = walk->doc;
    Inherited own = *above;
    PdfValue type = pdf_doc_get(doc, field, "FT"), value = pdf_doc_get(doc, field, "V");
    Str part = pdf_doc_text(doc, pdf_doc_get(doc, field, "T"));
    if (pdf_doc_kind(doc, type) != PDF_KIND_NULL)
        own.is_signature = pdf_doc_is_name(doc, type, "Sig");
    if (pdf_doc_kind(doc, value) != PDF_KIND_NULL)
        own.value = value;
    if (part.length)
        own.name = arena_printf(pdf_doc_arena(doc), "%s%s%.*s", above->name, *above->name ? "." : "", (int)part.length,
                                part.text);
    if (!own.name)
        own.name = "";
    return own;
}

/* Kids with a name of their own are fields; the others are the field's widgets. */
static bool has_fields_below(PdfDoc *doc, PdfValue kids) {
    for (size_t i = 0; i < pdf_doc_count(doc, kids); i++)
        if (pdf_doc_kind(doc, pdf_doc_get(doc, pdf_doc_item(doc, kids, i), "T")) == PDF_KIND_STRING)
            return true;
    return false;
}

static void walk_field(FieldWalk *walk, PdfValue field, const Inherited *above, int depth) {
    PdfDoc *doc = walk->doc;
    if (depth > PDF_DOC_DEPTH_MAX || ++walk->steps > PDF_FIELDS_MAX) {
        walk->broken = true;
        return;
    }
    PdfValue kids = pdf_doc_get(doc, field, "Kids");
    Inherited own = inherit(walk, field, above);
    if (!has_fields_below(doc, kids)) {
        if (own.is_signature)
            add_signature(walk, field, &own);
        return;
    }
    for (size_t i = 0; i < pdf_doc_count(doc, kids) && !walk->broken; i++)
        walk_field(walk, pdf_doc_item(doc, kids, i), &own, depth + 1);
}

bool pdf_signatures(PdfDoc *doc, const PdfSignature **signatures, size_t *count, DiagList *diags) {
    FieldWalk walk = {.doc = doc};
    PdfValue fields = pdf_doc_path(doc, pdf_doc_catalog(doc), "AcroForm/Fields");
    size_t fields_count = pdf_doc_count(doc, fields);
    *signatures = NULL;
    *count = 0;
    if (fields_count && !pdf_doc_pages(doc, &walk.pages, &walk.page_count, diags))
        return false;
    for (size_t i = 0; i < fields_count && !walk.broken; i++)
        walk_field(&walk, pdf_doc_item(doc, fields, i), &(Inherited){.name = ""}, 0);
    size_t found = walk.found.count;
    *signatures = VEC_TAKE(pdf_doc_arena(doc), &walk.found);
    *count = *signatures ? found : 0;
    if (walk.broken) {
        diag_at(diags, DIAG_PDF_DAMAGED, (Place){.file = pdf_doc_name(doc)}, DIAG_ARGS("AcroForm"));
        return false;
    }
    return pdf_doc_sound(doc, diags);
}
