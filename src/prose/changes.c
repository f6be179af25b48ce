/*
 * changes: 比上年增加 C，增长 R% goes with the amounts beside it.
 *
 * The base is this year's amount less the change, or last year's when the text gives it. Several amounts may be meant
 * by a change (the one before, the one its own words name, what the tables say): any with which it goes will do.
 */
#include "prose/audit.h"
#include "prose/words.h"

#define AMOUNTS_MAX 24
#define CLAUSE_MAX  240 /* bytes of the clause after a change */

typedef struct Amount {
    Ratio value, step;
    const Number *number;
    size_t figure;
} Amount;

/* A change, its rate, and what they may be of. */
typedef struct Turn {
    Number *change, *rate; /* either may be NULL */
    Number *prior;         /* last year's amount, when the text gives it */
    Number *done;          /* owner in the text */
    Amount amounts[AMOUNTS_MAX];
    size_t count;
    bool sure;  /* the first of them is meant */
    bool guess; /* its own words name something that neither text nor tables do: what does not fit says nothing */
} Turn;

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

/* ---- who belongs together ------------------------------------------------------------------------------- */

static bool is_amount(const Number *n) { return n->role == ROLE_MAIN && !n->spelled; }

/* Of a change that is listed after 分别, the rate that is listed for the same amount. */
static Number *listed_rate(Audit *audit, size_t i) {
    const Number *change = number(audit, i);
    const Plain *plain = &audit->plains[change->at.passage];
    for (size_t k = i + 1; k < plain->first + plain->count && k - i < LOOK_MAX; k++) {
        Number *n = number(audit, k);
        if (n->listed && n->role == ROLE_RATE && n->sentence == change->sentence && n->owner == change->owner)
            return change->owner == NUMBER_NONE ? NULL : n;
    }
    return NULL;
}

/* The rate of a change: the next number of the sentence, or the one before, with no amount between. */
static Number *rate_of(Audit *audit, size_t i) {
    if (number(audit, i)->listed)
        return listed_rate(audit, i);
    const Plain *plain = &audit->plains[number(audit, i)->at.passage];
    const size_t end = plain->first + plain->count, sentence = number(audit, i)->sentence;
    for (size_t k = i + 1; k < end && k - i <= 3 && number(audit, k)->sentence == sentence; k++) {
        if (number(audit, k)->role == ROLE_RATE)
            return number(audit, k)->listed ? NULL : number(audit, k);
        if (is_amount(number(audit, k)) || number(audit, k)->role == ROLE_CHANGE)
            break;
    }
    Number *before = i > plain->first ? number(audit, i - 1) : NULL;
    return before && before->role == ROLE_RATE && before->sentence == sentence && !before->checked && !before->listed
               ? before
               : NULL;
}

/* Last year's amount of the same thing: in the same sentence, with one amount between at most, and not used already. */
static Number *prior_of(Audit *audit, size_t i) {
    const Number *n = number(audit, i);
    const Plain *plain = &audit->plains[n->at.passage];
    int amounts = 0;
    for (size_t k = i; k > plain->first && i - k < LOOK_MAX; k--) {
        Number *before = number(audit, k - 1);
        if (before->sentence != n->sentence)
            break;
        amounts += is_amount(before) && before->kind != NUMBER_COUNT;
        if (before->role == ROLE_CHANGE || (before->role == ROLE_RATE && amounts > 0))
            break; /* last year's amount before it was another's: 甲5元，上年3元，增加2元；乙4元，减少1元 */
        if (before->role == ROLE_PRIOR && amounts <= 1)
            return before;
    }
    return NULL;
}

static void add(Turn *turn, Amount amount) {
    if (turn->count < AMOUNTS_MAX)
        turn->amounts[turn->count++] = amount;
}

static void add_number(const Audit *audit, Turn *turn, const Number *n) {
    add(turn, (Amount){n->value, clause_step(audit, n), n, PROSE_NO_FIGURE});
    if (ratio_compare(n->truth, n->value) != 0)
        add(turn, (Amount){n->truth, n->step, n, n->figure});
}

/* The words of a change but for those of comparison: 公务接待费 of "公务接待费比上年减少". */
static Str own_words(Str phrase) {
    for (bool again = true; again;) {
        const size_t before = phrase.length;
        const WordClass classes[] = {WORD_EITHER, WORD_UP, WORD_DOWN, WORD_PRIOR, WORD_COMPARE, WORD_AFTER_CHANGE};
        for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
            phrase = text_without_end(phrase, word_ends(classes[i], phrase));
        phrase = text_without_end(phrase, clause_year(phrase));
        again = phrase.length < before;
    }
    return phrase;
}

/* After a list, in a sentence of its own, the change may be of what the list is of: the first amounts before it. */
static void add_wholes(const Audit *audit, const Number *n, const Number *owner, Turn *turn) {
    const Number *first = number(audit, audit->plains[n->at.passage].first);
    if (n->sentence == owner->sentence)
        return;
    if (owner->whole != NUMBER_NONE)
        add_number(audit, turn, number(audit, owner->whole));
    for (const Number *k = first; k < owner && k - first < LOOK_MAX; k++) {
        if (!is_amount(k) || k->kind != owner->kind || (k > first && k[-1].sentence == k->sentence && is_amount(k - 1)))
            continue;
        add_number(audit, turn, k);
    }
}

/* "公务接待费减少0.2万元": by its own words; else the amount before it. */
static void add_amounts(Audit *audit, const Number *n, Turn *turn) {
    const Str bare = clause_bare(n->phrase), words = own_words(bare.length ? bare : n->phrase);
    Number *owner = n->owner == NUMBER_NONE ? NULL : number(audit, n->owner);
    const bool own = topic_of(words) != 0 || clause_bare(words).length > 0;
    const Meant meant = own && n->kind != NUMBER_COUNT ? amounts_meant(audit, n, words) : (Meant){0};
    const bool compared = word_within(WORD_COMPARE, words, NULL) || word_within(WORD_PRIOR, words, NULL);
    for (size_t i = 0; i < meant.count; i++)
        add(turn, (Amount){meant.yuan[i], audit->book->figures[meant.figures[i]].step, NULL, meant.figures[i]});
    turn->sure = meant.count > 0 && meant.sure;
    turn->guess = own && meant.count == 0 && !compared;
    if (!owner || (!own && word_within(WORD_NOTHING, clause_between(audit, owner, n), NULL)))
        return; /* 甲5元；乙未安排，比上年减少1元: no amount stands for 乙 */
    if (meant.count == 0)
        turn->sure = (!own || compared) && n->sentence - owner->sentence <= 1;
    turn->done = owner;
    add_number(audit, turn, owner);
    add_wholes(audit, n, owner, turn);
    /* Others of the passage may be meant when sentences or lists lie between. */
    const size_t first = audit->plains[n->at.passage].first;
    for (size_t k = n->owner; k > first && n->owner - k < 4; k--)
        if (is_amount(number(audit, k - 1)) && number(audit, k - 1)->kind == owner->kind)
            add_number(audit, turn, number(audit, k - 1));
}

/* ---- reckoning ------------------------------------------------------------------------------------------ */

static bool base_of(const Turn *turn, const Amount *amount, int sign, Ratio *base) {
    return ratio_subtract(amount->value, sign < 0 ? ratio_negate(turn->change->value) : turn->change->value, base);
}

static int sign_of(const Turn *turn) {
    if (turn->change && turn->change->sign)
        return turn->change->sign;
    return turn->rate && turn->rate->sign ? turn->rate->sign : 1;
}

typedef enum Verdict { VERDICT_TRUE, VERDICT_ROUNDED, VERDICT_FALSE, VERDICT_NO_BASE, VERDICT_BELOW } Verdict;

/* The rate against change and amount; what it should be in *percent. */
static Verdict try_rate(const Turn *turn, const Amount *amount, Ratio *base, Ratio *percent) {
    if (!base_of(turn, amount, sign_of(turn), base))
        return VERDICT_FALSE;
    if (ratio_sign(*base) == 0)
        return ratio_sign(turn->change->value) == 0 && ratio_sign(turn->rate->value) == 0 ? VERDICT_TRUE
                                                                                          : VERDICT_NO_BASE;
    if (ratio_sign(*base) < 0)
        return VERDICT_BELOW;
    if (!percent_of(turn->change->value, *base, percent))
        return VERDICT_FALSE;
    Number size = *turn->rate;
    size.value = ratio_abs(size.value);
    if (number_says(&size, *percent))
        return VERDICT_TRUE;
    return percent_may_be(turn->rate, turn->change->value, turn->change->step, *base, amount->step) ? VERDICT_ROUNDED
                                                                                                    : VERDICT_FALSE;
}

/* Would the rate tell if the change were one step larger or smaller? Only then has it been checked. */
static bool is_pinned(const Turn *turn, const Amount *amount) {
    Ratio base, percent;
    for (int sign = -1; sign <= 1; sign += 2) {
        Number change = *turn->change;
        Turn other = *turn;
        Ratio step = change.step;
        step.top *= sign;
        if (!ratio_add(change.value, step, &change.value))
            return false;
        other.change = &change;
        if (try_rate(&other, amount, &base, &percent) == VERDICT_TRUE)
            return false;
    }
    return true;
}

static void check_off(Turn *turn, const Amount *amount) {
    if (turn->change && (turn->prior || is_pinned(turn, amount)))
        turn->change->checked = true;
    if (turn->rate)
        turn->rate->checked = true;
}

/* 1897.5 − 910 = 987.5；910 ÷ 987.5 = 92.2% */
static const char *reckoning(Audit *audit, const Turn *turn, const Amount *amount, Ratio base, const Ratio *percent) {
    const Ratio unit = turn->change->unit;
    Ratio all = amount->value, change = turn->change->value;
    if (!ratio_divide(all, unit, &all) || !ratio_divide(change, unit, &change) || !ratio_divide(base, unit, &base))
        return NULL;
    const int decimals = turn->change->kind == NUMBER_MONEY ? 2 : 0;
    const char *t = print_plain(audit->scratch, all, decimals), *b = print_plain(audit->scratch, base, decimals);
    const char *c = print_plain(audit->scratch, change, decimals);
    const char *sign = sign_of(turn) < 0 ? "+" : "−";
    const char *head = arena_printf(audit->scratch, "%s %s %s = %s", t, sign, c, b);
    if (!percent || !head)
        return head;
    const char *rate = print_plain(audit->scratch, *percent, turn->rate->decimals + 2);
    return arena_printf(audit->scratch, "%s；%s ÷ %s = %s%%", head, c, b, rate);
}

static Str subject_of(const Turn *turn, const Number *n) {
    return subject_name(turn->done ? turn->done->subject : n->phrase);
}

static void report(Audit *audit, const Turn *turn, const Amount *amount, ProseRule rule, ProseWeight weight, Number *at,
                   const Ratio *expected, const char *reckoned) {
    const Report r = {.subject = subject_of(turn, at),
                      .expected = expected,
                      .reckoned = reckoned,
                      .figures = &amount->figure,
                      .figure_count = amount->figure == PROSE_NO_FIGURE ? 0 : 1,
                      .others = {amount->number, turn->change == at ? turn->rate : turn->change}};
    at->wrong = at->checked = true;
    if (weight == PROSE_ERROR && (at->approximate || !turn->sure))
        weight = PROSE_WARNING;
    report_number(audit, rule, weight, at, &r);
}

/* ---- judging -------------------------------------------------------------------------------------------- */

/* Up and down, or a change of nothing with a rate: these contradict whatever the amounts are. */
static bool contradicts(Audit *audit, const Turn *turn) {
    const Amount none = {.figure = PROSE_NO_FIGURE};
    const bool both = turn->change->sign && turn->rate->sign && ratio_sign(turn->change->value) != 0;
    if (both && turn->change->sign != turn->rate->sign) {
        const Report r = {.subject = subject_of(turn, turn->rate), .others = {turn->change}};
        turn->rate->checked = turn->rate->wrong = turn->change->checked = true;
        report_number(audit, PROSE_DIRECTION, PROSE_ERROR, turn->rate, &r);
        return true;
    }
    if (ratio_sign(turn->change->value) == 0 && ratio_sign(turn->rate->value) != 0) {
        const Ratio zero = RATIO_ZERO;
        Turn sure = *turn;
        sure.sure = true;
        report(audit, &sure, &none, PROSE_RATE, PROSE_ERROR, turn->rate, &zero, NULL);
        return true;
    }
    return false;
}

static void judge_false(Audit *audit, const Turn *turn, const Amount *amount, Verdict verdict, Ratio base,
                        Ratio percent) {
    switch (verdict) {
    case VERDICT_NO_BASE:
        report(audit, turn, amount, PROSE_BASE, PROSE_ERROR, turn->rate, NULL,
               reckoning(audit, turn, amount, base, NULL));
        break;
    case VERDICT_BELOW:
        report(audit, turn, amount, PROSE_CHANGE, PROSE_ERROR, turn->change, NULL,
               reckoning(audit, turn, amount, base, NULL));
        turn->rate->checked = true;
        break;
    case VERDICT_ROUNDED:
        report(audit, turn, amount, PROSE_RATE, PROSE_NOTE, turn->rate, &percent,
               reckoning(audit, turn, amount, base, &percent));
        turn->change->checked = true;
        break;
    default:
        report(audit, turn, amount, PROSE_RATE, PROSE_ERROR, turn->rate, &percent,
               reckoning(audit, turn, amount, base, &percent));
        turn->change->checked = true;
    }
}

static void judge_rate(Audit *audit, Turn *turn) {
    Ratio base = RATIO_ZERO, percent = RATIO_ZERO, first_base = RATIO_ZERO, first_percent = RATIO_ZERO;
    Verdict first = VERDICT_TRUE;
    size_t best = 0;
    if (contradicts(audit, turn))
        return;
    for (size_t i = 0; i < turn->count; i++) {
        const Verdict verdict = try_rate(turn, &turn->amounts[i], &base, &percent);
        if (verdict == VERDICT_TRUE) {
            check_off(turn, &turn->amounts[i]);
            return;
        }
        if (i == 0 || (first == VERDICT_BELOW && verdict != VERDICT_BELOW)) {
            best = i;
            first = verdict;
            first_base = base;
            first_percent = percent;
        }
    }
    if (turn->count > 0 && !turn->guess)
        judge_false(audit, turn, &turn->amounts[best], first, first_base, first_percent);
}

/* T − P = ± C */
static void judge_prior(Audit *audit, Turn *turn) {
    Ratio difference, percent;
    const Number *last = turn->prior;
    for (size_t i = 0; i < turn->count; i++) {
        const Amount *amount = &turn->amounts[i];
        if (!ratio_subtract(amount->value, last->value, &difference))
            continue;
        const bool change = !turn->change || number_says(turn->change, ratio_abs(difference));
        Number size = turn->rate ? *turn->rate : (Number){.unit = ratio_from(1)};
        size.value = ratio_abs(size.value);
        const bool rate =
            !turn->rate || (percent_of(ratio_abs(difference), last->value, &percent) && number_says(&size, percent));
        if (!change || !rate)
            continue;
        check_off(turn, amount);
        turn->prior->checked = true;
        const int said = sign_of(turn);
        if (said * ratio_sign(difference) >= 0)
            return;
        Number *at = turn->change ? turn->change : turn->rate;
        report(audit, turn, amount, PROSE_DIRECTION, PROSE_ERROR, at, NULL, NULL);
        return;
    }
    const Number *first = turn->count > 0 ? turn->amounts[0].number : NULL;
    if (turn->count == 0 || !ratio_subtract(turn->amounts[0].value, last->value, &difference) ||
        (first && first->kind != last->kind))
        return;
    difference = ratio_abs(difference);
    turn->prior->checked = true;
    if (turn->change && !number_says(turn->change, difference))
        report(audit, turn, &turn->amounts[0], PROSE_CHANGE, PROSE_ERROR, turn->change, &difference, NULL);
    else if (turn->rate && percent_of(difference, last->value, &percent))
        report(audit, turn, &turn->amounts[0], PROSE_RATE,
               percent_may_be(turn->rate, difference, last->step, last->value, last->step) ? PROSE_NOTE : PROSE_ERROR,
               turn->rate, &percent, NULL);
}

/* 增加5万元，与上年持平; but not 增加5万元，其中：甲与上年持平 */
static void judge_same(Audit *audit, Number *change) {
    const Str after = clause_after(audit, change);
    size_t end = after.length && after.text[0] == ',' ? 1 : 0;
    while (end < after.length && end < CLAUSE_MAX && after.text[end] != ',' && after.text[end] != ';' &&
           after.text[end] != '(')
        end++;
    const size_t start = end > 0 && after.text[0] == ',' ? 1 : 0;
    const Str clause = {after.text + start, end - start};
    const bool alone =
        word_starts(WORD_COMPARE, clause) || word_starts(WORD_PRIOR, clause) || word_starts(WORD_SAME, clause);
    if (!alone || ratio_sign(change->value) == 0 || !word_within(WORD_SAME, clause, NULL) ||
        text_holds(clause, "原因") || !(word_within(WORD_PRIOR, clause, NULL) || text_holds(clause, "变化")))
        return;
    const Report r = {.subject = subject_name(change->phrase)};
    report_number(audit, PROSE_DIRECTION, PROSE_ERROR, change, &r);
}

/* More was added than there is. */
static void judge_change(Audit *audit, Turn *turn) {
    Ratio base;
    if (turn->count == 0 || turn->guess || turn->change->sign <= 0 || turn->change->kind == NUMBER_POINTS)
        return;
    for (size_t i = 0; i < turn->count; i++)
        if (!base_of(turn, &turn->amounts[i], 1, &base) || ratio_sign(base) >= 0)
            return;
    report(audit, turn, &turn->amounts[0], PROSE_CHANGE, PROSE_WARNING, turn->change, NULL, NULL);
}

/* "…增长43.1%，主要是行政运行追加28.95万元": a part of the change, given as its reason. */
static bool is_reason(const Audit *audit, size_t i) {
    const Number *n = number(audit, i);
    for (size_t k = i; k > 0; k--) {
        const Number *before = number(audit, k - 1);
        if (before->at.passage != n->at.passage || before->sentence != n->sentence)
            return false;
        if (word_within(WORD_REASON, clause_between(audit, before, number(audit, k)), NULL))
            return true;
        if (is_amount(before))
            return false;
    }
    return false;
}

/* "上年为2217.46万元，增加58.76万元，增长2.65%": this year's amount is what both give, and the rate tells. */
static void add_derived(const Audit *audit, Turn *turn) {
    const Ratio change = sign_of(turn) < 0 ? ratio_negate(turn->change->value) : turn->change->value;
    Amount amount = {.step = clause_step(audit, turn->prior), .figure = PROSE_NO_FIGURE};
    if (!turn->rate || turn->prior->kind != turn->change->kind || !ratio_add(turn->prior->value, change, &amount.value))
        return;
    add(turn, amount);
    turn->sure = true;
}

static void check_change(Audit *audit, size_t i) {
    Turn turn = {.change = number(audit, i)};
    if (turn.change->kind == NUMBER_POINTS || is_reason(audit, i))
        return;
    turn.rate = rate_of(audit, i);
    turn.prior = prior_of(audit, i);
    add_amounts(audit, turn.change, &turn);
    judge_same(audit, turn.change);
    if (turn.count == 0 && turn.prior)
        add_derived(audit, &turn);
    if (turn.prior && turn.prior->kind == turn.change->kind && turn.count > 0)
        judge_prior(audit, &turn);
    else if (turn.rate)
        judge_rate(audit, &turn);
    else
        judge_change(audit, &turn);
    if (turn.rate)
        turn.rate->settled = true; /* looked at with its change */
}

/* A rate without a change, against last year's amount. */
static void check_rate(Audit *audit, size_t i) {
    Turn turn = {.rate = number(audit, i)};
    turn.prior = prior_of(audit, i);
    if (!turn.prior || turn.rate->settled)
        return;
    add_amounts(audit, turn.rate, &turn);
    if (turn.count > 0)
        judge_prior(audit, &turn);
}

/* ---- 完成预算的 R% --------------------------------------------------------------------------------------- */

/* The rate is not what the part is of the whole. */
static void judge_part(Audit *audit, Number *rate, const Number *part, const Number *whole) {
    Ratio percent;
    if (!percent_of(part->value, whole->value, &percent))
        return;
    const bool rounding = percent_may_be(rate, part->value, part->step, whole->value, whole->step);
    const Report r = {.subject = subject_name(part->subject), .expected = &percent, .others = {part, whole}};
    rate->checked = true;
    report_number(audit, PROSE_SHARE,
                  rounding            ? PROSE_NOTE
                  : rate->approximate ? PROSE_WARNING
                                      : PROSE_ERROR,
                  rate, &r);
}

/* 年初预算为…; or, of 执行率, any 预算. */
static bool is_plan_of(const Number *plan, const Number *rate) {
    return word_within(WORD_PLAN, plan->phrase, NULL) ||
           (text_holds(rate->phrase, "执行率") && text_holds(plan->phrase, "预算"));
}

static void check_done(Audit *audit, size_t i) {
    Number *n = number(audit, i);
    const Plain *plain = &audit->plains[n->at.passage];
    const Number *owner = n->owner == NUMBER_NONE ? NULL : number(audit, n->owner);
    Ratio percent;
    const Number *plan = NULL;
    int amounts = 0;
    for (size_t k = n->owner; owner && k > plain->first && n->owner - k < 4; k--) {
        const Number *before = number(audit, k - 1);
        if (!is_amount(before) || before->kind != owner->kind)
            continue;
        amounts++;
        if (percent_of(owner->value, before->value, &percent) && number_says(n, percent)) {
            n->checked = true;
            return;
        }
        if (amounts == 1 && before->sentence == n->sentence && is_plan_of(before, n))
            plan = before;
    }
    if (plan && owner->sentence == n->sentence)
        judge_part(audit, n, owner, plan);
}

/* "480.6万元，完成全年预算500.6万元的96%", "占…500.6万元的96%": the amount before that what the rate is of belongs to.
 */
static void check_base(Audit *audit, size_t i) {
    const Number *base = number(audit, i), *owner = NULL;
    Number *rate = number(audit, i + 1);
    Ratio percent;
    if (!word_within(WORD_DONE, base->phrase, NULL) && !word_within(WORD_SHARE, base->phrase, NULL))
        return;
    for (size_t k = i; k > audit->plains[base->at.passage].first && i - k < LOOK_MAX; k--) {
        const Number *before = number(audit, k - 1);
        if (before->sentence != base->sentence)
            break;
        if (!is_amount(before) || before->kind != base->kind || before->base)
            continue;
        owner = owner ? owner : before;
        if (percent_of(before->value, base->value, &percent) && number_says(rate, percent)) {
            rate->checked = number(audit, i)->checked = true;
            return;
        }
    }
    if (owner && !owner->wrong && !base->wrong)
        judge_part(audit, rate, owner, base);
}

void changes_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++)
        if (number(audit, i)->role == ROLE_CHANGE)
            check_change(audit, i);
    for (size_t i = 0; i < audit->numbers.count; i++) {
        if (number(audit, i)->role == ROLE_RATE)
            check_rate(audit, i);
        else if (number(audit, i)->role == ROLE_DONE)
            check_done(audit, i);
        if (number(audit, i)->base)
            check_base(audit, i);
    }
}
