/*
 * topic: which part of a budget some words speak of.
 *
 * Headings, table titles, names of rows and columns and the phrase before a number are read by one table of words into
 * a set of marks: 一般公共预算 基本支出 is {general, basic, expenditure}. Two sets say whether a figure may be meant.
 */
#ifndef BANXIN_PROSE_TOPIC_H
#define BANXIN_PROSE_TOPIC_H

#include <stdint.h>

#include "base/str.h"

typedef uint32_t Topic;

/* Sides. */
#define TOPIC_INCOME  ((Topic)1 << 0)
#define TOPIC_EXPENSE ((Topic)1 << 1)
#define TOPIC_SIDES   (TOPIC_INCOME | TOPIC_EXPENSE)
/* Where the money comes from. */
#define TOPIC_FISCAL    ((Topic)1 << 2)
#define TOPIC_GENERAL   ((Topic)1 << 3)
#define TOPIC_FUND      ((Topic)1 << 4)
#define TOPIC_CAPITAL   ((Topic)1 << 5)
#define TOPIC_SPECIAL   ((Topic)1 << 6)
#define TOPIC_BUSINESS  ((Topic)1 << 7)
#define TOPIC_OPERATING ((Topic)1 << 8)
#define TOPIC_OTHER     ((Topic)1 << 9)
#define TOPIC_CARRIED   ((Topic)1 << 10)
#define TOPIC_SUPERIOR  ((Topic)1 << 11)
#define TOPIC_OUTER     ((Topic)1 << 28) /* 非财政拨款: none of them in particular */
#define TOPIC_SOURCES   ((Topic)0x10000FFC)
/* What it is for. */
#define TOPIC_BASIC       ((Topic)1 << 12)
#define TOPIC_PROJECT     ((Topic)1 << 13)
#define TOPIC_STAFF       ((Topic)1 << 14)
#define TOPIC_PUBLIC      ((Topic)1 << 15)
#define TOPIC_THREE       ((Topic)1 << 16) /* “三公”经费 */
#define TOPIC_ABROAD      ((Topic)1 << 17)
#define TOPIC_CARS        ((Topic)1 << 18)
#define TOPIC_BUYING      ((Topic)1 << 19)
#define TOPIC_RUNNING     ((Topic)1 << 20)
#define TOPIC_RECEPTION   ((Topic)1 << 21)
#define TOPIC_OPERATION   ((Topic)1 << 22) /* 机关运行经费 */
#define TOPIC_PROCUREMENT ((Topic)1 << 23)
#define TOPIC_ASSETS      ((Topic)1 << 24)
#define TOPIC_TARGETS     ((Topic)1 << 25)
#define TOPIC_MEETING     ((Topic)1 << 26)
#define TOPIC_TRAINING    ((Topic)1 << 27)
#define TOPIC_KINDS       ((Topic)0xFFFF000)
/* Matters that the budget tables do not hold. */
#define TOPIC_OUTSIDE (TOPIC_PROCUREMENT | TOPIC_ASSETS | TOPIC_TARGETS)

/* The marks of all words in a folded text. */
Topic topic_of(Str folded);
/* As topic_of, for a heading, where 项目 alone speaks of projects. */
Topic topic_of_heading(Str folded);
/* The length of the longest word with a mark at the end of the text, and its marks; 0 when there is none. */
size_t topic_ends(Str folded, Topic *marks);
/* With all that the marks imply: 公务用车运行费 is of 公务用车购置及运行费, and this of “三公”经费. */
Topic topic_closed(Topic topic);
/* The narrowest sources: 一般公共预算财政拨款 is 一般公共预算. */
Topic topic_sources(Topic topic);

#endif
