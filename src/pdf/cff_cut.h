/*
 * cff_cut: a CFF program of some glyphs of another (Adobe Technical Notes 5176 and 5177).
 *
 * For programs that leave nothing to do but to copy: CID-keyed, without subroutines, with charstrings that hold no hint
 * and no number that could be said shorter. The lighter forms of the faces are such (tools/lighten). hb-subset takes
 * every charstring apart and puts it together again, which for such a program comes to the same bytes after ten times
 * the work: that they are the same is what tests/unit/pdf/test_cff_cut.c asks.
 */
#ifndef BANXIN_PDF_CFF_CUT_H
#define BANXIN_PDF_CFF_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Appends the program with the glyphs `glyphs`, which rise; the first is 0. False when the program is of another kind
 * or is broken: `out` is then to be emptied, and hb-subset to be asked. Out of memory, false with `out` failed.
 */
bool cff_cut(const uint8_t *bytes, size_t length, const uint32_t *glyphs, size_t count, Buf *out);

#endif
