#include "pdf/cluster.h"

#include "base/utf8.h"

/* Those of Latin type; the em of Han faces, U+3000, has a glyph of its own. */
static bool is_blank(uint32_t c) {
    return c == 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

Str cluster_meaning(Str text) {
    size_t size = 0;
    bool blank = text.length && is_blank(utf8_decode(text.text, text.length, &size)) && size == text.length;
    return blank ? STR(" ") : text;
}
