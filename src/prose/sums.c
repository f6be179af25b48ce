/*
 * sums: parts make up their whole.
 *
 * A list begins with 其中 or 包括 after an amount, runs on in the paragraphs below a colon, or precedes 共计. Which
 * amounts are its parts is read off its kind (money, or a count with the same measure) and its sentence. Lists in
 * reports are often not whole, without saying so: only where rows that make up their whole by definition are listed
 * (基本支出 and 项目支出), where the parts exceed it, or where one slip of the hand explains all, is the sum wrong.
 */
#include "prose/audit.h"
#include "prose/words.h"

#define INNER_MAX 4 /* lists within one list */

typedef struct Group {
    size_t whole;
    size_t parts[LOOK_MAX];
    size_t count;
    bool changes; /* of changes, with their signs */
} Group;

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

static bool alike(const Number *a, const Number *b) {
    return a->kind == b->kind && (a->kind != NUMBER_COUNT || str_equal(a->measure, b->measure));
}

static bool is_part(const Number *n, const Number *whole) {
    const bool amount = n->role == ROLE_MAIN && whole->role == ROLE_MAIN;
    return alike(n, whole) && amount;
}

/* ---- reckoning ------------------------------------------------------------------------------------------ */

/* Of changes the sign; of a change and an amount of nothing beside it, nothing. */
static bool value_of(const Number *n, bool changes, bool truth, Ratio *out) {
    *out = truth ? n->truth : n->value;
    if (changes && n->role == ROLE_CHANGE && n->sign < 0)
        *out = ratio_negate(*out);
    return true;
}

/* What the parts come to; `truth`: with the figures' amounts instead of those said. */
static bool sum_of(const Audit *audit, const Group *g, bool truth, Ratio *out) {
    *out = RATIO_ZERO;
    for (size_t i = 0; i < g->count; i++) {
        Ratio value;
        if (!value_of(number(audit, g->parts[i]), g->changes, truth, &value) || !ratio_add(*out, value, out))
            return false;
    }
    return true;
}

static bool holds(const Audit *audit, const Group *g) {
    const Number *whole = number(audit, g->whole);
    Ratio sum, value, exact;
    if (!sum_of(audit, g, false, &sum))
        return false;
    value_of(whole, g->changes, false, &value);
    if (ratio_compare(sum, value) == 0)
        return true;
    if (!sum_of(audit, g, true, &exact))
        return false;
    value_of(whole, g->changes, true, &value);
    return ratio_compare(exact, value) == 0 && !whole->wrong;
}

static void confirm(Audit *audit, const Group *g) {
    Number *whole = number(audit, g->whole);
    whole->checked = whole->settled = true;
    for (size_t i = 0; i < g->count; i++) {
        Number *part = number(audit, g->parts[i]);
        part->checked = part->settled = true;
        part->whole = part->whole == NUMBER_NONE ? g->whole : part->whole;
    }
}

/* ---- slips of the hand ---------------------------------------------------------------------------------- */

/* The one number of the group whose slip explains the difference; NUMBER_NONE. `excess`: sum − whole. */
static size_t slipped(const Audit *audit, const Group *g, Ratio excess) {
    Ratio right;
    const Number *whole = number(audit, g->whole);
    if (!whole->settled && ratio_add(whole->value, excess, &right) && slip_is(whole->value, right, whole->step))
        return g->whole;
    for (size_t i = 0; i < g->count; i++) {
        const Number *part = number(audit, g->parts[i]);
        if (!part->settled && ratio_subtract(part->value, excess, &right) && slip_is(part->value, right, part->step))
            return g->parts[i];
    }
    return NUMBER_NONE;
}

/* ---- judging -------------------------------------------------------------------------------------------- */

/* Are all parts of one set of rows that make up their whole? */
static bool is_partition(const Audit *audit, const Group *g) {
    unsigned sets = ~0u;
    for (size_t i = 0; i < g->count; i++)
        sets &= words_partitions(number(audit, g->parts[i])->phrase);
    return sets != 0 && g->count > 1;
}

/* Has a rule before found a number of it wrong, or a table all of them right? Then the sum is none of the prose's. */
static bool explained(const Audit *audit, const Group *g) {
    const Number *whole = number(audit, g->whole);
    bool settled = whole->settled;
    if (whole->wrong)
        return true;
    for (size_t i = 0; i < g->count; i++) {
        settled = settled && number(audit, g->parts[i])->settled;
        if (number(audit, g->parts[i])->wrong)
            return true;
    }
    return settled;
}

/* May rounding each part be all that is wrong? */
static bool is_rounding(const Audit *audit, const Group *g, Ratio excess) {
    const Number *whole = number(audit, g->whole);
    Ratio room;
    if (whole->kind != NUMBER_MONEY || whole->decimals == 0)
        return false;
    return ratio_multiply(whole->step, (Ratio){(Wide)g->count + 1, 2}, &room) &&
           ratio_compare(ratio_abs(excess), room) <= 0;
}

static bool is_approximate(const Audit *audit, const Group *g) {
    bool about = number(audit, g->whole)->approximate;
    for (size_t i = 0; i < g->count; i++)
        about = about || number(audit, g->parts[i])->approximate;
    return about;
}

static const char *reckoning(Audit *audit, const Group *g, Ratio sum) {
    const Number *whole = number(audit, g->whole);
    const char *text = "";
    for (size_t i = 0; i < g->count && text; i++) {
        const Number *part = number(audit, g->parts[i]);
        const char *value = print_like(audit->scratch, part, part->value, true);
        const char *sign = g->changes && part->sign < 0 ? " − " : i > 0 ? " + " : "";
        text = arena_printf(audit->scratch, "%s%s%s", text, sign, value ? value : "");
    }
    const char *total = print_like(audit->scratch, whole, ratio_abs(sum), true);
    return arena_printf(audit->scratch, "%s = %s", text ? text : "", total ? total : "");
}

static void report(Audit *audit, const Group *g, size_t at, Ratio sum, Ratio expected, ProseWeight weight) {
    Number *wrong = number(audit, at);
    const Number *other = number(audit, at == g->whole ? g->parts[0] : g->whole);
    const Report r = {.subject = clause_bare(wrong->phrase),
                      .expected = &expected,
                      .reckoned = reckoning(audit, g, sum),
                      .others = {other, g->count > 1 ? number(audit, g->parts[g->count - 1]) : NULL}};
    wrong->wrong = true;
    for (size_t i = 0; i < g->count; i++)
        number(audit, g->parts[i])->checked = true;
    number(audit, g->whole)->checked = true;
    report_number(audit, PROSE_SUM, weight, wrong, &r);
}

/* A group that is said to be parts of a whole, and does not make it up. `said`: 其中 or 共计 says so. */
static void judge(Audit *audit, const Group *g, bool said) {
    const Number *whole = number(audit, g->whole);
    Ratio sum, value, excess, right;
    if (g->count == 0 || explained(audit, g) || !sum_of(audit, g, false, &sum))
        return;
    value_of(whole, g->changes, false, &value);
    if (!ratio_subtract(sum, value, &excess))
        return;
    const bool partition = is_partition(audit, g);
    const size_t slip = g->count > 1 && (said || partition) ? slipped(audit, g, excess) : NUMBER_NONE;
    const bool above = said && ratio_sign(excess) > 0 && !g->changes;
    if (!partition && slip == NUMBER_NONE && !above)
        return;
    const size_t at = slip == NUMBER_NONE ? g->whole : slip;
    if (!(at == g->whole ? ratio_add(whole->value, excess, &right)
                         : ratio_subtract(number(audit, at)->value, excess, &right)))
        return;
    const bool sure = (partition || slip != NUMBER_NONE) && !is_approximate(audit, g) && !is_rounding(audit, g, excess);
    report(audit, g, at, sum, at == g->whole ? ratio_abs(right) : right, sure ? PROSE_ERROR : PROSE_WARNING);
}

/* ---- lists ---------------------------------------------------------------------------------------------- */

/* The amount that a list after the number `i` is of: the nearest one before, like the list's first. */
static size_t whole_before(const Audit *audit, size_t first, size_t i, const Number *like) {
    for (size_t k = i; k > first && i - k < LOOK_MAX; k--)
        if (is_part(number(audit, k - 1), like))
            return k - 1;
    return NUMBER_NONE;
}

/* Does 其中 or the like stand in the words before the number? */
static bool opens(Str words) {
    return word_within(WORD_PARTS, words, NULL) || word_within(WORD_LIST, words, NULL);
}

static Str words_before(const Audit *audit, size_t i) {
    const Number *n = number(audit, i);
    const Plain *plain = &audit->plains[n->at.passage];
    const size_t from = i > plain->first ? number(audit, i - 1)->end : 0;
    return fold_slice(&plain->text, from, n->begin > from ? n->begin : from);
}

/*
 * The list within a list that begins at part `from` of g: the amount before it and as many parts as make it up, or all
 * up to the next semicolon. They leave g.
 */
static void take_inner(Audit *audit, Group *g, size_t from) {
    Group inner = {.whole = g->parts[from - 1], .changes = g->changes};
    size_t fits = 0;
    for (size_t i = from; i < g->count; i++) {
        inner.parts[inner.count++] = g->parts[i];
        if (holds(audit, &inner))
            fits = inner.count;
    }
    size_t take = fits;
    for (size_t i = from; fits == 0 && i < g->count; i++) {
        if (i > from && text_holds(words_before(audit, g->parts[i]), ";"))
            break;
        take++;
    }
    inner.count = take;
    if (fits > 0)
        confirm(audit, &inner);
    else
        judge(audit, &inner, true);
    for (size_t i = from; i + take < g->count; i++)
        g->parts[i] = g->parts[i + take];
    g->count -= take;
}

static void close_group(Audit *audit, Group *g, const size_t *inner, size_t inner_count, bool said) {
    if (holds(audit, g) && g->count > 0) {
        confirm(audit, g);
        return;
    }
    for (size_t i = inner_count; i > 0; i--)
        if (inner[i - 1] > 0 && inner[i - 1] < g->count)
            take_inner(audit, g, inner[i - 1]);
    if (g->count > 0 && holds(audit, g))
        confirm(audit, g);
    else
        judge(audit, g, said);
}

/* Collects the parts from number `i` on, of its sentence, that are like the whole. The number to go on with. */
static size_t collect(Audit *audit, size_t whole, size_t i, size_t end) {
    Group g = {.whole = whole};
    size_t inner[INNER_MAX], inner_count = 0;
    const size_t sentence = number(audit, i)->sentence;
    const Number *like = number(audit, whole);
    for (; i < end && number(audit, i)->sentence == sentence && g.count < LOOK_MAX; i++) {
        const Number *n = number(audit, i);
        const Str words = words_before(audit, i);
        if (!is_part(n, like))
            continue;
        if (g.count > 0 && word_ends(WORD_SUM, clause_bare(n->phrase)) > 0)
            break;
        if (g.count > 0 && inner_count < INNER_MAX && word_within(WORD_PARTS, words, NULL))
            inner[inner_count++] = g.count;
        g.parts[g.count++] = i;
    }
    close_group(audit, &g, inner, inner_count, true);
    return i;
}

static void lists_of(Audit *audit, const Plain *plain) {
    const size_t end = plain->first + plain->count;
    for (size_t i = plain->first; i < end; i++) {
        const Number *n = number(audit, i);
        if (n->role != ROLE_MAIN || n->spelled || !opens(words_before(audit, i)) || n->whole != NUMBER_NONE)
            continue;
        const size_t whole = whole_before(audit, plain->first, i, n);
        if (whole != NUMBER_NONE)
            i = collect(audit, whole, i, end) - 1;
    }
    /* The other kind of number in the same list: 车辆6辆，价值207.2万元；其中：… */
    for (size_t i = plain->first; i < end; i++) {
        const Number *n = number(audit, i);
        if (n->role != ROLE_MAIN || n->checked || n->spelled || i == plain->first)
            continue;
        const Number *before = n - 1;
        if (before->whole == NUMBER_NONE || before->sentence != n->sentence || alike(before, n))
            continue;
        const size_t whole = whole_before(audit, plain->first, before->whole + 2 <= i ? i - 1 : i, n);
        if (whole != NUMBER_NONE && whole > before->whole && whole <= before->whole + 1)
            i = collect(audit, whole, i, end) - 1;
    }
}

/* ---- totals after their parts --------------------------------------------------------------------------- */

/* All amounts of the sentence before the total, when nothing else stands among them. */
static bool run_before(const Audit *audit, const Plain *plain, size_t total, Group *g) {
    const Number *n = number(audit, total);
    g->count = 0;
    for (size_t k = total; k > plain->first && g->count < LOOK_MAX; k--) {
        const Number *part = number(audit, k - 1);
        if (part->sentence != n->sentence)
            break;
        if (!is_part(part, n))
            return false;
        g->parts[g->count++] = k - 1;
    }
    return g->count > 1;
}

/* A total that is one slip away from what stands before it. */
static void judge_total(Audit *audit, const Plain *plain, size_t total) {
    Group g = {.whole = total};
    Ratio sum, excess, right;
    const Number *n = number(audit, total);
    if (!run_before(audit, plain, total, &g) || explained(audit, &g) || !sum_of(audit, &g, false, &sum) ||
        !ratio_subtract(sum, n->value, &excess))
        return;
    const size_t at = slipped(audit, &g, excess);
    if (at == NUMBER_NONE)
        return;
    const bool fits = at == total ? ratio_add(n->value, excess, &right)
                                  : ratio_subtract(number(audit, at)->value, excess, &right);
    if (fits)
        report(audit, &g, at, sum, right, PROSE_WARNING);
}

/* "A 14个、B 88个，共103个": the nearest amounts before that make up the total. */
static void total_after(Audit *audit, const Plain *plain, size_t total) {
    Group g = {.whole = total};
    const Number *n = number(audit, total);
    Ratio sum = RATIO_ZERO;
    for (size_t k = total; k > plain->first && total - k < LOOK_MAX; k--) {
        const Number *part = number(audit, k - 1);
        if (!is_part(part, n))
            continue;
        if (!ratio_add(sum, part->value, &sum) || ratio_compare(sum, n->value) > 0)
            break;
        g.parts[g.count++] = k - 1;
        if (g.count > 1 && ratio_compare(sum, n->value) == 0) {
            confirm(audit, &g);
            return;
        }
    }
    judge_total(audit, plain, total);
}

static void totals_of(Audit *audit, const Plain *plain) {
    for (size_t i = plain->first; i < plain->first + plain->count; i++) {
        const Number *n = number(audit, i);
        if (n->role == ROLE_MAIN && !n->spelled && word_within(WORD_SUM, n->phrase, NULL))
            total_after(audit, plain, i);
    }
}

/* ---- lists that say nothing ----------------------------------------------------------------------------- */

/* The first amount of a passage and all that follow it. */
static void silent_of(Audit *audit, const Plain *plain) {
    const size_t end = plain->first + plain->count;
    size_t first = plain->first;
    while (first < end && number(audit, first)->role != ROLE_MAIN)
        first++;
    if (first >= end)
        return;
    Group g = {.whole = first};
    for (size_t i = first + 1; i < end && g.count < LOOK_MAX; i++)
        if (is_part(number(audit, i), number(audit, first)) && !number(audit, i)->spelled)
            g.parts[g.count++] = i;
    size_t some = 0;
    for (size_t i = 0; i < g.count; i++)
        some += ratio_sign(number(audit, g.parts[i])->value) != 0;
    if (g.count < 2)
        return;
    if (some > 1 && holds(audit, &g))
        confirm(audit, &g);
    else
        judge(audit, &g, false);
}

/* ---- lists over several passages ------------------------------------------------------------------------ */

/* The first amount of a passage that can be a part. */
static size_t first_amount(const Audit *audit, const Plain *plain, const Number *like) {
    for (size_t i = plain->first; i < plain->first + plain->count; i++)
        if (is_part(number(audit, i), like))
            return i;
    return NUMBER_NONE;
}

static size_t last_amount(const Audit *audit, const Plain *plain) {
    for (size_t i = plain->first + plain->count; i > plain->first; i--)
        if (number(audit, i - 1)->role == ROLE_MAIN && number(audit, i - 1)->kind == NUMBER_MONEY)
            return i - 1;
    return NUMBER_NONE;
}

/* "…，其中：" and a paragraph for each part. */
static void list_below(Audit *audit, size_t passage) {
    const Plain *plain = &audit->plains[passage];
    const size_t whole = plain->open ? last_amount(audit, plain) : NUMBER_NONE;
    if (whole == NUMBER_NONE)
        return;
    Group g = {.whole = whole};
    const size_t section = audit->book->passages[passage].section;
    for (size_t p = passage + 1; p < audit->book->passage_count && g.count < LOOK_MAX; p++) {
        if (audit->book->passages[p].section != section || p - passage > LOOK_MAX)
            break;
        const size_t part = first_amount(audit, &audit->plains[p], number(audit, whole));
        if (part != NUMBER_NONE) {
            g.parts[g.count++] = part;
            number(audit, part)->whole = whole;
        }
    }
    if (g.count == 0)
        return;
    if (holds(audit, &g))
        confirm(audit, &g);
    else
        judge(audit, &g, g.count > 1);
}

/* ---- changes -------------------------------------------------------------------------------------------- */

/* "…减少0.2万元，其中：出国费0万元；运行费增加0万元；接待费减少0.2万元": changes with their signs. */
static void changes_of(Audit *audit, const Plain *plain) {
    Group g = {.changes = true};
    const size_t end = plain->first + plain->count;
    for (size_t i = plain->first; i < end; i++) {
        if (number(audit, i)->role != ROLE_CHANGE || number(audit, i)->kind == NUMBER_POINTS)
            continue;
        g.whole = i;
        g.count = 0;
        bool listed = false;
        for (size_t k = i + 1; k < end && k - i < LOOK_MAX && number(audit, k)->sentence == number(audit, i)->sentence;
             k++) {
            listed = listed || opens(words_before(audit, k));
            const bool part = number(audit, k)->role == ROLE_CHANGE && alike(number(audit, k), number(audit, i));
            if (listed && part && g.count < LOOK_MAX)
                g.parts[g.count++] = k;
        }
        if (g.count == 0)
            continue;
        if (holds(audit, &g))
            confirm(audit, &g);
        else
            judge(audit, &g, true);
        break;
    }
}

void sums_check(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++) {
        const Plain *plain = &audit->plains[p];
        if (plain->count == 0)
            continue;
        lists_of(audit, plain);
        totals_of(audit, plain);
        silent_of(audit, plain);
        changes_of(audit, plain);
        list_below(audit, p);
    }
}
