/*
 * number: the numbers of a passage, as they are written.
 *
 * A number is digits with what they count: 3245.21万元, 4.23%, 6辆, 2020年. Numbers that say nothing of the report's
 * own figures are not read: those of dates, list labels, articles, document numbers, titles and quotations.
 */
#ifndef BANXIN_PROSE_NUMBER_H
#define BANXIN_PROSE_NUMBER_H

#include "base/ratio.h"
#include "base/vec.h"
#include "prose/fold.h"
#include "prose/prose.h"

typedef enum NumberKind {
    NUMBER_MONEY,
    NUMBER_PERCENT,
    NUMBER_POINTS, /* 个百分点 */
    NUMBER_COUNT,
    NUMBER_YEAR,
    NUMBER_BARE /* without any unit */
} NumberKind;

typedef enum NumberRole {
    ROLE_MAIN,     /* an amount of this year, or a count */
    ROLE_CHANGE,   /* 增加 C */
    ROLE_RATE,     /* 增长 R% */
    ROLE_PRIOR,    /* 上年 P */
    ROLE_SHARE,    /* 占 R% */
    ROLE_DONE,     /* 完成预算的 R% */
    ROLE_EACH,     /* 每人 750元, 单价 9万元/台 */
    ROLE_BOUND,    /* 50万元以上, ≥95% */
    ROLE_EQUATION, /* stands in an equation written out */
    ROLE_NONE      /* nothing is known of it */
} NumberRole;

#define NUMBER_NONE ((size_t)-1)

typedef struct Number {
    ProseSpan at;      /* in the passage as given, with its unit */
    size_t begin, end; /* in the folded text */
    NumberKind kind;
    NumberRole role;
    Ratio value; /* in yuan, percent, points or ones */
    Ratio step;  /* what its last digit counts, in the same */
    Ratio unit;  /* what one of its unit is, in the same */
    Str measure; /* of a count; of others the unit */
    Str noun;    /* the first character of what so many 个 are of; empty when none follows */
    int decimals;
    int sign; /* of a change or rate: 1 up, -1 down, 0 neither is said */
    bool approximate, spelled, separated;
    bool known;      /* filled in by the form */
    bool listed;     /* after 分别: what it is of is told by its place */
    bool base;       /* a rate of it follows: 完成全年预算137.20万元的89.77% */
    size_t sentence; /* number of its sentence in the book */
    Str phrase;      /* folded, what stands before it up to the mark or number before */
    Str subject;     /* the words that name it: the phrase, or another number's when it only goes on from that */
    size_t figure;   /* of the book, that it was found to be; PROSE_NO_FIGURE */
    Ratio truth;     /* that figure's amount; the value itself when there is none */
    bool checked;
    bool wrong;   /* is not that figure */
    bool settled; /* has been compared with a figure or stands in a relation that holds */
    size_t owner; /* of changes, rates and shares: the amount they speak of; NUMBER_NONE */
    size_t whole; /* of a part: the amount it is a part of; NUMBER_NONE */
} Number;

typedef VEC(Number) NumberVec;

/* Appends the numbers of a folded passage, in their order; false when memory is out. */
bool number_scan(const Folded *text, size_t passage, NumberVec *out);

/* Rounded to the last digit that `like` was written with, half up. False when it does not fit. */
bool number_round(const Number *like, Ratio exact, Ratio *out);
/* Is the number what `exact` becomes when rounded to the digits said? Nothing but zero is said to be zero. */
bool number_says(const Number *n, Ratio exact);

#endif
