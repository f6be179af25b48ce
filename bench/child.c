#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double ms_of(struct timeval time) { return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3; }

/* Reads to the end of the stream, so that the child never waits for us, and keeps what fits. */
static void drain(int from, char *text, size_t size) {
    char rest[4096];
    size_t length = 0;
    for (;;) {
        const bool full = length + 1 >= size;
        const ssize_t got = full ? read(from, rest, sizeof rest) : read(from, text + length, size - 1 - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        if (!full)
            length += (size_t)got;
    }
    text[length] = '\0';
}

static void become(const char *const *argv, int stream, const int pipe_ends[2]) {
    const int other = open("/dev/null", O_WRONLY);
    dup2(other, stream == STDOUT_FILENO ? STDERR_FILENO : STDOUT_FILENO);
    dup2(pipe_ends[1], stream);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    execv(argv[0], (char *const *)argv);
    _exit(127);
}

bool child_run(const char *const *argv, int stream, char *text, size_t size, ChildCost *cost) {
    int pipe_ends[2], status;
    struct rusage usage;
    if (pipe(pipe_ends) != 0)
        return false;
    const double start = now_ms();
    const pid_t child = fork();
    if (child == 0)
        become(argv, stream, pipe_ends);
    close(pipe_ends[1]);
    if (child > 0)
        drain(pipe_ends[0], text, size);
    close(pipe_ends[0]);
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return false;
    cost->wall_ms = now_ms() - start;
    cost->cpu_ms = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
    cost->peak_mib = (double)usage.ru_maxrss / 1024;
    cost->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
}
