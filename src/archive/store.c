#include "archive/store.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define HOLD_PAUSE 20 /* milliseconds between two tries */

/* ---- opening ---- */

bool store_fail(const Store *store, const char *name, int error) {
    Buf path = {0};
    buf_printf(&path, "%s/%s", store->path, name);
    bool memory = error == ENOMEM || buf_failed(&path);
    diag_at(store->diags, memory ? DIAG_MEMORY : DIAG_ARCHIVE_DISK, (Place){.file = store->path},
            DIAG_ARGS(memory ? "" : path.bytes, file_reason(error)));
    buf_free(&path);
    return false;
}

static bool no_archive(const Store *store, const char *why) {
    diag_at(store->diags, DIAG_ARCHIVE_NONE, (Place){.file = store->path}, DIAG_ARGS(store->path, why));
    return false;
}

/* A format of which the version is another than ours is told apart from a file that is none. */
static bool check_format(const Store *store, Arena *arena) {
    static const char start[] = "banxin-archive ";
    Str text;
    int error = disk_read(arena, store->folder, STORE_FORMAT_FILE, 64, &text);
    if (error == ENOMEM)
        return store_fail(store, STORE_FORMAT_FILE, error);
    if (error)
        return no_archive(store, DIAG_BOTH("its file FORMAT cannot be read", "读不到其中的 FORMAT 文件"));
    if (str_equals(text, STORE_FORMAT))
        return true;
    bool later = text.length > strlen(start) && memcmp(text.text, start, strlen(start)) == 0;
    return no_archive(
        store, later ? DIAG_BOTH("its format is of another version than this program knows", "其格式版本与本程序不符")
                     : DIAG_BOTH("its file FORMAT says something else", "其中的 FORMAT 文件内容不符"));
}

static int open_file(const Store *store, const char *name, int flags) {
    int descriptor = openat(store->folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0666);
    struct stat info;
    if (descriptor < 0 || (fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode)))
        return descriptor;
    close(descriptor);
    errno = EINVAL;
    return -1;
}

static bool is_denied(int error) { return error == EACCES || error == EPERM || error == EROFS; }

static bool open_files(Store *store) {
    store->chain = open_file(store, CHAIN_FILE, O_RDWR | O_APPEND);
    if (store->chain < 0 && is_denied(errno)) {
        store->read_only = true;
        store->chain = open_file(store, CHAIN_FILE, O_RDONLY);
    }
    if (store->chain < 0)
        return errno == ENOENT
                   ? no_archive(store, DIAG_BOTH("its file chain.jsonl is missing", "缺少 chain.jsonl 文件"))
                   : store_fail(store, CHAIN_FILE, errno);
    store->lock = open_file(store, STORE_LOCK, O_RDONLY);
    if (store->lock < 0 && errno == ENOENT && !store->read_only)
        store->lock = open_file(store, STORE_LOCK, O_RDONLY | O_CREAT);
    return store->lock >= 0 || store_fail(store, STORE_LOCK, errno);
}

bool store_open(Store *store, Arena *arena, const char *path, unsigned wait, DiagList *diags) {
    *store = (Store){.path = path, .folder = -1, .lock = -1, .chain = -1, .work = -1, .wait = wait, .diags = diags};
    int error = disk_open_folder(AT_FDCWD, path, &store->folder);
    if (error == ENOENT || error == ENOTDIR)
        return no_archive(store, error == ENOENT ? DIAG_BOTH("there is no such folder", "没有这个文件夹")
                                                 : DIAG_BOTH("it is no folder", "它不是文件夹"));
    if (error)
        return store_fail(store, "", error);
    return check_format(store, arena) && open_files(store);
}

static void close_one(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

void store_close(Store *store) {
    if (store->work >= 0)
        store_end_work(store);
    close_one(&store->chain);
    close_one(&store->lock); /* lets it go */
    close_one(&store->folder);
}

/* ---- holding ---- */

bool store_hold(Store *store, StoreHold how) {
    int operation = (how == STORE_ALONE ? LOCK_EX : LOCK_SH) | LOCK_NB;
    for (unsigned tries = 0; flock(store->lock, operation) != 0; tries++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return store_fail(store, STORE_LOCK, errno);
        if (tries >= store->wait * (1000 / HOLD_PAUSE)) {
            char seconds[BUF_NUMBER];
            diag_at(store->diags, DIAG_ARCHIVE_BUSY, (Place){.file = store->path},
                    DIAG_ARGS(store->path, int_format(store->wait, seconds)));
            return false;
        }
        poll(NULL, 0, HOLD_PAUSE);
    }
    return true;
}

void store_let_go(Store *store) { flock(store->lock, LOCK_UN); }

/* ---- work ---- */

/* The folder is made and locked while nobody cleans, for who cleans holds the archive alone. */
static int make_work(Store *store) {
    char path[STORE_PATH_MAX];
    int error = disk_make_folder(store->folder, STORE_WORK);
    if (!error)
        error = disk_name("add-", store->work_name);
    if (error)
        return error;
    snprintf(path, sizeof path, STORE_WORK "/%s", store->work_name);
    disk_take_step("make work folder");
    if (mkdirat(store->folder, path, 0700) != 0)
        return errno;
    error = disk_open_folder(store->folder, path, &store->work);
    return !error && flock(store->work, LOCK_EX | LOCK_NB) != 0 ? errno : error;
}

bool store_begin_work(Store *store) {
    if (store->read_only)
        return store_fail(store, CHAIN_FILE, EACCES);
    if (!store_hold(store, STORE_SHARED))
        return false;
    int error = make_work(store);
    store_let_go(store);
    return error ? store_fail(store, STORE_WORK, error) : true;
}

bool store_put(Store *store, const char *sha256, Str bytes) {
    int error = disk_write_new(store->work, sha256, bytes, 0444, store->few);
    return error && error != EEXIST ? store_fail(store, STORE_WORK, error) : true;
}

/* One call for all: a batch may hold many thousand files. With a few, others' writing is not waited for. */
static int sync_many(int folder) {
    disk_take_step("sync file system");
    return syncfs(folder) != 0 ? errno : 0;
}

bool store_sync_work(Store *store) {
    int error = store->few ? disk_sync(store->work) : sync_many(store->work);
    return error ? store_fail(store, STORE_WORK, error) : true;
}

void store_end_work(Store *store) {
    char path[STORE_PATH_MAX];
    snprintf(path, sizeof path, STORE_WORK "/%s", store->work_name);
    if (store->work_name[0])
        disk_remove(store->folder, path);
    close_one(&store->work);
    store->work_name[0] = '\0';
}

/* ---- objects ---- */

void store_object(const char *sha256, char path[STORE_PATH_MAX]) {
    snprintf(path, STORE_PATH_MAX, STORE_OBJECTS "/%.2s/%s", sha256, sha256 + 2);
}

int store_read_object(const Store *store, Arena *arena, const char *sha256, Str *bytes) {
    char path[STORE_PATH_MAX];
    store_object(sha256, path);
    return disk_read(arena, store->folder, path, STORE_OBJECT_MAX, bytes);
}

bool store_has_object(const Store *store, const char *sha256, int64_t size) {
    char path[STORE_PATH_MAX];
    struct stat info;
    store_object(sha256, path);
    return fstatat(store->folder, path, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode) &&
           info.st_size == (off_t)size;
}

static int make_shelf(const Store *store, const char *sha256) {
    char path[STORE_PATH_MAX];
    int error = disk_make_folder(store->folder, "objects");
    if (!error)
        error = disk_make_folder(store->folder, STORE_OBJECTS);
    snprintf(path, sizeof path, STORE_OBJECTS "/%.2s", sha256);
    if (!error)
        error = disk_make_folder(store->folder, path);
    return error ? error : disk_sync_folder(store->folder, STORE_OBJECTS);
}

static int sync_shelf(const Store *store, const char *sha256) {
    char path[STORE_PATH_MAX];
    snprintf(path, sizeof path, STORE_OBJECTS "/%.2s", sha256);
    return store->few ? disk_sync_folder(store->folder, path) : 0;
}

/* Bytes that stood there before this addition, perhaps since one that was broken off. */
static bool is_same(const Store *store, Arena *arena, const char *sha256) {
    ArenaMark mark = arena_mark(arena);
    Str bytes;
    Hash hash;
    char hex[HASH_HEX];
    int error = store_read_object(store, arena, sha256, &bytes);
    bool hashed = !error && hash_bytes(HASH_SHA256, bytes.text, bytes.length, &hash);
    arena_rewind(arena, mark);
    if (!hashed)
        return false;
    hash_hex(&hash, hex);
    return strcmp(hex, sha256) == 0;
}

bool store_link(Store *store, Arena *arena, const char *sha256) {
    char path[STORE_PATH_MAX];
    store_object(sha256, path);
    disk_take_step("link");
    int error = linkat(store->work, sha256, store->folder, path, 0) != 0 ? errno : 0;
    if (error == ENOENT) {
        error = make_shelf(store, sha256);
        if (!error && linkat(store->work, sha256, store->folder, path, 0) != 0)
            error = errno;
    }
    if (!error || (error == EEXIST && is_same(store, arena, sha256)))
        error = sync_shelf(store, sha256);
    if (error == EEXIST)
        diag_at(store->diags, DIAG_ARCHIVE_OBJECT_OTHER, (Place){.file = store->path}, DIAG_ARGS(path));
    return error == EEXIST ? false : error ? store_fail(store, path, error) : true;
}

bool store_sync_objects(Store *store) {
    int error = store->few ? 0 : sync_many(store->folder);
    return error ? store_fail(store, STORE_OBJECTS, error) : true;
}

/* Only if the object is the very file of the work folder: another addition's is left alone. */
static void unlink_object(const Store *store, int work, const char *sha256) {
    char path[STORE_PATH_MAX];
    struct stat mine, there;
    store_object(sha256, path);
    if (fstatat(work, sha256, &mine, AT_SYMLINK_NOFOLLOW) == 0 &&
        fstatat(store->folder, path, &there, AT_SYMLINK_NOFOLLOW) == 0 && mine.st_ino == there.st_ino &&
        mine.st_dev == there.st_dev) {
        disk_take_step("unlink");
        unlinkat(store->folder, path, 0);
    }
}

void store_unlink(Store *store, const char *sha256) { unlink_object(store, store->work, sha256); }

/* ---- cleaning ---- */

typedef struct Cleaning {
    Store *store;
    Arena *arena;
    bool (*known)(void *context, const char *sha256);
    void *context;
} Cleaning;

static int clean_objects(const Cleaning *cleaning, int work) {
    const char **names;
    size_t count = 0;
    int error = disk_list(cleaning->arena, work, &names, &count);
    for (size_t i = 0; i < count && !error; i++)
        if (entry_is_hash(names[i]) && !cleaning->known(cleaning->context, names[i]))
            unlink_object(cleaning->store, work, names[i]);
    return error;
}

/* A folder that cannot be locked has its owner still. */
static int clean_work(const Cleaning *cleaning, const char *name, size_t *removed) {
    int work;
    char *path = arena_printf(cleaning->arena, STORE_WORK "/%s", name);
    if (!path)
        return ENOMEM;
    int error = disk_open_folder(cleaning->store->folder, path, &work);
    if (error)
        return error == ENOENT ? 0 : error;
    if (flock(work, LOCK_EX | LOCK_NB) == 0) {
        error = clean_objects(cleaning, work);
        if (!error)
            error = disk_remove(cleaning->store->folder, path);
        *removed += !error;
    }
    close(work);
    return error;
}

static int clean_all(const Cleaning *cleaning, size_t *removed) {
    const char **names;
    size_t count = 0;
    int folder;
    int error = disk_open_folder(cleaning->store->folder, STORE_WORK, &folder);
    if (error)
        return error == ENOENT ? 0 : error;
    error = disk_list(cleaning->arena, folder, &names, &count);
    close(folder);
    for (size_t i = 0; i < count && !error; i++)
        if (strncmp(names[i], "add-", 4) == 0 && strcmp(names[i], cleaning->store->work_name) != 0)
            error = clean_work(cleaning, names[i], removed);
    return error;
}

bool store_clean(Store *store, bool (*known)(void *context, const char *sha256), void *context, size_t *removed) {
    Cleaning cleaning = {store, arena_new(), known, context};
    *removed = 0;
    int error = cleaning.arena ? clean_all(&cleaning, removed) : ENOMEM;
    arena_free(cleaning.arena);
    return error ? store_fail(store, STORE_WORK, error) : true;
}

void store_clean_fresh(Store *store) {
    disk_remove(store->folder, STORE_FRESH);
    disk_remove(store->folder, STORE_FRESH "-journal");
}

/* ---- the chain ---- */

static int read_from(int descriptor, int64_t start, Str *bytes, char *room, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(descriptor, room + done, size - done, (off_t)start + (off_t)done);
        if (got < 0 && errno != EINTR)
            return errno;
        if (got == 0)
            break;
        done += got > 0 ? (size_t)got : 0;
    }
    *bytes = (Str){room, done};
    return 0;
}

bool store_read_chain(const Store *store, Arena *arena, int64_t start, Str *bytes) {
    struct stat info;
    *bytes = (Str){"", 0};
    if (fstat(store->chain, &info) != 0)
        return store_fail(store, CHAIN_FILE, errno);
    if (info.st_size <= (off_t)start)
        return true;
    size_t size = (size_t)(info.st_size - (off_t)start);
    char *room = size <= CHAIN_BYTES_MAX ? arena_alloc(arena, size + 1) : NULL;
    int error = room ? read_from(store->chain, start, bytes, room, size) : size > CHAIN_BYTES_MAX ? EFBIG : ENOMEM;
    return error ? store_fail(store, CHAIN_FILE, error) : true;
}

bool store_append_chain(Store *store, Str lines) {
    int error = disk_append(store->chain, lines);
    return error ? store_fail(store, CHAIN_FILE, error) : true;
}

bool store_cut_chain(Store *store, int64_t length) {
    disk_take_step("cut chain");
    int error = ftruncate(store->chain, (off_t)length) != 0 ? errno : disk_sync(store->chain);
    return error ? store_fail(store, CHAIN_FILE, error) : true;
}
