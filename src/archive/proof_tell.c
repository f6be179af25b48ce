#include <string.h>

#include "archive/facts.h"
#include "archive/proof.h"
#include "json/json_write.h"

static const struct {
    const char *id;
    const char *name[2]; /* by Language */
    const char *asks[2];
} questions[PROOF_COUNT] = {
    [PROOF_AUTHENTIC] = {"authentic",
                         {"authentic", "真实性"},
                         {"the files are those that were added, their signatures hold, the chain is unbroken",
                          "文件与归档时一致，签名有效，登记簿前后相接"}},
    [PROOF_COMPLETE] = {"complete",
                        {"complete", "完整性"},
                        {"nothing is missing: files, entries, metadata", "文件、条目和元数据没有缺失"}},
    [PROOF_USABLE] = {"usable",
                      {"usable", "可用性"},
                      {"every file opens and claims a format for archives", "文件可以打开，并声明长期保存格式"}},
    [PROOF_SAFE] = {"safe",
                    {"safe", "安全性"},
                    {"nothing foreign lies in the archive, and not everybody may change it",
                     "没有外来文件，且不是任何人都可改动"}},
};

static const struct {
    DiagCode code;
    ProofQuestion question;
} belongs[] = {
    {DIAG_PROOF_LINE, PROOF_AUTHENTIC},
    {DIAG_PROOF_SEQUENCE, PROOF_AUTHENTIC},
    {DIAG_PROOF_LINK, PROOF_AUTHENTIC},
    {DIAG_PROOF_HEAD, PROOF_AUTHENTIC},
    {DIAG_PROOF_CHANGED, PROOF_AUTHENTIC},
    {DIAG_PROOF_SIGNATURE, PROOF_AUTHENTIC},
    {DIAG_PROOF_METADATA, PROOF_AUTHENTIC},
    {DIAG_PROOF_CATALOGUE_ADDS, PROOF_AUTHENTIC},
    {DIAG_PROOF_CATALOGUE_DIFFERS, PROOF_AUTHENTIC},
    {DIAG_PROOF_MISSING, PROOF_COMPLETE},
    {DIAG_PROOF_CATALOGUE, PROOF_COMPLETE},
    {DIAG_PROOF_CATALOGUE_LACKS, PROOF_COMPLETE},
    {DIAG_PROOF_CATALOGUE_INDEX, PROOF_COMPLETE},
    {DIAG_PROOF_TAIL, PROOF_COMPLETE},
    {DIAG_PROOF_UNSAID, PROOF_COMPLETE},
    {DIAG_PROOF_READ, PROOF_USABLE},
    {DIAG_PROOF_UNREADABLE, PROOF_USABLE},
    {DIAG_PROOF_CLAIM, PROOF_USABLE},
    {DIAG_PROOF_CLAIM_FALSE, PROOF_USABLE},
    {DIAG_PROOF_FOREIGN, PROOF_SAFE},
    {DIAG_PROOF_KIND, PROOF_SAFE},
    {DIAG_PROOF_RIGHTS, PROOF_SAFE},
    {DIAG_PROOF_LEFT, PROOF_SAFE},
};

ProofQuestion proof_question(DiagCode code) {
    for (size_t i = 0; i < sizeof belongs / sizeof *belongs; i++)
        if (belongs[i].code == code)
            return belongs[i].question;
    return PROOF_COUNT;
}

static bool holds(const Proof *proof, ProofQuestion question) {
    for (size_t i = 0; i < diag_count(proof->found); i++) {
        const Diag *diag = diag_item(proof->found, i);
        if (diag->severity == SEVERITY_ERROR && proof_question(diag->code) == question)
            return false;
    }
    return true;
}

/* ---- text ---- */

static void put_finding(const Diag *diag, Language language, Buf *out) {
    static const char *const words[][2] = {[SEVERITY_NOTE] = {"note", "提示"},
                                           [SEVERITY_WARNING] = {"warning", "警告"},
                                           [SEVERITY_ERROR] = {"error", "错误"}};
    Buf hint = {0};
    buf_printf(out, "    %s[%s]: ", words[diag->severity][language], diag_code_name(diag->code));
    diag_message(diag, language, out);
    diag_hint(diag, language, &hint);
    if (hint.length)
        buf_printf(out, "\n        %s", hint.bytes);
    buf_char(out, '\n');
    out->failed |= buf_failed(&hint);
    buf_free(&hint);
}

static void put_question(const Proof *proof, ProofQuestion question, Buf *out) {
    Language language = proof->order->language;
    bool yes = holds(proof, question), chinese = language == LANGUAGE_ZH;
    buf_printf(out, chinese ? "%s：%s（%s）\n" : "%s: %s (%s)\n", questions[question].name[language],
               yes       ? chinese ? "符合" : "yes"
               : chinese ? "不符合"
                         : "NO",
               questions[question].asks[language]);
    for (size_t i = 0; i < diag_count(proof->found); i++)
        if (proof_question(diag_item(proof->found, i)->code) == question)
            put_finding(diag_item(proof->found, i), language, out);
}

/* Those that a list does not keep. */
static size_t untold(const Proof *proof) {
    return diag_count_at_least(proof->found, SEVERITY_NOTE) - diag_count(proof->found);
}

void proof_tell(const Proof *proof, Buf *out) {
    bool chinese = proof->order->language == LANGUAGE_ZH;
    for (ProofQuestion question = 0; question < PROOF_COUNT; question++)
        put_question(proof, question, out);
    if (untold(proof) > 0)
        buf_printf(out, chinese ? "另有 %zu 处问题未列出\n" : "%zu more findings are not shown\n", untold(proof));
    buf_printf(out, chinese ? "共 %zu 件，%s\n" : "%zu entries, %s\n", proof->count,
               diag_has_errors(proof->found) ? chinese ? "档案库有问题" : "the archive is UNSOUND"
               : chinese                     ? "档案库完好"
                                             : "the archive is sound");
    hold_tell_head(&proof->end, proof->order->language, out);
}

/* ---- JSON ---- */

static void write_both(JsonWriter *writer, const char *key, const Diag *diag,
                       void (*put)(const Diag *diag, Language language, Buf *out)) {
    static const char *const names[] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh"};
    json_write_key(writer, key);
    json_write_open(writer, '{');
    for (int language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
        Buf text = {0};
        put(diag, (Language)language, &text);
        json_write_key(writer, names[language]);
        json_write_text(writer, (Str){text.bytes ? text.bytes : "", text.length});
        writer->out->failed |= buf_failed(&text);
        buf_free(&text);
    }
    json_write_close(writer, '}');
}

static void write_finding(JsonWriter *writer, const Diag *diag) {
    static const char *const severities[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};
    json_write_open(writer, '{');
    json_write_member(writer, "code", diag_code_name(diag->code));
    json_write_member(writer, "severity", severities[diag->severity]);
    write_both(writer, "message", diag, diag_message);
    write_both(writer, "hint", diag, diag_hint);
    json_write_close(writer, '}');
}

static void write_question(JsonWriter *writer, const Proof *proof, ProofQuestion question) {
    json_write_key(writer, questions[question].id);
    json_write_open(writer, '{');
    json_write_key(writer, "holds");
    json_write_bool(writer, holds(proof, question));
    json_write_key(writer, "findings");
    json_write_open(writer, '[');
    for (size_t i = 0; i < diag_count(proof->found); i++)
        if (proof_question(diag_item(proof->found, i)->code) == question)
            write_finding(writer, diag_item(proof->found, i));
    json_write_close(writer, ']');
    json_write_close(writer, '}');
}

void proof_json(const Proof *proof, Buf *out) {
    JsonWriter writer = {.out = out};
    json_write_open(&writer, '{');
    json_write_count(&writer, "version", PROOF_VERSION);
    json_write_member(&writer, "archive", proof->archive.title);
    json_write_member(&writer, "time", facts_moment(proof->arena, proof->order->now));
    json_write_key(&writer, "sound");
    json_write_bool(&writer, !diag_has_errors(proof->found));
    json_write_count(&writer, "entries", (int64_t)proof->count);
    json_write_key(&writer, "head");
    json_write_open(&writer, '{');
    json_write_count(&writer, "sequence", proof->end.sequence);
    json_write_member(&writer, "hash", proof->end.hash);
    json_write_close(&writer, '}');
    json_write_count(&writer, "untold", (int64_t)untold(proof));
    json_write_key(&writer, "questions");
    json_write_open(&writer, '{');
    for (ProofQuestion question = 0; question < PROOF_COUNT; question++)
        write_question(&writer, proof, question);
    json_write_close(&writer, '}');
    json_write_close(&writer, '}');
    buf_char(out, '\n');
}
