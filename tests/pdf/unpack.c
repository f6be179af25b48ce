#include "unpack.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#define UNPACKED_MAX ((size_t)16 << 20)

static const char *find(const char *at, const char *end, const char *text) {
    return memmem(at, (size_t)(end - at), text, strlen(text));
}

/* The stream that begins behind `data`, appended unpacked. */
static void unpack(const char *data, const char *end, Buf *out) {
    struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
    char *bytes = malloc(UNPACKED_MAX);
    size_t length = 0, taken;
    if (inflate && bytes &&
        libdeflate_zlib_decompress_ex(inflate, data, (size_t)(end - data), bytes, UNPACKED_MAX, &taken, &length) ==
            LIBDEFLATE_SUCCESS)
        buf_push(out, bytes, length);
    free(bytes);
    libdeflate_free_decompressor(inflate);
}

void pdf_unpack(const Buf *file, const char *mark, Buf *out) {
    static const char stream[] = "\nstream\n";
    const char *end = file->bytes + file->length;
    for (const char *at = file->bytes; (at = find(at, end, " 0 obj\n")) != NULL;) {
        at += sizeof " 0 obj\n" - 1;
        const char *data = find(at, end, stream), *found = find(at, end, mark);
        if (data && found && found < data)
            unpack(data + sizeof stream - 1, end, out);
        if (data)
            at = data;
    }
}

bool pdf_holds(const Buf *file, const char *text) {
    Buf unpacked = {0};
    pdf_unpack(file, "/Type/ObjStm", &unpacked);
    bool found = find(file->bytes, file->bytes + file->length, text) ||
                 (unpacked.length && find(unpacked.bytes, unpacked.bytes + unpacked.length, text));
    buf_free(&unpacked);
    return found;
}
