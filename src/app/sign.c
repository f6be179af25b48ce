/*
 * Whether the key can be used is found out once, before any file is read: a wrong PIN tried by every worker would lock
 * the token.
 */
#include "app/sign.h"

#include <stdlib.h>

#include "app/apart.h"
#include "app/crew.h"
#include "app/orders.h"
#include "app/say.h"
#include "app/signing.h"
#include "base/file.h"
#include "sign/pdf_doc.h"

typedef struct SignRun {
    const Orders *orders;
    Signing signing;
    Language language;
    ExitStatus status;
} SignRun;

/* What a worker sends back of a file: two bytes, then what is to be said. */
typedef struct SignResult {
    unsigned char status; /* an ExitStatus */
    unsigned char written;
} SignResult;

/* ---- one file ------------------------------------------------------------------------------------------------- */

/* One file of a run. */
typedef struct SignPart {
    SignRun *run;
    const Job *job;
    uint64_t memory; /* bytes */
    bool trial;      /* all but the signature is made, and nothing written */
} SignPart;

static bool sign_file(const SignPart *part, DiagList *diags) {
    const Job *job = part->job;
    Signing *signing = &part->run->signing;
    Arena *arena = arena_new();
    Buf out = {0};
    char *bytes;
    size_t length;
    bool good = file_read(arena, job->report, PDF_DOC_SIZE_MAX, &bytes, &length, diags);
    signing->wish.trial = part->trial;
    good = good && signing_pdf(signing, job->report, (Str){bytes, length}, &out, diags) &&
           (part->trial || file_write(job->output, out.bytes, out.length, diags));
    buf_free(&out);
    arena_free(arena);
    return good;
}

static void pack(const SignPart *part, bool written, const DiagList *diags, Buf *packed) {
    SignResult result = {(unsigned char)exit_from_diags(diags), written};
    if (!written && result.status == EXIT_WRITTEN) /* it has been said with an earlier file */
        result.status = EXIT_DATA;
    buf_push(packed, &result, sizeof result);
    diag_print_all(diags, part->run->language, packed);
}

static void sign_part(void *context, Buf *packed) {
    const SignPart *part = context;
    DiagList *diags = diag_list_new();
    bool written = diags && sign_file(part, diags);
    apart_blame(&diags, part->memory, part->job->report);
    pack(part, written, diags, packed);
    diag_list_free(diags);
}

static bool was_good(const Buf *packed, size_t from) {
    const SignResult *result = (const SignResult *)(packed->bytes + from);
    return !buf_failed(packed) && result->written;
}

/*
 * A token's session outlives no fork, and is not to be opened for each file: there all but the signature is tried in a
 * process of its own, and what has passed is done here.
 */
static void work(void *context, size_t number, Buf *packed) {
    SignRun *run = context;
    const Job *job = &run->orders->jobs[number];
    bool token = run->signing.token;
    SignPart part = {run, job, apart_pdf_memory(&job->report, 1), token};
    size_t before = packed->length;
    DiagList *diags = diag_list_new();
    bool open = signing_ready(&run->signing, diags);
    ApartEnd end = open ? apart_do(sign_part, &part, part.memory, packed) : APART_DONE;
    apart_report(end, part.memory, DIAG_SIGN_WORKER, job->report, diags);
    if (!open || end != APART_DONE) {
        pack(&part, false, diags, packed);
    } else if (token && was_good(packed, before)) {
        packed->length = before;
        part.trial = false;
        sign_part(&part, packed);
    }
    diag_list_free(diags);
}

static void say_signed(const char *path, Language language) {
    Buf line = {0};
    buf_printf(&line, language == LANGUAGE_ZH ? "已签名 %s\n" : "signed %s\n", path);
    say_answer(&line);
    buf_free(&line);
}

static void lose(SignRun *run, DiagCode code, const char *file) {
    DiagList *diags = diag_list_new();
    diag_at(diags, code, (Place){0}, DIAG_ARGS(file));
    say_diags(diags, run->language);
    diag_list_free(diags);
    run->status = exit_worse(run->status, EXIT_OWN_FAULT);
}

static void take(void *context, size_t part, const Buf *packed) {
    SignRun *run = context;
    const Job *job = &run->orders->jobs[part];
    if (!packed || buf_failed(packed) || packed->length < sizeof(SignResult)) {
        lose(run, packed ? DIAG_MEMORY : DIAG_SIGN_WORKER, job->report);
        return;
    }
    const SignResult *result = (const SignResult *)packed->bytes;
    Buf said = {.bytes = packed->bytes + sizeof *result, .length = packed->length - sizeof *result};
    say_text(&said, run->language);
    if (result->written)
        say_signed(job->output, run->language);
    run->status = exit_worse(run->status, (ExitStatus)result->status);
}

/* ---- the run -------------------------------------------------------------------------------------------------- */

static ExitStatus sign_all(SignRun *run, const Options *options, DiagList *diags) {
    const char *asked = options->values[OPTION_JOBS];
    size_t workers = crew_size(asked ? (size_t)strtol(asked, NULL, 10) : 0, run->orders->count);
    bool opened = signing_open(&run->signing, diags);
    run->status = exit_from_diags(diags);
    if (!opened)
        return run->status;
    if (workers > 1)
        signing_share(&run->signing);
    crew_run(&(Crew){workers, run->orders->count, work, take, run});
    return run->status;
}

/* Orders that cannot be made are misuse, except where the world is at fault: a folder that is not there. */
static ExitStatus refused(const DiagList *diags) { return diag_has_class(diags, DIAG_CLASS_IO) ? EXIT_IO : EXIT_USAGE; }

ExitStatus sign_run(const Options *options, Language language) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Orders orders = {0};
    ExitStatus status = EXIT_OWN_FAULT;
    bool ordered = arena && diags && orders_make(arena, options, OPTION_SIGNED, &orders, diags);
    SignRun run = {.orders = &orders, .language = language};
    if (ordered && signing_read(&run.signing, options, language, diags))
        status = sign_all(&run, options, diags);
    else if (diags && arena && !arena_failed(arena))
        status = refused(diags);
    signing_close(&run.signing);
    say_diags(arena && !arena_failed(arena) ? diags : NULL, language);
    diag_list_free(diags);
    arena_free(arena);
    return status;
}
