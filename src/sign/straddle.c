#include "sign/straddle.h"

/* 2 mm: a slice is not narrower. */
#define SLICE_MIN 5669

/* ---- which slice ---------------------------------------------------------------------------------------------- */

typedef struct Slice {
    size_t number, count; /* of those that make one seal */
} Slice;

/* Pages are shared out so that each seal has as many as the others, or one less. */
static Slice slice_of(const Straddle *straddle, size_t index, size_t count) {
    size_t most = straddle->size.x >= 2 * SLICE_MIN ? (size_t)(straddle->size.x / SLICE_MIN) : 2;
    size_t seals = (count + most - 1) / most, seal = index * seals / count;
    size_t first = (seal * count + seals - 1) / seals, next = ((seal + 1) * count + seals - 1) / seals;
    return (Slice){index - first, next - first};
}

/* ---- the page's content --------------------------------------------------------------------------------------- */

static void put_lengths(Buf *out, const int64_t *lengths, size_t count) {
    for (size_t i = 0; i < count; i++) {
        update_length(out, lengths[i]);
        buf_char(out, ' ');
    }
}

/* The strip at the edge, and the seal so that its slice falls into it. */
static void put_slice(const Straddle *straddle, const PdfPage *page, Slice slice, bool left, Buf *out) {
    SheetPoint sheet = sheet_size(page), size = straddle->size;
    int64_t from = size.x * (int64_t)slice.number / (int64_t)slice.count;
    int64_t to = size.x * ((int64_t)slice.number + 1) / (int64_t)slice.count;
    int64_t edge = left ? 0 : sheet.x - (to - from), top = (sheet.y - size.y) / 2;
    PdfBox strip = sheet_box(page, (SheetPoint){edge, top}, (SheetPoint){to - from, size.y});
    SheetPoint foot = sheet_to_page(page, (SheetPoint){edge - from, top + size.y});
    const int *turn = sheet_turn(page);
    int64_t clip[] = {strip.left, strip.bottom, strip.right - strip.left, strip.top - strip.bottom};
    int64_t matrix[] = {turn[0] * size.x, turn[1] * size.x, turn[2] * size.y, turn[3] * size.y, foot.x, foot.y};
    put_lengths(out, clip, 4);
    buf_text(out, "re W n\n");
    put_lengths(out, matrix, 6);
    buf_printf(out, "cm\n/BanxinSeal%d Do\n", straddle->image.number);
}

static void write_stream(Update *update, PdfRef ref, const Buf *content) {
    update_open(update, ref);
    buf_printf(update->out, "<</Length %zu>>\nstream\n", content->length);
    buf_push(update->out, content->bytes, content->length);
    update->out->failed |= buf_failed(content);
    buf_text(update->out, "\nendstream");
    update_close(update);
}

static PdfRef write_slice(const Straddle *straddle, Update *update, const PdfPage *page, Slice slice, bool left) {
    Buf content = {0};
    PdfRef ref = update_reserve(update);
    buf_text(&content, "Q\n/Artifact BMC\nq\n");
    put_slice(straddle, page, slice, left, &content);
    buf_text(&content, "Q\nEMC");
    write_stream(update, ref, &content);
    buf_free(&content);
    return ref;
}

/* What there was between what saves the graphics state and the slice, which restores it first (7.8.2). */
static void put_contents(const Straddle *straddle, PdfDoc *doc, const PdfPage *page, PdfRef slice, Buf *out) {
    PdfValue old = pdf_doc_get(doc, page->dict, "Contents");
    buf_char(out, '[');
    update_ref(out, straddle->save);
    for (size_t i = 0; i < pdf_doc_count(doc, old); i++) {
        buf_char(out, ' ');
        pdf_doc_write_ref(doc, pdf_doc_item(doc, old, i), out);
    }
    if (pdf_doc_kind(doc, old) == PDF_KIND_STREAM) {
        buf_char(out, ' ');
        pdf_doc_write_ref(doc, old, out);
    }
    buf_char(out, ' ');
    update_ref(out, slice);
    buf_char(out, ']');
}

/* The page's resources and the seal. */
static void put_resources(const Straddle *straddle, Update *update, const PdfPage *page, Buf *out) {
    PdfDoc *doc = update->doc;
    Buf objects = {0}, image = {0};
    char *key = arena_printf(pdf_doc_arena(doc), "BanxinSeal%d", straddle->image.number);
    Buf *file = update->out;
    update_ref(&image, straddle->image);
    update->out = &objects;
    update_dict(update, pdf_doc_get(doc, page->resources, "XObject"), &(UpdateEntry){key ? key : "", &image}, 1);
    update->out = out;
    update_dict(update, page->resources, &(UpdateEntry){"XObject", &objects}, 1);
    update->out = file;
    buf_free(&objects);
    buf_free(&image);
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

void straddle_start(Straddle *straddle, Update *update, StraddleEdge edge, PdfRef image, SheetPoint size) {
    Buf content = {0};
    *straddle = (Straddle){edge, image, size, update_reserve(update)};
    buf_text(&content, "q");
    write_stream(update, straddle->save, &content);
    buf_free(&content);
}

void straddle_page(const Straddle *straddle, Update *update, const PdfPage *page, size_t index, size_t count,
                   Buf *contents, Buf *resources) {
    bool left = straddle->edge == STRADDLE_OUTER && index % 2 == 1;
    PdfRef slice = write_slice(straddle, update, page, slice_of(straddle, index, count), left);
    put_contents(straddle, update->doc, page, slice, contents);
    put_resources(straddle, update, page, resources);
}
