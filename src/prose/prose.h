/*
 * prose: numbers in running Chinese text, and whether what the sentences say of them is true.
 *
 * Given the paragraphs of a report as they are printed, and the figures its tables hold, prose_audit() reads every
 * number (3245.21万元, 4.23%, 增长92.2%, 7.5亿元, 2200万人, 表八, 2020年), finds out what it speaks of, and sets it
 * against the tables, against the other numbers of its sentence and paragraph, and against the words beside it. It
 * knows neither forms nor JSON: paragraphs and figures are plain values, and what it finds refers to them by number.
 */
#ifndef BANXIN_PROSE_PROSE_H
#define BANXIN_PROSE_PROSE_H

#include "base/arena.h"
#include "base/ratio.h"
#include "base/str.h"

/* ---- what is given -------------------------------------------------------------------------------------- */

/* A table of the report. */
typedef struct ProseTable {
    Str label;  /* "表五", or empty */
    Str title;  /* "一般公共预算支出情况表" */
    bool empty; /* it has no figures: printed as an empty form */
} ProseTable;

/* One amount that a table (or a field of the data) holds. Names are as printed. */
typedef struct ProseFigure {
    size_t table; /* number in ProseBook.tables; PROSE_NO_TABLE: a field of the data */
    Str row; /* name of its row: "社会保障和就业支出", "合计", "因公出国（境）费"; may be empty */
    Str above[2]; /* names of the rows it belongs to, the nearest first (款, 类); empty when none */
    Str column; /* title of its column: "基本支出", "小计"; heads above it joined before it: "公务用车购置及运行费 小计"
                 */
    int level;  /* 0 the table's total; 1, 2, 3 the levels of rows below it (类 款 项); -1 rows without levels */
    bool again; /* the row of a class that is printed a second time: holds a part of it only */
    bool blank; /* the cell is blank; yuan is zero then */
    Ratio yuan; /* the amount in yuan */
    Ratio step; /* what its last printed digit counts, in yuan: 100 for two decimals of 万元 */
} ProseFigure;
#define PROSE_NO_TABLE ((size_t)-1)

/* A part of a paragraph that the form filled in from figures: right by construction, and known to be of `figure`. */
typedef struct ProseKnown {
    size_t from, to; /* bytes of the text */
    size_t figure;   /* number in ProseBook.figures, or PROSE_NO_FIGURE: reckoned from several */
} ProseKnown;
#define PROSE_NO_FIGURE ((size_t)-1)

/* A paragraph, a list item or a heading, as printed. */
typedef struct ProsePassage {
    Str text;
    const Str *headings; /* the headings it stands under, outermost first */
    size_t heading_count;
    const ProseKnown *known; /* in order, not overlapping */
    size_t known_count;
    size_t section; /* passages with the same number stand under the same nearest heading */
} ProsePassage;

typedef struct ProseBook {
    const ProsePassage *passages;
    size_t passage_count;
    const ProseFigure *figures;
    size_t figure_count;
    const ProseTable *tables;
    size_t table_count;
    int year; /* the fiscal year of the report */
} ProseBook;

/* ---- what is found -------------------------------------------------------------------------------------- */

typedef enum ProseRule {
    PROSE_AMOUNT,    /* a named amount is not what the table says */
    PROSE_UNIT,      /* it is, but for the unit: 元 where 万元 is meant */
    PROSE_SHARE,     /* 占…% is not the part of its whole */
    PROSE_CHANGE,    /* 比上年增加… does not go with the amounts beside it */
    PROSE_RATE,      /* 增长…% is not the change over its base, this year − change */
    PROSE_BASE,      /* a rate where the base is zero */
    PROSE_DIRECTION, /* 增加, 下降, 持平 contradict the numbers or each other */
    PROSE_SUM,       /* 其中…, 共计…, 合计…: the parts do not add up to the whole */
    PROSE_EQUATION,  /* an equation written out is wrong: 15×5万元=75万元 */
    PROSE_NONE,      /* 未安排, 没有, 空表 where the tables have money; or the other way round */
    PROSE_LIST,      /* a list of classes or sources leaves out one that has money, or names one that has none */
    PROSE_YEAR,      /* a year that is neither this nor last, where one of them is meant */
    PROSE_TABLE,     /* a table is referred to that the report does not have */
    PROSE_RULE_COUNT
} ProseRule;

typedef enum ProseWeight { PROSE_NOTE, PROSE_WARNING, PROSE_ERROR } ProseWeight;

/* A number in the text, or any other words of it. */
typedef struct ProseSpan {
    size_t passage, from, to; /* bytes */
} ProseSpan;

typedef struct ProseFinding {
    ProseRule rule;
    ProseWeight weight;
    ProseSpan at;         /* the number or word at fault, with its unit */
    const char *subject;  /* what it speaks of, in the words of the text or table: "社会保障和就业支出" */
    const char *said;     /* as written: "3061.52万元" */
    const char *expected; /* in the same unit: "2924.52万元"; NULL when nothing can be named */
    const char
        *reckoned; /* how that was reckoned: "1897.5 − 910 = 987.5；910 ÷ 987.5 = 92.2%"; NULL: read from the figures */
    const char *difference; /* said − expected, in the unit: "137.00万元"; NULL when it makes no sense */
    const size_t *figures;  /* of the book, that it was set against */
    size_t figure_count;
    const ProseSpan *spans; /* other numbers of the prose that it was set against */
    size_t span_count;
} ProseFinding;

/* A number that was read, for lists of what was checked and what was not. */
typedef struct ProseNumber {
    ProseSpan at;
    bool checked; /* it took part in a relation that was looked at */
} ProseNumber;

typedef struct ProseFindings {
    const ProseFinding *items; /* in the order of the text */
    size_t count;
    const ProseNumber *numbers; /* every number read, in the order of the text */
    size_t number_count;
} ProseFindings;

/* Stable names of the rules: "prose-amount", "prose-unit" ... */
const char *prose_rule_name(ProseRule rule);

/* Reads the book; all that is found lives in `arena`. What comes out when memory is out is arena_failed's to tell. */
ProseFindings prose_audit(Arena *arena, const ProseBook *book);

#endif
