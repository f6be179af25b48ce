/*
 * across: a report set against others, by the relations of its own form: last year's of the same organ, and those of
 * the units that belong to it.
 *
 * The others are lent one at a time, each with memory of its own that may be given back right after: sums and places
 * are kept, never a report. Units are lent twice, the second time only if sums differ, for the places of what differs.
 */
#ifndef BANXIN_FIGURES_ACROSS_H
#define BANXIN_FIGURES_ACROSS_H

#include "findings/findings.h"
#include "model/report.h"

/* Rules about reports as such, which no form states; whoever gathers the reports finds them. */
#define RULE_ID_ORGAN_TWICE    "organ-twice"    /* one organ and year in two reports */
#define RULE_ID_ORGAN_MISSING  "organ-missing"  /* an organ of the list without a report */
#define RULE_ID_ORGAN_UNLISTED "organ-unlisted" /* a report of an organ that is not in the list */
#define RULE_ID_PARENT_MISSING "parent-missing" /* a unit without a report of its department */
#define RULE_ID_ACROSS_UNREAD  "across-unread"  /* a report that another is to be set against cannot be read */
/* Found here. */
#define RULE_ID_ACROSS_FORM "across-form" /* the other report's form cannot answer what the relations ask */

typedef struct Across Across;

/* Whether the form has relations of the sort: else the others need not be read. */
bool across_asks(const Form *form, CheckWith with);

/*
 * NULL when the report's own figures cannot be reckoned, which its audit has told, or memory is out. Faults of
 * evaluation go to `diags`, as those of an audit do; findings to the list, their texts and places, too.
 */
Across *across_begin(Arena *arena, const Report *report, FindingList *findings, DiagList *diags);

/*
 * Against last year's report, which lives in `arena`. With `tell`, relations that its form cannot answer make a
 * finding; without, they are passed over (it has been told of the same two forms before). False when its figures cannot
 * be reckoned: nothing has been compared.
 */
bool across_last_year(Across *across, Arena *arena, const Report *last, bool tell);

/* Adds a unit to the sums. False as above: the sums are then not whole, and the units not to be compared. */
bool across_unit(Across *across, Arena *arena, const Report *unit, bool tell);
/* All units are added: whether any sum differs, so that each unit is to be added once more before they are told. */
bool across_units_differ(Across *across);
void across_units_tell(Across *across);

#endif
