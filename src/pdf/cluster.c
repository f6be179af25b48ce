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

bool cluster_next(const GlyphRun *run, Cluster *cluster) {
    uint32_t first = cluster->first + cluster->count, end = first;
    if (first >= run->glyph_count)
        return false;
    uint32_t start = run->glyphs[first].cluster;
    while (end < run->glyph_count && run->glyphs[end].cluster == start)
        end++;
    size_t stop = end < run->glyph_count ? run->glyphs[end].cluster : run->text.length;
    *cluster = (Cluster){.first = first, .count = end - first};
    if (start < stop && stop <= run->text.length)
        cluster->text = (Str){run->text.text + start, stop - start};
    return true;
}
