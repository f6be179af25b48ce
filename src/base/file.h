/*
 * file: reading inputs whole, writing outputs whole or not at all.
 */
#ifndef BANXIN_BASE_FILE_H
#define BANXIN_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

/*
 * Reads a regular file of at most `limit` bytes into the arena (NUL added after the end, not counted).
 * Faults: no such file, a folder, not readable, larger than the limit.
 */
bool file_read(Arena *arena, const char *path, size_t limit, char **bytes, size_t *length, DiagList *diags);

/*
 * Writes bytes to `path` so that it holds either its old content or all of the new one: a temporary file in the
 * same folder, fsync, rename, fsync of the folder. A symbolic link stays and its target is replaced; owner and
 * permission bits of an old file are kept. Special files such as /dev/full and FIFOs, and /dev/stdout whatever it leads
 * to, are written in place. Faults: folder missing, read-only, full. The temporary file is removed on every failure.
 * FILE_SYNC is a warning.
 */
bool file_write(const char *path, const void *bytes, size_t length, DiagList *diags);

/* What an errno value says, to be a diagnostic's argument (DIAG_BOTH); static. */
const char *file_reason(int error);

/* dirname(path) / name in the arena; `name` absolute is given as it is. */
char *file_beside(Arena *arena, const char *path, const char *name);
/* Last component without folder; and without its final extension. */
const char *file_name(const char *path);
char *file_stem(Arena *arena, const char *path);
bool file_is_folder(const char *path);
bool file_exists(const char *path);
/*
 * True if `name`, a relative path taken from an input, stays below the folder it is read from: not absolute, no
 * ".." component, no NUL, no symbolic link that leads out of `folder`.
 */
bool file_name_is_inside(const char *folder, const char *name);

#endif
