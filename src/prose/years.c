/*
 * years: where this or last year is meant, it is named; and where a table is named, it is there.
 */
#include "prose/audit.h"
#include "prose/words.h"

#define NEAR_BYTES 90 /* after a year that are looked at */

static bool year_of(const Number *n, int *year) {
    int64_t value;
    if (!ratio_whole(n->value, &value))
        return false;
    *year = (int)value;
    return true;
}

/* The clause that goes on from the year. */
static Str clause_from(const Audit *audit, const Number *n) {
    const Folded *text = &audit->plains[n->at.passage].text;
    size_t to = n->end;
    while (to < text->length && to - n->end < NEAR_BYTES && text->bytes[to] != FOLD_STOP && text->bytes[to] != ';')
        to++;
    return fold_slice(text, n->end, to);
}

static Str clause_to(const Audit *audit, const Number *n) {
    const Folded *text = &audit->plains[n->at.passage].text;
    size_t from = n->begin;
    while (from > 0 && n->begin - from < NEAR_BYTES && text->bytes[from - 1] != FOLD_STOP &&
           text->bytes[from - 1] != ';' && text->bytes[from - 1] != ',')
        from--;
    return fold_slice(text, from, n->begin);
}

/* The amount of the tables, of this year, that the clause of the year leads to. */
static const Number *amount_after(const Audit *audit, size_t i) {
    const Number *n = &audit->numbers.items[i];
    const Plain *plain = &audit->plains[n->at.passage];
    for (size_t k = i + 1; k < plain->first + plain->count; k++) {
        const Number *other = &audit->numbers.items[k];
        if (other->sentence != n->sentence || other->kind == NUMBER_YEAR || other->begin - n->end > NEAR_BYTES)
            break;
        if (other->kind != NUMBER_MONEY && other->role != ROLE_MAIN)
            continue;
        const bool table = other->role == ROLE_MAIN && other->figure != PROSE_NO_FIGURE;
        return table && other->begin - n->end < NEAR_BYTES ? other : NULL;
    }
    return NULL;
}

static void report(Audit *audit, Number *n, int right, ProseWeight weight) {
    const Ratio expected = ratio_from(right);
    const Report r = {.subject = (Str){"年度", 6}, .expected = &expected};
    n->checked = true;
    report_number(audit, PROSE_YEAR, weight, n, &r);
}

/* Does the passage speak of last year as well? Then an older one beside it is meant: 较上年增长5%，较2019年增长25%. */
static bool has_last_year(const Audit *audit, const Number *n) {
    const Plain *plain = &audit->plains[n->at.passage];
    int year;
    if (word_within(WORD_PRIOR, clause_sentence(audit, n->sentence), NULL))
        return true;
    for (size_t i = plain->first; i < plain->first + plain->count && i - plain->first < LOOK_MAX; i++) {
        const Number *other = &audit->numbers.items[i];
        if (other->kind == NUMBER_YEAR && other != n && year_of(other, &year) && year == audit->book->year - 1)
            return true;
    }
    return false;
}

/* Does the passage name the report's year? Then another tells of the past. */
static bool has_this_year(const Audit *audit, const Number *n) {
    const Plain *plain = &audit->plains[n->at.passage];
    int year;
    for (size_t i = plain->first; i < plain->first + plain->count && i - plain->first < LOOK_MAX; i++)
        if (audit->numbers.items[i].kind == NUMBER_YEAR && year_of(&audit->numbers.items[i], &year) &&
            year == audit->book->year)
            return true;
    return false;
}

/* "2017年没有安排三公经费", "2017年三公经费预算与上年一致": without an amount, and yet of this year's budget. */
static bool is_of_budget(const Audit *audit, size_t i) {
    const Number *n = &audit->numbers.items[i];
    const Plain *plain = &audit->plains[n->at.passage];
    size_t k = i + 1, head = 0;
    while (k < plain->first + plain->count && audit->numbers.items[k].kind == NUMBER_YEAR)
        k++;
    const Number *next = k < plain->first + plain->count ? &audit->numbers.items[k] : NULL;
    if (next && next->sentence == n->sentence && next->role != ROLE_CHANGE && next->role != ROLE_PRIOR)
        return false;
    Str words = clause_after(audit, n);
    while (head < words.length && head < NEAR_BYTES && words.text[head] != ',' && words.text[head] != ';')
        head++;
    words.length = head;
    const bool said = word_starts(WORD_NOTHING, words) > 0 || audit->sentences.items[n->sentence].compares;
    return said && word_within(WORD_BUDGET, words, NULL) && !has_this_year(audit, n);
}

static bool is_comparison(Str before) {
    static const char *const words[] = {"比", "较", "与", "同", "相比于"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_ends(before, words[i]))
            return true;
    return false;
}

/* 截至2019年底: assets are counted at an end of a year. */
static bool is_date_of_count(Str before, Str after) {
    return text_ends(before, "截至") || text_ends(before, "截止") || text_ends(before, "截止到") ||
           text_ends(before, "截至到") || (text_ends(before, "到") && text_starts(after, "底"));
}

static void check_year(Audit *audit, size_t i) {
    Number *n = &audit->numbers.items[i];
    const int this_year = audit->book->year;
    const Str before = clause_to(audit, n), after = clause_from(audit, n);
    int year;
    if (!year_of(n, &year))
        return;
    const bool other = word_starts(WORD_OTHER_YEAR, after) > 0 || text_starts(after, "(") ||
                       (audit->plains[n->at.passage].kind & (TOPIC_PROJECT | TOPIC_TARGETS));
    const Number *amount = amount_after(audit, i);
    if (is_comparison(before)) {
        n->checked = year == this_year - 1;
        if (year != this_year - 1 && amount == NULL && !other && !(year < this_year - 1 && has_last_year(audit, n)))
            report(audit, n, this_year - 1, PROSE_WARNING);
        return;
    }
    if (is_date_of_count(before, after) && year == this_year - 1 && !(audit->plains[n->at.passage].kind & TOPIC_ASSETS))
        return; /* what was left then */
    if (is_date_of_count(before, after) && (audit->plains[n->at.passage].kind & TOPIC_ASSETS)) {
        n->checked = year == this_year - 1 || year == this_year;
        if (!n->checked)
            report(audit, n, this_year - 1, PROSE_WARNING);
        return;
    }
    if (year == this_year) {
        n->checked = amount != NULL && !other && word_within(WORD_BUDGET, after, NULL);
        return;
    }
    if (!amount && !other && year != this_year - 1 && is_of_budget(audit, i)) {
        report(audit, n, this_year, PROSE_WARNING);
        return;
    }
    if (!amount || other || !word_within(WORD_BUDGET, after, NULL))
        return;
    report(audit, n, this_year, year == this_year - 1 || amount->wrong ? PROSE_WARNING : PROSE_ERROR);
}

void years_check(Audit *audit) {
    for (size_t i = 0; i < audit->numbers.count; i++)
        if (audit->numbers.items[i].kind == NUMBER_YEAR)
            check_year(audit, i);
}
