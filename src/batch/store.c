#include "batch/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"

#define RUNS   "runs"
#define DRAFTS "drafts"
#define LOCK   "lock"
#define NEW    "new-" /* begins the names of files that are being written */

#define NEW_TRIES 1000

/* How long is waited for a run that is just ending: killed processes give their locks back a moment later. */
#define LOCK_TRIES 250
#define LOCK_PAUSE 20000000 /* nanoseconds */

enum { LOCK_WHOLE, LOCK_SHARD };

static bool fault(DiagList *diags, DiagCode code, const char *path, const char *more) {
    diag_at(diags, code, (Place){.file = path}, DIAG_ARGS(path, more));
    return false;
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

static int open_folder_at(int at, const char *path) { return openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

/* Made if it is not there; 0 or errno. */
static int make_folder(int at, const char *path) { return mkdirat(at, path, 0777) == 0 || errno == EEXIST ? 0 : errno; }

static bool open_published(Store *store, StoreUse use, DiagList *diags) {
    int error = use == STORE_LOOK ? 0 : make_folder(AT_FDCWD, store->folder);
    if (!error && (store->published = open_folder_at(AT_FDCWD, store->folder)) < 0)
        error = errno;
    return !error || fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error));
}

static bool open_state(Store *store, StoreUse use, DiagList *diags) {
    int error = use == STORE_LOOK ? 0 : make_folder(store->published, STORE_NAME);
    if (!error && (store->state = open_folder_at(store->published, STORE_NAME)) < 0)
        error = errno;
    if (!error && use != STORE_LOOK)
        error = make_folder(store->state, RUNS);
    if (use == STORE_LOOK && error == ENOENT)
        return fault(diags, DIAG_BATCH_NONE, store->folder, "");
    return !error || fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error));
}

/* Takes a lock file; 0 or errno, EWOULDBLOCK when another holds it. File systems that know no locks grant it: work
 * side by side is wasted, but harms nothing (publish.h). */
static int take_lock(Store *store, int which, const char *name, int how) {
    int fd = openat(store->state, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    int error = fd < 0 ? errno : EWOULDBLOCK;
    store->locks[which] = fd;
    for (int i = 0; fd >= 0 && error == EWOULDBLOCK && i < LOCK_TRIES; i++) {
        error = flock(fd, how | LOCK_NB) == 0 ? 0 : errno;
        if (error == EWOULDBLOCK)
            nanosleep(&(struct timespec){.tv_nsec = LOCK_PAUSE}, NULL);
    }
    return error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP ? 0 : error;
}

static bool lock(Store *store, StoreUse use, size_t shard, DiagList *diags) {
    char name[64];
    int error = use == STORE_LOOK ? 0 : take_lock(store, LOCK_WHOLE, LOCK, use == STORE_ALONE ? LOCK_EX : LOCK_SH);
    if (!error && use == STORE_SHARE && shard != STORE_NO_SHARD) {
        snprintf(name, sizeof name, "shard-%zu", shard);
        error = take_lock(store, LOCK_SHARD, name, LOCK_EX);
    }
    if (error == EWOULDBLOCK)
        return fault(diags, DIAG_BATCH_BUSY, store->folder, "");
    return !error || fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error));
}

bool store_open(Store *store, const char *folder, StoreUse use, size_t shard, DiagList *diags) {
    *store = (Store){.folder = folder, .published = -1, .state = -1, .locks = {-1, -1}, .run_folder = -1};
    return open_published(store, use, diags) && open_state(store, use, diags) && lock(store, use, shard, diags);
}

static void close_one(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void store_close(Store *store) {
    close_one(&store->run_folder);
    close_one(&store->locks[LOCK_SHARD]);
    close_one(&store->locks[LOCK_WHOLE]);
    close_one(&store->state);
    close_one(&store->published);
}

bool store_has_plan(const Store *store) { return faccessat(store->state, "plan.jsonl", F_OK, 0) == 0; }

/* ---- files ---------------------------------------------------------------------------------------------------- */

/* Of a name that nobody else has, a process of this number on another machine or a dead one. */
void store_file_begin(StoreFile *file, const Store *store, bool within, const char *name) {
    *file = (StoreFile){.store = store, .folder = within ? store->state : store->published, .name = name};
    file->out.file = -1;
    for (int i = 0; file->out.file < 0 && !file->out.error; i++) {
        snprintf(file->temporary, sizeof file->temporary, NEW "%ld-%d-%s", (long)getpid(), i, name);
        file->out.file =
            openat(store->state, file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (file->out.file < 0 && (errno != EEXIST || i == NEW_TRIES))
            file->out.error = errno;
    }
}

/* 0 or errno. */
static int give_name(const StoreFile *file, int error) {
    if (!error && renameat(file->store->state, file->temporary, file->folder, file->name) != 0)
        error = errno;
    if (!error)
        fsync(file->folder);
    else
        unlinkat(file->store->state, file->temporary, 0);
    return error;
}

bool store_file_end(StoreFile *file, DiagList *diags) {
    bool opened = file->out.file >= 0;
    int error = spill_end(&file->out);
    if (!error && fsync(file->out.file) != 0 && errno != EINVAL)
        error = errno;
    if (opened && close(file->out.file) != 0 && errno != EINTR && !error)
        error = errno;
    if (opened)
        error = give_name(file, error);
    if (error)
        diag_at(diags, DIAG_FILE_WRITE, (Place){.file = file->store->folder},
                DIAG_ARGS(file->name, file_reason(error), ""));
    return !error;
}

/* ---- runs ----------------------------------------------------------------------------------------------------- */

void store_run_path(int run, char path[STORE_PATH]) { snprintf(path, STORE_PATH, RUNS "/%07d", run); }

/* 0: no name of a run. */
static int run_number(const char *name) {
    int number = 0;
    if (strlen(name) != 7)
        return 0;
    for (; *name; name++) {
        if (*name < '0' || *name > '9')
            return 0;
        number = number * 10 + (*name - '0');
    }
    return number;
}

static int compare_numbers(const void *a, const void *b) {
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

bool store_runs(Arena *arena, const Store *store, int **runs, size_t *count, DiagList *diags) {
    VEC(int) numbers = {0};
    int fd = open_folder_at(store->state, RUNS);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        return fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error));
    }
    struct dirent *entry;
    while (errno = 0, (entry = readdir(dir))) {
        int number = run_number(entry->d_name);
        int *slot = number ? VEC_PUSH(&numbers) : NULL;
        if (slot)
            *slot = number;
    }
    int error = errno;
    closedir(dir);
    if (error) {
        VEC_FREE(&numbers);
        return fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error));
    }
    if (numbers.count)
        qsort(numbers.items, numbers.count, sizeof *numbers.items, compare_numbers);
    *count = numbers.count;
    *runs = VEC_TAKE(arena, &numbers);
    if (!*runs)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return *runs != NULL;
}

/* What stands in an open folder with a name that begins so. */
static void remove_all(int folder, const char *beginning) {
    int fd = dup(folder);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (dir)
        rewinddir(dir); /* the descriptors share a place in it */
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, beginning, strlen(beginning)) == 0)
            unlinkat(folder, entry->d_name, 0);
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
}

/* Removes the drafts in an open run folder, and their folder. */
static void remove_drafts(int run_folder) {
    int fd = open_folder_at(run_folder, DRAFTS);
    if (fd < 0)
        return;
    remove_all(fd, "");
    close(fd);
    unlinkat(run_folder, DRAFTS, AT_REMOVEDIR);
}

/* A run that holds its lock no longer is dead. */
static void bury(const Store *store, int run) {
    char path[STORE_PATH];
    store_run_path(run, path);
    int folder = open_folder_at(store->state, path);
    bool drafts = folder >= 0 && faccessat(folder, DRAFTS, F_OK, 0) == 0;
    int held = drafts ? openat(folder, LOCK, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (drafts && (held < 0 || flock(held, LOCK_EX | LOCK_NB) == 0))
        remove_drafts(folder);
    if (held >= 0)
        close(held);
    if (folder >= 0)
        close(folder);
}

/* A folder with a number that no other run has, were it begun at the same moment. */
static int make_run(Store *store, int after) {
    char path[STORE_PATH];
    for (int run = after + 1; run <= STORE_RUN_MAX; run++) {
        store_run_path(run, path);
        if (mkdirat(store->state, path, 0777) == 0) {
            store->run = run;
            store->run_folder = open_folder_at(store->state, path);
            return store->run_folder < 0 ? errno : 0;
        }
        if (errno != EEXIST)
            return errno;
    }
    return ENOSPC;
}

/* The lock is there before the drafts: who finds drafts without a lock finds a dead run's. */
static int open_drafts(Store *store) {
    int fd = openat(store->run_folder, LOCK, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return errno;
    flock(fd, LOCK_EX | LOCK_NB); /* held until the last process of the run has gone; never closed before */
    return make_folder(store->run_folder, DRAFTS);
}

bool store_begin(Store *store, DiagList *diags) {
    Arena *arena = arena_new();
    int *runs = NULL;
    size_t count = 0;
    bool good = store_runs(arena, store, &runs, &count, diags);
    remove_all(store->state, NEW);
    for (size_t i = 0; good && i < count; i++)
        bury(store, runs[i]);
    int error = good ? make_run(store, count ? runs[count - 1] : 0) : 0;
    if (good && !error)
        error = open_drafts(store);
    arena_free(arena);
    return good && (!error || fault(diags, DIAG_BATCH_FOLDER, store->folder, file_reason(error)));
}

void store_end(Store *store) {
    if (store->run_folder < 0)
        return;
    remove_drafts(store->run_folder);
    unlinkat(store->run_folder, LOCK, 0);
}
