/*
 * itemize: which face each character is set in.
 *
 * Han text and full-width marks look in the role's Han list first, everything else in its Western list; a cluster
 * (a character and its extenders) is never divided between faces. What has been looked up is remembered, so that a
 * report asks the font set once a character, not once an occurrence.
 */
#ifndef BANXIN_TEXT_ITEMIZE_H
#define BANXIN_TEXT_ITEMIZE_H

#include "text/chars.h"

typedef struct ItemizeCache ItemizeCache;
ItemizeCache *itemize_cache_new(void);
void itemize_cache_free(ItemizeCache *cache);
void itemize_cache_clear(ItemizeCache *cache);

/* Where a character is found: face -1 when nowhere. */
typedef struct ItemizePlace {
    int16_t face;
    uint32_t glyph;
    int32_t advance; /* font units */
} ItemizePlace;

ItemizePlace itemize_lookup(TextEngine *engine, FontRole role, FontScript script, uint32_t codepoint, DiagList *diags);

/*
 * Fills face, glyph and advance of engine->chars. Reports each character no face has (GLYPH_MISSING), once a
 * paragraph; false if there was one.
 */
bool itemize_faces(TextEngine *engine, const TextRun *runs, DiagList *diags);
/* Reports one, at `byte` of its run's text. */
void itemize_report_missing(TextEngine *engine, const TextRun *run, size_t byte, uint32_t codepoint, DiagList *diags);

#endif
