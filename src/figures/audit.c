#include "figures/audit.h"

bool audit_report(Arena *arena, const Report *report, FindingList *findings, DiagList *diags) {
    (void)report;
    (void)findings;
    (void)diags;
    return !arena_failed(arena);
}

const char *const *audit_rules(Arena *arena, const Form *form) {
    (void)form;
    return ARENA_ARRAY(arena, const char *, 1);
}
