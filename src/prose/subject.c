/*
 * subject: the name of an amount, cut out of the words before it as the text says it.
 *
 * "2020年，其中：社会保障和就业支出（类）…（款）社会保险经办机构（项）预算数为" speaks of 社会保险经办机构: what leads
 * up to the name goes, a class above it goes, and what leads on to the number.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The length of what leads on to a number at the end of its words. */
static size_t tail_of(Str s) {
    if (text_ends(s, "合同")) /* 同 compares nothing here */
        return 0;
    static const WordClass classes[] = {WORD_TAIL, WORD_UP, WORD_DOWN, WORD_EITHER, WORD_PRIOR, WORD_COMPARE};
    size_t cut = clause_year(s);
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        const size_t length = word_ends(classes[i], s);
        cut = length > cut ? length : cut;
    }
    const char last = s.length ? s.text[s.length - 1] : 0;
    const bool mark = last == ',' || last == ';' || last == ':' || last == FOLD_ITEM || last == FOLD_STOP;
    return cut > 0 ? cut : mark ? 1 : 0;
}

/* Where the name begins: after the last mark outside of brackets, the last year, the classes above it. */
static size_t start_of(Str s) {
    static const char *const ends[] = {"(类)", "(款)", "年度", "年"};
    size_t from = 0;
    int depth = 0;
    for (size_t at = 0; at < s.length; at++) {
        const char c = s.text[at];
        depth += (c == '(') - (c == ')' && depth > 0);
        size_t length = depth == 0 && (c == ',' || c == ';' || c == ':' || c == FOLD_STOP || c == FOLD_ITEM) ? 1 : 0;
        for (size_t i = 0; length == 0 && i < sizeof ends / sizeof ends[0]; i++) {
            const bool year = i < 2 || (at > 0 && is_digit(s.text[at - 1]));
            length = year && text_starts(text_from(s, at), ends[i]) ? strlen(ends[i]) : 0;
        }
        from = length > 0 && at + length < s.length ? at + length : from;
    }
    return from;
}

/* The length of what leads up to a name: 其中, 安排, a list label. A point between digits is none of a label's. */
static size_t lead_of(Str s) {
    size_t digits = s.length && s.text[0] == '(' ? 1 : 0;
    const size_t open = digits;
    while (digits < s.length && digits < open + 2 && is_digit(s.text[digits]))
        digits++;
    const bool label = digits > open && digits + 1 < s.length && !is_digit(s.text[digits + 1]);
    if (label && s.text[digits] == (open ? ')' : '.'))
        return digits + 1;
    return text_starts(s, "其他") ? 0 : word_starts(WORD_LEAD, s);
}

Str subject_name(Str phrase) {
    Str s = phrase, name;
    for (bool again = true; again;) {
        for (size_t cut; (cut = tail_of(s)) > 0;)
            s = text_without_end(s, cut);
        name = text_from(s, start_of(s));
        /* "小学教育（项）：2020年预算": what follows the last mark may say nothing. */
        again = name.length < s.length && topic_of(name) == 0 && clause_bare(name).length == 0;
        s = again ? text_without_end(s, name.length) : s;
    }
    for (size_t cut; (cut = lead_of(name)) > 0 && cut < name.length;)
        name = text_from(name, cut);
    return name;
}
