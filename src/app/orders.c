#include "app/orders.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/pictures.h"
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

/* ---- which files are the same -------------------------------------------------------------------------------- */

/* A file as it is named, and which one that is if it is there: a link may name it otherwise. */
typedef struct FileName {
    const char *path; /* or NULL */
    bool exists;      /* as a regular file */
    dev_t device;
    ino_t number;
} FileName;

static FileName file_named(const char *path) {
    struct stat info;
    FileName name = {.path = path};
    if (path && stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        name.exists = true;
        name.device = info.st_dev;
        name.number = info.st_ino;
    }
    return name;
}

static bool is_same(const FileName *a, const FileName *b) {
    if (!a->path || !b->path)
        return false;
    if (strcmp(a->path, b->path) == 0)
        return true;
    return a->exists && b->exists && a->device == b->device && a->number == b->number;
}

/* The files of a job, looked up once: every job is compared with every other. */
typedef struct JobFiles {
    FileName report, output, dump;
} JobFiles;

typedef struct Check {
    const JobFiles *jobs;
    size_t count;
    FileName read[OPTION_COUNT]; /* the files that options name to be read */
    DiagList *diags;
} Check;

static const OptionId read_options[] = {OPTION_FORM,      OPTION_FONTS,      OPTION_PROFILE, OPTION_ORGANS,
                                        OPTION_KEY,       OPTION_CERT,       OPTION_CHAIN,   OPTION_PASSWORD_FILE,
                                        OPTION_TSA_TRUST, OPTION_REVOCATION, OPTION_SEAL};
enum { READ_COUNT = sizeof read_options / sizeof *read_options };

static Check check_of(const JobFiles *jobs, size_t count, const Options *options, DiagList *diags) {
    Check check = {.jobs = jobs, .count = count, .diags = diags};
    for (size_t i = 0; i < READ_COUNT; i++)
        check.read[i] = file_named(options->values[read_options[i]]);
    return check;
}

/* An output must not be a file that is read. */
static bool check_input(const Check *check, const FileName *output, const FileName *input) {
    if (!is_same(output, input))
        return true;
    diag_at(check->diags, DIAG_USAGE_OUTPUT_IS_INPUT, (Place){0}, DIAG_ARGS(output->path));
    return false;
}

static bool check_output(const Check *check, const FileName *output) {
    bool good = true;
    for (size_t i = 0; i < READ_COUNT; i++)
        good &= check_input(check, output, &check->read[i]);
    for (size_t i = 0; i < check->count; i++)
        good &= check_input(check, output, &check->jobs[i].report);
    return good;
}

/* Two outputs must not be one; what is no regular file may take both. */
static bool check_twice(const Check *check, const FileName *a, const FileName *b, const JobFiles *one,
                        const JobFiles *other) {
    if (!is_same(a, b) || strncmp(a->path, "/dev/", 5) == 0)
        return true;
    if (one == other)
        diag_at(check->diags, DIAG_USAGE_DUMP_IS_OUTPUT, (Place){0}, DIAG_ARGS(a->path));
    else if (is_same(&one->report, &other->report))
        diag_at(check->diags, DIAG_USAGE_REPORT_TWICE, (Place){0}, DIAG_ARGS(other->report.path));
    else
        diag_at(check->diags, DIAG_USAGE_OUTPUT_TWICE, (Place){0},
                DIAG_ARGS(one->report.path, other->report.path, a->path));
    return false;
}

static bool check_job(const Check *check, size_t i) {
    const JobFiles *job = &check->jobs[i];
    bool good = check_twice(check, &job->output, &job->dump, job, job);
    for (size_t j = 0; j < i; j++) {
        const JobFiles *other = &check->jobs[j];
        good &= check_twice(check, &job->output, &other->output, other, job) &&
                check_twice(check, &job->dump, &other->dump, other, job);
    }
    good &= check_output(check, &job->output);
    return check_output(check, &job->dump) && good;
}

/* The file that stands for all a job writes: of pictures the first. */
static const char *first_output(Arena *arena, const Options *options, const Job *job) {
    return options->command == COMMAND_PROOF ? pictures_name(arena, job->output, 1, 1) : job->output;
}

static bool check_files(Arena *arena, const Options *options, Orders *orders, DiagList *diags) {
    JobFiles *files = ARENA_ARRAY(arena, JobFiles, orders->count);
    Check *check = ARENA_NEW(arena, Check);
    if (!files || !check)
        return false;
    for (size_t i = 0; i < orders->count; i++) {
        const Job *job = &orders->jobs[i];
        files[i] =
            (JobFiles){file_named(job->report), file_named(first_output(arena, options, job)), file_named(job->dump)};
    }
    *check = check_of(files, orders->count, options, diags);
    orders->files = check;
    bool good = true;
    for (size_t i = 0; i < orders->count; i++)
        good &= check_job(check, i);
    return good;
}

bool orders_spare(const Orders *orders, const char *output, DiagList *diags) {
    Check check = *orders->files;
    check.diags = diags;
    FileName name = file_named(output);
    return !name.exists || check_output(&check, &name);
}

bool orders_output_is_free(Arena *arena, const Options *options, const char *const *reports, size_t count,
                           const char *output, DiagList *diags) {
    JobFiles *files = ARENA_ARRAY(arena, JobFiles, count);
    if (!files)
        return false;
    for (size_t i = 0; i < count; i++)
        files[i] = (JobFiles){.report = file_named(reports[i])};
    Check check = check_of(files, count, options, diags);
    FileName name = file_named(output);
    return check_output(&check, &name);
}

/* ---- the orders ---------------------------------------------------------------------------------------------- */

/* Several reports need a folder to be written into, and so do pictures; a folder that is named must be there. A name
   with an extension is that of a file. */
static bool check_folder(const Options *options, OptionId id, DiagList *diags) {
    const char *place = options->values[id];
    bool slash = place && ends_in_slash(place), only = slash || id == OPTION_PICTURES;
    if (!place || file_is_folder(place) || (options->argument_count < 2 && !only))
        return true;
    struct stat info;
    DiagCode code = only ? DIAG_USAGE_FOLDER_IS_FILE : DIAG_USAGE_FOLDER;
    bool like_a_file = !only && strchr(file_name(place), '.') != NULL;
    if (!like_a_file && stat(place, &info) != 0 && errno == ENOENT)
        code = DIAG_USAGE_NO_FOLDER;
    diag_at(diags, code, (Place){0}, DIAG_ARGS(option_table[id].name, place));
    return false;
}

bool orders_make(Arena *arena, const Options *options, OptionId output, Orders *orders, DiagList *diags) {
    bool pictures = options->command == COMMAND_PROOF;
    bool good = check_folder(options, output, diags);
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
                                .output = output_of(arena, report, options->values[output], pictures ? "" : ".pdf"),
                                .dump = dump ? output_of(arena, report, dump, ".pages") : NULL,
                                .check = options->values[OPTION_CHECK] != NULL};
    }
    return !arena_failed(arena) && check_files(arena, options, orders, diags);
}
