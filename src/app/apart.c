#include "app/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sign/pdf_doc.h"

#define PIECE 65536
/* A process that ended for want of memory ends with this. */
#define SHORT_STATUS 99

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
    _exit(sent ? 0 : buf_failed(&result) ? SHORT_STATUS : 1);
}

/* ---- memory --------------------------------------------------------------------------------------------------- */

static bool limits_memory(uint64_t bytes) {
    struct rlimit data, all;
    return getrlimit(RLIMIT_DATA, &data) == 0 && getrlimit(RLIMIT_AS, &all) == 0 && data.rlim_cur >= bytes &&
           all.rlim_cur >= bytes;
}

static void limit_memory(uint64_t bytes) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur > bytes) {
        limit.rlim_cur = (rlim_t)bytes;
        setrlimit(RLIMIT_DATA, &limit);
    }
}

/* C++ ends a process whose fault nobody has caught by abort. When memory was short, malloc has left its errno. */
static void tell_shortage(int signal_number) {
    if (errno == ENOMEM)
        _exit(SHORT_STATUS);
    signal(signal_number, SIG_DFL);
}

uint64_t apart_pdf_memory(const char *const *files, size_t count) {
    uint64_t largest = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (stat(files[i], &info) == 0 && info.st_size > 0 && (uint64_t)info.st_size > largest)
            largest = (uint64_t)info.st_size;
    }
    return APART_PDF_MEMORY + APART_PDF_TIMES * (largest < PDF_DOC_SIZE_MAX ? largest : PDF_DOC_SIZE_MAX);
}

static void report_limit(uint64_t bytes, Place place, DiagList *diags) {
    char limit[BUF_NUMBER];
    diag_at(diags, DIAG_PDF_MEMORY, place, DIAG_ARGS(int_format((int64_t)(bytes >> 20), limit)));
}

/* The limit of this process is ours if it is as it was set. */
static bool is_limited(uint64_t bytes) {
    struct rlimit data, all;
    return getrlimit(RLIMIT_DATA, &data) == 0 && getrlimit(RLIMIT_AS, &all) == 0 && data.rlim_cur == bytes &&
           all.rlim_cur >= bytes;
}

void apart_blame(DiagList **diags, uint64_t bytes, const char *file) {
    DiagList *told = is_limited(bytes) ? diag_list_new() : NULL;
    for (size_t i = 0; told && i < diag_count(*diags); i++) {
        const Diag *diag = diag_item(*diags, i);
        if (diag->code == DIAG_MEMORY)
            report_limit(bytes, (Place){.file = diag->place.file ? diag->place.file : file}, told);
        else
            diag_at(told, diag->code, diag->place, diag->args, diag->arg_count);
    }
    if (!told)
        return;
    diag_sort(told); /* what runs out of memory says so more than once */
    diag_list_free(*diags);
    *diags = told;
}

void apart_report(ApartEnd end, uint64_t bytes, DiagCode lost, const char *file, DiagList *diags) {
    if (end == APART_SHORT && limits_memory(bytes))
        report_limit(bytes, (Place){.file = file}, diags);
    else if (end == APART_SHORT)
        diag_at(diags, DIAG_MEMORY, (Place){.file = file}, DIAG_NO_ARGS);
    else if (end == APART_LOST)
        diag_at(diags, lost, (Place){0}, DIAG_ARGS(file));
}

/* ---- the process ---------------------------------------------------------------------------------------------- */

/* What C++ says of its own end is for nobody; what is to be told comes by the pipe. */
static void set_up(pid_t parent, uint64_t bytes) {
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    signal(SIGABRT, tell_shortage);
    limit_memory(bytes);
}

static ApartEnd end_of(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return APART_LOST;
    if (!WIFEXITED(status))
        return APART_LOST;
    return WEXITSTATUS(status) == 0 ? APART_DONE : WEXITSTATUS(status) == SHORT_STATUS ? APART_SHORT : APART_LOST;
}

static ApartEnd do_apart(void (*work)(void *, Buf *), void *context, uint64_t bytes, Buf *result, int ends[2]) {
    Buf own = {0};
    pid_t parent = getpid();
    fflush(NULL); /* what waits to be printed is not to be printed by both */
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        set_up(parent, bytes);
        work_and_send(work, context, ends[1]);
    }
    close(ends[1]);
    if (process > 0)
        read_all(ends[0], &own);
    close(ends[0]);
    if (process < 0) {
        work(context, result);
        return APART_DONE;
    }
    ApartEnd end = end_of(process);
    if (end == APART_DONE)
        buf_push(result, own.bytes, own.length);
    result->failed |= end == APART_DONE && buf_failed(&own);
    buf_free(&own);
    return end;
}

ApartEnd apart_do(void (*work)(void *context, Buf *result), void *context, uint64_t bytes, Buf *result) {
    int ends[2];
#ifdef BANXIN_SANITIZED
    bool here = true;
#else
    bool here = false;
#endif
    if (!here && pipe2(ends, O_CLOEXEC) == 0)
        return do_apart(work, context, bytes, result, ends);
    work(context, result);
    return APART_DONE;
}
