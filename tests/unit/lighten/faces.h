/*
 * faces: a face and its lighter form side by side, as FreeType and HarfBuzz read them.
 */
#ifndef BANXIN_TESTS_LIGHTEN_FACES_H
#define BANXIN_TESTS_LIGHTEN_FACES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

typedef struct FacesReport {
    const char *fault;                                  /* what differs that must not, or NULL */
    unsigned glyph;                                     /* at which glyph */
    size_t glyphs, outlines, bytes_before, bytes_after; /* bytes: of the CFF tables */
    double most, mean;                                  /* distance of outlines, units */
    int grey_most;                                      /* of a pixel of 255, glyphs drawn as of 三号 at 300 dpi */
    double grey_mean;                                   /* sum of differences for each 255 of ink */
    double ink;                                         /* ink of the lighter form for each 1 of the old */
} FacesReport;

/*
 * Compares widths, CIDs, characters and all tables that must be the same, and of every `step`-th glyph the outlines and
 * how they look. Distances above `tolerance`, in units, are a fault.
 */
FacesReport faces_compare(Str old, Str light, unsigned step, double tolerance);

#endif
