/*
 * accept: findings that the report itself answers for, with a reason.
 *
 * An acceptance names a rule and, if it is not meant for all findings of that rule, a place at or below which one of
 * the finding's places lies. One that meets nothing is a finding itself: the figures have been mended, or the rule has
 * another name.
 */
#ifndef BANXIN_FINDINGS_ACCEPT_H
#define BANXIN_FINDINGS_ACCEPT_H

#include "findings/findings.h"

typedef struct Acceptance {
    const char *rule, *reason;
    const char *at; /* JSON pointer into the report; NULL: anywhere */
    SourceRef source, rule_source;
} Acceptance;

/* Rules of the findings that accepting makes: never to be accepted themselves. */
#define RULE_ACCEPT_IDLE    "accept-idle"
#define RULE_ACCEPT_UNKNOWN "accept-unknown"

/*
 * Marks the findings that are accepted, of several acceptances by the first, and adds a finding for each acceptance
 * that met none. `rules`, NULL-terminated, are those that exist; NULL: not known. The texts of the acceptances are
 * borrowed for the life of the list.
 */
void accept_findings(FindingList *list, const Acceptance *items, size_t count, const char *const *rules);

#endif
