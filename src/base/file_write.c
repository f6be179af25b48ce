#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_TRIES 64
#define TEMPORARY_NAME  32

/* Every step gives 0 or an errno value, so that the first failure is the one reported. */

static int write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t done = write(fd, bytes, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        bytes += done;
        length -= (size_t)done;
    }
    return 0;
}

/* Linux closes the descriptor even when close is interrupted: never again, never a failure. */
static int close_once(int fd) { return close(fd) != 0 && errno != EINTR ? errno : 0; }

/* Some file systems and all special files know no fsync; they say EINVAL. */
static int sync_file(int fd) {
    while (fsync(fd) != 0) {
        if (errno != EINTR)
            return errno == EINVAL || errno == EBADF ? 0 : errno;
    }
    return 0;
}

static int first_error(int first, int second) { return first ? first : second; }

/* ---- special files ---- */

static int write_in_place(const char *path, const void *bytes, size_t length) {
    int fd;
    do
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return errno;
    int error = write_all(fd, bytes, length);
    return first_error(error, close_once(fd));
}

/*
 * /dev/stdout, /dev/fd/1 and /proc/self/fd/1 are links to whatever is open there, maybe a regular file: renaming over
 * that would write beside the reader's descriptor. Links that stand in /dev itself or in /proc are written through.
 */
static bool leads_to_descriptor(const char *path) {
    struct stat info;
    if (lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
        return false;
    size_t folder_length = (size_t)(file_name(path) - path);
    char folder[PATH_MAX], real[PATH_MAX];
    if (folder_length == 0 || folder_length >= sizeof folder)
        return false;
    memcpy(folder, path, folder_length);
    folder[folder_length] = '\0';
    return realpath(folder, real) && (strcmp(real, "/dev") == 0 || strncmp(real, "/proc/", 6) == 0);
}

/* ---- regular files ---- */

typedef struct Target {
    int folder;       /* descriptor; the names below are in it */
    const char *name; /* of the file to be replaced */
    char temporary[TEMPORARY_NAME];
    bool exists;
    struct stat old; /* when it exists */
} Target;

/* A name nobody can foresee; it never reaches the output. */
static bool name_temporary(Target *target) {
    uint64_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return false;
    snprintf(target->temporary, sizeof target->temporary, ".banxin-%016llx", (unsigned long long)number);
    return true;
}

/* Creates the temporary file, never more open to others than the old file is; -1 with errno on failure. */
static int open_temporary(Target *target) {
    mode_t mode = target->exists ? target->old.st_mode & 0600 : 0666;
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        if (!name_temporary(target))
            return -1;
        int fd = openat(target->folder, target->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        if (fd >= 0 || (errno != EEXIST && errno != EINTR))
            return fd;
    }
    return -1;
}

/* The new file belongs to whom the old one did, as far as we may give it away, and has its permission bits. */
static int copy_rights(int fd, const struct stat *old) {
    if (fchown(fd, old->st_uid, old->st_gid) != 0 && errno != EPERM)
        return errno;
    return fchmod(fd, old->st_mode & 0777) != 0 ? errno : 0;
}

static int fill_temporary(const Target *target, int fd, const void *bytes, size_t length) {
    int error = write_all(fd, bytes, length);
    if (!error && target->exists)
        error = copy_rights(fd, &target->old);
    if (!error)
        error = sync_file(fd);
    return first_error(error, close_once(fd));
}

static int replace(Target *target, const void *bytes, size_t length) {
    int fd = open_temporary(target);
    if (fd < 0)
        return errno;
    int error = fill_temporary(target, fd, bytes, length);
    if (!error && renameat(target->folder, target->temporary, target->folder, target->name) != 0)
        error = errno;
    if (error)
        unlinkat(target->folder, target->temporary, 0);
    return error;
}

/* A folder that may be entered but not listed cannot be opened for reading, nor synced. */
static int open_folder(const char *folder) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd < 0 && errno == EACCES ? open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC) : fd;
}

/* Splits `path` (no link at its end) into an open folder and a name, and looks at the old file. */
static int open_target(char *path, Target *target) {
    char *name = path + (file_name(path) - path);
    if (name[0] == '\0')
        return path[0] ? EISDIR : ENOENT;
    target->exists = stat(path, &target->old) == 0;
    if (target->exists && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
        return errno;
    target->name = name;
    if (name == path) {
        target->folder = open_folder(".");
    } else {
        char kept = *name;
        *name = '\0';
        target->folder = open_folder(path);
        *name = kept;
    }
    return target->folder < 0 ? errno : 0;
}

/* *late is what went wrong when the new file already stood in its place. */
static int write_regular(const char *path, const void *bytes, size_t length, int *late) {
    struct stat info;
    bool link = lstat(path, &info) == 0 && S_ISLNK(info.st_mode);
    char *real = link ? realpath(path, NULL) : strdup(path);
    if (!real)
        return errno;
    Target target = {.folder = -1};
    int error = open_target(real, &target);
    if (!error)
        error = replace(&target, bytes, length);
    if (!error)
        *late = sync_file(target.folder);
    if (target.folder >= 0)
        close_once(target.folder);
    free(real);
    return error;
}

static int write_somewhere(const char *path, const void *bytes, size_t length, int *late) {
    struct stat info;
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return EISDIR;
        if (!S_ISREG(info.st_mode) || leads_to_descriptor(path))
            return write_in_place(path, bytes, length);
    }
    return write_regular(path, bytes, length, late);
}

/* What to know or do about a file that could not be written; an old one may be there or not. */
static const char *advice(const char *path, int error) {
    if (error == ENOENT || error == ENOTDIR)
        return DIAG_BOTH("check that its folder is there", "请确认其文件夹存在");
    struct stat info;
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
        return DIAG_BOTH("the old file is untouched", "原有文件未改动");
    return "";
}

bool file_write(const char *path, const void *bytes, size_t length, DiagList *diags) {
    int late = 0;
    int error = write_somewhere(path, bytes, length, &late);
    Place place = {.file = path};
    if (error)
        diag_at(diags, DIAG_FILE_WRITE, place, DIAG_ARGS(path, file_reason(error), advice(path, error)));
    else if (late)
        diag_at(diags, DIAG_FILE_SYNC, place, DIAG_ARGS(path, file_reason(late)));
    return !error;
}
