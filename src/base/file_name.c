#include "base/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"

const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_stem(Arena *arena, const char *path) {
    const char *name = file_name(path);
    const char *dot = strrchr(name, '.');
    /* The dot of a hidden file begins its name. */
    return dot && dot != name ? arena_strndup(arena, name, (size_t)(dot - name)) : arena_strdup(arena, name);
}

char *file_beside(Arena *arena, const char *path, const char *name) {
    if (name[0] == '/')
        return arena_strdup(arena, name);
    return arena_printf(arena, "%.*s%s", (int)(file_name(path) - path), path, name);
}

bool file_is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_exists(const char *path) {
    struct stat info;
    return stat(path, &info) == 0;
}

/* Relative, not empty, and no component climbs out. Pure: asks the text alone. */
static bool is_modest(const char *name) {
    if (name[0] == '\0' || name[0] == '/')
        return false;
    Str rest = str_from(name), component;
    while (str_split(rest, '/', &component, &rest))
        if (str_equals(component, ".."))
            return false;
    return !str_equals(rest, "..");
}

/* Is the resolved path `path` the resolved folder or below it? */
static bool is_below(const char *folder, const char *path) {
    size_t length = strlen(folder);
    if (strncmp(folder, path, length) != 0)
        return false;
    return folder[length - 1] == '/' || path[length] == '/' || path[length] == '\0';
}

/*
 * Resolves as much of `path` (cut back in place) as exists; false when that cannot be told, as with a link that
 * leads nowhere: what is written through it would stand somewhere else.
 */
static bool resolve_existing(char *path, char real[PATH_MAX]) {
    struct stat info;
    while (!realpath(path, real)) {
        if (errno != ENOENT || (lstat(path, &info) == 0 && S_ISLNK(info.st_mode)))
            return false;
        char *slash = strrchr(path, '/');
        if (!slash || slash == path)
            return false;
        *slash = '\0';
    }
    return true;
}

bool file_name_is_inside(const char *folder, const char *name) {
    char root[PATH_MAX], real[PATH_MAX], path[PATH_MAX];
    if (!is_modest(name) || !realpath(folder[0] ? folder : ".", root))
        return false;
    size_t root_length = strlen(root), name_length = strlen(name);
    if (root_length + name_length + 2 > sizeof path)
        return false;
    memcpy(path, root, root_length);
    path[root_length] = '/';
    memcpy(path + root_length + 1, name, name_length + 1);
    return resolve_existing(path, real) && is_below(root, real);
}
