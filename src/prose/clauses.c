/*
 * clauses: which words belong to a number, and what part it plays.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define PHRASE_MAX   240 /* bytes before a number that are looked at */
#define SEGMENTS_MAX 3   /* clauses back, while those nearer say nothing */
#define TITLE_MAX    60  /* bytes of a heading set into its passage */
#define CLOSE_BYTES  9   /* between a change and the rate that only follows it: "，约" */

static bool is_mark(char c) { return c == ',' || c == ';' || c == ':' || c == FOLD_STOP || c == '('; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- sentences ------------------------------------------------------------------------------------------ */

static bool compares(const Audit *audit, Str s) {
    Arena *arena = audit->scratch;
    const char *year = arena_printf(arena, "%d年", audit->book->year - 1);
    return word_within(WORD_PRIOR, s, NULL) || text_holds(s, "同比") || text_holds(s, "相比") || text_holds(s, "较") ||
           text_holds(s, "年初预算") || (year && text_holds(s, year));
}

static bool push_sentence(Audit *audit, size_t passage, size_t from, size_t to) {
    Sentence *s = VEC_PUSH(&audit->sentences);
    if (s)
        *s = (Sentence){passage, from, to, false};
    return s != NULL;
}

/* "小学教育（项）。年初预算为…": the full stop after a label ends no sentence. */
static bool is_label_end(Str head) {
    return text_ends(head, "(项)") || text_ends(head, "(款)") || text_ends(head, "(类)");
}

/* Topics and words without meaning alone, and a topic besides the side: 公务接待费支出情况. */
static bool is_topic(Str words) {
    Topic all = 0;
    for (size_t cut = 1; cut > 0 && words.length > 0; words = text_without_end(words, cut)) {
        Topic marks = 0;
        const size_t mark = topic_ends(words, &marks), neutral = clause_cut(words);
        all |= mark >= neutral ? marks : 0;
        cut = mark > neutral ? mark : neutral;
    }
    return words.length == 0 && (all & ~TOPIC_SIDES) != 0;
}

/* "2.“三公”经费。2023年度决算数为…": a name alone at the head of a passage is a heading set into it. */
static bool is_title_end(const Audit *audit, Str head) {
    if (head.length == 0 || head.length > TITLE_MAX)
        return false;
    const Str name = fold_name(audit->scratch, head), key = register_key(audit->scratch, name);
    size_t first;
    for (size_t i = 0; i < name.length; i++)
        if (is_digit(name.text[i]) || strchr(",;:\x01\x02", name.text[i]))
            return false;
    return is_topic(name) || (key.length > 0 && register_find(&audit->figures, key, &first) == key.length);
}

/* After a label, or a title, the words that follow may say no more than how much. */
static bool is_named_end(const Audit *audit, Str head) { return is_label_end(head) || is_title_end(audit, head); }

static bool is_end(const Audit *audit, const Folded *text, size_t at) {
    return text->bytes[at] == FOLD_STOP && !is_named_end(audit, fold_slice(text, 0, at));
}

/* Sentences that hold numbers, and which number stands in which. */
static bool split(Audit *audit, size_t passage) {
    const Plain *plain = &audit->plains[passage];
    size_t from = 0;
    for (size_t i = plain->first; i < plain->first + plain->count; i++) {
        Number *n = &audit->numbers.items[i];
        const SentenceVec *all = &audit->sentences;
        const bool inside = i > plain->first && n->begin < all->items[all->count - 1].to;
        if (!inside) {
            size_t to = n->end;
            for (size_t at = from; at < n->begin; at++)
                from = is_end(audit, &plain->text, at) ? at + 1 : from;
            while (to < plain->text.length && plain->text.bytes[to] != FOLD_STOP)
                to++;
            if (!push_sentence(audit, passage, from, to))
                return false;
            Sentence *s = &audit->sentences.items[audit->sentences.count - 1];
            s->compares = compares(audit, fold_slice(&plain->text, from, to));
            from = to;
        }
        n->sentence = audit->sentences.count - 1;
    }
    return true;
}

Str clause_sentence(const Audit *audit, size_t sentence) {
    const Sentence *s = &audit->sentences.items[sentence];
    return fold_slice(&audit->plains[s->passage].text, s->from, s->to);
}

Str clause_between(const Audit *audit, const Number *a, const Number *b) {
    return fold_slice(&audit->plains[a->at.passage].text, a->end, b->begin > a->end ? b->begin : a->end);
}

Str clause_after(const Audit *audit, const Number *n) {
    const size_t to = audit->sentences.items[n->sentence].to;
    return fold_slice(&audit->plains[n->at.passage].text, n->end, to > n->end ? to : n->end);
}

Ratio clause_step(const Audit *audit, const Number *n) {
    if (!n->settled || n->figure == PROSE_NO_FIGURE || n->kind != NUMBER_MONEY)
        return n->step;
    const Ratio step = audit->book->figures[n->figure].step;
    return ratio_compare(step, n->step) < 0 ? step : n->step;
}

/* ---- phrases -------------------------------------------------------------------------------------------- */

/* Steps over a bracket that ends before `at`; `at` when it does not begin within reach. */
static size_t skip_bracket(const char *bytes, size_t limit, size_t at) {
    for (size_t i = at - 1; i > limit; i--)
        if (bytes[i - 1] == '(')
            return i - 1;
    return at;
}

/* Where the clause begins that ends before `at`. */
static size_t clause_start(const Folded *text, size_t limit, size_t at, bool items) {
    if (at > limit + PHRASE_MAX)
        limit = at - PHRASE_MAX;
    while (at > limit) {
        const char c = text->bytes[at - 1];
        if (is_mark(c) || (items && c == FOLD_ITEM))
            break;
        const size_t open = c == ')' ? skip_bracket(text->bytes, limit, at) : at - 1;
        if (open == at)
            break;
        at = open;
    }
    while (((unsigned char)text->bytes[at] & 0xC0) == 0x80)
        at++;
    return at;
}

size_t clause_year(Str s) {
    const size_t word = text_ends(s, "年度") ? 6 : text_ends(s, "年") ? 3 : 0;
    if (word == 0 || s.length < word + 4)
        return 0;
    for (size_t i = 1; i <= 4; i++)
        if (!is_digit(s.text[s.length - word - i]))
            return 0;
    return word + 4;
}

size_t clause_cut(Str phrase) {
    const size_t year = clause_year(phrase), neutral = word_ends(WORD_NEUTRAL, phrase);
    if (year > 0 || neutral > 0)
        return year > neutral ? year : neutral;
    return phrase.length > 0 && strchr(",:\x01\x02", phrase.text[phrase.length - 1]) ? 1 : 0;
}

Str clause_bare(Str phrase) {
    for (size_t cut; (cut = clause_cut(phrase)) > 0;)
        phrase = text_without_end(phrase, cut);
    return phrase;
}

/* "（项）：支出决算为": after a label the side alone says nothing. */
static bool says_nothing(Str phrase, bool labelled) {
    const Topic topic = labelled ? topic_of(phrase) & ~TOPIC_SIDES : topic_of(phrase);
    return topic == 0 && clause_bare(phrase).length == 0;
}

/* The end of the number before, that its words cannot reach over: years and numbers in words let them. */
static size_t phrase_limit(const Audit *audit, size_t i) {
    const Number *n = &audit->numbers.items[i];
    const Plain *plain = &audit->plains[n->at.passage];
    for (size_t k = i; k > plain->first; k--) {
        const Number *other = &audit->numbers.items[k - 1];
        if (other->sentence != n->sentence)
            break;
        if ((other->kind != NUMBER_YEAR && !other->spelled) || i - k > LOOK_MAX)
            return other->end;
    }
    return audit->sentences.items[n->sentence].from;
}

/* The number before that ends there. */
static const Number *number_ending(const Audit *audit, size_t i, size_t end) {
    const size_t first = audit->plains[audit->numbers.items[i].at.passage].first;
    for (size_t k = i; k > first && audit->numbers.items[k - 1].end >= end; k--)
        if (audit->numbers.items[k - 1].end == end)
            return &audit->numbers.items[k - 1];
    return NULL;
}

static void set_phrase(Audit *audit, size_t i) {
    Number *n = &audit->numbers.items[i];
    const Folded *text = &audit->plains[n->at.passage].text;
    const size_t limit = phrase_limit(audit, i);
    size_t from = clause_start(text, limit, n->begin, true);
    for (int k = 0; k < SEGMENTS_MAX && from > limit; k++) {
        const bool labelled = is_named_end(audit, fold_slice(text, 0, from - 1));
        if (!says_nothing(fold_slice(text, from, n->begin), labelled) || text->bytes[from - 1] == '(')
            break;
        from = clause_start(text, limit, from - 1, false);
    }
    /* "系统运维（260万元）": what stands before the bracket names it. */
    size_t to = n->begin;
    if (from == to && from > limit + 1 && text->bytes[from - 1] == '(') {
        to = from - 1;
        from = clause_start(text, limit, to, true);
    }
    n->phrase = n->subject = fold_slice(text, from, to);
    /* "年初预算为1150万元，支出决算为1200.13万元": the second goes on from the first. */
    const bool sides = (topic_of(n->phrase) & ~TOPIC_SIDES) == 0 && clause_bare(n->phrase).length == 0;
    const Number *last = limit == audit->sentences.items[n->sentence].from ? NULL : number_ending(audit, i, limit);
    if (sides && last && word_within(WORD_PLAN, last->phrase, NULL))
        n->subject = last->subject;
}

/* ---- roles ---------------------------------------------------------------------------------------------- */

/* Is there a word of change at the end, but for words that may follow it? Its sign; *found tells. */
static int change_sign(Str s, bool free, bool *found) {
    const int tries = 4;
    *found = true;
    for (int i = 0; i < tries; i++) {
        const size_t up = word_ends(WORD_UP, s), down = word_ends(WORD_DOWN, s), either = word_ends(WORD_EITHER, s);
        const size_t longest = up > down ? up : down;
        /* 多 and 少 alone may mean anything unless a comparison is made. */
        const bool plain = longest > 3 || free;
        if (either > longest)
            return 0;
        if (longest > 0 && plain && word_ends(WORD_BOUND, s) == 0 && !text_ends(s, "不少") && !text_ends(s, "新增"))
            return up > down ? 1 : -1;
        const size_t cut = word_ends(WORD_AFTER_CHANGE, s);
        if (cut == 0 || longest > 0)
            break;
        s = text_without_end(s, cut);
    }
    *found = false;
    return 0;
}

/* 比2019年的33万元: the amount of the year that is compared with. */
static bool is_compared(Str phrase) {
    while (clause_year(phrase) == 0 && word_ends(WORD_NEUTRAL, phrase) > 0)
        phrase = text_without_end(phrase, word_ends(WORD_NEUTRAL, phrase));
    const size_t year = clause_year(phrase);
    return year > 0 && word_ends(WORD_COMPARE, text_without_end(phrase, year)) > 0;
}

static bool is_prior(const Audit *audit, const Number *n) {
    const char *year = arena_printf(audit->scratch, "%d年", audit->book->year - 1);
    if (word_within(WORD_CARRIED, n->phrase, NULL) || text_holds(n->phrase, "底") || text_holds(n->phrase, "截"))
        return false;
    if (word_within(WORD_PRIOR, n->phrase, NULL) || is_compared(n->phrase))
        return true;
    if (n->kind != NUMBER_MONEY || !year || !text_holds(n->phrase, year))
        return false;
    return word_within(WORD_BUDGET, n->phrase, NULL) || word_within(WORD_COMPARE, n->phrase, NULL);
}

/* 每人750元, 9万元/台; but not 每年8万元 or 8万元/年: a year's amount is the budget's. */
static bool is_each(const Number *n, Str after) {
    if (text_starts(after, "/") && !text_starts(after, "/年"))
        return true;
    return word_within(WORD_EACH, n->phrase, NULL) && !text_holds(n->phrase, "每年");
}

static bool is_range(const Audit *audit, const Number *n, Str after) {
    const Folded *text = &audit->plains[n->at.passage].text;
    const bool left = n->begin > 1 && (text->bytes[n->begin - 1] == '-' || text->bytes[n->begin - 1] == '~');
    const bool right = after.length > 1 && (after.text[0] == '-' || after.text[0] == '~') && is_digit(after.text[1]);
    return n->kind != NUMBER_YEAR && n->value.top >= 0 && (left || right);
}

/* Over several years: 年均增长5.74%, 累计下降12%. */
static bool is_over_years(Str phrase) {
    return text_holds(phrase, "年均") || text_holds(phrase, "累计") || text_holds(phrase, "平均增");
}

static NumberRole percent_role(Number *n, bool free) {
    bool change;
    if (is_over_years(n->phrase))
        return ROLE_NONE;
    n->sign = change_sign(n->phrase, free, &change);
    if (change)
        return ROLE_RATE;
    if (word_within(WORD_SHARE, n->phrase, NULL))
        return ROLE_SHARE;
    return word_within(WORD_DONE, n->phrase, NULL) ? ROLE_DONE : ROLE_NONE;
}

/* 由2120万元减至2100万元: where it came from. */
static bool is_origin(const Number *n, Str after) {
    if (!text_ends(n->phrase, "由") && !text_ends(n->phrase, "从"))
        return false;
    after = text_from(after, text_starts(after, ",") ? 1 : 0);
    const size_t up = word_starts(WORD_UP, after), down = word_starts(WORD_DOWN, after);
    return word_starts(WORD_REACHED, text_from(after, up > down ? up : down)) > 0;
}

static NumberRole amount_role(const Audit *audit, Number *n, Str after, bool free) {
    bool change;
    n->sign = change_sign(n->phrase, free, &change);
    if (change)
        return ROLE_CHANGE;
    if (is_each(n, after))
        return ROLE_EACH;
    return is_origin(n, after) || is_prior(audit, n) ? ROLE_PRIOR : ROLE_MAIN;
}

static void set_role(Audit *audit, Number *n) {
    const Str after = clause_after(audit, n);
    const bool free = audit->sentences.items[n->sentence].compares;
    const size_t about = word_ends(WORD_ABOUT, n->phrase);
    n->approximate = about > 0 || word_starts(WORD_ABOUT_AFTER, after) > 0 || word_within(WORD_ABOUT, n->phrase, NULL);
    if (n->kind == NUMBER_YEAR || n->kind == NUMBER_POINTS || n->kind == NUMBER_BARE) {
        n->role = ROLE_NONE;
        return;
    }
    if (word_ends(WORD_BOUND, n->phrase) > 0 || word_starts(WORD_BOUND_AFTER, after) > 0 || is_range(audit, n, after))
        n->role = ROLE_BOUND;
    else if (n->kind == NUMBER_PERCENT)
        n->role = percent_role(n, free);
    else
        n->role = amount_role(audit, n, after, free);
}

/* ---- owners --------------------------------------------------------------------------------------------- */

static bool takes(const Number *owner, const Number *n) {
    if (owner->role != ROLE_MAIN || owner->spelled)
        return false;
    if (n->kind == NUMBER_PERCENT)
        return true;
    if (n->kind != owner->kind)
        return false;
    return n->kind != NUMBER_COUNT || str_equal(n->measure, owner->measure);
}

/* The nearest amount before, in this passage, that a change, rate or share can be of. */
static size_t owner_of(const Audit *audit, size_t i) {
    const Number *n = &audit->numbers.items[i];
    const size_t first = audit->plains[n->at.passage].first;
    for (size_t k = i; k > first && i - k < LOOK_MAX; k--)
        if (takes(&audit->numbers.items[k - 1], n))
            return k - 1;
    return NUMBER_NONE;
}

/* "增加26.01万元(2.1%)": a percentage that only follows a change is its rate. */
static void follow_change(Audit *audit, size_t i) {
    Number *n = &audit->numbers.items[i];
    if (i == audit->plains[n->at.passage].first || n->kind != NUMBER_PERCENT || n->role != ROLE_NONE)
        return;
    const Number *change = n - 1;
    if (change->role == ROLE_CHANGE && change->sentence == n->sentence && n->begin - change->end <= CLOSE_BYTES) {
        n->role = ROLE_RATE;
        n->sign = change->sign;
    }
}

/* What 减至 leads to is of what came from there. */
static void follow_origin(Audit *audit, size_t i) {
    Number *n = &audit->numbers.items[i];
    const Number *origin = n - 1;
    if (i == audit->plains[n->at.passage].first || origin->sentence != n->sentence ||
        !is_origin(origin, clause_after(audit, origin)))
        return;
    n->subject = origin->subject;
}

/*
 * "完成全年预算137.20万元的89.77%": what a percentage is taken of, with 的 alone between them. The sentence speaks of
 * the amount before it, and so does what follows with 其中.
 */
static bool is_base(const Audit *audit, size_t i, size_t end) {
    const Number *n = &audit->numbers.items[i], *next = n + 1;
    if (i + 1 >= end || next->kind != NUMBER_PERCENT || next->sentence != n->sentence)
        return false;
    const Str between = clause_between(audit, n, next);
    return text_starts(between, "的") && strlen("的") + word_ends(WORD_ABOUT, between) == between.length;
}

static void read_passage(Audit *audit, size_t passage) {
    const Plain *plain = &audit->plains[passage];
    const size_t end = plain->first + plain->count;
    for (size_t i = plain->first; i < end; i++)
        if (audit->numbers.items[i].kind != NUMBER_YEAR)
            set_phrase(audit, i);
    for (size_t i = plain->first; i < end; i++) {
        set_role(audit, &audit->numbers.items[i]);
        follow_change(audit, i);
        follow_origin(audit, i);
        audit->numbers.items[i].base = is_base(audit, i, end);
    }
    for (size_t i = plain->first; i < end; i++) {
        Number *n = &audit->numbers.items[i];
        if (n->role != ROLE_MAIN && n->role != ROLE_NONE && n->role != ROLE_BOUND)
            n->owner = owner_of(audit, i);
    }
}

bool clauses_read(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++) {
        if (!split(audit, p))
            return false;
        read_passage(audit, p);
    }
    return !arena_failed(audit->scratch);
}
