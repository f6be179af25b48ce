/* Worker w does the parts w, w + n, w + 2n ... : whose turn it is follows from the number, and nobody waits in a
 * circle. */
#include "app/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Freed memory that is kept for the next part: to give it back and ask for it again costs a tenth of the time. */
#define KEPT_MEMORY (64 << 20)

/* Sent in place of a length when the result could not be made for want of memory. */
#define LENGTH_FAILED UINT64_MAX

typedef struct Worker {
    pid_t process; /* -1: there is none, its parts are done here */
    int pipe;      /* to read from */
} Worker;

/* ---- a worker ------------------------------------------------------------------------------------------------- */

static bool send(int pipe, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = write(pipe, at, length);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        at += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool send_result(int pipe, const Buf *result) {
    uint64_t length = buf_failed(result) ? LENGTH_FAILED : result->length;
    return send(pipe, &length, sizeof length) && (buf_failed(result) || send(pipe, result->bytes, result->length));
}

static bool work_and_send(const Crew *crew, size_t worker, int pipe) {
    for (size_t part = worker; part < crew->count; part += crew->workers) {
        Buf result = {0};
        crew->work(crew->context, part, &result);
        bool sent = send_result(pipe, &result);
        buf_free(&result);
        if (!sent)
            return false;
    }
    return true;
}

/* The pipes of the workers before are none of this one's business. */
static void start(const Crew *crew, Worker *workers, size_t number) {
    int ends[2];
    Worker *worker = &workers[number];
    *worker = (Worker){-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    worker->process = fork();
    if (worker->process == 0) {
        for (size_t i = 0; i < number; i++)
            if (workers[i].process > 0)
                close(workers[i].pipe);
        close(ends[0]);
        _exit(work_and_send(crew, number, ends[1]) ? 0 : 1);
    }
    close(ends[1]);
    if (worker->process > 0)
        worker->pipe = ends[0];
    else
        close(ends[0]);
}

/* ---- the foreman ---------------------------------------------------------------------------------------------- */

static bool receive(int pipe, void *bytes, size_t length) {
    char *at = bytes;
    while (length > 0) {
        ssize_t got = read(pipe, at, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

/* False when the worker is gone. */
static bool receive_result(int pipe, Buf *result) {
    uint64_t length;
    if (!receive(pipe, &length, sizeof length))
        return false;
    if (length == LENGTH_FAILED)
        result->failed = true;
    else
        buf_reserve(result, length);
    if (buf_failed(result))
        return length == LENGTH_FAILED;
    result->length = length;
    return receive(pipe, result->bytes, length);
}

static void do_here(const Crew *crew, size_t part) {
    Buf result = {0};
    crew->work(crew->context, part, &result);
    crew->take(crew->context, part, &result);
    buf_free(&result);
}

/* A worker that has failed once is not listened to again: what it would send is no longer known to be in step. */
static void take_from(const Crew *crew, Worker *worker, size_t part) {
    Buf result = {0};
    bool received = worker->pipe >= 0 && receive_result(worker->pipe, &result);
    crew->take(crew->context, part, received ? &result : NULL);
    if (!received && worker->pipe >= 0) {
        close(worker->pipe);
        worker->pipe = -1;
    }
    buf_free(&result);
}

static void dismiss(Worker *worker) {
    if (worker->pipe >= 0)
        close(worker->pipe);
    while (worker->process > 0 && waitpid(worker->process, NULL, 0) < 0 && errno == EINTR)
        ;
}

static void run_side_by_side(const Crew *crew) {
    Worker workers[CREW_MAX];
    fflush(NULL); /* what waits to be printed is not to be printed by all */
    for (size_t i = 0; i < crew->workers; i++)
        start(crew, workers, i);
    for (size_t part = 0; part < crew->count; part++) {
        Worker *worker = &workers[part % crew->workers];
        if (worker->process < 0)
            do_here(crew, part);
        else
            take_from(crew, worker, part);
    }
    for (size_t i = 0; i < crew->workers; i++)
        dismiss(&workers[i]);
}

void crew_run(const Crew *crew) {
    Crew fitted = *crew;
    if (fitted.workers > CREW_MAX)
        fitted.workers = CREW_MAX;
    if (fitted.workers > fitted.count)
        fitted.workers = fitted.count;
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
    if (fitted.workers > 1)
        run_side_by_side(&fitted);
    for (size_t part = 0; fitted.workers <= 1 && part < fitted.count; part++)
        do_here(&fitted, part);
}

size_t crew_size(size_t asked, size_t count) {
    size_t most = count / (CREW_LEAST / 2), processors = crew_processors();
    if (asked > 0)
        return asked;
    if (count < CREW_LEAST)
        return 1;
    return processors < most ? processors : most;
}

size_t crew_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (size_t)count : 1;
}
