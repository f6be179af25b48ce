/*
 * counts: "设办公室、财务科、业务科3个科室": as many as are listed.
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
