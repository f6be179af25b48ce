#include "sign/straddle.h"

#include <string.h>

/* 2 mm: a slice is not narrower. */
#define SLICE_MIN 5669

/* What is written around the strip, the matrix and the image's name; read back by straddle_is_slice. */
#define SAVE          "q"
#define BEFORE_STRIP  "Q\n/Artifact BMC\nq\n"
#define BEFORE_MATRIX "re W n\n"
#define BEFORE_IMAGE  "cm\n/"
#define AFTER_IMAGE   "Q\nEMC"

/* ---- which slice ---------------------------------------------------------------------------------------------- */

typedef struct Slice {
    size_t number, count; /* of those that make one seal */
} Slice;

static size_t seals_for(int64_t width, size_t pages) {
    size_t most = width >= 2 * SLICE_MIN ? (size_t)(width / SLICE_MIN) : 2;
    return (pages + most - 1) / most;
}

int64_t straddle_widest(int64_t width, size_t pages) {
    size_t fewest = pages / seals_for(width, pages);
    return width / (int64_t)fewest + 1;
}

/* Pages are shared out so that each seal has as many as the others, or one less. */
static Slice slice_of(const Straddle *straddle, size_t index, size_t count) {
    size_t seals = seals_for(straddle->size.x, count), seal = index * seals / count;
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
    buf_text(out, BEFORE_MATRIX);
    put_lengths(out, matrix, 6);
    buf_printf(out, BEFORE_IMAGE STRADDLE_NAME "%d Do\n", straddle->image.number);
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
    buf_text(&content, BEFORE_STRIP);
    put_slice(straddle, page, slice, left, &content);
    buf_text(&content, AFTER_IMAGE);
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
    char *key = arena_printf(pdf_doc_arena(doc), STRADDLE_NAME "%d", straddle->image.number);
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
    buf_text(&content, SAVE);
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

/* ---- reading back --------------------------------------------------------------------------------------------- */

static bool take_word(Str *text, Str word) {
    if (text->length < word.length || memcmp(text->text, word.text, word.length) != 0)
        return false;
    *text = (Str){text->text + word.length, text->length - word.length};
    return true;
}

/* A number as update_length writes it, and the blank behind it. */
static bool take_length(Str *text, int64_t *value) {
    bool minus = take_word(text, STR("-"));
    int decimals = -1;
    size_t at = 0;
    int64_t number = 0;
    for (; at < text->length && at < 18 && text->text[at] != ' '; at++) {
        char c = text->text[at];
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == 3)
            return false;
        number = number * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
        number *= 10;
    *value = minus ? -number : number;
    *text = (Str){text->text + at, text->length - at};
    return at > 0 && take_word(text, STR(" "));
}

static bool take_lengths(Str *text, int64_t *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!take_length(text, &values[i]))
            return false;
    return true;
}

static bool is_at_edge(const PdfPage *page, const int64_t clip[4]) {
    PdfBox box = page->media;
    int64_t left = clip[0], bottom = clip[1], right = clip[0] + clip[2], top = clip[1] + clip[3];
    bool whole = clip[2] > 0 && clip[3] > 0;
    return whole && (right <= box.left + STRADDLE_SLICE_MAX || left >= box.right - STRADDLE_SLICE_MAX ||
                     top <= box.bottom + STRADDLE_SLICE_MAX || bottom >= box.top - STRADDLE_SLICE_MAX);
}

bool straddle_is_save(Str content) { return str_equals(content, SAVE); }

bool straddle_is_slice(const PdfPage *page, Str content, Str image) {
    int64_t clip[4], matrix[6];
    return take_word(&content, STR(BEFORE_STRIP)) && take_lengths(&content, clip, 4) &&
           take_word(&content, STR(BEFORE_MATRIX)) && take_lengths(&content, matrix, 6) &&
           take_word(&content, STR(BEFORE_IMAGE)) && take_word(&content, image) && take_word(&content, STR(" Do\n")) &&
           str_equals(content, AFTER_IMAGE) && is_at_edge(page, clip);
}
