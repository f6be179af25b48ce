/*
 * standing: what was made once and is wanted again by a later report of the same process, as type that is left
 * standing.
 *
 * Reports of one form have streams and cut faces in common, to the byte. What is made (compressed bytes, a cut program)
 * depends on nothing but what it is made of, so that a report is the same whether or not anything was kept. What it is
 * made of is compared whole: a digest alone decides nothing.
 *
 * Most streams of a batch come once. So only what is asked for a second time is kept; of the others a number is. What
 * is kept has a budget, and gives way to what is asked for later.
 *
 * Not kept for want of memory is no fault. NULL is a memory that keeps nothing.
 */
#ifndef BANXIN_PDF_STANDING_H
#define BANXIN_PDF_STANDING_H

#include "base/str.h"

typedef struct Standing Standing;

/* What is kept takes no more than so many bytes: the streams of three reports of forty pages, as they are and packed.
 */
#define STANDING_BUDGET ((size_t)4 << 20)

/* What is made of bytes, by a number of the maker's own: how hard they are compressed, the face of a font set. */
typedef enum StandingKind { STANDING_PACKED, STANDING_CUT } StandingKind;
#define STANDING_USE(kind, number) ((uint32_t)(kind) << 16 | (uint32_t)(number))

/* NULL when memory is out. */
Standing *standing_new(size_t budget);
void standing_free(Standing *standing);

/*
 * What was made of `from` for a use (STANDING_USE); text NULL when it is not kept. Lent until the next
 * standing_keep.
 */
Str standing_find(Standing *standing, uint32_t use, Str from);
/* Whether what was last looked for, and not found, would be kept. */
bool standing_wants(const Standing *standing);
/* Offers what was made of the bytes that were last looked for, and not found; they are still there. Copied. */
void standing_keep(Standing *standing, Str from, Str made);
/* How many bytes are kept. */
size_t standing_kept(const Standing *standing);

#endif
