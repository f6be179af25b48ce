/*
 * deflate: bytes for /Filter /FlateDecode, by libdeflate.
 */
#ifndef BANXIN_PDF_DEFLATE_H
#define BANXIN_PDF_DEFLATE_H

#include <stdbool.h>

#include "base/str.h"

/*
 * How hard to try. Charstrings hardly give: Fandol's fall to 81 % at the lowest level in a third of the time the
 * middle ones take for another 0.5 %. Text (content, maps) repeats itself and repays the highest ordinary level. Packed
 * objects repeat themselves so much that this level looks at every one of a thousand: a middle one takes a third of the
 * time for another 2 %.
 */
typedef enum DeflateEffort { DEFLATE_OUTLINES, DEFLATE_OBJECTS, DEFLATE_TEXT, DEFLATE_EFFORTS } DeflateEffort;

typedef struct Deflate Deflate;

/* NULL when memory is out. */
Deflate *deflate_new(void);
void deflate_free(Deflate *deflate);
/* The compressed bytes, lent until the next call; text NULL when memory is out. */
Str deflate_bytes(Deflate *deflate, DeflateEffort effort, Str bytes);

#endif
