/*
 * amounts: an amount that is named is the one the tables hold under that name.
 *
 * Of all figures that the words before a number may mean (its name, the part of the budget that they, the sentence
 * and the headings speak of), one that equals it settles the matter. Only where the words leave no doubt which
 * figures are meant, and none of these equals, is the amount wrong.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define CANDIDATES_MAX 400 /* figures of one name that are looked at */
#define LEAD_MAX       400 /* bytes at a sentence's beginning that tell what it is about */

/* What is looked for. */
typedef struct Need {
    Str name;  /* key of rows, or empty: told by topics */
    Str head;  /* the words before that name */
    Str words; /* for the finding's subject */
    Str group; /* name of the 款, when the text gives it */
    Topic own; /* of the phrase but for the name */
    Topic side, source, kind;
    Topic heading_kind;
    bool exact; /* nothing in the phrase but the name and words that change nothing */
    bool named;
    bool current, grand; /* this year's money alone, all of it */
    bool begins, ends;   /* of the beginning, the end of the year */
    bool plan;           /* the budget, in a report of accounts */
    size_t first;        /* figure with this name */
} Need;

typedef struct Best {
    size_t figure;
    int grade, score;
} Best;

/* ---- what the phrase names ------------------------------------------------------------------------------ */

/* May these words stand before a name without changing it, whoever is named? */
static bool is_plain_head(Str s) {
    if (s.length == 0 || word_ends(WORD_HEAD, s) > 0)
        return true;
    const char last = s.text[s.length - 1];
    return last == ':' || last == ',' || last == ';' || last == ')' || last == FOLD_ITEM || last == FOLD_STOP ||
           last == '.' || (last >= '0' && last <= '9');
}

/* May these words, or an organ, stand before a name without changing it? */
static bool is_head(Str s) { return is_plain_head(s) || word_ends(WORD_ORGAN, s) > 0; }

/* Takes words with topics and without meaning off the end; what is left, the marks in *topic. */
static Str peel(Str s, Topic *topic) {
    for (;;) {
        Topic marks = 0;
        const size_t mark = topic_ends(s, &marks), cut = clause_cut(s);
        if (mark == 0 && cut == 0)
            return s;
        *topic |= mark >= cut ? marks : 0;
        s = text_without_end(s, mark >= cut ? mark : cut);
    }
}

static Str group_of(Str phrase) {
    for (size_t at = 0; at < phrase.length; at++) {
        if (!text_starts(text_from(phrase, at), "(款)"))
            continue;
        size_t from = at;
        while (from > 0 && phrase.text[from - 1] != FOLD_ITEM && !text_ends((Str){phrase.text, from}, "(类)"))
            from--;
        return (Str){phrase.text + from, at - from};
    }
    return (Str){"", 0};
}

static bool find_name(Audit *audit, Str phrase, Need *need) {
    const Str key = register_key(audit->scratch, clause_bare(phrase));
    const size_t length = register_find(&audit->figures, key, &need->first);
    if (length == 0)
        return false;
    const Str head = text_without_end(key, length);
    need->name = text_from(key, key.length - length);
    need->words = audit->figures.entries[need->first].name;
    need->head = head;
    need->own = topic_of(head);
    need->exact = is_head(head);
    need->named = true;
    need->group = group_of(phrase);
    return true;
}

static bool find_topic(Str phrase, Need *need) {
    const Str head = peel(phrase, &need->own);
    need->words = text_from(phrase, head.length);
    need->exact = is_head(head);
    need->named = false;
    return need->own != 0;
}

static Topic first_of(Topic a, Topic b) { return a ? a : b; }

/* "年初预算为", but not "一般公共预算". */
static bool is_plan(const Audit *audit, Str phrase) {
    static const char *const ends[] = {"为", "数", ":", "安排", "约", "额", "总额"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (text_ends(phrase, ends[i])) {
            phrase = text_without_end(phrase, strlen(ends[i]));
            i = (size_t)-1;
        }
    return audit->figures.accounts && text_ends(phrase, "预算") && !text_ends(phrase, "公共预算") &&
           !text_ends(phrase, "基金预算") && !text_ends(phrase, "经营预算");
}

/* Does the sentence go on from the one before: 其中…? */
static bool goes_on(const Audit *audit, const Number *n) {
    return n->sentence < audit->sentences.count && word_starts(WORD_PARTS, clause_sentence(audit, n->sentence)) > 0;
}

/* What the sentence before speaks of, when this one goes on from it. */
static Topic topic_before(const Audit *audit, const Number *n) {
    if (n->sentence == 0 || !goes_on(audit, n) || audit->sentences.items[n->sentence - 1].passage != n->at.passage)
        return 0;
    return topic_of(clause_sentence(audit, n->sentence - 1));
}

static void set_context(const Audit *audit, const Number *n, Need *need) {
    if (!n) {
        need->side = need->own & TOPIC_SIDES;
        need->source = topic_sources(need->own);
        need->kind = topic_closed(need->own) & TOPIC_KINDS;
        return;
    }
    const Plain *plain = &audit->plains[n->at.passage];
    const bool written = n->sentence < audit->sentences.count;
    const size_t from = written ? audit->sentences.items[n->sentence].from : 0;
    const size_t to = written && n->begin > from + LEAD_MAX ? from + LEAD_MAX : n->begin;
    const Topic lead = written ? topic_of(fold_slice(&plain->text, from, to)) : 0;
    need->side = first_of(need->own & TOPIC_SIDES, plain->side);
    need->source = first_of(topic_sources(need->own), plain->source);
    /* Other amounts of the sentence may be of other sources: what they say is no more than a hint. */
    if (need->source == 0 && (lead & TOPIC_SOURCES & ~TOPIC_FISCAL) == 0)
        need->source = topic_sources(lead);
    const Topic before = written && need->source == 0 ? topic_before(audit, n) : 0;
    if ((before & TOPIC_SOURCES & ~TOPIC_FISCAL) == 0)
        need->source = first_of(need->source, topic_sources(before));
    need->heading_kind = plain->kind | (lead & TOPIC_OUTSIDE);
    need->kind = topic_closed(need->own | (need->named ? topic_of(need->name) : 0) | plain->kind) & TOPIC_KINDS;
    /* Targets are set for projects. */
    need->kind |= need->kind & TOPIC_TARGETS ? TOPIC_PROJECT : 0;
}

/* The phrase, or when it says nothing the heading above it. */
static bool need_of(Audit *audit, const Number *n, Str phrase, Need *need) {
    const Str heading = n ? audit->plains[n->at.passage].heading : (Str){"", 0};
    *need = (Need){0};
    Topic marks = 0;
    const Str peeled = peel(phrase, &marks);
    /* A name that is made of topics alone (公务接待费) is found by them; 公立医院支出 is no organ's expenditure. */
    bool found = (marks == 0 || !is_plain_head(peeled)) && find_name(audit, phrase, need);
    const bool bare = marks == 0 && clause_bare(phrase).length == 0;
    if (!found && bare)
        found = find_name(audit, heading, need);
    if (!found || (marks != 0 && !need->exact)) {
        Need other = {0};
        if (find_topic(phrase, &other) && (!found || other.exact)) {
            *need = other;
            found = true;
        }
    }
    if (!found && bare)
        *need = (Need){.words = (Str){"", 0}};
    set_context(audit, n, need);
    need->grand = register_of_grand(phrase);
    need->current = !need->grand && register_of_current(phrase);
    need->ends = register_of_end(phrase);
    need->begins = !need->ends && (text_holds(phrase, "年初") || text_holds(phrase, "上年"));
    return found || bare;
}

/* ---- which figures may be meant ------------------------------------------------------------------------- */

static Topic source_of(const Entry *e) {
    const Topic own = topic_sources(e->own);
    return own ? own : topic_sources(e->table);
}

/* 2: what is said; 1: may be; 0: is another. `many`: 财政拨款 of more than one budget is spent. */
static int source_grade(Topic said, Topic figure, bool many) {
    if (said == 0)
        return figure == 0 ? 2 : 1;
    /* What is carried over of a source is no part of this year's. */
    if ((said ^ figure) & TOPIC_CARRIED)
        return said & TOPIC_CARRIED ? 0 : said & figure ? 1 : 0;
    if (said & TOPIC_CARRIED && said != TOPIC_CARRIED)
        return (said & figure & ~TOPIC_CARRIED) ? 2 : 1;
    if (said & figure)
        return 2;
    const Topic fiscal = TOPIC_GENERAL | TOPIC_FUND | TOPIC_CAPITAL | TOPIC_FISCAL;
    if (said == TOPIC_FISCAL)
        return (figure & fiscal) == 0 ? 0 : many ? 1 : 2;
    return figure == TOPIC_FISCAL && (said & TOPIC_GENERAL) ? 1 : 0;
}

static int side_grade(Topic said, const Entry *e, bool named) {
    Topic figure = e->own & TOPIC_SIDES;
    if (figure == 0)
        figure = e->table & TOPIC_SIDES;
    if (named || said == 0 || figure == 0 || (said & figure))
        return 2;
    return 0;
}

/* What a figure is for: what its row and column say, and the table's title where that says something else. */
static Topic kinds_of(const Entry *e) {
    const Topic own = e->own & TOPIC_KINDS, table = e->table & TOPIC_KINDS;
    return topic_closed(own) & table ? own : own | table;
}

static int kind_grade(const Need *need, const Entry *e) {
    const Topic figure = kinds_of(e), closed = topic_closed(figure) & TOPIC_KINDS;
    const Topic wanted = need->own & TOPIC_KINDS & ~TOPIC_TARGETS, extra = figure & ~need->kind;
    if (wanted & ~closed)
        return 0;
    if (extra == 0)
        return need->heading_kind & ~closed & ~TOPIC_TARGETS ? 1 : 2;
    if (!need->named)
        return 0;
    return (need->kind == 0 || (need->kind & closed)) || (extra & e->table) == 0 ? 1 : 0;
}

/* A year or a label may stand before the group's name. */
static bool same_end(Str words, Str name) {
    return words.length >= name.length && str_equal(text_from(words, words.length - name.length), name);
}

static int least(int a, int b) { return a < b ? a : b; }

static int grade_of(const Audit *audit, const Need *need, size_t figure) {
    const Entry *e = &audit->figures.entries[figure];
    if (e->prior || e->plan != need->plan)
        return 0;
    const bool carried = (need->own & TOPIC_CARRIED) && (e->own & TOPIC_CARRIED);
    if (carried && (e->ending ? need->begins : need->ends))
        return 0;
    /* What is bought with “三公”经费 is the same whatever source the heading names; it is paid by 财政拨款. */
    const Topic matters = TOPIC_THREE | TOPIC_ABROAD | TOPIC_CARS | TOPIC_BUYING | TOPIC_RUNNING | TOPIC_RECEPTION;
    const bool paid = source_of(e) == 0 && (need->source & ~(TOPIC_FISCAL | TOPIC_GENERAL)) == 0;
    const bool matter = (need->source == 0 || paid) && (need->own & (matters | TOPIC_OPERATION));
    int grade =
        least(matter ? 2 : source_grade(need->source, source_of(e), audit->figures.budgets > 1), kind_grade(need, e));
    grade = least(grade, side_grade(need->side, e, need->named));
    if (need->group.length > 0 && e->group.length > 0 && !same_end(need->group, e->group))
        return 0;
    if (audit->figures.current && ((need->current && e->grand) || (need->grand && e->current)))
        grade = least(grade, 1);
    if (carried && !need->begins && !need->ends)
        grade = least(grade, 1);
    if (grade == 2 && (e->narrow || audit->book->figures[figure].again || (need->heading_kind & TOPIC_OUTSIDE)))
        grade = 1;
    return grade;
}

/* How near a figure is to what is meant, among those that may be: for the one that is named in the finding. */
static int score_of(const Audit *audit, const Need *need, size_t figure) {
    const Entry *e = &audit->figures.entries[figure];
    const ProseFigure *f = &audit->book->figures[figure];
    const Topic kinds = topic_closed(kinds_of(e)) & TOPIC_KINDS;
    int score = source_of(e) == need->source ? 20 : 0;
    score += kinds == (topic_closed(need->kind) & TOPIC_KINDS) ? 10 : 0;
    score += topic_sources(e->table) == need->source ? 5 : 0;
    score += (need->current && e->current) || (need->grand && e->grand) ? 6 : 0;
    score += e->total ? 5 : 0;
    score += f->again ? 0 : 3;
    score += f->blank ? 0 : 2;
    score += need->side && (((e->own | e->table) & TOPIC_SIDES) == need->side) ? 4 : 0;
    return score;
}

/* ---- settling ------------------------------------------------------------------------------------------- */

typedef struct Search {
    Audit *audit;
    Number *n;
    const Need *need;
    Best equal, wrong;
    Best slipped; /* what it would be but for a slip of the hand */
} Search;

static bool better(const Best *a, const Best *b) {
    return b->figure == PROSE_NO_FIGURE || a->grade > b->grade || (a->grade == b->grade && a->score > b->score);
}

/* Is it what the figure is but for the unit written: 元 for 万元? */
static bool off_by_unit(const Number *n, Ratio yuan) {
    static const int powers[] = {4, 8, 3, -4, -3};
    if (ratio_sign(n->value) == 0)
        return false;
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
        Number other = *n;
        if (ratio_scale(n->value, powers[i], &other.value) && ratio_scale(n->unit, powers[i], &other.unit) &&
            number_says(&other, yuan))
            return true;
    }
    return false;
}

/* The amount in the unit that was meant: the one with which the digits said are right. */
static const char *in_right_unit(Arena *arena, const Number *n, Ratio yuan) {
    static const struct {
        int power;
        const char *word;
    } units[] = {{4, "万元"}, {0, "元"}, {8, "亿元"}, {3, "千元"}, {6, "百万元"}};
    Ratio digits;
    for (size_t i = 0; i < sizeof units / sizeof units[0] && ratio_divide(n->value, n->unit, &digits); i++) {
        Number like = *n;
        like.measure = str_from(units[i].word);
        if (ratio_scale(ratio_from(1), units[i].power, &like.unit) && ratio_multiply(digits, like.unit, &like.value) &&
            number_says(&like, yuan))
            return print_like(arena, &like, yuan, true);
    }
    return NULL;
}

/* Enough digits that one slip from a figure is no chance. */
static bool has_digits(const Number *n) {
    const int64_t least = n->decimals > 0 ? 100 : 1000;
    Ratio steps;
    return ratio_divide(n->value, n->step, &steps) && ratio_compare(steps, ratio_from(least)) >= 0;
}

/* A figure that is right but for the unit is rather meant than one that is wrong. */
#define UNIT_SCORE 100

static void consider(Search *s, size_t figure) {
    const Ratio yuan = s->audit->book->figures[figure].yuan;
    Best best = {figure, grade_of(s->audit, s->need, figure), 0};
    if (best.grade == 0)
        return;
    best.score = score_of(s->audit, s->need, figure);
    const bool equal = number_says(s->n, yuan);
    const bool slip = !equal && has_digits(s->n) && slip_is(s->n, yuan);
    if (slip && better(&best, &s->slipped))
        s->slipped = best;
    Best *place = equal ? &s->equal : &s->wrong;
    Best raised = best;
    raised.score += UNIT_SCORE;
    /* Units are compared only where it would tell. */
    if (!equal && better(&raised, place) && off_by_unit(s->n, yuan))
        best = raised;
    if (better(&best, place))
        *place = best;
}

static void search_named(Search *s) {
    const Register *r = &s->audit->figures;
    size_t i = s->need->first;
    for (int k = 0; k < CANDIDATES_MAX && i != REGISTER_END; k++) {
        consider(s, i);
        i = register_same(r, r->entries[i].next, s->need->name);
    }
}

static void search_pure(Search *s) {
    const Register *r = &s->audit->figures;
    for (size_t k = 0; k < r->pure_count && k < CANDIDATES_MAX; k++)
        consider(s, r->pure[k]);
}

/* The nearest amount before that is known to be of a named row. */
static const Number *row_before(const Audit *audit, const Number *n) {
    const size_t first = audit->plains[n->at.passage].first;
    const Number *begin = audit->numbers.items + first;
    for (const Number *k = n; k > begin && n - k < LOOK_MAX; k--)
        if (k[-1].settled && k[-1].figure != PROSE_NO_FIGURE && audit->figures.entries[k[-1].figure].key.length > 0)
            return k - 1;
    return NULL;
}

/* A part of a named amount that is told by its column: 社会保障和就业支出…，其中：基本支出… */
static void search_columns(Search *s) {
    const Audit *audit = s->audit;
    const Register *r = &audit->figures;
    const Number *whole = s->need->named ? NULL : row_before(audit, s->n);
    if (!whole)
        return;
    const ProseFigure *row = &audit->book->figures[whole->figure];
    const Str key = r->entries[whole->figure].key;
    size_t i = register_same(r, whole->figure, key);
    for (int k = 0; k < CANDIDATES_MAX && i != REGISTER_END; k++) {
        const ProseFigure *f = &audit->book->figures[i];
        const Topic columns = r->entries[i].columns & TOPIC_KINDS;
        if (f->table == row->table && columns && (columns & s->need->own) == columns && number_says(s->n, f->yuan))
            s->equal = (Best){i, 2, 0};
        i = register_same(r, r->entries[i].next, key);
    }
}

static void settle(Number *n, const Audit *audit, const Best *best) {
    n->figure = best->figure;
    n->truth = audit->book->figures[best->figure].yuan;
    n->checked = n->settled = true;
}

static void report(Search *s, bool sure) {
    Number *n = s->n;
    const ProseFigure *figure = &s->audit->book->figures[s->wrong.figure];
    const bool unit = off_by_unit(n, figure->yuan);
    n->figure = s->wrong.figure;
    n->truth = figure->yuan;
    n->checked = n->wrong = true;
    const Report report = {.subject = s->need->named ? s->need->words : subject_name(n->subject),
                           .expected = &figure->yuan,
                           .instead = unit ? in_right_unit(s->audit->scratch, n, figure->yuan) : NULL,
                           .figures = &s->wrong.figure,
                           .figure_count = 1};
    ProseWeight weight = n->approximate ? PROSE_WARNING : PROSE_ERROR;
    if (!sure)
        weight = PROSE_WARNING;
    report_number(s->audit, unit ? PROSE_UNIT : PROSE_AMOUNT, weight, n, &report);
}

/* "2022年部门预算支出2750万元。其中基本支出2000万元": the year at the beginning of the sentence it goes on from. */
static bool is_of_other_year(const Audit *audit, const Number *n) {
    const Plain *plain = &audit->plains[n->at.passage];
    const Number *first = audit->numbers.items + plain->first;
    size_t sentence = n->sentence;
    int64_t year;
    if (!goes_on(audit, n))
        return false;
    for (const Number *k = n; k > first && n - k < LOOK_MAX; k--) {
        if (k[-1].sentence == sentence)
            continue;
        sentence = k[-1].sentence;
        const Number *head = k - 1;
        while (head > first && head[-1].sentence == sentence)
            head--;
        if (!goes_on(audit, head))
            return head->kind == NUMBER_YEAR && head->begin == audit->sentences.items[sentence].from &&
                   ratio_whole(head->value, &year) && year != audit->book->year;
    }
    return false;
}

/* The amount of a year that is not the report's, or of one body of several. */
static bool is_partial(const Audit *audit, const Number *n, const Need *need) {
    const Number *first = audit->numbers.items + audit->plains[n->at.passage].first;
    const Number *year = n > first && n[-1].kind == NUMBER_YEAR && n[-1].sentence == n->sentence ? n - 1 : NULL;
    const char *from = n->phrase.text;
    int64_t value;
    if (year && audit->plains[n->at.passage].text.bytes + year->end > from && ratio_whole(year->value, &value) &&
        value != audit->book->year)
        return true;
    if (is_of_other_year(audit, n))
        return true;
    const Str whose = need->named ? need->head : n->phrase; /* 机关 or 会 in a row's own name speak of no organ */
    if (word_within(WORD_SUBORDINATE, whose, NULL) && (topic_of(n->phrase) & TOPIC_OPERATION) == 0)
        return true;
    /* An organ is named before the first amount; before another it is another organ. */
    bool leads = true;
    for (const Number *k = n; k > first && n - k < LOOK_MAX; k--)
        leads = leads && !(k[-1].kind == NUMBER_MONEY && k[-1].role == ROLE_MAIN);
    Topic marks = 0;
    const Str head = peel(whose, &marks);
    return !leads && word_ends(WORD_ORGAN, head) > 0;
}

/* An amount many times the report's largest is another body's, unless its unit alone is wrong. */
static bool is_foreign(const Search *s) {
    const int64_t times = 10;
    Ratio most;
    return s->wrong.figure != PROSE_NO_FIGURE && ratio_multiply(s->audit->figures.largest, ratio_from(times), &most) &&
           ratio_compare(s->n->value, most) > 0 && !off_by_unit(s->n, s->audit->book->figures[s->wrong.figure].yuan);
}

/* "52批次，410人次，共计支出5.20万元": of what was counted, not of the table. */
static bool is_of_counted(const Audit *audit, const Number *n) {
    const Number *first = audit->numbers.items + audit->plains[n->at.passage].first;
    const bool side = (topic_of(n->phrase) & ~TOPIC_SIDES) == 0 && clause_bare(n->phrase).length == 0;
    return (word_starts(WORD_SUM, n->phrase) > 0 || side) && n > first && n[-1].kind == NUMBER_COUNT &&
           n[-1].sentence == n->sentence;
}

/* "年初结转和结余240万元（财政拨款94.64万元…）": a part of what was carried over, which its own words do not say. */
static bool is_of_carried(const Audit *audit, const Number *n) {
    const Plain *plain = &audit->plains[n->at.passage];
    const Number *first = audit->numbers.items + plain->first;
    for (const Number *k = n; k > first && n - k < LOOK_MAX && k[-1].sentence == n->sentence; k--) {
        if (k[-1].role != ROLE_MAIN || k[-1].kind != NUMBER_MONEY)
            continue;
        if (plain->text.bytes[k[-1].end] == '(' || word_starts(WORD_PARTS, k->phrase) > 0)
            return (topic_of(k[-1].phrase) & TOPIC_CARRIED) && !(topic_of(n->phrase) & TOPIC_CARRIED);
        if (plain->text.bytes[k[-1].end] == ')')
            return false;
    }
    return false;
}

/* Nothing but topics of its own, or a name: only then is it sure which amount is meant. */
static bool is_sure(const Search *s) {
    if (is_of_counted(s->audit, s->n) || is_partial(s->audit, s->n, s->need) || is_foreign(s) ||
        is_of_carried(s->audit, s->n) || s->wrong.figure == PROSE_NO_FIGURE || s->wrong.grade < 2 || !s->need->exact)
        return false;
    if (s->need->named)
        return true;
    return s->need->own != 0;
}

static void search(Search *s) {
    s->equal.figure = s->wrong.figure = s->slipped.figure = PROSE_NO_FIGURE;
    if (s->need->named)
        search_named(s);
    else
        search_pure(s);
}

/*
 * Where no table names 机关运行经费, it is the 公用经费 of the basic expenditure, at least of administrative bodies.
 * Who writes the basic expenditure's total instead, or a number a slip away, is probably wrong.
 */
static void check_operation(Audit *audit, Number *n, Need *need) {
    Search s = {.audit = audit, .n = n, .need = need};
    need->own = (need->own & ~TOPIC_OPERATION) | TOPIC_PUBLIC;
    need->kind = topic_closed(TOPIC_PUBLIC) & TOPIC_KINDS;
    need->heading_kind = 0;
    search(&s);
    if (s.equal.figure != PROSE_NO_FIGURE) {
        settle(n, audit, &s.equal);
        return;
    }
    const Best meant = s.slipped.figure != PROSE_NO_FIGURE ? s.slipped : s.wrong;
    need->own = (need->own & ~TOPIC_PUBLIC) | TOPIC_BASIC;
    need->kind = TOPIC_BASIC;
    Search total = {.audit = audit, .n = n, .need = need};
    search(&total);
    const bool basic = total.equal.figure != PROSE_NO_FIGURE && meant.grade == 2;
    if (meant.figure == PROSE_NO_FIGURE || (s.slipped.figure == PROSE_NO_FIGURE && !basic))
        return;
    s.wrong = meant;
    report(&s, false);
}

/* A total that names no source under a heading that does: it may be the whole budget's, if it is what that says. */
static bool is_of_all(Audit *audit, Number *n, const Need *need) {
    Need other = *need;
    if (need->named || (need->own & TOPIC_SOURCES))
        return false;
    other.source = 0;
    Search s = {.audit = audit, .n = n, .need = &other};
    search(&s);
    return s.equal.figure != PROSE_NO_FIGURE;
}

/* No more apart than rounding makes one amount in two tables. */
static bool is_rounding(const Search *s, size_t figure) {
    const ProseFigure *f = &s->audit->book->figures[figure];
    const Ratio step = ratio_compare(f->step, s->n->step) > 0 ? f->step : s->n->step;
    Ratio apart;
    return !ratio_subtract(s->n->value, f->yuan, &apart) || ratio_compare(ratio_abs(apart), step) <= 0;
}

/*
 * The amount equals the row of that name on the other side, income, and is a slip of the hand away from the one under
 * 支出 that the heading speaks of: one of the two tables is wrong, or the text.
 */
static bool is_of_other_side(Search *s) {
    const Entry *entries = s->audit->figures.entries;
    if (s->equal.figure == PROSE_NO_FIGURE || s->slipped.figure == PROSE_NO_FIGURE ||
        is_rounding(s, s->slipped.figure) || side_grade(s->need->side, &entries[s->equal.figure], false) > 0 ||
        side_grade(s->need->side, &entries[s->slipped.figure], false) == 0)
        return false;
    s->wrong = s->slipped;
    return is_sure(s);
}

/*
 * Do the words, or at least the heading, speak of a part of the budget? "预算安排规模：3.53万元" under the name of a
 * thing that no table has is of that thing, however near it comes to a figure.
 */
static bool says_which(const Audit *audit, const Number *n, const Need *need) {
    return need->named || need->own != 0 || topic_of(audit->plains[n->at.passage].heading) != 0;
}

static void check(Audit *audit, Number *n) {
    Need need;
    if (!need_of(audit, n, n->subject, &need))
        return;
    need.plan = is_plan(audit, n->phrase);
    Search s = {.audit = audit, .n = n, .need = &need};
    search(&s);
    if (s.equal.figure == PROSE_NO_FIGURE)
        search_columns(&s);
    if (s.equal.figure != PROSE_NO_FIGURE) {
        settle(n, audit, &s.equal);
        if (is_of_other_side(&s))
            report(&s, false);
    } else if (is_sure(&s))
        report(&s, !is_of_all(audit, n, &need));
    else if (s.slipped.figure != PROSE_NO_FIGURE && n->kind == NUMBER_MONEY && says_which(audit, n, &need)) {
        s.wrong = s.slipped;
        report(&s, false);
    } else if (need.own & TOPIC_OPERATION && s.wrong.figure == PROSE_NO_FIGURE) {
        check_operation(audit, n, &need);
    }
}

/* ---- for other rules ------------------------------------------------------------------------------------ */

/* Keeps the likeliest, in order. */
static void keep(const Audit *audit, Meant *meant, int ranks[MEANT_MAX], size_t figure, int rank) {
    size_t at = meant->count;
    if (at == MEANT_MAX && ranks[at - 1] >= rank)
        return;
    if (at < MEANT_MAX)
        meant->count++;
    else
        at--;
    for (; at > 0 && ranks[at - 1] < rank; at--) {
        ranks[at] = ranks[at - 1];
        meant->figures[at] = meant->figures[at - 1];
        meant->yuan[at] = meant->yuan[at - 1];
    }
    ranks[at] = rank;
    meant->figures[at] = figure;
    meant->yuan[at] = audit->book->figures[figure].yuan;
}

Meant amounts_meant(Audit *audit, const Number *near, Str phrase) {
    Meant meant = {0};
    Need need;
    int ranks[MEANT_MAX];
    const Register *r = &audit->figures;
    if (!need_of(audit, near, phrase, &need))
        return meant;
    size_t pure = 0, named = need.named ? need.first : REGISTER_END;
    for (int k = 0; k < CANDIDATES_MAX; k++) {
        size_t figure = named;
        if (need.named)
            named = figure == REGISTER_END ? figure : register_same(r, r->entries[figure].next, need.name);
        else
            figure = pure < r->pure_count ? r->pure[pure++] : REGISTER_END;
        if (figure == REGISTER_END)
            break;
        const int grade = grade_of(audit, &need, figure);
        const int grades = 1000; /* above any score */
        if (grade > 0)
            keep(audit, &meant, ranks, figure, grade * grades + score_of(audit, &need, figure));
    }
    const int sure_rank = 2000;
    meant.sure = meant.count > 0 && ranks[0] >= sure_rank && need.exact && (need.named || need.own != 0);
    return meant;
}

void amounts_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++) {
        Number *n = &audit->numbers.items[i];
        if (n->known && n->figure != PROSE_NO_FIGURE) {
            n->truth = n->kind == NUMBER_MONEY ? audit->book->figures[n->figure].yuan : n->value;
            n->checked = n->settled = true;
        } else if (n->known) {
            n->checked = n->settled = true;
        } else if (n->kind == NUMBER_MONEY && n->role == ROLE_MAIN) {
            check(audit, n);
        }
    }
}
