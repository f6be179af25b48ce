/*
 * lighten: an OpenType/CFF face with lighter outlines.
 *
 * Takes the bytes of a face and gives those of a face that differs in its outlines only, and in these by no more than a
 * tolerance: glyphs and their order, CIDs, widths, characters, layout and names are the same. Hints and subroutines are
 * gone. Of a collection one face is taken, with the characters of another face only, since most have far more than are
 * ever printed. The table BxLt of the new face says what it was made from, so that it is made anew only when that has
 * changed.
 */
#ifndef LIGHTEN_LIGHTEN_H
#define LIGHTEN_LIGHTEN_H

#include <stdbool.h>

#include "base/str.h"
#include "fit.h"

/* What is to be made of what. */
typedef struct LightenOrder {
    Str source;
    int index;      /* of the face in a collection, else 0 */
    Str characters; /* a face whose characters are kept; empty: all are, of a source that is no collection */
    int tolerance;  /* hundredths of a thousandth of an em (200: 0.002 em) */
} LightenOrder;

typedef enum LightenFault {
    LIGHTEN_FINE,
    LIGHTEN_NO_FACE, /* the bytes are no OpenType/CFF face, or a broken one */
    LIGHTEN_TOO_FAR, /* an outline reaches further than charstrings can say */
    LIGHTEN_NO_MEMORY
} LightenFault;

/* Appends the new face to `out`. */
LightenFault lighten_face(const LightenOrder *order, Buf *out, FitTally *tally);
/* Is `face` what lighten_face would make? */
bool lighten_is_current(Str face, const LightenOrder *order);

#endif
