#include "batch/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

#define SECOND     ((int64_t)1000000000)
#define TICK_MS    100
#define FLUSH_NS   (SECOND / 4)
#define AHEAD      64 /* jobs for each worker that lie in the pipe */
#define TRIES      2  /* of a job whose worker was killed by somebody */
#define RESULT_MAX ((size_t)1 << 30)

/* What a worker is at; in memory that it shares with the foreman. */
typedef struct Seat {
    _Atomic uint64_t job; /* its number + 1; 0: none */
    _Atomic int64_t since;
} Seat;

typedef struct Worker {
    pid_t process; /* 0: none */
    int pipe;      /* to read results from */
    Buf inbox;     /* what has come of a result */
    bool heard;    /* a whole result has come */
    uint64_t late; /* the job + 1 for which we have ended it; 0: none */
} Worker;

typedef struct Foreman {
    const Pool *pool;
    Worker workers[POOL_MAX];
    Seat *seats;
    uint8_t *killed; /* by place in jobs: how often a worker was killed at it */
    int jobs[2];     /* the pipe of jobs */
    size_t fed;      /* jobs that have gone into the pipe in this round */
    size_t serial;
    bool stopping;
} Foreman;

static Foreman *on_duty; /* for pool_kill */
static int result_pipe = -1;

/* ---- a worker ------------------------------------------------------------------------------------------------- */

static bool write_all(int pipe, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = write(pipe, at, length);
        if (sent < 0 && errno != EINTR)
            return false;
        at += sent > 0 ? sent : 0;
        length -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

bool pool_send(Str result) {
    uint64_t length = result.length;
    return write_all(result_pipe, &length, sizeof length) && write_all(result_pipe, result.text, result.length);
}

/* The next job; false when there are no more. Before it waits for one, results are sent. */
static bool next_job(const Foreman *foreman, bool *flushed, uint32_t *job) {
    const Pool *pool = foreman->pool;
    struct pollfd waiting = {.fd = foreman->jobs[0], .events = POLLIN};
    if (poll(&waiting, 1, 0) == 0) {
        *flushed = true;
        if (!pool->flush(pool->context))
            return false;
    }
    ssize_t got;
    do
        got = read(foreman->jobs[0], job, sizeof *job);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof *job;
}

static bool work_on(const Foreman *foreman, Seat *seat) {
    const Pool *pool = foreman->pool;
    int64_t flushed_at = clock_steady();
    uint32_t job;
    bool good = true, flushed = false;
    while (good && next_job(foreman, &flushed, &job)) {
        atomic_store(&seat->since, clock_steady());
        atomic_store(&seat->job, (uint64_t)job + 1);
        good = pool->work(pool->context, job);
        atomic_store(&seat->job, 0);
        if (flushed || clock_steady() - flushed_at > FLUSH_NS) {
            good = pool->flush(pool->context) && good;
            flushed_at = clock_steady();
        }
        flushed = false;
    }
    return pool->flush(pool->context) && good;
}

/* The size of this process's address space. */
static uint64_t address_space(void) {
    char text[128];
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0)
        close(file);
    text[length > 0 ? length : 0] = '\0';
    return strtoull(text, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void limit_memory(uint64_t bytes) {
    struct rlimit limit;
    uint64_t most = address_space() + bytes;
    if (!bytes || getrlimit(RLIMIT_AS, &limit) != 0)
        return;
    if (limit.rlim_cur == RLIM_INFINITY || most < limit.rlim_cur) {
        limit.rlim_cur = (rlim_t)most;
        setrlimit(RLIMIT_AS, &limit);
    }
}

/*
 * Signals that end the program are the foreman's to hear: a worker ends what it is at. If the foreman has gone, so does
 * it, at once; what it has not published is made again by who goes on.
 */
static void set_up(const Pool *pool, pid_t foreman) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error of write */
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != foreman)
        _exit(1);
    limit_memory(pool->bytes);
}

static void be_worker(Foreman *foreman, size_t number, int pipe, pid_t parent) {
    const Pool *pool = foreman->pool;
    set_up(pool, parent);
    for (size_t i = 0; i < pool->workers; i++)
        if (foreman->workers[i].process > 0)
            close(foreman->workers[i].pipe);
    if (foreman->jobs[1] >= 0)
        close(foreman->jobs[1]);
    result_pipe = pipe;
    bool good = pool->start(pool->context, foreman->serial) && work_on(foreman, &foreman->seats[number]);
    pool->end(pool->context);
    _exit(good ? 0 : 1);
}

/* ---- starting ------------------------------------------------------------------------------------------------- */

static bool start_worker(Foreman *foreman, size_t number) {
    int ends[2];
    Worker *worker = &foreman->workers[number];
    pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    foreman->serial++;
    atomic_store(&foreman->seats[number].job, 0);
    fflush(NULL); /* what waits to be printed is not to be printed by all */
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        be_worker(foreman, number, ends[1], parent);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return false;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    *worker = (Worker){.process = process, .pipe = ends[0]};
    return true;
}

/* ---- results -------------------------------------------------------------------------------------------------- */

/* Takes the whole results that have come. False when what has come is none: the worker has gone wild. */
static bool take_results(Foreman *foreman, Worker *worker) {
    size_t at = 0;
    uint64_t length;
    while (worker->inbox.length - at >= sizeof length) {
        memcpy(&length, worker->inbox.bytes + at, sizeof length);
        if (length > RESULT_MAX)
            return false;
        if (worker->inbox.length - at - sizeof length < length)
            break;
        worker->heard = true;
        foreman->pool->take(foreman->pool->context, (Str){worker->inbox.bytes + at + sizeof length, length});
        at += sizeof length + length;
    }
    if (at)
        memmove(worker->inbox.bytes, worker->inbox.bytes + at, worker->inbox.length - at);
    worker->inbox.length -= at;
    return true;
}

/* Reads what there is; false when the worker has closed its end. */
static bool hear(Foreman *foreman, Worker *worker) {
    char bytes[65536];
    for (;;) {
        ssize_t got = read(worker->pipe, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno == EAGAIN;
        if (got == 0)
            return false;
        buf_push(&worker->inbox, bytes, (size_t)got);
        if (buf_failed(&worker->inbox) || !take_results(foreman, worker))
            kill(worker->process, SIGKILL);
    }
}

/* ---- ends ----------------------------------------------------------------------------------------------------- */

static uint32_t job_at(const Pool *pool, size_t place) { return pool->jobs ? pool->jobs[place] : (uint32_t)place; }

/* `count` for a job that is none. */
static size_t place_of(const Pool *pool, uint32_t job) {
    size_t low = 0, high = pool->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (job_at(pool, middle) < job)
            low = middle + 1;
        else
            high = middle;
    }
    return low < pool->count && job_at(pool, low) == job ? low : pool->count;
}

/* The job a worker was at when it ended, if that is to blame. */
static void judge(Foreman *foreman, const Worker *worker, uint32_t job, int status) {
    const Pool *pool = foreman->pool;
    size_t place = place_of(pool, job);
    if (place == pool->count || pool->settled(pool->context, job))
        return;
    if (worker->late == (uint64_t)job + 1)
        pool->lose(pool->context, job, POOL_TIMEOUT, pool->seconds);
    else if (WIFEXITED(status))
        pool->lose(pool->context, job, POOL_EXITED, WEXITSTATUS(status));
    else if (WTERMSIG(status) != SIGKILL || ++foreman->killed[place] >= TRIES)
        pool->lose(pool->context, job, POOL_CRASHED, WTERMSIG(status));
}

static bool anything_left(const Foreman *foreman) {
    int bytes = 0;
    return foreman->fed < foreman->pool->count || (ioctl(foreman->jobs[0], FIONREAD, &bytes) == 0 && bytes > 0);
}

static void bury(Foreman *foreman, size_t number) {
    Worker *worker = &foreman->workers[number];
    int status = 0;
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        ;
    uint64_t job = atomic_load(&foreman->seats[number].job);
    close(worker->pipe);
    buf_free(&worker->inbox);
    worker->process = 0;
    if (job)
        judge(foreman, worker, (uint32_t)(job - 1), status);
    bool of_use = job || worker->heard; /* one that comes to nothing is not tried over and over */
    if (!foreman->stopping && of_use && anything_left(foreman))
        start_worker(foreman, number);
}

static void end_late_ones(Foreman *foreman) {
    int64_t limit = foreman->pool->seconds * SECOND, now = clock_steady();
    for (size_t i = 0; limit && i < foreman->pool->workers; i++) {
        Worker *worker = &foreman->workers[i];
        uint64_t job = worker->process ? atomic_load(&foreman->seats[i].job) : 0;
        if (!job || worker->late || now - atomic_load(&foreman->seats[i].since) <= limit)
            continue;
        worker->late = job;
        kill(worker->process, SIGKILL);
    }
}

/* ---- a round: every job that has no result is given out once -------------------------------------------------- */

static void close_feed(Foreman *foreman) {
    if (foreman->jobs[1] >= 0)
        close(foreman->jobs[1]);
    foreman->jobs[1] = -1;
}

/* Takes back what nobody has begun. */
static void stop(Foreman *foreman) {
    uint32_t job;
    foreman->stopping = true;
    close_feed(foreman);
    int flags = fcntl(foreman->jobs[0], F_GETFL);
    fcntl(foreman->jobs[0], F_SETFL, flags | O_NONBLOCK);
    while (read(foreman->jobs[0], &job, sizeof job) == (ssize_t)sizeof job)
        ;
    fcntl(foreman->jobs[0], F_SETFL, flags);
}

static void feed(Foreman *foreman) {
    const Pool *pool = foreman->pool;
    int bytes = 0;
    if (foreman->jobs[1] < 0 || ioctl(foreman->jobs[0], FIONREAD, &bytes) != 0)
        return;
    size_t lying = (size_t)bytes / sizeof(uint32_t);
    for (; foreman->fed < pool->count && lying < AHEAD * pool->workers; foreman->fed++) {
        uint32_t job = job_at(pool, foreman->fed);
        if (pool->settled(pool->context, job))
            continue;
        if (write(foreman->jobs[1], &job, sizeof job) != (ssize_t)sizeof job)
            break;
        lying++;
    }
    if (foreman->fed == pool->count)
        close_feed(foreman);
}

static size_t listen_to(Foreman *foreman, struct pollfd *ears, size_t *numbers) {
    size_t count = 0;
    for (size_t i = 0; i < foreman->pool->workers; i++) {
        if (!foreman->workers[i].process)
            continue;
        ears[count] = (struct pollfd){.fd = foreman->workers[i].pipe, .events = POLLIN};
        numbers[count++] = i;
    }
    return count;
}

static void oversee(Foreman *foreman) {
    struct pollfd ears[POOL_MAX];
    size_t numbers[POOL_MAX], count;
    while ((count = listen_to(foreman, ears, numbers)) > 0) {
        poll(ears, (nfds_t)count, TICK_MS);
        for (size_t i = 0; i < count; i++)
            if (ears[i].revents && !hear(foreman, &foreman->workers[numbers[i]]))
                bury(foreman, numbers[i]);
        end_late_ones(foreman);
        if (!foreman->pool->tick(foreman->pool->context) && !foreman->stopping)
            stop(foreman);
        feed(foreman);
    }
}

/* False when no worker could be started. */
static bool do_round(Foreman *foreman) {
    size_t started = 0;
    foreman->fed = 0;
    if (pipe2(foreman->jobs, O_CLOEXEC) != 0)
        return false;
    feed(foreman);
    for (size_t i = 0; i < foreman->pool->workers; i++)
        started += start_worker(foreman, i) ? 1 : 0;
    oversee(foreman);
    close_feed(foreman);
    close(foreman->jobs[0]);
    return started > 0;
}

static size_t unsettled(const Pool *pool) {
    size_t count = 0;
    for (size_t i = 0; i < pool->count; i++)
        count += pool->settled(pool->context, job_at(pool, i)) ? 0 : 1;
    return count;
}

static void lose_all(const Pool *pool) {
    for (size_t i = 0; i < pool->count; i++)
        if (!pool->settled(pool->context, job_at(pool, i)))
            pool->lose(pool->context, job_at(pool, i), POOL_NO_START, errno);
}

/* A round in which no job is settled is one of workers that cannot be: after some of them it is given up. */
static void do_rounds(Foreman *foreman) {
    const Pool *pool = foreman->pool;
    int idle = 0;
    for (size_t left = unsettled(pool); left > 0 && !foreman->stopping;) {
        bool started = do_round(foreman);
        size_t now = unsettled(pool);
        idle = now < left ? 0 : idle + 1;
        if (!foreman->stopping && now && (!started || idle > TRIES + 1)) {
            lose_all(pool);
            return;
        }
        left = now;
    }
}

void pool_run(const Pool *pool) {
    Foreman *foreman = calloc(1, sizeof *foreman);
    size_t seats = pool->workers * sizeof(Seat);
    if (foreman) {
        *foreman = (Foreman){.pool = pool, .jobs = {-1, -1}};
        foreman->killed = calloc(pool->count ? pool->count : 1, 1);
        foreman->seats = mmap(NULL, seats, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    }
    on_duty = foreman;
    if (foreman && foreman->killed && foreman->seats != MAP_FAILED)
        do_rounds(foreman);
    else
        lose_all(pool);
    on_duty = NULL;
    if (foreman && foreman->seats != MAP_FAILED)
        munmap(foreman->seats, seats);
    if (foreman)
        free(foreman->killed);
    free(foreman);
}

void pool_kill(void) {
    for (size_t i = 0; on_duty && i < on_duty->pool->workers; i++)
        if (on_duty->workers[i].process)
            kill(on_duty->workers[i].process, SIGKILL);
}
