#include "pdf/files.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/md5.h"
#include "pdf/metadata.h"
#include "pdf/stream.h"
#include "pdf/syntax.h"

/* "text/csv" as a name: the solidus is escaped (7.3.5). */
static void put_type(Buf *out, const char *type) {
    buf_text(out, "/Subtype/");
    for (; *type; type++) {
        if (*type == '/')
            buf_text(out, "#2F");
        else
            buf_char(out, *type);
    }
}

static void put_checksum(Buf *out, Str bytes) {
    uint8_t sum[MD5_SIZE];
    md5(bytes, sum);
    buf_text(out, "/CheckSum");
    pdf_bytes(out, sum, sizeof sum);
}

static uint32_t write_bytes(const PageList *pages, const PageFile *file, Haru *haru, Deflate *deflate) {
    Buf entries = {0}, bytes = {0};
    buf_text(&entries, "/Type/EmbeddedFile");
    put_type(&entries, file->type);
    buf_text(&entries, "/Params<<");
    pdf_key_int(&entries, "Size", (int64_t)file->bytes.length);
    if (metadata_has_date(pages)) {
        buf_text(&entries, "/ModDate");
        metadata_put_date(pages, &entries);
    }
    put_checksum(&entries, file->bytes);
    buf_text(&entries, ">>");
    buf_push(&bytes, file->bytes.text, file->bytes.length);
    uint32_t object = stream_write(haru, deflate, DEFLATE_BYTES, &entries, &bytes);
    buf_free(&bytes);
    buf_free(&entries);
    return object;
}

static void write_specification(const PageFile *file, uint32_t object, uint32_t bytes, Haru *haru) {
    Buf entries = {0};
    buf_text(&entries, "/Type/Filespec/F");
    pdf_text(&entries, str_from(file->name));
    buf_text(&entries, "/UF");
    pdf_text(&entries, str_from(file->title));
    buf_text(&entries, "/Desc");
    pdf_text(&entries, str_from(file->about));
    buf_text(&entries, file->source ? "/AFRelationship/Source/EF<<" : "/AFRelationship/Data/EF<<");
    pdf_key_ref(&entries, "F", bytes);
    pdf_key_ref(&entries, "UF", bytes);
    buf_text(&entries, ">>");
    haru_dict(haru, object, &entries);
    buf_free(&entries);
}

uint32_t *files_write(const PageList *pages, Haru *haru, Deflate *deflate) {
    uint32_t *objects = pages->file_count ? calloc(pages->file_count, sizeof *objects) : NULL;
    if (!objects && pages->file_count)
        haru_fail(haru);
    for (size_t i = 0; objects && i < pages->file_count; i++) {
        objects[i] = haru_reserve(haru);
        write_specification(&pages->files[i], objects[i], write_bytes(pages, &pages->files[i], haru, deflate), haru);
    }
    return objects;
}

/* A file's place in the name tree, whose keys stand in the order of their bytes (7.9.6). */
typedef struct NamedFile {
    const char *name;
    uint32_t object;
} NamedFile;

static int compare_names(const void *a, const void *b) {
    return strcmp(((const NamedFile *)a)->name, ((const NamedFile *)b)->name);
}

void files_put_catalog(const PageList *pages, const uint32_t *objects, Haru *haru, Buf *out) {
    NamedFile *names = calloc(pages->file_count, sizeof *names);
    if (!names) {
        haru_fail(haru);
        return;
    }
    for (size_t i = 0; i < pages->file_count; i++)
        names[i] = (NamedFile){pages->files[i].name, objects[i]};
    qsort(names, pages->file_count, sizeof *names, compare_names);
    buf_text(out, "/Names<</EmbeddedFiles<</Names[");
    for (size_t i = 0; i < pages->file_count; i++) {
        pdf_text(out, str_from(names[i].name));
        pdf_ref(out, names[i].object);
    }
    buf_text(out, "]>>>>/AF[");
    for (size_t i = 0; i < pages->file_count; i++) {
        if (i)
            buf_char(out, ' ');
        pdf_ref(out, objects[i]);
    }
    buf_char(out, ']');
    free(names);
}
