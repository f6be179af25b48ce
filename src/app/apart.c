#include "app/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE 65536

static bool write_all(int pipe, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(pipe, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static void read_all(int pipe, Buf *out) {
    char piece[PIECE];
    for (;;) {
        ssize_t got = read(pipe, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        buf_push(out, piece, (size_t)got);
    }
}

static void work_and_send(void (*work)(void *, Buf *), void *context, int pipe) {
    Buf result = {0};
    work(context, &result);
    bool sent = !buf_failed(&result) && write_all(pipe, result.bytes, result.length);
    _exit(sent ? 0 : 1);
}

static bool ended_well(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool do_apart(void (*work)(void *, Buf *), void *context, Buf *result, int ends[2]) {
    Buf own = {0};
    fflush(NULL); /* what waits to be printed is not to be printed by both */
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        work_and_send(work, context, ends[1]);
    }
    close(ends[1]);
    if (process > 0)
        read_all(ends[0], &own);
    close(ends[0]);
    bool done = process > 0 && ended_well(process);
    if (process < 0) {
        work(context, result);
        return true;
    }
    if (done)
        buf_push(result, own.bytes, own.length);
    result->failed |= done && buf_failed(&own);
    buf_free(&own);
    return done;
}

bool apart_do(void (*work)(void *context, Buf *result), void *context, Buf *result) {
    int ends[2];
#ifdef BANXIN_SANITIZED
    bool here = true;
#else
    bool here = false;
#endif
    if (!here && pipe2(ends, O_CLOEXEC) == 0)
        return do_apart(work, context, result, ends);
    work(context, result);
    return true;
}
