/*
 * bench/warm REPORT OUT.pdf COUNT [REPORT...]: sets a report COUNT times in this process, faces and form kept, and
 * prints as JSON what each time took: the first is cold, the others are what one report more costs. Of several reports
 * the next is taken each time (bench/batch.py --write makes some), and what they have in common is kept, as in a batch;
 * a report that is set alone takes nothing over from the times before.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/job.h"
#include "app/say.h"

#define KEPT_MEMORY (64 << 20)

static double milliseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* As a worker of a batch does once faces are loaded: what a report gives back is kept for the next. */
static void keep_memory(void) {
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
}

static bool set_once(const Job *job, Workshop *workshop, Timings *timings) {
    DiagList *diags = diag_list_new();
    JobResult result = {0};
    const bool done = job_run(job, workshop, say_language(), timings, &result, diags);
    if (!done)
        say_diags(diags, say_language());
    job_result_free(&result);
    diag_list_free(diags);
    return done;
}

int main(int argc, char **argv) {
    const long count = argc >= 4 ? strtol(argv[3], NULL, 10) : 0;
    Timings timings = {0};
    if (count < 1) {
        fputs("usage: warm REPORT OUT.pdf COUNT [REPORT...]\n", stderr);
        return 2;
    }
    const int reports = argc - 3; /* argv[1], argv[4]... */
    Job job = {.report = argv[1], .output = argv[2], .promise = {.conformance = PDF_A_3A}, .alone = reports == 1};
    Workshop *workshop = workshop_new(/*form*/ NULL, /*fonts*/ NULL, &timings);
    bool done = workshop != NULL;
    printf("{\"runs\":[");
    for (long i = 0; done && i < count; i++) {
        const double cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
        job.report = i % reports ? argv[3 + i % reports] : argv[1];
        done = set_once(&job, workshop, &timings);
        if (i == 0)
            keep_memory();
        printf("%s{\"cpu\":%.3f,\"wall\":%.3f}", i ? "," : "", milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
               milliseconds(CLOCK_MONOTONIC) - wall);
    }
    printf("]}\n");
    workshop_free(workshop);
    return done ? 0 : 1;
}
