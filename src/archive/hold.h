/*
 * hold: an archive that is open: store and catalogue, brought into step.
 *
 * The chain is the truth. When a process ended between appending to the chain and committing the catalogue, the
 * catalogue is behind and is moved on by whoever holds the archive alone next; a line, or a batch, that was broken off
 * is cut away, and the objects of additions that never came to be are removed. A chain that is behind the catalogue, or
 * says something else, was changed by somebody: that is reported, and nothing is touched.
 */
#ifndef BANXIN_ARCHIVE_HOLD_H
#define BANXIN_ARCHIVE_HOLD_H

#include "archive/catalogue.h"
#include "archive/store.h"

typedef struct Hold {
    Store store;
    Catalogue *catalogue;
    ChainEnd end; /* after hold_step: of chain and catalogue alike */
    Arena *arena;
    DiagList *diags;
} Hold;

/* "DIR/catalogue.sqlite" in the arena. */
char *hold_catalogue_path(Arena *arena, const char *folder);

/* Opens both. Closed by hold_close, also after a failure. */
bool hold_open(Hold *hold, Arena *arena, const char *folder, unsigned wait, DiagList *diags);
void hold_close(Hold *hold);
/* Holds the archive alone, and opens the catalogue anew: another process may have put a new one in its place meanwhile.
 */
bool hold_alone(Hold *hold);
/* Brings them into step. The archive is held alone. */
bool hold_step(Hold *hold);
/* Reads lines of the chain into a catalogue, from `end` on, as far as they are whole batches; `end` moves along. */
bool hold_read_on(Catalogue *catalogue, Str lines, ChainEnd *end, const char *path, DiagList *diags);

/* Appends "head 12 0123…" as the last line of what a command answers. */
void hold_tell_head(const ChainEnd *end, Language language, Buf *answer);

#endif
