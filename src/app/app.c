#include "app/app.h"

#include <fcntl.h>
#include <unistd.h>

#include "app/archive.h"
#include "app/batch.h"
#include "app/check.h"
#include "app/completion.h"
#include "app/proof.h"
#include "app/render.h"
#include "app/say.h"
#include "app/sign.h"
#include "app/verify.h"

/* Help, version, completion: answers to standard output. */
static ExitStatus tell(const Options *options, Language language) {
    Buf answer = {0};
    if (options->values[OPTION_HELP])
        options_help(options->command, language, &answer);
    else if (options->values[OPTION_VERSION])
        buf_text(&answer, "banxin " BANXIN_VERSION "\n");
    else
        completion_print(options->values[OPTION_COMPLETION], &answer);
    ExitStatus status = say_answer(&answer) ? EXIT_WRITTEN : EXIT_IO;
    buf_free(&answer);
    return status;
}

static bool only_tells(const Options *options) {
    return options->values[OPTION_HELP] || options->values[OPTION_VERSION] || options->values[OPTION_COMPLETION];
}

static ExitStatus (*const runs[COMMAND_COUNT])(const Options *options, Language language) = {
    [COMMAND_RENDER] = render_run,
    [COMMAND_CHECK] = check_run,
    [COMMAND_PROOF] = proof_run,
    [COMMAND_SIGN] = sign_run,
    [COMMAND_VERIFY] = verify_run,
    [COMMAND_ARCHIVE_INIT] = archive_run,
    [COMMAND_ARCHIVE_ADD] = archive_run,
    [COMMAND_ARCHIVE_FIND] = archive_run,
    [COMMAND_ARCHIVE_EXPORT] = archive_run,
    [COMMAND_ARCHIVE_VERIFY] = archive_run,
    [COMMAND_BATCH] = batch_command,
    [COMMAND_BATCH_PLAN] = batch_command,
    [COMMAND_BATCH_RUN] = batch_command,
    [COMMAND_BATCH_STATUS] = batch_command,
    [COMMAND_BATCH_COLLECT] = batch_command,
};

/* A file that is opened must not get the number, and what is printed, of an output that is closed. What is printed into
 * what stands in its place fails, as it would have. */
static void fill_outputs(void) {
    int file;
    do
        file = open("/dev/null", O_RDONLY);
    while (file >= 0 && file <= STDERR_FILENO);
    if (file > STDERR_FILENO)
        close(file);
}

ExitStatus app_run(int argc, char **argv) {
    Language language = say_language();
    DiagList *diags = diag_list_new();
    Options options;
    fill_outputs();
    if (!diags) {
        say_diags(NULL, language);
        return EXIT_OWN_FAULT;
    }
    bool good = options_parse(argc, argv, &options, diags);
    say_diags(diags, language);
    diag_list_free(diags);
    if (!good)
        return EXIT_USAGE;
    return only_tells(&options) ? tell(&options, language) : runs[options.command](&options, language);
}
