/*
 * The program with reports that go wrong: what the name of a report's file says is done before it is set. Linked with
 * --wrap=job_run into banxin_hooked, and into nothing else.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/job.h"

bool __real_job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
                    DiagList *diags);
bool __wrap_job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
                    DiagList *diags);

#define SLOWNESS 50000000 /* nanoseconds */
#define MOUTHFUL ((size_t)1 << 20)

static void loop(const char *path) {
    (void)path;
    for (volatile unsigned at = 0;; at++)
        ;
}

/* Until there is no more, and then goes on as if nothing had happened: what needs memory next finds none. */
static void eat(const char *path) {
    (void)path;
    for (char *mouthful; (mouthful = malloc(MOUTHFUL));)
        memset(mouthful, 1, MOUTHFUL);
}

static void crash(const char *path) {
    (void)path;
    signal(SIGSEGV, SIG_DFL); /* a sanitizer would make a status of it */
    raise(SIGSEGV);
}

static void leave(const char *path) {
    (void)path;
    _exit(3);
}

/* As the operator would, each time. */
static void be_killed(const char *path) {
    (void)path;
    raise(SIGKILL);
}

static void dawdle(const char *path) {
    (void)path;
    nanosleep(&(struct timespec){.tv_nsec = SLOWNESS}, NULL);
}

static void vanish(const char *path) { unlink(path); }

/* A blank at the end of a JSON file changes its bytes and nothing else. */
static void change(const char *path) {
    FILE *file = fopen(path, "a");
    if (!file)
        return;
    fputc(' ', file);
    fclose(file);
}

/* The first time it is killed, the next time it is set: a stone beside it marks that it was. */
static void be_killed_once(const char *path) {
    char stone[4096];
    snprintf(stone, sizeof stone, "%s.killed", path);
    if (access(stone, F_OK) == 0)
        return;
    FILE *file = fopen(stone, "w");
    if (file)
        fclose(file);
    raise(SIGKILL);
}

static const struct {
    const char *word;
    void (*deed)(const char *path);
} deeds[] = {{"loops", loop},      {"eats", eat},         {"crashes", crash},
             {"leaves", leave},    {"killed", be_killed}, {"slow", dawdle},
             {"vanishes", vanish}, {"changes", change},   {"once", be_killed_once}};

bool __wrap_job_run(const Job *job, Workshop *workshop, Language language, Timings *timings, JobResult *result,
                    DiagList *diags) {
    const char *slash = strrchr(job->report, '/');
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        if (strstr(slash ? slash + 1 : job->report, deeds[i].word))
            deeds[i].deed(job->report);
    return __real_job_run(job, workshop, language, timings, result, diags);
}
