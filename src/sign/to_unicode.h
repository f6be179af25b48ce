/*
 * to_unicode: a font's ToUnicode map (ISO 32000-1, 9.10.3): which text a code stands for.
 */
#ifndef BANXIN_SIGN_TO_UNICODE_H
#define BANXIN_SIGN_TO_UNICODE_H

#include "base/str.h"

typedef struct CodeRange {
    uint32_t from, until; /* codes */
    Str text;             /* of `from`, UTF-16BE; the last unit counts on with the code */
} CodeRange;

typedef struct ToUnicode {
    const CodeRange *ranges; /* by `from` */
    size_t count;
} ToUnicode;

/* Reads the map out of its stream; what is no map is an empty one. Texts in the arena. */
ToUnicode to_unicode_read(Arena *arena, Str cmap);
/* Appends the text of a code as UTF-8; false when it has none. */
bool to_unicode_push(const ToUnicode *map, uint32_t code, Buf *out);

#endif
