/*
 * What happens when memory runs out: a whole render, from the command line to the file, once for every allocation in
 * it, each failing in its turn.
 *
 * Each render runs in a process of its own, forked before anything has been set, so that what the libraries keep for
 * the life of a process is allocated, and fails, too. After the render with the fault, the same process renders again
 * without: what failed must have left nothing behind, or else no more is written (base/shortage.h).
 *
 * The same program with an audit that finds something is test_check_memory and test_render_check_memory: there a check
 * is what memory fails.
 *
 *     test_render_memory FONTS          FONTS is the folder make_tiny_fonts has filled
 *     test_render_memory FONTS N        only the N-th, in this process: break at heap_trap to see where it is
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/app.h"
#include "heap.h"

#if defined MEMORY_OF_CHECK /* the page of findings is what is written */
#define COMMAND    "check"
#define MORE_WORDS "--format", "html",
#define DONE       EXIT_WRITTEN
#elif defined MEMORY_OF_RENDER_CHECK /* findings are said */
#define COMMAND    "render"
#define MORE_WORDS "--check",
#define DONE       EXIT_WITH_WARNINGS
#else
#define COMMAND "render"
#define MORE_WORDS
#define DONE EXIT_WRITTEN
#endif

#define FILE_MAX ((size_t)1 << 20)
#define SAID_MAX ((size_t)1 << 16)

/* Written by a child, read by the parent: shared memory. */
typedef struct Shared {
    size_t sites;                /* allocations of the first render */
    bool failed;                 /* the fault has happened */
    char fault[512];             /* what is wrong, or "" */
    unsigned char pdf[FILE_MAX]; /* as it should be */
    size_t pdf_size;
    long live; /* blocks that two renders in which nothing failed leave behind */
} Shared;

static Shared *shared;
static char folder[64], pdf_path[96], said_path[96], fonts_path[4096];
static unsigned char found[FILE_MAX];
static char said[SAID_MAX];
static ExitStatus last_status;

static void complain(const char *what) {
    if (shared->fault[0])
        return;
    int length = snprintf(shared->fault, sizeof shared->fault, "%s (status %d): %s", what, (int)last_status, said);
    if (length < 0)
        abort();
}

/* ---- files, without memory ------------------------------------------------------------------------------ */

/* The bytes of a file; SIZE_MAX when there is none. */
static size_t read_whole(const char *path, void *bytes, size_t limit) {
    int file = open(path, O_RDONLY);
    if (file < 0)
        return SIZE_MAX;
    size_t size = 0;
    ssize_t more = 0;
    while (size < limit && (more = read(file, (char *)bytes + size, limit - size)) > 0)
        size += (size_t)more;
    close(file);
    return size;
}

static void redirect(int to, const char *path) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || dup2(file, to) < 0)
        abort();
    close(file);
}

/* ---- one render ----------------------------------------------------------------------------------------- */

/* The program's exit status; what it says is left in `said`, what it writes in `found`. */
static ExitStatus render(size_t fail_at, bool all_later, size_t *size) {
    static char *const words[] = {"banxin",
                                  COMMAND,
                                  SOURCE_DIR "/tests/memory/report.json",
                                  "--form",
                                  SOURCE_DIR "/tests/memory/form.json",
                                  "--fonts",
                                  fonts_path,
                                  "-o",
                                  pdf_path,
                                  MORE_WORDS NULL};
    char *argv[sizeof words / sizeof *words];
    memcpy(argv, words, sizeof words);
    unlink(pdf_path);
    redirect(STDERR_FILENO, said_path);
    heap_fail_at(fail_at, all_later);
    ExitStatus status = app_run((int)(sizeof words / sizeof *words) - 1, argv);
    last_status = status;
    shared->failed = heap_has_failed();
    shared->sites = heap_count();
    heap_fail_at(0, false);
    size_t length = read_whole(said_path, said, sizeof said - 1);
    said[length == SIZE_MAX ? 0 : length] = '\0';
    *size = read_whole(pdf_path, found, sizeof found);
    return status;
}

static bool is_right(size_t size) { return size == shared->pdf_size && memcmp(found, shared->pdf, size) == 0; }

/* A file left over beside the PDF: a temporary one. */
static bool is_littered(void) {
    DIR *open_folder = opendir(folder);
    int files = 0;
    for (struct dirent *entry; open_folder && (entry = readdir(open_folder));)
        files +=
            entry->d_name[0] != '.' && strcmp(entry->d_name, "report.pdf") != 0 && strcmp(entry->d_name, "said") != 0;
    if (open_folder)
        closedir(open_folder);
    return files != 0;
}

/* Findings are written of the reports that could be checked; of the one that could not they say why. */
static bool tells_why(size_t size) {
#ifdef MEMORY_OF_CHECK
    return memmem(found, size, "out of memory", strlen("out of memory")) != NULL;
#else
    (void)size;
    return false;
#endif
}

static void judge(ExitStatus status, size_t size) {
    if (status == DONE) {
        if (size == SIZE_MAX)
            complain("says it has written and has not");
        else if (!is_right(size))
            complain("silently writes something else");
    } else if (size != SIZE_MAX && !tells_why(size)) {
        complain("fails and leaves a file");
    } else if ((status != EXIT_OWN_FAULT && status != EXIT_IO) || !strstr(said, "out of memory")) {
        complain("does not say that memory is out");
    }
    if (is_littered())
        complain("leaves a temporary file");
}

/*
 * With the address sanitizer, which takes many times as long, what is asked is whether memory is used wrongly on the
 * way out; leaks, the second render and the second way of failing are left to the other builds. So it is with the check
 * within a render, which has all allocations of both.
 */
#ifdef MEMORY_OF_RENDER_CHECK
static bool counts_blocks(void) { return false; }
#else
static bool counts_blocks(void) { return heap_live() >= 0; }
#endif

/* ---- children ------------------------------------------------------------------------------------------- */

static void learn(void) {
    long before = heap_live();
    size_t size = 0;
    if (render(0, false, &size) != DONE || size == SIZE_MAX || (DONE == EXIT_WRITTEN) != (said[0] == '\0')) {
        complain("does not render at all");
        return;
    }
    size_t sites = shared->sites;
    memcpy(shared->pdf, found, size);
    shared->pdf_size = size;
    judge(DONE, size);
    ExitStatus status = render(0, false, &size);
    judge(status, size);
    shared->live = heap_live() - before;
    shared->sites = sites;
}

static void fail_and_recover(size_t n, bool all_later) {
    long before = heap_live();
    size_t size = 0;
    ExitStatus status = render(n, all_later, &size);
    bool failed = shared->failed;
    judge(status, size);
    if (counts_blocks()) {
        status = render(0, false, &size);
        judge(status, size);
    }
    if (counts_blocks() && heap_live() - before > shared->live)
        complain("leaks");
    shared->failed = failed;
}

/* False when the child did not come to its end. */
static bool in_child(void (*work)(size_t, bool), size_t n, bool all_later) {
    shared->fault[0] = '\0';
    shared->failed = false;
    pid_t child = fork();
    if (child == 0) {
        if (work)
            work(n, all_later);
        else
            learn();
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Each allocation fails once; gives how many of them end badly. */
static int test_all(bool all_later) {
    int bad = 0;
    size_t n = 1;
    for (;; n++) {
        bool ended = in_child(fail_and_recover, n, all_later);
        if (!ended || shared->fault[0]) {
            bad++;
            printf("allocation %zu: %s%s\n", n, ended ? "" : "crashes ", shared->fault);
        }
        if (ended && !shared->failed)
            break;
    }
    printf("%zu allocations, %s: %d end badly\n", n - 1, all_later ? "and all after them" : "each alone", bad);
    return bad;
}

static int test_one(size_t n) {
    fail_and_recover(n, false);
    printf("%s\n", shared->fault);
    return shared->fault[0] != '\0';
}

static void make_names(const char *fonts) {
    const char *memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder, sizeof folder, "%s/banxin-memory-XXXXXX", memory);
    if (!mkdtemp(folder))
        abort();
    snprintf(pdf_path, sizeof pdf_path, "%s/report.pdf", folder);
    snprintf(said_path, sizeof said_path, "%s/said", folder);
    snprintf(fonts_path, sizeof fonts_path, "%s/fonts.json", fonts);
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    setenv("LC_ALL", "C", 1);
    make_names(argv[1]);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 2;
    fflush(stdout);
    int bad = 1;
    if (!in_child(NULL, 0, false) || shared->fault[0])
        printf("%s\n", shared->fault);
    else if (argc > 2)
        bad = test_one(strtoul(argv[2], NULL, 10));
    else
        bad = test_all(false) + (counts_blocks() ? test_all(true) : 0);
    unlink(pdf_path);
    unlink(said_path);
    rmdir(folder);
    return bad != 0;
}
