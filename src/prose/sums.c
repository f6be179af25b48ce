/*
 * sums: parts make up their whole.
 *
 * A list begins with 其中 or 包括 after an amount, runs on in the paragraphs below a colon, or precedes 共计. Which
 * amounts are its parts is read off its kind (money, or a count with the same measure) and its sentence. Lists in
 * reports are often not whole, without saying so: only where rows that make up their whole by definition are listed
 * (基本支出 and 项目支出), where the parts exceed it, or where one slip of the hand explains all, is the sum wrong.
 */
#include <string.h>

#include "prose/group.h"
#include "prose/words.h"

#define INNER_MAX 4 /* lists within one list */

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

/* ---- lists ---------------------------------------------------------------------------------------------- */

/* The amount that a list after the number `i` is of: the nearest one before, like the list's first. */
static size_t whole_before(const Audit *audit, size_t first, size_t i, const Number *like) {
    const bool leads = word_starts(WORD_PARTS, clause_sentence(audit, like->sentence)) > 0;
    for (size_t k = i; k > first && i - k < LOOK_MAX; k--) {
        const Number *n = number(audit, k - 1);
        /* What is counted in another sentence is something else, unless this one begins with 其中. */
        if (like->kind == NUMBER_COUNT && n->sentence != like->sentence && !leads)
            break;
        if (group_takes(n, like))
            return k - 1;
    }
    return NUMBER_NONE;
}

/* Does 其中 or the like stand in the words before the number? */
static bool opens(Str words) { return word_within(WORD_PARTS, words, NULL) || word_within(WORD_LIST, words, NULL); }

/* Numbers in words are among them: 包括一期200万元. */
static Str words_before(const Audit *audit, size_t i) {
    const Number *n = number(audit, i);
    const Plain *plain = &audit->plains[n->at.passage];
    while (i > plain->first && number(audit, i - 1)->spelled)
        i--;
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
        if (group_holds(audit, &inner))
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
        group_confirm(audit, &inner);
    else
        group_judge(audit, &inner, true);
    for (size_t i = from; i + take < g->count; i++)
        g->parts[i] = g->parts[i + take];
    g->count -= take;
}

/* Does the next part of the list belong to the same as those before it: another kind of staff, of cars? */
static bool goes_on(const Audit *audit, const Group *head, const Group *all) {
    if (head->count >= all->count)
        return false;
    const Str last = number(audit, all->parts[head->count - 1])->phrase;
    const Str next = number(audit, all->parts[head->count])->phrase;
    return str_equal(last, next) || (words_partitions(last) & words_partitions(next)) != 0;
}

static void close_group(Audit *audit, Group *g, const size_t *inner, size_t inner_count, bool said) {
    if (group_holds(audit, g) && g->count > 0) {
        group_confirm(audit, g);
        return;
    }
    for (size_t i = inner_count; i > 0; i--)
        if (inner[i - 1] > 0 && inner[i - 1] < g->count)
            take_inner(audit, g, inner[i - 1]);
    /* The list may have ended before what follows it in the sentence. */
    for (Group head = *g; head.count > 0; head.count--) {
        if (group_holds(audit, &head) && !goes_on(audit, &head, g)) {
            group_confirm(audit, &head);
            return;
        }
    }
    group_judge(audit, g, said);
}

/* "财政拨款5230.10万元（一般公共预算5000.10万元、…）": parts in brackets are of the amount before them. */
static bool opens_bracket(Str words) {
    int depth = 0;
    for (size_t i = 0; i < words.length; i++)
        depth += (words.text[i] == '(') - (words.text[i] == ')' && depth > 0);
    return depth > 0 && words.length > 0 && words.text[0] == '(';
}

/* "人员经费3660万元，主要包括工资福利支出…", "482万元：货物…": the words lead from an amount to its own parts. */
static bool leads_on(Str words) {
    size_t after;
    if (text_starts(words, ":"))
        return true;
    if (!word_within(WORD_LIST, words, &after))
        return false;
    for (size_t i = after; i < words.length; i++)
        if (strchr(",;\x01", words.text[i]))
            return false;
    return true;
}

/* Collects the parts from number `i` on, of its sentence, that are like the whole. The number to go on with. */
static size_t collect(Audit *audit, size_t whole, size_t i, size_t end) {
    Group g = {.whole = whole};
    size_t inner[INNER_MAX], inner_count = 0;
    const size_t sentence = number(audit, i)->sentence, start = i;
    size_t next = i + 1;
    const Number *like = number(audit, whole);
    for (; i < end && number(audit, i)->sentence == sentence && i - start < LOOK_MAX; i++) {
        const Number *n = number(audit, i);
        const Str words = words_before(audit, i);
        if (!group_takes(n, like))
            continue;
        if (g.count > 0 && word_ends(WORD_SUM, clause_bare(n->phrase)) > 0)
            break;
        if (g.count > 0 && inner_count < INNER_MAX &&
            (word_within(WORD_PARTS, words, NULL) || opens_bracket(words) || leads_on(words)))
            inner[inner_count++] = g.count;
        g.parts[g.count++] = i;
        next = i + 1;
    }
    close_group(audit, &g, inner, inner_count, true);
    return next;
}

/* The first number of the list that is not like its first: 其中电脑10台5万元，空调5台2.5万元 lists two kinds. */
static size_t other_kind(const Audit *audit, size_t i, size_t end) {
    const Number *n = number(audit, i);
    for (size_t k = i + 1; k < end && k - i < 4 && number(audit, k)->sentence == n->sentence; k++)
        if (number(audit, k)->role == ROLE_MAIN && !number(audit, k)->spelled && !group_alike(number(audit, k), n))
            return k;
    return NUMBER_NONE;
}

static void lists_of(Audit *audit, const Plain *plain) {
    const size_t end = plain->first + plain->count;
    for (size_t i = plain->first; i < end; i++) {
        const Number *n = number(audit, i);
        const Str words = words_before(audit, i);
        if (n->role != ROLE_MAIN || n->spelled || n->whole != NUMBER_NONE || !(opens(words) || opens_bracket(words)))
            continue;
        const size_t kinds[] = {i, other_kind(audit, i, end)};
        size_t next = i + 1;
        for (size_t k = 0; k < 2 && kinds[k] != NUMBER_NONE; k++) {
            size_t whole = whole_before(audit, plain->first, i, number(audit, kinds[k]));
            if (k > 0 && whole != NUMBER_NONE && number(audit, whole)->sentence != n->sentence)
                whole = NUMBER_NONE; /* what else is counted in the list is no part of it */
            const size_t after = whole == NUMBER_NONE ? next : collect(audit, whole, kinds[k], end);
            next = k == 0 ? after : next;
        }
        i = next - 1;
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
        if (!group_takes(part, n))
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
    if (!run_before(audit, plain, total, &g) || group_explained(audit, &g) || !group_sum(audit, &g, false, &sum) ||
        !ratio_subtract(sum, n->value, &excess))
        return;
    const size_t at = group_slipped(audit, &g, excess);
    if (at == NUMBER_NONE)
        return;
    const bool fits =
        at == total ? ratio_add(n->value, excess, &right) : ratio_subtract(number(audit, at)->value, excess, &right);
    if (fits)
        group_report(audit, &g, at, sum, right, PROSE_WARNING);
}

/* "…，以上3项合计5196.68万元": as many amounts stand before it as are counted. Is that what is wrong? */
static bool judge_counted(Audit *audit, const Plain *plain, size_t total) {
    Group g = {.whole = total};
    const Number *n = number(audit, total), *counted = n - 1;
    Ratio sum, exact, excess;
    int64_t count;
    bool settled = true;
    if (total == plain->first || counted->kind != NUMBER_COUNT || counted->sentence != n->sentence ||
        !(text_ends(counted->phrase, "以上") || text_ends(counted->phrase, "上述")) ||
        !ratio_whole(counted->value, &count))
        return false;
    for (size_t k = total; k > plain->first && number(audit, k - 1)->sentence == n->sentence && g.count < LOOK_MAX; k--)
        if (group_takes(number(audit, k - 1), n)) {
            settled = settled && number(audit, k - 1)->settled;
            g.parts[g.count++] = k - 1;
        }
    if (count < 2 || g.count != (size_t)count || group_explained(audit, &g) || !group_sum(audit, &g, false, &sum) ||
        !group_sum(audit, &g, true, &exact) || !ratio_subtract(sum, n->value, &excess))
        return false;
    if (settled ? number_says(n, exact) : group_rounds(audit, &g, excess))
        return false;
    group_report(audit, &g, total, sum, sum, PROSE_ERROR);
    return true;
}

/* "A 14个、B 88个，共103个": the nearest amounts before that make up the total. */
static void total_after(Audit *audit, const Plain *plain, size_t total) {
    Group g = {.whole = total};
    const Number *n = number(audit, total);
    Ratio sum = RATIO_ZERO;
    for (size_t k = total; k > plain->first && total - k < LOOK_MAX; k--) {
        const Number *part = number(audit, k - 1);
        if (!group_takes(part, n))
            continue;
        if (!ratio_add(sum, part->value, &sum) || ratio_compare(sum, n->value) > 0)
            break;
        g.parts[g.count++] = k - 1;
        if (g.count > 1 && ratio_compare(sum, n->value) == 0) {
            group_confirm(audit, &g);
            return;
        }
    }
    if (!judge_counted(audit, plain, total))
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
    while (first < end && (number(audit, first)->role != ROLE_MAIN || number(audit, first)->base))
        first++;
    if (first >= end)
        return;
    Group g = {.whole = first};
    for (size_t i = first + 1; i < end && g.count < LOOK_MAX; i++)
        if (group_takes(number(audit, i), number(audit, first)) && !number(audit, i)->spelled)
            g.parts[g.count++] = i;
    size_t some = 0;
    for (size_t i = 0; i < g.count; i++)
        some += ratio_sign(number(audit, g.parts[i])->value) != 0;
    if (g.count < 2)
        return;
    if (some > 1 && group_holds(audit, &g))
        group_confirm(audit, &g);
    else
        group_judge(audit, &g, false);
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
            const bool part = number(audit, k)->role == ROLE_CHANGE && group_alike(number(audit, k), number(audit, i));
            if (listed && part && g.count < LOOK_MAX)
                g.parts[g.count++] = k;
        }
        if (g.count == 0)
            continue;
        if (group_holds(audit, &g))
            group_confirm(audit, &g);
        else
            group_judge(audit, &g, true);
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
    }
}
