#include "app/render.h"

#include <string.h>

#include "app/orders.h"
#include "app/promise.h"
#include "app/say.h"

/* One report and what is said about it. */
static ExitStatus render_one(const Job *job, Workshop *workshop, Timings *timings, Language language) {
    DiagList *diags = diag_list_new();
    JobResult result = {0};
    bool done = job_run(job, workshop, language, timings, &result, diags);
    diag_sort(diags);
    say_diags(diags, language);
    say_text(&result.findings, language);
    ExitStatus status = exit_worse(exit_from_diags(diags), result.grave ? EXIT_WITH_WARNINGS : EXIT_WRITTEN);
    if (done && strncmp(job->output, "/dev/", 5) != 0)
        say_written(language, job->output, result.pages);
    job_result_free(&result);
    diag_list_free(diags);
    return status;
}

static ExitStatus render_all(const Options *options, const Orders *orders, Language language) {
    Timings timings = {0};
    int64_t from = clock_cpu();
    ExitStatus status = EXIT_WRITTEN;
    Workshop *workshop = workshop_new(options->values[OPTION_FORM], options->values[OPTION_FONTS], &timings);
    for (size_t i = 0; workshop && i < orders->count; i++)
        status = exit_worse(status, render_one(&orders->jobs[i], workshop, &timings, language));
    if (!workshop) {
        say_diags(NULL, language);
        status = EXIT_OWN_FAULT;
    }
    workshop_free(workshop);
    timings_add(&timings, STAGE_TOTAL, from);
    if (options->values[OPTION_TIMINGS])
        say_timings(&timings);
    return status;
}

/* Orders that cannot be made are misuse, except where the world is at fault: a folder that is not there. */
static ExitStatus refused(const DiagList *diags) { return diag_has_class(diags, DIAG_CLASS_IO) ? EXIT_IO : EXIT_USAGE; }

ExitStatus render_run(const Options *options, Language language) {
    Arena *arena = arena_new();
    DiagList *diags = diag_list_new();
    Orders orders = {0};
    PdfOptions promise = {0};
    bool ordered = arena && diags && orders_make(arena, options, OPTION_OUTPUT, &orders, diags);
    bool promised = ordered && promise_make(arena, options, &promise, diags);
    for (size_t i = 0; promised && i < orders.count; i++)
        orders.jobs[i].promise = promise;
    ExitStatus status = promised ? render_all(options, &orders, language) : EXIT_OWN_FAULT;
    if (!arena || !diags || arena_failed(arena)) {
        say_diags(NULL, language);
        status = EXIT_OWN_FAULT;
    } else if (!ordered) {
        say_diags(diags, language);
        status = refused(diags);
    } else if (!promised) {
        say_diags(diags, language);
        status = exit_from_diags(diags);
    }
    diag_list_free(diags);
    arena_free(arena);
    return status;
}
