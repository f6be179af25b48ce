#include "prose/register.h"

#include "prose/fold.h"
#include "prose/words.h"

/* Names longer than this are sentences. */
#define NAME_MAX_BYTES 180

Str register_key(Arena *arena, Str name) {
    Str s = words_canonical(arena, name);
    for (size_t cut; (cut = word_ends(WORD_NEUTRAL, s)) > 0;)
        s = text_without_end(s, cut);
    return s;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Grows from the last byte to the first, so that each end of a phrase costs one step. */
static uint32_t hash_step(uint32_t hash, char c) { return (hash ^ (unsigned char)c) * 16777619u; }

static uint32_t hash_back(Str s) {
    uint32_t hash = 2166136261u;
    for (size_t i = s.length; i > 0; i--)
        hash = hash_step(hash, s.text[i - 1]);
    return hash;
}

/* The length of the words at its end that have a topic or no meaning: of 基本支出合计 it is 合计, for 支出 is
 * another's. */
static size_t idle_end(Str s) {
    Topic marks;
    const size_t topic = topic_ends(s, &marks), neutral = word_ends(WORD_NEUTRAL, s), total = word_ends(WORD_TOTAL, s);
    if (neutral > 0 && neutral < total && neutral + topic_ends(text_without_end(s, neutral), &marks) > total)
        return neutral;
    const size_t longest = neutral > topic ? neutral : topic;
    return total > longest ? total : longest;
}

/* What is left when words with topics and words without meaning are taken off its end. */
static Str residue(Str s) {
    for (;;) {
        size_t cut = idle_end(s);
        if (cut == 0 && s.length > 0 && is_digit(s.text[s.length - 1]))
            cut = 1;
        if (cut == 0)
            cut = text_ends(s, "年") || text_ends(s, "元") || text_ends(s, "万") ? 3 : 0;
        if (cut == 0 && s.length > 0 && (s.text[s.length - 1] == '(' || s.text[s.length - 1] == ')'))
            cut = 1;
        if (cut == 0)
            return s;
        s = text_without_end(s, cut);
    }
}

bool register_of_current(Str folded) {
    return text_holds(folded, "本年收入") || text_holds(folded, "本年支出") || text_starts(folded, "本年合计");
}

bool register_of_grand(Str folded) {
    static const char *const words[] = {"总计", "总收入", "总支出", "总预算"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_holds(folded, words[i]))
            return true;
    return false;
}

bool register_of_end(Str folded) {
    static const char *const words[] = {"年末", "年终", "期末", "下年"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_holds(folded, words[i]))
            return true;
    return false;
}

/* Does a year stand in the words that is not the report's: 2022年决算数 beside 2023年执行数? */
static bool of_other_year(Str folded, int year) {
    for (size_t at = 0; year > 0 && at + 4 < folded.length; at++) {
        int value = 0;
        size_t digits = 0;
        for (; digits < 5 && at + digits < folded.length && is_digit(folded.text[at + digits]); digits++)
            value = value * 10 + (folded.text[at + digits] - '0');
        if (digits == 4 && value != year && text_starts(text_from(folded, at + digits), "年"))
            return true;
        at += digits;
    }
    return false;
}

static bool of_prior_year(Str folded, int year) {
    const bool named = word_within(WORD_PRIOR, folded, NULL) && !word_within(WORD_CARRIED, folded, NULL);
    return named || text_holds(folded, "增减") || text_holds(folded, "比上") || of_other_year(folded, year);
}

/* What a title or name says, kept as long as the same one comes again. */
typedef struct Memo {
    const char *text;
    size_t length;
    Str folded, residue;
    Topic topic;
    bool prior;
} Memo;

#define MEMO_COUNT 64

static const Memo *remember(Arena *arena, Memo memos[MEMO_COUNT], Str given, int year) {
    Memo *memo = &memos[((uintptr_t)given.text >> 3) % MEMO_COUNT];
    if (memo->text == given.text && memo->length == given.length && memo->folded.text)
        return memo;
    const Str folded = fold_name(arena, given);
    *memo = (Memo){given.text, given.length, folded, residue(folded), topic_of(folded), false};
    memo->prior = of_prior_year(folded, year);
    return memo;
}

static bool of_plan(Str folded) {
    return text_holds(folded, "预算") && !text_holds(folded, "公共预算") && !text_holds(folded, "基金预算");
}

typedef struct Builder {
    Arena *arena;
    const ProseBook *book;
    Register *out;
    const Topic *titles;
    size_t *rows_of; /* each table: 1 when it has a single row, more when it has several */
    Memo rows[MEMO_COUNT], columns[MEMO_COUNT];
} Builder;

static void add(Builder *b, size_t i) {
    const ProseFigure *figure = &b->book->figures[i];
    const Memo *row = remember(b->arena, b->rows, figure->row, b->book->year);
    const Memo *column = remember(b->arena, b->columns, figure->column, b->book->year);
    Entry *e = &b->out->entries[i];
    *e = (Entry){.name = row->folded,
                 .column = column->folded,
                 .own = row->topic | column->topic,
                 .columns = column->topic,
                 .table = figure->table < b->book->table_count ? b->titles[figure->table] : 0,
                 .prior = column->prior,
                 .narrow = column->residue.length > 0,
                 .total = column->residue.length == 0 && (column->topic & TOPIC_KINDS) == 0,
                 .plan = b->out->accounts &&
                         (of_plan(column->folded) || (row->residue.length == 0 && of_plan(row->folded))),
                 .current = register_of_current(row->folded),
                 .grand = register_of_grand(row->folded),
                 .ending = register_of_end(row->folded) || register_of_end(column->folded),
                 .next = REGISTER_END};
    b->out->current = b->out->current || e->current;
    e->group = figure->above[0].length ? fold_name(b->arena, figure->above[0]) : (Str){"", 0};
    const bool alone = figure->table < b->book->table_count && b->rows_of[figure->table] == 1;
    const bool total = figure->level == 0 || row->residue.length == 0 || alone;
    e->pure = total && !e->narrow;
    e->key = row->residue.length == 0 ? (Str){"", 0} : register_key(b->arena, row->folded);
    if (e->pure)
        b->out->pure[b->out->pure_count++] = i;
    if (e->key.length > 0) {
        size_t *head = &b->out->heads[hash_back(e->key) & b->out->mask];
        e->next = *head;
        *head = i;
    }
}

/* A single row is the whole, whatever it is called: the department's, in a table of departments. */
static void count_rows(Builder *b) {
    const ProseBook *book = b->book;
    for (size_t i = 0; i < book->figure_count; i++) {
        const ProseFigure *f = &book->figures[i];
        const bool same = i > 0 && f[-1].table == f->table && str_equal(f[-1].row, f->row) && f[-1].level == f->level;
        if (f->table < book->table_count && !same)
            b->rows_of[f->table]++;
    }
}

static size_t table_size(size_t count) {
    size_t size = 64;
    while (size < count * 2)
        size *= 2;
    return size;
}

/* How many of the budgets that make up 财政拨款 have money. */
static int budgets_of(const Register *r, const ProseBook *book) {
    Topic found = 0;
    for (size_t k = 0; k < r->pure_count; k++) {
        const Entry *e = &r->entries[r->pure[k]];
        const Topic own = topic_sources(e->own), source = own ? own : topic_sources(e->table);
        if (!e->prior && ratio_sign(book->figures[r->pure[k]].yuan) != 0)
            found |= source;
    }
    return ((found & TOPIC_GENERAL) != 0) + ((found & TOPIC_FUND) != 0) + ((found & TOPIC_CAPITAL) != 0);
}

bool register_build(Arena *arena, const ProseBook *book, Register *out) {
    const size_t size = table_size(book->figure_count);
    Topic *titles = ARENA_ARRAY(arena, Topic, book->table_count + 1);
    Builder *b = ARENA_NEW(arena, Builder);
    *out = (Register){.entries = ARENA_ARRAY(arena, Entry, book->figure_count + 1),
                      .heads = ARENA_ARRAY(arena, size_t, size),
                      .mask = size - 1,
                      .pure = ARENA_ARRAY(arena, size_t, book->figure_count + 1)};
    size_t *rows_of = ARENA_ARRAY(arena, size_t, book->table_count + 1);
    if (!titles || !rows_of || !b || !out->entries || !out->heads || !out->pure)
        return false;
    out->largest = RATIO_ZERO;
    for (size_t i = 0; i < book->figure_count; i++)
        if (ratio_compare(book->figures[i].yuan, out->largest) > 0)
            out->largest = book->figures[i].yuan;
    for (size_t i = 0; i < size; i++)
        out->heads[i] = REGISTER_END;
    for (size_t i = 0; i < book->table_count; i++) {
        const Str title = fold_str(arena, book->tables[i].title);
        titles[i] = topic_of_heading(title);
        out->accounts = out->accounts || text_holds(title, "决算");
    }
    b->arena = arena;
    b->book = book;
    b->out = out;
    b->titles = titles;
    b->rows_of = rows_of;
    count_rows(b);
    /* Chains begin with what was put in last: the first figure of a name is to be met first. */
    for (size_t i = book->figure_count; i > 0; i--)
        add(b, i - 1);
    out->budgets = budgets_of(out, book);
    return !arena_failed(arena);
}

size_t register_same(const Register *r, size_t entry, Str key) {
    while (entry != REGISTER_END && !str_equal(r->entries[entry].key, key))
        entry = r->entries[entry].next;
    return entry;
}

size_t register_find(const Register *r, Str key, size_t *first) {
    uint32_t hash = 2166136261u;
    size_t best = 0;
    for (size_t i = key.length; i > 0 && key.length - i < NAME_MAX_BYTES; i--) {
        hash = hash_step(hash, key.text[i - 1]);
        if (((unsigned char)key.text[i - 1] & 0xC0) == 0x80)
            continue;
        const Str end = text_from(key, i - 1);
        const size_t found = register_same(r, r->heads[hash & r->mask], end);
        if (found != REGISTER_END) {
            best = end.length;
            *first = found;
        }
    }
    return best;
}
