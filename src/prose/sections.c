/*
 * sections: amounts of one passage and their parts in others.
 */
#include "prose/group.h"
#include "prose/words.h"

#define BACK_MAX   4 /* passages before, in which the whole may stand */
#define TOTALS_MAX 8 /* lists whose changes are set against each other */

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

/* Is it what was planned, in a passage that tells what came of it as well? */
static bool is_plan(const Number *n) { return word_within(WORD_PLAN, n->phrase, NULL); }

/* The first amount of a passage that can be a part: of a plan a plan. */
static size_t first_amount(const Audit *audit, const Plain *plain, const Number *like) {
    size_t first = NUMBER_NONE;
    for (size_t i = plain->first; i < plain->first + plain->count; i++) {
        if (!group_takes(number(audit, i), like))
            continue;
        if (is_plan(number(audit, i)) == is_plan(like))
            return i;
        first = first == NUMBER_NONE ? i : first;
    }
    return first;
}

static size_t last_amount(const Audit *audit, const Plain *plain) {
    for (size_t i = plain->first + plain->count; i > plain->first; i--)
        if (number(audit, i - 1)->role == ROLE_MAIN && number(audit, i - 1)->kind == NUMBER_MONEY)
            return i - 1;
    return NUMBER_NONE;
}

/* The parts in the passages below: up to the next that opens a list of its own, when told to stop there. */
static Group parts_below(const Audit *audit, size_t passage, size_t whole, bool stop, bool *stopped) {
    Group g = {.whole = whole};
    const size_t section = audit->book->passages[passage].section;
    *stopped = false;
    for (size_t p = passage + 1; p < audit->book->passage_count && g.count < LOOK_MAX; p++) {
        const Plain *plain = &audit->plains[p];
        if (audit->book->passages[p].section != section || p - passage > LOOK_MAX)
            break;
        const size_t part = first_amount(audit, plain, number(audit, whole));
        *stopped = *stopped || (plain->open && part != NUMBER_NONE);
        if (*stopped && stop)
            break;
        if (part != NUMBER_NONE)
            g.parts[g.count++] = part;
    }
    return g;
}

/* "收入合计A，包括本年B、结转C。其中：": any amount of the last sentence may be what the list below is of. */
static size_t wholes_of(const Audit *audit, size_t last, size_t wholes[LOOK_MAX]) {
    size_t count = 0;
    const Number *n = number(audit, last);
    for (size_t i = last + 1; i > audit->plains[n->at.passage].first && count < LOOK_MAX; i--)
        if (number(audit, i - 1)->sentence == n->sentence && group_takes(number(audit, i - 1), n))
            wholes[count++] = i - 1;
    return count;
}

/* The one that the parts come nearest to. */
static size_t nearest_whole(const Audit *audit, const Group *g, const size_t *wholes, size_t count) {
    Ratio sum, least = RATIO_ZERO, off;
    size_t best = wholes[0];
    if (!group_sum(audit, g, false, &sum))
        return best;
    for (size_t i = 0; i < count; i++) {
        if (!ratio_subtract(sum, number(audit, wholes[i])->value, &off))
            continue;
        off = ratio_abs(off);
        best = i == 0 || ratio_compare(off, least) < 0 ? wholes[i] : best;
        least = i == 0 || ratio_compare(off, least) < 0 ? off : least;
    }
    return best;
}

static bool confirm_below(Audit *audit, size_t passage, const size_t *wholes, size_t count, bool stop) {
    bool stopped;
    for (size_t i = 0; i < count; i++) {
        Group g = parts_below(audit, passage, wholes[i], stop, &stopped);
        if (g.count == 0 || !group_holds(audit, &g))
            continue;
        group_confirm(audit, &g);
        return true;
    }
    return false;
}

/* "…，其中：" and a paragraph for each part. */
static void list_below(Audit *audit, size_t passage) {
    const Plain *plain = &audit->plains[passage];
    const size_t last = plain->open ? last_amount(audit, plain) : NUMBER_NONE;
    size_t wholes[LOOK_MAX];
    bool stopped;
    if (last == NUMBER_NONE)
        return;
    const size_t count = wholes_of(audit, last, wholes);
    if (count == 0 || confirm_below(audit, passage, wholes, count, true) ||
        confirm_below(audit, passage, wholes, count, false))
        return;
    Group g = parts_below(audit, passage, last, true, &stopped);
    if (g.count == 0)
        return;
    g.whole = nearest_whole(audit, &g, wholes, count);
    for (size_t i = 0; i < g.count; i++)
        number(audit, g.parts[i])->whole = g.whole;
    group_judge(audit, &g, g.count > 1 && !stopped);
}

/* ---- a whole above its parts ---------------------------------------------------------------------------- */

/* The only amount of money of a passage; NUMBER_NONE. */
static size_t only_amount(const Audit *audit, const Plain *plain) {
    size_t found = NUMBER_NONE;
    for (size_t i = plain->first; i < plain->first + plain->count; i++) {
        if (number(audit, i)->role != ROLE_MAIN || number(audit, i)->kind != NUMBER_MONEY)
            continue;
        if (found != NUMBER_NONE)
            return NUMBER_NONE;
        found = i;
    }
    return found;
}

static size_t whole_above(const Audit *audit, size_t passage) {
    const size_t section = audit->book->passages[passage].section;
    for (size_t p = passage; p > 0 && passage - p < BACK_MAX && audit->book->passages[p - 1].section == section; p--) {
        const size_t whole = only_amount(audit, &audit->plains[p - 1]);
        if (whole != NUMBER_NONE)
            return whole;
    }
    return NUMBER_NONE;
}

/* Is there a list label in the words, "（1）", "2." or 一是? */
static bool has_label(Str words) {
    static const char *const ordinals[] = {"一是", "二是", "三是", "四是", "五是", "六是"};
    for (size_t i = 0; i < sizeof ordinals / sizeof ordinals[0]; i++)
        if (text_holds(words, ordinals[i]))
            return true;
    for (size_t at = 0; at + 1 < words.length; at++) {
        const bool digit = words.text[at] >= '1' && words.text[at] <= '9';
        const char before = at > 0 ? words.text[at - 1] : FOLD_STOP, after = words.text[at + 1];
        if (digit && ((before == '(' && after == ')') || ((before == FOLD_STOP || before == ';' || before == ':') &&
                                                          (after == '.' || after == FOLD_ITEM))))
            return true;
    }
    return false;
}

static Str words_before(const Audit *audit, const Plain *plain, size_t i) {
    const size_t from = i > plain->first ? number(audit, i - 1)->end : 0;
    return fold_slice(&plain->text, from, number(audit, i)->begin > from ? number(audit, i)->begin : from);
}

/* The amounts that follow list labels at once; the last amount before the first of them in *before. */
static Group labelled(const Audit *audit, const Plain *plain, size_t *before) {
    Group g = {.whole = NUMBER_NONE};
    bool label = false;
    *before = NUMBER_NONE;
    for (size_t i = plain->first; i < plain->first + plain->count && g.count < LOOK_MAX; i++) {
        const Number *n = number(audit, i);
        label = label || has_label(words_before(audit, plain, i));
        if (n->kind != NUMBER_MONEY || n->role != ROLE_MAIN)
            continue;
        if (label)
            g.parts[g.count++] = i;
        else if (g.count == 0)
            *before = i;
        label = false;
    }
    return g;
}

static Group all_amounts(const Audit *audit, const Plain *plain) {
    Group g = {.whole = NUMBER_NONE};
    for (size_t i = plain->first; i < plain->first + plain->count && g.count < LOOK_MAX; i++)
        if (number(audit, i)->kind == NUMBER_MONEY && number(audit, i)->role == ROLE_MAIN)
            g.parts[g.count++] = i;
    return g;
}

/* All amounts of a passage against the one above it: what holds is a relation, and a repeated amount is repeated right.
 */
static void judge_below(Audit *audit, Group *g, size_t whole) {
    Ratio sum, excess;
    g->whole = whole;
    if (group_holds(audit, g)) {
        const size_t before = number(audit, g->parts[0])->whole;
        group_confirm(audit, g);
        if (g->count == 1)
            number(audit, g->parts[0])->whole = before; /* the same again, or by chance: no part of it */
        return;
    }
    const Number *above = number(audit, whole);
    if (g->count > 1 || group_explained(audit, g) || !group_sum(audit, g, false, &sum) ||
        !ratio_subtract(sum, above->value, &excess) || group_slipped(audit, g, excess) == NUMBER_NONE)
        return;
    group_report(audit, g, g->parts[0], sum, above->value, PROSE_NOTE);
}

/* The parts of the whole in the passage, or above it: those with labels, or all. */
static void parts_of(Audit *audit, size_t passage) {
    size_t before;
    const Plain *plain = &audit->plains[passage];
    Group lists[] = {labelled(audit, plain, &before), all_amounts(audit, plain)};
    const size_t wholes[] = {before, whole_above(audit, passage)};
    for (size_t w = 0; w < 2 && lists[0].count > 0; w++) {
        Group *g = &lists[0];
        g->whole = wholes[w];
        if (g->whole == NUMBER_NONE || ratio_sign(number(audit, g->whole)->value) == 0)
            continue;
        if (group_holds(audit, g))
            group_confirm(audit, g);
        else if (g->count > 1)
            group_judge(audit, g, true);
    }
    if (lists[1].count > 0 && wholes[1] != NUMBER_NONE && ratio_sign(number(audit, wholes[1])->value) != 0)
        judge_below(audit, &lists[1], wholes[1]);
}

/* ---- changes of lists ----------------------------------------------------------------------------------- */

/* A list whose parts all have changes. */
typedef struct Total {
    Group changes;
    Ratio sum;
    size_t whole;
} Total;

static size_t change_of(const Audit *audit, const Plain *plain) {
    for (size_t i = plain->first; i < plain->first + plain->count; i++)
        if (number(audit, i)->role == ROLE_CHANGE && number(audit, i)->kind == NUMBER_MONEY)
            return i;
    return NUMBER_NONE;
}

/* The changes of the list below a passage; false when some part says nothing of its change. */
static bool changes_below(const Audit *audit, size_t passage, Total *total) {
    const size_t section = audit->book->passages[passage].section;
    *total = (Total){.whole = last_amount(audit, &audit->plains[passage])};
    total->changes.changes = true;
    if (!audit->plains[passage].open || total->whole == NUMBER_NONE)
        return false;
    for (size_t p = passage + 1; p < audit->book->passage_count && total->changes.count < LOOK_MAX; p++) {
        if (audit->book->passages[p].section != section || p - passage > LOOK_MAX)
            break;
        const size_t part = first_amount(audit, &audit->plains[p], number(audit, total->whole));
        const size_t change = change_of(audit, &audit->plains[p]);
        if (part != NUMBER_NONE && change == NUMBER_NONE && ratio_sign(number(audit, part)->value) != 0)
            return false;
        if (change != NUMBER_NONE)
            total->changes.parts[total->changes.count++] = change;
    }
    return total->changes.count > 1 && group_sum(audit, &total->changes, false, &total->sum);
}

static void mark(Audit *audit, const Total *total) {
    for (size_t i = 0; i < total->changes.count; i++)
        number(audit, total->changes.parts[i])->checked = true;
}

/* Income and expenditure are equal this year and were last year: so are their changes. */
static void compare_totals(Audit *audit, const Total *a, const Total *b) {
    Ratio excess;
    if (ratio_compare(number(audit, a->whole)->truth, number(audit, b->whole)->truth) != 0)
        return;
    mark(audit, a);
    mark(audit, b);
    if (ratio_compare(a->sum, b->sum) == 0 || !ratio_subtract(b->sum, a->sum, &excess))
        return;
    Number *at = number(audit, b->changes.parts[b->changes.count - 1]);
    const char *sums = arena_printf(audit->scratch, "%s ≠ %s", print_like(audit->scratch, at, a->sum, true),
                                    print_like(audit->scratch, at, b->sum, true));
    const Report r = {.subject = (Str){"收支增减", 12},
                      .reckoned = sums,
                      .others = {number(audit, a->changes.parts[0]), number(audit, b->changes.parts[0])}};
    report_number(audit, PROSE_CHANGE, PROSE_WARNING, at, &r);
}

static void compare_changes(Audit *audit) {
    Total *totals = ARENA_ARRAY(audit->scratch, Total, TOTALS_MAX);
    size_t count = 0;
    for (size_t p = 0; totals && p < audit->book->passage_count && count < TOTALS_MAX; p++)
        count += changes_below(audit, p, &totals[count]);
    for (size_t i = 1; i < count; i++)
        compare_totals(audit, &totals[i - 1], &totals[i]);
}

void sections_check(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++) {
        if (audit->plains[p].count == 0)
            continue;
        list_below(audit, p);
        parts_of(audit, p);
    }
    compare_changes(audit);
}
