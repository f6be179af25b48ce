#include "pdf/cluster.h"

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
