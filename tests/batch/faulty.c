/*
 * A machine that fails at one moment: put before the C library (LD_PRELOAD), it counts the calls of a program and its
 * processes that may fail, and at the one whose number FAULTY_AT says it does what FAULTY_DEED says:
 *
 *     a number    fails with this errno, and does nothing
 *     on:NUMBER   as do all calls after it
 *     half        writes half of what is to be written, and says so; of another call: nothing
 *     kill        ends the process, as SIGKILL does
 *     group       ends the process and all others of its process group
 *     change      writes FAULTY_TEXT over the beginning of FAULTY_FILE, before the call
 *     jump:N      sets the clock of the wall, as this program sees it, N seconds on from that call
 *
 * FAULTY_COUNT names a file in which all processes count together: eight bytes with how many calls there were, eight
 * with how far the clock has been set on, then the names of the calls in order, sixteen bytes each; calls for which it
 * has no room are counted and not named.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NAME 16

typedef struct Count {
    _Atomic uint64_t calls;
    _Atomic uint64_t jumped;
    char names[][NAME];
} Count;

static Count *counted;
static uint64_t at, room;
static const char *deed = "";

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTY_COUNT"), *number = getenv("FAULTY_AT"), *what = getenv("FAULTY_DEED");
    int file = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
    off_t size = file >= 0 ? (off_t)syscall(SYS_lseek, file, 0, SEEK_END) : 0;
    void *memory = size > 0 ? mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    if (file >= 0)
        syscall(SYS_close, file);
    if (memory == MAP_FAILED)
        return;
    room = ((uint64_t)size - sizeof(Count)) / NAME;
    at = number ? strtoull(number, NULL, 10) : 0;
    deed = what ? what : "";
    counted = memory;
}

static void change_file(void) {
    const char *path = getenv("FAULTY_FILE"), *text = getenv("FAULTY_TEXT");
    int file = path && text ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY) : -1;
    if (file >= 0) {
        syscall(SYS_write, file, text, strlen(text));
        syscall(SYS_close, file);
    }
}

/* What becomes of the call: 0: nothing, else errno; -1: half of it. */
static int strike(const char *name) {
    if (!counted)
        return 0;
    uint64_t number = atomic_fetch_add(&counted->calls, 1) + 1;
    bool on = strncmp(deed, "on:", 3) == 0;
    if (number <= room)
        strncpy(counted->names[number - 1], name, NAME - 1);
    if (number != at && !(on && at && number > at))
        return 0;
    if (on)
        return atoi(deed + 3);
    if (strcmp(deed, "half") == 0)
        return -1;
    if (strcmp(deed, "kill") == 0)
        syscall(SYS_kill, getpid(), SIGKILL);
    if (strcmp(deed, "group") == 0)
        syscall(SYS_kill, 0, SIGKILL);
    if (strcmp(deed, "change") == 0)
        change_file();
    if (strncmp(deed, "jump:", 5) == 0)
        atomic_store(&counted->jumped, (uint64_t)atoll(deed + 5));
    return atoi(deed);
}

/* ---- the calls ------------------------------------------------------------------------------------------------ */

#define STRUCK(name, failed)                                                                                           \
    do {                                                                                                               \
        int error = strike(name);                                                                                      \
        if (error > 0) {                                                                                               \
            errno = error;                                                                                             \
            return failed;                                                                                             \
        }                                                                                                              \
    } while (0)

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    STRUCK("open", -1);
    return REAL(open)(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = mode_of(flags, more);
    va_end(more);
    STRUCK("openat", -1);
    return REAL(openat)(folder, path, flags, mode);
}

ssize_t read(int file, void *bytes, size_t length) {
    STRUCK("read", -1);
    return REAL(read)(file, bytes, length);
}

ssize_t pread(int file, void *bytes, size_t length, off_t from) {
    STRUCK("pread", -1);
    return REAL(pread)(file, bytes, length, from);
}

ssize_t write(int file, const void *bytes, size_t length) {
    int error = strike("write");
    if (error > 0) {
        errno = error;
        return -1;
    }
    return REAL(write)(file, bytes, error < 0 && length > 1 ? length / 2 : length);
}

int close(int file) {
    int error = strike("close");
    int closed = REAL(close)(file); /* Linux has closed it, whatever it says */
    if (error > 0)
        errno = error;
    return error > 0 ? -1 : closed;
}

int fsync(int file) {
    STRUCK("fsync", -1);
    return REAL(fsync)(file);
}

int fdatasync(int file) {
    STRUCK("fdatasync", -1);
    return REAL(fdatasync)(file);
}

int sync_file_range(int file, off64_t from, off64_t length, unsigned flags) {
    STRUCK("sync_file_range", -1);
    return REAL(sync_file_range)(file, from, length, flags);
}

int linkat(int from, const char *old, int to, const char *name, int flags) {
    STRUCK("linkat", -1);
    return REAL(linkat)(from, old, to, name, flags);
}

int renameat(int from, const char *old, int to, const char *name) {
    STRUCK("renameat", -1);
    return REAL(renameat)(from, old, to, name);
}

int unlinkat(int folder, const char *name, int flags) {
    STRUCK("unlinkat", -1);
    return REAL(unlinkat)(folder, name, flags);
}

int mkdirat(int folder, const char *name, mode_t mode) {
    STRUCK("mkdirat", -1);
    return REAL(mkdirat)(folder, name, mode);
}

int flock(int file, int how) {
    STRUCK("flock", -1);
    return REAL(flock)(file, how);
}

int fstat(int file, struct stat *info) {
    STRUCK("fstat", -1);
    return REAL(fstat)(file, info);
}

int fstatat(int folder, const char *name, struct stat *info, int flags) {
    STRUCK("fstatat", -1);
    return REAL(fstatat)(folder, name, info, flags);
}

int faccessat(int folder, const char *name, int how, int flags) {
    STRUCK("faccessat", -1);
    return REAL(faccessat)(folder, name, how, flags);
}

DIR *opendir(const char *path) {
    STRUCK("opendir", NULL);
    return REAL(opendir)(path);
}

DIR *fdopendir(int folder) {
    STRUCK("fdopendir", NULL);
    return REAL(fdopendir)(folder);
}

struct dirent *readdir(DIR *dir) {
    STRUCK("readdir", NULL);
    return REAL(readdir)(dir);
}

int pipe2(int ends[2], int flags) {
    STRUCK("pipe2", -1);
    return REAL(pipe2)(ends, flags);
}

pid_t fork(void) {
    STRUCK("fork", -1);
    return REAL(fork)();
}

int dup(int file) {
    STRUCK("dup", -1);
    return REAL(dup)(file);
}

int ftruncate(int file, off_t length) {
    STRUCK("ftruncate", -1);
    return REAL(ftruncate)(file, length);
}

/* ---- the clock of the wall ------------------------------------------------------------------------------------ */

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (counted && clock == CLOCK_REALTIME)
        now->tv_sec += (time_t)(int64_t)atomic_load(&counted->jumped);
    return result;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}
