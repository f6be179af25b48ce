#include "app/app.h"

#include "app/archive.h"
#include "app/check.h"
#include "app/completion.h"
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

static ExitStatus run(const Options *options, Language language) {
    if (archive_takes(options->command))
        return archive_run(options, language);
    switch (options->command) {
    case COMMAND_CHECK: return check_run(options, language);
    case COMMAND_SIGN: return sign_run(options, language);
    case COMMAND_VERIFY: return verify_run(options, language);
    default: return render_run(options, language);
    }
}

ExitStatus app_run(int argc, char **argv) {
    Language language = say_language();
    DiagList *diags = diag_list_new();
    Options options;
    if (!diags) {
        say_diags(NULL, language);
        return EXIT_OWN_FAULT;
    }
    bool good = options_parse(argc, argv, &options, diags);
    say_diags(diags, language);
    diag_list_free(diags);
    if (!good)
        return EXIT_USAGE;
    return only_tells(&options) ? tell(&options, language) : run(&options, language);
}
