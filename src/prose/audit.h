/*
 * audit: what the rules work on: the passages made plain, their numbers and sentences, the register of figures, and
 * the findings so far. All but the findings is scratch and goes when the audit is done.
 */
#ifndef BANXIN_PROSE_AUDIT_H
#define BANXIN_PROSE_AUDIT_H

#include "prose/number.h"
#include "prose/register.h"
#include "prose/topic.h"

/* How far a rule looks back or on from a number: more of them in one passage are a table in disguise. */
#define LOOK_MAX 64

/* A passage made plain. */
typedef struct Plain {
    Folded text;
    size_t first, count;      /* its numbers */
    Topic side, source, kind; /* what its headings speak of */
    Topic own;                /* what it speaks of itself */
    Str heading;              /* the nearest, folded */
    bool open;                /* ends with a colon: what follows belongs to its amount */
} Plain;

typedef struct Sentence {
    size_t passage, from, to; /* in the folded text */
    bool compares;            /* with the year before */
} Sentence;

typedef VEC(Sentence) SentenceVec;
typedef VEC(ProseFinding) FindingVec;

typedef struct Audit {
    Arena *scratch; /* of the audit */
    Arena *out;     /* of the findings */
    const ProseBook *book;
    Plain *plains;
    NumberVec numbers;
    SentenceVec sentences;
    Register figures;
    FindingVec findings;
} Audit;

/* Splits into sentences, and tells of every number its phrase, role and owner. False when memory is out. */
bool clauses_read(Audit *audit);
/* Numbers after 分别 are given to what is listed before it. */
void respective_read(Audit *audit);
/* The folded text of a sentence; the words between two numbers, or from a number to the sentence's end. */
Str clause_sentence(const Audit *audit, size_t sentence);
Str clause_between(const Audit *audit, const Number *a, const Number *b);
Str clause_after(const Audit *audit, const Number *n);
/* Without the words at its end that say nothing of which amount is meant, and years. */
Str clause_bare(Str phrase);
/* The length of the last of these words. */
size_t clause_cut(Str phrase);

/* The length of a year at its end: 2020年, 2020年度. */
size_t clause_year(Str phrase);
/* The name in the words before an amount, as the text says it. */
Str subject_name(Str phrase);

/* Amounts that a phrase may mean, by the tables: the likeliest first. `near`: the number whose headings and sentence
   say more of it; NULL: the phrase alone says it. */
#define MEANT_MAX 12
typedef struct Meant {
    Ratio yuan[MEANT_MAX];
    size_t figures[MEANT_MAX];
    size_t count;
    bool sure; /* the first is meant, if any */
} Meant;
Meant amounts_meant(Audit *audit, const Number *near, Str phrase);

/* a / b in percent. False when b is zero, or it does not fit. */
bool percent_of(Ratio a, Ratio b, Ratio *out);
/* May the number be right after all, if a and b were rounded to their steps before they were printed? */
bool percent_may_be(const Number *said, Ratio a, Ratio a_step, Ratio b, Ratio b_step);

/* May the number have come of `right` by a slip of the hand: the last digit off by one, or two digits swapped? */
bool slip_is(const Number *n, Ratio right);
/* What the last digit of an amount counts: the figure's when it is known to be one and has more of them. */
Ratio clause_step(const Audit *audit, const Number *n);

/* ---- the rules ------------------------------------------------------------------------------------------ */
void equations_check(Audit *audit);
/* PROSE_AMOUNT, PROSE_UNIT */
void amounts_check(Audit *audit);
/* A body counted with those below it: before sums, for which it would be one too many */
void bodies_check(Audit *audit);
/* PROSE_SUM */
void sums_check(Audit *audit);
/* PROSE_SUM over several passages */
void sections_check(Audit *audit);
/* Items that are listed and counted */
void counts_check(Audit *audit);
/* PROSE_SHARE */
void shares_check(Audit *audit);
/* PROSE_CHANGE, PROSE_RATE, PROSE_BASE, PROSE_DIRECTION */
void changes_check(Audit *audit);
/* Worded arithmetic: 单价9万元/台，四台 */
void products_check(Audit *audit);
/* PROSE_NONE, PROSE_LIST */
void lists_check(Audit *audit);
/* PROSE_YEAR, PROSE_TABLE */
void years_check(Audit *audit);
void tables_check(Audit *audit);

/* ---- findings ------------------------------------------------------------------------------------------- */

/* What is to be said besides the place: any may be left out. */
typedef struct Report {
    Str subject;           /* folded or as given */
    const Ratio *expected; /* in the number's base unit */
    const char *instead;   /* what should be there, when no printing of `expected` says it */
    const char *reckoned;  /* in the scratch arena */
    const size_t *figures;
    size_t figure_count;
    const Number *others[4]; /* numbers it was set against */
} Report;

/* The number is at fault. */
void report_number(Audit *audit, ProseRule rule, ProseWeight weight, const Number *n, const Report *report);
/* Words of a passage are at fault: bytes of its folded text. */
void report_words(Audit *audit, ProseRule rule, ProseWeight weight, size_t passage, size_t from, size_t to,
                  const Report *report);
/* A value in the unit and with the decimals of a number; in lowest decimals that are exact when `exact`. */
const char *print_like(Arena *arena, const Number *like, Ratio value, bool exact);
/* A value bare, with so many decimals. */
const char *print_plain(Arena *arena, Ratio value, int decimals);

#endif
