#include "sign/sign.h"

#include <string.h>

#include "sign/claims.h"
#include "sign/cms.h"
#include "sign/dss.h"
#include "sign/field.h"
#include "sign/hole.h"
#include "sign/timestamp.h"

/* Room for a signature's message; what does not fit is signed once more, with room. Bytes. */
#define ROOM_MIN ((size_t)16384)
#define ROOM_MAX ((size_t)1 << 20)

/* One update with one signature. */
typedef struct Signing {
    const Signer *signer;
    const SignWish *wish;
    PdfDoc *doc;
    DiagList *diags;
    bool stamping; /* a document time stamp, not a signature */
    Update update;
    const PdfPage *pages;
    size_t page_count;
    Field field;
    Hole hole;
    PdfRef value, appearance;
    SheetPoint seal; /* its size as it is set; nothing where there is none */
    PdfRef image;    /* of the seal */
    Straddle straddle;
    Buf timestamp; /* the token that the signature got; for its material */
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
    if (s->stamping) {
        buf_text(out, "/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161");
        return;
    }
    buf_text(out, "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M");
    put_date(out, wish->time);
    put_text(out, "/Name", wish->name ? wish->name : signer_name(s->signer));
    put_text(out, "/Reason", wish->reason);
    put_text(out, "/Location", wish->location);
}

/* ---- the update ----------------------------------------------------------------------------------------------- */

/* What a reader hears of the field, in the document's language; without a name, of a time stamp. */
static const char *label_of(PdfDoc *doc, const char *name) {
    Str language = pdf_doc_text(doc, pdf_doc_get(doc, pdf_doc_catalog(doc), "Lang"));
    bool chinese = language.length >= 2 && memcmp(language.text, "zh", 2) == 0;
    if (!name)
        return chinese ? "时间戳" : "Time stamp";
    return arena_printf(pdf_doc_arena(doc), chinese ? "电子签名：%s" : "Signature of %s", name);
}

static const Seal *seal_of(const Signing *s) { return s->stamping ? NULL : s->wish->seal; }

/* The seal in the middle of the field, upright as it is looked at (12.5.5); without one there is nothing to be seen. */
static void put_look(const Signing *s, SheetPoint size, Buf *out) {
    if (!seal_of(s))
        return;
    int64_t at[] = {s->seal.x, 0, 0, s->seal.y, (size.x - s->seal.x) / 2, (size.y - s->seal.y) / 2};
    for (size_t i = 0; i < 6; i++) {
        update_length(out, at[i]);
        buf_char(out, ' ');
    }
    buf_text(out, "cm\n/Seal Do");
}

/* As the field is looked at. */
static SheetPoint field_size(const Signing *s) {
    PdfBox box = s->field.box;
    SheetPoint size = {box.right - box.left, box.top - box.bottom};
    int rotate = s->pages[s->field.page].rotate;
    return rotate == 90 || rotate == 270 ? (SheetPoint){size.y, size.x} : size;
}

static void write_appearance(Signing *s) {
    Buf *out = s->update.out, look = {0};
    SheetPoint size = field_size(s);
    const int *turn = sheet_turn(&s->pages[s->field.page]);
    put_look(s, size, &look);
    update_open(&s->update, s->appearance);
    buf_text(out, "<</Type/XObject/Subtype/Form/BBox[0 0 ");
    update_length(out, size.x);
    buf_char(out, ' ');
    update_length(out, size.y);
    buf_printf(out, "]/Matrix[%d %d %d %d 0 0]/Resources<<", turn[0], turn[1], turn[2], turn[3]);
    if (seal_of(s)) {
        buf_text(out, "/XObject<</Seal ");
        update_ref(out, s->image);
        buf_text(out, ">>");
    }
    buf_printf(out, ">>/Length %zu>>\nstream\n", look.length);
    buf_push(out, look.bytes, look.length);
    buf_text(out, "\nendstream");
    update_close(&s->update);
    buf_free(&look);
}

static bool straddles(const Signing *s) { return seal_of(s) && s->wish->straddle != STRADDLE_NONE; }

static void write_page(Signing *s, size_t index, const FieldChanges *changes) {
    const PdfPage *page = &s->pages[index];
    Buf contents = {0}, resources = {0};
    if (straddles(s))
        straddle_page(&s->straddle, &s->update, page, index, s->page_count, &contents, &resources);
    const struct {
        const char *key;
        const Buf *value;
        bool own; /* of the field's page alone */
    } all[] = {{"Annots", &changes->annots, true},
               {"Tabs", &changes->tabs, true},
               {"Contents", &contents, false},
               {"Resources", &resources, false}};
    UpdateEntry entries[sizeof all / sizeof *all];
    size_t count = 0;
    s->update.out->failed |= buf_failed(&contents) || buf_failed(&resources);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].value->length && (!all[i].own || index == s->field.page))
            entries[count++] = (UpdateEntry){all[i].key, all[i].value};
    if (count)
        update_object(&s->update, page->ref, page->dict, entries, count);
    buf_free(&contents);
    buf_free(&resources);
}

static void write_pages(Signing *s, const FieldChanges *changes) {
    if (straddles(s))
        straddle_start(&s->straddle, &s->update, s->wish->straddle, s->image, s->seal);
    for (size_t i = 0; i < s->page_count; i++)
        if (straddles(s) || i == s->field.page)
            write_page(s, i, changes);
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
    if (seal_of(s))
        s->image = seal_write(&s->update, seal_of(s));
    write_appearance(s);
    bool good =
        field_write(&s->update, &s->field, &s->pages[s->field.page], s->value, s->appearance, &changes, s->diags);
    write_pages(s, &changes);
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

/* A time stamp over a signature's value (RFC 5126, 6.1.1). */
static bool stamp_value(Signing *s, CmsSignature *signature) {
    Hash hash;
    if (s->wish->level < SIGN_LEVEL_T)
        return true;
    if (!hash_bytes(HASH_SHA256, signature->value.bytes, signature->value.length, &hash))
        return report_memory(s->diags);
    if (!timestamp_get(&s->wish->service, &hash, &signature->timestamp, s->diags))
        return false;
    s->timestamp.length = 0;
    buf_push(&s->timestamp, signature->timestamp.bytes, signature->timestamp.length);
    return !buf_failed(&s->timestamp) || report_memory(s->diags);
}

static bool make_signature(Signing *s, Str before, Str after, Buf *message) {
    CmsSignature signature = {0};
    unsigned char digest[CMS_DIGEST];
    bool good = cms_digest(s->signer, before, after, digest) || report_memory(s->diags);
    good = good && cms_sign(s->signer, digest, &signature, s->diags) && stamp_value(s, &signature);
    good = good && (cms_write(s->signer, &signature, message) || report_memory(s->diags));
    cms_signature_free(&signature);
    return good;
}

static bool make_stamp(Signing *s, Str before, Str after, Buf *message) {
    Hash hash;
    if (!hash_two(HASH_SHA256, before, after, &hash))
        return report_memory(s->diags);
    return timestamp_get(&s->wish->service, &hash, message, s->diags);
}

/* The message over the file as it stands. */
static bool make_message(Signing *s, Buf *file, Buf *message) {
    Str before, after;
    hole_ranges(&s->hole, file, &before, &after);
    return s->stamping ? make_stamp(s, before, after, message) : make_signature(s, before, after, message);
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

/* A field with a place of its own takes the seal as large as it has room for. */
static void fit_into_field(Signing *s) {
    SheetPoint room = field_size(s);
    if (s->seal.x > room.x)
        s->seal = (SheetPoint){room.x, seal_height(s->wish->seal, room.x)};
    if (s->seal.y > room.y)
        s->seal = (SheetPoint){s->seal.x * room.y / s->seal.y, room.y};
}

static bool is_seen(const Field *field) {
    return field->box.right > field->box.left && field->box.top > field->box.bottom;
}

/* Slices change the pages, which earlier signatures have signed as they were. */
static bool may_straddle(Signing *s) {
    const PdfSignature *old;
    size_t count;
    if (!straddles(s))
        return true;
    if (straddle_widest(s->seal.x, s->page_count) > STRADDLE_SLICE_MAX) {
        diag_at(s->diags, DIAG_SEAL_SLICE, (Place){.file = pdf_doc_name(s->doc)}, DIAG_NO_ARGS);
        return false;
    }
    if (!pdf_signatures(s->doc, &old, &count, s->diags))
        return false;
    for (size_t i = 0; i < count; i++)
        if (old[i].value.handle) {
            diag_at(s->diags, DIAG_SEAL_LATE, (Place){.file = pdf_doc_name(s->doc)}, DIAG_ARGS(old[i].field));
            return false;
        }
    return true;
}

/* What is printed of a page, with its bleed (14.11.2): BleedBox, else the sheet as it is trimmed, else what is shown.
 */
static PdfBox bleed_of(Signing *s, const PdfPage *page) {
    static const char *const keys[] = {"BleedBox", "TrimBox", "ArtBox"};
    PdfBox box = page->crop;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (pdf_doc_box(s->doc, pdf_doc_get(s->doc, page->dict, keys[i]), &box))
            break;
    return box;
}

/* ISO 15930-7, 6.17: an annotation stands outside of what is printed, unless it is a mark of the printer's. */
static bool may_be_seen(Signing *s) {
    PdfBox seal = s->field.box, bleed = bleed_of(s, &s->pages[s->field.page]);
    bool apart =
        seal.right <= bleed.left || seal.left >= bleed.right || seal.top <= bleed.bottom || seal.bottom >= bleed.top;
    if (apart || !claims_press(s->doc))
        return true;
    diag_at(s->diags, DIAG_SEAL_PRESS, (Place){.file = pdf_doc_name(s->doc)}, DIAG_NO_ARGS);
    return false;
}

static bool place_seal(Signing *s) {
    Placement placement;
    if (!seal_of(s))
        return true;
    s->seal = (SheetPoint){s->wish->seal_width, seal_height(s->wish->seal, s->wish->seal_width)};
    if (!s->field.fresh && is_seen(&s->field)) {
        fit_into_field(s);
        return may_be_seen(s) && may_straddle(s);
    }
    if (!s->field.fresh) {
        diag_at(s->diags, DIAG_SEAL_FIELD, (Place){.file = pdf_doc_name(s->doc)}, DIAG_ARGS(s->field.name));
        return false;
    }
    if (!placement_find(s->doc, s->pages, s->page_count, &s->wish->place, s->seal, &placement, s->diags))
        return false;
    s->field.page = placement.page;
    s->field.box = sheet_box(&s->pages[placement.page], placement.at, s->seal);
    return may_be_seen(s) && may_straddle(s);
}

static bool plan(Signing *s) {
    const char *name = s->wish->name ? s->wish->name : signer_name(s->signer);
    FieldWish wish = {.name = s->stamping ? NULL : s->wish->field,
                      .timestamp = s->stamping,
                      .label = label_of(s->doc, s->stamping ? NULL : name)};
    bool paged = pdf_doc_pages(s->doc, &s->pages, &s->page_count, s->diags);
    if (!field_find(s->doc, &wish, &s->field, s->diags) || !paged)
        return false;
    if (s->field.fresh)
        s->field.page = s->page_count - 1;
    return place_seal(s) && pdf_doc_sound(s->doc, s->diags);
}

/* ---- the levels ----------------------------------------------------------------------------------------------- */

/* One more signature or time stamp behind `file`. */
static bool add_signature(Signing *s, const char *name, Str file, Buf *out) {
    s->doc = pdf_doc_open(file.text, file.length, name, s->diags);
    bool good =
        s->doc && plan(s) && (s->wish->trial ? write_update(s, ROOM_MIN, out) : sign_with_room(s, ROOM_MIN, out));
    pdf_doc_close(s->doc);
    s->doc = NULL;
    return good;
}

/* The Contents of the signature just made, as they stand in the file. */
static bool read_contents(const Signing *s, const Buf *file, Buf *contents) {
    const char *at = file->bytes + s->hole.contents_at + 1;
    for (size_t i = 0; i < s->hole.size; i++, at += 2) {
        int high = at[0] <= '9' ? at[0] - '0' : at[0] - 'A' + 10, low = at[1] <= '9' ? at[1] - '0' : at[1] - 'A' + 10;
        buf_char(contents, (char)(high << 4 | low));
    }
    return !buf_failed(contents) || report_memory(s->diags);
}

/* What `out` holds becomes `file`, and `out` is free for the next state. */
static void turn(Buf *file, Buf *out) {
    Buf held = *file;
    *file = *out;
    *out = held;
    out->length = 0;
}

static bool add_store(const Signing *s, const char *name, const Material *material, const Buf *file, Buf *out) {
    Buf contents = {0};
    PdfDoc *doc = read_contents(s, file, &contents) ? pdf_doc_open(file->bytes, file->length, name, s->diags) : NULL;
    bool good = doc && dss_add(doc, material, (Str){contents.bytes, contents.length}, out, s->diags);
    pdf_doc_close(doc);
    buf_free(&contents);
    return good;
}

static bool add_material(Signing *s, const char *name, Buf *out) {
    Buf file = {0};
    Material material = {0};
    Str token = {s->timestamp.bytes, s->timestamp.length};
    bool good = material_gather(s->signer, token, &s->wish->material, &material, s->diags);
    turn(&file, out);
    good = good && add_store(s, name, &material, &file, out);
    material_free(&material);
    buf_free(&file);
    return good;
}

static bool add_stamp(Signing *s, const char *name, Buf *out) {
    Buf file = {0};
    s->stamping = true;
    turn(&file, out);
    bool good = add_signature(s, name, (Str){file.bytes, file.length}, out);
    buf_free(&file);
    return good;
}

bool sign_pdf(const Signer *signer, const SignWish *wish, const char *name, Str file, Buf *out, DiagList *diags) {
    Signing s = {.signer = signer, .wish = wish, .diags = diags};
    bool good = add_signature(&s, name, file, out);
    if (wish->level >= SIGN_LEVEL_LT && !wish->trial)
        good = good && add_material(&s, name, out);
    if (wish->level >= SIGN_LEVEL_LTA && !wish->trial)
        good = good && add_stamp(&s, name, out);
    buf_free(&s.timestamp);
    return good;
}
