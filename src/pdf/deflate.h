/*
 * deflate: bytes for /Filter /FlateDecode, by libdeflate.
 */
#ifndef BANXIN_PDF_DEFLATE_H
#define BANXIN_PDF_DEFLATE_H

#include <stdbool.h>

#include "base/str.h"
#include "pdf/standing.h"

/*
 * How hard to try. Of a report's streams the lowest level takes half the instructions that a middle one does.
 * Charstrings hardly give whatever is tried: Fandol's fall to 79 % at the lowest level, another 0.5 % cost three
 * quarters more. Content, maps and files would be smaller by 5 to 12 %, which is 1 % of the file. Packed objects repeat
 * themselves so much that lazy matching repays: a fifth less, 6 KB of the model report.
 */
typedef enum DeflateEffort { DEFLATE_BYTES, DEFLATE_OBJECTS, DEFLATE_EFFORTS } DeflateEffort;

typedef struct Deflate Deflate;

/* NULL when memory is out. What was compressed before may be kept (standing.h; or NULL: it is not), which is lent. */
Deflate *deflate_new(Standing *standing);
void deflate_free(Deflate *deflate);
/* The compressed bytes, lent until the next call; text NULL when memory is out. */
Str deflate_bytes(Deflate *deflate, DeflateEffort effort, Str bytes);

#endif
