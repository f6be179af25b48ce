/*
 * Any bytes, or what a sketch describes, as a PDF to be signed: what is there is read, a field is found or made, and an
 * update is written. A fault is told; an update that is said to be whole begins with the very bytes, opens again, and
 * holds the field.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "fuzz.h"
#include "sign/embedded.h"
#include "sign/field.h"
#include "sign/hole.h"
#include "sign/placement.h"
#include "sign/sign.h"
#include "sign/verify.h"
#include "sketch.h"

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

/* ---- in earnest ----------------------------------------------------------------------------------------------- */

#define NOW         1800000000 /* always the same */
#define SEAL_WIDTH  ((int64_t)42000)
#define OBJECTS_MAX 1000

/* Who signs, whom the judge trusts, and a seal: made for the tests of signing and verifying. */
static struct {
    Signer *signer;
    VerifyTrust *trust;
    Seal *seal;
} desk;

static void clear_desk(void) {
    seal_close(desk.seal);
    verify_trust_free(desk.trust);
    signer_close(desk.signer);
}

static void set_desk(void) {
    DiagList *diags = diag_list_new();
    desk.signer = signer_open(&(SignerSource){.key = VERIFY_SEEDS "/p256.key",
                                              .certificate = VERIFY_SEEDS "/p256.pem",
                                              .chain = VERIFY_SEEDS "/chain.pem"},
                              diags);
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* the sanitizer has to look into the process */
    desk.trust = verify_trust_read(VERIFY_SEEDS "/root.pem", diags);
    desk.seal = seal_open(VERIFY_SEEDS "/seal.png", diags);
    diag_list_free(diags);
    atexit(clear_desk);
    REQUIRE(desk.signer && desk.trust && desk.seal);
}

/* Whether every object can be read, those too that signing does not look at. */
static bool is_whole(Str file) {
    DiagList *diags = diag_list_new();
    PdfDoc *doc = pdf_doc_open(file.text, file.length, "fuzz.pdf", diags);
    int64_t size = 0;
    if (doc)
        pdf_doc_integer(doc, pdf_doc_get(doc, pdf_doc_trailer(doc), "Size"), &size);
    for (int number = 1; number < size && number < OBJECTS_MAX; number++)
        pdf_doc_kind(doc, pdf_doc_object(doc, (PdfRef){number, 0}));
    const bool whole = doc && size <= OBJECTS_MAX && pdf_doc_sound(doc, diags);
    pdf_doc_close(doc);
    diag_list_free(diags);
    return whole;
}

static const Verdict *judge(Arena *arena, Str file) {
    DiagList *diags = diag_list_new();
    const VerifyOptions options = {.trust = desk.trust, .now = NOW};
    const Verdict *verdict = verify_bytes(arena, "fuzz.pdf", file, &options, diags);
    diag_list_free(diags);
    REQUIRE(verdict);
    return verdict;
}

/* Whether there is a whole signature over all of the file, by who signed. */
static bool has_signature(const Verdict *verdict) {
    for (size_t i = 0; i < verdict->signature_count; i++) {
        const VerifySignature *signature = &verdict->signatures[i];
        if (signature->intact && signature->signer.trusted && signature->revision == (int)verdict->revision_count - 1)
            return true;
    }
    return false;
}

static void check_signed(Str before, Str after) {
    Arena *arena = arena_new();
    REQUIRE(after.length > before.length && memcmp(after.text, before.text, before.length) == 0);
    if (is_whole(before) && judge(arena, before)->readable) {
        const Verdict *verdict = judge(arena, after);
        REQUIRE(verdict->readable && has_signature(verdict));
    }
    arena_free(arena);
}

static void sign_whole(Str file, const SignWish *wish) {
    DiagList *diags = diag_list_new();
    Buf out = {0};
    if (!desk.signer)
        set_desk();
    const bool done = sign_pdf(desk.signer, wish, "fuzz.pdf", file, &out, diags);
    REQUIRE(done != diag_has_errors(diags));
    if (done)
        check_signed(file, (Str){out.bytes, out.length});
    buf_free(&out);
    diag_list_free(diags);
}

static void try_file(const uint8_t *bytes, size_t length) {
    DiagList *diags = diag_list_new();
    PdfDoc *doc = pdf_doc_open(bytes, length, "fuzz.pdf", diags);
    REQUIRE(doc || diag_has_errors(diags));
    if (doc) {
        look_around(doc, diags);
        sign(doc, bytes, length, diags);
    }
    pdf_doc_close(doc);
    diag_list_free(diags);
    if (!doc)
        return;
    const Str file = {(const char *)bytes, length};
    sign_whole(file, &(SignWish){.reason = "审核", .time = NOW});
    sign_whole(file, &(SignWish){.seal = desk.seal,
                                 .seal_width = SEAL_WIDTH,
                                 .place = {.given = length % 2, .page = 1, .centre = {100000, 100000}},
                                 .straddle = length % 3 ? STRADDLE_OUTER : STRADDLE_RIGHT,
                                 .time = NOW});
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    Buf made = {0};
    if (sketch_pdf((Str){(const char *)bytes, length}, &made))
        try_file((const uint8_t *)made.bytes, made.length);
    else
        try_file(bytes, length);
    buf_free(&made);
    return 0;
}
