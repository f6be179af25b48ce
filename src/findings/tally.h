/*
 * tally: how many findings there are of each kind, in one report or in all of a run, and by which rules.
 */
#ifndef BANXIN_FINDINGS_TALLY_H
#define BANXIN_FINDINGS_TALLY_H

#include "findings/findings.h"

#define FINDING_SEVERITIES 3

typedef struct TallyRule {
    const char *id, *title; /* as Finding's */
} TallyRule;

/* Zero-initialise; counts may be read and written. Rules are in the order of their ids. */
typedef struct Tally {
    size_t reports;                    /* all of the run */
    size_t unchecked;                  /* of them, those that could not be read */
    size_t faulty;                     /* of those that were checked, those whose data are at fault somewhere */
    size_t counts[FINDING_SEVERITIES]; /* findings that are not accepted */
    size_t accepted;
    Arena *arena; /* the rules' texts */
    TallyRule *rules;
    size_t rule_count, rule_capacity;
    bool failed; /* memory was short */
} Tally;

void tally_free(Tally *tally);
/* Counts a finding and notes its rule. */
void tally_finding(Tally *tally, const Finding *finding);
/* Notes a rule, its texts copied; one that is there already changes nothing. */
void tally_rule(Tally *tally, const char *id, const char *title);
/* Adds another tally's counts and rules. */
void tally_add(Tally *tally, const Tally *other);
/* Findings that call for work: errors and warnings that are not accepted. */
size_t tally_grave(const Tally *tally);

#endif
