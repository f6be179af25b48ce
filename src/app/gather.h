/*
 * gather: the .json files that a folder and the folders in it hold, each once, in an order that depends on their names
 * alone.
 */
#ifndef BANXIN_APP_GATHER_H
#define BANXIN_APP_GATHER_H

#include "base/diag.h"

#define GATHER_FILES_MAX 200000
#define GATHER_DEPTH_MAX 32 /* folders within each other */

/*
 * Gives `take` the path of each file in the folder and the folders in it, sorted by name folder by folder; the path
 * lasts as long as the call, and false ends the walk. Names that begin with a dot are passed over, links to folders not
 * followed. False with faults reported when the folder cannot be read; a folder in it that cannot be read is reported,
 * and the others are taken.
 */
typedef bool GatherFn(void *context, const char *path);
bool gather_walk(const char *folder, GatherFn *take, void *context, DiagList *diags);

typedef struct Gathered {
    const char **files;
    size_t count;
    size_t named; /* of them, those that were named: they stand before the others */
    size_t again; /* files of the folder that were named, too */
} Gathered;

/*
 * Takes the files that are named first, then those of the folder (NULL: none), as the walk gives them; a file that
 * comes up again, by whatever name or link, is left out. Paths live in the arena. False with faults reported when the
 * folder cannot be read or holds too many.
 */
bool gather_files(Arena *arena, const char *const *named, size_t named_count, const char *folder, Gathered *out,
                  DiagList *diags);

#endif
