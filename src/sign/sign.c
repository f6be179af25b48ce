#include "sign/sign.h"

#include <string.h>

#include "sign/cms.h"
#include "sign/field.h"
#include "sign/hole.h"

/* Room for a signature's message; what does not fit is signed once more, with room. Bytes. */
#define ROOM_MIN ((size_t)16384)
#define ROOM_MAX ((size_t)1 << 20)

/* One update with one signature. */
typedef struct Signing {
    const Signer *signer;
    const SignWish *wish;
    PdfDoc *doc;
    DiagList *diags;
    Update update;
    const PdfPage *pages;
    size_t page_count;
    Field field;
    Hole hole;
    PdfRef value, appearance;
} Signing;

/* ---- the signature dictionary --------------------------------------------------------------------------------- */

/* Seconds since 1970 as a date of PDF (7.9.4), UTC; the calendar by Howard Hinnant's days_from_civil, inverted. */
static void put_date(Buf *out, int64_t seconds) {
    int64_t days = seconds / 86400, rest = seconds % 86400, z = days + 719468, era = z / 146097, day = z % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    buf_printf(out, "(D:%04d%02d%02d%02d%02d%02dZ)", (int)(year + era * 400 + (month <= 2)), (int)month,
               (int)(of_year - (153 * shifted + 2) / 5 + 1), (int)(rest / 3600), (int)(rest / 60 % 60),
               (int)(rest % 60));
}

static void put_text(Buf *out, const char *key, const char *text) {
    if (!text || !*text)
        return;
    buf_text(out, key);
    update_text(out, str_from(text));
}

static void put_entries(const Signing *s, Buf *out) {
    const SignWish *wish = s->wish;
    buf_text(out, "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M");
    put_date(out, wish->time);
    put_text(out, "/Name", wish->name ? wish->name : signer_name(s->signer));
    put_text(out, "/Reason", wish->reason);
    put_text(out, "/Location", wish->location);
}

/* ---- the update ----------------------------------------------------------------------------------------------- */

/* What a reader hears of the field, in the document's language. */
static const char *label_of(PdfDoc *doc, const char *name) {
    Str language = pdf_doc_text(doc, pdf_doc_get(doc, pdf_doc_catalog(doc), "Lang"));
    bool chinese = language.length >= 2 && memcmp(language.text, "zh", 2) == 0;
    return arena_printf(pdf_doc_arena(doc), chinese ? "电子签名：%s" : "Signature of %s", name);
}

/* Nothing is to be seen: an appearance without content, of the field's size. */
static void write_empty_appearance(Signing *s) {
    Buf *out = s->update.out;
    update_open(&s->update, s->appearance);
    buf_text(out, "<</Type/XObject/Subtype/Form/BBox[0 0 ");
    update_length(out, s->field.box.right - s->field.box.left);
    buf_char(out, ' ');
    update_length(out, s->field.box.top - s->field.box.bottom);
    buf_text(out, "]/Resources<<>>/Length 0>>\nstream\n\nendstream");
    update_close(&s->update);
}

static void write_page(Signing *s, const FieldChanges *changes) {
    const PdfPage *page = &s->pages[s->field.page];
    UpdateEntry entries[2];
    size_t count = 0;
    if (changes->annots.length)
        entries[count++] = (UpdateEntry){"Annots", &changes->annots};
    if (changes->tabs.length)
        entries[count++] = (UpdateEntry){"Tabs", &changes->tabs};
    if (count)
        update_object(&s->update, page->ref, page->dict, entries, count);
}

static void write_catalog(Signing *s, const FieldChanges *changes) {
    PdfValue catalog = pdf_doc_catalog(s->doc);
    UpdateEntry entry = {"AcroForm", &changes->acroform};
    if (changes->acroform.length)
        update_object(&s->update, pdf_doc_ref(s->doc, catalog), catalog, &entry, 1);
}

static bool write_objects(Signing *s, size_t room) {
    FieldChanges changes = {0};
    Buf entries = {0};
    s->value = update_reserve(&s->update);
    s->appearance = update_reserve(&s->update);
    if (s->field.fresh)
        s->field.ref = s->field.widget_ref = update_reserve(&s->update);
    put_entries(s, &entries);
    hole_write(&s->update, s->value, &entries, room, &s->hole);
    write_empty_appearance(s);
    bool good =
        field_write(&s->update, &s->field, &s->pages[s->field.page], s->value, s->appearance, &changes, s->diags);
    write_page(s, &changes);
    write_catalog(s, &changes);
    field_changes_free(&changes);
    buf_free(&entries);
    return good;
}

static bool write_update(Signing *s, size_t room, Buf *out) {
    if (!update_start(&s->update, s->doc, out, s->diags))
        return false;
    if (write_objects(s, room) && pdf_doc_sound(s->doc, s->diags))
        return update_finish(&s->update, s->diags);
    update_abandon(&s->update);
    return false;
}

/* ---- the signature -------------------------------------------------------------------------------------------- */

static bool report_memory(DiagList *diags) {
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return false;
}

/* The message over the file as it stands. */
static bool make_message(Signing *s, Buf *file, Buf *message) {
    CmsSignature signature = {0};
    unsigned char digest[CMS_DIGEST];
    Str before, after;
    hole_ranges(&s->hole, file, &before, &after);
    bool good = cms_digest(s->signer, before, after, digest) || report_memory(s->diags);
    good = good && cms_sign(s->signer, digest, &signature, s->diags);
    good = good && (cms_write(s->signer, &signature, message) || report_memory(s->diags));
    cms_signature_free(&signature);
    return good;
}

/* A message that is larger than the room for it is made again, with room. */
static bool sign_with_room(Signing *s, size_t room, Buf *out) {
    Buf message = {0};
    bool good = write_update(s, room, out) && make_message(s, out, &message);
    size_t length = message.length;
    bool fits = good && hole_fill(&s->hole, out, (Str){message.bytes, message.length});
    buf_free(&message);
    if (!good || fits)
        return good;
    if (length <= ROOM_MAX && room < length)
        return sign_with_room(s, length + ROOM_MIN, out);
    return report_memory(s->diags);
}

static bool plan(Signing *s) {
    const char *name = s->wish->name ? s->wish->name : signer_name(s->signer);
    FieldWish wish = {.name = s->wish->field, .label = label_of(s->doc, name)};
    bool paged = pdf_doc_pages(s->doc, &s->pages, &s->page_count, s->diags);
    if (!field_find(s->doc, &wish, &s->field, s->diags) || !paged)
        return false;
    if (s->field.fresh)
        s->field.page = s->page_count - 1;
    return pdf_doc_sound(s->doc, s->diags);
}

bool sign_pdf(const Signer *signer, const SignWish *wish, const char *name, Str file, Buf *out, DiagList *diags) {
    Signing s = {.signer = signer, .wish = wish, .diags = diags};
    s.doc = pdf_doc_open(file.text, file.length, name, diags);
    bool good = s.doc && plan(&s) && sign_with_room(&s, ROOM_MIN, out);
    pdf_doc_close(s.doc);
    return good;
}
