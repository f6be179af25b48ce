/*
 * change_seal: slices of a seal at the edges of pages, which the first signature may bring (straddle.h).
 */
#ifndef BANXIN_SIGN_CHANGE_SEAL_H
#define BANXIN_SIGN_CHANGE_SEAL_H

#include "sign/change_walk.h"

/*
 * Has a page gained such a slice? Then its Contents are what they were between two streams that do nothing else, and
 * its Resources what they were with one image more; all that was there is handed on to be compared, what is new is
 * marked. False, and nothing done, if it is anything else.
 */
bool seal_walk(ChangeWalk *walk, const PdfPage *before, const PdfPage *after, int page);

#endif
