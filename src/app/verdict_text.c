/* A verdict as a clerk reads it: the answer first, then who signed what, then what is wrong. */
#include "app/verdict_write.h"

/* Words by [language]. */
typedef const char *const Words[2];

/* A line's beginning by its depth. */
static void indent(Buf *out, int depth) {
    for (int i = 0; i < depth; i++)
        buf_text(out, "    ");
}

/* A template of one language, {0} filled in; control characters of the arguments are shown, not obeyed. */
static void put(Buf *out, Language language, Words words, const char *const *args, size_t arg_count) {
    for (const char *at = words[language]; *at; at++) {
        size_t number = at[0] == '{' && at[1] && at[2] == '}' ? (size_t)(unsigned char)at[1] - '0' : arg_count;
        if (number >= arg_count) {
            buf_char(out, *at);
            continue;
        }
        diag_push(diag_half(args[number], language), out);
        at += 2;
    }
}

#define PUT(out, language, words, ...) put((out), (language), (words), DIAG_ARGS(__VA_ARGS__))

static void put_plain(Buf *out, Language language, Words words) { put(out, language, words, NULL, 0); }

/* ---- signatures ----------------------------------------------------------------------------------------------- */

static void put_when(const VerifySignature *signature, Language language, Buf *out) {
    static Words proven = {", {0}", "，{0}"},
                 claimed = {", {0} (as the file says, unproven)", "，{0}（文件自称，未经证明）"};
    static Words by = {" (time stamp of {0})", "（{0} 的时间戳）"};
    if (!signature->time.text)
        return;
    put(out, language, signature->time_proven ? proven : claimed, DIAG_ARGS(signature->time.text));
    if (signature->time_proven && signature->authority.name && *signature->authority.name)
        PUT(out, language, by, signature->authority.name);
}

static void put_who(const VerifySignature *signature, Language language, Buf *out) {
    static Words nobody = {"an unknown signer", "签署者不明"}, of = {" ({0})", "（{0}）"};
    const VerifySigner *signer = &signature->signer;
    if (!*signer->name) {
        put_plain(out, language, nobody);
        return;
    }
    diag_push(str_from(signer->name), out);
    if (signer->organization)
        PUT(out, language, of, signer->organization);
}

static void put_signature(const VerifySignature *signature, size_t index, Language language, Buf *out) {
    static Words kinds[] = {{"signature {0}, {1}: ", "签名 {0}（{1}）："},
                            {"certification {0}, {1}: ", "认证签名 {0}（{1}）："},
                            {"document time stamp {0}, {1}: ", "文档时间戳 {0}（{1}）："}};
    static Words sound = {"; sound", "；有效"}, unsound = {"; UNSOUND", "；无效"}, level = {", level {0}", "，{0} 级"};
    char number[BUF_NUMBER];
    indent(out, 1);
    put(out, language, kinds[signature->kind], DIAG_ARGS(int_format((int64_t)index + 1, number), signature->field));
    put_who(signature, language, out);
    put_when(signature, language, out);
    put_plain(out, language, signature->sound ? sound : unsound);
    if (signature->kind != VERIFY_TIMESTAMP && signature->sound)
        PUT(out, language, level, verdict_level_name(signature->level));
    buf_char(out, '\n');
    if (signature->reason) {
        static Words reason = {"reason: {0}\n", "事由：{0}\n"};
        indent(out, 2);
        PUT(out, language, reason, signature->reason);
    }
}

/* ---- revisions ------------------------------------------------------------------------------------------------ */

static void put_change(const VerifyChange *change, Language language, Buf *out) {
    static Words added = {"{0}", "{0}"}, page = {" (page {0})", "（第 {0} 页）"};
    char number[BUF_NUMBER];
    put(out, language, added, DIAG_ARGS(change->what));
    if (change->page != VERIFY_NONE)
        PUT(out, language, page, int_format(change->page + 1, number));
}

static void put_revision(const VerifyRevision *revision, size_t index, Language language, Buf *out) {
    static Words head = {"revision {0} adds or changes: ", "第 {0} 版新增或改动："}, comma = {"; ", "；"};
    char number[BUF_NUMBER];
    if (revision->change_count == 0)
        return;
    indent(out, 1);
    put(out, language, head, DIAG_ARGS(int_format((int64_t)index + 1, number)));
    for (size_t i = 0; i < revision->change_count; i++) {
        if (i)
            put_plain(out, language, comma);
        put_change(&revision->changes[i], language, out);
    }
    buf_char(out, '\n');
}

/* ---- claims and pages ----------------------------------------------------------------------------------------- */

static void put_claims(const VerifyClaims *claims, Language language, Buf *out) {
    static Words head = {"says it is ", "自称符合 "};
    static Words hold = {"; nothing seen against it (no full validation)", "；未见不符之处（未作完整校验）"};
    static Words fail = {"; but see below", "；但见下文"};
    char number[BUF_NUMBER];
    const char *between = "";
    if (!claims->pdfa_part && !claims->pdfua && !claims->pdfx)
        return;
    indent(out, 1);
    put_plain(out, language, head);
    if (claims->pdfa_part) {
        buf_printf(out, "PDF/A-%s", int_format(claims->pdfa_part, number));
        diag_push(str_from(claims->pdfa_level), out);
        between = ", ";
    }
    if (claims->pdfua)
        buf_printf(out, "%sPDF/UA-1", between), between = ", ";
    if (claims->pdfx) {
        buf_text(out, between);
        diag_push(str_from(claims->pdfx), out);
    }
    put_plain(out, language, claims->hold ? hold : fail);
    buf_char(out, '\n');
}

static void put_pages(VerifyPages pages, Language language, Buf *out) {
    static Words words[] = {
        [VERIFY_PAGES_SAME_BYTES] = {"the report within sets to this very file, byte for byte\n",
                                     "内附报告数据重新排版，与本文件逐字节相同\n"},
        [VERIFY_PAGES_SAME] = {"the report within sets to these very pages\n", "内附报告数据重新排版，与各页相同\n"},
        [VERIFY_PAGES_DIFFER] = {"the report within does not set to these pages\n",
                                 "内附报告数据重新排版，与印出的页面不同\n"},
    };
    if (pages != VERIFY_PAGES_SAME_BYTES && pages != VERIFY_PAGES_SAME && pages != VERIFY_PAGES_DIFFER)
        return;
    indent(out, 1);
    put_plain(out, language, words[pages]);
}

/* ---- findings ------------------------------------------------------------------------------------------------- */

static void put_finding(const VerifyFinding *finding, Language language, Buf *out) {
    static Words gravities[] = {{"remark", "说明"}, {"doubt", "存疑"}, {"UNSOUND", "无效"}};
    static Words head = {"{0}[{1}]: ", "{0}[{1}]："}, of = {"signature {0}: ", "签名 {0}："},
                 page = {" (page {0})", "（第 {0} 页）"};
    char number[BUF_NUMBER];
    indent(out, 1);
    put(out, language, head, DIAG_ARGS(gravities[finding->gravity][language], finding->rule));
    if (finding->signature != VERIFY_NONE)
        PUT(out, language, of, int_format(finding->signature + 1, number));
    diag_push(diag_half(finding->message, language), out);
    if (finding->page != VERIFY_NONE)
        PUT(out, language, page, int_format(finding->page + 1, number));
    buf_char(out, '\n');
}

/* ---- the file ------------------------------------------------------------------------------------------------- */

static void put_head(const Verdict *verdict, Language language, Buf *out) {
    static Words facts = {"PDF {0}, {1} pages, {2} revisions, {3} signatures\n",
                          "PDF {0}，{1} 页，{2} 个版本，{3} 个签名\n"};
    char pages[BUF_NUMBER], revisions[BUF_NUMBER], signatures[BUF_NUMBER];
    indent(out, 1);
    put(out, language, facts,
        DIAG_ARGS(verdict->version, int_format(verdict->page_count, pages),
                  int_format((int64_t)verdict->revision_count, revisions),
                  int_format((int64_t)verdict->signature_count, signatures)));
}

void verdict_text(const char *file, const Verdict *verdict, Language language, Buf *out) {
    static Words answers[] = {
        {": sound\n", "：有效\n"}, {": UNSOUND\n", "：无效\n"}, {": cannot be judged\n", "：无法判断\n"}};
    bool readable = verdict && verdict->readable;
    diag_push(str_from(file), out);
    put_plain(out, language, answers[!readable ? 2 : verdict->sound ? 0 : 1]);
    if (!readable)
        return;
    put_head(verdict, language, out);
    for (size_t i = 0; i < verdict->signature_count; i++)
        put_signature(&verdict->signatures[i], i, language, out);
    for (size_t i = 0; i < verdict->revision_count; i++)
        put_revision(&verdict->revisions[i], i, language, out);
    put_claims(&verdict->claims, language, out);
    put_pages(verdict->pages, language, out);
    for (int gravity = VERIFY_GRAVE; gravity >= VERIFY_REMARK; gravity--)
        for (size_t i = 0; i < verdict->finding_count; i++)
            if ((int)verdict->findings[i].gravity == gravity)
                put_finding(&verdict->findings[i], language, out);
}

void verdict_text_counts(const VerdictCounts *counts, Language language, Buf *out) {
    static Words words = {"{0} files verified: {1} sound, {2} unsound, {3} cannot be judged\n",
                          "共验证 {0} 个文件：有效 {1} 个，无效 {2} 个，无法判断 {3} 个\n"};
    char files[BUF_NUMBER], sound[BUF_NUMBER], unsound[BUF_NUMBER], unreadable[BUF_NUMBER];
    if (counts->files > 1)
        put(out, language, words,
            DIAG_ARGS(int_format((int64_t)counts->files, files), int_format((int64_t)counts->sound, sound),
                      int_format((int64_t)counts->unsound, unsound),
                      int_format((int64_t)counts->unreadable, unreadable)));
}
