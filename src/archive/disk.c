#include "archive/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"

void (*disk_step)(const char *step);

void disk_take_step(const char *step) {
    if (disk_step)
        disk_step(step);
}

/* ---- folders ---- */

int disk_open_folder(int folder, const char *name, int *descriptor) {
    int links = folder == AT_FDCWD ? 0 : O_NOFOLLOW;
    *descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | links);
    return *descriptor < 0 ? errno : 0;
}

int disk_make_folder(int folder, const char *name) {
    disk_take_step("make folder");
    return mkdirat(folder, name, 0777) != 0 && errno != EEXIST ? errno : 0;
}

/* Some file systems know no fsync of folders: they say EINVAL. */
int disk_sync(int descriptor) {
    disk_take_step("sync");
    while (fsync(descriptor) != 0)
        if (errno != EINTR)
            return errno == EINVAL ? 0 : errno;
    return 0;
}

int disk_sync_folder(int folder, const char *name) {
    int descriptor;
    int error = disk_open_folder(folder, name, &descriptor);
    if (error)
        return error;
    error = disk_sync(descriptor);
    close(descriptor);
    return error;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef VEC(const char *) Names;

static int list_open(Arena *arena, DIR *stream, Names *names) {
    errno = 0;
    for (const struct dirent *entry; (entry = readdir(stream)); errno = 0) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char **name = VEC_PUSH(names);
        if (!name)
            return ENOMEM;
        *name = arena_strdup(arena, entry->d_name);
    }
    return errno;
}

int disk_list(Arena *arena, int folder, const char ***names, size_t *count) {
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = copy < 0 ? NULL : fdopendir(copy);
    Names list = {0};
    if (!stream) {
        int error = errno;
        if (copy >= 0)
            close(copy);
        return error;
    }
    int error = list_open(arena, stream, &list);
    closedir(stream);
    *count = list.count;
    *names = VEC_TAKE(arena, &list);
    if (error || arena_failed(arena) || (!*names && *count))
        return error ? error : ENOMEM;
    if (*count)
        qsort(*names, *count, sizeof **names, compare_names);
    return 0;
}

static int remove_below(int folder, const char *name, int depth);

static int empty_folder(int folder, int depth) {
    Arena *arena = arena_new();
    const char **names;
    size_t count = 0;
    int error = arena ? disk_list(arena, folder, &names, &count) : ENOMEM;
    for (size_t i = 0; i < count && !error; i++)
        error = remove_below(folder, names[i], depth + 1);
    arena_free(arena);
    return error;
}

static int remove_below(int folder, const char *name, int depth) {
    int descriptor;
    if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return errno;
    int error = depth < DISK_DEPTH_MAX ? disk_open_folder(folder, name, &descriptor) : ELOOP;
    if (error)
        return error;
    error = empty_folder(descriptor, depth);
    close(descriptor);
    return error ? error : unlinkat(folder, name, AT_REMOVEDIR) != 0 ? errno : 0;
}

int disk_remove(int folder, const char *name) {
    disk_take_step("remove");
    return remove_below(folder, name, 0);
}

/* ---- files ---- */

static int write_all(int descriptor, Str bytes) {
    while (bytes.length > 0) {
        ssize_t done = write(descriptor, bytes.text, bytes.length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : EIO;
        bytes = (Str){bytes.text + done, bytes.length - (size_t)done};
    }
    return 0;
}

int disk_write_new(int folder, const char *name, Str bytes, mode_t mode, bool sync) {
    disk_take_step("write");
    int descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor < 0)
        return errno;
    int error = write_all(descriptor, bytes);
    if (!error && sync)
        error = disk_sync(descriptor);
    if (close(descriptor) != 0 && errno != EINTR && !error)
        error = errno;
    if (error)
        unlinkat(folder, name, 0);
    return error;
}

int disk_append(int descriptor, Str bytes) {
    off_t length = lseek(descriptor, 0, SEEK_END);
    if (length < 0)
        return errno;
    disk_take_step("append");
    int error = write_all(descriptor, bytes);
    if (!error)
        error = disk_sync(descriptor);
    if (error && ftruncate(descriptor, length) == 0)
        fsync(descriptor);
    return error;
}

static int read_open(Arena *arena, int descriptor, size_t limit, Str *bytes) {
    struct stat info;
    if (fstat(descriptor, &info) != 0)
        return errno;
    if (!S_ISREG(info.st_mode))
        return EINVAL;
    if ((uintmax_t)info.st_size > limit)
        return EFBIG;
    size_t size = (size_t)info.st_size, done = 0;
    char *room = arena_alloc(arena, size + 1);
    if (!room)
        return ENOMEM;
    while (done < size) {
        ssize_t got = read(descriptor, room + done, size - done);
        if (got < 0 && errno != EINTR)
            return errno;
        if (got == 0)
            break;
        done += got > 0 ? (size_t)got : 0;
    }
    *bytes = (Str){room, done};
    return 0;
}

int disk_read(Arena *arena, int folder, const char *name, size_t limit, Str *bytes) {
    int descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return errno;
    int error = read_open(arena, descriptor, limit, bytes);
    close(descriptor);
    return error;
}

int disk_name(const char *prefix, char name[DISK_NAME_MAX]) {
    uint64_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return errno ? errno : EIO;
    snprintf(name, DISK_NAME_MAX, "%s%016llx", prefix, (unsigned long long)number);
    return 0;
}
