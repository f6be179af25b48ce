#include "app/check.h"

#include <errno.h>
#include <string.h>

#include "app/check_report.h"
#include "app/crew.h"
#include "app/gather.h"
#include "app/orders.h"
#include "app/say.h"
#include "base/file.h"

/* A run over all reports. */
typedef struct CheckRun {
    const Options *options;
    const char *const *files; /* the reports */
    size_t count;
    CheckTools tools;
    CheckResult result; /* of all so far */
} CheckRun;

/* ---- the work ------------------------------------------------------------------------------------------------- */

static void work(void *context, size_t part, Buf *packed) {
    const CheckRun *run = context;
    CheckResult result = {0};
    check_report(&run->tools, run->files[part], part, &result);
    check_result_pack(&result, packed);
    check_result_free(&result);
}

/* A report of which nothing came back: it is among those that were not checked. */
static void lose(CheckRun *run, DiagCode code, size_t part) {
    DiagList *diags = diag_list_new();
    const char *file = run->files[part];
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

/* 0: it is not said. */
static size_t asked_workers(const Options *options) { return (size_t)options_number(options, OPTION_JOBS, 0); }

/* The list of organs stands after the reports, with the organs that have none as its findings. */
static bool tell_missing(CheckRun *run, Arena *arena, FindingList *findings, DiagList *none) {
    Review review = {.file = run->tools.together->list->file, .checked = true, .arena = arena, .faults = none};
    Tally tally = {0};
    together_missing(run->tools.together, findings);
    if (!finding_list_whole(findings) || !review_order(&review, findings))
        return false;
    run->tools.writer->report(&review, run->count, run->tools.language, &run->result.piece);
    review_tally(&review, &tally);
    tally.reports = 0; /* it is none */
    tally_add(&run->result.tally, &tally);
    if (run->tools.strict && tally_grave(&tally) > 0)
        run->result.status = exit_worse(run->result.status, EXIT_WITH_WARNINGS);
    tally_free(&tally);
    return !arena_failed(arena);
}

static void check_list(CheckRun *run, DiagList *diags) {
    FindingList *findings = finding_list_new();
    DiagList *none = diag_list_new();
    Arena *arena = arena_new();
    if (!findings || !none || !arena || !tell_missing(run, arena, findings, none))
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    finding_list_free(findings);
    diag_list_free(none);
    arena_free(arena);
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

static void check_files(CheckRun *run, DiagList *diags) {
    crew_run(&(Crew){crew_size(asked_workers(run->options), run->count), run->count, work, take, run});
    if (run->tools.together && run->tools.together->list)
        check_list(run, diags);
    write_whole(run, diags);
}

static ExitStatus check_all(const Options *options, const char *const *files, size_t count, const Together *together,
                            Language language, DiagList *diags) {
    Timings timings = {0};
    const char *format = options->values[OPTION_FORMAT];
    CheckRun run = {.options = options,
                    .files = files,
                    .count = count,
                    .tools = {.timings = &timings,
                              .writer = finding_writer(format ? format : "text"),
                              .language = language,
                              .strict = options->values[OPTION_STRICT] != NULL,
                              .together = together}};
    run.tools.workshop = workshop_new(options->values[OPTION_FORM], options->values[OPTION_FONTS], &timings);
    if (run.tools.workshop)
        check_files(&run, diags);
    else
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    ExitStatus status = run.result.status;
    workshop_free(run.tools.workshop);
    check_result_free(&run.result);
    return exit_worse(status, exit_from_diags(diags));
}

/* An output that is a file to be read is misuse; no memory to find that out is not. */
static ExitStatus check_ordered(Arena *arena, const Options *options, const char *const *files, size_t count,
                                const Together *together, Language language, DiagList *diags) {
    const char *output = options->values[OPTION_RESULT];
    if (is_standard(output) || orders_output_is_free(arena, options, files, count, output, diags))
        return check_all(options, files, count, together, language, diags);
    if (diag_count(diags) > 0)
        return EXIT_USAGE;
    diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return EXIT_OWN_FAULT;
}

/* What is told of the folder and the list is told first; as of reports, warnings are worth a status with --strict. */
static ExitStatus check_together(Arena *arena, const Options *options, Language language, DiagList *diags) {
    DiagList *before = diag_list_new();
    const char *const *values = options->values;
    const Together *together =
        before ? together_make(arena, options->arguments, options->argument_count, values[OPTION_ACROSS],
                               values[OPTION_ORGANS], asked_workers(options), before)
               : NULL;
    ExitStatus status = before ? exit_from_diags(before) : EXIT_OWN_FAULT;
    if (status == EXIT_WITH_WARNINGS && !values[OPTION_STRICT])
        status = EXIT_WRITTEN;
    say_diags(before, language);
    diag_list_free(before);
    if (!together)
        return status;
    return exit_worse(
        status, check_ordered(arena, options, together->files, together->reports.count, together, language, diags));
}

/* A file that is named twice, by another path or a link as well, is one report. */
static ExitStatus check_alone(Arena *arena, const Options *options, Language language, DiagList *diags) {
    Gathered files;
    if (!gather_files(arena, options->arguments, options->argument_count, NULL, &files, diags))
        return EXIT_OWN_FAULT;
    return check_ordered(arena, options, files.files, files.count, NULL, language, diags);
}

ExitStatus check_run(const Options *options, Language language) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    ExitStatus status = EXIT_OWN_FAULT;
    if (arena && diags && options->values[OPTION_ACROSS])
        status = check_together(arena, options, language, diags);
    else if (arena && diags)
        status = check_alone(arena, options, language, diags);
    if (arena)
        say_diags(diags, language);
    else
        say_diags(NULL, language);
    diag_list_free(diags);
    arena_free(arena);
    return status;
}
