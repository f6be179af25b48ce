/*
 * facts: what a PDF says of itself: in its own metadata, in the report it carries, in its signatures.
 *
 * The report's data counts most, then Info, then XMP. Texts that no entry may hold are cut (entry_trim).
 */
#ifndef BANXIN_ARCHIVE_FACTS_H
#define BANXIN_ARCHIVE_FACTS_H

#include "archive/entry.h"
#include "sign/verify.h"

/*
 * Fills an entry from a file that has been judged; texts in the arena. False with a fault reported: memory, a file that
 * cannot be read any more.
 */
bool facts_read(Arena *arena, const char *name, Str bytes, const Verdict *verdict, Entry *entry, DiagList *diags);

/* "2026-01-16T08:30:00Z" of seconds since 1970, in the arena; and back, `otherwise` for anything else. */
const char *facts_moment(Arena *arena, int64_t seconds);
int64_t facts_seconds(const char *moment, int64_t otherwise);

#endif
