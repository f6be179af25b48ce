#include "app/verify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/again.h"
#include "app/apart.h"
#include "app/crew.h"
#include "app/record_module.h"
#include "app/say.h"
#include "app/verdict_write.h"
#include "base/clock.h"
#include "base/file.h"
#include "sign/pdf_doc.h"

/*
 * A few kilobytes of a PDF may stand for gigabytes, and the library that reads them knows no limit: it is given one.
 * What does not fit is a file that cannot be judged. Each revision's objects are held besides the file itself.
 * Sanitizers reserve more than that for themselves.
 */
#define VERIFY_MEMORY       ((rlim_t)1 << 30)
#define VERIFY_MEMORY_TIMES 8 /* and so many times the size of the largest file */

typedef struct VerifyRun {
    const Record *record;
    const Options *options;
    Workshop *workshop;
    VerifyOptions wish;
    Language language;
    bool json;
    Buf items; /* of JSON, so far */
    VerdictCounts counts;
    ExitStatus status;
} VerifyRun;

/* What a worker sends back of a file: this, then what is for standard output, then what is for standard error. */
typedef struct VerifyResult {
    size_t answer; /* bytes */
    ExitStatus status;
} VerifyResult;

/* ---- one file ------------------------------------------------------------------------------------------------- */

static const Verdict *judge(const VerifyRun *run, Arena *arena, const char *file, DiagList *diags) {
    char *bytes;
    size_t length;
    if (!file_read(arena, file, PDF_DOC_SIZE_MAX, &bytes, &length, diags))
        return NULL;
    Verdict *verdict = run->record->verify_bytes(arena, file, (Str){bytes, length}, &run->wish, diags);
    if (!verdict || !verdict->readable)
        return verdict;
    return again_compare(arena, run->record, run->workshop, verdict, diags) ? verdict : NULL;
}

static ExitStatus status_of(const Verdict *verdict, const DiagList *diags) {
    if (verdict && verdict->readable)
        return verdict->sound ? EXIT_WRITTEN : EXIT_WITH_WARNINGS;
    ExitStatus status = exit_from_diags(diags);
    return status > EXIT_WITH_WARNINGS ? status : EXIT_DATA;
}

static ExitStatus judge_and_write(const VerifyRun *run, Arena *arena, const char *file, DiagList *diags, Buf *answer) {
    const Verdict *verdict = judge(run, arena, file, diags);
    if (run->json)
        verdict_json_file(file, verdict, diags, run->language, answer);
    else
        verdict_text(file, verdict, run->language, answer);
    return status_of(verdict, diags);
}

/* One file of a run. */
typedef struct VerifyPart {
    const VerifyRun *run;
    const char *file;
} VerifyPart;

static void pack(const VerifyRun *run, ExitStatus status, const Buf *answer, const DiagList *diags, Buf *packed) {
    VerifyResult result = {answer->length, status};
    buf_push(packed, &result, sizeof result);
    buf_push(packed, answer->bytes, answer->length);
    diag_print_all(diags, run->language, packed);
    packed->failed |= buf_failed(answer);
}

static void judge_part(void *context, Buf *packed) {
    const VerifyPart *part = context;
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Buf answer = {0};
    ExitStatus status = EXIT_OWN_FAULT;
    if (arena && diags)
        status = judge_and_write(part->run, arena, part->file, diags, &answer);
    diag_sort(diags); /* what is damaged is told each time it is met */
    pack(part->run, status, &answer, arena && !arena_failed(arena) ? diags : NULL, packed);
    buf_free(&answer);
    diag_list_free(diags);
    arena_free(arena);
}

/* A file that ends the process that judges it could not be judged. */
static void lose(const VerifyRun *run, const char *file, Buf *packed) {
    DiagList *diags = diag_list_new();
    Buf answer = {0};
    diag_at(diags, DIAG_VERIFY_WORKER, (Place){0}, DIAG_ARGS(file));
    if (run->json)
        verdict_json_file(file, NULL, diags, run->language, &answer);
    else
        verdict_text(file, NULL, run->language, &answer);
    pack(run, EXIT_OWN_FAULT, &answer, diags, packed);
    buf_free(&answer);
    diag_list_free(diags);
}

static void work(void *context, size_t part, Buf *packed) {
    const VerifyRun *run = context;
    VerifyPart own = {run, run->options->arguments[part]};
    if (!apart_do(judge_part, &own, packed))
        lose(run, own.file, packed);
}

/* ---- all files ------------------------------------------------------------------------------------------------ */

static void count(VerifyRun *run, ExitStatus status) {
    run->counts.files++;
    run->counts.sound += status == EXIT_WRITTEN;
    run->counts.unsound += status == EXIT_WITH_WARNINGS;
    run->counts.unreadable += status > EXIT_WITH_WARNINGS;
    run->status = exit_worse(run->status, status);
}

static void take(void *context, size_t part, const Buf *packed) {
    VerifyRun *run = context;
    VerifyResult result = {0};
    Buf lost = {0};
    if (!packed || buf_failed(packed) || packed->length < sizeof result) {
        lose(run, run->options->arguments[part], &lost);
        packed = &lost;
    }
    if (buf_failed(packed)) {
        say_diags(NULL, run->language);
        count(run, EXIT_OWN_FAULT);
        return;
    }
    memcpy(&result, packed->bytes, sizeof result);
    size_t said_from = sizeof result + result.answer;
    Buf answer = {.bytes = packed->bytes + sizeof result, .length = result.answer};
    Buf said = {.bytes = packed->bytes + said_from, .length = packed->length - said_from};
    say_text(&said, run->language);
    if (run->json)
        buf_push(&run->items, answer.bytes, answer.length);
    else if (!say_answer(&answer))
        run->status = exit_worse(run->status, EXIT_IO);
    count(run, result.status);
    buf_free(&lost);
}

static void say_whole(VerifyRun *run) {
    Buf whole = {0};
    if (run->json)
        verdict_json(&run->items, &run->counts, run->language, &whole);
    else
        verdict_text_counts(&run->counts, run->language, &whole);
    whole.failed |= buf_failed(&run->items);
    if (!say_answer(&whole))
        run->status = exit_worse(run->status, buf_failed(&whole) ? EXIT_OWN_FAULT : EXIT_IO);
    buf_free(&whole);
}

/* ---- the run -------------------------------------------------------------------------------------------------- */

static VerifyLevel level_asked(const char *name) {
    static const char *const names[] = {"", "b", "t", "lt", "lta"};
    for (size_t i = 1; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (VerifyLevel)i;
    return VERIFY_LEVEL_NONE;
}

static rlim_t memory_for(const Options *options) {
    rlim_t largest = 0;
    for (size_t i = 0; i < options->argument_count; i++) {
        struct stat info;
        if (stat(options->arguments[i], &info) == 0 && info.st_size > 0 && (rlim_t)info.st_size > largest)
            largest = (rlim_t)info.st_size;
    }
    return VERIFY_MEMORY + VERIFY_MEMORY_TIMES * (largest < PDF_DOC_SIZE_MAX ? largest : PDF_DOC_SIZE_MAX);
}

static void bound_memory(const Options *options) {
#ifdef BANXIN_SANITIZED
    (void)options, (void)memory_for;
#else
    struct rlimit limit;
    rlim_t most = memory_for(options);
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur > most) {
        limit.rlim_cur = most;
        setrlimit(RLIMIT_DATA, &limit);
    }
#endif
}

static void verify_all(VerifyRun *run, DiagList *diags) {
    const char *jobs = run->options->values[OPTION_JOBS];
    Timings timings = {0};
    run->workshop = workshop_new(run->options->values[OPTION_FORM], run->options->values[OPTION_FONTS], &timings);
    if (!run->workshop) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        return;
    }
    size_t files = run->options->argument_count;
    bound_memory(run->options);
    crew_run(&(Crew){crew_size(jobs ? (size_t)strtol(jobs, NULL, 10) : 0, files), files, work, take, run});
    say_whole(run);
    workshop_free(run->workshop);
}

static ExitStatus verify_with(VerifyRun *run, DiagList *diags) {
    const char *trust_path = run->options->values[OPTION_TRUST];
    run->record = record_load(diags);
    VerifyTrust *trust = run->record && trust_path ? run->record->verify_trust_read(trust_path, diags) : NULL;
    run->wish.trust = trust;
    if (run->record && (trust || !trust_path))
        verify_all(run, diags);
    if (trust)
        run->record->verify_trust_free(trust);
    buf_free(&run->items);
    return exit_worse(run->status, exit_from_diags(diags));
}

ExitStatus verify_run(const Options *options, Language language) {
    const char *const *values = options->values;
    const char *signatures = values[OPTION_SIGNATURES];
    DiagList *diags = diag_list_new();
    VerifyRun run = {.options = options,
                     .language = language,
                     .json = values[OPTION_JSON] != NULL,
                     .wish = {.now = clock_now(),
                              .level = level_asked(values[OPTION_LEVEL_ASKED]),
                              .signatures = signatures ? (int)strtol(signatures, NULL, 10) : 1}};
    ExitStatus status = diags ? verify_with(&run, diags) : EXIT_OWN_FAULT;
    say_diags(diags, language);
    diag_list_free(diags);
    return status;
}
