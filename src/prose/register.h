/*
 * register: the figures of the book by the names their rows go by in prose, and by what they speak of.
 */
#ifndef BANXIN_PROSE_REGISTER_H
#define BANXIN_PROSE_REGISTER_H

#include "prose/prose.h"
#include "prose/topic.h"

/* A figure as it is looked for. */
typedef struct Entry {
    Str name;  /* of its row, folded, without number and code */
    Str key;   /* the name without its last words: 社会保障和就业; empty: it is a total, or named by its topic */
    Str group; /* name of the row above, folded */
    Str column;    /* folded */
    Topic own;     /* of row and column */
    Topic columns; /* of the column alone */
    Topic table;   /* of the table's title */
    bool pure;     /* row and column are told by their topics */
    bool narrow;   /* its column is a part with a name of its own */
    bool total;    /* its column is the whole */
    bool prior;    /* of the year before, or a change */
    bool current;  /* 本年收入, 本年支出: without what is carried over */
    bool grand;    /* 总计: with it */
    bool ending;   /* what is left at the end of the year */
    bool plan;     /* the budget, in a report of accounts */
    size_t next;   /* with the same key's hash; REGISTER_END */
} Entry;

#define REGISTER_END ((size_t)-1)

typedef struct Register {
    Entry *entries; /* one a figure */
    size_t *heads;
    size_t mask;
    size_t *pure; /* figures that are told by topics alone */
    size_t pure_count;
    Ratio largest; /* of all amounts */
    int budgets; /* of 财政拨款 that have money: 一般公共预算, 政府性基金预算, 国有资本经营预算 */
    bool current;  /* there are totals with and without what is carried over */
    bool accounts; /* the tables are of final accounts (决算) */
} Register;

/* Everything in the arena; false when memory is out. */
bool register_build(Arena *arena, const ProseBook *book, Register *out);
/* What is left of a name when the words at its end that tell nothing are gone. */
Str register_key(Arena *arena, Str name);
/*
 * The longest end of a phrase (already a key) that is the key of figures: its length, the first of them in *first;
 * 0 when there is none.
 */
size_t register_find(const Register *r, Str key, size_t *first);
/* Do the words speak of this year's money alone, of all with what is carried over? */
bool register_of_current(Str folded);
bool register_of_grand(Str folded);
/* Do the words speak of the end of the year: 年末结转和结余? */
bool register_of_end(Str folded);
/* The next figure with exactly this key, beginning with `entry` itself. */
size_t register_same(const Register *r, size_t entry, Str key);

#endif
