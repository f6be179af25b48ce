#include "app/orders.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static bool ends_in_slash(const char *path) {
    size_t length = strlen(path);
    return length > 0 && path[length - 1] == '/';
}

static bool names_folder(const char *path) { return ends_in_slash(path) || file_is_folder(path); }

/* The file `place` means for a report; `place` NULL is the report's own folder. */
static const char *output_of(Arena *arena, const char *report, const char *place, const char *ending) {
    const char *stem = file_stem(arena, report);
    if (!stem)
        return NULL;
    if (!place)
        return file_beside(arena, report, arena_printf(arena, "%s%s", stem, ending));
    if (!names_folder(place))
        return place;
    return arena_printf(arena, "%s%s%s%s", place, ends_in_slash(place) ? "" : "/", stem, ending);
}

static bool is_same_file(const char *a, const char *b) {
    struct stat one, other;
    if (strcmp(a, b) == 0)
        return true;
    if (strcmp(file_name(a), file_name(b)) != 0)
        return false; /* names differ: spares a look at the disk for each pair */
    if (stat(a, &one) != 0 || stat(b, &other) != 0 || !S_ISREG(one.st_mode))
        return false;
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* An output must not be a file that is read. */
static bool check_input(const char *output, const char *input, DiagList *diags) {
    if (!output || !input || !is_same_file(output, input))
        return true;
    diag_at(diags, DIAG_USAGE_OUTPUT_IS_INPUT, (Place){0}, DIAG_ARGS(output));
    return false;
}

static bool check_inputs(const Options *options, const Orders *orders, const Job *job, DiagList *diags) {
    bool good = check_input(job->output, options->values[OPTION_FORM], diags);
    good &= check_input(job->output, options->values[OPTION_FONTS], diags);
    good &= check_input(job->dump, options->values[OPTION_FORM], diags);
    good &= check_input(job->dump, options->values[OPTION_FONTS], diags);
    for (size_t i = 0; i < orders->count; i++) {
        good &= check_input(job->output, orders->jobs[i].report, diags);
        good &= check_input(job->dump, orders->jobs[i].report, diags);
    }
    return good;
}

static bool check_twice(const char *a, const char *b, const char *report, const char *other, DiagList *diags) {
    if (!a || !b || !is_same_file(a, b) || strncmp(a, "/dev/", 5) == 0)
        return true;
    diag_at(diags, DIAG_USAGE_OUTPUT_TWICE, (Place){0}, DIAG_ARGS(report, other, a));
    return false;
}

static bool check_pairs(const Orders *orders, DiagList *diags) {
    bool good = true;
    for (size_t i = 0; i < orders->count; i++) {
        const Job *job = &orders->jobs[i];
        good &= check_twice(job->output, job->dump, job->report, job->report, diags);
        for (size_t j = 0; j < i; j++)
            good &= check_twice(job->output, orders->jobs[j].output, orders->jobs[j].report, job->report, diags) &&
                    check_twice(job->dump, orders->jobs[j].dump, orders->jobs[j].report, job->report, diags);
    }
    return good;
}

/* Several reports need a folder to be written into. */
static bool check_folder(const Options *options, OptionId id, DiagList *diags) {
    const char *place = options->values[id];
    if (options->argument_count < 2 || !place || names_folder(place))
        return true;
    diag_at(diags, DIAG_USAGE_FOLDER, (Place){0}, DIAG_ARGS(option_table[id].name, place));
    return false;
}

bool orders_make(Arena *arena, const Options *options, Orders *orders, DiagList *diags) {
    bool good = check_folder(options, OPTION_OUTPUT, diags);
    good &= check_folder(options, OPTION_DUMP_PAGES, diags);
    if (!good)
        return false;
    orders->jobs = ARENA_ARRAY(arena, Job, options->argument_count);
    if (!orders->jobs)
        return false;
    orders->count = options->argument_count;
    for (size_t i = 0; i < orders->count; i++) {
        const char *report = options->arguments[i];
        const char *dump = options->values[OPTION_DUMP_PAGES];
        orders->jobs[i] = (Job){.report = report,
                                .output = output_of(arena, report, options->values[OPTION_OUTPUT], ".pdf"),
                                .dump = dump ? output_of(arena, report, dump, ".pages") : NULL};
    }
    if (arena_failed(arena))
        return false;
    good = check_pairs(orders, diags);
    for (size_t i = 0; i < orders->count; i++)
        good &= check_inputs(options, orders, &orders->jobs[i], diags);
    return good;
}
