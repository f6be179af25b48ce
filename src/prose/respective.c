/*
 * respective: "货物30万元、工程0万元，分别占6.24%、0%": the first number is of the first item, the second of the
 * second.
 *
 * The numbers after 分别 belong to the amounts listed before it, or to the names. Where there are not as many of one as
 * of the other, nothing is known of them.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define ITEMS_MAX 24
#define LIST_MAX  600 /* bytes of the names before 分别 */

static Number *number(const Audit *audit, size_t i) { return &audit->numbers.items[i]; }

typedef struct Items {
    Str names[ITEMS_MAX];
    size_t count;
} Items;

/* A run of numbers after 分别: 增长5%、下降3%、持平 has three places, the last without a number. */
typedef struct Run {
    size_t first, count; /* numbers of the book */
    size_t places[ITEMS_MAX];
    size_t place_count;
} Run;

/* ---- the numbers ---------------------------------------------------------------------------------------- */

/* Do the words between two numbers only go on with the list? */
static bool goes_on(Str s) {
    for (size_t i = 0; i < s.length; i++)
        if (strchr(";:(\x01", s.text[i]))
            return false;
    const size_t longest = 24; /* bytes: 、同比下降 */
    return s.length > 0 && s.length <= longest && !text_holds(s, "分别");
}

/* How many places the words between two numbers pass: one, and one more for each 持平 among them. */
static size_t places_in(Str s) {
    size_t places = 1;
    for (size_t at = 0; at < s.length; at++)
        places += word_starts(WORD_SAME, text_from(s, at)) > 0 && text_starts(text_from(s, at), "持平");
    return places;
}

static Run run_from(const Audit *audit, size_t first) {
    Run run = {.first = first, .count = 1, .place_count = 1};
    const Number *n = number(audit, first);
    const Plain *plain = &audit->plains[n->at.passage];
    run.places[0] = 0;
    for (size_t i = first + 1; i < plain->first + plain->count && run.count < ITEMS_MAX; i++) {
        const Number *next = number(audit, i);
        const Str between = clause_between(audit, next - 1, next);
        if (next->kind != n->kind || next->sentence != n->sentence || !goes_on(between))
            break;
        run.place_count += places_in(between) - 1;
        run.places[run.count++] = run.place_count++;
    }
    /* 、持平 at its end */
    const Str after = clause_after(audit, number(audit, run.first + run.count - 1));
    const size_t joint = text_starts(after, "\x02") ? 1 : text_starts(after, "和") ? 3 : 0;
    run.place_count += joint > 0 && word_starts(WORD_SAME, text_from(after, joint)) > 0;
    return run;
}

/* ---- what they are of ----------------------------------------------------------------------------------- */

/* The amounts before 分别, one for each place, the last of them nearest; false when there are not so many. */
static bool amounts_before(const Audit *audit, const Run *run, size_t *out) {
    const Number *n = number(audit, run->first);
    const size_t least = audit->plains[n->at.passage].first;
    size_t wanted = run->place_count;
    const Number *like = NULL;
    for (size_t k = run->first; k > least && wanted > 0; k--) {
        const Number *before = number(audit, k - 1);
        if (before->sentence != n->sentence || run->first - k > LOOK_MAX)
            return false;
        if (before->role != ROLE_MAIN || before->spelled)
            continue;
        if (like && (before->kind != like->kind || !goes_on(clause_between(audit, before, like))))
            return false;
        like = before;
        out[--wanted] = k - 1;
    }
    return wanted == 0;
}

static void push(Items *items, Str name) {
    if (items->count < ITEMS_MAX)
        items->names[items->count] = name;
    items->count++;
}

/* The last name of a list may hold two: 公务用车运行费和公务接待费. */
static void split_last(Items *items) {
    static const char *const joints[] = {"以及", "和", "及", "与"};
    Str *last = &items->names[items->count - 1];
    for (size_t at = last->length; at > 3; at--) {
        const Str rest = text_from(*last, at - 1);
        for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
            const size_t length = strlen(joints[i]);
            if (!text_starts(rest, joints[i]) || rest.length <= length)
                continue;
            last->length = at - 1;
            push(items, text_from(rest, length));
            return;
        }
    }
}

/* "由基本支出和项目支出组成，分别为": without what closes the list. */
static Str without_close(Str words) {
    static const char *const closes[] = {",", "组成", "构成", "两部分", "两项", "三部分", "三项"};
    for (size_t i = 0; i < sizeof closes / sizeof closes[0]; i++) {
        if (!text_ends(words, closes[i]) || words.length <= strlen(closes[i]))
            continue;
        words = text_without_end(words, strlen(closes[i]));
        i = (size_t)-1;
    }
    return words;
}

/* The names before 分别, back to the mark that is no list's. */
static Items names_before(Str words, size_t wanted) {
    Items items = {.count = 0};
    words = without_close(words);
    size_t from = words.length;
    const size_t limit = words.length > LIST_MAX ? words.length - LIST_MAX : 0;
    while (from > limit && !strchr(",;:\x01", words.text[from - 1]))
        from--;
    Str list = text_from(words, from);
    for (size_t at = from = 0; at <= list.length; at++) {
        if (at < list.length && list.text[at] != FOLD_ITEM)
            continue;
        push(&items, (Str){list.text + from, at - from});
        from = at + 1;
    }
    if (items.count + 1 == wanted && items.count < ITEMS_MAX)
        split_last(&items);
    return items;
}

/* ---- telling them --------------------------------------------------------------------------------------- */

/* What the words after 分别 say of the first number holds for the others, unless they say more. */
static void adopt(const Number *first, Number *n) {
    n->listed = true;
    if (n->role != ROLE_NONE && (n->role != ROLE_MAIN || first->role == ROLE_MAIN))
        return;
    n->role = first->role;
    n->sign = first->sign;
}

static void give_owners(Audit *audit, const Run *run, const size_t *owners) {
    const Number first = *number(audit, run->first);
    for (size_t i = 0; i < run->count; i++) {
        Number *n = number(audit, run->first + i);
        adopt(&first, n);
        n->owner = owners[run->places[i]];
        n->phrase = n->role == ROLE_SHARE ? first.phrase : n->phrase;
        if (n->role == ROLE_MAIN)
            n->role = ROLE_NONE; /* a second amount of the same thing: which, words tell that are not read */
    }
}

/* Years that are listed are of other reports, but for the report's own. */
static bool is_this_year(const Audit *audit, Str name) {
    const char *year = arena_printf(audit->scratch, "%d年", audit->book->year);
    for (size_t at = 0; at + 4 < name.length; at++)
        if (name.text[at] >= '0' && name.text[at] <= '9' && text_starts(text_from(name, at + 4), "年"))
            return year && text_starts(text_from(name, at), year);
    return true;
}

static void give_names(Audit *audit, const Run *run, const Items *items) {
    const Number first = *number(audit, run->first);
    for (size_t i = 0; i < run->count; i++) {
        Number *n = number(audit, run->first + i);
        adopt(&first, n);
        n->phrase = n->subject = items->names[run->places[i]];
        n->owner = NUMBER_NONE;
        if (!is_this_year(audit, n->phrase))
            n->role = ROLE_NONE;
    }
}

static void give_nothing(Audit *audit, const Run *run) {
    for (size_t i = 0; i < run->count; i++)
        number(audit, run->first + i)->role = ROLE_NONE;
}

/* The words before the last 分别; false when it is not there. */
static bool leads(Str words, Str *before) {
    const size_t length = sizeof "分别" - 1;
    for (size_t at = words.length; at >= length; at--) {
        if (!text_ends((Str){words.text, at}, "分别"))
            continue;
        *before = (Str){words.text, at - length};
        return true;
    }
    return false;
}

static Str words_before(const Audit *audit, size_t i) {
    const Number *n = number(audit, i);
    const Sentence *s = &audit->sentences.items[n->sentence];
    const bool first = i == audit->plains[n->at.passage].first || n[-1].sentence != n->sentence;
    const size_t from = first ? s->from : n[-1].end;
    return fold_slice(&audit->plains[n->at.passage].text, from, n->begin > from ? n->begin : from);
}

static size_t take(Audit *audit, size_t i) {
    const Run run = run_from(audit, i);
    size_t owners[ITEMS_MAX] = {0};
    Str before;
    if (run.count < 2 || run.place_count > ITEMS_MAX || !leads(words_before(audit, i), &before))
        return i;
    const Items items = names_before(before, run.place_count);
    if (items.count == run.place_count && items.count > 1)
        give_names(audit, &run, &items);
    else if (amounts_before(audit, &run, owners))
        give_owners(audit, &run, owners);
    else
        give_nothing(audit, &run);
    return run.first + run.count - 1;
}

void respective_read(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++) {
        const Number *n = number(audit, i);
        if (n->kind != NUMBER_YEAR && !n->spelled && text_holds(n->phrase, "分别"))
            i = take(audit, i);
    }
}
