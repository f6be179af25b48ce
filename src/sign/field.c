#include "sign/field.h"

#include <string.h>

#include "sign/form_tag.h"

/* Flags of a widget: printed, and not moved about (ISO 32000-1, table 165). */
enum { FLAG_PRINT = 4, FLAG_LOCKED = 128 };
/* SigFlags: there are signatures, and the file is only to be added to (table 219). */
#define SIG_FLAGS 3
/* A name's length, and how many fields are tried for a new one. */
#define NAME_MAX_BYTES 200

/* ---- which field ---------------------------------------------------------------------------------------------- */

static Place place_of(PdfDoc *doc) { return (Place){.file = pdf_doc_name(doc)}; }

/* A certification that allows no changes at all (12.8.2.2): a further signature would break it. */
static bool is_locked(PdfDoc *doc) {
    int64_t permission;
    PdfValue references = pdf_doc_path(doc, pdf_doc_catalog(doc), "Perms/DocMDP/Reference");
    return pdf_doc_integer(doc, pdf_doc_path(doc, references, "0/TransformParams/P"), &permission) && permission == 1;
}

/* Whether a field of any kind has that name; names of new fields have no points, so that they stand at the top. */
static bool is_taken(PdfDoc *doc, const char *name) {
    PdfValue fields = pdf_doc_path(doc, pdf_doc_catalog(doc), "AcroForm/Fields");
    for (size_t i = 0; i < pdf_doc_count(doc, fields); i++)
        if (str_equals(pdf_doc_text(doc, pdf_doc_path(doc, pdf_doc_item(doc, fields, i), "T")), name))
            return true;
    return false;
}

static bool is_name(const char *name) {
    size_t length = strlen(name);
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ' || *at == '.')
            return false;
    return length > 0 && length <= NAME_MAX_BYTES;
}

static bool take_old(PdfDoc *doc, const PdfSignature *old, Field *field) {
    PdfValue kid = pdf_doc_path(doc, old->field_dict, "Kids/0");
    field->name = old->field;
    field->dict = old->field_dict;
    field->ref = old->field_ref;
    field->widget = pdf_doc_kind(doc, kid) == PDF_KIND_DICT ? kid : old->field_dict;
    field->widget_ref = pdf_doc_ref(doc, field->widget);
    field->page = old->page < 0 ? 0 : (size_t)old->page;
    pdf_doc_box(doc, pdf_doc_get(doc, field->widget, "Rect"), &field->box);
    return field->ref.number && field->widget_ref.number;
}

static const char *free_name(PdfDoc *doc, const char *stem) {
    for (int i = 1; i <= PDF_FIELDS_MAX + 1; i++) {
        const char *name = arena_printf(pdf_doc_arena(doc), "%s%d", stem, i);
        if (!name || !is_taken(doc, name))
            return name;
    }
    return NULL;
}

static bool start_new(PdfDoc *doc, const FieldWish *wish, Field *field, DiagList *diags) {
    field->fresh = true;
    field->name = wish->name ? wish->name : free_name(doc, wish->timestamp ? "Timestamp" : "Signature");
    DiagCode fault = !field->name                               ? DIAG_MEMORY
                     : !is_name(field->name)                    ? DIAG_SIGN_FIELD_NAME
                     : wish->name && is_taken(doc, field->name) ? DIAG_SIGN_FIELD_OTHER
                                                                : DIAG_CODE_COUNT;
    if (fault != DIAG_CODE_COUNT)
        diag_at(diags, fault, place_of(doc), DIAG_ARGS(field->name ? field->name : ""));
    return fault == DIAG_CODE_COUNT;
}

/* The field asked for, or the first empty one; NULL when there is none. */
static const PdfSignature *find_old(const FieldWish *wish, const PdfSignature *old, size_t count) {
    for (size_t i = 0; i < count && !wish->timestamp; i++)
        if (wish->name ? strcmp(old[i].field, wish->name) == 0 : !old[i].value.handle)
            return &old[i];
    return NULL;
}

bool field_find(PdfDoc *doc, const FieldWish *wish, Field *field, DiagList *diags) {
    const PdfSignature *old;
    size_t count;
    *field = (Field){.label = wish->label};
    if (!pdf_signatures(doc, &old, &count, diags))
        return false;
    if (is_locked(doc)) {
        diag_at(diags, DIAG_SIGN_LOCKED, place_of(doc), DIAG_NO_ARGS);
        return false;
    }
    const PdfSignature *found = find_old(wish, old, count);
    if (!found)
        return start_new(doc, wish, field, diags);
    if (found->value.handle) {
        diag_at(diags, DIAG_SIGN_FIELD_SIGNED, place_of(doc), DIAG_ARGS(found->field));
        return false;
    }
    if (take_old(doc, found, field))
        return true;
    diag_at(diags, DIAG_SIGN_FIELD_OTHER, place_of(doc), DIAG_ARGS(found->field));
    return false;
}

/* ---- the field and its widget --------------------------------------------------------------------------------- */

static void put_box(Buf *out, PdfBox box) {
    int64_t at[] = {box.left, box.bottom, box.right, box.top};
    buf_char(out, '[');
    for (size_t i = 0; i < 4; i++) {
        if (i)
            buf_char(out, ' ');
        update_length(out, at[i]);
    }
    buf_char(out, ']');
}

static void put_appearance(Buf *out, PdfRef appearance) {
    buf_text(out, "<</N ");
    update_ref(out, appearance);
    buf_text(out, ">>");
}

/* `key` is the widget's in the parent tree; negative: there is none. */
static void write_new(Update *update, const Field *field, const PdfPage *page, PdfRef value, PdfRef appearance,
                      int64_t key) {
    Buf *out = update->out;
    update_open(update, field->ref);
    buf_printf(out, "<</Type/Annot/Subtype/Widget/FT/Sig/F %d/T", FLAG_PRINT | FLAG_LOCKED);
    update_text(out, str_from(field->name));
    buf_text(out, "/TU");
    update_text(out, str_from(field->label));
    buf_text(out, "/Rect");
    put_box(out, field->box);
    buf_text(out, "/P ");
    update_ref(out, page->ref);
    buf_text(out, "/V ");
    update_ref(out, value);
    buf_text(out, "/AP");
    put_appearance(out, appearance);
    if (key >= 0)
        buf_printf(out, "/StructParent %lld", (long long)key);
    buf_text(out, ">>");
    update_close(update);
}

/* A field that was made for this: it keeps its place, its flags but that it is printed, and its label. */
static void write_old(Update *update, const Field *field, PdfRef value, PdfRef appearance) {
    Buf flags = {0}, look = {0}, ref = {0};
    int64_t old = 0;
    pdf_doc_integer(update->doc, pdf_doc_get(update->doc, field->widget, "F"), &old);
    buf_int(&flags, (old & ~(int64_t)(1 | 2 | 32 | 256)) | FLAG_PRINT); /* not invisible, hidden, kept from view */
    put_appearance(&look, appearance);
    update_ref(&ref, value);
    UpdateEntry entries[] = {{"F", &flags}, {"AP", &look}, {"V", &ref}};
    bool one = field->ref.number == field->widget_ref.number;
    update_object(update, field->widget_ref, field->widget, entries, one ? 3 : 2);
    if (!one)
        update_object(update, field->ref, field->dict, entries + 2, 1);
    buf_free(&flags);
    buf_free(&look);
    buf_free(&ref);
}

/* ---- where fields are listed ---------------------------------------------------------------------------------- */

/* An array with one more item, which is the object `ref`. */
static void put_longer_array(PdfDoc *doc, PdfValue array, PdfRef ref, Buf *out) {
    buf_char(out, '[');
    for (size_t i = 0; i < pdf_doc_count(doc, array); i++) {
        pdf_doc_write_ref(doc, pdf_doc_item(doc, array, i), out);
        buf_char(out, ' ');
    }
    update_ref(out, ref);
    buf_char(out, ']');
}

/* The array if it is an object of its own: then only that is written, and true. */
static bool grow_own_array(Update *update, PdfValue array, PdfRef item) {
    PdfRef ref = pdf_doc_ref(update->doc, array);
    if (!ref.number || pdf_doc_kind(update->doc, array) != PDF_KIND_ARRAY)
        return false;
    update_open(update, ref);
    put_longer_array(update->doc, array, item, update->out);
    update_close(update);
    return true;
}

static void list_annotation(Update *update, const Field *field, const PdfPage *page, bool tagged,
                            FieldChanges *changes) {
    PdfDoc *doc = update->doc;
    PdfValue annots = pdf_doc_get(doc, page->dict, "Annots");
    if (!grow_own_array(update, annots, field->ref))
        put_longer_array(doc, annots, field->ref, &changes->annots);
    /* ISO 14289-1, 7.18.3: a page with annotations is gone through in the order of the structure */
    if (tagged && !pdf_doc_is_name(doc, pdf_doc_get(doc, page->dict, "Tabs"), "S"))
        buf_text(&changes->tabs, "/S");
}

/* The form: with one more field if it is new; that there are signatures. */
static void write_form(Update *update, const Field *field, FieldChanges *changes) {
    PdfDoc *doc = update->doc;
    PdfValue form = pdf_doc_get(doc, pdf_doc_catalog(doc), "AcroForm"), fields = pdf_doc_get(doc, form, "Fields");
    PdfRef ref = pdf_doc_ref(doc, form);
    Buf list = {0}, flags = {0};
    int64_t old = 0;
    size_t count = 1;
    pdf_doc_integer(doc, pdf_doc_get(doc, form, "SigFlags"), &old);
    buf_int(&flags, old | SIG_FLAGS);
    if (field->fresh && !grow_own_array(update, fields, field->ref)) {
        put_longer_array(doc, fields, field->ref, &list);
        count = 2;
    }
    UpdateEntry entries[] = {{"SigFlags", &flags}, {"Fields", &list}};
    bool known = old == (old | SIG_FLAGS) && count == 1;
    if (ref.number && !known) {
        update_object(update, ref, form, entries, count);
    } else if (!known) {
        Buf *out = update->out;
        update->out = &changes->acroform;
        update_dict(update, form, entries, count);
        update->out = out;
    }
    buf_free(&list);
    buf_free(&flags);
}

/* An entry that memory was short for looks like one that does not change. */
static void note_failure(Update *update, const FieldChanges *changes) {
    update->out->failed |= buf_failed(&changes->acroform) || buf_failed(&changes->annots) || buf_failed(&changes->tabs);
}

bool field_write(Update *update, const Field *field, const PdfPage *page, PdfRef value, PdfRef appearance,
                 FieldChanges *changes, DiagList *diags) {
    int64_t key = -1;
    write_form(update, field, changes);
    if (!field->fresh) {
        write_old(update, field, value, appearance);
        note_failure(update, changes);
        return true;
    }
    bool tagged = form_tag_wanted(update->doc);
    if (tagged && !form_tag_write(update, field->ref, page->ref, &key, diags))
        return false;
    write_new(update, field, page, value, appearance, key);
    list_annotation(update, field, page, tagged, changes);
    note_failure(update, changes);
    return true;
}

void field_changes_free(FieldChanges *changes) {
    buf_free(&changes->acroform);
    buf_free(&changes->annots);
    buf_free(&changes->tabs);
}
