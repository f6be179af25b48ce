#include "app/worklist.h"

#include <string.h>

#include "app/say.h"

/* ---- the work ------------------------------------------------------------------------------------------------- */

/* One report and what is said about it. */
static ExitStatus do_one(const Job *job, Workshop *workshop, Timings *timings, Language language) {
    DiagList *diags = diag_list_new();
    JobResult result = {0};
    bool done = job_run(job, workshop, language, timings, &result, diags);
    diag_sort(diags);
    say_diags(diags, language);
    say_text(&result.findings, language);
    ExitStatus status = exit_worse(exit_from_diags(diags), result.grave ? EXIT_WITH_WARNINGS : EXIT_WRITTEN);
    if (done && strncmp(job->output, "/dev/", 5) != 0)
        say_written(language, result.names.length ? result.names.bytes : job->output, result.pages);
    job_result_free(&result);
    diag_list_free(diags);
    return status;
}

static ExitStatus do_all(const Options *options, const Orders *orders, Language language) {
    Timings timings = {0};
    int64_t from = clock_cpu();
    ExitStatus status = EXIT_WRITTEN;
    Workshop *workshop = workshop_new(options->values[OPTION_FORM], options->values[OPTION_FONTS], &timings);
    for (size_t i = 0; workshop && i < orders->count; i++)
        status = exit_worse(status, do_one(&orders->jobs[i], workshop, &timings, language));
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

/* ---- the list ------------------------------------------------------------------------------------------------- */

bool worklist_begin(Worklist *list, const Options *options, OptionId output) {
    *list = (Worklist){.options = options, .arena = arena_new(), .diags = diag_list_new()};
    list->ordered = list->arena && list->diags && orders_make(list->arena, options, output, &list->orders, list->diags);
    list->ready = list->ordered;
    return list->ready;
}

/* Orders that cannot be made are misuse, except where the world is at fault: a folder that is not there. */
static ExitStatus refused(const Worklist *list) {
    if (list->ordered)
        return exit_from_diags(list->diags);
    return diag_has_class(list->diags, DIAG_CLASS_IO) ? EXIT_IO : EXIT_USAGE;
}

ExitStatus worklist_end(Worklist *list, Language language) {
    bool whole = list->arena && list->diags && !arena_failed(list->arena);
    ExitStatus status = EXIT_OWN_FAULT;
    if (whole && list->ready) {
        status = do_all(list->options, &list->orders, language);
    } else if (whole) {
        say_diags(list->diags, language);
        status = refused(list);
    } else {
        say_diags(NULL, language);
    }
    diag_list_free(list->diags);
    arena_free(list->arena);
    return status;
}
