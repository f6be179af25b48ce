#include "app/batch.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/batch_inputs.h"
#include "app/batch_names.h"
#include "app/batch_run.h"
#include "app/batch_summary.h"
#include "app/promise.h"
#include "app/say.h"
#include "base/file.h"

/* One command at work. */
typedef struct BatchCommand {
    const Options *options;
    Language language;
    Arena *arena;
    DiagList *diags;
    Store store;
    Plan plan;
} BatchCommand;

static bool misuse(BatchCommand *command, DiagCode code, const char *what) {
    diag_at(command->diags, code, (Place){0}, DIAG_ARGS(what));
    return false;
}

/* ---- the plan ------------------------------------------------------------------------------------------------- */

static PlanOptions options_of(const Options *options) {
    return (PlanOptions){.form = options->values[OPTION_FORM],
                         .fonts = options->values[OPTION_FONTS],
                         .conformance = options->values[OPTION_CONFORMANCE],
                         .print = options->values[OPTION_PRINT],
                         .profile = options->values[OPTION_PROFILE],
                         .check = options->values[OPTION_CHECK] != NULL};
}

static bool check_output(BatchCommand *command, const char *folder) {
    if (!file_exists(folder) || file_is_folder(folder))
        return true;
    diag_at(command->diags, DIAG_USAGE_FOLDER_IS_FILE, (Place){0},
            DIAG_ARGS(option_table[OPTION_PUBLISH].name, folder));
    return false;
}

/* Where plans are while they are made. */
static const char *scratch_folder(void) {
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

/* Reads what the words of the command line stand for, and names it all. Nothing is written yet. */
static bool make_plan(BatchCommand *command) {
    const Options *options = command->options;
    Plan *plan = &command->plan, listing = {0};
    PdfOptions promise;
    char folder[PATH_MAX];
    if (!check_output(command, options->values[OPTION_PUBLISH]) ||
        !promise_make(command->arena, options, &promise, command->diags) ||
        !plan_start(plan, (size_t)options_number(options, OPTION_SHARDS, 1), scratch_folder(), command->diags))
        return false;
    plan->program = BANXIN_VERSION;
    plan->folder = arena_strdup(command->arena, getcwd(folder, sizeof folder) ? folder : "/");
    plan->options = options_of(options);
    bool made = plan_start(&listing, 1, scratch_folder(), command->diags) &&
                batch_inputs(options->arguments, options->argument_count, &listing, command->diags) &&
                batch_names(&listing, plan, options->values[OPTION_NAMING],
                            (size_t)options_number(options, OPTION_JOBS, 0), command->diags);
    plan_free(&listing);
    return made;
}

static bool open_store(BatchCommand *command, const char *folder, StoreUse use, size_t shard) {
    return store_open(&command->store, folder, use, shard, command->diags);
}

static bool read_plan(BatchCommand *command) {
    if (!plan_read(command->arena, &command->store, &command->plan, command->diags))
        return false;
    if (strcmp(command->plan.program, BANXIN_VERSION) != 0)
        diag_at(command->diags, DIAG_BATCH_PROGRAM, (Place){0}, DIAG_ARGS(command->plan.program, BANXIN_VERSION));
    return true;
}

/* ---- batch, batch plan ---------------------------------------------------------------------------------------- */

/* With inputs the plan is made anew; without, what has been planned is gone on with. */
static bool settle_plan(BatchCommand *command) {
    const Options *options = command->options;
    const char *folder = options->values[OPTION_PUBLISH];
    bool anew = options->argument_count > 0;
    if (anew && !make_plan(command))
        return false;
    if (!open_store(command, folder, STORE_ALONE, STORE_NO_SHARD))
        return false;
    if (store_has_plan(&command->store) && options->command == COMMAND_BATCH && !options->values[OPTION_RESUME])
        return misuse(command, DIAG_BATCH_BEGUN, folder);
    return anew ? plan_write(&command->plan, &command->store, command->diags) : read_plan(command);
}

/* The summary of a whole batch; none where the folder takes no more. */
static ExitStatus summarise(BatchCommand *command, bool bytes, Stand *stand) {
    bool taken = stand_take(command->arena, &command->store, &command->plan, bytes, stand, command->diags) &&
                 summary_write(stand, &command->store, command->language, command->diags);
    return taken ? EXIT_WRITTEN : exit_from_diags(command->diags);
}

static ExitStatus make(BatchCommand *command, size_t shard) {
    ExitStatus status = batch_run(command->arena, command->options, &command->plan, &command->store, shard,
                                  command->language, command->diags);
    ExitStatus told = say_heard() ? EXIT_WRITTEN : EXIT_IO;
    if (shard != STORE_NO_SHARD || status == EXIT_IO || diag_has_errors(command->diags))
        return exit_worse(status, told);
    Stand stand = {0};
    status = exit_worse(status, summarise(command, /*bytes*/ false, &stand));
    stand_free(&stand);
    return exit_worse(status, told);
}

static ExitStatus run_batch(BatchCommand *command) {
    return settle_plan(command) ? make(command, STORE_NO_SHARD) : exit_from_diags(command->diags);
}

static ExitStatus run_plan(BatchCommand *command) {
    Buf said = {0};
    if (!settle_plan(command))
        return exit_from_diags(command->diags);
    if (command->language == LANGUAGE_ZH)
        buf_printf(&said, "已计划 %zu 份报告，分为 %zu 片\n", command->plan.count, command->plan.shards);
    else
        buf_printf(&said, "%zu reports planned, in %zu shards\n", command->plan.count, command->plan.shards);
    ExitStatus status = say_answer(&said) ? EXIT_WRITTEN : EXIT_IO;
    buf_free(&said);
    return status;
}

/* ---- batch run ------------------------------------------------------------------------------------------------ */

/* A number as schedulers give it to the processes of an array. */
static bool shard_number(const char *text, size_t *shard) {
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    *shard = number;
    return *text >= '0' && *text <= '9' && *end == '\0' && number < PLAN_SHARDS_MAX;
}

static bool find_shard(BatchCommand *command, size_t *shard) {
    static const char *const names[] = {"SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"};
    const char *text = command->options->values[OPTION_SHARD];
    for (size_t i = 0; !text && i < sizeof names / sizeof *names; i++)
        text = getenv(names[i]);
    *shard = STORE_NO_SHARD;
    if (!text || shard_number(text, shard))
        return true;
    return misuse(command, DIAG_BATCH_SHARD, text);
}

static ExitStatus run_shard(BatchCommand *command) {
    size_t shard;
    char shards[BUF_NUMBER], number[BUF_NUMBER];
    const char *folder = command->options->arguments[0];
    if (!find_shard(command, &shard) ||
        !open_store(command, folder, shard == STORE_NO_SHARD ? STORE_ALONE : STORE_SHARE, shard) || !read_plan(command))
        return exit_from_diags(command->diags);
    if (shard == STORE_NO_SHARD || shard < command->plan.shards)
        return make(command, shard);
    diag_at(command->diags, DIAG_BATCH_SHARD, (Place){0},
            DIAG_ARGS(int_format((int64_t)shard, number), int_format((int64_t)command->plan.shards, shards)));
    return EXIT_USAGE;
}

/* ---- batch status, batch collect ------------------------------------------------------------------------------ */

static ExitStatus tell_stand(BatchCommand *command, const Stand *stand, bool missing) {
    Spill out = {.file = STDOUT_FILENO};
    const char *const *values = command->options->values;
    if (values[OPTION_MISSING])
        summary_missing_shards(command->arena, stand, &out);
    else if (values[OPTION_JSON])
        summary_json(stand, command->language, &out);
    else
        summary_text(stand, missing, command->language, &out);
    if (spill_end(&out) != 0)
        return EXIT_IO;
    return stand->counts[STAND_PUBLISHED] == stand->plan->count ? EXIT_WRITTEN : EXIT_WITH_WARNINGS;
}

static ExitStatus look(BatchCommand *command, bool collect) {
    Stand stand = {0};
    ExitStatus status = EXIT_WRITTEN;
    if (!open_store(command, command->options->arguments[0], STORE_LOOK, STORE_NO_SHARD) || !read_plan(command))
        return exit_from_diags(command->diags);
    if (collect)
        status = summarise(command, /*bytes*/ true, &stand);
    else if (!stand_take(command->arena, &command->store, &command->plan, /*bytes*/ false, &stand, command->diags))
        status = exit_from_diags(command->diags);
    if (status <= EXIT_WITH_WARNINGS)
        status = exit_worse(status, tell_stand(command, &stand, collect));
    stand_free(&stand);
    return status;
}

/* ---- the commands --------------------------------------------------------------------------------------------- */

static ExitStatus run(BatchCommand *command) {
    switch (command->options->command) {
    case COMMAND_BATCH_PLAN: return run_plan(command);
    case COMMAND_BATCH_RUN: return run_shard(command);
    case COMMAND_BATCH_STATUS: return look(command, /*collect*/ false);
    case COMMAND_BATCH_COLLECT: return look(command, /*collect*/ true);
    default: return run_batch(command);
    }
}

ExitStatus batch_command(const Options *options, Language language) {
    BatchCommand command = {.options = options,
                            .language = language,
                            .arena = arena_new(),
                            .diags = diag_list_new(),
                            .store = {.published = -1, .state = -1, .locks = {-1, -1}, .run_folder = -1}};
    ExitStatus status = EXIT_OWN_FAULT;
    if (command.arena && command.diags)
        status = run(&command);
    say_diags(command.arena ? command.diags : NULL, language);
    store_close(&command.store);
    plan_free(&command.plan);
    diag_list_free(command.diags);
    arena_free(command.arena);
    return status;
}
