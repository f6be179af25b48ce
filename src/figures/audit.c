#include "figures/audit.h"

#include <string.h>

#include "figures/across.h"
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

static const char *const own[] = {RULE_ID_FIXED_VALUE, RULE_ID_ROW_VALUE, RULE_ID_LEVEL_SUM, RULE_ID_TABLE_TOTAL};
static const char *const between[] = {RULE_ID_ORGAN_TWICE, RULE_ID_ORGAN_UNLISTED, RULE_ID_PARENT_MISSING,
                                      RULE_ID_ACROSS_UNREAD, RULE_ID_ACROSS_FORM};
enum { OWN_COUNT = sizeof own / sizeof *own, BETWEEN_COUNT = sizeof between / sizeof *between };

const char *const *audit_rules(Arena *arena, const Form *form) {
    size_t most = OWN_COUNT + BETWEEN_COUNT + PROSE_RULE_COUNT + form->check_count, count = 0;
    const char **rules = ARENA_ARRAY(arena, const char *, most + 1);
    if (!rules)
        return NULL;
    for (size_t i = 0; i < OWN_COUNT; i++)
        rules[count++] = own[i];
    for (size_t i = 0; i < BETWEEN_COUNT; i++)
        rules[count++] = between[i];
    for (size_t i = 0; i < PROSE_RULE_COUNT; i++)
        rules[count++] = prose_rule_name((ProseRule)i);
    for (size_t i = 0; i < form->check_count; i++)
        rules[count++] = form->checks[i].rule;
    return rules;
}

bool audit_rule_is_across(const Form *form, const char *rule) {
    for (size_t i = 0; i < BETWEEN_COUNT; i++)
        if (strcmp(between[i], rule) == 0)
            return true;
    for (size_t i = 0; i < form->check_count; i++)
        if (form->checks[i].with != CHECK_WITHIN && strcmp(form->checks[i].rule, rule) == 0)
            return true;
    return false;
}
