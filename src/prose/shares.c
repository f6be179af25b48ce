/*
 * shares: 占…% is the part of its whole.
 *
 * The whole is seldom named. It may be an amount that stands before, or the total of the part of the budget that the
 * heading speaks of: any that makes the share true will do. When none does, the whole that the other shares of the
 * section are of tells what it should be.
 */
#include "prose/audit.h"
#include "prose/words.h"

#define WHOLES_MAX 48
#define BACK_MAX   24 /* passages before, of the same section */

#define NAMED_TOPIC 1 /* both speak of the same */
#define NAMED_WORDS 2 /* in the same words */

typedef struct Whole {
    Ratio value, step;
    const Number *number; /* or NULL: */
    size_t figure;
    bool near; /* the amount whose list it stands in, or one of the same sentence */
    int named; /* by the share's own words: how well, NAMED_TOPIC, NAMED_WORDS; or 0 */
} Whole;

typedef struct Wholes {
    Whole items[WHOLES_MAX];
    size_t count;
} Wholes;

bool percent_of(Ratio a, Ratio b, Ratio *out) { return ratio_divide(a, b, out) && ratio_scale(*out, 2, out); }

/* value + step/2 * sign */
static bool shifted(Ratio value, Ratio step, int sign, Ratio *out) {
    Ratio half;
    return ratio_multiply(step, (Ratio){sign, 2}, &half) && ratio_add(value, half, out);
}

bool percent_may_be(const Number *said, Ratio a, Ratio a_step, Ratio b, Ratio b_step) {
    Ratio low_a, high_a, low_b, high_b, low, high, least, most;
    if (!shifted(ratio_abs(a), a_step, -1, &low_a) || !shifted(ratio_abs(a), a_step, 1, &high_a) ||
        !shifted(ratio_abs(b), b_step, -1, &low_b) || !shifted(ratio_abs(b), b_step, 1, &high_b) ||
        ratio_sign(low_b) <= 0)
        return false;
    if (!percent_of(low_a, high_b, &low) || !percent_of(high_a, low_b, &high) ||
        !shifted(ratio_abs(said->value), said->step, -1, &least) ||
        !shifted(ratio_abs(said->value), said->step, 1, &most))
        return false;
    return ratio_compare(most, low) >= 0 && ratio_compare(least, high) <= 0;
}

/* ---- wholes --------------------------------------------------------------------------------------------- */

static void add(Wholes *wholes, Whole whole) {
    if (wholes->count < WHOLES_MAX && ratio_sign(whole.value) > 0)
        wholes->items[wholes->count++] = whole;
}

static void add_number(const Audit *audit, Wholes *wholes, const Number *n, bool near, int named) {
    add(wholes, (Whole){n->value, clause_step(audit, n), n, PROSE_NO_FIGURE, near, named});
    if (ratio_compare(n->truth, n->value) != 0)
        add(wholes, (Whole){n->truth, n->step, n, n->figure, near, named});
}

/* The words of a share that may say what it is of: 政府采购支出总额的. */
static Str whole_words(const Number *share) {
    size_t after = 0;
    if (!word_within(WORD_SHARE, share->phrase, &after))
        return (Str){"", 0};
    return text_from(share->phrase, after);
}

/* Is the amount what the share says it is of? 政府采购支出总额, rather than 政府采购服务支出, of 政府采购支出总额的. */
static int is_named(Str words, const Number *n) {
    const Topic topic = topic_of(words) & ~TOPIC_SIDES;
    const Str bare = clause_bare(words), name = clause_bare(n->phrase);
    const bool same =
        bare.length > 0 && name.length >= bare.length && str_equal(text_from(name, name.length - bare.length), bare);
    if (topic != 0 && topic != (topic_of(n->phrase) & ~TOPIC_SIDES))
        return 0;
    return same ? NAMED_WORDS : topic != 0 ? NAMED_TOPIC : 0;
}

static bool can_be(const Number *n, const Number *part) {
    const bool beside = n->role == ROLE_PRIOR && n->sentence == part->sentence; /* both may be of last year */
    return (n->role == ROLE_MAIN || beside) && n->kind == part->kind && !n->spelled;
}

/* Amounts before the part: those of its passage, and of the passages before under the same heading. */
static void add_before(const Audit *audit, const Number *part, Str words, Wholes *wholes) {
    const size_t passage = part->at.passage, section = audit->book->passages[passage].section;
    const Number *begin = audit->numbers.items + audit->plains[passage].first;
    for (const Number *n = part; n > begin && part - n < BACK_MAX; n--)
        if (can_be(n - 1, part))
            add_number(audit, wholes, n - 1, n[-1].sentence == part->sentence && !n[-1].base, is_named(words, n - 1));
    for (size_t p = passage; p > 0 && passage - p < BACK_MAX && audit->book->passages[p - 1].section == section; p--) {
        const Plain *plain = &audit->plains[p - 1];
        for (size_t i = plain->first; i < plain->first + plain->count && i - plain->first < LOOK_MAX; i++) {
            if (!can_be(&audit->numbers.items[i], part))
                continue;
            add_number(audit, wholes, &audit->numbers.items[i], plain->open, is_named(words, &audit->numbers.items[i]));
            break;
        }
    }
}

/* Totals of what the share's words, or the headings, speak of; all of them money, of which persons are no part. */
static void add_totals(Audit *audit, const Number *share, Wholes *wholes) {
    const Str words = whole_words(share);
    const Meant meant[] = {amounts_meant(audit, NULL, words), amounts_meant(audit, share, words),
                           amounts_meant(audit, share, audit->plains[share->at.passage].heading)};
    for (size_t m = 0; m < sizeof meant / sizeof meant[0]; m++) {
        for (size_t i = 0; i < meant[m].count; i++) {
            const size_t figure = meant[m].figures[i];
            const bool named = m == 0 && i == 0 && meant[m].sure;
            const int how = named ? NAMED_TOPIC : 0;
            add(wholes, (Whole){meant[m].yuan[i], audit->book->figures[figure].step, NULL, figure, named, how});
        }
    }
}

/* ---- judging -------------------------------------------------------------------------------------------- */

typedef struct Share {
    size_t number;
    Ratio part, part_exact, part_step;
    const Number *owner;
    Meant own; /* amounts that its own words may mean */
    Wholes wholes;
    size_t true_of; /* whole that makes it true; WHOLES_MAX */
    bool stranger;  /* its own words name a part that no amount goes by: the owner is only the nearest */
} Share;

static bool is_true(const Number *n, const Share *share, const Whole *whole) {
    Ratio percent;
    for (size_t i = 0; i < share->own.count; i++)
        if (percent_of(share->own.yuan[i], whole->value, &percent) && number_says(n, percent))
            return true;
    return (percent_of(share->part, whole->value, &percent) && number_says(n, percent)) ||
           (percent_of(share->part_exact, whole->value, &percent) && number_says(n, percent));
}

/* 基本支出占41.5%: what it is of stands in its own words. */
static bool own_part(Audit *audit, const Number *n, Share *share) {
    Str phrase = n->phrase;
    for (size_t at = 0; at < phrase.length; at++)
        if (text_starts(text_from(phrase, at), "占"))
            phrase.length = at;
    if (clause_bare(phrase).length == 0 && topic_of(phrase) == 0)
        return false;
    const Meant meant = amounts_meant(audit, n, phrase);
    if (meant.count == 0)
        return false;
    /* Whatever the heading is about, the sentence may compare other parts of the budget. */
    const Meant any = amounts_meant(audit, NULL, phrase);
    share->own = meant;
    for (size_t i = 0; i < any.count && share->own.count < MEANT_MAX; i++) {
        share->own.figures[share->own.count] = any.figures[i];
        share->own.yuan[share->own.count++] = any.yuan[i];
    }
    share->part = share->part_exact = meant.yuan[0];
    share->part_step = audit->book->figures[meant.figures[0]].step;
    return true;
}

/* The words before 占, without a mark that is left of them. */
static Str part_words(const Number *n) {
    size_t after;
    if (!word_within(WORD_SHARE, n->phrase, &after))
        return (Str){"", 0};
    const Str words = {n->phrase.text, after};
    return clause_bare(text_without_end(words, word_ends(WORD_SHARE, words)));
}

/* "人员经费3660万元，主要包括…，人员经费占87.8%": an amount of the passage that goes by the share's own words. */
static const Number *named_before(const Audit *audit, const Number *n, Str words) {
    const Number *first = audit->numbers.items + audit->plains[n->at.passage].first;
    for (const Number *k = n; k > first && n - k < LOOK_MAX; k--) {
        const Str name = clause_bare(k[-1].phrase);
        if (k[-1].role == ROLE_MAIN && k[-1].kind == NUMBER_MONEY && name.length >= words.length &&
            str_equal(text_from(name, name.length - words.length), words))
            return k - 1;
    }
    return NULL;
}

static bool set_part(Audit *audit, const Number *n, Share *share) {
    const Str words = part_words(n);
    const Number *named = words.length > 0 ? named_before(audit, n, words) : NULL;
    share->owner = n->owner == NUMBER_NONE ? NULL : &audit->numbers.items[n->owner];
    share->owner = named ? named : share->owner;
    if (own_part(audit, n, share))
        return true;
    share->stranger = words.length > 0 && !named;
    if (!share->owner || n->sentence - share->owner->sentence > (share->stranger ? 0 : 1))
        return false;
    share->part = share->owner->value;
    share->part_exact = share->owner->truth;
    share->part_step = clause_step(audit, share->owner);
    return true;
}

static void confirm(Audit *audit, const Share *share) {
    Number *n = &audit->numbers.items[share->number];
    n->checked = n->settled = true;
}

static const char *reckoning(Audit *audit, const Number *n, const Share *share, const Whole *whole, Ratio percent) {
    Ratio a = share->part_exact, b = whole->value;
    int decimals = 2;
    if (!share->owner || share->owner->kind == NUMBER_MONEY) {
        ratio_scale(a, -4, &a);
        ratio_scale(b, -4, &b);
    } else {
        decimals = 0;
    }
    const char *part = print_plain(audit->scratch, a, decimals), *all = print_plain(audit->scratch, b, decimals);
    const char *out = print_plain(audit->scratch, percent, n->decimals + 2);
    return arena_printf(audit->scratch, "%s ÷ %s = %s%%", part, all, out);
}

static void report(Audit *audit, const Share *share, const Whole *whole, bool sure) {
    Number *n = &audit->numbers.items[share->number];
    Ratio percent;
    if (!percent_of(share->part_exact, whole->value, &percent))
        return;
    const bool rounding = percent_may_be(n, share->part_exact, share->part_step, whole->value, whole->step);
    ProseWeight weight = sure && !n->approximate ? PROSE_ERROR : PROSE_WARNING;
    if (rounding)
        weight = PROSE_NOTE;
    n->checked = n->wrong = true;
    const Report r = {.subject = subject_name(share->owner ? share->owner->subject : n->phrase),
                      .expected = &percent,
                      .reckoned = reckoning(audit, n, share, whole, percent),
                      .figures = &whole->figure,
                      .figure_count = whole->figure == PROSE_NO_FIGURE ? 0 : 1,
                      .others = {share->owner, whole->number}};
    report_number(audit, PROSE_SHARE, weight, n, &r);
}

/* The whole a false share should be of: one that other shares of the section are of, or the amount nearest by. */
static const Whole *best_whole(const Share *share, const Ratio *used, size_t used_count, bool *sure) {
    *sure = true;
    const Whole *named = NULL;
    for (size_t i = 0; i < share->wholes.count; i++)
        if (share->wholes.items[i].named > (named ? named->named : 0))
            named = &share->wholes.items[i];
    if (named)
        return named;
    for (size_t u = used_count; u > 0; u--)
        for (size_t i = 0; i < share->wholes.count; i++)
            if (ratio_compare(share->wholes.items[i].value, used[u - 1]) == 0)
                return &share->wholes.items[i];
    const Whole *largest = NULL;
    for (size_t i = 0; i < share->wholes.count; i++) {
        const Whole *whole = &share->wholes.items[i];
        if (whole->near && ratio_compare(whole->value, share->part) >= 0 &&
            (!largest || ratio_compare(whole->value, largest->value) > 0))
            largest = whole;
    }
    if (largest)
        return largest;
    *sure = false;
    return share->wholes.count > 0 ? &share->wholes.items[0] : NULL;
}

/* 占政府采购支出总额的: the share says what it is of. */
static bool names_whole(const Number *n) { return clause_bare(whole_words(n)).length > 0; }

/* 民生支出占78.6% beside 支出: the words found the whole itself, so the part is one that the report does not hold. */
static bool is_of_itself(const Share *share, const Whole *whole) {
    return share->own.count > 0 && whole->figure != PROSE_NO_FIGURE && whole->figure == share->own.figures[0];
}

static void gather(Audit *audit, Share *share) {
    const Number *n = &audit->numbers.items[share->number];
    share->true_of = WHOLES_MAX;
    const Number *part = share->owner ? share->owner : n;
    /* A part of a list that adds up can be of nothing but its whole. */
    const Number *whole =
        share->owner && share->owner->whole != NUMBER_NONE ? &audit->numbers.items[share->owner->whole] : NULL;
    const int named = whole ? is_named(whole_words(n), whole) : 0;
    if (whole)
        add_number(audit, &share->wholes, whole, true, named);
    if (share->owner && (!whole || (names_whole(n) && !named)))
        add_before(audit, part, whole_words(n), &share->wholes);
    const bool money = share->own.count > 0 || !share->owner || share->owner->kind == NUMBER_MONEY;
    if (money && (share->wholes.count == 0 || !whole || names_whole(n)))
        add_totals(audit, n, &share->wholes);
    for (size_t i = 0; i < share->wholes.count && share->true_of == WHOLES_MAX; i++)
        if (is_true(n, share, &share->wholes.items[i]))
            share->true_of = i;
}

#define SECTION_MAX 64 /* shares of one section that are looked at together */

typedef struct Section {
    Share *shares[SECTION_MAX];
    size_t count;
    Ratio used[SECTION_MAX];
    size_t used_count;
} Section;

/* What a share is of, by the share: between *low and *high. */
static bool implied(const Audit *audit, const Share *share, Ratio *low, Ratio *high) {
    const Number *n = &audit->numbers.items[share->number];
    Ratio most, least;
    return ratio_sign(share->part) > 0 && shifted(ratio_abs(n->value), n->step, 1, &most) &&
           shifted(ratio_abs(n->value), n->step, -1, &least) && ratio_sign(least) > 0 &&
           percent_of(share->part, most, low) && percent_of(share->part, least, high);
}

/* Shares that are all false, and all of one whole that stands nowhere: the passage does not give it. */
static bool is_of_unknown(const Audit *audit, const Section *section) {
    Ratio low, high, least = RATIO_ZERO, most = RATIO_ZERO;
    size_t count = 0;
    for (size_t i = 0; i < section->count; i++) {
        if (section->shares[i]->true_of < WHOLES_MAX || ratio_sign(section->shares[i]->part) == 0)
            continue;
        if (!implied(audit, section->shares[i], &low, &high))
            return false;
        least = count == 0 || ratio_compare(low, least) > 0 ? low : least;
        most = count == 0 || ratio_compare(high, most) < 0 ? high : most;
        count++;
    }
    return count > 2 && ratio_compare(least, most) <= 0;
}

static void close_section(Audit *audit, Section *section) {
    const bool unknown = is_of_unknown(audit, section);
    for (size_t i = 0; i < section->count; i++) {
        Share *share = section->shares[i];
        bool sure;
        if (share->true_of < WHOLES_MAX) {
            confirm(audit, share);
            continue;
        }
        const Whole *whole = best_whole(share, section->used, section->used_count, &sure);
        /* 占GDP的2%, 货物采购授予中小企业合同金额占…: of something, or a part, that the report does not hold. */
        const bool elsewhere =
            names_whole(&audit->numbers.items[share->number]) && (share->stranger || !(whole && whole->named));
        if (whole && !elsewhere && !unknown && !is_of_itself(share, whole) && (sure || share->owner))
            report(audit, share, whole, sure);
    }
    section->count = section->used_count = 0;
}

static void take(Audit *audit, Section *section, size_t i) {
    Share *share = ARENA_NEW(audit->scratch, Share);
    if (!share)
        return;
    share->number = i;
    if (!set_part(audit, &audit->numbers.items[i], share))
        return;
    gather(audit, share);
    if (share->true_of < WHOLES_MAX)
        section->used[section->used_count++] = share->wholes.items[share->true_of].value;
    section->shares[section->count++] = share;
}

void shares_check(Audit *audit) {
    Section *section = ARENA_NEW(audit->scratch, Section);
    size_t current = 0;
    for (size_t i = 0; section && i < audit->numbers.count; i++) {
        const Number *n = &audit->numbers.items[i];
        if (n->role != ROLE_SHARE)
            continue;
        const size_t number = audit->book->passages[n->at.passage].section;
        if (section->count == SECTION_MAX || number != current)
            close_section(audit, section);
        current = number;
        take(audit, section, i);
    }
    if (section)
        close_section(audit, section);
}
