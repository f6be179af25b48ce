#include "figures/audit_prose.h"

#include <string.h>

#include "base/utf8.h"
#include "figures/book.h"
#include "figures/names.h"

/* By rule: what must hold, and what is said where it does not: {0} the subject, {1} what is said, {2} what is due. */
static const struct ProseWords {
    const char *title, *without, *with; /* without and with something due */
} words[PROSE_RULE_COUNT] = {
    [PROSE_AMOUNT] = {DIAG_BOTH("an amount in the text is that of the tables", "正文金额应与表中一致"),
                      DIAG_BOTH("%s: the text says %s, which no table has", "%s：正文写%s，表中没有这个数"),
                      DIAG_BOTH("%s: the text says %s, the table %s", "%s：正文写%s，表中为%s")},
    [PROSE_UNIT] = {DIAG_BOTH("an amount in the text has the right unit", "正文金额的单位应正确"),
                    DIAG_BOTH("%s: %s has the wrong unit", "%s：%s单位有误"),
                    DIAG_BOTH("%s: %s has the wrong unit, it is %s", "%s：%s单位有误，应为%s")},
    [PROSE_SHARE] = {DIAG_BOTH("a share is the part divided by its whole", "占比应等于部分除以总数"),
                     DIAG_BOTH("%s: the share %s is wrong", "%s：占比%s有误"),
                     DIAG_BOTH("%s: the text says %s, the share is %s", "%s：正文写占%s，应为%s")},
    [PROSE_CHANGE] = {DIAG_BOTH("a change goes with the amounts of both years", "增减额应与两年金额相符"),
                      DIAG_BOTH("%s: the change %s is wrong", "%s：增减额%s有误"),
                      DIAG_BOTH("%s: the text says a change of %s, it is %s", "%s：正文写增减%s，应为%s")},
    [PROSE_RATE] = {DIAG_BOTH("a rate is the change divided by last year's amount", "增减幅度应等于增减额除以上年数"),
                    DIAG_BOTH("%s: the rate %s is wrong", "%s：增减幅度%s有误"),
                    DIAG_BOTH("%s: the text says %s, the rate is %s", "%s：正文写%s，按增减额计算应为%s")},
    [PROSE_BASE] = {DIAG_BOTH("there is no rate where last year's amount was zero", "上年为零时不应有增减幅度"),
                    DIAG_BOTH("%s: the rate %s has no base, there was nothing last year",
                              "%s：写有幅度%s，但上年数为零，没有可比的基数"),
                    DIAG_BOTH("%s: the rate %s has no base: %s", "%s：写有幅度%s，但上年数为零：%s")},
    [PROSE_DIRECTION] = {DIAG_BOTH("words of change go with the figures", "增减用语应与数字一致"),
                         DIAG_BOTH("%s: “%s” contradicts the figures", "%s：“%s”与数字矛盾"),
                         DIAG_BOTH("%s: “%s” contradicts the figures, it is %s", "%s：“%s”与数字矛盾，应为%s")},
    [PROSE_SUM] = {DIAG_BOTH("parts add up to their whole", "分项之和应等于总数"),
                   DIAG_BOTH("%s: the parts do not add up to %s", "%s：分项之和与%s不符"),
                   DIAG_BOTH("%s: the text says %s, the parts add up to %s", "%s：正文写%s，分项合计为%s")},
    [PROSE_EQUATION] = {DIAG_BOTH("an equation written out is right", "写出的算式应成立"),
                        DIAG_BOTH("%s: the equation does not give %s", "%s：算式得不出%s"),
                        DIAG_BOTH("%s: the text says %s, the equation gives %s", "%s：正文写%s，按算式应为%s")},
    [PROSE_NONE] = {DIAG_BOTH("what is said not to be there is not in the tables", "正文称未安排的，表中应无金额"),
                    DIAG_BOTH("%s: “%s” contradicts the tables", "%s：“%s”与表中不符"),
                    DIAG_BOTH("%s: “%s”, but the table has %s", "%s：正文称“%s”，表中为%s")},
    [PROSE_LIST] = {DIAG_BOTH("what is listed is what has money in the tables", "列举的项目应与表中有金额的项目一致"),
                    DIAG_BOTH("%s: “%s” does not go with the tables", "%s：“%s”与表中不符"),
                    DIAG_BOTH("%s: “%s” does not go with the tables: %s", "%s：“%s”与表中不符：%s")},
    [PROSE_YEAR] = {DIAG_BOTH("years are this one and the last", "年份应为本年或上年"),
                    DIAG_BOTH("%s: the year %s is neither this one nor the last", "%s：年份%s既非本年也非上年"),
                    DIAG_BOTH("%s: the text says %s, %s is meant", "%s：正文写%s，应为%s")},
    [PROSE_TABLE] = {DIAG_BOTH("a table referred to is in the report", "正文提到的表应在报告中"),
                     DIAG_BOTH("%s: the report has no %s", "%s：报告中没有%s"),
                     DIAG_BOTH("%s: the report has no %s, but %s", "%s：报告中没有%s，应为%s")},
};

/* The %s of a text in two languages filled in. */
static const char *message_of(const Sides *sides, const ProseFinding *found) {
    const char *pattern = found->expected ? words[found->rule].with : words[found->rule].without;
    const char *args[] = {found->subject ? found->subject : "", found->said ? found->said : "",
                          found->expected ? found->expected : ""};
    return sides_fill(sides, pattern, args, 3);
}

/* ---- places --------------------------------------------------------------------------------------------- */

static FindingPlace span_place(const Sides *sides, const Book *book, ProseSpan span) {
    Str text = book->prose.passages[span.passage].text;
    size_t end = span.to < text.length ? span.to : text.length;
    const char *value = arena_strndup(sides->arena, text.text + span.from, end - span.from);
    return (FindingPlace){.name = sides_text(sides, book->passages[span.passage].place),
                          .value = value ? value : "",
                          .source = book_source(book, span.passage, span.from),
                          .page = FINDING_NO_PAGE};
}

#define QUOTED_MAX 360 /* bytes of a sentence that are quoted */

static bool ends_sentence(Str text, size_t at) {
    static const Str marks[] = {STR("。"), STR("；"), STR("！"), STR("？"), STR("\n")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text.length - at >= marks[i].length && memcmp(text.text + at, marks[i].text, marks[i].length) == 0)
            return true;
    return false;
}

static bool begins_sentence(Str text, size_t at) {
    const size_t mark = sizeof "。" - 1;
    return at == 0 || text.text[at - 1] == '\n' || (at >= mark && ends_sentence(text, at - mark));
}

/* The sentence a span stands in; a long one from a little before it on. */
static Str sentence_of(Str text, ProseSpan span) {
    size_t from = span.from, to = span.to < text.length ? span.to : text.length;
    while (!begins_sentence(text, from) && span.from - from < QUOTED_MAX / 2)
        from--;
    while (from < span.from && ((unsigned char)text.text[from] & 0xC0) == 0x80) /* the rest of a character */
        from++;
    while (to < text.length && to - from < QUOTED_MAX && !ends_sentence(text, to))
        to++;
    Str rest = {text.text + from, text.length - from};
    return (Str){rest.text, utf8_cut(rest.text, rest.length, to - from)};
}

static const char *quote(const Sides *sides, const Book *book, ProseSpan span) {
    const char *sentence = str_dup(sides->arena, sentence_of(book->prose.passages[span.passage].text, span));
    const char *label = sentence ? arena_printf(sides->arena, DIAG_BOTH("the text “%s”", "正文“%s”"), sentence, sentence)
                                 : NULL;
    return label ? label : "";
}

/* What the text says, with the other numbers of it that were looked at. */
static FindingSide text_side(const Sides *sides, const Book *book, const ProseFinding *found) {
    FindingPlace *places = ARENA_ARRAY(sides->arena, FindingPlace, found->span_count + 1);
    for (size_t i = 0; places && i <= found->span_count; i++)
        places[i] = span_place(sides, book, i == 0 ? found->at : found->spans[i - 1]);
    return (FindingSide){.label = quote(sides, book, found->at),
                         .value = found->said ? sides_text(sides, found->said) : NULL,
                         .places = places,
                         .place_count = places ? found->span_count + 1 : 0};
}

/* What it was set against. */
static FindingSide other_side(const Sides *sides, const Book *book, const ProseFinding *found) {
    size_t count = found->figure_count < SIDE_PLACES_MAX ? found->figure_count : SIDE_PLACES_MAX;
    FindingPlace *places = ARENA_ARRAY(sides->arena, FindingPlace, count);
    for (size_t i = 0; places && i < count; i++)
        places[i] = sides_place(sides, &book->cells[found->figures[i]]);
    const char *label = count == 1 && places ? places[0].name : DIAG_BOTH("as reckoned", "核对结果");
    if (found->reckoned)
        label = sides_text(sides, found->reckoned);
    return (FindingSide){.label = label,
                         .value = found->expected ? sides_text(sides, found->expected) : NULL,
                         .places = places,
                         .place_count = places ? count : 0};
}

static void add(const Sides *sides, const Book *book, const ProseFinding *found) {
    static const FindingSeverity severities[] = {
        [PROSE_NOTE] = FINDING_NOTE, [PROSE_WARNING] = FINDING_WARNING, [PROSE_ERROR] = FINDING_ERROR};
    FindingSide *both = ARENA_ARRAY(sides->arena, FindingSide, 2);
    if (!both)
        return;
    both[0] = text_side(sides, book, found);
    both[1] = other_side(sides, book, found);
    bool other = both[1].place_count > 0 || both[1].value || found->reckoned;
    finding_add(sides->findings,
                &(Finding){.severity = severities[found->weight],
                           .rule = prose_rule_name(found->rule),
                           .title = words[found->rule].title,
                           .message = message_of(sides, found),
                           .sides = both,
                           .side_count = other ? 2 : 1,
                           .difference = found->difference ? sides_text(sides, found->difference) : NULL,
                           .source = book_source(book, found->at.passage, found->at.from),
                           .page = FINDING_NO_PAGE});
}

bool audit_prose(const Sides *sides) {
    Book book;
    Figures *figures = sides->figures;
    if (!book_make(figures, &book))
        return false;
    ProseFindings found = prose_audit(figures->arena, &book.prose);
    for (size_t i = 0; i < found.count; i++)
        add(sides, &book, &found.items[i]);
    return !arena_failed(figures->arena);
}
