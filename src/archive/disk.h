/*
 * disk: small steps on files and folders by descriptor, so that nothing another process renames leads elsewhere. Each
 * gives 0 or an errno value; whoever asked reports it. Symbolic links are never followed below a folder.
 */
#ifndef BANXIN_ARCHIVE_DISK_H
#define BANXIN_ARCHIVE_DISK_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/str.h"

#define DISK_DEPTH_MAX 16 /* of folders that are removed */

/*
 * Called before every step that changes the disk, with its name: a test stops the process there, as a power failure
 * would. NULL otherwise.
 */
extern void (*disk_step)(const char *step);
void disk_take_step(const char *step);

/* Opens a folder below `folder` (AT_FDCWD: a path of the user's, whose links are followed). */
int disk_open_folder(int folder, const char *name, int *descriptor);
/* Makes a folder unless it is there. */
int disk_make_folder(int folder, const char *name);
int disk_sync(int descriptor);
int disk_sync_folder(int folder, const char *name);
/* Writes a new file whole and closes it; EEXIST if the name is taken. Whether it is synced is the caller's to say. */
int disk_write_new(int folder, const char *name, Str bytes, mode_t mode, bool sync);
/* Appends to an open file and syncs; after a failure it is cut back to the length it had. */
int disk_append(int descriptor, Str bytes);
/* Reads a regular file of at most `limit` bytes: EFBIG when it is larger, EINVAL when it is no regular file. */
int disk_read(Arena *arena, int folder, const char *name, size_t limit, Str *bytes);
/* Removes a file or a folder with all that is in it; what is not there is no fault. */
int disk_remove(int folder, const char *name);
/* The names within a folder in the order of their bytes, in the arena; false with errno. */
int disk_list(Arena *arena, int folder, const char ***names, size_t *count);
/* A name nobody can foresee: `prefix` and 16 hexadecimal digits. */
#define DISK_NAME_MAX 64
int disk_name(const char *prefix, char name[DISK_NAME_MAX]);

#endif
