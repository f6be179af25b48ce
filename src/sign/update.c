#include "sign/update.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "sign/hash.h"
#include "sign/revisions.h"

/* Where "startxref" is looked for: the last bytes of a file (ISO 32000-1, annex H, 3.4.4). */
#define TAIL_MAX 1024
/* The greatest object number (annex C). */
#define NUMBER_MAX 8388607

/* ---- the end of the file as it is ----------------------------------------------------------------------------- */

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

/* A whole number, with nothing against its end. */
static bool take_number(const char *at, const char *end, int64_t *number) {
    while (at < end && is_space(*at))
        at++;
    const char *first = at;
    for (*number = 0; at < end && *at >= '0' && *at <= '9' && at - first < 18; at++)
        *number = *number * 10 + (*at - '0');
    return at > first && (at == end || is_space(*at));
}

/* What the last "startxref" says that says anything; others are no end of a file. */
static bool find_last_section(Str file, int64_t *offset) {
    static const char word[] = "startxref";
    size_t length = sizeof word - 1, first = file.length > TAIL_MAX ? file.length - TAIL_MAX : 0;
    for (size_t at = file.length; at >= first + length; at--)
        if (memcmp(file.text + at - length, word, length) == 0 &&
            take_number(file.text + at, file.text + file.length, offset))
            return *offset > 0 && (uint64_t)*offset < file.length;
    return false;
}

static bool section_is_table(Str file, int64_t offset) {
    const char *at = file.text + offset, *end = file.text + file.length;
    while (at < end && is_space(*at))
        at++;
    return end - at > 4 && memcmp(at, "xref", 4) == 0;
}

/* What is signed must be told apart later, revision by revision, as verifying does it: without any repair. */
static bool has_layers(PdfDoc *doc, DiagList *diags) {
    Layers layers;
    layers_read(pdf_doc_arena(doc), pdf_doc_bytes(doc), &layers);
    const char *what = layers.fault == LAYERS_NO_END ? "startxref, %%EOF" : "cross-reference sections";
    if (layers.fault != LAYERS_GOOD)
        diag_at(diags, DIAG_PDF_DAMAGED, (Place){.file = pdf_doc_name(doc)}, DIAG_ARGS(what));
    return layers.fault == LAYERS_GOOD;
}

bool update_start(Update *update, PdfDoc *doc, Buf *out, DiagList *diags) {
    Str file = pdf_doc_bytes(doc);
    int64_t size = 0;
    if (!has_layers(doc, diags))
        return false;
    *update = (Update){.doc = doc, .out = out};
    bool known = find_last_section(file, &update->last) &&
                 pdf_doc_integer(doc, pdf_doc_get(doc, pdf_doc_trailer(doc), "Size"), &size);
    if (!known || size <= 0 || size > NUMBER_MAX) {
        diag_at(diags, DIAG_PDF_DAMAGED, (Place){.file = pdf_doc_name(doc)}, DIAG_ARGS("startxref, Size"));
        return false;
    }
    update->stream = !section_is_table(file, update->last);
    update->next = (int)size;
    update->start = file.length;
    out->length = 0;
    buf_push(out, file.text, file.length);
    if (file.text[file.length - 1] != '\n' && file.text[file.length - 1] != '\r')
        buf_char(out, '\n');
    return true;
}

/* ---- objects -------------------------------------------------------------------------------------------------- */

PdfRef update_reserve(Update *update) { return (PdfRef){update->next++, 0}; }

void update_open(Update *update, PdfRef ref) {
    UpdateObject *object = VEC_PUSH(&update->objects);
    if (object)
        *object = (UpdateObject){ref, update->out->length};
    buf_printf(update->out, "%d %d obj\n", ref.number, ref.generation);
}

void update_close(Update *update) { buf_text(update->out, "\nendobj\n"); }

static const UpdateEntry *entry_of(const char *key, const UpdateEntry *entries, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].key, key) == 0)
            return &entries[i];
    return NULL;
}

static void put_entry(Buf *out, const UpdateEntry *entry) {
    if (!entry->value)
        return;
    update_name(out, str_from(entry->key));
    buf_char(out, ' ');
    buf_push(out, entry->value->bytes, entry->value->length);
    out->failed |= buf_failed(entry->value);
}

void update_dict(Update *update, PdfValue dict, const UpdateEntry *entries, size_t count) {
    PdfDoc *doc = update->doc;
    const char *const *keys;
    size_t key_count;
    Buf *out = update->out;
    out->failed |= !pdf_doc_keys(doc, dict, &keys, &key_count);
    buf_text(out, "<<");
    for (size_t i = 0; i < key_count; i++) {
        if (entry_of(keys[i], entries, count))
            continue;
        update_name(out, str_from(keys[i]));
        buf_char(out, ' ');
        pdf_doc_write_ref(doc, pdf_doc_get(doc, dict, keys[i]), out);
    }
    for (size_t i = 0; i < count; i++)
        put_entry(out, &entries[i]);
    buf_text(out, ">>");
}

void update_object(Update *update, PdfRef ref, PdfValue dict, const UpdateEntry *entries, size_t count) {
    update_open(update, ref);
    update_dict(update, dict, entries, count);
    update_close(update);
}

/* ---- values --------------------------------------------------------------------------------------------------- */

void update_ref(Buf *out, PdfRef ref) { buf_printf(out, "%d %d R", ref.number, ref.generation); }

void update_name(Buf *out, Str name) {
    buf_char(out, '/');
    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.text[i];
        if (c <= ' ' || c > '~' || strchr("#()<>[]{}/%", c))
            buf_printf(out, "#%02X", c);
        else
            buf_char(out, (char)c);
    }
}

void update_hex(Buf *out, Str bytes) {
    static const char digits[] = "0123456789ABCDEF";
    buf_char(out, '<');
    for (size_t i = 0; i < bytes.length; i++) {
        buf_char(out, digits[(unsigned char)bytes.text[i] >> 4]);
        buf_char(out, digits[(unsigned char)bytes.text[i] & 15]);
    }
    buf_char(out, '>');
}

static void put_unit(Buf *out, unsigned unit) { buf_printf(out, "%04X", unit); }

static void put_utf16(Buf *out, Str text) {
    size_t size;
    buf_text(out, "<FEFF");
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if (c > 0xFFFF) {
            put_unit(out, 0xD800 + ((c - 0x10000) >> 10));
            put_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            put_unit(out, c);
        }
    }
    buf_char(out, '>');
}

void update_text(Buf *out, Str text) {
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.text[i] < ' ' || (unsigned char)text.text[i] > '~') {
            put_utf16(out, text);
            return;
        }
    buf_char(out, '(');
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("()\\", text.text[i]))
            buf_char(out, '\\');
        buf_char(out, text.text[i]);
    }
    buf_char(out, ')');
}

void update_length(Buf *out, int64_t thousandths) { buf_thousandths(out, thousandths); }

/* ---- the cross-reference section ------------------------------------------------------------------------------ */

static int compare_objects(const void *a, const void *b) {
    const UpdateObject *x = a, *y = b;
    return x->ref.number < y->ref.number ? -1 : x->ref.number > y->ref.number;
}

/* How many objects from `first` on have numbers without a gap. */
static size_t run_length(const Update *update, size_t first) {
    size_t count = 1;
    const UpdateObject *objects = update->objects.items;
    while (first + count < update->objects.count &&
           objects[first + count].ref.number == objects[first].ref.number + (int)count)
        count++;
    return count;
}

/*
 * Entries of the trailer that go over. The first identifier stays, the second is that of this state of the file (14.4):
 * of what is added, which is nothing that was there before; a file without any goes without.
 */
static void put_trailer(Update *update, int size) {
    static const char *const kept[] = {"Root", "Info"};
    PdfDoc *doc = update->doc;
    PdfValue trailer = pdf_doc_trailer(doc), first = pdf_doc_path(doc, trailer, "ID/0");
    Buf *out = update->out;
    Hash hash = {0};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        PdfValue value = pdf_doc_get(doc, trailer, kept[i]);
        if (pdf_doc_kind(doc, value) == PDF_KIND_NULL)
            continue;
        buf_printf(out, "/%s ", kept[i]);
        pdf_doc_write_ref(doc, value, out);
    }
    buf_printf(out, "/Size %d/Prev %lld", size, (long long)update->last);
    if (pdf_doc_kind(doc, first) != PDF_KIND_STRING)
        return;
    out->failed |=
        buf_failed(out) || !hash_bytes(HASH_SHA256, out->bytes + update->start, out->length - update->start, &hash);
    buf_text(out, "/ID[");
    update_hex(out, pdf_doc_string(doc, first));
    update_hex(out, (Str){(const char *)hash.bytes, 16});
    buf_char(out, ']');
}

static void put_table(Update *update) {
    Buf *out = update->out;
    buf_text(out, "xref\n");
    for (size_t at = 0, count; at < update->objects.count; at += count) {
        count = run_length(update, at);
        buf_printf(out, "%d %zu\n", update->objects.items[at].ref.number, count);
        for (size_t i = at; i < at + count; i++)
            buf_printf(out, "%010zu %05d n \n", update->objects.items[i].offset,
                       update->objects.items[i].ref.generation);
    }
    buf_text(out, "trailer\n<<");
    put_trailer(update, update->next);
    buf_text(out, ">>\n");
}

/* Bytes of a row: type, offset, generation. */
enum { ROW_OFFSET = 4, ROW_GENERATION = 2 };

static void put_row(Buf *out, const UpdateObject *object) {
    buf_char(out, 1);
    for (int i = ROW_OFFSET - 1; i >= 0; i--)
        buf_char(out, (char)(object->offset >> 8 * i));
    for (int i = ROW_GENERATION - 1; i >= 0; i--)
        buf_char(out, (char)(object->ref.generation >> 8 * i));
}

/* The stream is an object itself, the last. */
static void put_stream(Update *update) {
    Buf *out = update->out;
    update_open(update, update_reserve(update));
    buf_printf(out, "<</Type/XRef/W[1 %d %d]/Length %zu/Index[", ROW_OFFSET, ROW_GENERATION,
               update->objects.count * (1 + ROW_OFFSET + ROW_GENERATION));
    for (size_t at = 0, count; at < update->objects.count; at += count) {
        count = run_length(update, at);
        buf_printf(out, "%s%d %zu", at ? " " : "", update->objects.items[at].ref.number, count);
    }
    buf_char(out, ']');
    put_trailer(update, update->next);
    buf_text(out, ">>\nstream\n");
    for (size_t i = 0; i < update->objects.count; i++)
        put_row(out, &update->objects.items[i]);
    buf_text(out, "\nendstream");
    update_close(update);
}

bool update_finish(Update *update, DiagList *diags) {
    Buf *out = update->out;
    if (update->objects.count)
        qsort(update->objects.items, update->objects.count, sizeof *update->objects.items, compare_objects);
    size_t start = out->length;
    if (update->stream)
        put_stream(update);
    else
        put_table(update);
    buf_printf(out, "startxref\n%zu\n%%%%EOF\n", start);
    bool good = !buf_failed(out) && !update->objects.failed && update->next <= NUMBER_MAX && out->length <= UINT32_MAX;
    if (!good)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    update_abandon(update);
    return good;
}

void update_abandon(Update *update) { VEC_FREE(&update->objects); }
