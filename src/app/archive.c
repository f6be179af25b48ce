#include "app/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/apart.h"
#include "app/crew.h"
#include "app/record_module.h"
#include "app/say.h"
#include "base/clock.h"
#include "base/file.h"

typedef struct Run {
    const Options *options;
    const Record *record;
    ArchiveOrder order;
    Buf answer;
    bool misused; /* a value of an option is none */
    DiagList *diags;
} Run;

/* What a command does: false with faults reported; *status is for what is no fault. */
typedef bool (*Work)(Run *run, ExitStatus *status);

static const char *value(const Run *run, OptionId id) { return run->options->values[id]; }
static bool given(const Run *run, OptionId id) { return value(run, id) != NULL; }

/* ---- what is asked for ---- */

static Query query_of(const Run *run) {
    return (Query){.organ = value(run, OPTION_ORGAN),
                   .form = value(run, OPTION_FORM_NAME),
                   .number = value(run, OPTION_FILED),
                   .signer = value(run, OPTION_SIGNER),
                   .text = value(run, OPTION_SOUGHT),
                   .year = options_number(run->options, OPTION_YEAR, ENTRY_NONE),
                   .limit = options_number(run->options, OPTION_LIMIT, ENTRY_NONE),
                   .newest = given(run, OPTION_NEWEST)};
}

/* "2026-01-16": digits where digits stand, a month and a day that may be. */
static bool is_date(const char *text) {
    static const char form[] = "0000-00-00";
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    long month = strtol(text + 5, NULL, 10), day = strtol(text + 8, NULL, 10);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool refuse(Run *run, DiagCode code, const char *text) {
    diag_at(run->diags, code, (Place){0}, DIAG_ARGS(text));
    run->misused = true;
    return false;
}

/* ---- the commands ---- */

static bool init(Run *run, ExitStatus *status) {
    (void)status;
    return run->record->archive_init(&run->order, value(run, OPTION_ARCHIVE_NAME), &run->answer, run->diags);
}

static bool add(Run *run, ExitStatus *status) {
    (void)status;
    ArchiveAdd wanted = {.files = run->options->arguments + 1,
                         .count = run->options->argument_count - 1,
                         .number = value(run, OPTION_FILED),
                         .organ = value(run, OPTION_ORGAN),
                         .organ_code = value(run, OPTION_ORGAN_CODE),
                         .form = value(run, OPTION_FORM_NAME),
                         .title = value(run, OPTION_TITLE),
                         .year = options_number(run->options, OPTION_YEAR, ENTRY_NONE),
                         .trust = value(run, OPTION_TRUST),
                         .unsigned_too = given(run, OPTION_UNSIGNED)};
    return run->record->archive_add(&run->order, &wanted, &run->answer, run->diags);
}

static bool find(Run *run, ExitStatus *status) {
    Query query = query_of(run);
    size_t count = 0;
    bool done =
        run->record->archive_find(&run->order, &query, given(run, OPTION_JSON), &count, &run->answer, run->diags);
    *status = done && count == 0 ? EXIT_WITH_WARNINGS : EXIT_WRITTEN;
    return done;
}

static bool export_bag(Run *run, ExitStatus *status) {
    (void)status;
    const char *date = value(run, OPTION_DATE);
    ArchiveExport wanted = {.query = query_of(run),
                            .output = value(run, OPTION_BAG),
                            .organization = value(run, OPTION_ORGANIZATION),
                            .date = date};
    if (date && !is_date(date))
        return refuse(run, DIAG_USAGE_DATE, date);
    return run->record->archive_export(&run->order, &wanted, &run->answer, run->diags);
}

static void share(size_t workers, size_t count, void (*work)(void *context, size_t part, Buf *result),
                  void (*take)(void *context, size_t part, const Buf *result), void *context) {
    crew_run(&(Crew){crew_size(workers, count), count, work, take, context});
}

/* Hexadecimal digits of either case, as small ones. */
static bool read_head(const char *text, char head[HASH_HEX]) {
    for (size_t i = 0; i < HASH_HEX; i++) {
        char c = text[i];
        head[i] = (char)(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
        bool digit = (head[i] >= '0' && head[i] <= '9') || (head[i] >= 'a' && head[i] <= 'f');
        if (i < HASH_HEX - 1 ? !digit : c != '\0')
            return false;
    }
    return true;
}

static bool verify(Run *run, ExitStatus *status) {
    char head[HASH_HEX];
    const char *asked = value(run, OPTION_HEAD);
    bool sound = false;
    if (asked && !read_head(asked, head))
        return refuse(run, DIAG_USAGE_HASH, asked);
    ArchiveVerify wanted = {.head = asked ? head : NULL,
                            .trust = value(run, OPTION_TRUST),
                            .rebuild = given(run, OPTION_REBUILD),
                            .json = given(run, OPTION_JSON),
                            .workers = (size_t)options_number(run->options, OPTION_JOBS, 0),
                            .crew = share};
    bool done = run->record->archive_verify(&run->order, &wanted, &sound, &run->answer, run->diags);
    *status = sound ? EXIT_WRITTEN : EXIT_WITH_WARNINGS;
    return done;
}

static const struct {
    Command command;
    Work work;
} works[] = {
    {COMMAND_ARCHIVE_INIT, init},         {COMMAND_ARCHIVE_ADD, add},       {COMMAND_ARCHIVE_FIND, find},
    {COMMAND_ARCHIVE_EXPORT, export_bag}, {COMMAND_ARCHIVE_VERIFY, verify},
};

static Work work_of(Command command) {
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        if (works[i].command == command)
            return works[i].work;
    return NULL;
}

/* ---- running one ---- */

/* What time it is, unless the environment says so (reproducible-builds.org, SOURCE_DATE_EPOCH). */
static bool read_now(Run *run) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    bool digits = epoch && *epoch && strlen(epoch) <= 11 && strspn(epoch, "0123456789") == strlen(epoch);
    run->order.now = digits ? strtoll(epoch, NULL, 10) : clock_now();
    return !epoch || digits || refuse(run, DIAG_USAGE_EPOCH, epoch);
}

/* ---- in a process of its own ---- */

/* What it sends back: this, then the answer, then what is said of faults. */
typedef struct RunResult {
    size_t answer; /* bytes */
    ExitStatus status;
} RunResult;

/* Only what is added is foreign; what is kept was read within its limit when it was. */
static uint64_t memory_of(const Options *options) {
    size_t files = options->command == COMMAND_ARCHIVE_ADD ? options->argument_count - 1 : 0;
    return files ? apart_pdf_memory(options->arguments + 1, files) : UINT64_MAX;
}

static void pack(Run *run, ExitStatus status, Buf *packed) {
    if (buf_failed(&run->answer))
        diag_at(run->diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    bool whole = !buf_failed(&run->answer);
    ExitStatus faults = run->misused ? EXIT_USAGE : exit_from_diags(run->diags);
    RunResult result = {whole ? run->answer.length : 0, exit_worse(faults, status)};
    buf_push(packed, &result, sizeof result);
    buf_push(packed, run->answer.bytes, result.answer);
    diag_print_all(run->diags, run->order.language, packed);
}

static void work_apart(void *context, Buf *packed) {
    Run *run = context;
    ExitStatus status = EXIT_WRITTEN;
    bool done = work_of(run->options->command)(run, &status);
    apart_blame(&run->diags, memory_of(run->options), NULL);
    pack(run, done ? status : EXIT_WRITTEN, packed);
}

/* What has been added is told even if something else went wrong. */
static ExitStatus tell(const Run *run, const Buf *packed) {
    RunResult result;
    memcpy(&result, packed->bytes, sizeof result);
    Buf answer = {.bytes = packed->bytes + sizeof result, .length = result.answer};
    Buf said = {.bytes = packed->bytes + sizeof result + result.answer,
                .length = packed->length - sizeof result - result.answer};
    errno = 0;
    if (answer.length && !say_answer(&answer)) {
        DiagList *diags = diag_list_new();
        diag_at(diags, DIAG_FILE_WRITE, (Place){0},
                DIAG_ARGS(DIAG_BOTH("standard output", "标准输出"), file_reason(errno), ""));
        say_diags(diags, run->order.language);
        diag_list_free(diags);
        result.status = exit_worse(result.status, EXIT_IO);
    }
    say_text(&said, run->order.language);
    return result.status;
}

ExitStatus archive_run(const Options *options, Language language) {
    Run run = {.options = options,
               .order = {.folder = options->arguments[0],
                         .language = language,
                         .wait = (unsigned)options_number(options, OPTION_WAIT, ARCHIVE_WAIT)},
               .diags = diag_list_new()};
    Buf packed = {0};
    run.record = run.diags ? record_load(run.diags) : NULL;
    bool ready = run.record && read_now(&run);
    ApartEnd end = ready ? apart_do(work_apart, &run, memory_of(options), &packed) : APART_DONE;
    apart_report(end, memory_of(options), DIAG_ARCHIVE_WORKER, run.order.folder, run.diags);
    if (!ready || end != APART_DONE)
        pack(&run, EXIT_WRITTEN, &packed);
    ExitStatus status = EXIT_OWN_FAULT;
    if (run.diags && !buf_failed(&packed))
        status = tell(&run, &packed);
    else
        say_diags(NULL, language);
    buf_free(&packed);
    buf_free(&run.answer);
    diag_list_free(run.diags);
    return status;
}
