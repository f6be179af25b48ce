#include "figures/audit.h"

#include "figures/audit_prose.h"
#include "figures/relations.h"
#include "prose/prose.h"

bool audit_report(Arena *arena, const Report *report, FindingList *findings, DiagList *diags) {
    Figures *figures = figures_make(arena, report, diags);
    if (figures && finding_list_arena(findings)) {
        Sides sides = sides_begin(figures, findings);
        relations_of_tables(&sides);
        relations_of_form(&sides);
        audit_prose(&sides);
    }
    return !arena_failed(arena) && finding_list_whole(findings);
}

const char *const *audit_rules(Arena *arena, const Form *form) {
    static const char *const own[] = {RULE_ID_FIXED_VALUE, RULE_ID_ROW_VALUE, RULE_ID_LEVEL_SUM, RULE_ID_TABLE_TOTAL};
    enum { OWN_COUNT = sizeof own / sizeof *own };
    const char **rules = ARENA_ARRAY(arena, const char *, OWN_COUNT + PROSE_RULE_COUNT + form->check_count + 1);
    if (!rules)
        return NULL;
    for (size_t i = 0; i < OWN_COUNT; i++)
        rules[i] = own[i];
    for (size_t i = 0; i < PROSE_RULE_COUNT; i++)
        rules[OWN_COUNT + i] = prose_rule_name((ProseRule)i);
    for (size_t i = 0; i < form->check_count; i++)
        rules[OWN_COUNT + PROSE_RULE_COUNT + i] = form->checks[i].rule;
    return rules;
}
