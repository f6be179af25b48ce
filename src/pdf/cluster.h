/*
 * cluster: a run's glyphs with the source characters they came from.
 *
 * What a reader gets back from a PDF is the source text, so glyphs are walked by cluster: one or more glyphs and the
 * slice of GlyphRun.text they stand for.
 */
#ifndef BANXIN_PDF_CLUSTER_H
#define BANXIN_PDF_CLUSTER_H

#include <stdbool.h>

#include "page/page.h"

typedef struct Cluster {
    uint32_t first, count; /* glyphs of the run */
    Str text;              /* empty when the run's clusters point nowhere */
} Cluster;

/*
 * What a text means to whoever searches or copies: itself, but blanks of whatever width and kind, which one glyph
 * stands for, are all U+0020. They differ in where lines end and how wide they are, which is no part of a text.
 */
Str cluster_meaning(Str text);

/* str_equal for texts of a few bytes. */
static inline bool cluster_alike(Str a, Str b) {
    bool alike = a.length == b.length;
    for (size_t i = 0; alike && i < a.length; i++)
        alike = a.text[i] == b.text[i];
    return alike;
}

/* Steps to the next cluster of the run; start with a zeroed Cluster. False after the last. */
static inline bool cluster_next(const GlyphRun *run, Cluster *cluster) {
    uint32_t first = cluster->first + cluster->count, end = first + 1;
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

#endif
