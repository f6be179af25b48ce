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

/* Steps to the next cluster of the run; start with a zeroed Cluster. False after the last. */
bool cluster_next(const GlyphRun *run, Cluster *cluster);

#endif
