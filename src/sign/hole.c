#include "sign/hole.h"

#include <stdio.h>
#include <string.h>

/* Room for three numbers of ten digits with a blank before each. */
#define RANGE_ROOM (3 * (10 + 1))

void hole_write(Update *update, PdfRef ref, const Buf *entries, size_t size, Hole *hole) {
    Buf *out = update->out;
    update_open(update, ref);
    buf_text(out, "<<");
    buf_push(out, entries->bytes, entries->length);
    out->failed |= buf_failed(entries);
    buf_text(out, "/ByteRange[0");
    hole->range_at = out->length;
    buf_printf(out, "%*s]/Contents", RANGE_ROOM, "");
    hole->contents_at = out->length;
    hole->size = size;
    buf_char(out, '<');
    buf_reserve(out, 2 * size);
    for (size_t i = 0; i < 2 * size && !buf_failed(out); i++)
        buf_char(out, '0');
    buf_text(out, ">>>");
    update_close(update);
}

void hole_ranges(const Hole *hole, Buf *file, Str *before, Str *after) {
    char text[RANGE_ROOM + 24];
    size_t end = hole->contents_at + 2 * hole->size + 2;
    int length = snprintf(text, sizeof text, " %zu %zu %zu", hole->contents_at, end, file->length - end);
    if (length > 0 && length <= RANGE_ROOM)
        memcpy(file->bytes + hole->range_at, text, (size_t)length);
    *before = (Str){file->bytes, hole->contents_at};
    *after = (Str){file->bytes + end, file->length - end};
}

bool hole_fill(const Hole *hole, Buf *file, Str der) {
    static const char digits[] = "0123456789ABCDEF";
    char *at = file->bytes + hole->contents_at + 1;
    if (der.length > hole->size)
        return false;
    for (size_t i = 0; i < der.length; i++) {
        *at++ = digits[(unsigned char)der.text[i] >> 4];
        *at++ = digits[(unsigned char)der.text[i] & 15];
    }
    return true;
}
