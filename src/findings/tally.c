#include "findings/tally.h"

#include <string.h>

#include "base/vec.h"

void tally_free(Tally *tally) {
    vec_free((void **)&tally->rules, &tally->rule_count, &tally->rule_capacity);
    arena_free(tally->arena);
    *tally = (Tally){0};
}

void tally_finding(Tally *tally, const Finding *finding) {
    if (finding->reason)
        tally->accepted++;
    else
        tally->counts[finding->severity]++;
    tally_rule(tally, finding->rule, finding->title);
}

/* Where the rule is, or belongs. */
static size_t rule_place(const Tally *tally, const char *id, bool *found) {
    size_t low = 0, high = tally->rule_count;
    *found = false;
    while (low < high && !*found) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(tally->rules[middle].id, id);
        *found = order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

void tally_rule(Tally *tally, const char *id, const char *title) {
    bool found;
    size_t at = rule_place(tally, id, &found);
    if (found)
        return;
    if (!tally->arena)
        tally->arena = arena_new();
    TallyRule rule = {arena_strdup(tally->arena, id), arena_strdup(tally->arena, title ? title : "")};
    if (arena_failed(tally->arena) || !vec_push((void **)&tally->rules, &tally->rule_count, &tally->rule_capacity,
                                                &tally->failed, sizeof *tally->rules)) {
        tally->failed = true;
        return;
    }
    memmove(&tally->rules[at + 1], &tally->rules[at], (tally->rule_count - 1 - at) * sizeof *tally->rules);
    tally->rules[at] = rule;
}

void tally_add(Tally *tally, const Tally *other) {
    tally->reports += other->reports;
    tally->unchecked += other->unchecked;
    tally->faulty += other->faulty;
    for (int i = 0; i < FINDING_SEVERITIES; i++)
        tally->counts[i] += other->counts[i];
    tally->accepted += other->accepted;
    for (size_t i = 0; i < other->rule_count; i++)
        tally_rule(tally, other->rules[i].id, other->rules[i].title);
    tally->failed |= other->failed;
}

size_t tally_grave(const Tally *tally) { return tally->counts[FINDING_WARNING] + tally->counts[FINDING_ERROR]; }
