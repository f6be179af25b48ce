#include "pdf/stream.h"

uint32_t stream_write(Haru *haru, Deflate *deflate, DeflateEffort effort, Buf *entries, const Buf *bytes) {
    uint32_t object = haru_reserve(haru);
    Str packed = deflate_bytes(deflate, effort, (Str){bytes->bytes, bytes->length});
    buf_text(entries, "/Filter/FlateDecode");
    if (buf_failed(bytes) || !packed.text)
        haru_fail(haru);
    else
        haru_stream(haru, object, entries, packed);
    return object;
}
