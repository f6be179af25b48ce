/*
 * bench/check: what checking reports costs, as whole processes.
 *
 * Runs the release program's `check` on the shipped reports, many times each, and on a thousand reports at once: made
 * by tests/mutation/generator without a fault, with a fault in every fiftieth, and the model report with all its
 * findings a thousand times over. Prints CPU time (of all its processes), wall time and peak memory, the median with
 * the least and the greatest.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "spread.h"

#define RUN_MAX   200
#define MANY      1000
#define PATH_SIZE 256

/* What is to be reached. */
#define GOAL_MODEL_MS 30.0
#define GOAL_MANY_MS  5000.0

#define MODEL SOURCE_DIR "/input/xinjiang-social-insurance-2020.json"

typedef struct Case {
    const char *name;
    const char *report; /* checked `count` times over; NULL: generated ones */
    const char *faults; /* of the generated ones, in a hundred */
    size_t count, runs;
    double cpu[RUN_MAX], wall[RUN_MAX], peak[RUN_MAX];
} Case;

static Case cases[] = {
    {.name = "model report", .report = MODEL, .count = 1, .runs = 31},
    {.name = "model report, corrected",
     .report = SOURCE_DIR "/input/xinjiang-social-insurance-2020-corrected.json",
     .count = 1,
     .runs = 31},
    {.name = "hubei-water-2020", .report = SOURCE_DIR "/input/hubei-water-2020.json", .count = 1, .runs = 31},
    {.name = "shanghai-health-2025", .report = SOURCE_DIR "/input/shanghai-health-2025.json", .count = 1, .runs = 31},
    {.name = "1000 without a fault", .faults = "0", .count = MANY, .runs = 5},
    {.name = "1000, 20 of them faulty", .faults = "2", .count = MANY, .runs = 5},
    {.name = "the model report 1000 times", .report = MODEL, .count = MANY, .runs = 3},
};
#define CASE_COUNT (sizeof cases / sizeof *cases)

static char folder[] = "/tmp/banxin-bench-XXXXXX";

static void name_report(const char *path, size_t i, char name[2 * PATH_SIZE]) {
    snprintf(name, 2 * PATH_SIZE, "%s/report-%04zu.json", path, i + 1);
}

/* Copies of the report: a file named twice would be checked once. */
static bool copy_all(const Case *item, const char *path) {
    char name[2 * PATH_SIZE], text[256];
    bool copied = mkdir(path, 0777) == 0;
    for (size_t i = 0; copied && i < item->count; i++) {
        ChildCost cost;
        name_report(path, i, name);
        const char *const argv[] = {"/usr/bin/env", "cp", item->report, name, NULL};
        copied = child_run(argv, STDERR_FILENO, text, sizeof text, &cost) && cost.status == 0;
    }
    return copied;
}

static bool generate(const Case *item, const char *path) {
    char count[16], text[4096];
    ChildCost cost;
    snprintf(count, sizeof count, "%zu", item->count);
    const char *const argv[] = {"/usr/bin/env", "python3",    SOURCE_DIR "/tests/mutation/generator/generate.py",
                                path,           "--count",    count,
                                "--faults",     item->faults, NULL};
    if (!child_run(argv, STDERR_FILENO, text, sizeof text, &cost) || cost.status != 0) {
        fprintf(stderr, "bench: the reports could not be made: %s\n", text);
        return false;
    }
    return true;
}

/* A folder of reports, with the forms beside them. */
static bool fill_folder(const Case *item, const char *path) {
    char layouts[2 * PATH_SIZE];
    snprintf(layouts, sizeof layouts, "%s/layouts", path);
    return (item->report ? copy_all(item, path) : generate(item, path)) && symlink(SOURCE_DIR "/layouts", layouts) == 0;
}

static void remove_folder(const char *path) {
    char text[16];
    ChildCost cost;
    const char *const argv[] = {"/usr/bin/env", "rm", "-r", path, NULL};
    child_run(argv, STDOUT_FILENO, text, sizeof text, &cost);
}

/* "PROGRAM check --format json --fonts FONTS REPORT ..."; names of generated reports are written into `names`. */
static void make_command(const Case *item, const char *path, char (*names)[2 * PATH_SIZE], const char **argv) {
    static const char *const head[] = {PROGRAM, "check", "--format", "json", "--fonts", SOURCE_DIR "/fonts/fonts.json"};
    const size_t start = sizeof head / sizeof *head;
    memcpy(argv, head, sizeof head);
    for (size_t i = 0; i < item->count; i++) {
        name_report(path, i, names[i]);
        argv[start + i] = item->count == 1 ? item->report : names[i];
    }
    argv[start + item->count] = NULL;
}

static bool run_all(Case *item, const char *const *argv) {
    char text[256];
    for (size_t run = 0; run < item->runs; run++) {
        ChildCost cost;
        if (!child_run(argv, STDOUT_FILENO, text, sizeof text, &cost) || cost.status != 0) {
            fprintf(stderr, "bench: %s check ended with status %d\n", PROGRAM, cost.status);
            return false;
        }
        item->cpu[run] = cost.cpu_ms;
        item->wall[run] = cost.wall_ms;
        item->peak[run] = cost.peak_mib;
    }
    return true;
}

static bool measure(Case *item) {
    static char names[MANY][2 * PATH_SIZE];
    static const char *argv[MANY + 16];
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/reports", folder);
    bool done = item->count == 1 || fill_folder(item, path);
    if (done) {
        make_command(item, path, names, argv);
        done = run_all(item, argv);
    }
    if (item->count > 1)
        remove_folder(path);
    return done;
}

static void print_all(double *wall) {
    printf("%-28s %4s  %-30s  %-30s  %-30s\n", "", "runs", "CPU ms: median, least .. most", "wall ms", "peak MiB");
    for (size_t i = 0; i < CASE_COUNT; i++) {
        printf("%-28s %4zu", cases[i].name, cases[i].runs);
        spread_print(cases[i].cpu, cases[i].runs);
        wall[i] = spread_print(cases[i].wall, cases[i].runs);
        spread_print(cases[i].peak, cases[i].runs);
        printf("\n");
    }
    printf("\nGoals (wall time; 1000 reports on two processors)\n");
    for (size_t i = 0; i < CASE_COUNT; i++) {
        if (cases[i].count == MANY)
            goal_print(cases[i].name, wall[i], GOAL_MANY_MS, "ms");
        else if (i == 0)
            goal_print(cases[i].name, wall[i], GOAL_MODEL_MS, "ms");
    }
}

/* --runs N; false on a word it does not know. */
static bool read_options(int argc, char **argv) {
    const long value = argc == 3 && strcmp(argv[1], "--runs") == 0 ? strtol(argv[2], NULL, 10) : 0;
    for (size_t i = 0; value >= 1 && value <= RUN_MAX && i < CASE_COUNT; i++)
        cases[i].runs = (size_t)value;
    return argc == 1 || (value >= 1 && value <= RUN_MAX);
}

int main(int argc, char **argv) {
    double wall[CASE_COUNT];
    if (!read_options(argc, argv)) {
        fputs("usage: check [--runs N]\n  --runs N  run every case N times (1 to 200)\n", stderr);
        return 2;
    }
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    bool done = true;
    for (size_t i = 0; done && i < CASE_COUNT; i++)
        done = measure(&cases[i]);
    rmdir(folder);
    if (!done)
        return 1;
    print_all(wall);
    return 0;
}
