#include "app/options.h"

#include <stdlib.h>
#include <string.h>

#include "app/ranges.h"
#include "batch/plan.h"
#include "proof/proof.h"

#define IN(command) (1u << COMMAND_##command)
#define SETTING     (IN(RENDER) | IN(CHECK) | IN(PROOF) | IN(VERIFY) | PLANNING) /* commands that set reports */
#define PROMISING   (IN(RENDER) | PLANNING)                                      /* and say how PDFs are made */
/* Of an archive: what searches it, what describes entries, all that works on one that is there. */
#define SEEKING    (IN(ARCHIVE_FIND) | IN(ARCHIVE_EXPORT))
#define DESCRIBING (IN(ARCHIVE_ADD) | SEEKING)
#define KEEPING    (DESCRIBING | IN(ARCHIVE_VERIFY))
#define ARCHIVING  (IN(ARCHIVE_INIT) | KEEPING)
/* Of a batch: what says which reports, what makes them, what looks at what is made. */
#define PLANNING (IN(BATCH) | IN(BATCH_PLAN))
#define WORKING  (IN(BATCH) | IN(BATCH_RUN))
#define LOOKING  (IN(BATCH_STATUS) | IN(BATCH_COLLECT))
#define ANYWHERE (IN(NONE) | SETTING | IN(SIGN) | IN(ARCHIVE) | ARCHIVING | WORKING | LOOKING)

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
    {OPTION_PICTURES,
     "--output",
     "-o",
     OPTION_PATH,
     {"DIR", "文件夹"},
     IN(PROOF),
     {"the folder to write into; beside the report when not given", "写入的文件夹；不写则与报告数据同一文件夹"}},
    {OPTION_DPI,
     "--dpi",
     NULL,
     OPTION_NUMBER,
     {"N", "数目"},
     IN(PROOF),
     {"pixels an inch, 20 to 1200; 96 when not given", "每英寸像素数，20 至 1200；不写为 96"}},
    {OPTION_PAGES,
     "--pages",
     NULL,
     OPTION_RANGES,
     {"LIST", "页码"},
     IN(PROOF),
     {"only these pages, as 1,3-5,8-", "只输出这些页，如 1,3-5,8-"}},
    {OPTION_SIGNED,
     "--output",
     "-o",
     OPTION_PATH,
     {"PATH", "路径"},
     IN(SIGN),
     {"the signed PDF to write, or the folder to write into", "写出的已签名 PDF 文件或文件夹"}},
    {OPTION_BAG,
     "--output",
     "-o",
     OPTION_PATH,
     {"DIR", "文件夹"},
     IN(ARCHIVE_EXPORT),
     {"the folder to make, where nothing may be", "要建立的文件夹，该处不得已有文件"}},
    {OPTION_PUBLISH,
     "--output",
     "-o",
     OPTION_PATH,
     {"DIR", "文件夹"},
     PLANNING,
     {"the folder to publish into; it is created if it is not there", "写出的文件夹；没有则建立"}},
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
     IN(CHECK) | IN(SIGN) | IN(VERIFY) | IN(ARCHIVE_VERIFY) | WORKING,
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
    {OPTION_TRUST,
     "--trust",
     NULL,
     OPTION_PATH,
     {"PATH", "路径"},
     IN(VERIFY) | IN(ARCHIVE_ADD) | IN(ARCHIVE_VERIFY),
     {"the trusted certificates: a PEM file, or a folder of .pem, .crt and .cer; there are no others",
      "受信任的证书：PEM 文件，或存放 .pem、.crt、.cer 的文件夹；此外一律不信任"}},
    {OPTION_LEVEL_ASKED,
     "--level",
     NULL,
     OPTION_CHOICE,
     {"b|t|lt|lta", "b|t|lt|lta"},
     IN(VERIFY),
     {"ask for this PAdES level of every signature", "要求每个签名达到此 PAdES 级别"}},
    {OPTION_SIGNATURES,
     "--signatures",
     NULL,
     OPTION_AMOUNT,
     {"N", "数目"},
     IN(VERIFY),
     {"ask for so many sound signatures: 1 when not given, 0 to let pass unsigned files",
      "要求有这么多个有效签名：不写为 1，0 为不要求签名"}},
    {OPTION_JSON,
     "--json",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(VERIFY) | IN(ARCHIVE_FIND) | IN(ARCHIVE_VERIFY) | WORKING | LOOKING,
     {"write JSON, of a batch an object a line", "写出 JSON；批次逐行写 JSON 对象"}},
    {OPTION_FORM,
     "--form",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     SETTING,
     {"use this form, not the one the report names", "使用此版式文件，不用报告所写的版式"}},
    {OPTION_FONTS, "--fonts", NULL, OPTION_FILE, {"FILE", "文件"}, SETTING, {"use this font list", "使用此字体表"}},
    {OPTION_CONFORMANCE,
     "--conformance",
     NULL,
     OPTION_CHOICE,
     {"3a|2a|none", "3a|2a|none"},
     PROMISING,
     {"what the PDF conforms to beside PDF/UA-1: PDF/A-3a with the data as files when not given, PDF/A-2a, or nothing",
      "PDF 除 PDF/UA-1 外符合的标准：不写为附带数据文件的 PDF/A-3a，2a 为 PDF/A-2a，none 为不符合任何标准"}},
    {OPTION_PRINT,
     "--print",
     NULL,
     OPTION_CHOICE,
     {"x4", "x4"},
     PROMISING,
     {"for a press: PDF/X-4 in CMYK with bleed, and PDF/A-2a",
      "供印刷厂使用：带出血、CMYK 的 PDF/X-4，同时符合 PDF/A-2a"}},
    {OPTION_PROFILE,
     "--profile",
     NULL,
     OPTION_FILE,
     {"FILE", "文件"},
     PROMISING,
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
     PROMISING,
     {"check the figures as well, and print what is found to standard error", "同时检查数据，把问题输出到标准错误"}},
    {OPTION_NAMING,
     "--name",
     NULL,
     OPTION_WORDS,
     {"TEMPLATE", "模板"},
     PLANNING,
     {"names of the PDFs, such as {{year}}-{{organ.code}}.pdf; {{file}}.pdf when not given",
      "PDF 的文件名，如 {{year}}-{{organ.code}}.pdf；不写为 {{file}}.pdf"}},
    {OPTION_RESUME,
     "--resume",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(BATCH),
     {"go on with the batch in the folder: make what is missing", "继续该文件夹中的批次：只生成缺少的"}},
    {OPTION_SHARDS,
     "--shards",
     NULL,
     OPTION_NUMBER,
     {"N", "数目"},
     IN(BATCH_PLAN),
     {"cut the reports into so many shards; 1 when not given", "把报告分成这么多片；不写为 1 片"}},
    {OPTION_SHARD,
     "--shard",
     NULL,
     OPTION_NUMBER,
     {"K", "编号"},
     IN(BATCH_RUN),
     {"make this shard, from 0; as SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX says, or all, when not given",
      "生成这一片，从 0 编号；不写则取 SLURM_ARRAY_TASK_ID 或 JOB_COMPLETION_INDEX，都没有则为全部"}},
    {OPTION_MISSING,
     "--missing-shards",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(BATCH_STATUS),
     {"print only the numbers of shards that lack reports, as Slurm's --array takes them",
      "只输出尚缺报告的片号，写法可用于 Slurm 的 --array"}},
    {OPTION_TIME_LIMIT,
     "--time-limit",
     NULL,
     OPTION_NUMBER,
     {"SECONDS", "秒"},
     WORKING,
     {"what a report may take; 120 when not given", "每份报告的时限；不写为 120"}},
    {OPTION_MEMORY_LIMIT,
     "--memory-limit",
     NULL,
     OPTION_NUMBER,
     {"MIB", "MiB"},
     WORKING,
     {"memory a process may take; 2048 when not given", "每个进程的内存上限；不写为 2048"}},
    {OPTION_SIZE_LIMIT,
     "--size-limit",
     NULL,
     OPTION_NUMBER,
     {"MIB", "MiB"},
     WORKING,
     {"size a PDF may have; 256 when not given", "每个 PDF 的大小上限；不写为 256"}},
    {OPTION_TIMINGS,
     "--timings",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(RENDER) | IN(PROOF),
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
    {OPTION_ARCHIVE_NAME,
     "--name",
     NULL,
     OPTION_WORDS,
     {"NAME", "名称"},
     IN(ARCHIVE_INIT),
     {"what the archive is called",
      "档案库的名称"}},
    {OPTION_ORGAN,
     "--organ",
     NULL,
     OPTION_WORDS,
     {"NAME", "单位"},
     DESCRIBING,
     {"organ: when adding, in place of what the file says; when searching, a part of its name, or its code",
      "单位：归档时代替文件所注，查找时为名称的一部分或代码"}},
    {OPTION_ORGAN_CODE,
     "--organ-code",
     NULL,
     OPTION_WORDS,
     {"CODE", "代码"},
     IN(ARCHIVE_ADD),
     {"the organ's code, in place of what the file says",
      "单位代码，代替文件所注"}},
    {OPTION_YEAR,
     "--year",
     NULL,
     OPTION_NUMBER,
     {"YEAR", "年度"},
     DESCRIBING,
     {"fiscal year: in place of what the file says, or to be searched for",
      "年度：代替文件所注，或所查找的年度"}},
    {OPTION_FORM_NAME,
     "--form",
     NULL,
     OPTION_WORDS,
     {"FORM", "版式"},
     DESCRIBING,
     {"name of the form: in place of what the file says, or to be searched for",
      "版式名称：代替文件所注，或所查找的版式"}},
    {OPTION_FILED,
     "--number",
     NULL,
     OPTION_WORDS,
     {"NUMBER", "文号"},
     DESCRIBING,
     {"number of the document: to be entered, or a part to be searched for",
      "文号或件号：要登记的，或查找时的一部分"}},
    {OPTION_TITLE,
     "--title",
     NULL,
     OPTION_WORDS,
     {"TITLE", "题名"},
     IN(ARCHIVE_ADD),
     {"the title, in place of what the file says",
      "题名，代替文件所注"}},
    {OPTION_SIGNER,
     "--signer",
     NULL,
     OPTION_WORDS,
     {"NAME", "姓名"},
     SEEKING,
     {"a part of the name of one who signed",
      "签署人姓名的一部分"}},
    {OPTION_SOUGHT,
     "--text",
     NULL,
     OPTION_WORDS,
     {"WORDS", "文字"},
     SEEKING,
     {"words in title, organ, number, form or signers, all of them",
      "题名、单位、文号、版式、签署人中都有的文字，以空格分开"}},
    {OPTION_NEWEST,
     "--newest",
     NULL,
     OPTION_FLAG,
     {NULL},
     SEEKING,
     {"leave out what a later edition has followed",
      "不列已被新版取代的"}},
    {OPTION_LIMIT,
     "--limit",
     NULL,
     OPTION_NUMBER,
     {"N", "数目"},
     SEEKING,
     {"so many at most",
      "至多这么多件"}},
    {OPTION_UNSIGNED,
     "--unsigned",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(ARCHIVE_ADD),
     {"take copies that nobody has signed as well",
      "也接受没有签名的文件"}},
    {OPTION_ORGANIZATION,
     "--organization",
     NULL,
     OPTION_WORDS,
     {"NAME", "名称"},
     IN(ARCHIVE_EXPORT),
     {"Source-Organization of the bag; the archive's name when not given",
      "移交单位（Source-Organization）；不写为档案库的名称"}},
    {OPTION_DATE,
     "--date",
     NULL,
     OPTION_WORDS,
     {"YYYY-MM-DD", "YYYY-MM-DD"},
     IN(ARCHIVE_EXPORT),
     {"Bagging-Date; today when not given",
      "移交日期（Bagging-Date）；不写为今天"}},
    {OPTION_HEAD,
     "--head",
     NULL,
     OPTION_WORDS,
     {"HASH", "链首"},
     IN(ARCHIVE_VERIFY),
     {"a head of the chain noted elsewhere, which the archive must still hold",
      "另处记下的链首，档案库中必须仍有"}},
    {OPTION_REBUILD,
     "--rebuild",
     NULL,
     OPTION_FLAG,
     {NULL},
     IN(ARCHIVE_VERIFY),
     {"make the catalogue anew from the chain first",
      "先由登记簿重建目录"}},
    {OPTION_WAIT,
     "--wait",
     NULL,
     OPTION_NUMBER,
     {"SECONDS", "秒"},
     KEEPING,
     {"how long to wait for other processes; 120 when not given",
      "等待其他进程的时间；不写为 120"}},
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

/* Numbers with bounds of their own. */
static const struct {
    OptionId id;
    long least, most;
} number_bounds[] = {
    {OPTION_DPI, PROOF_DPI_MIN, PROOF_DPI_MAX}, {OPTION_YEAR, 1, 9999},
    {OPTION_LIMIT, 1, 1000000},                 {OPTION_WAIT, 0, 86400},
    {OPTION_SHARDS, 1, PLAN_SHARDS_MAX},        {OPTION_SHARD, 0, PLAN_SHARDS_MAX - 1},
    {OPTION_TIME_LIMIT, 1, 86400},              {OPTION_MEMORY_LIMIT, 16, 1 << 20},
    {OPTION_SIZE_LIMIT, 1, 1 << 16},
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
    [COMMAND_PROOF] = {"proof",
                       {"REPORT.json...", "报告.json..."},
                       {"show the pages of reports as PNG pictures", "把报告各页输出为 PNG 图像"},
                       {"0 written, 1 written with warnings", "0 已写出，1 已写出但有警告"}},
    [COMMAND_VERIFY] = {"verify",
                        {"FILE.pdf...", "文件.pdf..."},
                        {"verify signed reports", "验证已签名的报告"},
                        {"0 sound, 1 unsound", "0 有效，1 无效"}},
    [COMMAND_SIGN] = {"sign",
                      {"FILE.pdf...", "文件.pdf..."},
                      {"sign PDFs", "对 PDF 签名"},
                      {"0 signed, 1 signed with warnings", "0 已签名，1 已签名但有警告"}},
    [COMMAND_ARCHIVE] = {"archive",
                         {"init|add|find|export|verify DIR", "init|add|find|export|verify 文件夹"},
                         {"keep signed reports in an archive", "把签名的报告存入档案库"},
                         {"0 done", "0 完成"}},
    [COMMAND_ARCHIVE_INIT] = {"archive init",
                              {"DIR", "文件夹"},
                              {"make an archive", "建立档案库"},
                              {"0 made", "0 已建立"}},
    [COMMAND_ARCHIVE_ADD] = {"archive add",
                             {"DIR FILE.pdf...", "文件夹 文件.pdf..."},
                             {"verify signed PDFs and add them", "验证签名的 PDF 并归档"},
                             {"0 all of them are in the archive", "0 全部已在库中"}},
    [COMMAND_ARCHIVE_FIND] = {"archive find",
                              {"DIR", "文件夹"},
                              {"search an archive", "查找档案"},
                              {"0 found, 1 nothing found", "0 已找到，1 没有找到"}},
    [COMMAND_ARCHIVE_EXPORT] = {"archive export",
                                {"DIR", "文件夹"},
                                {"hand entries on as a BagIt bag", "把档案导出为 BagIt 移交包"},
                                {"0 written", "0 已写出"}},
    [COMMAND_ARCHIVE_VERIFY] = {"archive verify",
                                {"DIR", "文件夹"},
                                {"judge an archive by the four questions of DA/T 70", "按 DA/T 70 的四性检测档案库"},
                                {"0 sound, 1 unsound", "0 完好，1 有问题"}},
    [COMMAND_BATCH] = {"batch",
                       {"INPUT...", "输入..."},
                       {"set many reports as PDF, each once", "成批把报告排成 PDF，每份一次"},
                       {"0 all published, 1 with warnings or findings, 75 stopped",
                        "0 全部写出，1 全部写出但有警告或问题，75 中途停止"}},
    [COMMAND_BATCH_PLAN] = {"batch plan",
                            {"INPUT...", "输入..."},
                            {"cut a batch into shards for several machines", "把批次分成若干片，供多台机器生成"},
                            {"0 planned, 1 planned with warnings", "0 已写出任务清单，1 已写出但有警告"}},
    [COMMAND_BATCH_RUN] = {"batch run",
                           {"DIR", "文件夹"},
                           {"make a planned batch, or a shard of it", "生成已计划的批次，或其中一片"},
                           {"0 all published, 1 with warnings or findings, 75 stopped",
                            "0 全部写出，1 全部写出但有警告或问题，75 中途停止"}},
    [COMMAND_BATCH_STATUS] = {"batch status",
                              {"DIR", "文件夹"},
                              {"tell how far a batch is", "显示批次的进度"},
                              {"0 all published, 1 something is missing", "0 全部写出，1 尚有缺少"}},
    [COMMAND_BATCH_COLLECT] = {"batch collect",
                               {"DIR", "文件夹"},
                               {"check what a batch has published, byte by byte, and write its summary",
                                "逐字节核对批次写出的文件，并写出汇总"},
                               {"0 all published, 1 something is missing", "0 全部写出，1 尚有缺少"}},
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

static void find_bounds(const Option *option, long *least, long *most) {
    *least = option->kind == OPTION_AMOUNT ? 0 : 1;
    *most = OPTION_NUMBER_MAX;
    for (size_t i = 0; i < sizeof number_bounds / sizeof *number_bounds; i++)
        if (number_bounds[i].id == option->id) {
            *least = number_bounds[i].least;
            *most = number_bounds[i].most;
        }
}

static bool is_number(const Option *option, const char *value) {
    long number = 0, least, most;
    find_bounds(option, &least, &most);
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
    find_bounds(option, &least, &most);
    diag_at(parse->diags, DIAG_USAGE_NUMBER, (Place){0},
            DIAG_ARGS(value, int_format(most, high), int_format(least, low)));
}

int options_number(const Options *options, OptionId id, int otherwise) {
    const char *value = options->values[id];
    return value ? (int)strtol(value, NULL, 10) : otherwise;
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
    else if (is_counted(option) && !is_number(option, value))
        report_number(parse, option, value);
    else if (option->kind == OPTION_RANGES && !ranges_are_good(value))
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

/* A batch that is there is named by its folder alone. */
static void check_batch(Parse *parse) {
    const Options *options = parse->options;
    bool planned = (IN(BATCH_RUN) | LOOKING) & (1u << options->command);
    if (planned && options->argument_count > 1)
        fault(parse, DIAG_USAGE_ONE_FOLDER, options->arguments[1], "");
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
