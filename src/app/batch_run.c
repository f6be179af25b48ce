#include "app/batch_run.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>

#include "app/crew.h"
#include "app/promise.h"
#include "app/say.h"
#include "base/file.h"
#include "base/vec.h"
#include "batch/pool.h"

#define DEFAULT_SECONDS    120
#define DEFAULT_MEMORY_MIB 2048
#define DEFAULT_SIZE_MIB   256
#define MIB                ((uint64_t)1 << 20)
/* Reports from which on it is worth while to make faces ready (pdf/faces.h): it takes as long as it saves at so many.
 */
#define WORTH_READY_FACES 200
#define PROMISES          3 /* a report may ask for */

typedef struct BatchRun {
    BatchWork work; /* first: what processes are given */
    BatchTeller teller;
    uint8_t *states; /* BatchState by number of report */
    ExitStatus status;
    bool full; /* the folder takes no more */
    PdfOptions promises[PROMISES];
    PdfFaces *faces;
} BatchRun;

/* ---- being stopped -------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t stops;

static void note_stop(int signal_number) {
    (void)signal_number;
    stops++;
}

static void hear_stops(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_stop};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGPIPE, SIG_IGN); /* who listens no more stops nothing */
}

static bool tick(void *context) {
    BatchRun *run = context;
    batch_tell_progress(&run->teller);
    if (stops > 1)
        pool_kill();
    return stops == 0 && !run->full;
}

/* ---- what comes back ------------------------------------------------------------------------------------------ */

static bool settled(void *context, uint32_t number) {
    const BatchRun *run = context;
    return run->states[number] != BATCH_PENDING;
}

/* No report will fare better. What is missing (ENOENT) is the folder, for nothing else is named that was not made. */
static bool is_hopeless(int error) {
    static const int errors[] = {ENOSPC, EDQUOT, EROFS, EIO, ESTALE, ENOENT};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (error == errors[i])
            return true;
    return false;
}

static void take(void *context, Str bytes) {
    BatchRun *run = context;
    BatchNews news;
    Str said, record;
    if (!batch_news_read(bytes, &news, &said, &record) || news.number >= run->work.plan->count ||
        settled(run, news.number))
        return;
    run->states[news.number] = (uint8_t)news.state;
    run->status = exit_worse(run->status, (ExitStatus)news.status);
    run->full |= news.state == BATCH_REFUSED && is_hopeless(news.error);
    batch_tell_report(&run->teller, &news, said, record);
}

static void lose(void *context, uint32_t number, PoolLoss loss, int detail) {
    static const DiagCode codes[] = {[POOL_CRASHED] = DIAG_BATCH_CRASH,
                                     [POOL_EXITED] = DIAG_BATCH_EXITED,
                                     [POOL_TIMEOUT] = DIAG_BATCH_TIME,
                                     [POOL_NO_START] = DIAG_BATCH_NO_PROCESS};
    BatchRun *run = context;
    DiagList *diags = diag_list_new();
    Arena *arena = arena_new();
    PlanItem item;
    Buf news = {0};
    char text[BUF_NUMBER];
    const char *what = loss == POOL_NO_START ? file_reason(detail) : int_format(detail, text);
    bool read = plan_item(arena, run->work.plan, number, &item);
    diag_at(diags, codes[loss], (Place){.file = read ? item.input : NULL}, DIAG_ARGS(what));
    batch_work_lost(&run->work, number, read ? &item : NULL, diags, &news);
    take(run, (Str){news.bytes, buf_failed(&news) ? 0 : news.length});
    run->states[number] = run->states[number] == BATCH_PENDING ? BATCH_FAILED : run->states[number];
    buf_free(&news);
    arena_free(arena);
    diag_list_free(diags);
}

/* ---- the work ------------------------------------------------------------------------------------------------- */

typedef VEC(uint32_t) Jobs;

/* The reports of a shard. */
static bool find_jobs(const Plan *plan, size_t shard, Jobs *jobs) {
    Arena *arena = arena_new();
    for (size_t i = 0; i < plan->count && !jobs->failed && !arena_failed(arena); i++) {
        ArenaMark mark = arena_mark(arena);
        PlanItem item = {.shard = STORE_NO_SHARD};
        bool read = plan_item(arena, plan, i, &item);
        uint32_t *job = read && item.shard == shard ? VEC_PUSH(jobs) : NULL;
        if (job)
            *job = (uint32_t)i;
        jobs->failed |= !read;
        arena_rewind(arena, mark);
    }
    bool good = !jobs->failed && !arena_failed(arena);
    arena_free(arena);
    return good;
}

static void make_faces_ready(BatchRun *run, const Form *form) {
    const char *names[FONT_ROLE_MAX];
    SourceRef refs[FONT_ROLE_MAX];
    FontSet *fonts = workshop_fonts(run->work.workshop);
    size_t count = form_roles(form, names, refs, FONT_ROLE_MAX);
    for (size_t i = 0; i < count; i++)
        font_set_open_role(fonts, font_set_role(fonts, names[i]));
    run->faces = pdf_faces_prepare(fonts);
    run->work.promise.faces = run->faces;
    for (size_t i = 0; i < PROMISES; i++)
        run->promises[i].faces = run->faces;
}

/* What the first report asks for is loaded before processes are begun, so that they share it. Its faults, if it has
 * any, are told when it is made. */
static void warm_up(BatchRun *run, size_t first, size_t count) {
    Arena *arena = arena_new();
    DiagList *unheard = diag_list_new();
    Workshop *workshop = run->work.workshop;
    PlanItem item = {0};
    bool read = plan_item(arena, run->work.plan, first, &item) && unheard;
    const JsonDoc *doc = read ? json_doc_read(arena, item.input, unheard) : NULL;
    workshop_use_form(workshop, item.form ? item.form : run->work.plan->options.form);
    const Form *form = doc ? workshop_form(workshop, doc, unheard) : NULL;
    if (form && count >= WORTH_READY_FACES)
        make_faces_ready(run, form);
    diag_list_free(unheard);
    arena_free(arena);
}

static void make_all(BatchRun *run, const uint32_t *jobs, size_t count, size_t workers) {
    const BatchLimits *limits = &run->work.limits;
    Pool pool = {.workers = workers,
                 .jobs = jobs,
                 .count = count,
                 .seconds = limits->seconds,
                 .bytes = (uint64_t)limits->memory_mib * MIB,
                 .context = run,
                 .start = batch_work_start,
                 .work = batch_work_report,
                 .flush = batch_work_flush,
                 .end = batch_work_end,
                 .take = take,
                 .lose = lose,
                 .tick = tick,
                 .settled = settled};
    if (count)
        warm_up(run, jobs ? jobs[0] : 0, count);
    journal_start(&run->work.publisher.journal, run->work.store, /*serial*/ 0);
    batch_tell_begin(&run->teller, run->work.store->folder, count, workers);
    pool_run(&pool);
    journal_free(&run->work.publisher.journal);
    if (run->full)
        run->status = exit_worse(run->status, EXIT_IO);
    if (stops)
        run->status = exit_worse(run->status, EXIT_STOPPED);
    batch_tell_end(&run->teller, run->status);
}

/* ---- before the work ------------------------------------------------------------------------------------------ */

/* What every process needs, out of the plan's options and the command line's. */
static bool prepare(BatchRun *run, Arena *arena, const Options *options, DiagList *diags) {
    const PlanOptions *said = &run->work.plan->options;
    Options as_said = *options;
    as_said.values[OPTION_CONFORMANCE] = said->conformance;
    as_said.values[OPTION_PRINT] = said->print;
    as_said.values[OPTION_PROFILE] = said->profile;
    if (!promise_make(arena, &as_said, &run->work.promise, diags))
        return false;
    for (int i = 0; i < PROMISES; i++)
        run->promises[i] = (PdfOptions){.conformance = (PdfConformance)i, .press = run->work.promise.press};
    run->work.promises = run->promises;
    run->work.limits = (BatchLimits){options_number(options, OPTION_TIME_LIMIT, DEFAULT_SECONDS),
                                     options_number(options, OPTION_MEMORY_LIMIT, DEFAULT_MEMORY_MIB),
                                     options_number(options, OPTION_SIZE_LIMIT, DEFAULT_SIZE_MIB)};
    run->work.workshop = workshop_new(said->form, said->fonts, &run->work.timings);
    if (!run->work.workshop)
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
    return run->work.workshop && batch_work_base(&run->work, diags);
}

static size_t workers_for(const Options *options, size_t count) {
    size_t asked = (size_t)options_number(options, OPTION_JOBS, 0);
    size_t workers = asked ? asked : crew_processors();
    workers = workers > POOL_MAX ? POOL_MAX : workers;
    return workers < count || count == 0 ? workers : count;
}

static ExitStatus run_jobs(BatchRun *run, Arena *arena, const Options *options, Store *store, size_t shard,
                           DiagList *diags) {
    Jobs jobs = {0};
    bool all = shard == STORE_NO_SHARD;
    run->states = arena_alloc(arena, run->work.plan->count);
    if (!run->states || (!all && !find_jobs(run->work.plan, shard, &jobs))) {
        diag_at(diags, DIAG_MEMORY, (Place){0}, DIAG_NO_ARGS);
        VEC_FREE(&jobs);
        return EXIT_OWN_FAULT;
    }
    size_t count = all ? run->work.plan->count : jobs.count;
    hear_stops();
    if (store_begin(store, diags)) {
        make_all(run, all ? NULL : jobs.items, count, workers_for(options, count));
        store_end(store);
    } else {
        run->status = exit_from_diags(diags);
    }
    VEC_FREE(&jobs);
    return run->status;
}

ExitStatus batch_run(Arena *arena, const Options *options, const Plan *plan, Store *store, size_t shard,
                     Language language, DiagList *diags) {
    BatchRun run = {.work = {.plan = plan, .store = store, .language = language}};
    Ledger *ledger = ledger_read(store, diags);
    malloc_trim(0); /* what is read from now on is not to come on top of what plan and journals took meanwhile */
    run.work.ledger = ledger;
    run.teller = (BatchTeller){.language = language, .json = options->values[OPTION_JSON] != NULL};
    ExitStatus status = EXIT_OWN_FAULT;
    if (ledger && prepare(&run, arena, options, diags))
        status = run_jobs(&run, arena, options, store, shard, diags);
    else
        status = exit_from_diags(diags);
    pdf_faces_free(run.faces);
    workshop_free(run.work.workshop);
    ledger_free(ledger);
    malloc_trim(0); /* nor the summary of many reports on top of fonts */
    return status;
}
