/*
 * charstring: an outline as a Type 2 charstring (Adobe Technical Note 5177), without hints and subroutines.
 *
 * Among the operators that can draw a stretch of outline those are taken that need the fewest bytes.
 */
#ifndef LIGHTEN_CHARSTRING_H
#define LIGHTEN_CHARSTRING_H

#include <stdbool.h>

#include "base/str.h"
#include "outline.h"

/*
 * Appends the charstring; `width` is the surplus argument that states a glyph's width, left out without `has_width`.
 * False when a step between two points is beyond 16 bits, or memory is out (the buffer has then failed).
 */
bool charstring_write(Buf *out, const Outline *outline, bool has_width, int width);

#endif
