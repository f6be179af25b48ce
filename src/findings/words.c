#include "findings/words.h"

static const char *const words[WORD_COUNT][2] = {
    [WORD_ACCEPTED] = {"accepted", "已说明"},
    [WORD_UNCHECKED] = {"not checked", "未能检查"},
    [WORD_DIFFERENCE] = {"difference", "相差"},
    [WORD_REASON] = {"reason", "说明"},
    [WORD_BLANK] = {"(blank)", "（空）"},
    [WORD_COLON] = {": ", "："},
    [WORD_COMMA] = {", ", "，"},
    [WORD_SEMICOLON] = {"; ", "；"},
    [WORD_OPEN] = {" (", "（"},
    [WORD_CLOSE] = {")", "）"},
};

/* The three degrees in which the ministry's own checks of budgets and accounts speak: 提示型, 警告型, 错误型. */
static const char *const severities[FINDING_SEVERITIES][2] = {
    [FINDING_NOTE] = {"note", "提示"},
    [FINDING_WARNING] = {"warning", "警告"},
    [FINDING_ERROR] = {"error", "错误"},
};

const char *word(Word id, Language language) { return words[id][language]; }
const char *severity_id(FindingSeverity severity) { return severities[severity][LANGUAGE_EN]; }
const char *severity_word(FindingSeverity severity, Language language) { return severities[severity][language]; }

Str finding_text(const Finding *finding, Language language) {
    return diag_half(finding->message ? finding->message : finding->title, language);
}

bool page_known(const Review *review, int page) {
    return page >= 0 && review->labels && (size_t)page < review->page_count;
}

void page_push(const Review *review, int page, Language language, Buf *out) {
    if (!page_known(review, page))
        return;
    const char *label = review->labels[page];
    char number[BUF_NUMBER];
    bool chinese = language == LANGUAGE_ZH;
    if (label && *label)
        buf_text(out, chinese ? "第" : "page ");
    else
        buf_text(out, chinese ? "文件第" : "sheet ");
    diag_push(str_from(label && *label ? label : int_format((int64_t)page + 1, number)), out);
    buf_text(out, chinese ? "页" : "");
}

static void push_count(size_t count, const char *one, const char *many, Buf *out) {
    buf_printf(out, "%zu %s", count, count == 1 ? one : many);
}

/* Where nothing could be checked, that nothing was found says nothing. */
static bool tells_nothing(const Tally *tally) {
    return tally->unchecked > 0 && tally->unchecked == tally->reports && tally->rule_count == 0;
}

static void push_english(const Tally *tally, Buf *out) {
    push_count(tally->reports - tally->unchecked, "report checked", "reports checked", out);
    if (tells_nothing(tally)) {
        buf_printf(out, "; %zu not checked", tally->unchecked);
        return;
    }
    buf_text(out, ": ");
    push_count(tally->counts[FINDING_ERROR], "error, ", "errors, ", out);
    push_count(tally->counts[FINDING_WARNING], "warning, ", "warnings, ", out);
    push_count(tally->counts[FINDING_NOTE], "note", "notes", out);
    if (tally->accepted)
        buf_printf(out, "; %zu accepted", tally->accepted);
    if (tally->faulty)
        buf_printf(out, "; %zu with bad data", tally->faulty);
    if (tally->unchecked)
        buf_printf(out, "; %zu not checked", tally->unchecked);
}

static void push_chinese(const Tally *tally, Buf *out) {
    if (tells_nothing(tally)) {
        buf_printf(out, "已检查 0 份报告；未能检查 %zu 份", tally->unchecked);
        return;
    }
    buf_printf(out, "已检查 %zu 份报告：错误 %zu 处，警告 %zu 处，提示 %zu 处", tally->reports - tally->unchecked,
               tally->counts[FINDING_ERROR], tally->counts[FINDING_WARNING], tally->counts[FINDING_NOTE]);
    if (tally->accepted)
        buf_printf(out, "；已说明 %zu 处", tally->accepted);
    if (tally->faulty)
        buf_printf(out, "；其中数据有错 %zu 份", tally->faulty);
    if (tally->unchecked)
        buf_printf(out, "；未能检查 %zu 份", tally->unchecked);
}

void tally_push(const Tally *tally, Language language, Buf *out) {
    if (language == LANGUAGE_ZH)
        push_chinese(tally, out);
    else
        push_english(tally, out);
}
