#include "sign/pdf_doc.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

struct PdfDoc {
    qpdf_data qpdf;
    Arena *arena;
    Str bytes;
    const char *name;
    const char *broken; /* what libqpdf said first of what it found broken; NULL so far */
    bool starved;       /* libqpdf had no memory */
};

static const PdfValue nothing = {0};

/* ---- opening -------------------------------------------------------------------------------------------------- */

static Place place_of(const char *name) { return (Place){.file = name}; }

/* libqpdf's words are for programmers, but tell which object is at fault; kept for the message. */
static void remember(PdfDoc *doc, qpdf_error error) {
    const char *words = error ? qpdf_get_error_message_detail(doc->qpdf, error) : NULL;
    if (words && strstr(words, "std::bad_alloc")) /* the only word there is of it */
        doc->starved = true;
    if (!error || doc->broken)
        return;
    doc->broken = words ? arena_strdup(doc->arena, words) : "";
    if (!doc->broken)
        doc->broken = "";
}

/* Errors that functions without a result leave behind, and warnings. */
static void collect(PdfDoc *doc) {
    if (qpdf_has_error(doc->qpdf))
        remember(doc, qpdf_get_error(doc->qpdf));
    while (qpdf_more_warnings(doc->qpdf))
        remember(doc, qpdf_next_warning(doc->qpdf));
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/*
 * ISO 32000-1, 7.5.2: the header is the first line. libqpdf takes the first that is one within the first KB, and counts
 * all offsets from there.
 */
static bool begins_as_pdf(Str bytes) {
    const char *at = bytes.text;
    return bytes.length > 8 && memcmp(at, "%PDF-", 5) == 0 && is_digit(at[5]) && at[6] == '.' && is_digit(at[7]);
}

static bool read_file(PdfDoc *doc, DiagList *diags) {
    qpdf_silence_errors(doc->qpdf);
    qpdf_set_suppress_warnings(doc->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(doc->qpdf, QPDF_FALSE);
    QPDF_ERROR_CODE code = qpdf_read_memory(doc->qpdf, doc->name, doc->bytes.text, doc->bytes.length, NULL);
    if (code & QPDF_ERRORS) {
        qpdf_error error = qpdf_get_error(doc->qpdf);
        bool locked = error && qpdf_get_error_code(doc->qpdf, error) == qpdf_e_password;
        remember(doc, error);
        if (doc->starved)
            return pdf_doc_sound(doc, diags);
        diag_at(diags, locked ? DIAG_PDF_ENCRYPTED : DIAG_PDF_DAMAGED, place_of(doc->name),
                DIAG_ARGS(doc->broken ? doc->broken : ""));
        return false;
    }
    if (qpdf_is_encrypted(doc->qpdf)) {
        diag_at(diags, DIAG_PDF_ENCRYPTED, place_of(doc->name), DIAG_NO_ARGS);
        return false;
    }
    if (pdf_doc_kind(doc, pdf_doc_catalog(doc)) != PDF_KIND_DICT && pdf_doc_sound(doc, diags)) {
        diag_at(diags, DIAG_PDF_DAMAGED, place_of(doc->name), DIAG_ARGS("no catalog"));
        return false;
    }
    return pdf_doc_sound(doc, diags);
}

PdfDoc *pdf_doc_open(const void *bytes, size_t length, const char *name, DiagList *diags) {
    Str all = {bytes, length};
    if (!begins_as_pdf(all)) {
        diag_at(diags, DIAG_PDF_NONE, place_of(name), DIAG_NO_ARGS);
        return NULL;
    }
    Arena *arena = arena_new();
    PdfDoc *doc = arena ? ARENA_NEW(arena, PdfDoc) : NULL;
    const char *copy = doc ? arena_strdup(arena, name) : NULL;
    if (!copy) {
        arena_free(arena);
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return NULL;
    }
    *doc = (PdfDoc){.qpdf = qpdf_init(), .arena = arena, .bytes = all, .name = copy};
    if (!read_file(doc, diags)) {
        pdf_doc_close(doc);
        return NULL;
    }
    return doc;
}

void pdf_doc_close(PdfDoc *doc) {
    if (!doc)
        return;
    qpdf_cleanup(&doc->qpdf);
    arena_free(doc->arena);
}

Str pdf_doc_bytes(const PdfDoc *doc) { return doc->bytes; }

const char *pdf_doc_name(const PdfDoc *doc) { return doc->name; }

Arena *pdf_doc_arena(PdfDoc *doc) { return doc->arena; }

bool pdf_doc_sound(PdfDoc *doc, DiagList *diags) {
    collect(doc);
    if (doc->starved || arena_failed(doc->arena))
        diag_at(diags, DIAG_MEMORY, place_of(doc->name), DIAG_NO_ARGS);
    else if (doc->broken)
        diag_at(diags, DIAG_PDF_DAMAGED, place_of(doc->name), DIAG_ARGS(doc->broken));
    return !doc->broken && !arena_failed(doc->arena);
}

/* ---- where to begin ------------------------------------------------------------------------------------------- */

PdfValue pdf_doc_trailer(PdfDoc *doc) { return (PdfValue){qpdf_get_trailer(doc->qpdf)}; }

PdfValue pdf_doc_catalog(PdfDoc *doc) { return pdf_doc_get(doc, pdf_doc_trailer(doc), "Root"); }

PdfValue pdf_doc_object(PdfDoc *doc, PdfRef ref) {
    if (ref.number <= 0 || ref.generation < 0)
        return nothing;
    return (PdfValue){qpdf_get_object_by_id(doc->qpdf, ref.number, ref.generation)};
}

/* ---- values --------------------------------------------------------------------------------------------------- */

PdfKind pdf_doc_kind(PdfDoc *doc, PdfValue value) {
    if (!value.handle)
        return PDF_KIND_NULL;
    switch (qpdf_oh_get_type_code(doc->qpdf, value.handle)) {
    case ot_boolean: return PDF_KIND_BOOL;
    case ot_integer: return PDF_KIND_INTEGER;
    case ot_real: return PDF_KIND_REAL;
    case ot_name: return PDF_KIND_NAME;
    case ot_string: return PDF_KIND_STRING;
    case ot_array: return PDF_KIND_ARRAY;
    case ot_dictionary: return PDF_KIND_DICT;
    case ot_stream: return PDF_KIND_STREAM;
    default: return PDF_KIND_NULL;
    }
}

static bool is_kind(PdfDoc *doc, PdfValue value, PdfKind kind) { return pdf_doc_kind(doc, value) == kind; }

PdfRef pdf_doc_ref(PdfDoc *doc, PdfValue value) {
    if (!value.handle || !qpdf_oh_is_indirect(doc->qpdf, value.handle))
        return (PdfRef){0, 0};
    return (PdfRef){qpdf_oh_get_object_id(doc->qpdf, value.handle), qpdf_oh_get_generation(doc->qpdf, value.handle)};
}

/* A dictionary for the reading of keys: of a stream its own. */
static PdfValue as_dict(PdfDoc *doc, PdfValue value) {
    switch (pdf_doc_kind(doc, value)) {
    case PDF_KIND_DICT: return value;
    case PDF_KIND_STREAM: return (PdfValue){qpdf_oh_get_dict(doc->qpdf, value.handle)};
    default: return nothing;
    }
}

#define KEY_MAX 128 /* ISO 32000-1, annex C: a name has at most 127 bytes */

static bool with_slash(Str key, char out[KEY_MAX + 2]) {
    if (key.length == 0 || key.length > KEY_MAX)
        return false;
    out[0] = '/';
    memcpy(out + 1, key.text, key.length);
    out[key.length + 1] = '\0';
    return true;
}

static PdfValue get(PdfDoc *doc, PdfValue value, Str key) {
    PdfValue dict = as_dict(doc, value);
    char name[KEY_MAX + 2];
    if (!dict.handle || !with_slash(key, name))
        return nothing;
    return (PdfValue){qpdf_oh_get_key(doc->qpdf, dict.handle, name)};
}

PdfValue pdf_doc_get(PdfDoc *doc, PdfValue dict, const char *key) { return get(doc, dict, str_from(key)); }

static PdfValue step(PdfDoc *doc, PdfValue from, Str name) {
    size_t index = 0;
    if (!is_kind(doc, from, PDF_KIND_ARRAY))
        return get(doc, from, name);
    for (size_t i = 0; i < name.length; i++) {
        if (name.text[i] < '0' || name.text[i] > '9' || i > 8)
            return nothing;
        index = index * 10 + (size_t)(name.text[i] - '0');
    }
    return pdf_doc_item(doc, from, index);
}

PdfValue pdf_doc_path(PdfDoc *doc, PdfValue from, const char *path) {
    Str head, rest = str_from(path);
    while (str_split(rest, '/', &head, &rest))
        from = step(doc, from, head);
    return step(doc, from, rest);
}

bool pdf_doc_keys(PdfDoc *doc, PdfValue value, const char *const **keys, size_t *count) {
    VEC(const char *) names = {0};
    PdfValue dict = as_dict(doc, value);
    *keys = NULL;
    *count = 0;
    if (!dict.handle)
        return true;
    qpdf_oh_begin_dict_key_iter(doc->qpdf, dict.handle);
    while (qpdf_oh_dict_more_keys(doc->qpdf)) {
        const char *key = qpdf_oh_dict_next_key(doc->qpdf);
        const char **slot = VEC_PUSH(&names);
        if (slot)
            *slot = arena_strdup(doc->arena, key + (*key == '/'));
    }
    size_t found = names.count;
    *keys = VEC_TAKE(doc->arena, &names);
    *count = *keys ? found : 0;
    return !arena_failed(doc->arena);
}

size_t pdf_doc_count(PdfDoc *doc, PdfValue array) {
    int count = is_kind(doc, array, PDF_KIND_ARRAY) ? qpdf_oh_get_array_n_items(doc->qpdf, array.handle) : 0;
    return count > 0 ? (size_t)count : 0;
}

PdfValue pdf_doc_item(PdfDoc *doc, PdfValue array, size_t index) {
    if (index >= pdf_doc_count(doc, array))
        return nothing;
    return (PdfValue){qpdf_oh_get_array_item(doc->qpdf, array.handle, (int)index)};
}

bool pdf_doc_is_true(PdfDoc *doc, PdfValue value) {
    return is_kind(doc, value, PDF_KIND_BOOL) && qpdf_oh_get_bool_value(doc->qpdf, value.handle);
}

bool pdf_doc_integer(PdfDoc *doc, PdfValue value, int64_t *number) {
    bool good = is_kind(doc, value, PDF_KIND_INTEGER);
    *number = good ? qpdf_oh_get_int_value(doc->qpdf, value.handle) : 0;
    return good;
}

#define POINTS_MAX ((int64_t)1000000000)

/* "-12.3456" in thousandths, what is finer cut off; false if it is too large. */
static bool thousandths(const char *text, size_t length, int64_t *value) {
    int64_t number = 0;
    int decimals = -1;
    bool minus = length > 0 && *text == '-';
    for (size_t i = 0; i < length && decimals < 3; i++) {
        if (text[i] == '.')
            decimals = 0;
        else if (text[i] >= '0' && text[i] <= '9') {
            number = number * 10 + (text[i] - '0');
            decimals += decimals >= 0;
        }
        if (number > POINTS_MAX * 1000)
            return false;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
        number *= 10;
    *value = minus ? -number : number;
    return number <= POINTS_MAX * 1000;
}

bool pdf_doc_length(PdfDoc *doc, PdfValue value, int64_t *length) {
    const char *text = NULL;
    size_t size = 0;
    int64_t number;
    *length = 0;
    if (pdf_doc_integer(doc, value, &number)) {
        if (number > POINTS_MAX || number < -POINTS_MAX)
            return false;
        *length = number * 1000;
        return true;
    }
    return is_kind(doc, value, PDF_KIND_REAL) && qpdf_oh_get_value_as_real(doc->qpdf, value.handle, &text, &size) &&
           thousandths(text, size, length);
}

/* libqpdf's texts last until the next call. */
static Str keep(PdfDoc *doc, const char *text, size_t length) {
    const char *copy = text ? arena_strndup(doc->arena, text, length) : NULL;
    return copy ? (Str){copy, length} : (Str){"", 0};
}

Str pdf_doc_name_of(PdfDoc *doc, PdfValue value) {
    const char *text = NULL;
    size_t length = 0;
    if (!is_kind(doc, value, PDF_KIND_NAME) || !qpdf_oh_get_value_as_name(doc->qpdf, value.handle, &text, &length))
        return (Str){"", 0};
    return length ? keep(doc, text + 1, length - 1) : (Str){"", 0};
}

bool pdf_doc_is_name(PdfDoc *doc, PdfValue value, const char *name) {
    return is_kind(doc, value, PDF_KIND_NAME) && str_equals(pdf_doc_name_of(doc, value), name);
}

Str pdf_doc_string(PdfDoc *doc, PdfValue value) {
    const char *text = NULL;
    size_t length = 0;
    if (!is_kind(doc, value, PDF_KIND_STRING) || !qpdf_oh_get_value_as_string(doc->qpdf, value.handle, &text, &length))
        return (Str){"", 0};
    return keep(doc, text, length);
}

Str pdf_doc_text(PdfDoc *doc, PdfValue value) {
    const char *text = NULL;
    size_t length = 0;
    if (!is_kind(doc, value, PDF_KIND_STRING) || !qpdf_oh_get_value_as_utf8(doc->qpdf, value.handle, &text, &length))
        return (Str){"", 0};
    return keep(doc, text, length);
}

/* libqpdf gives its text NUL-terminated, and writes bytes that are none as hexadecimal or escaped. */
static void push_unparsed(PdfDoc *doc, const char *text, Buf *out) {
    if (text)
        buf_push(out, text, qpdf_get_last_string_length(doc->qpdf));
}

void pdf_doc_write(PdfDoc *doc, PdfValue value, Buf *out) {
    PdfValue whole = is_kind(doc, value, PDF_KIND_STREAM) ? as_dict(doc, value) : value;
    if (whole.handle)
        push_unparsed(doc, qpdf_oh_unparse_resolved(doc->qpdf, whole.handle), out);
    else
        buf_text(out, "null");
}

void pdf_doc_write_ref(PdfDoc *doc, PdfValue value, Buf *out) {
    if (value.handle)
        push_unparsed(doc, qpdf_oh_unparse(doc->qpdf, value.handle), out);
    else
        buf_text(out, "null");
}

static bool stream_bytes(PdfDoc *doc, PdfValue stream, enum qpdf_stream_decode_level_e level, Str *bytes) {
    unsigned char *data = NULL;
    size_t length = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    *bytes = (Str){"", 0};
    if (!is_kind(doc, stream, PDF_KIND_STREAM))
        return false;
    QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(doc->qpdf, stream.handle, level, &filtered, &data, &length);
    bool good = !(code & QPDF_ERRORS) && (data || length == 0);
    if (good)
        *bytes = keep(doc, (const char *)data, length);
    free(data);
    bool plain = level == qpdf_dl_none || filtered || !pdf_doc_get(doc, stream, "Filter").handle ||
                 is_kind(doc, pdf_doc_get(doc, stream, "Filter"), PDF_KIND_NULL);
    return good && plain && !arena_failed(doc->arena);
}

bool pdf_doc_stream_raw(PdfDoc *doc, PdfValue stream, Str *bytes) {
    return stream_bytes(doc, stream, qpdf_dl_none, bytes);
}

bool pdf_doc_stream(PdfDoc *doc, PdfValue stream, Str *bytes) {
    return stream_bytes(doc, stream, qpdf_dl_generalized, bytes);
}

/* ---- pages ---------------------------------------------------------------------------------------------------- */

typedef VEC(PdfPage) Pages;

typedef struct PageWalk {
    PdfDoc *doc;
    Pages pages;
    size_t steps; /* nodes seen, so that a tree that leads back into itself ends */
    bool broken;
    PdfRef catalog; /* which is no page, though it be among them: signing would write it twice */
} PageWalk;

bool pdf_doc_box(PdfDoc *doc, PdfValue array, PdfBox *box) {
    int64_t at[4];
    if (pdf_doc_count(doc, array) != 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!pdf_doc_length(doc, pdf_doc_item(doc, array, i), &at[i]))
            return false;
    *box = (PdfBox){at[0] < at[2] ? at[0] : at[2], at[1] < at[3] ? at[1] : at[3], at[0] < at[2] ? at[2] : at[0],
                    at[1] < at[3] ? at[3] : at[1]};
    return true;
}

/* ISO 32000-1, 7.7.3.4: boxes and rotation are inherited from the nodes above. */
static void inherit(PdfDoc *doc, PdfValue node, PdfPage *page) {
    int64_t rotate;
    if (pdf_doc_box(doc, pdf_doc_get(doc, node, "MediaBox"), &page->media))
        page->crop = page->media;
    pdf_doc_box(doc, pdf_doc_get(doc, node, "CropBox"), &page->crop);
    if (pdf_doc_integer(doc, pdf_doc_get(doc, node, "Rotate"), &rotate))
        page->rotate = (int)((rotate % 360 + 360) % 360) / 90 * 90;
    PdfValue resources = pdf_doc_get(doc, node, "Resources");
    if (is_kind(doc, resources, PDF_KIND_DICT))
        page->resources = resources;
}

static void walk_pages(PageWalk *walk, PdfValue node, PdfPage above, int depth) {
    PdfDoc *doc = walk->doc;
    PdfValue kids = pdf_doc_get(doc, node, "Kids");
    PdfRef ref = pdf_doc_ref(doc, node);
    if (depth > PDF_DOC_DEPTH_MAX || ++walk->steps > 2 * PDF_DOC_PAGES_MAX || !ref.number ||
        ref.number == walk->catalog.number || !is_kind(doc, node, PDF_KIND_DICT)) {
        walk->broken = true;
        return;
    }
    inherit(doc, node, &above);
    if (is_kind(doc, kids, PDF_KIND_ARRAY)) {
        for (size_t i = 0; i < pdf_doc_count(doc, kids) && !walk->broken; i++)
            walk_pages(walk, pdf_doc_item(doc, kids, i), above, depth + 1);
        return;
    }
    PdfPage *page = VEC_PUSH(&walk->pages);
    above.dict = node;
    above.ref = ref;
    if (page)
        *page = above;
}

bool pdf_doc_pages(PdfDoc *doc, const PdfPage **pages, size_t *count, DiagList *diags) {
    static const PdfBox letter = {0, 0, 612000, 792000};
    PageWalk walk = {.doc = doc, .catalog = pdf_doc_ref(doc, pdf_doc_catalog(doc))};
    walk_pages(&walk, pdf_doc_get(doc, pdf_doc_catalog(doc), "Pages"), (PdfPage){.media = letter, .crop = letter}, 0);
    size_t found = walk.pages.count;
    bool starved = walk.pages.failed;
    *pages = VEC_TAKE(doc->arena, &walk.pages);
    *count = *pages ? found : 0;
    if (starved) {
        diag_at(diags, DIAG_MEMORY, place_of(doc->name), DIAG_NO_ARGS);
        return false;
    }
    if (!walk.broken && found)
        return pdf_doc_sound(doc, diags);
    diag_at(diags, DIAG_PDF_DAMAGED, place_of(doc->name), DIAG_ARGS("page tree"));
    return false;
}

/* ---- metadata ------------------------------------------------------------------------------------------------- */

Str pdf_doc_info(PdfDoc *doc, const char *key) {
    return pdf_doc_text(doc, pdf_doc_get(doc, pdf_doc_get(doc, pdf_doc_trailer(doc), "Info"), key));
}

Str pdf_doc_xmp(PdfDoc *doc) {
    Str bytes = {"", 0};
    pdf_doc_stream(doc, pdf_doc_get(doc, pdf_doc_catalog(doc), "Metadata"), &bytes);
    return bytes;
}
