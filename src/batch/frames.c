#include "batch/frames.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lines.h"
#include "base/vec.h"

#define KEPT_OPEN   16
#define OFFSET_BITS 40
#define FILES_MAX   ((size_t)1 << 23)

struct Frames {
    Arena *arena;
    const char *folder; /* as named, for faults */
    int state;          /* the store's, open */
    VEC(const char *) files;
    struct {
        size_t number; /* of the file + 1; 0: none */
        int file;
    } open[KEPT_OPEN];
};

Frames *frames_new(const Store *store) {
    Frames *frames = calloc(1, sizeof *frames);
    if (!frames)
        return NULL;
    frames->arena = arena_new();
    frames->folder = arena_strdup(frames->arena, store->folder);
    frames->state = fcntl(store->state, F_DUPFD_CLOEXEC, 0);
    if (frames->folder)
        return frames;
    frames_free(frames);
    return NULL;
}

void frames_free(Frames *frames) {
    if (!frames)
        return;
    for (size_t i = 0; i < KEPT_OPEN; i++)
        if (frames->open[i].number)
            close(frames->open[i].file);
    if (frames->state >= 0)
        close(frames->state);
    VEC_FREE(&frames->files);
    arena_free(frames->arena);
    free(frames);
}

/* ---- passing over --------------------------------------------------------------------------------------------- */

typedef struct Pass {
    Frames *frames;
    FrameFn *take;
    void *context;
    DiagList *diags;
} Pass;

static const char *shown(const Frames *frames, const char *path) {
    return arena_printf(frames->arena, "%s/" STORE_NAME "/%s", frames->folder, path);
}

static bool unreadable(const Pass *pass, const char *path, int error) {
    const char *named = shown(pass->frames, path);
    diag_at(pass->diags, DIAG_FILE_READ, (Place){.file = named}, DIAG_ARGS(named, file_reason(error)));
    return false;
}

static void tell_damaged(const Pass *pass, const char *path, int64_t damaged) {
    char number[BUF_NUMBER];
    const char *named = shown(pass->frames, path);
    if (damaged)
        diag_at(pass->diags, DIAG_BATCH_JOURNAL_CUT, (Place){.file = named},
                DIAG_ARGS(named, int_format(damaged, number)));
}

/* The lines of an open file; 0 or errno. */
static int pass_lines(const Pass *pass, size_t number, int file) {
    Lines lines;
    Str line, json;
    bool whole;
    int64_t damaged = 0;
    lines_start(&lines, file);
    while (lines_next(&lines, &line, &whole)) {
        if (whole && record_unframe(line, &json) && lines.begin < (uint64_t)1 << OFFSET_BITS)
            pass->take(pass->context, json, ((uint64_t)(number + 1) << OFFSET_BITS) | lines.begin);
        else
            damaged++;
    }
    lines_free(&lines);
    tell_damaged(pass, pass->frames->files.items[number], damaged);
    return lines.error;
}

static bool pass_file(const Pass *pass, const char *path) {
    Frames *frames = pass->frames;
    const char **slot = frames->files.count < FILES_MAX - 1 ? VEC_PUSH(&frames->files) : NULL;
    if (!slot)
        return unreadable(pass, path, ENOMEM);
    *slot = path;
    int file = openat(frames->state, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return unreadable(pass, path, errno);
    int error = pass_lines(pass, frames->files.count - 1, file);
    close(file);
    return !error || unreadable(pass, path, error);
}

/* ---- the files of a run --------------------------------------------------------------------------------------- */

typedef VEC(const char *) Paths;

static bool has_ending(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

static int compare_serials(const void *a, const void *b) {
    const char *left = *(const char *const *)a, *right = *(const char *const *)b;
    size_t left_length = strlen(left), right_length = strlen(right);
    if (left_length != right_length)
        return left_length < right_length ? -1 : 1;
    return strcmp(left, right);
}

/* 0 or errno. */
static int list_paths(const Frames *frames, const char *folder, const char *ending, Paths *paths) {
    int fd = openat(frames->state, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    int error = dir ? 0 : errno;
    struct dirent *entry = NULL;
    while (dir && (errno = 0, entry = readdir(dir))) {
        const char **slot = has_ending(entry->d_name, ending) ? VEC_PUSH(paths) : NULL;
        if (slot)
            *slot = arena_printf(frames->arena, "%s/%s", folder, entry->d_name);
    }
    if (dir)
        error = errno;
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
    return paths->failed || arena_failed(frames->arena) ? ENOMEM : error;
}

bool frames_pass(Frames *frames, int run, const char *ending, FrameFn *take, void *context, DiagList *diags) {
    const Pass pass = {frames, take, context, diags};
    char folder[STORE_PATH];
    Paths paths = {0};
    store_run_path(run, folder);
    int error = list_paths(frames, folder, ending, &paths);
    bool good = !error || unreadable(&pass, folder, error);
    if (good && paths.count)
        qsort(paths.items, paths.count, sizeof *paths.items, compare_serials);
    for (size_t i = 0; good && i < paths.count; i++)
        good = pass_file(&pass, paths.items[i]);
    VEC_FREE(&paths);
    return good;
}

/* ---- reading again -------------------------------------------------------------------------------------------- */

/* A file by its number, kept open among the others; -1 when it cannot be opened. */
static int file_of(Frames *frames, size_t number) {
    size_t place = number % KEPT_OPEN;
    if (frames->open[place].number == number + 1)
        return frames->open[place].file;
    int file = number < frames->files.count
                   ? openat(frames->state, frames->files.items[number], O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
                   : -1;
    if (file < 0)
        return -1;
    if (frames->open[place].number)
        close(frames->open[place].file);
    frames->open[place].number = number + 1;
    frames->open[place].file = file;
    return file;
}

static bool read_at(int file, char *bytes, size_t length, uint64_t at) {
    size_t done = 0;
    while (done < length) {
        ssize_t got = pread(file, bytes + done, length - done, (off_t)(at + done));
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

bool frames_read(const Frames *frames, FrameSpot spot, Arena *arena, Str *json) {
    char head[RECORD_HEAD];
    uint64_t at = spot & (((uint64_t)1 << OFFSET_BITS) - 1);
    int file =
        file_of((Frames *)frames, (size_t)(spot >> OFFSET_BITS) - 1); /* which files are open changes no answer */
    size_t length;
    if (file < 0 || !read_at(file, head, sizeof head, at) || !record_head((Str){head, sizeof head}, &length))
        return false;
    char *line = arena_alloc(arena, sizeof head + length + 1);
    return line && read_at(file, line, sizeof head + length, at) &&
           record_unframe((Str){line, sizeof head + length}, json);
}
