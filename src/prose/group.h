/*
 * group: amounts that are parts of another, and whether they make it up.
 *
 * Lists in reports are often not whole, without saying so: only where rows that make up their whole by definition are
 * listed (基本支出 and 项目支出), where the parts exceed it, or where one slip of the hand explains all, is a sum
 * wrong.
 */
#ifndef BANXIN_PROSE_GROUP_H
#define BANXIN_PROSE_GROUP_H

#include "prose/audit.h"

typedef struct Group {
    size_t whole;
    size_t parts[LOOK_MAX];
    size_t count;
    bool changes; /* of changes, with their signs */
} Group;

/* Of one kind, and with one measure. */
bool group_alike(const Number *a, const Number *b);
/* Can the number be a part of the whole? */
bool group_takes(const Number *n, const Number *whole);
/* What the parts come to; `truth`: with the figures' amounts instead of those said. */
bool group_sum(const Audit *audit, const Group *g, bool truth, Ratio *out);
bool group_holds(const Audit *audit, const Group *g);
/* Marks all of it as looked at, and the parts as parts. */
void group_confirm(Audit *audit, const Group *g);
/* Has a rule before found a number of it wrong, or a table all of them right? Then the sum is none of the prose's. */
bool group_explained(const Audit *audit, const Group *g);
/* The one number whose slip explains the difference; NUMBER_NONE. `excess`: sum - whole. */
size_t group_slipped(const Audit *audit, const Group *g, Ratio excess);
/* May rounding each part be all that is wrong? */
bool group_rounds(const Audit *audit, const Group *g, Ratio excess);
/* A group that does not make up its whole. `said`: the words say that it should. */
void group_judge(Audit *audit, const Group *g, bool said);
/* Reports the number `at` of it. */
void group_report(Audit *audit, const Group *g, size_t at, Ratio sum, Ratio expected, ProseWeight weight);

#endif
