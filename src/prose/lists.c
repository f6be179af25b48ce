/*
 * lists: what is said to be there is there, and what is said not to be is not.
 */
#include <string.h>

#include "prose/audit.h"
#include "prose/words.h"

#define ITEMS_MAX 40   /* of a list */
#define PIECE_MAX 1500 /* bytes of a clause: longer ones are no lists */
#define MATTERS   (TOPIC_ABROAD | TOPIC_CARS | TOPIC_BUYING | TOPIC_RUNNING | TOPIC_RECEPTION | TOPIC_THREE)

/* ---- what is not there ---------------------------------------------------------------------------------- */

/* A figure of this source or matter that is not zero; PROSE_NO_FIGURE. */
static size_t money_of(const Audit *audit, Topic topic) {
    const Topic source = topic & (TOPIC_FUND | TOPIC_CAPITAL), matter = topic & MATTERS;
    const Register *r = &audit->figures;
    for (size_t k = 0; k < r->pure_count; k++) {
        const Entry *e = &r->entries[r->pure[k]];
        const Topic own = topic_sources(e->own) ? topic_sources(e->own) : topic_sources(e->table);
        const Topic kinds = (e->own | e->table) & MATTERS & ~TOPIC_THREE;
        if (e->prior || ratio_sign(audit->book->figures[r->pure[k]].yuan) == 0)
            continue;
        if (matter ? kinds == (matter & ~TOPIC_THREE) && (e->own & matter) : own == source)
            return r->pure[k];
    }
    return PROSE_NO_FIGURE;
}

static bool speaks_of_change(Str s) {
    return word_within(WORD_PRIOR, s, NULL) || text_holds(s, "增") || text_holds(s, "减") || text_holds(s, "变") ||
           text_holds(s, "超") || text_holds(s, "结转");
}

static void check_nothing(Audit *audit, size_t passage, size_t from, size_t to) {
    const Str clause = fold_slice(&audit->plains[passage].text, from, to);
    size_t after;
    if (!word_within(WORD_NOTHING, clause, &after) || speaks_of_change(clause))
        return;
    const Topic topic = topic_of(clause), wanted = topic & (TOPIC_FUND | TOPIC_CAPITAL | MATTERS);
    /* One source or matter, and no number that may say otherwise. */
    const bool one = (wanted & (TOPIC_FUND | TOPIC_CAPITAL)) == 0 || (wanted & MATTERS) == 0;
    for (size_t i = 0; i < clause.length; i++)
        if (clause.text[i] >= '1' && clause.text[i] <= '9' && !text_holds(clause, "年"))
            return;
    if (wanted == 0 || !one || (wanted & TOPIC_FUND && wanted & TOPIC_CAPITAL))
        return;
    const size_t figure = money_of(audit, wanted);
    if (figure == PROSE_NO_FIGURE)
        return;
    const Report r = {.subject = clause, .figures = &figure, .figure_count = 1};
    report_words(audit, PROSE_NONE, PROSE_ERROR, passage, from, to, &r);
}

/* A figure of the table that is not zero. */
static size_t money_in(const Audit *audit, size_t table) {
    for (size_t i = 0; i < audit->book->figure_count; i++)
        if (audit->book->figures[i].table == table && ratio_sign(audit->book->figures[i].yuan) != 0)
            return i;
    return PROSE_NO_FIGURE;
}

/* Does the table's title stand in the sentence, and not as the end of a longer one? */
static bool holds_title(Str sentence, const char *title) {
    Topic marks;
    for (size_t at = 0; at < sentence.length; at++) {
        const Str before = {sentence.text, at};
        if (text_starts(text_from(sentence, at), title) && topic_ends(before, &marks) == 0 &&
            word_ends(WORD_NEUTRAL, before) == 0)
            return true;
    }
    return false;
}

static void check_empty(Audit *audit, size_t passage, size_t from, size_t to) {
    const Str sentence = fold_slice(&audit->plains[passage].text, from, to);
    if (!word_within(WORD_EMPTY, sentence, NULL) || text_holds(sentence, "应"))
        return;
    for (size_t t = 0; t < audit->book->table_count; t++) {
        const Str title = fold_name(audit->scratch, audit->book->tables[t].title);
        const Str label = fold_str(audit->scratch, audit->book->tables[t].label);
        const char *name = str_dup(audit->scratch, title), *tag = str_dup(audit->scratch, label);
        const bool named = name && title.length > 0 && holds_title(sentence, name);
        const bool tagged = tag && label.length > 3 && text_holds(sentence, tag);
        const size_t figure = (named || tagged) ? money_in(audit, t) : PROSE_NO_FIGURE;
        if (figure == PROSE_NO_FIGURE)
            continue;
        const Report r = {.subject = audit->book->tables[t].title, .figures = &figure, .figure_count = 1};
        report_words(audit, PROSE_NONE, PROSE_ERROR, passage, from, to, &r);
    }
}

/* ---- what is listed ------------------------------------------------------------------------------------- */

/* The classes (类) of the classification of expenditure, of these years and those before 2019. */
static const char *const CLASSES[] = {
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化体育与传媒支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
    "医疗卫生与计划生育支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "资源勘探信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "国土海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "灾害防治及应急管理支出",
    "债务还本支出",
    "债务付息支出",
    "债务发行费用支出",
};

typedef struct Item {
    Str name;
    Meant meant;
    bool absent; /* a class that no table has */
} Item;

/* A class by its name that no row of the tables goes by: it has no money. */
static bool is_absent(const Audit *audit, Str name) {
    size_t first;
    const Str key = register_key(audit->scratch, name);
    for (size_t i = 0; i < sizeof CLASSES / sizeof CLASSES[0]; i++)
        if (str_equals(name, CLASSES[i]))
            return register_find(&audit->figures, key, &first) != key.length;
    return false;
}

typedef struct Items {
    Item items[ITEMS_MAX];
    size_t count;
    bool fine;
} Items;

/* "农林水支出和住房保障支出": two names, when either side is one. */
static bool add_two(Audit *audit, const Number *near, Items *items, Str name) {
    static const char *const joints[] = {"以及", "和", "及", "与"};
    for (size_t at = 3; at < name.length; at++) {
        for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
            if (!text_starts(text_from(name, at), joints[i]))
                continue;
            const Str left = {name.text, at}, right = text_from(name, at + strlen(joints[i]));
            const Meant a = amounts_meant(audit, near, left), b = amounts_meant(audit, near, right);
            if (!(a.sure || is_absent(audit, left)) || !(b.sure || is_absent(audit, right)) ||
                items->count + 2 > ITEMS_MAX)
                continue;
            items->items[items->count++] = (Item){left, a, is_absent(audit, left)};
            items->items[items->count++] = (Item){right, b, is_absent(audit, right)};
            return true;
        }
    }
    return false;
}

static void add_item(Audit *audit, const Number *near, Items *items, Str name) {
    if (items->count == ITEMS_MAX || name.length == 0) {
        items->fine = false;
        return;
    }
    if (add_two(audit, near, items, name))
        return;
    Item *item = &items->items[items->count++];
    *item = (Item){name, amounts_meant(audit, near, name), is_absent(audit, name)};
    items->fine = items->fine && ((item->meant.count > 0 && item->meant.sure) || item->absent);
}

static Items items_of(Audit *audit, const Number *near, Str list) {
    Items items = {.fine = true};
    size_t from = 0;
    for (size_t at = 0; at <= list.length && items.fine; at++) {
        if (at < list.length && list.text[at] != FOLD_ITEM && list.text[at] != ',')
            continue;
        add_item(audit, near, &items, (Str){list.text + from, at - from});
        from = at + 1;
    }
    items.fine = items.fine && items.count > 0;
    return items;
}

/* The figure that would make the list whole, in the table and at the level of its first item; PROSE_NO_FIGURE. */
static size_t left_out(const Audit *audit, const Items *items, Ratio missing) {
    size_t like = PROSE_NO_FIGURE;
    for (size_t i = items->count; i > 0; i--)
        like = items->items[i - 1].absent ? like : items->items[i - 1].meant.figures[0];
    if (like == PROSE_NO_FIGURE)
        return like;
    const ProseFigure *model = &audit->book->figures[like];
    for (size_t i = 0; i < audit->book->figure_count; i++) {
        const ProseFigure *f = &audit->book->figures[i];
        bool named = false;
        for (size_t k = 0; k < items->count; k++)
            for (size_t m = 0; m < items->items[k].meant.count; m++)
                named = named || str_equal(audit->figures.entries[items->items[k].meant.figures[m]].name,
                                           audit->figures.entries[i].name);
        if (f->table == model->table && f->level == model->level && !named && str_equal(f->column, model->column) &&
            ratio_compare(f->yuan, missing) == 0)
            return i;
    }
    return PROSE_NO_FIGURE;
}

static bool sum_of(const Items *items, Ratio *sum) {
    *sum = RATIO_ZERO;
    for (size_t i = 0; i < items->count; i++)
        if (!items->items[i].absent && !ratio_add(*sum, items->items[i].meant.yuan[0], sum))
            return false;
    return true;
}

static void judge_list(Audit *audit, size_t passage, size_t from, size_t to, const Items *items, const Meant *whole) {
    Ratio sum, missing;
    const Folded *text = &audit->plains[passage].text;
    for (size_t i = 0; i < items->count; i++) {
        bool money = false;
        for (size_t m = 0; !items->items[i].absent && m < items->items[i].meant.count; m++)
            money = money || ratio_sign(items->items[i].meant.yuan[m]) != 0;
        if (money)
            continue;
        const Report r = {.subject = items->items[i].name,
                          .figures = items->items[i].meant.figures,
                          .figure_count = items->items[i].absent ? 0 : 1};
        const size_t at = (size_t)(items->items[i].name.text - text->bytes);
        report_words(audit, PROSE_LIST, PROSE_ERROR, passage, at, at + items->items[i].name.length, &r);
    }
    if (!sum_of(items, &sum) || whole->count == 0 || !ratio_subtract(whole->yuan[0], sum, &missing) ||
        ratio_sign(missing) <= 0)
        return;
    const size_t figure = left_out(audit, items, missing);
    if (figure == PROSE_NO_FIGURE)
        return;
    const Report r = {.subject = audit->figures.entries[figure].name, .figures = &figure, .figure_count = 1};
    report_words(audit, PROSE_LIST, PROSE_ERROR, passage, from, to, &r);
}

/* "收入预算包括：一般公共预算、其他收入": names without amounts. */
static void check_list(Audit *audit, size_t passage, size_t from, size_t to) {
    const Folded *text = &audit->plains[passage].text;
    const Str clause = fold_slice(text, from, to);
    size_t after;
    if (!word_within(WORD_LIST, clause, &after) || word_within(WORD_MAINLY, clause, NULL))
        return;
    for (size_t i = after; i < clause.length; i++)
        if (clause.text[i] >= '0' && clause.text[i] <= '9')
            return;
    Str lead = {clause.text, after};
    lead = text_without_end(lead, word_ends(WORD_LIST, lead));
    while (after < clause.length && (clause.text[after] == ':' || text_starts(text_from(clause, after), "的")))
        after += clause.text[after] == ':' ? 1 : 3;
    /* 列入收入预算的有：the names follow the colon. */
    for (size_t i = after; i < clause.length; i++)
        after = clause.text[i] == ':' ? i + 1 : after;
    Number near = {.at.passage = passage, .sentence = NUMBER_NONE};
    const Meant whole = amounts_meant(audit, &near, lead);
    const Items items = items_of(audit, &near, text_from(clause, after));
    if (items.fine && whole.count > 0 && whole.sure)
        judge_list(audit, passage, from, to, &items, &whole);
}

/* ---- passages ------------------------------------------------------------------------------------------- */

/* Calls `rule` for every piece of the passage that ends with one of the marks. */
static void each_piece(Audit *audit, size_t passage, const char *marks, void (*rule)(Audit *, size_t, size_t, size_t)) {
    const Folded *text = &audit->plains[passage].text;
    size_t from = 0;
    for (size_t at = 0; at <= text->length; at++) {
        if (at < text->length && !strchr(marks, text->bytes[at]))
            continue;
        if (at > from && at - from < PIECE_MAX)
            rule(audit, passage, from, at);
        from = at + 1;
    }
}

void lists_check(Audit *audit) {
    for (size_t p = 0; p < audit->book->passage_count; p++) {
        each_piece(audit, p, ",;:\x01", check_nothing);
        each_piece(audit, p, "\x01", check_empty);
        each_piece(audit, p, ";\x01", check_list);
    }
}
