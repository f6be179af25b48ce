#include "prose/group.h"

#include "prose/words.h"

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

bool group_alike(const Number *a, const Number *b) {
    if (a->kind != b->kind || a->kind != NUMBER_COUNT)
        return a->kind == b->kind;
    return str_equal(a->measure, b->measure) &&
           (a->noun.length == 0 || b->noun.length == 0 || str_equal(a->noun, b->noun));
}

bool group_takes(const Number *n, const Number *whole) {
    const bool amount = n->role == ROLE_MAIN && whole->role == ROLE_MAIN && !n->base && !whole->base;
    return group_alike(n, whole) && amount;
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
bool group_sum(const Audit *audit, const Group *g, bool truth, Ratio *out) {
    *out = RATIO_ZERO;
    for (size_t i = 0; i < g->count; i++) {
        Ratio value;
        if (!value_of(number(audit, g->parts[i]), g->changes, truth, &value) || !ratio_add(*out, value, out))
            return false;
    }
    return true;
}

bool group_holds(const Audit *audit, const Group *g) {
    const Number *whole = number(audit, g->whole);
    Ratio sum, value, exact;
    if (!group_sum(audit, g, false, &sum))
        return false;
    value_of(whole, g->changes, false, &value);
    if (ratio_compare(sum, value) == 0)
        return true;
    if (!group_sum(audit, g, true, &exact))
        return false;
    value_of(whole, g->changes, true, &value);
    return ratio_compare(exact, value) == 0 && !whole->wrong;
}

void group_confirm(Audit *audit, const Group *g) {
    Number *whole = number(audit, g->whole);
    /* Nothing, of which a part is nothing, might as well be something. */
    whole->checked = whole->checked || ratio_sign(whole->value) != 0 || g->count > 1;
    whole->settled = true;
    for (size_t i = 0; i < g->count; i++) {
        Number *part = number(audit, g->parts[i]);
        part->checked = part->settled = true;
        part->whole = part->whole == NUMBER_NONE ? g->whole : part->whole;
    }
}

/* ---- slips of the hand ---------------------------------------------------------------------------------- */

/* The one number of the group whose slip explains the difference; NUMBER_NONE. `excess`: sum − whole. */
size_t group_slipped(const Audit *audit, const Group *g, Ratio excess) {
    Ratio right;
    const Number *whole = number(audit, g->whole);
    if (!whole->settled && ratio_add(whole->value, excess, &right) && slip_is(whole, right))
        return g->whole;
    for (size_t i = 0; i < g->count; i++) {
        const Number *part = number(audit, g->parts[i]);
        if (!part->settled && ratio_subtract(part->value, excess, &right) && slip_is(part, right))
            return g->parts[i];
    }
    return NUMBER_NONE;
}

/* ---- judging -------------------------------------------------------------------------------------------- */

/* Do two phrases name the same row, 2019年基本支出 and 2018年基本支出? */
static bool same_row(Str a, Str b) {
    a = clause_bare(a);
    b = clause_bare(b);
    const Str shorter = a.length < b.length ? a : b, longer = a.length < b.length ? b : a;
    return str_equal(shorter, text_from(longer, longer.length - shorter.length));
}

/* Are all parts of one set of rows that make up their whole, each another row, and is the whole none of them? */
static bool is_partition(const Audit *audit, const Group *g) {
    unsigned sets = ~0u;
    for (size_t i = 0; i < g->count; i++)
        sets &= words_partitions(number(audit, g->parts[i])->phrase);
    sets &= ~words_partitions(number(audit, g->whole)->phrase);
    for (size_t i = 1; i < g->count; i++)
        if (same_row(number(audit, g->parts[i - 1])->phrase, number(audit, g->parts[i])->phrase))
            return false;
    /* Those who are there do not make up the posts there are. */
    const bool posts = text_holds(number(audit, g->whole)->phrase, "编制");
    return sets != 0 && g->count > 1 && (!posts || text_holds(number(audit, g->parts[0])->phrase, "编制"));
}

/* Has a rule before found a number of it wrong, or a table all of them right? Then the sum is none of the prose's. */
bool group_explained(const Audit *audit, const Group *g) {
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

bool group_rounds(const Audit *audit, const Group *g, Ratio excess) {
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

void group_report(Audit *audit, const Group *g, size_t at, Ratio sum, Ratio expected, ProseWeight weight) {
    Number *wrong = number(audit, at);
    const Number *other = number(audit, at == g->whole ? g->parts[0] : g->whole);
    const Report r = {.subject = subject_name(wrong->subject),
                      .expected = &expected,
                      .reckoned = reckoning(audit, g, sum),
                      .others = {other, g->count > 1 ? number(audit, g->parts[g->count - 1]) : NULL}};
    wrong->wrong = true;
    for (size_t i = 0; i < g->count; i++)
        number(audit, g->parts[i])->checked = true;
    number(audit, g->whole)->checked = true;
    report_number(audit, PROSE_SUM, weight, wrong, &r);
}

/* Is there an amount before, that the parts may be of: 原值2563.8万元，净值1856.32万元，其中…? */
static bool fits_before(const Audit *audit, const Group *g, Ratio sum) {
    const Number *whole = number(audit, g->whole);
    const Number *first = number(audit, audit->plains[whole->at.passage].first);
    for (const Number *n = whole; n > first && whole - n < LOOK_MAX; n--)
        if (group_takes(n - 1, whole) && ratio_compare(n[-1].value, sum) >= 0)
            return true;
    return false;
}

/* "基本支出2500万元，执行2400万元": is there a part without a name among those that have one? It is of the same. */
static bool has_second(const Audit *audit, const Group *g) {
    size_t named = 0;
    for (size_t i = 0; i < g->count; i++) {
        const Str phrase = number(audit, g->parts[i])->phrase;
        named += topic_of(phrase) != 0 || clause_bare(phrase).length > 0;
    }
    return named > 0 && named < g->count;
}

/* A group that is said to be parts of a whole, and does not make it up. `said`: 其中 or 共计 says so. */
void group_judge(Audit *audit, const Group *g, bool said) {
    const Number *whole = number(audit, g->whole);
    Ratio sum, value, excess, right;
    if (g->count == 0 || group_explained(audit, g) || !group_sum(audit, g, false, &sum))
        return;
    value_of(whole, g->changes, false, &value);
    if (!ratio_subtract(sum, value, &excess))
        return;
    const bool partition = is_partition(audit, g);
    const size_t slip = g->count > 1 && (said || partition) ? group_slipped(audit, g, excess) : NUMBER_NONE;
    const bool above = said && ratio_sign(excess) > 0 && ratio_sign(value) != 0 && !g->changes &&
                       !fits_before(audit, g, sum) && !has_second(audit, g);
    if (!partition && slip == NUMBER_NONE && !above)
        return;
    const size_t at = slip == NUMBER_NONE ? g->whole : slip;
    if (!(at == g->whole ? ratio_add(whole->value, excess, &right)
                         : ratio_subtract(number(audit, at)->value, excess, &right)))
        return;
    const bool sure =
        (partition || slip != NUMBER_NONE) && !is_approximate(audit, g) && !group_rounds(audit, g, excess);
    group_report(audit, g, at, sum, at == g->whole ? ratio_abs(right) : right, sure ? PROSE_ERROR : PROSE_WARNING);
}
