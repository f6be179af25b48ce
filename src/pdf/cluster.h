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

/* Steps to the next cluster of the run; start with a zeroed Cluster. False after the last. */
bool cluster_next(const GlyphRun *run, Cluster *cluster);

#endif
