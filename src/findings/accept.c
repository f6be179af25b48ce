#include "findings/accept.h"

#include <string.h>

typedef struct Accepting {
    FindingList *list;
    Arena *trial; /* places looked at */
    const char *const *rules;
    size_t rule_count;
} Accepting;

/* ---- which findings are meant --------------------------------------------------------------------------------- */

/* Is `pointer` at `top`, or below it? */
static bool lies_below(const char *pointer, const char *top) {
    size_t length = strlen(top);
    return pointer && strncmp(pointer, top, length) == 0 && (pointer[length] == '\0' || pointer[length] == '/');
}

/* Places in the form have pointers as well: only those of the report's own file count. */
static bool place_meets(Accepting *accepting, const Acceptance *item, SourceRef ref) {
    if (!ref.map || ref.map != item->source.map)
        return false;
    ArenaMark mark = arena_mark(accepting->trial);
    Place place = {0};
    ref.map->locate(ref, accepting->trial, &place);
    bool meets = lies_below(place.pointer, item->at);
    arena_rewind(accepting->trial, mark);
    return meets;
}

static bool side_meets(Accepting *accepting, const Acceptance *item, const FindingSide *side) {
    for (size_t i = 0; i < side->place_count; i++)
        if (place_meets(accepting, item, side->places[i].source))
            return true;
    return false;
}

static bool meets(Accepting *accepting, const Acceptance *item, const Finding *finding) {
    if (strcmp(item->rule, finding->rule) != 0)
        return false;
    if (!item->at || place_meets(accepting, item, finding->source))
        return true;
    for (size_t i = 0; i < finding->side_count; i++)
        if (side_meets(accepting, item, &finding->sides[i]))
            return true;
    return false;
}

/* Accepts what the item means among the first `count`; false when it meets nothing. */
static bool accept_with(Accepting *accepting, const Acceptance *item, size_t count) {
    bool met = false;
    for (size_t i = 0; i < count; i++) {
        Finding *finding = finding_at(accepting->list, i);
        if (!meets(accepting, item, finding))
            continue;
        met = true;
        if (finding->reason)
            continue;
        finding->reason = item->reason;
        finding->accepted = item->source;
    }
    return met;
}

/* ---- acceptances without findings ----------------------------------------------------------------------------- */

static bool is_known(const Accepting *accepting, const char *rule) {
    for (size_t i = 0; i < accepting->rule_count; i++)
        if (strcmp(accepting->rules[i], rule) == 0)
            return true;
    return !accepting->rules;
}

static void add_idle(Accepting *accepting, const Acceptance *item) {
    Arena *arena = finding_list_arena(accepting->list);
    const char *message =
        item->at ? arena_printf(arena, DIAG_BOTH("no finding of %s is left at %s", "%s 处已没有 %s 的问题"), item->rule,
                                item->at, item->at, item->rule)
                 : arena_printf(arena, DIAG_BOTH("no finding of %s is left", "已没有 %s 的问题"), item->rule, item->rule);
    finding_add(accepting->list, &(Finding){.severity = FINDING_NOTE,
                                            .rule = RULE_ACCEPT_IDLE,
                                            .title = DIAG_BOTH("Every acceptance answers for a finding", "每条说明都对应一处问题"),
                                            .message = message,
                                            .source = item->source,
                                            .page = FINDING_NO_PAGE});
}

static const char *unknown_message(Accepting *accepting, const char *rule) {
    Arena *arena = finding_list_arena(accepting->list);
    const char *near = str_nearest(rule, accepting->rules, accepting->rule_count);
    if (!near)
        return arena_printf(arena, DIAG_BOTH("there is no rule %s", "没有名为 %s 的规则"), rule, rule);
    return arena_printf(arena,
                        DIAG_BOTH("there is no rule %s; did you mean %s?", "没有名为 %s 的规则，是不是 %s？"), rule,
                        near, rule, near);
}

static void add_unknown(Accepting *accepting, const Acceptance *item) {
    finding_add(accepting->list, &(Finding){.severity = FINDING_WARNING,
                                            .rule = RULE_ACCEPT_UNKNOWN,
                                            .title = DIAG_BOTH("Every acceptance names a rule", "每条说明都写明规则"),
                                            .message = unknown_message(accepting, item->rule),
                                            .source = item->rule_source,
                                            .page = FINDING_NO_PAGE});
}

void accept_findings(FindingList *list, const Acceptance *items, size_t count, const char *const *rules) {
    if (!list || count == 0)
        return;
    Accepting accepting = {.list = list, .trial = finding_list_arena(list), .rules = rules};
    while (rules && rules[accepting.rule_count])
        accepting.rule_count++;
    size_t findings = finding_count(list);
    for (size_t i = 0; i < count; i++) {
        if (accept_with(&accepting, &items[i], findings))
            continue;
        if (is_known(&accepting, items[i].rule))
            add_idle(&accepting, &items[i]);
        else
            add_unknown(&accepting, &items[i]);
    }
}
