/*
 * lighten: an OpenType/CFF face with lighter outlines.
 *
 * Takes the bytes of a face and gives those of a face that differs in its outlines only, and in these by no more than a
 * tolerance: glyphs and their order, CIDs, widths, characters, layout and names are the same. Hints and subroutines are
 * gone. The table BxLt of the new face says what it was made from, so that it is made anew only when that has changed.
 */
#ifndef LIGHTEN_LIGHTEN_H
#define LIGHTEN_LIGHTEN_H

#include <stdbool.h>

#include "base/str.h"
#include "fit.h"

typedef enum LightenFault {
    LIGHTEN_FINE,
    LIGHTEN_NO_FACE, /* the bytes are no OpenType/CFF face, or a broken one */
    LIGHTEN_TOO_FAR, /* an outline reaches further than charstrings can say */
    LIGHTEN_NO_MEMORY
} LightenFault;

/* `tolerance` is in hundredths of a thousandth of an em (200: 0.002 em). The new face is appended to `out`. */
LightenFault lighten_face(Str source, int tolerance, Buf *out, FitTally *tally);
/* Is `face` what lighten_face would make of `source`? */
bool lighten_is_current(Str face, Str source, int tolerance);

#endif
