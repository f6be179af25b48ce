#include "app/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/check_report.h"
#include "app/crew.h"
#include "app/orders.h"
#include "app/say.h"
#include "base/file.h"

/* A run over all reports. */
typedef struct CheckRun {
    const Options *options;
    CheckTools tools;
    CheckResult result; /* of all so far */
} CheckRun;

/* ---- the work ------------------------------------------------------------------------------------------------- */

static void work(void *context, size_t part, Buf *packed) {
    const CheckRun *run = context;
    CheckResult result = {0};
    check_report(&run->tools, run->options->arguments[part], part, &result);
    check_result_pack(&result, packed);
    check_result_free(&result);
}

/* A report of which nothing came back: it is among those that were not checked. */
static void lose(CheckRun *run, DiagCode code, size_t part) {
    DiagList *diags = diag_list_new();
    const char *file = run->options->arguments[part];
    diag_at(diags, code, (Place){0}, DIAG_ARGS(file));
    say_diags(diags, run->tools.language);
    Review review = {.file = file, .faults = diags};
    run->tools.writer->report(&review, part, run->tools.language, &run->result.piece);
    review_tally(&review, &run->result.tally);
    run->result.status = exit_worse(run->result.status, EXIT_OWN_FAULT);
    diag_list_free(diags);
}

/* Faults are told as the reports come in, findings when all are there. */
static void take(void *context, size_t part, const Buf *packed) {
    CheckRun *run = context;
    if (!packed || buf_failed(packed) || !check_result_add(&run->result, packed))
        lose(run, packed ? DIAG_MEMORY : DIAG_CHECK_WORKER, part);
    say_text(&run->result.said, run->tools.language);
    buf_free(&run->result.said);
}

static size_t workers_for(const Options *options) {
    const char *asked = options->values[OPTION_JOBS];
    if (asked)
        return (size_t)strtol(asked, NULL, 10);
    size_t most = options->argument_count / (CHECK_CREW_LEAST / 2), processors = crew_processors();
    if (options->argument_count < CHECK_CREW_LEAST)
        return 1;
    return processors < most ? processors : most;
}

/* ---- the output ----------------------------------------------------------------------------------------------- */

static bool is_standard(const char *output) { return !output || strcmp(output, "-") == 0; }

static bool write_standard(const Buf *whole, DiagList *diags) {
    errno = 0;
    if (say_answer(whole))
        return true;
    diag_at(diags, DIAG_FILE_WRITE, (Place){0},
            DIAG_ARGS(DIAG_BOTH("standard output", "标准输出"), file_reason(errno), ""));
    return false;
}

static void write_whole(CheckRun *run, DiagList *diags) {
    Buf whole = {0};
    const char *output = run->options->values[OPTION_RESULT];
    run->tools.writer->whole(&run->result.tally, &run->result.piece, run->tools.language, &whole);
    if (buf_failed(&whole) || check_result_failed(&run->result))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    else if (is_standard(output))
        write_standard(&whole, diags);
    else
        file_write(output, whole.bytes, whole.length, diags);
    buf_free(&whole);
}

/* ---- the command ---------------------------------------------------------------------------------------------- */

static ExitStatus check_all(const Options *options, Language language, DiagList *diags) {
    Timings timings = {0};
    const char *format = options->values[OPTION_FORMAT];
    CheckRun run = {.options = options,
                    .tools = {.timings = &timings,
                              .writer = finding_writer(format ? format : "text"),
                              .language = language,
                              .strict = options->values[OPTION_STRICT] != NULL}};
    run.tools.workshop = workshop_new(options->values[OPTION_FORM], options->values[OPTION_FONTS], &timings);
    if (run.tools.workshop) {
        crew_run(&(Crew){workers_for(options), options->argument_count, work, take, &run});
        write_whole(&run, diags);
    } else {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    }
    ExitStatus status = run.result.status;
    workshop_free(run.tools.workshop);
    check_result_free(&run.result);
    return exit_worse(status, exit_from_diags(diags));
}

/* An output that is a file to be read is misuse; no memory to find that out is not. */
static ExitStatus check_ordered(Arena *arena, const Options *options, Language language, DiagList *diags) {
    const char *output = options->values[OPTION_RESULT];
    if (is_standard(output) || orders_output_is_free(arena, options, output, diags))
        return check_all(options, language, diags);
    if (diag_count(diags) > 0)
        return EXIT_USAGE;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return EXIT_OWN_FAULT;
}

ExitStatus check_run(const Options *options, Language language) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    ExitStatus status = arena && diags ? check_ordered(arena, options, language, diags) : EXIT_OWN_FAULT;
    if (arena)
        say_diags(diags, language);
    else
        say_diags(NULL, language);
    diag_list_free(diags);
    arena_free(arena);
    return status;
}
