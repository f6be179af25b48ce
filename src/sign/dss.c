#include "sign/dss.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

/* Values an array of a store may hold, whoever wrote it. */
#define VALUES_MAX 10000
#define SHA1_SIZE  20

/* A kind of material: the arrays it stands in, and its objects. */
typedef struct Kind {
    const char *store, *entry; /* keys in the store, in a signature's entry */
    const MaterialList *list;
    PdfRef *refs; /* by item of the list */
} Kind;
enum { KIND_COUNT = 3 };

/* ---- streams -------------------------------------------------------------------------------------------------- */

/* The object of the store that has these bytes already; {0, 0} if none has. */
static PdfRef find_old(PdfDoc *doc, PdfValue array, const Buf *der) {
    for (size_t i = 0; i < pdf_doc_count(doc, array) && i < VALUES_MAX; i++) {
        PdfValue item = pdf_doc_item(doc, array, i);
        Str bytes;
        if (pdf_doc_stream(doc, item, &bytes) && bytes.length == der->length &&
            memcmp(bytes.text, der->bytes, der->length) == 0)
            return pdf_doc_ref(doc, item);
    }
    return (PdfRef){0, 0};
}

static PdfRef write_stream(Update *update, const Buf *der) {
    PdfRef ref = update_reserve(update);
    update_open(update, ref);
    buf_printf(update->out, "<</Length %zu>>\nstream\n", der->length);
    buf_push(update->out, der->bytes, der->length);
    buf_text(update->out, "\nendstream");
    update_close(update);
    return ref;
}

static bool write_kind(Update *update, PdfValue store, Kind *kind) {
    PdfValue old = pdf_doc_get(update->doc, store, kind->store);
    kind->refs = ARENA_ARRAY(pdf_doc_arena(update->doc), PdfRef, kind->list->count);
    for (size_t i = 0; kind->refs && i < kind->list->count; i++) {
        kind->refs[i] = find_old(update->doc, old, &kind->list->items[i]);
        if (!kind->refs[i].number)
            kind->refs[i] = write_stream(update, &kind->list->items[i]);
    }
    return kind->refs != NULL;
}

/* ---- arrays --------------------------------------------------------------------------------------------------- */

static bool is_in(PdfDoc *doc, PdfValue array, PdfRef ref) {
    for (size_t i = 0; i < pdf_doc_count(doc, array) && i < VALUES_MAX; i++)
        if (pdf_doc_ref(doc, pdf_doc_item(doc, array, i)).number == ref.number)
            return true;
    return false;
}

/* What the store had, and what is new. */
static void put_array(PdfDoc *doc, PdfValue old, const Kind *kind, Buf *out) {
    buf_char(out, '[');
    for (size_t i = 0; i < pdf_doc_count(doc, old) && i < VALUES_MAX; i++) {
        pdf_doc_write_ref(doc, pdf_doc_item(doc, old, i), out);
        buf_char(out, ' ');
    }
    for (size_t i = 0; i < kind->list->count; i++) {
        if (is_in(doc, old, kind->refs[i]))
            continue;
        update_ref(out, kind->refs[i]);
        buf_char(out, ' ');
    }
    buf_char(out, ']');
}

/* ---- the signature's own entry -------------------------------------------------------------------------------- */

/* Its key: SHA-1 of the Contents as they stand in the file, noughts included, in upper-case hexadecimal. */
static bool name_entry(Str contents, char name[2 * SHA1_SIZE + 1]) {
    unsigned char digest[SHA1_SIZE];
    unsigned length = 0;
    if (EVP_Digest(contents.text, contents.length, digest, &length, EVP_sha1(), NULL) != 1 || length != SHA1_SIZE)
        return false;
    for (size_t i = 0; i < SHA1_SIZE; i++)
        snprintf(name + 2 * i, 3, "%02X", digest[i]);
    return true;
}

static void put_entry(const Kind kinds[KIND_COUNT], Buf *out) {
    buf_text(out, "<<");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (!kinds[i].list->count)
            continue;
        buf_printf(out, "/%s[", kinds[i].entry);
        for (size_t j = 0; j < kinds[i].list->count; j++) {
            update_ref(out, kinds[i].refs[j]);
            buf_char(out, ' ');
        }
        buf_char(out, ']');
    }
    buf_text(out, ">>");
}

/* A dictionary's text into a buffer instead of the file. */
static void put_dict(Update *update, PdfValue dict, const UpdateEntry *entries, size_t count, Buf *into) {
    Buf *out = update->out;
    update->out = into;
    update_dict(update, dict, entries, count);
    update->out = out;
}

/* ---- the store ------------------------------------------------------------------------------------------------ */

static void write_store(Update *update, PdfValue store, PdfRef ref, const Kind kinds[KIND_COUNT], const char *name) {
    Buf values[KIND_COUNT] = {{0}}, entry = {0}, signatures = {0};
    UpdateEntry entries[KIND_COUNT + 1];
    size_t count = 0;
    put_entry(kinds, &entry);
    put_dict(update, pdf_doc_get(update->doc, store, "VRI"), &(UpdateEntry){name, &entry}, 1, &signatures);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        PdfValue old = pdf_doc_get(update->doc, store, kinds[i].store);
        put_array(update->doc, old, &kinds[i], &values[i]);
        if (kinds[i].list->count || pdf_doc_count(update->doc, old))
            entries[count++] = (UpdateEntry){kinds[i].store, &values[i]};
    }
    entries[count++] = (UpdateEntry){"VRI", &signatures};
    update_object(update, ref, store, entries, count);
    for (size_t i = 0; i < KIND_COUNT; i++)
        buf_free(&values[i]);
    buf_free(&entry);
    buf_free(&signatures);
}

/* The developer's extension by which a file says that it has a store (EN 319 142-1, 5.6; ISO 32000-1, 7.12). */
static void put_extensions(Update *update, PdfValue catalog, Buf *out) {
    static const char level[] = "<</BaseVersion/1.7/ExtensionLevel 5>>";
    Buf value = {0};
    buf_text(&value, level);
    put_dict(update, pdf_doc_get(update->doc, catalog, "Extensions"), &(UpdateEntry){"ESIC", &value}, 1, out);
    buf_free(&value);
}

static void write_catalog(Update *update, PdfRef store) {
    Buf ref = {0}, extensions = {0};
    PdfValue catalog = pdf_doc_catalog(update->doc);
    update_ref(&ref, store);
    put_extensions(update, catalog, &extensions);
    UpdateEntry entries[] = {{"DSS", &ref}, {"Extensions", &extensions}};
    update_object(update, pdf_doc_ref(update->doc, catalog), catalog, entries, 2);
    buf_free(&ref);
    buf_free(&extensions);
}

static bool write_all(Update *update, Kind kinds[KIND_COUNT], Str contents) {
    PdfValue store = pdf_doc_get(update->doc, pdf_doc_catalog(update->doc), "DSS");
    PdfRef ref = pdf_doc_ref(update->doc, store);
    char name[2 * SHA1_SIZE + 1];
    bool good = name_entry(contents, name);
    for (size_t i = 0; i < KIND_COUNT; i++)
        good = good && write_kind(update, store, &kinds[i]);
    if (!good)
        return false;
    if (!ref.number)
        ref = update_reserve(update);
    write_store(update, store, ref, kinds, name);
    write_catalog(update, ref);
    return true;
}

bool dss_add(PdfDoc *doc, const Material *material, Str contents, Buf *out, DiagList *diags) {
    Update update;
    Kind kinds[KIND_COUNT] = {{"Certs", "Cert", &material->certificates, NULL},
                              {"OCSPs", "OCSP", &material->ocsps, NULL},
                              {"CRLs", "CRL", &material->crls, NULL}};
    if (!update_start(&update, doc, out, diags))
        return false;
    bool written = write_all(&update, kinds, contents);
    if (written && pdf_doc_sound(doc, diags))
        return update_finish(&update, diags);
    update_abandon(&update);
    if (!written)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}
