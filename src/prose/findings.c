/*
 * findings: how what is found is put into words and handed out.
 */
#include "prose/audit.h"
#include "prose/words.h"

const char *prose_rule_name(ProseRule rule) {
    static const char *const names[PROSE_RULE_COUNT] = {
        [PROSE_AMOUNT] = "prose-amount",       [PROSE_UNIT] = "prose-unit", [PROSE_SHARE] = "prose-share",
        [PROSE_CHANGE] = "prose-change",       [PROSE_RATE] = "prose-rate", [PROSE_BASE] = "prose-base",
        [PROSE_DIRECTION] = "prose-direction", [PROSE_SUM] = "prose-sum",   [PROSE_EQUATION] = "prose-equation",
        [PROSE_NONE] = "prose-none",           [PROSE_LIST] = "prose-list", [PROSE_YEAR] = "prose-year",
        [PROSE_TABLE] = "prose-table",
    };
    return names[rule];
}

static const char *printed(Arena *arena, Ratio value, int decimals, bool separators, Str unit) {
    Buf out = {0};
    ratio_print(value, decimals, separators, &out);
    buf_push(&out, unit.text, unit.length);
    const char *text = buf_failed(&out) ? NULL : arena_strndup(arena, out.bytes, out.length);
    if (!text)
        arena_fail(arena);
    buf_free(&out);
    return text;
}

const char *print_plain(Arena *arena, Ratio value, int decimals) {
    const char *text = printed(arena, value, decimals, false, (Str){"", 0});
    return text ? text : "";
}

/* The words after the digits: its unit. */
static Str unit_words(const Number *n) {
    static const struct {
        Wide power;
        const char *word;
    } tens[] = {{1000000000000, "万亿"}, {100000000, "亿"}, {10000000, "千万"}, {1000000, "百万"},
                {10000, "万"},           {1000, "千"},      {100, "百"}};
    if (n->kind != NUMBER_COUNT)
        return n->measure;
    for (size_t i = 0; i < sizeof tens / sizeof tens[0]; i++)
        if (n->unit.bottom == 1 && n->unit.top == tens[i].power)
            return (Str){n->measure.text - (i == 0 || i == 2 || i == 3 ? 6 : 3),
                         n->measure.length + (i == 0 || i == 2 || i == 3 ? 6 : 3)};
    return n->measure;
}

const char *print_like(Arena *arena, const Number *like, Ratio value, bool exact) {
    Ratio in_unit;
    if (!ratio_divide(value, like->unit, &in_unit))
        return NULL;
    int decimals = like->decimals;
    if (exact) {
        const int need = ratio_decimals(in_unit), most = like->decimals > 2 ? like->decimals : 2;
        decimals = need < 0 || need > most ? most : need > like->decimals ? need : like->decimals;
    }
    return printed(arena, in_unit, decimals, like->separated, unit_words(like));
}

/* The text of a passage between two places, without blanks at its ends. */
static const char *words_of(const Audit *audit, size_t passage, size_t from, size_t to) {
    const Str text = audit->book->passages[passage].text;
    return str_dup(audit->out, str_trim((Str){text.text + from, to - from}));
}

/* Quotation marks are gone from the folded text: one that opens before the words is theirs when it closes in them. */
static size_t with_quote(Str text, size_t from, size_t to) {
    static const char open[] = "“", close[] = "”";
    const size_t size = sizeof open - 1;
    for (size_t at = from; at < to && !text_starts(text_from(text, at), open); at++)
        if (text_starts(text_from(text, at), close))
            return text_ends((Str){text.text, from}, open) ? from - size : from;
    return from;
}

/* A subject that stands in the passage is given as it is written there; without one, the heading is what it is about.
 */
static const char *subject_of(Audit *audit, size_t passage, Str subject) {
    const Folded *text = &audit->plains[passage].text;
    if (subject.length == 0)
        subject = audit->plains[passage].heading;
    if (!subject.text || subject.text < text->bytes || subject.text + subject.length > text->bytes + text->length)
        return str_dup(audit->out, subject.text ? subject : (Str){"", 0});
    const size_t at = (size_t)(subject.text - text->bytes);
    const size_t end = fold_end(text, at + subject.length);
    return words_of(audit, passage, with_quote(text->given, text->map[at], end), end);
}

static ProseSpan *spans_of(Audit *audit, const Report *report, size_t *count) {
    const size_t most = sizeof report->others / sizeof report->others[0];
    ProseSpan *spans = ARENA_ARRAY(audit->out, ProseSpan, most);
    *count = 0;
    for (size_t i = 0; spans && i < most; i++)
        if (report->others[i])
            spans[(*count)++] = report->others[i]->at;
    return spans;
}

static ProseFinding *push(Audit *audit, ProseRule rule, ProseWeight weight, ProseSpan at, const Report *report) {
    ProseFinding *finding = VEC_PUSH(&audit->findings);
    if (!finding)
        return NULL;
    size_t spans;
    *finding = (ProseFinding){.rule = rule, .weight = weight, .at = at};
    finding->said = words_of(audit, at.passage, at.from, at.to);
    finding->subject = subject_of(audit, at.passage, report->subject);
    finding->expected = report->instead ? arena_strdup(audit->out, report->instead) : NULL;
    finding->reckoned = report->reckoned ? arena_strdup(audit->out, report->reckoned) : NULL;
    finding->figures = arena_copy(audit->out, report->figures, report->figure_count * sizeof(size_t));
    finding->figure_count = report->figure_count;
    finding->spans = spans_of(audit, report, &spans);
    finding->span_count = spans;
    return finding;
}

void report_number(Audit *audit, ProseRule rule, ProseWeight weight, const Number *n, const Report *report) {
    /* What the form filled in is right by construction: the fault lies with what it was set against. */
    if (n->known)
        return;
    ProseFinding *finding = push(audit, rule, weight, n->at, report);
    Ratio difference;
    if (!finding || !report->expected)
        return;
    const bool exact = rule == PROSE_AMOUNT || rule == PROSE_SUM || rule == PROSE_EQUATION;
    if (!finding->expected)
        finding->expected = print_like(audit->out, n, *report->expected, exact);
    if (rule != PROSE_UNIT && ratio_subtract(n->value, *report->expected, &difference))
        finding->difference = print_like(audit->out, n, difference, true);
}

void report_words(Audit *audit, ProseRule rule, ProseWeight weight, size_t passage, size_t from, size_t to,
                  const Report *report) {
    const Folded *text = &audit->plains[passage].text;
    const ProseSpan at = {passage, text->map[from], fold_end(text, to)};
    push(audit, rule, weight, at, report);
}
