/*
 * words: the words that tell what a number speaks of, one table for each thing they tell.
 *
 * All are written as the folded text has them (see fold.h). Where several fit, the longest counts.
 */
#ifndef BANXIN_PROSE_WORDS_H
#define BANXIN_PROSE_WORDS_H

#include "base/str.h"

typedef enum WordClass {
    WORD_UP,           /* 增加, 多: the change goes up */
    WORD_DOWN,         /* 减少, 下降 */
    WORD_EITHER,       /* 增加或减少, 增减: neither way */
    WORD_SAME,         /* 持平, 一致 */
    WORD_AFTER_CHANGE, /* may stand between a word of change and its number: 了, 额, 幅度 */
    WORD_REACHED,      /* 增加到: a level, no change */
    WORD_COMPARE,      /* 比, 较, 相比 */
    WORD_PRIOR,        /* 上年, 去年 */
    WORD_CARRIED,      /* 上年结转: an item of this year */
    WORD_SHARE,        /* 占 */
    WORD_DONE,         /* 完成…的 */
    WORD_PLAN,         /* 年初预算, 调整预算: what was to be done */
    WORD_PARTS,        /* 其中 */
    WORD_LIST,         /* 包括, 构成 */
    WORD_MAINLY,       /* 主要, 等: the list need not be whole */
    WORD_REASON,       /* 主要是, 原因: what follows says why */
    WORD_SUM,          /* 共计, 合计 */
    WORD_NOTHING,      /* 未安排, 没有 */
    WORD_EMPTY,        /* 空表 */
    WORD_EACH,         /* 每, 单价: a rate or a standard, no amount of the budget */
    WORD_ABOUT,        /* before a number: 约 */
    WORD_ABOUT_AFTER,  /* 左右 */
    WORD_BOUND,        /* before a number: 不低于, ≥ */
    WORD_BOUND_AFTER,  /* 以上 */
    WORD_NEUTRAL,      /* says nothing of which amount it is: 预算, 安排, 数 */
    WORD_HEAD,         /* may stand before the name of an amount without changing it */
    WORD_LEAD,         /* leads up to a name: 其中, 安排 */
    WORD_TAIL,         /* leads on from a name to its number: 预算数为, 共计 */
    WORD_ORGAN,        /* ends the name of an organ */
    WORD_SUBORDINATE,  /* of a part of the organ only */
    WORD_TOTAL,        /* name of a row or column that holds the whole */
    WORD_BUDGET,       /* a year before them is the report's */
    WORD_OTHER_YEAR,   /* a year beside them may be any */
    WORD_MEASURE,      /* 人, 台, 辆 */
    WORD_CLASS_COUNT
} WordClass;

/* The length of the longest word of the class at the beginning, at the end of the text; 0 when there is none. */
size_t word_starts(WordClass c, Str s);
size_t word_ends(WordClass c, Str s);
/* Does any stand in the text? `after`, if not NULL: where the first ends. */
bool word_within(WordClass c, Str s, size_t *after);

/* Does `s` begin or end with `word`, or hold it? */
bool text_starts(Str s, const char *word);
bool text_ends(Str s, const char *word);
bool text_holds(Str s, const char *word);
Str text_from(Str s, size_t from);
Str text_without_end(Str s, size_t count);

/* Names of one thing: writes the name with each known variant replaced by the form we compare. */
Str words_canonical(Arena *arena, Str name);

/* Rows that together make up their whole, all of them: 基本支出 and 项目支出. The set that a phrase belongs to, or 0.
 */
unsigned words_partitions(Str phrase);

#endif
