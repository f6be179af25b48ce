/*
 * audit: every check of a report's form, and the reading of its prose.
 */
#ifndef BANXIN_FIGURES_AUDIT_H
#define BANXIN_FIGURES_AUDIT_H

#include "findings/findings.h"
#include "model/report.h"

/* Runs every check of the report's form and reads its prose. False when memory is out. */
bool audit_report(Arena *arena, const Report *report, FindingList *findings, DiagList *diags);

/*
 * Ids of all rules that may be reported of a report of this form, by audit_report or when it is set against others:
 * NULL-terminated, in the arena.
 */
const char *const *audit_rules(Arena *arena, const Form *form);
/* Whether it is a rule of the second sort. */
bool audit_rule_is_across(const Form *form, const char *rule);

#endif
