#include "app/options.h"

#include <stdlib.h>
#include <string.h>

#include "app/option_sets.h"
#include "app/ranges.h"

/* ---- parsing -------------------------------------------------------------------------------------------------- */

typedef struct Parse {
    char **argv;
    int argc, next;
    bool plain; /* after "--" */
    Options *options;
    DiagList *diags;
} Parse;

static void fault(Parse *parse, DiagCode code, const char *what, const char *more) {
    diag_at(parse->diags, code, (Place){0}, DIAG_ARGS(what, more));
}

/* The row of a name or letter, `length` bytes of `text`, that may stand here; NULL when there is none. */
static const Option *find_option(const Parse *parse, const char *text, size_t length) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const Option *option = &option_table[i];
        bool name = strlen(option->name) == length && memcmp(option->name, text, length) == 0;
        bool letter = option->letter && length == 2 && memcmp(option->letter, text, length) == 0;
        if ((name || letter) && option->commands & (1u << parse->options->command))
            return option;
    }
    return NULL;
}

static void report_unknown_option(Parse *parse, const char *text) {
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].commands & (1u << parse->options->command))
            names[count++] = option_table[i].name;
    const char *near = str_nearest(text, names, count);
    if (near) {
        fault(parse, DIAG_USAGE_OPTION_NEAR, text, near);
        return;
    }
    Buf asked = {0};
    const char *command = command_table[parse->options->command].name;
    buf_printf(&asked, "banxin%s%s", *command ? " " : "", command);
    fault(parse, DIAG_USAGE_OPTION, text, buf_failed(&asked) ? "banxin" : asked.bytes);
    buf_free(&asked);
}

static bool is_choice(const Option *option, const char *value) {
    Str head, rest = str_from(option->value[LANGUAGE_EN]);
    while (str_split(rest, '|', &head, &rest))
        if (str_equals(head, value))
            return true;
    return str_equals(rest, value);
}

static bool is_number(const Option *option, const char *value) {
    long number = 0, least, most;
    option_bounds(option, &least, &most);
    for (const char *at = value; *at; at++) {
        if (*at < '0' || *at > '9' || number > most)
            return false;
        number = number * 10 + (*at - '0');
    }
    return number >= least && number <= most;
}

static bool is_counted(const Option *option) { return option->kind == OPTION_NUMBER || option->kind == OPTION_AMOUNT; }

static void report_number(Parse *parse, const Option *option, const char *value) {
    char low[BUF_NUMBER], high[BUF_NUMBER];
    long least, most;
    option_bounds(option, &least, &most);
    diag_at(parse->diags, DIAG_USAGE_NUMBER, (Place){0},
            DIAG_ARGS(value, int_format(most, high), int_format(least, low)));
}

int options_number(const Options *options, OptionId id, int otherwise) {
    const char *value = options->values[id];
    return value ? (int)strtol(value, NULL, 10) : otherwise;
}

bool option_takes(const Option *option, const char *value) {
    if (option->kind == OPTION_FLAG)
        return *value == '\0';
    if (option->kind == OPTION_CHOICE)
        return is_choice(option, value);
    if (option->kind == OPTION_RANGES)
        return ranges_are_good(value);
    return is_counted(option) ? is_number(option, value) : *value != '\0';
}

static void report_no_value(Parse *parse, const Option *option) {
    Buf value = {0};
    buf_printf(&value, DIAG_BOTH("%s", "%s"), option->value[LANGUAGE_EN], option->value[LANGUAGE_ZH]);
    fault(parse, DIAG_USAGE_VALUE, option->name, buf_failed(&value) ? "" : value.bytes);
    buf_free(&value);
}

/* `value` NULL: the option needs none, or it is the next argument. */
static void take_option(Parse *parse, const Option *option, const char *value) {
    if (option->kind == OPTION_FLAG && value) {
        fault(parse, DIAG_USAGE_NO_VALUE, option->name, value);
        return;
    }
    if (option->kind != OPTION_FLAG && !value)
        value = parse->next < parse->argc ? parse->argv[parse->next++] : NULL;
    if (option->kind != OPTION_FLAG && (!value || !*value))
        report_no_value(parse, option);
    else if (option->kind == OPTION_CHOICE && !option_takes(option, value))
        fault(parse, DIAG_USAGE_CHOICE, value, option->value[LANGUAGE_EN]);
    else if (is_counted(option) && !option_takes(option, value))
        report_number(parse, option, value);
    else if (option->kind == OPTION_RANGES && !option_takes(option, value))
        fault(parse, DIAG_USAGE_PAGES, value, "");
    else if (parse->options->values[option->id])
        fault(parse, DIAG_USAGE_TWICE, option->name, "");
    else
        parse->options->values[option->id] = value ? value : "";
}

/* "--name", "--name=value", "-o", "-ovalue". */
static void parse_option(Parse *parse, const char *text) {
    bool is_long = text[1] == '-';
    const char *equals = is_long ? strchr(text, '=') : NULL;
    size_t length = equals ? (size_t)(equals - text) : is_long ? strlen(text) : 2;
    const Option *option = find_option(parse, text, length);
    if (!option) {
        report_unknown_option(parse, text);
        return;
    }
    const char *value = equals ? equals + 1 : !is_long && text[2] ? text + 2 : NULL;
    take_option(parse, option, value);
}

static bool parse_command(Parse *parse, const char *text) {
    const char *names[COMMAND_COUNT];
    for (int i = 1; i < COMMAND_COUNT; i++) {
        names[i - 1] = command_table[i].name;
        if (strcmp(text, command_table[i].name) == 0) {
            parse->options->command = (Command)i;
            return true;
        }
    }
    const char *near = str_nearest(text, names, COMMAND_COUNT - 1);
    if (near)
        fault(parse, DIAG_USAGE_COMMAND_NEAR, text, near);
    else
        fault(parse, DIAG_USAGE_COMMAND, text, "");
    return false;
}

/* The second word of a command, right after the first. */
static bool parse_second_word(Parse *parse, const char *text) {
    const char *first = command_table[parse->options->command].name;
    size_t length = strlen(first);
    for (int i = 1; parse->next == 3 && i < COMMAND_COUNT; i++) {
        const char *name = command_table[i].name;
        if (strncmp(name, first, length) != 0 || name[length] != ' ' || strcmp(name + length + 1, text) != 0)
            continue;
        parse->options->command = (Command)i;
        return true;
    }
    return false;
}

static void add_argument(Parse *parse, char *text) {
    if (!*text)
        fault(parse, DIAG_USAGE_NO_NAME, "", "");
    parse->argv[1 + parse->options->argument_count++] = text;
}

static bool is_option(const Parse *parse, const char *text) {
    return !parse->plain && text[0] == '-' && text[1] != '\0';
}

/* A command that is none without its second word. */
static void report_second_word(Parse *parse) {
    const char *names[COMMAND_COUNT], *near = NULL;
    size_t count = 0, length = strlen(command_table[COMMAND_ARCHIVE].name);
    for (int i = COMMAND_ARCHIVE + 1; i < COMMAND_COUNT; i++)
        if (strncmp(command_table[i].name, command_table[COMMAND_ARCHIVE].name, length) == 0)
            names[count++] = command_table[i].name + length + 1;
    if (parse->options->argument_count > 0)
        near = str_nearest(parse->options->arguments[0], names, count);
    if (near)
        fault(parse, DIAG_USAGE_COMMAND_NEAR, parse->options->arguments[0], near);
    else
        fault(parse, DIAG_USAGE_SECOND, command_table[COMMAND_ARCHIVE].name, "init, add, find, export, verify");
}

/* What an archive's commands must be told. */
static void check_archive(Parse *parse) {
    const Options *options = parse->options;
    const char *const *values = options->values;
    bool adds = options->command == COMMAND_ARCHIVE_ADD, one = options->argument_count == 2;
    static const OptionId single[] = {OPTION_ORGAN_CODE, OPTION_FILED, OPTION_TITLE};
    if (!(ARCHIVING & (1u << options->command)))
        return;
    if (adds && options->argument_count < 2)
        fault(parse, DIAG_USAGE_NO_PDF, "archive add DIR", "");
    else if (!adds && options->argument_count > 1)
        fault(parse, DIAG_USAGE_ONE_FOLDER, options->arguments[1], "");
    for (size_t i = 0; adds && !one && i < sizeof single / sizeof *single; i++)
        if (values[single[i]])
            fault(parse, DIAG_USAGE_SINGLE, option_table[single[i]].name, "");
}

/* Options that a command cannot do without. */
static const struct Needed {
    Command command;
    OptionId option;
} needed_options[] = {{COMMAND_SIGN, OPTION_KEY},
                      {COMMAND_SIGN, OPTION_SIGNED},
                      {COMMAND_ARCHIVE_EXPORT, OPTION_BAG},
                      {COMMAND_BATCH, OPTION_PUBLISH},
                      {COMMAND_BATCH_PLAN, OPTION_PUBLISH}};

static void check_needed(Parse *parse) {
    for (size_t i = 0; i < sizeof needed_options / sizeof *needed_options; i++) {
        const Option *option = &option_table[needed_options[i].option];
        if (needed_options[i].command == parse->options->command && !parse->options->values[option->id])
            fault(parse, DIAG_USAGE_NEEDED, option->name, option->value[LANGUAGE_EN]);
    }
}

static bool takes_pdfs(Command command) { return command == COMMAND_SIGN || command == COMMAND_VERIFY; }

/* What is signed, and how, is said together with the reports; of a plan that is there the key alone. */
static void check_batch_sign(Parse *parse) {
    const Options *options = parse->options;
    bool plans = PLANNING & (1u << options->command), gone_on = options->argument_count == 0;
    const char *sign = option_table[OPTION_SIGN].name, *inputs = command_table[COMMAND_BATCH].arguments[LANGUAGE_EN];
    for (int id = OPTION_KEY; plans && !options->values[OPTION_SIGN] && id <= OPTION_LOCATION; id++)
        if (options->values[id] && !(gone_on && option_table[id].commands & IN(BATCH_RUN)))
            fault(parse, DIAG_USAGE_ALONE, option_table[id].name, sign);
    if (options->values[OPTION_SIGN] && gone_on)
        fault(parse, DIAG_USAGE_ALONE, sign, inputs);
    else if (options->values[OPTION_SIGN] && !options->values[OPTION_KEY])
        fault(parse, DIAG_USAGE_NEEDED, option_table[OPTION_KEY].name, option_table[OPTION_KEY].value[LANGUAGE_EN]);
}

/* A batch that is there is named by its folder alone. */
static void check_batch(Parse *parse) {
    const Options *options = parse->options;
    bool planned = (IN(BATCH_RUN) | LOOKING) & (1u << options->command);
    if (planned && options->argument_count > 1)
        fault(parse, DIAG_USAGE_ONE_FOLDER, options->arguments[1], "");
    check_batch_sign(parse);
}

/* What a command works on, in both languages. */
static const char *both_arguments(Command command, Buf *out) {
    const char *const *arguments = command_table[command].arguments;
    buf_printf(out, DIAG_BOTH("%s", "%s"), arguments[LANGUAGE_EN], arguments[LANGUAGE_ZH]);
    return buf_failed(out) ? "" : out->bytes;
}

/* What the whole must be: a command, unless the program only tells something; reports, unless help is asked for. */
static void check_whole(Parse *parse) {
    const Options *options = parse->options;
    const char *const *values = options->values;
    const char *conformance = values[OPTION_CONFORMANCE];
    Buf usage = {0};
    bool tells = values[OPTION_HELP] || values[OPTION_VERSION] || values[OPTION_COMPLETION];
    if (tells || diag_has_errors(parse->diags))
        return;
    if (options->command == COMMAND_NONE)
        fault(parse, DIAG_USAGE_NO_COMMAND, "", "");
    else if (options->command == COMMAND_ARCHIVE)
        report_second_word(parse);
    else if (options->argument_count == 0 && ARCHIVING & (1u << options->command))
        fault(parse, DIAG_USAGE_NO_ARCHIVE, command_table[options->command].name, "");
    else if (values[OPTION_ORGANS] && !values[OPTION_ACROSS])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_ORGANS].name, option_table[OPTION_ACROSS].name);
    else if (options->argument_count == 0 && takes_pdfs(options->command))
        fault(parse, DIAG_USAGE_NO_PDF, command_table[options->command].name, "");
    else if (options->argument_count == 0 && !values[OPTION_ACROSS] && !values[OPTION_RESUME])
        fault(parse, DIAG_USAGE_NO_REPORT, command_table[options->command].name,
              both_arguments(options->command, &usage));
    else if (values[OPTION_PASSWORD_FILE] && values[OPTION_PASSWORD_FD])
        fault(parse, DIAG_USAGE_EITHER, option_table[OPTION_PASSWORD_FILE].name, option_table[OPTION_PASSWORD_FD].name);
    else if (values[OPTION_PRINT] && conformance && strcmp(conformance, "3a") == 0)
        fault(parse, DIAG_USAGE_PRINT_3A, "", "");
    else if (values[OPTION_PROFILE] && !values[OPTION_PRINT])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_PROFILE].name, option_table[OPTION_PRINT].name);
    else if (values[OPTION_PRINT] && values[OPTION_SEAL])
        fault(parse, DIAG_USAGE_PRESS_SEAL, "", "");
    else if (values[OPTION_SEAL_AT] && !values[OPTION_SEAL])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_SEAL_AT].name, option_table[OPTION_SEAL].name);
    else if (values[OPTION_STRADDLE] && !values[OPTION_SEAL])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_STRADDLE].name, option_table[OPTION_SEAL].name);
    else if (values[OPTION_LEVEL] && strcmp(values[OPTION_LEVEL], "b") != 0 && !values[OPTION_TSA])
        fault(parse, DIAG_USAGE_LEVEL_TSA, values[OPTION_LEVEL], "");
    check_needed(parse);
    check_archive(parse);
    check_batch(parse);
    buf_free(&usage);
}

bool options_parse(int argc, char **argv, Options *options, DiagList *diags) {
    Parse parse = {.argv = argv, .argc = argc, .next = 1, .options = options, .diags = diags};
    *options = (Options){.arguments = (const char **)argv + 1};
    while (parse.next < argc) {
        char *text = argv[parse.next++];
        if (!parse.plain && strcmp(text, "--") == 0)
            parse.plain = true;
        else if (is_option(&parse, text))
            parse_option(&parse, text);
        else if (options->command != COMMAND_NONE && parse_second_word(&parse, text))
            continue;
        else if (options->command != COMMAND_NONE)
            add_argument(&parse, text);
        else if (!parse_command(&parse, text))
            return false;
    }
    check_whole(&parse);
    return !diag_has_errors(diags);
}

/* ---- help ----------------------------------------------------------------------------------------------------- */

/* "  -o, --output PATH", filled up to the column of the explanations; a longer one gets a line of its own. */
#define HELP_COLUMN 28

/* Columns of a terminal from `start` on: two a Chinese character. */
static size_t columns_from(const Buf *out, size_t start) {
    size_t columns = 0;
    for (size_t i = start; i < out->length; i++) {
        unsigned char byte = (unsigned char)out->bytes[i];
        columns += byte < 0x80 ? 1 : byte >= 0xc0 ? 2 : 0;
    }
    return columns;
}

static void push_padded(Buf *out, size_t start) {
    size_t columns = columns_from(out, start);
    if (columns >= HELP_COLUMN) {
        buf_char(out, '\n');
        columns = 0;
    }
    for (; columns < HELP_COLUMN; columns++)
        buf_char(out, ' ');
}

/* What a command does, as a sentence. */
static void push_sentence(const char *help, bool chinese, Buf *out) {
    bool small = *help >= 'a' && *help <= 'z';
    buf_char(out, (char)(small ? *help - 'a' + 'A' : *help));
    buf_text(out, help + 1);
    buf_text(out, chinese ? "。\n" : ".\n");
}

static void help_option(const Option *option, Language language, Buf *out) {
    size_t start = out->length;
    buf_printf(out, "  %s%s%s", option->letter ? option->letter : "  ", option->letter ? ", " : "  ", option->name);
    if (option->value[language])
        buf_printf(out, " %s", option->value[language]);
    push_padded(out, start);
    buf_printf(out, "%s\n", option->help[language]);
}

/* All commands, or those of two words that begin with `first`. */
static void help_commands(const char *first, Language language, Buf *out) {
    size_t length = strlen(first);
    buf_text(out, language == LANGUAGE_ZH ? "\n命令：\n" : "\nCommands:\n");
    for (int i = 1; i < COMMAND_COUNT; i++) {
        size_t start = out->length;
        if (length > 0 && (strncmp(command_table[i].name, first, length) != 0 || command_table[i].name[length] != ' '))
            continue;
        buf_printf(out, "  %s", command_table[i].name);
        push_padded(out, start);
        buf_printf(out, "%s\n", command_table[i].help[language]);
    }
}

void options_help(Command command, Language language, Buf *out) {
    const CommandInfo *info = &command_table[command];
    bool chinese = language == LANGUAGE_ZH;
    buf_printf(out, chinese ? "用法：banxin%s%s %s [选项]\n" : "Usage: banxin%s%s %s [OPTIONS]\n",
               *info->name ? " " : "", info->name, info->arguments[language]);
    push_sentence(info->help[language], chinese, out);
    if (command == COMMAND_NONE || command == COMMAND_ARCHIVE)
        help_commands(info->name, language, out);
    buf_text(out, chinese ? "\n选项：\n" : "\nOptions:\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].commands & (1u << command))
            help_option(&option_table[i], language, out);
    if (command == COMMAND_NONE)
        buf_text(out, chinese ? "\n“banxin 命令 --help”显示一个命令的帮助。\n"
                              : "\n\"banxin COMMAND --help\" tells about a command.\n");
    else
        buf_printf(out,
                   chinese ? "\n退出状态：%s，2 用法错误，65 数据或版式有误，70 程序自身错误，74 无法读写。\n"
                           : "\nExit status: %s, 2 usage, 65 bad data or form, 70 own fault,\n"
                             "74 cannot read or write.\n",
                   info->statuses[language]);
}
