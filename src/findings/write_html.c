/*
 * One page that needs nothing else: the counts, the reports with theirs, and each finding with both its sides. Whatever
 * comes out of an input is text: no byte of it can be markup, and marks that would reorder a line are shown.
 */
#include "findings/html_assets.h"
#include "findings/words.h"
#include "findings/write.h"

#include "base/utf8.h"

typedef struct Context {
    const Review *review;
    Language language;
    Buf *out;
} Context;

/* Words of the page alone. */
typedef enum Label {
    LABEL_TITLE,
    LABEL_REPORTS,
    LABEL_UNCHECKED,
    LABEL_ORGAN,
    LABEL_FILE,
    LABEL_CLEAN,
    LABEL_FILTER,
    LABEL_SHOWN,
    LABEL_COUNT
} Label;

static const char *const labels[LABEL_COUNT][2] = {
    [LABEL_TITLE] = {"Findings in budget reports", "预算公开报告检查结果"},
    [LABEL_REPORTS] = {"Reports", "报告"},
    [LABEL_UNCHECKED] = {"Not checked", "未能检查"},
    [LABEL_ORGAN] = {"Department", "单位"},
    [LABEL_FILE] = {"File", "文件"},
    [LABEL_CLEAN] = {"Nothing was found.", "未发现问题。"},
    [LABEL_FILTER] = {"words in the findings", "按文字筛选"},
    [LABEL_SHOWN] = {"shown", "显示"},
};

/* What a finding is counted and filtered as; accepted ones after the severities. */
static const char *const kind_ids[] = {"note", "warning", "error", "accepted"};
static const int kinds_worst_first[] = {FINDING_ERROR, FINDING_WARNING, FINDING_NOTE, FINDING_SEVERITIES};
#define KIND_COUNT (sizeof kind_ids / sizeof *kind_ids)

static const char *kind_word(int kind, Language language) {
    return kind < FINDING_SEVERITIES ? severity_word((FindingSeverity)kind, language) : word(WORD_ACCEPTED, language);
}

static size_t kind_count(const Tally *tally, int kind) {
    return kind < FINDING_SEVERITIES ? tally->counts[kind] : tally->accepted;
}

/* ---- text ----------------------------------------------------------------------------------------------------- */

static void push_escaped(Str text, Buf *out) {
    for (size_t at = 0, size; at < text.length; at += size) {
        uint32_t c = utf8_decode(text.text + at, text.length - at, &size);
        if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'')
            buf_printf(out, "&#%u;", (unsigned)c);
        else if (c == '\n')
            buf_char(out, '\n');
        else
            diag_push((Str){text.text + at, size}, out);
    }
}

static void put(Context *context, const char *markup) { buf_text(context->out, markup); }

static void put_text(Context *context, const char *text) {
    push_escaped(diag_half(text, context->language), context->out);
}

static void put_label(Context *context, Label label) { put(context, labels[label][context->language]); }

static void put_position(Context *context, const Place *place) {
    Buf text = {0};
    diag_push_place(place, &text);
    push_escaped((Str){text.bytes, text.length}, context->out);
    context->out->failed |= buf_failed(&text);
    buf_free(&text);
}

static void put_page(Context *context, int page) {
    Buf text = {0};
    page_push(context->review, page, context->language, &text);
    push_escaped((Str){text.bytes, text.length}, context->out);
    context->out->failed |= buf_failed(&text);
    buf_free(&text);
}

/* Page, position and pointer, as far as they are known: who has the printed report before them looks for its page. */
static void put_where(Context *context, const Place *place, int page) {
    const char *between = "";
    if (page_known(context->review, page)) {
        put_page(context, page);
        between = " · ";
    }
    if (place->file) {
        put(context, between);
        put_position(context, place);
        between = " · ";
    }
    if (place->pointer && *place->pointer) {
        put(context, between);
        push_escaped(str_from(place->pointer), context->out);
    }
}

/* ---- findings ------------------------------------------------------------------------------------------------- */

static void put_value(Context *context, const char *value) {
    if (value && !*value)
        put(context, word(WORD_BLANK, context->language));
    else
        put_text(context, value);
}

static void put_place(Context *context, const FindingPlace *place) {
    Place at = review_place(context->review, place->source);
    put(context, "<li>");
    put_text(context, place->name);
    if (place->value) {
        put(context, place->name ? word(WORD_COLON, context->language) : "");
        put(context, "<b>");
        put_value(context, place->value);
        put(context, "</b>");
    }
    put(context, "<span class=\"at\">");
    put_where(context, &at, place->page);
    put(context, "</span></li>\n");
}

static void put_side(Context *context, const FindingSide *side) {
    put(context, "<div class=\"side\"><h4>");
    put_text(context, side->label);
    put(context, "</h4>");
    if (side->value) {
        put(context, "<p class=\"value\">");
        put_value(context, side->value);
        put(context, "</p>");
    }
    put(context, side->place_count ? "\n<ul>" : "");
    for (size_t i = 0; i < side->place_count; i++)
        put_place(context, &side->places[i]);
    put(context, side->place_count ? "</ul></div>\n" : "</div>\n");
}

static void put_sides(Context *context, const Finding *finding) {
    if (finding->side_count == 0 && !finding->difference)
        return;
    put(context, "<div class=\"sides\">\n");
    for (size_t i = 0; i < finding->side_count; i++)
        put_side(context, &finding->sides[i]);
    if (finding->difference) {
        put(context, "<div class=\"difference\"><h4>");
        put(context, word(WORD_DIFFERENCE, context->language));
        put(context, "</h4><p class=\"value\">");
        put_text(context, finding->difference);
        put(context, "</p></div>\n");
    }
    put(context, "</div>\n");
}

static void put_reason(Context *context, const Finding *finding) {
    Place at = review_place(context->review, finding->accepted);
    put(context, "<p class=\"reason\">");
    put(context, word(WORD_REASON, context->language));
    put(context, word(WORD_COLON, context->language));
    put_text(context, finding->reason);
    put(context, "<span class=\"at\">");
    put_where(context, &at, FINDING_NO_PAGE);
    put(context, "</span></p>\n");
}

/* The badge of a kind; an accepted finding says how severe it is as well. */
static void put_badge(Context *context, int kind, FindingSeverity severity) {
    put(context, "<span class=\"badge\">");
    put(context, kind_word(kind, context->language));
    if (kind == FINDING_SEVERITIES) {
        put(context, " · ");
        put(context, severity_word(severity, context->language));
    }
    put(context, "</span>");
}

static void put_finding(Context *context, const ReviewItem *item) {
    const Finding *finding = item->finding;
    int kind = finding->reason ? FINDING_SEVERITIES : (int)finding->severity;
    buf_printf(context->out, "<article class=\"finding %s\" data-kind=\"%s\">\n<h3>", kind_ids[kind], kind_ids[kind]);
    put_badge(context, kind, finding->severity);
    push_escaped(finding_text(finding, context->language), context->out);
    put(context, "</h3>\n<p class=\"where\">");
    put_where(context, &item->place, finding->page);
    put(context, "</p>\n<p class=\"where\">");
    if (finding->title && finding->message) {
        put_text(context, finding->title);
        put(context, " ");
    }
    put(context, "[");
    put_text(context, finding->rule);
    put(context, "]</p>\n");
    put_sides(context, finding);
    if (finding->reason)
        put_reason(context, finding);
    put(context, "</article>\n");
}

/* ---- faults --------------------------------------------------------------------------------------------------- */

static void put_words(Context *context, const Diag *fault, void (*words)(const Diag *, Language, Buf *)) {
    Buf text = {0};
    words(fault, context->language, &text);
    push_escaped((Str){text.bytes, text.length}, context->out);
    context->out->failed |= buf_failed(&text);
    buf_free(&text);
}

static void put_fault(Context *context, const Diag *fault) {
    FindingSeverity severity = (FindingSeverity)fault->severity;
    buf_printf(context->out, "<div class=\"fault %s\"><h3>", severity_id(severity));
    put_badge(context, (int)severity, severity);
    put_words(context, fault, diag_message);
    put(context, "</h3>\n<p class=\"where\">");
    put_where(context, &fault->place, FINDING_NO_PAGE);
    put(context, "</p>\n<p class=\"where\">");
    put_words(context, fault, diag_hint);
    put(context, "</p></div>\n");
}

/* ---- a report ------------------------------------------------------------------------------------------------- */

/* What a report is called: its department and year, or its file if it could not be read. */
static void put_name(Context *context) {
    const Review *review = context->review;
    if (!review->organ) {
        push_escaped(str_from(review->file), context->out);
        return;
    }
    push_escaped(str_from(review->organ), context->out);
    buf_printf(context->out, context->language == LANGUAGE_ZH ? "%d年" : " %d", review->year);
}

static void put_head(Context *context) {
    const Review *review = context->review;
    put(context, "<div class=\"head\"><h2>");
    put_name(context);
    put(context, "</h2>\n<p class=\"about\">");
    push_escaped(str_from(review->file), context->out);
    if (review->form) {
        put(context, " · ");
        push_escaped(str_from(review->form), context->out);
    }
    put(context, "</p></div>\n");
}

static void put_section(Context *context, size_t number) {
    const Review *review = context->review;
    buf_printf(context->out, "<section class=\"report\" id=\"r%zu\">\n", number + 1);
    put_head(context);
    for (size_t i = 0; i < diag_count(review->faults); i++)
        put_fault(context, diag_item(review->faults, i));
    for (size_t i = 0; i < review->count; i++)
        put_finding(context, &review->items[i]);
    if (review->checked && review->count == 0) {
        put(context, "<p class=\"clean\">");
        put_label(context, LABEL_CLEAN);
        put(context, "</p>\n");
    }
    put(context, "</section>\n");
}

/* The report's row among the contents. */
static void put_row(Context *context, size_t number) {
    const Review *review = context->review;
    Tally tally = {0};
    review_tally(review, &tally);
    buf_printf(context->out, "<tr><td><a href=\"#r%zu\">", number + 1);
    put_name(context);
    put(context, "</a></td><td>");
    push_escaped(str_from(review->file), context->out);
    put(context, "</td>");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (review->checked)
            buf_printf(context->out, "<td class=\"number\">%zu</td>", kind_count(&tally, kinds_worst_first[i]));
        else
            put(context, "<td class=\"number\">–</td>");
    }
    put(context, "</tr>\n");
    tally_free(&tally);
}

static void report(const Review *review, size_t number, Language language, Piece *piece) {
    put_section(&(Context){review, language, &piece->body}, number);
    put_row(&(Context){review, language, &piece->aside}, number);
}

/* ---- the page ------------------------------------------------------------------------------------------------- */

static void put_tile(Context *context, const char *class, const char *name, size_t count) {
    buf_printf(context->out, "<div class=\"%s\"><dt>%s</dt><dd>%zu</dd></div>\n", class, name, count);
}

static void put_tiles(Context *context, const Tally *tally) {
    put(context, "<dl class=\"tiles\">\n");
    put_tile(context, "reports", labels[LABEL_REPORTS][context->language], tally->reports);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        int kind = kinds_worst_first[i];
        put_tile(context, kind_ids[kind], kind_word(kind, context->language), kind_count(tally, kind));
    }
    if (tally->unchecked)
        put_tile(context, "error", labels[LABEL_UNCHECKED][context->language], tally->unchecked);
    put(context, "</dl>\n");
}

static void put_contents(Context *context, const Piece *pieces) {
    put(context, "<table>\n<thead><tr><th scope=\"col\">");
    put_label(context, LABEL_ORGAN);
    put(context, "</th><th scope=\"col\">");
    put_label(context, LABEL_FILE);
    put(context, "</th>");
    for (size_t i = 0; i < KIND_COUNT; i++)
        buf_printf(context->out, "<th scope=\"col\" class=\"number\">%s</th>",
                   kind_word(kinds_worst_first[i], context->language));
    put(context, "</tr></thead>\n<tbody>\n");
    buf_push(context->out, pieces->aside.bytes, pieces->aside.length);
    put(context, "</tbody></table>\n");
}

/* Shown by the script: without it nothing can be filtered. */
static void put_filter(Context *context) {
    put(context, "<form class=\"filter\" id=\"filter\" hidden>\n");
    for (size_t i = 0; i < KIND_COUNT; i++)
        buf_printf(context->out, "<label><input type=\"checkbox\" value=\"%s\" checked> %s</label>\n",
                   kind_ids[kinds_worst_first[i]], kind_word(kinds_worst_first[i], context->language));
    buf_printf(context->out, "<input type=\"search\" id=\"query\" placeholder=\"%s\" aria-label=\"%s\">\n",
               labels[LABEL_FILTER][context->language], labels[LABEL_FILTER][context->language]);
    buf_printf(context->out, "<span>%s <output id=\"shown\"></output></span>\n</form>\n",
               labels[LABEL_SHOWN][context->language]);
}

static void put_document_head(Context *context) {
    bool chinese = context->language == LANGUAGE_ZH;
    buf_printf(context->out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
               "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n",
               chinese ? "zh-CN" : "en", labels[LABEL_TITLE][context->language]);
    put(context, html_style);
    put(context, "</style>\n</head>\n<body>\n");
}

static void whole(const Tally *tally, const Piece *pieces, Language language, Buf *out) {
    Context context = {NULL, language, out};
    put_document_head(&context);
    put(&context, "<header>\n<h1>");
    put_label(&context, LABEL_TITLE);
    put(&context, "</h1>\n");
    put_tiles(&context, tally);
    put_contents(&context, pieces);
    put(&context, "</header>\n<main>\n");
    put_filter(&context);
    buf_push(out, pieces->body.bytes, pieces->body.length);
    put(&context, "</main>\n<footer><p>");
    tally_push(tally, language, out);
    put(&context, " · banxin " BANXIN_VERSION "</p></footer>\n<script>\n");
    put(&context, html_script);
    put(&context, "</script>\n</body>\n</html>\n");
}

const FindingWriter write_html = {"html", report, whole};
