/*
 * counts: "设办公室、财务科、业务科3个科室": as many as are listed; "共9个，包括局本级及8个所属单位": one more than
 * those below it.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define LIST_BYTES 1200 /* of a list that is counted */

/* How many items the text holds, those in brackets aside. */
static int items_of(Str s) {
    int items = 1, depth = 0;
    for (size_t i = 0; i < s.length; i++) {
        depth += (s.text[i] == '(') - (s.text[i] == ')' && depth > 0);
        items += depth == 0 && s.text[i] == FOLD_ITEM;
    }
    return items;
}

/* The list that ends where the number begins: back to the mark or the word that opens it. */
static Str list_before(const Folded *text, const Number *n) {
    static const char *const openers[] = {"设", "设有", "包括", "即", "为", ":", "有"};
    size_t from = n->begin;
    while (from > 0 && n->begin - from < LIST_BYTES && text->bytes[from - 1] != ',' && text->bytes[from - 1] != ';' &&
           text->bytes[from - 1] != FOLD_STOP && text->bytes[from - 1] != ':')
        from--;
    for (size_t at = from; at < n->begin && text->bytes[at] != FOLD_ITEM; at++)
        for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
            if (text_ends(fold_slice(text, 0, at), openers[i]))
                return fold_slice(text, at, n->begin);
    return (Str){text->bytes, 0};
}

/* The list after "11个处室，即：" or "分别是". */
static Str list_after(const Audit *audit, const Number *n) {
    Str after = clause_after(audit, n);
    after.length = after.length < LIST_BYTES ? after.length : LIST_BYTES;
    static const char *const openers[] = {"分别是", "分别为", "即", "包括", "分别是:", "为:"};
    for (size_t at = 0; at < after.length && at < 60 && after.text[at] != FOLD_ITEM; at++)
        for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
            if (text_starts(text_from(after, at), openers[i]))
                return text_from(after, at + strlen(openers[i]));
    return (Str){after.text, 0};
}

static bool judge(Audit *audit, Number *n, Str list) {
    int64_t said;
    const int items = items_of(list);
    if (list.length == 0 || items < 2 || !ratio_whole(n->value, &said))
        return false;
    for (size_t i = 0; i < list.length; i++)
        if ((list.text[i] >= '0' && list.text[i] <= '9') || list.text[i] == ';')
            return false;
    if (said == items) {
        n->checked = true;
        return true;
    }
    /* Names may hold the mark that separates them: only a count off by one is worth a look. */
    if (said != items + 1 && said != items - 1)
        return false;
    const Ratio expected = ratio_from(items);
    const Report r = {.subject = list, .expected = &expected};
    n->checked = true;
    report_number(audit, PROSE_SUM, PROSE_NOTE, n, &r);
    return true;
}

/* ---- a body and those below it -------------------------------------------------------------------------- */

static bool counts_bodies(const Number *n) {
    return n->kind == NUMBER_COUNT && n->role == ROLE_MAIN && !n->spelled &&
           (str_equals(n->measure, "个") || str_equals(n->measure, "家"));
}

/* The length of the word that joins what follows to the words: 局本级及. */
static size_t joiner(Str words) {
    static const char *const words_of[] = {"以及", "及", "和", "与", "\x02"};
    for (size_t i = 0; i < sizeof words_of / sizeof words_of[0]; i++)
        if (text_ends(words, words_of[i]))
            return strlen(words_of[i]);
    return 0;
}

static bool is_free_of_marks(Str words) {
    for (size_t i = 0; i < words.length; i++)
        if (strchr(",;:()\x01", words.text[i]))
            return false;
    return true;
}

/* "，包括局本级及", "（含局机关和": the department itself is one of them, and others follow. */
static bool leads_to_bodies(Str words) {
    size_t after;
    if (!word_within(WORD_PARTS, words, &after) && !word_within(WORD_LIST, words, &after))
        return false;
    words = text_from(words, after);
    words = text_from(words, text_starts(words, ":") ? 1 : 0);
    const size_t join = joiner(words);
    const Str body = text_without_end(words, join);
    return join > 0 && is_free_of_marks(body) && !text_holds(body, "\x02") &&
           (text_ends(body, "本级") || text_ends(body, "机关") || text_ends(body, "本部"));
}

/* How many numbers after `i` are those of the bodies below; their sum and one in *sum, as reckoned in *reckoned. */
static size_t bodies_after(Audit *audit, size_t i, Ratio *sum, const char **reckoned) {
    const Number *all = audit->numbers.items;
    const Plain *plain = &audit->plains[all[i].at.passage];
    const size_t end = plain->first + plain->count;
    size_t k = i + 1;
    *sum = ratio_from(1);
    *reckoned = "1";
    for (; k < end && k - i < LOOK_MAX && all[k].sentence == all[i].sentence && counts_bodies(&all[k]); k++) {
        const Str words = clause_between(audit, &all[k - 1], &all[k]);
        const bool listed = k == i + 1 ? leads_to_bodies(words) : joiner(words) > 0 && is_free_of_marks(words);
        if (!listed || !ratio_add(*sum, all[k].value, sum))
            break;
        *reckoned = arena_printf(audit->scratch, "%s + %s", *reckoned, print_plain(audit->scratch, all[k].value, 0));
    }
    return k - i - 1;
}

/* "共10个，包括局本级及8个所属单位": one, and as many as are counted after it. */
static void judge_bodies(Audit *audit, size_t i) {
    Number *n = &audit->numbers.items[i];
    const char *reckoned;
    Ratio sum;
    const size_t count = bodies_after(audit, i, &sum, &reckoned);
    if (count == 0)
        return;
    n->checked = true;
    for (size_t k = 1; k <= count; k++) {
        n[k].checked = true;
        n[k].whole = i;
    }
    if (ratio_compare(sum, n->value) == 0) {
        n->settled = true;
        return;
    }
    n->wrong = true;
    const char *total = print_plain(audit->scratch, sum, 0);
    const Report r = {.subject = subject_name(n->subject),
                      .expected = &sum,
                      .reckoned = arena_printf(audit->scratch, "%s = %s", reckoned, total),
                      .others = {&n[1], count > 1 ? &n[count] : NULL}};
    report_number(audit, PROSE_SUM, PROSE_WARNING, n, &r);
}

void bodies_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++)
        if (counts_bodies(&audit->numbers.items[i]))
            judge_bodies(audit, i);
}

/* ---- what is listed ------------------------------------------------------------------------------------- */

void counts_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++) {
        Number *n = &audit->numbers.items[i];
        if (n->kind != NUMBER_COUNT || n->role != ROLE_MAIN || n->checked)
            continue;
        if (!str_equals(n->measure, "个") && !str_equals(n->measure, "家") && !str_equals(n->measure, "项"))
            continue;
        if (!judge(audit, n, list_before(&audit->plains[n->at.passage].text, n)))
            judge(audit, n, list_after(audit, n));
    }
}
