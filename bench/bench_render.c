/*
 * bench/render: what setting a report costs, as whole processes.
 *
 * Runs the release program on the model report and on reports of 10, 100 and 1,000 times its rows (make_report), many
 * times each, and prints the median with the least and the greatest: CPU time, wall time, peak memory, size of the
 * PDF, how each grows from one step to the next, and the CPU time of every stage as `--timings` tells it. Then the
 * model report with each thing a PDF can promise, turn and turn about, so that a machine that slows down slows all of
 * them.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "spread.h"

#define STEP_COUNT     4
#define RUN_MAX        200
#define STAGE_MAX      24
#define STAGE_NAME_MAX 24
#define OUTPUT_MAX     65536
#define PATH_SIZE      4096

static const char report_path[] = SOURCE_DIR "/input/xinjiang-social-insurance-2020.json";
static const char form_path[] = SOURCE_DIR "/layouts/xinjiang-2020.json";
static const char fonts_path[] = SOURCE_DIR "/fonts/fonts.json";

/* What is to be reached: the model report, whole process. */
#define GOAL_CPU_MS   120.0
#define GOAL_PEAK_MIB 80.0
#define GOAL_PDF_KIB  400.0
#define GOAL_GROWTH   11.0
#define GOAL_PROMISE  15.0 /* percent that structure and conformance may cost */

typedef struct Stage {
    char name[STAGE_NAME_MAX];
    double ms[RUN_MAX];
    size_t runs;
} Stage;

typedef struct Step {
    int factor;
    size_t runs; /* how often it is to be run, unless told otherwise */
    long rows;
    double cpu[RUN_MAX], wall[RUN_MAX], peak[RUN_MAX];
    double pdf_kib;
    Stage stages[STAGE_MAX];
    size_t stage_count;
} Step;

typedef struct Promise {
    const char *conformance;
    double cpu[RUN_MAX];
    double pdf_kib;
} Promise;

#define PROMISE_COUNT 3
static Promise promises[PROMISE_COUNT] = {{.conformance = "none"}, {.conformance = "2a"}, {.conformance = "3a"}};

static Step steps[STEP_COUNT] = {
    {.factor = 1, .runs = 31}, {.factor = 10, .runs = 15}, {.factor = 100, .runs = 7}, {.factor = 1000, .runs = 3}};
static char folder[] = "/tmp/banxin-bench-XXXXXX";

static Stage *stage_find(Step *step, const char *name) {
    for (size_t i = 0; i < step->stage_count; i++) {
        if (strcmp(step->stages[i].name, name) == 0)
            return &step->stages[i];
    }
    if (step->stage_count == STAGE_MAX)
        return NULL;
    Stage *stage = &step->stages[step->stage_count++];
    snprintf(stage->name, sizeof stage->name, "%s", name);
    return stage;
}

/* Takes the lines "stage milliseconds" out of what the program printed; other lines are remarks. */
static void read_timings(Step *step, char *text) {
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        char name[STAGE_NAME_MAX];
        double ms;
        int end = 0;
        if (sscanf(line, "%23[a-z-]%*[ \t]%lf%n", name, &ms, &end) != 2 || line[end] != '\0')
            continue;
        Stage *stage = stage_find(step, name);
        if (stage && stage->runs < RUN_MAX)
            stage->ms[stage->runs++] = ms;
    }
}

static bool make_input(Step *step, const char *path) {
    char factor[16], count[32];
    ChildCost cost;
    snprintf(factor, sizeof factor, "%d", step->factor);
    const char *const argv[] = {MAKE_REPORT, report_path, factor, path, NULL};
    if (!child_run(argv, STDOUT_FILENO, count, sizeof count, &cost) || cost.status != 0)
        return false;
    step->rows = strtol(count, NULL, 10);
    return true;
}

static bool run_once(Step *step, size_t run, const char *data, const char *pdf) {
    static char text[OUTPUT_MAX];
    const char *const argv[] = {PROGRAM,   "render",  data,       "-o",        pdf, "--form",
                                form_path, "--fonts", fonts_path, "--timings", NULL};
    ChildCost cost;
    if (!child_run(argv, STDERR_FILENO, text, sizeof text, &cost)) {
        fprintf(stderr, "bench: cannot run %s: %s\n", PROGRAM, strerror(errno));
        return false;
    }
    if (cost.status > 1) {
        fprintf(stderr, "%sbench: %s ended with status %d\n", text, PROGRAM, cost.status);
        return false;
    }
    step->cpu[run] = cost.cpu_ms;
    step->wall[run] = cost.wall_ms;
    step->peak[run] = cost.peak_mib;
    read_timings(step, text);
    return true;
}

static bool measure(Step *step) {
    char data[PATH_SIZE], pdf[PATH_SIZE];
    struct stat file;
    snprintf(data, sizeof data, "%s/report.json", folder);
    snprintf(pdf, sizeof pdf, "%s/report.pdf", folder);
    bool done = make_input(step, data);
    for (size_t run = 0; done && run < step->runs; run++)
        done = run_once(step, run, data, pdf);
    done = done && stat(pdf, &file) == 0;
    if (done)
        step->pdf_kib = (double)file.st_size / 1024;
    unlink(data);
    unlink(pdf);
    return done;
}

static bool promise_once(Promise *promise, size_t run, const char *pdf) {
    static char text[OUTPUT_MAX];
    const char *const argv[] = {
        PROGRAM,    "render",        report_path,          "-o", pdf, "--form", form_path, "--fonts",
        fonts_path, "--conformance", promise->conformance, NULL};
    ChildCost cost;
    struct stat file;
    if (!child_run(argv, STDERR_FILENO, text, sizeof text, &cost) || cost.status > 1 || stat(pdf, &file) != 0)
        return false;
    promise->cpu[run] = cost.cpu_ms;
    promise->pdf_kib = (double)file.st_size / 1024;
    return true;
}

static bool measure_promises(size_t runs) {
    char pdf[PATH_SIZE];
    bool done = true;
    snprintf(pdf, sizeof pdf, "%s/report.pdf", folder);
    for (size_t run = 0; done && run < runs; run++)
        for (size_t i = 0; done && i < PROMISE_COUNT; i++)
            done = promise_once(&promises[i], run, pdf);
    unlink(pdf);
    return done;
}

static void print_growth(double now, double before) {
    if (before > 0)
        printf(" %7.2f", now / before);
    else
        printf(" %7s", "");
}

/* One line a step. The medians are left in medians[step] = {cpu, wall, peak}. */
static void print_steps(size_t count, double medians[STEP_COUNT][3]) {
    printf("%6s %8s %4s  %-30s  %-30s  %-30s  %9s  growth of:\n", "rows x", "rows", "runs",
           "CPU ms: median, least .. most", "wall ms", "peak MiB", "PDF KiB");
    printf("%6s %8s %4s  %-30s  %-30s  %-30s  %9s %7s %7s %7s\n", "", "", "", "", "", "", "", "CPU", "wall", "peak");
    for (size_t i = 0; i < count; i++) {
        Step *step = &steps[i];
        printf("%6d %8ld %4zu", step->factor, step->rows, step->runs);
        medians[i][0] = spread_print(step->cpu, step->runs);
        medians[i][1] = spread_print(step->wall, step->runs);
        medians[i][2] = spread_print(step->peak, step->runs);
        printf("  %9.1f", step->pdf_kib);
        for (size_t what = 0; what < 3; what++)
            print_growth(medians[i][what], i > 0 ? medians[i - 1][what] : 0);
        printf("\n");
    }
}

/* One line a stage, in the order the program tells them; a column for each step. */
static void print_stages(size_t count) {
    if (steps[0].stage_count == 0)
        return;
    printf("\n%-24s", "CPU ms of stages (median)");
    for (size_t i = 0; i < count; i++)
        printf(" %9dx", steps[i].factor);
    printf("\n");
    for (size_t s = 0; s < steps[0].stage_count; s++) {
        printf("  %-23s", steps[0].stages[s].name);
        for (size_t i = 0; i < count; i++) {
            Stage *stage = stage_find(&steps[i], steps[0].stages[s].name);
            printf(" %10.2f", stage ? spread_median(stage->ms, stage->runs) : 0);
        }
        printf("\n");
    }
}

static void print_goals(size_t count, double medians[STEP_COUNT][3]) {
    printf("\nGoals\n");
    goal_print("model report, CPU", medians[0][0], GOAL_CPU_MS, "ms");
    goal_print("model report, peak memory", medians[0][2], GOAL_PEAK_MIB, "MiB");
    goal_print("model report, PDF", steps[0].pdf_kib, GOAL_PDF_KIB, "KiB");
    for (size_t i = 1; i < count; i++) {
        char what[64];
        snprintf(what, sizeof what, "%d times the rows against %d, CPU", steps[i].factor, steps[i - 1].factor);
        goal_print(what, medians[i][0] / medians[i - 1][0], GOAL_GROWTH, "x");
    }
}

/* One line a promise; gives what the last costs over the first, in percent. */
static double print_promises(size_t runs) {
    double first = 0, middle = 0;
    printf("\n%-24s %4s  %-30s  %9s\n", "model report", "runs", "CPU ms: median, least .. most", "PDF KiB");
    for (size_t i = 0; i < PROMISE_COUNT; i++) {
        printf("  --conformance %-8s %4zu", promises[i].conformance, runs);
        middle = spread_print(promises[i].cpu, runs);
        first = i == 0 ? middle : first;
        printf("  %9.1f  %+.1f %%\n", promises[i].pdf_kib, (middle / first - 1) * 100);
    }
    return (middle / first - 1) * 100;
}

static int usage(FILE *to, int status) {
    fputs("usage: render [--runs N] [--most FACTOR]\n"
          "  --runs N       run every report N times (1 to 200; otherwise 31, 15, 7 and 3 times)\n"
          "  --most FACTOR  leave out reports of more than FACTOR times the rows (1, 10, 100, 1000)\n",
          to);
    return status;
}

/* Fills in runs and how many steps to take; false on a word it does not know. */
static bool read_options(int argc, char **argv, size_t *count) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const long value = strtol(argv[i + 1], NULL, 10);
        if (strcmp(argv[i], "--runs") == 0 && value >= 1 && value <= RUN_MAX) {
            for (size_t s = 0; s < STEP_COUNT; s++)
                steps[s].runs = (size_t)value;
        } else if (strcmp(argv[i], "--most") == 0 && value >= 1) {
            while (*count > 1 && steps[*count - 1].factor > value)
                --*count;
        } else {
            return false;
        }
    }
    return argc % 2 == 1;
}

int main(int argc, char **argv) {
    size_t count = STEP_COUNT;
    double medians[STEP_COUNT][3];
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout, 0);
    if (!read_options(argc, argv, &count))
        return usage(stderr, 2);
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    bool done = true;
    for (size_t i = 0; done && i < count; i++)
        done = measure(&steps[i]);
    done = done && measure_promises(steps[0].runs);
    rmdir(folder);
    if (!done)
        return 1;
    print_steps(count, medians);
    print_stages(count);
    double cost = print_promises(steps[0].runs);
    print_goals(count, medians);
    goal_print("structure, conformance and files, CPU", cost, GOAL_PROMISE, "%");
    return 0;
}
