/*
 * How libharu 2.3.0 is used.
 *
 * Its high-level calls pick glyphs by their own reading of a font's cmap, know no OpenType/CFF and no marked content,
 * and keep numbers as float. So no HPDF_Doc is made: the memory manager, the list of objects and dictionary objects are
 * enough. A stream is a dictionary without elements whose write_fn puts the prepared entries between << and >>;
 * after_write_fn then puts "stream ... endstream" behind them, so that Length stands in the dictionary and no byte is
 * copied twice (libharu's own dict streams make an object of their Length and hand 4 KB blocks through two buffers).
 *
 * Its table of objects is the classic one, 20 bytes each beside the object's own frame. So dictionaries are packed
 * (pack.h), and only streams are written through libharu.
 *
 * An error record of libharu is overwritten by later calls, which then speak of an invalid document: check() keeps the
 * first code. Every object belongs to the list from the moment it exists, and HPDF_Xref_Free frees them all, after a
 * failure too.
 */
#include "pdf/haru.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/digest.h"
#include "pdf/pack.h"
#include "pdf/syntax.h"

/* Bytes around an object: "N 0 obj", "endobj", its line of the table. */
#define HARU_OBJECT_OVERHEAD 64
#define HARU_NO_MEMORY       HPDF_FAILD_TO_ALLOC_MEM /* libharu's spelling */
/* Faults of our own, behind all of libharu's. */
#define HARU_TOO_LARGE 0x2000
#define HARU_TOO_MANY  0x2001

typedef struct HaruObject {
    Haru *haru;
    Str entries;
    Str stream;
    bool filled, is_stream;
} HaruObject;

/* A dictionary of the block that is packed with those outside of it. */
typedef struct HaruApart {
    uint32_t number;
    Str entries; /* in the arena */
} HaruApart;

struct Haru {
    Arena *arena; /* bodies of the objects */
    Deflate *deflate;
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Xref xref;
    HPDF_Stream writer; /* while saving */
    HPDF_STATUS fault;  /* the first one */
    uint64_t bytes;     /* at most so many will be written */
    Pack pack;
    VEC(HaruApart) apart;
    uint32_t block, block_count, block_filled; /* first number of the block, 0: none begun */
};

static void *HPDF_STDCALL take_memory(HPDF_UINT size) { return malloc(size ? size : 1); }
static void HPDF_STDCALL give_memory(void *memory) { free(memory); }

static void keep_fault(Haru *haru, HPDF_STATUS fault) {
    if (!haru->fault)
        haru->fault = fault;
}

/* True while nothing has failed; notes libharu's fault when `fine` is false. */
static bool check(Haru *haru, bool fine) {
    if (!fine)
        keep_fault(haru, haru->error.error_no ? haru->error.error_no : HARU_NO_MEMORY);
    return !haru->fault;
}

void haru_fail(Haru *haru) { keep_fault(haru, HARU_NO_MEMORY); }

Haru *haru_new(Deflate *deflate) {
    Haru *haru = calloc(1, sizeof *haru);
    if (!haru)
        return NULL;
    haru->arena = arena_new();
    haru->deflate = deflate;
    HPDF_Error_Init(&haru->error, NULL);
    haru->memory = HPDF_MMgr_New(&haru->error, /*pool*/ 0, take_memory, give_memory);
    haru->xref = haru->memory ? HPDF_Xref_New(haru->memory, /*first*/ 0) : NULL;
    pack_start(&haru->pack, haru->arena, deflate, HARU_PACK);
    if (haru->arena && haru->xref)
        return haru;
    haru_free(haru);
    return NULL;
}

void haru_free(Haru *haru) {
    if (!haru)
        return;
    pack_free(&haru->pack);
    VEC_FREE(&haru->apart);
    if (haru->writer)
        HPDF_Stream_Free(haru->writer);
    if (haru->xref)
        HPDF_Xref_Free(haru->xref);
    HPDF_MMgr_Free(haru->memory);
    arena_free(haru->arena);
    free(haru);
}

/* ---- objects ---- */

static HPDF_STATUS put(HPDF_Stream writer, const char *bytes, size_t length) {
    return length ? HPDF_Stream_Write(writer, (const HPDF_BYTE *)bytes, (HPDF_UINT)length) : HPDF_OK;
}

static HPDF_STATUS put_text(HPDF_Stream writer, const char *text) { return put(writer, text, strlen(text)); }

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream writer) {
    const HaruObject *object = dict->attr;
    return put(writer, object->entries.text, object->entries.length);
}

static HPDF_STATUS write_stream(HPDF_Dict dict) {
    const HaruObject *object = dict->attr;
    HPDF_Stream writer = object->haru->writer;
    HPDF_STATUS fault = put_text(writer, "\nstream\n");
    if (!fault)
        fault = put(writer, object->stream.text, object->stream.length);
    return fault ? fault : put_text(writer, "\nendstream");
}

/* True while the file stays within HARU_BYTES_MAX with so many bytes more. */
static bool take_room(Haru *haru, size_t length) {
    if (length > HARU_BYTES_MAX || haru->bytes > HARU_BYTES_MAX - length)
        keep_fault(haru, HARU_TOO_LARGE);
    else
        haru->bytes += length;
    return !haru->fault;
}

/* libharu's list grows by a fixed number, which would make the table's growth quadratic: let it double instead. */
static void let_table_grow(HPDF_List entries) {
    if (entries->count == entries->block_siz && entries->count > entries->items_per_block)
        entries->items_per_block = entries->count;
}

/* How many numbers libharu has given out, 0 among them. */
static uint32_t given(const Haru *haru) { return haru->xref->entries->count; }

uint32_t haru_reserve(Haru *haru) {
    if (haru->block)
        keep_fault(haru, HPDF_INVALID_OBJECT);
    if (given(haru) > HARU_OBJECTS_MAX)
        keep_fault(haru, HARU_TOO_MANY);
    if (haru->fault)
        return 0;
    HaruObject *object = ARENA_NEW(haru->arena, HaruObject);
    HPDF_Dict dict = object ? HPDF_Dict_New(haru->memory) : NULL;
    if (!check(haru, dict != NULL))
        return 0;
    object->haru = haru;
    dict->attr = object;
    dict->write_fn = write_entries;
    dict->after_write_fn = write_stream;
    let_table_grow(haru->xref->entries);
    if (!check(haru, HPDF_Xref_Add(haru->xref, dict) == HPDF_OK))
        return 0;
    return dict->header.obj_id & 0x00FFFFFF;
}

static HPDF_Dict dict_at(Haru *haru, uint32_t number) {
    HPDF_XrefEntry entry = number ? HPDF_Xref_GetEntry(haru->xref, number) : NULL;
    return entry ? entry->obj : NULL;
}

static HaruObject *object_at(Haru *haru, uint32_t number) {
    HPDF_Dict dict = dict_at(haru, number);
    return dict ? dict->attr : NULL;
}

/* Puts `entries` and `more` after one another into the object. */
static HaruObject *fill(Haru *haru, uint32_t number, const Buf *entries, Str more) {
    HaruObject *object = haru->fault ? NULL : object_at(haru, number);
    if (!object || buf_failed(entries)) {
        haru_fail(haru);
        return NULL;
    }
    char *text = take_room(haru, entries->length) ? arena_alloc(haru->arena, entries->length + more.length) : NULL;
    if (!check(haru, text != NULL))
        return NULL;
    if (entries->length)
        memcpy(text, entries->bytes, entries->length);
    if (more.length)
        memcpy(text + entries->length, more.text, more.length);
    object->entries = (Str){text, entries->length + more.length};
    object->filled = true;
    return object;
}

void haru_dict(Haru *haru, uint32_t number, const Buf *entries) { fill(haru, number, entries, (Str){"", 0}); }

void haru_stream(Haru *haru, uint32_t number, const Buf *entries, Str bytes) {
    Buf length = {0};
    pdf_key_int(&length, "Length", (int64_t)bytes.length);
    HaruObject *object = buf_failed(&length) ? NULL : fill(haru, number, entries, (Str){length.bytes, length.length});
    buf_free(&length);
    bool room = object && take_room(haru, bytes.length + HARU_OBJECT_OVERHEAD);
    char *copy = room ? arena_copy(haru->arena, bytes.text, bytes.length) : NULL;
    if (!copy) {
        haru_fail(haru);
        return;
    }
    object->stream = (Str){copy, bytes.length};
    object->is_stream = true;
}

/* ---- the block ---- */

uint32_t haru_block(Haru *haru, uint32_t count) {
    if (haru->block)
        keep_fault(haru, HPDF_INVALID_OBJECT);
    if (count > HARU_OBJECTS_MAX - given(haru))
        keep_fault(haru, HARU_TOO_MANY);
    if (haru->fault)
        return 0;
    haru->block = given(haru);
    haru->block_count = count;
    return haru->block;
}

void haru_add(Haru *haru, const Buf *entries) {
    if (buf_failed(entries) || haru->block_filled == haru->block_count) {
        haru_fail(haru);
        return;
    }
    pack_add(&haru->pack, haru->block + haru->block_filled++, (Str){entries->bytes, entries->length});
}

void haru_add_apart(Haru *haru, const Buf *entries) {
    bool fine = !buf_failed(entries) && haru->block_filled < haru->block_count;
    const char *copy = fine ? arena_strndup(haru->arena, entries->bytes, entries->length) : NULL;
    HaruApart *slot = copy ? VEC_PUSH(&haru->apart) : NULL;
    if (!slot) {
        haru_fail(haru);
        return;
    }
    *slot = (HaruApart){haru->block + haru->block_filled++, {copy, entries->length}};
}

static void add_text(Digest *digest, Str text) { digest_add(digest, text.text, text.length); }

void haru_identify(Haru *haru, uint8_t id[HARU_ID_SIZE]) {
    Digest digest;
    digest_start(&digest);
    pack_end(&haru->pack); /* what is packed so far, the block, counts as it is packed */
    for (size_t i = 0; i < haru->pack.streams.count; i++)
        add_text(&digest, haru->pack.streams.items[i].bytes);
    for (size_t i = 0; i < haru->apart.count; i++)
        add_text(&digest, haru->apart.items[i].entries);
    for (uint32_t i = 1; i < given(haru); i++) {
        const HaruObject *object = object_at(haru, i);
        add_text(&digest, object->entries);
        add_text(&digest, object->stream);
    }
    digest_end(digest, id);
}

/* ---- the file ---- */

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length) {
    Buf *out = stream->attr;
    buf_push(out, bytes, length);
    return buf_failed(out) ? HARU_NO_MEMORY : HPDF_OK;
}

/* The file being written: where each object stands. */
typedef struct Saving {
    Haru *haru;
    Buf *out;
    size_t start; /* of the file within `out` */
    PackTable table;
} Saving;

static uint32_t place(const Saving *s) { return (uint32_t)(s->out->length - s->start); }

static void pack_apart(Haru *haru) {
    pack_end(&haru->pack); /* what the block has begun, if no identifier was asked for */
    for (size_t i = 0; i < haru->apart.count; i++)
        pack_add(&haru->pack, haru->apart.items[i].number, haru->apart.items[i].entries);
}

/* Streams stand by themselves; dictionaries go to the pack. */
static void write_objects(Saving *s) {
    Haru *haru = s->haru;
    pack_apart(haru);
    for (uint32_t i = 1; i < given(haru) && !haru->fault; i++) {
        const HaruObject *object = object_at(haru, i);
        if (!object->is_stream) {
            pack_add(&haru->pack, i, object->entries);
            continue;
        }
        pack_table_note(&s->table, i, place(s));
        buf_int(s->out, i);
        buf_text(s->out, " 0 obj\n");
        keep_fault(haru, HPDF_Obj_WriteValue(dict_at(haru, i), haru->writer, /*encrypt*/ NULL));
        buf_text(s->out, "\nendobj\n");
    }
    pack_end(&haru->pack);
}

/* A stream that libharu does not know of. */
static void write_own(Saving *s, uint32_t number, const Buf *entries, Str bytes) {
    pack_table_note(&s->table, number, place(s));
    buf_int(s->out, number);
    buf_text(s->out, " 0 obj\n<<");
    buf_push(s->out, entries->bytes, entries->length);
    pdf_key_int(s->out, "Length", (int64_t)bytes.length);
    buf_text(s->out, ">>\nstream\n");
    buf_push(s->out, bytes.text, bytes.length);
    buf_text(s->out, "\nendstream\nendobj\n");
    s->out->failed |= buf_failed(entries);
}

static void write_packs(Saving *s, uint32_t first) {
    const Pack *pack = &s->haru->pack;
    Buf entries = {0};
    for (size_t i = 0; i < pack->streams.count; i++) {
        const PackStream *stream = &pack->streams.items[i];
        entries.length = 0;
        buf_text(&entries, "/Type/ObjStm/Filter/FlateDecode");
        pdf_key_int(&entries, "N", stream->count);
        pdf_key_int(&entries, "First", stream->first);
        write_own(s, first + (uint32_t)i, &entries, stream->bytes);
    }
    buf_free(&entries);
}

static void put_identifier(Buf *out, const uint8_t id[HARU_ID_SIZE]) {
    buf_char(out, '<');
    for (int i = 0; i < HARU_ID_SIZE; i += 2)
        pdf_hex16(out, (uint32_t)id[i] << 8 | id[i + 1]);
    buf_char(out, '>');
}

static void write_table(Saving *s, uint32_t number, uint32_t catalog, uint32_t info, const uint8_t id[HARU_ID_SIZE]) {
    Buf entries = {0}, rows = {0};
    uint32_t start = place(s);
    pack_table_note(&s->table, number, start);
    pack_table_rows(&s->table, &rows);
    Str packed = deflate_bytes(s->haru->deflate, DEFLATE_BYTES, (Str){rows.bytes, rows.length});
    buf_text(&entries, "/Type/XRef/Filter/FlateDecode");
    pack_table_entries(&s->table, &entries);
    pdf_key_ref(&entries, "Root", catalog);
    pdf_key_ref(&entries, "Info", info);
    buf_text(&entries, "/ID[");
    put_identifier(&entries, id);
    put_identifier(&entries, id);
    buf_char(&entries, ']');
    write_own(s, number, &entries, packed);
    buf_text(s->out, "startxref\n");
    buf_int(s->out, start);
    buf_text(s->out, "\n%%EOF\n");
    s->out->failed |= buf_failed(&rows) || !packed.text;
    buf_free(&rows);
    buf_free(&entries);
}

static void write_file(Saving *s, HaruVersion version, uint32_t catalog, uint32_t info,
                       const uint8_t id[HARU_ID_SIZE]) {
    static const char *const versions[] = {[HARU_PDF_1_7] = "%PDF-1.7", [HARU_PDF_1_6] = "%PDF-1.6"};
    Haru *haru = s->haru;
    buf_text(s->out, versions[version]);
    buf_text(s->out, "\n%\xE2\xE3\xCF\xD3\n");
    write_objects(s);
    uint32_t first = given(haru) + haru->block_count, count = first + (uint32_t)haru->pack.streams.count + 1;
    pack_table_packed(&s->table, &haru->pack, first);
    write_packs(s, first);
    write_table(s, count - 1, catalog, info, id);
    if (place(s) > HARU_BYTES_MAX || s->out->length < s->start)
        keep_fault(haru, HARU_TOO_LARGE);
    if (buf_failed(s->out) || haru->pack.failed || s->table.failed)
        haru_fail(haru);
}

static void save(Haru *haru, HaruVersion version, uint32_t catalog, uint32_t info, const uint8_t id[HARU_ID_SIZE],
                 Buf *out) {
    Saving s = {.haru = haru, .out = out, .start = out->length};
    uint64_t packs = (given(haru) + (uint64_t)haru->block_count) / HARU_PACK + 4;
    if (given(haru) + haru->block_count + packs > HARU_OBJECTS_MAX)
        keep_fault(haru, HARU_TOO_MANY);
    buf_reserve(out, haru->bytes + 1024);
    haru->writer = haru->fault ? NULL : HPDF_CallbackWriter_New(haru->memory, take_bytes, out);
    if (!check(haru, haru->writer != NULL))
        return;
    pack_table_start(&s.table, given(haru) + haru->block_count + (size_t)packs + 1);
    write_file(&s, version, catalog, info, id);
    pack_table_free(&s.table);
}

static bool all_filled(Haru *haru) {
    for (uint32_t i = 1; i < given(haru); i++)
        if (!object_at(haru, i)->filled)
            return false;
    return haru->block_filled == haru->block_count;
}

static void report(const Haru *haru, DiagList *diags) {
    char code[24], limit[BUF_NUMBER];
    snprintf(code, sizeof code, "0x%04lX", (unsigned long)haru->fault);
    if (haru->fault == HARU_NO_MEMORY)
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    else if (haru->fault == HARU_TOO_LARGE)
        diag_ref(diags, DIAG_PDF_SIZE, SOURCE_NONE, DIAG_ARGS(int_format((int64_t)HARU_BYTES_MAX, limit)));
    else if (haru->fault == HARU_TOO_MANY)
        diag_ref(diags, DIAG_PDF_OBJECTS, SOURCE_NONE, DIAG_ARGS(int_format(HARU_OBJECTS_MAX, limit)));
    else
        diag_ref(diags, DIAG_PDF_WRITE, SOURCE_NONE, DIAG_ARGS(code));
}

bool haru_save(Haru *haru, HaruVersion version, uint32_t catalog, uint32_t info, const uint8_t id[HARU_ID_SIZE],
               Buf *out, DiagList *diags) {
    if (!haru->fault && !all_filled(haru))
        keep_fault(haru, HPDF_INVALID_OBJECT);
    if (!haru->fault)
        save(haru, version, catalog, info, id, out);
    if (haru->fault)
        report(haru, diags);
    return !haru->fault;
}
