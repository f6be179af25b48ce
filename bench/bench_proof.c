/*
 * bench/proof: what a page costs as a picture, of all pages of the model report.
 *
 * Runs the release program many times and prints the median with the least and the greatest: milliseconds of CPU a
 * page for drawing, compressing and writing, at several resolutions; and the same of pdftoppm, the PDF at hand, if it
 * is installed, turn and turn about.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "spread.h"

#define RUNS       5
#define RUN_MAX    200
#define GOAL_MS    15.0 /* a page at 96 dpi */
#define OUTPUT_MAX 65536
#define PATH_SIZE  4096

static const char report_path[] = SOURCE_DIR "/input/xinjiang-social-insurance-2020.json";
static const char form_path[] = SOURCE_DIR "/layouts/xinjiang-2020.json";
static const char fonts_path[] = SOURCE_DIR "/fonts/fonts.json";
static char folder[] = "/tmp/banxin-bench-XXXXXX";

typedef struct Step {
    const char *dpi;
    double draw[RUN_MAX], compress[RUN_MAX], write[RUN_MAX], page[RUN_MAX], other[RUN_MAX];
} Step;

static Step steps[] = {{.dpi = "96"}, {.dpi = "192"}, {.dpi = "300"}};
#define STEP_COUNT (sizeof steps / sizeof *steps)

static double stage_of(const char *text, const char *stage) {
    const char *at = strstr(text, stage);
    return at ? strtod(at + strlen(stage), NULL) : 0;
}

/* Pages as the program tells them: "(39 pages)"; here counted by what it wrote. */
static long count_pages(void) {
    char command[PATH_SIZE], text[64] = "";
    ChildCost cost;
    snprintf(command, sizeof command, "ls %s/*.png | wc -l", folder);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    return child_run(argv, STDOUT_FILENO, text, sizeof text, &cost) ? strtol(text, NULL, 10) : 0;
}

static bool prove(Step *step, size_t run) {
    static char text[OUTPUT_MAX];
    const char *const argv[] = {PROGRAM,   "proof",    report_path, "-o",      folder,      "--form", form_path,
                                "--fonts", fonts_path, "--dpi",     step->dpi, "--timings", NULL};
    ChildCost cost;
    if (!child_run(argv, STDERR_FILENO, text, sizeof text, &cost) || cost.status > 1)
        return false;
    long pages = count_pages();
    if (!pages)
        return false;
    step->draw[run] = stage_of(text, "\ndraw ") / (double)pages;
    step->compress[run] = stage_of(text, "\ncompress ") / (double)pages;
    step->write[run] = stage_of(text, "\nwrite ") / (double)pages;
    step->page[run] = step->draw[run] + step->compress[run] + step->write[run];
    return true;
}

/* The whole process of pdftoppm, a page; 0 when it is not there. */
static void show_other(Step *step, size_t run, const char *pdf) {
    static char text[OUTPUT_MAX];
    char place[PATH_SIZE];
    snprintf(place, sizeof place, "%s/other", folder);
    const char *const argv[] = {"/usr/bin/pdftoppm", "-q", "-gray", "-png", "-r", step->dpi, pdf, place, NULL};
    ChildCost cost;
    long pages = count_pages();
    bool there = access(argv[0], X_OK) == 0 && child_run(argv, STDERR_FILENO, text, sizeof text, &cost) &&
                 cost.status == 0 && pages;
    step->other[run] = there ? cost.cpu_ms / (double)pages : 0;
}

static bool clear_folder(void) {
    char command[PATH_SIZE], text[64];
    ChildCost cost;
    snprintf(command, sizeof command, "rm -f %s/*.png", folder);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    return child_run(argv, STDOUT_FILENO, text, sizeof text, &cost) && cost.status == 0;
}

static bool measure(size_t runs, const char *pdf) {
    bool done = true;
    for (size_t run = 0; done && run < runs; run++)
        for (size_t i = 0; done && i < STEP_COUNT; i++) {
            done = prove(&steps[i], run);
            show_other(&steps[i], run, pdf);
            done = clear_folder() && done;
        }
    return done;
}

static bool make_pdf(const char *pdf) {
    static char text[OUTPUT_MAX];
    const char *const argv[] = {PROGRAM,  "render",  report_path, "-o",       pdf,
                                "--form", form_path, "--fonts",   fonts_path, NULL};
    ChildCost cost;
    return child_run(argv, STDERR_FILENO, text, sizeof text, &cost) && cost.status <= 1;
}

static void print(size_t runs) {
    double page = 0;
    printf("CPU ms a page: median, least .. most\n%4s  %-30s  %-30s  %-30s  %-30s  %-30s\n", "dpi", "draw", "compress",
           "write", "together", "pdftoppm -gray, whole process");
    for (size_t i = 0; i < STEP_COUNT; i++) {
        printf("%4s", steps[i].dpi);
        spread_print(steps[i].draw, runs);
        spread_print(steps[i].compress, runs);
        spread_print(steps[i].write, runs);
        double together = spread_print(steps[i].page, runs);
        spread_print(steps[i].other, runs);
        printf("\n");
        page = i == 0 ? together : page;
    }
    printf("\nGoals\n");
    goal_print("a page at 96 dpi, CPU", page, GOAL_MS, "ms");
}

int main(int argc, char **argv) {
    char pdf[PATH_SIZE];
    long runs = argc == 3 && strcmp(argv[1], "--runs") == 0 ? strtol(argv[2], NULL, 10) : argc == 1 ? RUNS : 0;
    if (runs < 1 || runs > RUN_MAX) {
        fputs("usage: proof [--runs N]\n", stderr);
        return 2;
    }
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    snprintf(pdf, sizeof pdf, "%s/report.pdf", folder);
    bool done = make_pdf(pdf) && measure((size_t)runs, pdf);
    unlink(pdf);
    rmdir(folder);
    if (!done) {
        fputs("bench: a run failed\n", stderr);
        return 1;
    }
    print((size_t)runs);
    return 0;
}
