/*
 * icc: colour profiles (ISO 15076-1), the little of them that is needed here.
 */
#ifndef BANXIN_PDF_ICC_H
#define BANXIN_PDF_ICC_H

#include <stdbool.h>

#include "base/str.h"

/* Appends a profile of version 2 for grey on a screen, gamma 2.2: what a black page is meant for. The same each time.
 */
void icc_write_gray(Buf *out);
#define ICC_GRAY_NAME "Gray, gamma 2.2"

/* Whether the bytes are an output profile for CMYK, of version 2 or 4, whole as far as its table of tags tells. */
bool icc_is_press(Str profile);
/* Appends the profile's description as UTF-8, nothing when it has none that can be read. */
void icc_description(Str profile, Buf *out);

#endif
