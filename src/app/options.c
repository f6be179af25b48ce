#include "app/options.h"

#include <string.h>

#define IN(command) (1u << COMMAND_##command)
#define EVERY       (IN(RENDER) | IN(CHECK))
#define ANYWHERE    (IN(NONE) | EVERY | IN(SIGN))

const Option option_table[OPTION_COUNT] = {
    {OPTION_OUTPUT,
     "--output",
     "-o",
     OPTION_PATH,
     {"PATH", "路径"},
     IN(RENDER),
     {"the PDF to write, or the folder to write into; beside the report when not given",
      "写出的 PDF 文件或文件夹；不写则与报告数据同一文件夹"}},
    {OPTION_RESULT,
     "--output",
     "-o",
     OPTION_FILE,
     {"FILE", "文件"},
     IN(CHECK),
     {"the file to write the findings to, - for standard output, as when not given",
      "把检查结果写入此文件；- 或不写为标准输出"}},
    {OPTION_SIGNED,
     "--output",
     "-o",
     OPTION_PATH,
     {"PATH", "路径"},
     IN(SIGN),
     {"the signed PDF to write, or the folder to write into", "写出的已签名 PDF 文件或文件夹"}},
    {OPTION_FORMAT,
     "--format",
     NULL,
     OPTION_CHOICE,
     {"text|json|sarif|html", "text|json|sarif|html"},
     IN(CHECK),
     {"how the findings are written: text when not given", "检查结果的格式；不写为 text"}},
    {OPTION_STRICT,
     "--strict",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(CHECK),
     {"exit with 1 if there are errors or warnings that are not accepted", "有未作说明的错误或警告时退出状态为 1"}},
    {OPTION_JOBS,
     "--jobs",
     "-j",
     OPTION_NUMBER,
     {"N", "数目"},
     IN(CHECK) | IN(SIGN),
     {"share the work among so many processes", "由这么多个进程同时工作"}},
    {OPTION_ACROSS,
     "--across",
     NULL,
     OPTION_PATH,
     {"DIR", "文件夹"},
     IN(CHECK),
     {"also check the reports in this folder, and set them against each other",
      "连同此文件夹中的报告一并检查，并相互核对"}},
    {OPTION_ORGANS,
     "--organs",
     NULL,
     OPTION_FILE,
     {"LIST", "名单"},
     IN(CHECK),
     {"with --across: tell which organs of this list have no report", "与 --across 同用：指出名单中哪些单位没有报告"}},
    {OPTION_FORM,
     "--form",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     EVERY,
     {"use this form, not the one the report names", "使用此版式文件，不用报告所写的版式"}},
    {OPTION_FONTS, "--fonts", NULL, OPTION_FILE, {"FILE", "文件"}, EVERY, {"use this font list", "使用此字体表"}},
    {OPTION_CONFORMANCE,
     "--conformance",
     NULL,
     OPTION_CHOICE,
     {"3a|2a|none", "3a|2a|none"},
     IN(RENDER),
     {"what the PDF conforms to beside PDF/UA-1: PDF/A-3a with the data as files when not given, PDF/A-2a, or nothing",
      "PDF 除 PDF/UA-1 外符合的标准：不写为附带数据文件的 PDF/A-3a，2a 为 PDF/A-2a，none 为不符合任何标准"}},
    {OPTION_PRINT,
     "--print",
     NULL,
     OPTION_CHOICE,
     {"x4", "x4"},
     IN(RENDER),
     {"for a press: PDF/X-4 in CMYK with bleed, and PDF/A-2a",
      "供印刷厂使用：带出血、CMYK 的 PDF/X-4，同时符合 PDF/A-2a"}},
    {OPTION_PROFILE,
     "--profile",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(RENDER),
     {"the press's ICC profile; one of the system's when not given", "印刷条件的 ICC 特性文件；不写则用系统中的一个"}},
    {OPTION_DUMP_PAGES,
     "--dump-pages",
     NULL,
     OPTION_PATH,
     {"PATH", "路径"},
     IN(RENDER),
     {"also write pages and tag tree as text, to a file or into a folder",
      "同时把页面和标签树写成文本文件，或写入文件夹"}},
    {OPTION_CHECK,
     "--check",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(RENDER),
     {"check the figures as well, and print what is found to standard error", "同时检查数据，把问题输出到标准错误"}},
    {OPTION_TIMINGS,
     "--timings",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(RENDER),
     {"print milliseconds of CPU by stage to standard error", "在标准错误输出各阶段的 CPU 毫秒数"}},
    {OPTION_KEY,
     "--key",
     NULL,
     OPTION_FILE,
     {"KEY", "密钥"},
     IN(SIGN),
     {"the private key: a PEM or PKCS#12 file, or the PKCS#11 URI of a token's",
      "私钥：PEM 或 PKCS#12 文件，或令牌中密钥的 PKCS#11 URI"}},
    {OPTION_CERT,
     "--cert",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"its certificate, if that is not in the PKCS#12 file or on the token",
      "该密钥的证书；已在 PKCS#12 文件或令牌中则不写"}},
    {OPTION_CHAIN,
     "--chain",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"the certificates above it (PEM)", "上级证书（PEM）"}},
    {OPTION_PASSWORD_FILE,
     "--password-file",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"its first line is the key's password or PIN; without it and --password-fd it is asked for",
      "其第一行是密钥的口令或 PIN；此项与 --password-fd 都不写则在终端询问"}},
    {OPTION_PASSWORD_FD,
     "--password-fd",
     NULL,
     OPTION_WORDS,
     {"N", "数目"},
     IN(SIGN),
     {"the same from an open file descriptor", "从已打开的文件描述符读取口令或 PIN"}},
    {OPTION_PKCS11_MODULE,
     "--pkcs11-module",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"the token's PKCS#11 library", "令牌的 PKCS#11 程序库"}},
    {OPTION_LEVEL,
     "--level",
     NULL,
     OPTION_CHOICE,
     {"b|t|lt|lta", "b|t|lt|lta"},
     IN(SIGN),
     {"the signature's level: b, or t with --tsa, when not given; lt with all that validates it, lta with a time stamp "
      "over that",
      "签名级别：不写为 b，写有 --tsa 时为 t；lt 附全部验证材料，lta 再加归档时间戳"}},
    {OPTION_TSA,
     "--tsa",
     NULL,
     OPTION_WORDS,
     {"URL", "网址"},
     IN(SIGN),
     {"the time-stamping service (RFC 3161)", "时间戳服务（RFC 3161）"}},
    {OPTION_TSA_TRUST,
     "--tsa-trust",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"certificates (PEM) the service's must be under", "时间戳服务须由其中的证书（PEM）签发"}},
    {OPTION_TSA_TIMEOUT,
     "--tsa-timeout",
     NULL,
     OPTION_NUMBER,
     {"SECONDS", "秒数"},
     IN(SIGN),
     {"how long an answer of a service is waited for, 10 when not given", "等待服务应答的时间；不写为 10 秒"}},
    {OPTION_TSA_RETRIES,
     "--tsa-retries",
     NULL,
     OPTION_NUMBER,
     {"N", "次数"},
     IN(SIGN),
     {"how often it is asked again, 2 when not given", "没有应答时再试的次数；不写为 2 次"}},
    {OPTION_REVOCATION,
     "--revocation",
     NULL,
     OPTION_PATH,
     {"PATH", "路径"},
     IN(SIGN),
     {"a list of revoked certificates or an OCSP answer, or a folder of them; what it lacks is asked of the issuers",
      "吊销列表或 OCSP 应答，或存放它们的文件夹；其中没有的向发证机构查询"}},
    {OPTION_FETCH_ISSUERS,
     "--fetch-issuers",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(SIGN),
     {"fetch certificates missing in the chain from where those below name them",
      "证书链中缺少的证书从下级证书所写的地址下载"}},
    {OPTION_SEAL,
     "--seal",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     IN(SIGN),
     {"a picture of the seal (PNG with transparency), set on the name and date of the closing",
      "印章图片（透明背景的 PNG），盖在落款的署名和日期上"}},
    {OPTION_SEAL_MM,
     "--seal-mm",
     NULL,
     OPTION_NUMBER,
     {"WIDTH", "宽度"},
     IN(SIGN),
     {"its width in millimetres, 42 when not given", "印章宽度（毫米），不写为 42"}},
    {OPTION_SEAL_AT,
     "--seal-at",
     NULL,
     OPTION_WORDS,
     {"PAGE,X,Y", "页,X,Y"},
     IN(SIGN),
     {"its page, and its centre in millimetres from the left and the top",
      "印章所在页，及其中心到页左边和上边的毫米数"}},
    {OPTION_STRADDLE,
     "--straddle",
     NULL,
     OPTION_CHOICE,
     {"right|outer", "right|outer"},
     IN(SIGN),
     {"slices of the seal on the right edge of all pages, or on their outer edge when they are printed on both sides",
      "骑缝章：各页右边缘（right），或双面印刷时的外侧边缘（outer）"}},
    {OPTION_FIELD,
     "--field",
     NULL,
     OPTION_WORDS,
     {"NAME", "名称"},
     IN(SIGN),
     {"the signature field; when not given the first empty one, or a new one",
      "签名域；不写则为第一个空签名域，没有则新建"}},
    {OPTION_NAME,
     "--name",
     NULL,
     OPTION_WORDS,
     {"NAME", "名称"},
     IN(SIGN),
     {"who signs; the certificate's name when not given", "签名者名称；不写则用证书中的名称"}},
    {OPTION_REASON, "--reason", NULL, OPTION_WORDS, {"TEXT", "文字"}, IN(SIGN), {"why it is signed", "签名事由"}},
    {OPTION_LOCATION, "--location", NULL, OPTION_WORDS, {"TEXT", "文字"}, IN(SIGN), {"where it is signed", "签名地点"}},
    {OPTION_HELP, "--help", "-h", OPTION_FLAG, {NULL}, ANYWHERE, {"print this help", "显示本帮助"}},
    {OPTION_VERSION, "--version", NULL, OPTION_FLAG, {NULL}, IN(NONE), {"print the version", "显示版本号"}},
    {OPTION_COMPLETION,
     "--completion",
     NULL,
     OPTION_CHOICE,
     {"bash|zsh", "bash|zsh"},
     IN(NONE),
     {"print the completion of a shell", "输出命令行补全脚本"}},
};

const CommandInfo command_table[COMMAND_COUNT] = {
    [COMMAND_NONE] = {"",
                      {"COMMAND", "命令"},
                      {"set official budget reports as PDF", "把部门预算公开报告排成 PDF"},
                      {NULL}},
    [COMMAND_RENDER] = {"render",
                        {"REPORT.json...", "报告.json..."},
                        {"set reports as PDF", "把报告排成 PDF"},
                        {"0 written, 1 written with warnings", "0 已写出，1 已写出但有警告"}},
    [COMMAND_CHECK] = {"check",
                       {"REPORT.json...", "报告.json..."},
                       {"check the figures of reports", "检查报告的数据"},
                       {"0 checked, 1 findings (with --strict)", "0 已检查，1 有问题（加 --strict 时）"}},
    [COMMAND_SIGN] = {"sign",
                      {"FILE.pdf...", "文件.pdf..."},
                      {"sign PDFs", "对 PDF 签名"},
                      {"0 signed, 1 signed with warnings", "0 已签名，1 已签名但有警告"}},
};

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

static bool is_number(const char *value) {
    long number = 0;
    for (const char *at = value; *at; at++) {
        if (*at < '0' || *at > '9' || number > OPTION_NUMBER_MAX)
            return false;
        number = number * 10 + (*at - '0');
    }
    return number >= 1 && number <= OPTION_NUMBER_MAX;
}

static void report_number(Parse *parse, const char *value) {
    char limit[BUF_NUMBER];
    fault(parse, DIAG_USAGE_NUMBER, value, int_format(OPTION_NUMBER_MAX, limit));
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
    else if (option->kind == OPTION_CHOICE && !is_choice(option, value))
        fault(parse, DIAG_USAGE_CHOICE, value, option->value[LANGUAGE_EN]);
    else if (option->kind == OPTION_NUMBER && !is_number(value))
        report_number(parse, value);
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

static void add_argument(Parse *parse, char *text) {
    if (!*text)
        fault(parse, DIAG_USAGE_NO_NAME, "", "");
    parse->argv[1 + parse->options->argument_count++] = text;
}

static bool is_option(const Parse *parse, const char *text) {
    return !parse->plain && text[0] == '-' && text[1] != '\0';
}

/* Options that a command cannot do without. */
static const struct Needed {
    Command command;
    OptionId option;
} needed_options[] = {{COMMAND_SIGN, OPTION_KEY}, {COMMAND_SIGN, OPTION_SIGNED}};

static void check_needed(Parse *parse) {
    for (size_t i = 0; i < sizeof needed_options / sizeof *needed_options; i++) {
        const Option *option = &option_table[needed_options[i].option];
        if (needed_options[i].command == parse->options->command && !parse->options->values[option->id])
            fault(parse, DIAG_USAGE_NEEDED, option->name, option->value[LANGUAGE_EN]);
    }
}

/* What the whole must be: a command, unless the program only tells something; reports, unless help is asked for. */
static void check_whole(Parse *parse) {
    const Options *options = parse->options;
    const char *const *values = options->values;
    const char *conformance = values[OPTION_CONFORMANCE];
    bool tells = values[OPTION_HELP] || values[OPTION_VERSION] || values[OPTION_COMPLETION];
    if (tells || diag_has_errors(parse->diags))
        return;
    if (options->command == COMMAND_NONE)
        fault(parse, DIAG_USAGE_NO_COMMAND, "", "");
    else if (values[OPTION_ORGANS] && !values[OPTION_ACROSS])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_ORGANS].name, option_table[OPTION_ACROSS].name);
    else if (options->argument_count == 0 && options->command == COMMAND_SIGN)
        fault(parse, DIAG_USAGE_NO_PDF, command_table[options->command].name, "");
    else if (options->argument_count == 0 && !values[OPTION_ACROSS])
        fault(parse, DIAG_USAGE_NO_REPORT, command_table[options->command].name, "");
    else if (values[OPTION_PASSWORD_FILE] && values[OPTION_PASSWORD_FD])
        fault(parse, DIAG_USAGE_EITHER, option_table[OPTION_PASSWORD_FILE].name, option_table[OPTION_PASSWORD_FD].name);
    else if (values[OPTION_PRINT] && conformance && strcmp(conformance, "3a") == 0)
        fault(parse, DIAG_USAGE_PRINT_3A, "", "");
    else if (values[OPTION_PROFILE] && !values[OPTION_PRINT])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_PROFILE].name, option_table[OPTION_PRINT].name);
    else if (values[OPTION_SEAL_AT] && !values[OPTION_SEAL])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_SEAL_AT].name, option_table[OPTION_SEAL].name);
    else if (values[OPTION_STRADDLE] && !values[OPTION_SEAL])
        fault(parse, DIAG_USAGE_ALONE, option_table[OPTION_STRADDLE].name, option_table[OPTION_SEAL].name);
    else if (values[OPTION_LEVEL] && strcmp(values[OPTION_LEVEL], "b") != 0 && !values[OPTION_TSA])
        fault(parse, DIAG_USAGE_LEVEL_TSA, values[OPTION_LEVEL], "");
    check_needed(parse);
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

static void help_commands(Language language, Buf *out) {
    buf_text(out, language == LANGUAGE_ZH ? "\n命令：\n" : "\nCommands:\n");
    for (int i = 1; i < COMMAND_COUNT; i++) {
        size_t start = out->length;
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
    if (command == COMMAND_NONE)
        help_commands(language, out);
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
