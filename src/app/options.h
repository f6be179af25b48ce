/*
 * options: the command line, as one table.
 *
 * Parsing, --help, the shells' completions and the manual's test all read the same rows.
 */
#ifndef BANXIN_APP_OPTIONS_H
#define BANXIN_APP_OPTIONS_H

#include "base/diag.h"

typedef enum Command {
    COMMAND_NONE,
    COMMAND_RENDER,
    COMMAND_CHECK,
    COMMAND_PROOF,
    COMMAND_SIGN,
    COMMAND_VERIFY,
    COMMAND_ARCHIVE, /* those of two words stand after that of the first */
    COMMAND_ARCHIVE_INIT,
    COMMAND_ARCHIVE_ADD,
    COMMAND_ARCHIVE_FIND,
    COMMAND_ARCHIVE_EXPORT,
    COMMAND_ARCHIVE_VERIFY,
    COMMAND_BATCH,
    COMMAND_BATCH_PLAN,
    COMMAND_BATCH_RUN,
    COMMAND_BATCH_STATUS,
    COMMAND_BATCH_COLLECT,
    COMMAND_COUNT
} Command;

typedef enum OptionId {
    OPTION_OUTPUT,   /* render's PDF */
    OPTION_RESULT,   /* check's findings, --output as well */
    OPTION_PICTURES, /* proof's folder, --output as well */
    OPTION_DPI,
    OPTION_PAGES,
    OPTION_SIGNED,  /* sign's PDF, --output as well */
    OPTION_BAG,     /* archive export's folder, --output as well */
    OPTION_PUBLISH, /* of a batch, --output as well */
    OPTION_FORMAT,
    OPTION_STRICT,
    OPTION_JOBS,
    OPTION_ACROSS,
    OPTION_ORGANS,
    OPTION_TRUST,
    OPTION_LEVEL_ASKED, /* verify's: what is asked for */
    OPTION_SIGNATURES,
    OPTION_JSON,
    OPTION_FORM,
    OPTION_FONTS,
    OPTION_CONFORMANCE,
    OPTION_PRINT,
    OPTION_PROFILE,
    OPTION_DUMP_PAGES,
    OPTION_CHECK,
    OPTION_NAMING, /* of a batch, --name as well */
    OPTION_RESUME,
    OPTION_SHARDS,
    OPTION_SHARD,
    OPTION_MISSING,
    OPTION_TIME_LIMIT,
    OPTION_MEMORY_LIMIT,
    OPTION_SIZE_LIMIT,
    OPTION_TIMINGS,
    OPTION_SIGN,
    OPTION_KEY, /* from here to the location: of signing */
    OPTION_CERT,
    OPTION_CHAIN,
    OPTION_PASSWORD_FILE,
    OPTION_PASSWORD_FD,
    OPTION_PKCS11_MODULE,
    OPTION_LEVEL,
    OPTION_TSA,
    OPTION_TSA_TRUST,
    OPTION_TSA_TIMEOUT,
    OPTION_TSA_RETRIES,
    OPTION_REVOCATION,
    OPTION_FETCH_ISSUERS,
    OPTION_SEAL,
    OPTION_SEAL_MM,
    OPTION_SEAL_AT,
    OPTION_STRADDLE,
    OPTION_FIELD,
    OPTION_NAME,
    OPTION_SIGNED_BY, /* the same in a batch, whose --name is another */
    OPTION_REASON,
    OPTION_LOCATION,
    OPTION_ARCHIVE_NAME,
    OPTION_ORGAN,
    OPTION_ORGAN_CODE,
    OPTION_YEAR,
    OPTION_FORM_NAME, /* of what is archived, --form as well */
    OPTION_FILED,
    OPTION_TITLE,
    OPTION_SIGNER,
    OPTION_SOUGHT,
    OPTION_NEWEST,
    OPTION_LIMIT,
    OPTION_UNSIGNED,
    OPTION_ORGANIZATION,
    OPTION_DATE,
    OPTION_HEAD,
    OPTION_REBUILD,
    OPTION_WAIT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COMPLETION,
    OPTION_COUNT
} OptionId;

/* What a value is, for completion; words may be any. */
typedef enum OptionValue {
    OPTION_FLAG,
    OPTION_FILE,
    OPTION_PATH,
    OPTION_CHOICE,
    OPTION_NUMBER,
    OPTION_AMOUNT,
    OPTION_WORDS,
    OPTION_RANGES /* of pages (ranges.h) */
} OptionValue;

#define OPTION_NUMBER_MAX                                                                                              \
    256 /* numbers are 1 to this, amounts 0 to this, unless options.c gives an option bounds of its own */

typedef struct Option {
    OptionId id;
    const char *name;   /* "--output" */
    const char *letter; /* "-o", or NULL */
    OptionValue kind;
    const char *value[2]; /* by Language: "FILE"; choices divided by |, in both the same; NULL for flags */
    unsigned commands;    /* bits by Command: where it may stand */
    const char *help[2];  /* by Language */
} Option;

typedef struct CommandInfo {
    const char *name;
    const char *arguments[2]; /* by Language: "REPORT.json..."; NULL: none but options */
    const char *help[2];
    const char *statuses[2]; /* what the exit statuses 0 and 1 mean; those above mean the same everywhere */
} CommandInfo;

extern const Option option_table[OPTION_COUNT];
extern const CommandInfo command_table[COMMAND_COUNT]; /* [COMMAND_NONE] is the program itself */

/* The command line as read. Texts are argv's own. */
typedef struct Options {
    Command command;
    const char *values[OPTION_COUNT]; /* of options given; flags have "" */
    const char **arguments;           /* what is no option, in order; within argv */
    size_t argument_count;
} Options;

/*
 * Reads the command line; arguments are moved to the front of argv. False with faults reported: an unknown command or
 * option (with the nearest), a missing or superfluous value, an option given twice, no report.
 */
bool options_parse(int argc, char **argv, Options *options, DiagList *diags);

/* Whether a value may stand for an option; a flag's is "". */
bool option_takes(const Option *option, const char *value);

/* The number given for an option, or `otherwise`. */
int options_number(const Options *options, OptionId id, int otherwise);

/* Appends the help of a command. */
void options_help(Command command, Language language, Buf *out);

#endif
