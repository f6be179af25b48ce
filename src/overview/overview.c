#include "overview/overview.h"

#include <string.h>

#include "base/utf8.h"
#include "overview/overview_assets.h"

/* ---- words ---------------------------------------------------------------------------------------------------- */

typedef enum Label {
    LABEL_TITLE,
    LABEL_SEARCH,
    LABEL_COUNT,
    LABEL_COVER,
    LABEL_MORE,
    LABEL_NONE,
    LABEL_NO_SCRIPT,
    LABEL_TABLE,
    LABEL_SIGNED,
    LABELS
} Label;

static const char *const labels[LABELS][2] = {
    [LABEL_TITLE] = {"Reports of a batch", "批量报告一览"},
    [LABEL_SEARCH] = {"Search names, departments, years, forms, faults and signers (/)",
                      "按名称、单位、年度、版式、错误、签名者查找（/）"},
    [LABEL_COUNT] = {"{0} of {1} reports", "共 {1} 份，显示 {0} 份"},
    [LABEL_COVER] = {"Cover", "封面"},
    [LABEL_MORE] = {"Show more", "显示更多"},
    [LABEL_NONE] = {"No report fits.", "没有符合条件的报告。"},
    [LABEL_NO_SCRIPT] = {"This page shows its rows with JavaScript. summary.csv beside it holds the same.",
                         "本页须启用 JavaScript 才能显示；同一文件夹的 summary.csv 内容相同。"},
    [LABEL_TABLE] = {"Reports", "报告"},
    [LABEL_SIGNED] = {"Signed by {0}, level {1}", "由 {0} 签名，级别 {1}"},
};

static const char *const state_words[OVERVIEW_STATES][2] = {
    [OVERVIEW_DONE] = {"done", "已完成"},
    [OVERVIEW_FAILED] = {"failed", "失败"},
    [OVERVIEW_MISSING] = {"missing", "缺失"},
    [OVERVIEW_FOREIGN] = {"foreign", "非本批"},
};

/* The columns after the cover, by the script's names for what they are sorted by. */
static const struct {
    const char *key, *class, *name[2];
} columns[] = {
    {"name", "", {"Report", "报告"}},
    {"organ", "", {"Department", "单位"}},
    {"year", "number", {"Year", "年度"}},
    {"form", "", {"Form", "版式"}},
    {"pages", "number", {"Pages", "页数"}},
    {"size", "number", {"Size", "大小"}},
    {"findings", "number", {"Errors / warnings / notes", "错误／警告／提示"}},
    {"state", "", {"State", "状态"}},
};

/* ---- text ----------------------------------------------------------------------------------------------------- */

/* Text as people see it, safe between tags: marks that reorder a line and bytes that are no UTF-8 become visible. */
static void push_markup(const char *text, Buf *out) {
    for (Str rest = str_from(text); rest.length;) {
        size_t size;
        uint32_t c = utf8_decode(rest.text, rest.length, &size);
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'')
            buf_printf(out, "&#%u;", (unsigned)c);
        else
            diag_push((Str){rest.text, size}, out);
        rest = (Str){rest.text + size, rest.length - size};
    }
}

/* The same as a string of JSON that stands within <script>: no tag can begin in it, and none end. */
static void push_quoted(const char *text, Buf *out) {
    Buf seen = {0};
    diag_push(str_from(text), &seen);
    buf_char(out, '"');
    for (size_t i = 0; i < seen.length; i++) {
        char c = seen.bytes[i];
        if (c == '<' || c == '>' || c == '&')
            buf_printf(out, "\\u%04x", (unsigned)c);
        else if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else
            buf_char(out, c);
    }
    buf_char(out, '"');
    out->failed |= buf_failed(&seen);
    buf_free(&seen);
}

/* A path as a relative address (RFC 3986, 4.2): every byte but those that never mean anything is escaped. */
static void push_address(const char *path, Buf *out) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    buf_text(out, "\"./");
    for (; *path; path++) {
        if (strchr(plain, *path))
            buf_char(out, *path);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
    buf_char(out, '"');
}

/* What is no base64 is no picture. */
static void push_cover(const char *cover, Buf *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    bool is_plain = cover && !cover[strspn(cover, digits)];
    buf_printf(out, "\"%s\"", is_plain ? cover : "");
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static void push_int(int64_t value, Buf *out) {
    buf_char(out, ',');
    buf_int(out, value < 0 ? OVERVIEW_UNKNOWN : value);
}

static void push_next(const char *text, Buf *out) {
    buf_char(out, ',');
    push_quoted(text, out);
}

void overview_add(const OverviewRow *row, Buf *out) {
    buf_char(out, '[');
    buf_int(out, row->state);
    push_next(row->name, out);
    buf_char(out, ',');
    if (row->link && *row->link)
        push_address(row->link, out);
    else
        buf_text(out, "\"\"");
    push_next(row->organ, out);
    push_int(row->year, out);
    push_next(row->form, out);
    push_int(row->pages, out);
    push_int(row->size, out);
    push_int(row->errors, out);
    push_int(row->warnings, out);
    push_int(row->notes, out);
    push_next(row->fault, out);
    buf_char(out, ',');
    push_cover(row->cover, out);
    push_next(row->signer, out);
    push_next(row->level, out);
    buf_text(out, "],\n");
}

/* ---- the page around them ------------------------------------------------------------------------------------- */

static void push_states(Language language, Buf *out) {
    for (int state = 0; state < OVERVIEW_STATES; state++)
        buf_printf(out, "<label><input type=\"checkbox\" value=\"%d\" checked> <span>%s</span></label>\n", state,
                   state_words[state][language]);
}

static void push_columns(Language language, Buf *out) {
    buf_printf(out, "<th scope=\"col\" class=\"cover\">%s</th>\n", labels[LABEL_COVER][language]);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        buf_printf(out,
                   "<th scope=\"col\" class=\"%s\" aria-sort=\"none\"><button type=\"button\" data-key=\"%s\">%s"
                   "</button></th>\n",
                   columns[i].class, columns[i].key, columns[i].name[language]);
}

static void push_head(const OverviewHead *head, Buf *out) {
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
               "style-src 'sha256-" OVERVIEW_STYLE_DIGEST "'; script-src 'sha256-" OVERVIEW_SCRIPT_DIGEST "'; "
               "base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
               head->language == LANGUAGE_ZH ? "zh-CN" : "en");
    push_markup(head->title, out);
    buf_printf(out, "%s%s</title>\n<style>", head->title ? " – " : "", labels[LABEL_TITLE][head->language]);
    buf_text(out, overview_style);
    buf_text(out, "</style>\n</head>\n<body>\n<header>\n<h1>");
    buf_printf(out, "%s%s", labels[LABEL_TITLE][head->language], head->title ? " – " : "");
    push_markup(head->title, out);
    buf_text(out, "</h1>\n</header>\n");
}

void overview_begin(const OverviewHead *head, Buf *out) {
    const Language language = head->language;
    push_head(head, out);
    buf_printf(out, "<main>\n<noscript><p>%s</p></noscript>\n<form id=\"form\" role=\"search\" hidden>\n",
               labels[LABEL_NO_SCRIPT][language]);
    buf_printf(out, "<input type=\"search\" id=\"query\" placeholder=\"%s\" aria-label=\"%s\">\n",
               labels[LABEL_SEARCH][language], labels[LABEL_SEARCH][language]);
    push_states(language, out);
    buf_printf(out, "<output id=\"count\" for=\"query\" data-text=\"%s\"></output>\n</form>\n",
               labels[LABEL_COUNT][language]);
    buf_printf(out,
               "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
               "<table id=\"table\" data-signed=\"%s\">\n<thead><tr>\n",
               labels[LABEL_TABLE][language], labels[LABEL_SIGNED][language]);
    push_columns(language, out);
    buf_printf(out,
               "</tr></thead>\n<tbody id=\"body\"></tbody>\n</table>\n</div>\n<p id=\"none\" hidden>%s</p>\n"
               "<button type=\"button\" id=\"more\" hidden>%s</button>\n</main>\n",
               labels[LABEL_NONE][language], labels[LABEL_MORE][language]);
    buf_text(out, "<script type=\"application/json\" id=\"rows\">[\n");
}

/* The rows' last comma is followed by an item of its own, which the script takes off. */
void overview_end(Buf *out) {
    buf_text(out, "null]</script>\n<footer><p>banxin " BANXIN_VERSION "</p></footer>\n<script>");
    buf_text(out, overview_script);
    buf_text(out, "</script>\n</body>\n</html>\n");
}
