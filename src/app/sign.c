/*
 * Whether the key can be used is found out once, before any file is read: a wrong PIN tried by every worker would lock
 * the token. A key out of a file is then shared by the workers; a token is opened anew by each, for its session does
 * not outlive a fork.
 */
#include "app/sign.h"

#include <stdlib.h>
#include <string.h>

#include "app/crew.h"
#include "app/orders.h"
#include "app/password.h"
#include "app/record_module.h"
#include "app/say.h"
#include "base/clock.h"
#include "base/file.h"
#include "sign/pdf_doc.h"

typedef struct SignRun {
    const Record *record;
    const Orders *orders;
    SignerSource source;
    SignWish wish;
    Password password;
    Seal *seal;     /* or NULL */
    Signer *signer; /* of this process; NULL: not opened, or not to be opened */
    bool failed;    /* this process could not open it, and has said so */
    Language language;
    ExitStatus status;
} SignRun;

/* What a worker sends back of a file: two bytes, then what is to be said. */
typedef struct SignResult {
    unsigned char status; /* an ExitStatus */
    unsigned char written;
} SignResult;

/* ---- one file ------------------------------------------------------------------------------------------------- */

static Signer *signer_of(SignRun *run, DiagList *diags) {
    if (!run->signer && !run->failed) {
        run->signer = run->record->signer_open(&run->source, diags);
        run->failed = !run->signer;
    }
    return run->signer;
}

static bool sign_file(SignRun *run, const Job *job, DiagList *diags) {
    Arena *arena = arena_new();
    Buf out = {0};
    char *bytes;
    size_t length;
    Signer *signer = signer_of(run, diags);
    bool good = signer && file_read(arena, job->report, PDF_DOC_SIZE_MAX, &bytes, &length, diags) &&
                run->record->sign_pdf(signer, &run->wish, job->report, (Str){bytes, length}, &out, diags) &&
                file_write(job->output, out.bytes, out.length, diags);
    buf_free(&out);
    arena_free(arena);
    return good;
}

static void work(void *context, size_t part, Buf *packed) {
    SignRun *run = context;
    DiagList *diags = diag_list_new();
    SignResult result = {.status = EXIT_OWN_FAULT};
    if (diags) {
        result.written = sign_file(run, &run->orders->jobs[part], diags);
        result.status = (unsigned char)exit_from_diags(diags);
        if (!result.written && result.status == EXIT_WRITTEN) /* it has been said with an earlier file */
            result.status = EXIT_DATA;
    }
    buf_push(packed, &result, sizeof result);
    diag_print_all(diags, run->language, packed);
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

/* ---- what is asked for ---------------------------------------------------------------------------------------- */

static int number_of(const char *text, int otherwise) { return text ? (int)strtol(text, NULL, 10) : otherwise; }

static SignLevel level_of(const Options *options) {
    static const char *const names[] = {"b", "t", "lt", "lta"};
    const char *asked = options->values[OPTION_LEVEL];
    for (size_t i = 0; asked && i < sizeof names / sizeof *names; i++)
        if (strcmp(asked, names[i]) == 0)
            return (SignLevel)i;
    return options->values[OPTION_TSA] ? SIGN_LEVEL_T : SIGN_LEVEL_B;
}

static SignWish wish_of(const Options *options) {
    const char *const *values = options->values;
    int timeout = number_of(values[OPTION_TSA_TIMEOUT], 10), retries = number_of(values[OPTION_TSA_RETRIES], 2);
    return (SignWish){.level = level_of(options),
                      .field = values[OPTION_FIELD],
                      .name = values[OPTION_NAME],
                      .reason = values[OPTION_REASON],
                      .location = values[OPTION_LOCATION],
                      .service = {values[OPTION_TSA], values[OPTION_TSA_TRUST], timeout, retries},
                      .material = {values[OPTION_REVOCATION], values[OPTION_FETCH_ISSUERS] != NULL, timeout, retries},
                      .time = clock_now()};
}

/* ---- the seal ------------------------------------------------------------------------------------------------- */

/* A millimetre in thousandths of a point, as nearly as a whole number can be. */
static int64_t of_mm(int64_t thousandths) { return (thousandths * 7200 + 1270) / 2540; }

/* "210" or "210.5", in thousandths; up to the next comma or the end. */
static bool take_mm(const char **text, int64_t *value) {
    int64_t number = 0;
    int decimals = -1;
    const char *at = *text;
    for (; (*at >= '0' && *at <= '9') || (*at == '.' && decimals < 0); at++) {
        if (*at == '.') {
            decimals = 0;
            continue;
        }
        if (number > 100000000 || decimals == 3)
            return false;
        number = number * 10 + (*at - '0');
        decimals += decimals >= 0;
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
        number *= 10;
    bool good = at > *text && (*at == ',' || *at == '\0');
    *text = *at ? at + 1 : at;
    *value = number;
    return good;
}

static bool read_place(const char *text, PlacementWish *wish) {
    int64_t page, x, y;
    const char *at = text;
    if (!take_mm(&at, &page) || !take_mm(&at, &x) || !take_mm(&at, &y) || *at || page % 1000 || page > 1000000000)
        return false;
    *wish = (PlacementWish){true, (int)(page / 1000), {of_mm(x), of_mm(y)}};
    return true;
}

/* What the options say of the seal and of the password; false with what is misused reported. */
static bool take_words(SignRun *run, const Options *options, DiagList *diags) {
    const char *const *values = options->values;
    const char *edge = values[OPTION_STRADDLE], *width = values[OPTION_SEAL_MM], *place = values[OPTION_SEAL_AT];
    SignWish *wish = &run->wish;
    wish->straddle = !edge ? STRADDLE_NONE : strcmp(edge, "outer") == 0 ? STRADDLE_OUTER : STRADDLE_RIGHT;
    wish->seal_width = of_mm(1000 * (int64_t)number_of(width, 42));
    if (wish->seal_width < SEAL_WIDTH_MIN || wish->seal_width > SEAL_WIDTH_MAX)
        diag_at(diags, DIAG_USAGE_SEAL_MM, (Place){0}, DIAG_ARGS(width ? width : ""));
    if (place && !read_place(place, &wish->place))
        diag_at(diags, DIAG_USAGE_SEAL_AT, (Place){0}, DIAG_ARGS(place));
    password_check(&run->password, diags);
    return !diag_has_errors(diags);
}

static bool take_seal(SignRun *run, const char *path, DiagList *diags) {
    if (path)
        run->wish.seal = run->seal = run->record->seal_open(path, diags);
    return !path || run->seal;
}

/* ---- the run -------------------------------------------------------------------------------------------------- */

static SignRun run_of(const Options *options, const Orders *orders, Language language) {
    const char *const *values = options->values;
    return (SignRun){.orders = orders,
                     .language = language,
                     .source = {.key = values[OPTION_KEY],
                                .certificate = values[OPTION_CERT],
                                .chain = values[OPTION_CHAIN],
                                .module = values[OPTION_PKCS11_MODULE],
                                .ask = password_ask},
                     .wish = wish_of(options),
                     .password = {.file = values[OPTION_PASSWORD_FILE],
                                  .descriptor = values[OPTION_PASSWORD_FD],
                                  .language = language}};
}

static void close_signer(SignRun *run) {
    if (run->signer)
        run->record->signer_close(run->signer);
    run->signer = NULL;
}

static void close_all(SignRun *run) {
    close_signer(run);
    if (run->seal)
        run->record->seal_close(run->seal);
}

static ExitStatus sign_all(SignRun *run, const Options *options, DiagList *diags) {
    const char *asked = options->values[OPTION_JOBS];
    size_t workers = crew_size(asked ? (size_t)strtol(asked, NULL, 10) : 0, run->orders->count);
    run->source.context = &run->password;
    run->record = record_load(diags);
    bool sealed = run->record && take_seal(run, options->values[OPTION_SEAL], diags);
    if (!run->record || !signer_of(run, diags) || !sealed) {
        close_all(run);
        return exit_from_diags(diags);
    }
    run->status = exit_from_diags(diags);
    if (workers > 1 && run->record->signer_is_token(run->signer))
        close_signer(run);
    crew_run(&(Crew){workers, run->orders->count, work, take, run});
    close_all(run);
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
    SignRun run = run_of(options, &orders, language);
    bool said = ordered && take_words(&run, options, diags);
    if (said)
        status = sign_all(&run, options, diags);
    else if (diags && arena && !arena_failed(arena))
        status = refused(diags);
    password_wipe(&run.password);
    say_diags(arena && !arena_failed(arena) ? diags : NULL, language);
    diag_list_free(diags);
    arena_free(arena);
    return status;
}
