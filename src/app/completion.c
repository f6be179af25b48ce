#include "app/completion.h"

#include <string.h>

#include "app/options.h"

static bool stands_in(const Option *option, int command) { return (option->commands & (1u << command)) != 0; }

static bool names_file(const Option *option) { return option->kind == OPTION_FILE || option->kind == OPTION_PATH; }

static void push_names(const Option *option, const char *between, Buf *out) {
    if (option->letter)
        buf_printf(out, "%s%s", option->letter, between);
    buf_text(out, option->name);
}

static void push_choices(const char *choices, Buf *out) {
    for (; *choices; choices++)
        buf_char(out, *choices == '|' ? ' ' : *choices);
}

/* ---- bash ----------------------------------------------------------------------------------------------------- */

/* What comes after an option that takes a value. */
static void bash_value(const Option *option, Buf *out) {
    buf_text(out, "        ");
    push_names(option, "|", out);
    if (option->kind == OPTION_CHOICE) {
        buf_text(out, ") COMPREPLY=($(compgen -W '");
        push_choices(option->value[LANGUAGE_EN], out);
        buf_text(out, "' -- \"$current\")); return ;;\n");
    } else if (!names_file(option)) {
        buf_text(out, ") return ;;\n");
    } else {
        buf_text(out, ") compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n");
    }
}

/* The words that may follow a command's first one, each with a blank before it. */
static void push_second_words(int command, Buf *out) {
    const char *first = command_table[command].name;
    size_t length = strlen(first);
    for (int i = 1; i < COMMAND_COUNT; i++)
        if (*first && strncmp(command_table[i].name, first, length) == 0 && command_table[i].name[length] == ' ')
            buf_text(out, command_table[i].name + length);
}

static bool has_second_word(int command) { return strchr(command_table[command].name, ' ') != NULL; }

/* Commands of two words stand before those of one. */
static void bash_options(int command, Buf *out) {
    const char *name = command_table[command].name;
    if (command == COMMAND_NONE)
        buf_text(out, "        *) words='");
    else
        buf_printf(out, has_second_word(command) ? "        '%s') words='" : "        '%s '*) words='", name);
    const char *between = "";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!stands_in(&option_table[i], command))
            continue;
        buf_text(out, between);
        push_names(&option_table[i], " ", out);
        between = " ";
    }
    for (int i = 1; command == COMMAND_NONE && i < COMMAND_COUNT; i++)
        if (!has_second_word(i))
            buf_printf(out, " %s", command_table[i].name);
    buf_text(out, "' second='");
    push_second_words(command, out);
    buf_text(out, "' ;;\n");
}

/* Options of one name in several commands take their values alike. */
static bool is_named_before(size_t option) {
    for (size_t i = 0; i < option; i++)
        if (strcmp(option_table[i].name, option_table[option].name) == 0)
            return true;
    return false;
}

static void print_bash(Buf *out) {
    buf_text(out, "# bash completion of banxin\n"
                  "_banxin() {\n"
                  "    local current=${COMP_WORDS[COMP_CWORD]} words second\n"
                  "    COMPREPLY=()\n"
                  "    case ${COMP_WORDS[COMP_CWORD - 1]} in\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].kind != OPTION_FLAG && !is_named_before(i))
            bash_value(&option_table[i], out);
    buf_text(out, "    esac\n"
                  "    case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n");
    for (int i = COMMAND_COUNT - 1; i >= 0; i--)
        bash_options(i, out);
    buf_text(
        out,
        "    esac\n"
        "    if [[ $current == -* || $COMP_CWORD -eq 1 ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    else\n"
        "        compopt -o filenames\n"
        "        mapfile -t COMPREPLY < <(compgen -f -X '!*.@(json|pdf)' -- \"$current\"; compgen -d -- \"$current\")\n"
        "        if [[ $COMP_CWORD -eq 2 ]]; then\n"
        "            COMPREPLY+=($(compgen -W \"$second\" -- \"$current\"))\n"
        "        fi\n"
        "    fi\n"
        "}\n"
        "complete -F _banxin banxin\n");
}

/* ---- zsh ------------------------------------------------------------------------------------------------------ */

/* One row for _arguments: '(-o --output)'{-o,--output}'[help]:PATH:_files'. */
static void zsh_option(const Option *option, Buf *out) {
    buf_text(out, " \\\n        ");
    if (option->letter)
        buf_printf(out, "'(%s %s)'{%s,%s}'", option->letter, option->name, option->letter, option->name);
    else
        buf_printf(out, "'%s", option->name);
    buf_printf(out, "[%s]", option->help[LANGUAGE_EN]);
    if (option->kind == OPTION_CHOICE) {
        buf_printf(out, ":%s:(", option->name + strlen("--"));
        push_choices(option->value[LANGUAGE_EN], out);
        buf_char(out, ')');
    } else if (option->kind != OPTION_FLAG) {
        buf_printf(out, names_file(option) ? ":%s:_files" : ":%s:", option->value[LANGUAGE_EN]);
    }
    buf_char(out, '\'');
}

/* Commands that work on reports; the others do on PDFs. */
#define ON_REPORTS (1u << COMMAND_RENDER | 1u << COMMAND_CHECK)

static void zsh_command(int command, Buf *out) {
    if (command == COMMAND_NONE)
        buf_text(out, "    *) _arguments");
    else
        buf_printf(out, "    '%s') _arguments", command_table[command].name);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (stands_in(&option_table[i], command))
            zsh_option(&option_table[i], out);
    if (command == COMMAND_NONE) {
        buf_text(out, " \\\n        '1:command:(");
        for (int i = 1; i < COMMAND_COUNT; i++)
            if (!has_second_word(i))
                buf_printf(out, "%s%s", i > 1 ? " " : "", command_table[i].name);
        buf_text(out, ")'");
    } else {
        Buf second = {0};
        push_second_words(command, &second);
        if (second.length)
            buf_printf(out, " \\\n        '1:what:{_files; compadd%s}'", second.bytes);
        bool pdfs = !(ON_REPORTS & (1u << command));
        buf_printf(out, " \\\n        '*:%s:_files -g \"*.%s\"'", pdfs ? "PDF" : "report", pdfs ? "pdf" : "json");
        buf_free(&second);
    }
    buf_text(out, " ;;\n");
}

/* Two words that are one command are taken off together. */
static void zsh_second_words(Buf *out) {
    const char *between = "";
    buf_text(out, "    if (( CURRENT > 2 )) && [[ \"$command $words[2]\" == (");
    for (int i = 1; i < COMMAND_COUNT; i++) {
        if (!has_second_word(i))
            continue;
        buf_printf(out, "%s\"%s\"", between, command_table[i].name);
        between = "|";
    }
    buf_text(out, ") ]]; then\n"
                  "        command=\"$command $words[2]\"\n"
                  "        shift words\n"
                  "        (( CURRENT-- ))\n"
                  "    fi\n");
}

static void print_zsh(Buf *out) {
    buf_text(out, "#compdef banxin\n"
                  "_banxin() {\n"
                  "    local command\n"
                  "    if (( CURRENT > 2 )); then\n"
                  "        command=$words[2]\n"
                  "        shift words\n"
                  "        (( CURRENT-- ))\n"
                  "    fi\n");
    zsh_second_words(out);
    buf_text(out, "    case $command in\n");
    for (int i = COMMAND_COUNT - 1; i >= 0; i--)
        zsh_command(i, out);
    buf_text(out, "    esac\n"
                  "}\n"
                  "_banxin \"$@\"\n");
}

void completion_print(const char *shell, Buf *out) {
    if (strcmp(shell, "bash") == 0)
        print_bash(out);
    else
        print_zsh(out);
}
