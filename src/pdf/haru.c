/*
 * How libharu 2.3.0 is used.
 *
 * Its high-level calls pick glyphs by their own reading of a font's cmap, know no OpenType/CFF and no marked content,
 * and keep numbers as float. So no HPDF_Doc is made: the memory manager, the cross-reference table and dictionary
 * objects are enough. An object is a dictionary without elements whose write_fn puts the prepared entries between
 * << and >>; for a stream after_write_fn then puts "stream ... endstream" behind them, so that Length stands in the
 * dictionary and no byte is copied twice (libharu's own dict streams make an object of their Length and hand 4 KB
 * blocks through two buffers).
 *
 * An error record of libharu is overwritten by later calls, which then speak of an invalid document: haru_check
 * keeps the first code. Every object belongs to the table from the moment it exists, and HPDF_Xref_Free frees them
 * all, after a failure too.
 */
#include "pdf/haru.h"

#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/digest.h"
#include "pdf/syntax.h"

#define HARU_HEADER "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
/* Bytes libharu puts around an object: "N 0 obj", "endobj", its line of the table. */
#define HARU_OBJECT_OVERHEAD 64
#define HARU_NO_MEMORY       HPDF_FAILD_TO_ALLOC_MEM /* libharu's spelling */
/* A fault of our own, behind all of libharu's. */
#define HARU_TOO_LARGE 0x2000

typedef struct HaruObject {
    Haru *haru;
    Str entries;
    Str stream;
    bool filled, is_stream;
} HaruObject;

struct Haru {
    Arena *arena; /* bodies of the objects */
    HPDF_Error_Rec error;
    HPDF_MMgr memory;
    HPDF_Xref xref;
    HPDF_Stream writer; /* while saving */
    HPDF_STATUS fault;  /* the first one */
    uint64_t bytes;     /* at most so many will be written */
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

Haru *haru_new(void) {
    Haru *haru = calloc(1, sizeof *haru);
    if (!haru)
        return NULL;
    haru->arena = arena_new();
    HPDF_Error_Init(&haru->error, NULL);
    haru->memory = HPDF_MMgr_New(&haru->error, /*pool*/ 0, take_memory, give_memory);
    haru->xref = haru->memory ? HPDF_Xref_New(haru->memory, /*first*/ 0) : NULL;
    if (haru->arena && haru->xref)
        return haru;
    haru_free(haru);
    return NULL;
}

void haru_free(Haru *haru) {
    if (!haru)
        return;
    if (haru->writer)
        HPDF_Stream_Free(haru->writer);
    if (haru->xref)
        HPDF_Xref_Free(haru->xref);
    HPDF_MMgr_Free(haru->memory);
    arena_free(haru->arena);
    free(haru);
}

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
    if (!object->is_stream)
        return HPDF_OK;
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

uint32_t haru_reserve(Haru *haru) {
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
    take_room(haru, HARU_OBJECT_OVERHEAD);
    return dict->header.obj_id & 0x00FFFFFF;
}

static HaruObject *object_at(Haru *haru, uint32_t number) {
    HPDF_XrefEntry entry = number ? HPDF_Xref_GetEntry(haru->xref, number) : NULL;
    return entry ? ((HPDF_Dict)entry->obj)->attr : NULL;
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
    char *copy = object && take_room(haru, bytes.length) ? arena_copy(haru->arena, bytes.text, bytes.length) : NULL;
    if (!copy) {
        haru_fail(haru);
        return;
    }
    object->stream = (Str){copy, bytes.length};
    object->is_stream = true;
}

/* The identifier: all that the objects say, in their order. */
static void identify(Haru *haru, uint8_t id[16]) {
    Digest digest;
    digest_start(&digest);
    for (HPDF_UINT i = 1; i < haru->xref->entries->count; i++) {
        const HaruObject *object = object_at(haru, i);
        digest_add(&digest, object->entries.text, object->entries.length);
        digest_add(&digest, object->stream.text, object->stream.length);
    }
    digest_end(digest, id);
}

static void put_identifier(Buf *out, const uint8_t id[16]) {
    buf_char(out, '<');
    for (int i = 0; i < 16; i += 2)
        pdf_hex16(out, (uint32_t)id[i] << 8 | id[i + 1]);
    buf_char(out, '>');
}

/* The trailer's own entries; libharu adds Size. */
static void prepare_trailer(Haru *haru, uint32_t catalog, uint32_t info) {
    Buf text = {0};
    uint8_t id[16];
    identify(haru, id);
    pdf_key_ref(&text, "Root", catalog);
    pdf_key_ref(&text, "Info", info);
    buf_text(&text, "/ID[");
    put_identifier(&text, id);
    put_identifier(&text, id);
    buf_text(&text, "]\n");
    HaruObject *object = buf_failed(&text) ? NULL : ARENA_NEW(haru->arena, HaruObject);
    char *copy = object ? arena_copy(haru->arena, text.bytes, text.length) : NULL;
    if (check(haru, copy != NULL)) {
        object->entries = (Str){copy, text.length};
        haru->xref->trailer->attr = object;
        haru->xref->trailer->write_fn = write_entries;
    }
    buf_free(&text);
}

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length) {
    Buf *out = stream->attr;
    buf_push(out, bytes, length);
    return buf_failed(out) ? HARU_NO_MEMORY : HPDF_OK;
}

static void write_file(Haru *haru, uint32_t catalog, uint32_t info, Buf *out) {
    prepare_trailer(haru, catalog, info);
    buf_reserve(out, haru->bytes + 1024);
    haru->writer = haru->fault ? NULL : HPDF_CallbackWriter_New(haru->memory, take_bytes, out);
    if (!check(haru, haru->writer != NULL))
        return;
    HPDF_STATUS fault = put_text(haru->writer, HARU_HEADER);
    if (!fault)
        fault = HPDF_Xref_WriteToStream(haru->xref, haru->writer, /*encrypt*/ NULL);
    keep_fault(haru, fault);
}

static bool all_filled(Haru *haru) {
    for (HPDF_UINT i = 1; i < haru->xref->entries->count; i++)
        if (!object_at(haru, i)->filled)
            return false;
    return true;
}

static void report(const Haru *haru, DiagList *diags) {
    char code[24], limit[BUF_NUMBER];
    snprintf(code, sizeof code, "0x%04lX", (unsigned long)haru->fault);
    if (haru->fault == HARU_NO_MEMORY)
        diag_ref(diags, DIAG_MEMORY, SOURCE_NONE, DIAG_NO_ARGS);
    else if (haru->fault == HARU_TOO_LARGE)
        diag_ref(diags, DIAG_PDF_SIZE, SOURCE_NONE, DIAG_ARGS(int_format((int64_t)HARU_BYTES_MAX, limit)));
    else
        diag_ref(diags, DIAG_PDF_WRITE, SOURCE_NONE, DIAG_ARGS(code));
}

bool haru_save(Haru *haru, uint32_t catalog, uint32_t info, Buf *out, DiagList *diags) {
    if (!haru->fault && !all_filled(haru))
        keep_fault(haru, HPDF_INVALID_OBJECT);
    if (!haru->fault)
        write_file(haru, catalog, info, out);
    if (haru->fault)
        report(haru, diags);
    return !haru->fault;
}
