/* Findings made by hand, in a report and a form that are not there: a place's number is its line. */
#ifndef BANXIN_TESTS_FINDINGS_FIXTURE_H
#define BANXIN_TESTS_FINDINGS_FIXTURE_H

#include "findings/findings.h"

/* Line = index, column = 5, and the pointers that follow from it: below ten in /tables/a, else in /data. */
static void locate_report(SourceRef ref, Arena *arena, Place *place) {
    const char *pointer = arena_printf(arena, ref.index < 10 ? "/tables/a/%u/x" : "/data/t/%u", (unsigned)ref.index);
    *place = (Place){.file = "r.json", .pointer = pointer, .line = (int)ref.index, .column = 5};
}

static void locate_form(SourceRef ref, Arena *arena, Place *place) {
    *place =
        (Place){.file = "f.json", .pointer = arena_strdup(arena, "/tables/a"), .line = (int)ref.index, .column = 1};
}

static const SourceMap report_map = {locate_report}, form_map = {locate_form};

static inline SourceRef in_report(uint32_t line) { return (SourceRef){&report_map, line, 0}; }
static inline SourceRef in_form(uint32_t line) { return (SourceRef){&form_map, line, 0}; }

/* A finding without sides. */
static inline Finding plain_finding(FindingSeverity severity, const char *rule, SourceRef source) {
    return (Finding){.severity = severity,
                     .rule = rule,
                     .title = DIAG_BOTH("the rule", "规则"),
                     .message = DIAG_BOTH("it is wrong", "此处有误"),
                     .source = source,
                     .page = FINDING_NO_PAGE};
}

#endif
