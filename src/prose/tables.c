/*
 * tables: a table that is referred to is in the report.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define LABEL_MAX 24 /* bytes of 表十二, 附表1-1 */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The length of a label's number: 八, 十二, 3, 1-1. */
static size_t label_number(Str s) {
    static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    size_t at = 0;
    while (at < s.length && at < LABEL_MAX && (is_digit(s.text[at]) || (at > 0 && s.text[at] == '-')))
        at++;
    for (bool more = at == 0; more && at < LABEL_MAX;) {
        more = false;
        for (size_t i = 0; i < sizeof digits / sizeof digits[0] && !more; i++)
            more = text_starts(text_from(s, at), digits[i]);
        at += more ? 3 : 0;
    }
    return at;
}

static bool has_label(Audit *audit, Str number, bool *any) {
    for (size_t t = 0; t < audit->book->table_count; t++) {
        const Str label = fold_str(audit->scratch, audit->book->tables[t].label);
        *any = *any || label.length > 0;
        const bool ends = label.length >= number.length &&
                          memcmp(label.text + label.length - number.length, number.text, number.length) == 0;
        if (ends && (label.length == number.length || text_ends(text_without_end(label, number.length), "表")))
            return true;
    }
    return false;
}

/* A reference is led up to (见表八) and ends there. */
static bool is_reference(Str before, Str after) {
    static const char *const leads[] = {"见", "附", "(", "详见", "如", "在", "和", "至", "\x02", "即"};
    static const char *const ends[] = {")", ",", ";", "\x01", "\x02", ":", "和", "至", "(", "所示", "中"};
    bool led = before.length == 0, ended = after.length == 0;
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
        led = led || text_ends(before, leads[i]);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        ended = ended || text_starts(after, ends[i]);
    return led && ended;
}

static void check_passage(Audit *audit, size_t passage) {
    const Folded *text = &audit->plains[passage].text;
    const Str all = fold_slice(text, 0, text->length);
    for (size_t at = 0; at + 3 < all.length; at++) {
        if (!text_starts(text_from(all, at), "表"))
            continue;
        const size_t length = label_number(text_from(all, at + 3)), end = at + 3 + length;
        bool any = false;
        if (length == 0 || !is_reference((Str){all.text, at}, text_from(all, end)) ||
            has_label(audit, (Str){all.text + at + 3, length}, &any) || !any)
            continue;
        const Report r = {.subject = (Str){all.text + at, end - at}};
        report_words(audit, PROSE_TABLE, PROSE_WARNING, passage, at, end, &r);
    }
}

void tables_check(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++)
        check_passage(audit, p);
}
