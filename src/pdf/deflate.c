#include "pdf/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

static const int deflate_levels[DEFLATE_EFFORTS] = {[DEFLATE_BYTES] = 1, [DEFLATE_OBJECTS] = 5};

struct Deflate {
    struct libdeflate_compressor *compressors[DEFLATE_EFFORTS];
    Buf out;
    Standing *standing;
};

Deflate *deflate_new(Standing *standing) {
    Deflate *deflate = calloc(1, sizeof *deflate);
    if (!deflate)
        return NULL;
    deflate->standing = standing;
    for (int i = 0; i < DEFLATE_EFFORTS; i++)
        if (!(deflate->compressors[i] = libdeflate_alloc_compressor(deflate_levels[i]))) {
            deflate_free(deflate);
            return NULL;
        }
    return deflate;
}

void deflate_free(Deflate *deflate) {
    if (!deflate)
        return;
    for (int i = 0; i < DEFLATE_EFFORTS; i++)
        libdeflate_free_compressor(deflate->compressors[i]);
    buf_free(&deflate->out);
    free(deflate);
}

static Str compress(Deflate *deflate, DeflateEffort effort, Str bytes) {
    struct libdeflate_compressor *compressor = deflate->compressors[effort];
    size_t bound = libdeflate_zlib_compress_bound(compressor, bytes.length);
    deflate->out.length = 0;
    buf_reserve(&deflate->out, bound);
    if (buf_failed(&deflate->out))
        return (Str){NULL, 0};
    deflate->out.length = libdeflate_zlib_compress(compressor, bytes.text, bytes.length, deflate->out.bytes, bound);
    return (Str){deflate->out.bytes, deflate->out.length};
}

Str deflate_bytes(Deflate *deflate, DeflateEffort effort, Str bytes) {
    Str made = standing_find(deflate->standing, STANDING_USE(STANDING_PACKED, effort), bytes);
    if (made.text)
        return made;
    made = compress(deflate, effort, bytes);
    if (made.text)
        standing_keep(deflate->standing, bytes, made);
    return made;
}
