/*
 * spot: a place kept as it is, for references into a document that is not kept.
 */
#ifndef BANXIN_FINDINGS_SPOT_H
#define BANXIN_FINDINGS_SPOT_H

#include "base/diag.h"

/* A reference to a copy of the place in the arena; nowhere when memory is out. */
SourceRef spot_of(Arena *arena, const Place *place);
/* The same of what a reference means now; nowhere stays nowhere. */
SourceRef spot_keep(Arena *arena, SourceRef ref);

#endif
