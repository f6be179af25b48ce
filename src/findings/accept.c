#include "findings/accept.h"

#include <string.h>

/* The pointers of a finding's places in the report, made when first asked for. */
typedef struct Pointers {
    const char **items;
    size_t count;
    bool made;
} Pointers;

typedef struct Accepting {
    FindingList *list;
    Arena *arena;       /* the list's */
    Pointers *pointers; /* by finding */
    size_t count;       /* of findings */
    const char *const *rules;
    size_t rule_count;
} Accepting;

/* ---- which findings are meant --------------------------------------------------------------------------------- */

/* Places in the form have pointers as well: only those of the report's own file count. */
static void add_pointer(Accepting *accepting, Pointers *pointers, SourceRef ref, const SourceMap *map) {
    Place place = {0};
    if (!ref.map || ref.map != map)
        return;
    ref.map->locate(ref, accepting->arena, &place);
    if (place.pointer)
        pointers->items[pointers->count++] = place.pointer;
}

static void make_pointers(Accepting *accepting, Pointers *pointers, const Finding *finding, const SourceMap *map) {
    size_t count = 1;
    for (size_t i = 0; i < finding->side_count; i++)
        count += finding->sides[i].place_count;
    pointers->made = true;
    pointers->items = ARENA_ARRAY(accepting->arena, const char *, count);
    if (!pointers->items)
        return;
    add_pointer(accepting, pointers, finding->source, map);
    for (size_t i = 0; i < finding->side_count; i++)
        for (size_t j = 0; j < finding->sides[i].place_count; j++)
            add_pointer(accepting, pointers, finding->sides[i].places[j].source, map);
}

/* Is `pointer` at `top`, or below it? */
static bool lies_below(const char *pointer, const char *top) {
    size_t length = strlen(top);
    return strncmp(pointer, top, length) == 0 && (pointer[length] == '\0' || pointer[length] == '/');
}

static bool meets(Accepting *accepting, const Acceptance *item, size_t i) {
    const Finding *finding = finding_at(accepting->list, i);
    if (strcmp(item->rule, finding->rule) != 0)
        return false;
    Pointers *pointers = &accepting->pointers[i];
    if (item->at && !pointers->made)
        make_pointers(accepting, pointers, finding, item->source.map);
    for (size_t j = 0; item->at && j < pointers->count; j++)
        if (lies_below(pointers->items[j], item->at))
            return true;
    return !item->at;
}

/* Accepts what the item means; false when it meets nothing. */
static bool accept_with(Accepting *accepting, const Acceptance *item) {
    bool met = false;
    for (size_t i = 0; i < accepting->count; i++) {
        if (!meets(accepting, item, i))
            continue;
        Finding *finding = finding_at(accepting->list, i);
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
    Arena *arena = accepting->arena;
    const char *message =
        item->at
            ? arena_printf(arena, DIAG_BOTH("no finding of %s is left at %s", "%s 处已没有 %s 的问题"), item->rule,
                           item->at, item->at, item->rule)
            : arena_printf(arena, DIAG_BOTH("no finding of %s is left", "已没有 %s 的问题"), item->rule, item->rule);
    finding_add(accepting->list,
                &(Finding){.severity = FINDING_NOTE,
                           .rule = RULE_ACCEPT_IDLE,
                           .title = DIAG_BOTH("Every acceptance answers for a finding", "每条说明都对应一处问题"),
                           .message = message,
                           .source = item->source,
                           .page = FINDING_NO_PAGE});
}

static const char *unknown_message(Accepting *accepting, const char *rule) {
    Arena *arena = accepting->arena;
    const char *near = str_nearest(rule, accepting->rules, accepting->rule_count);
    if (!near)
        return arena_printf(arena, DIAG_BOTH("there is no rule %s", "没有名为 %s 的规则"), rule, rule);
    return arena_printf(arena, DIAG_BOTH("there is no rule %s; did you mean %s?", "没有名为 %s 的规则，是不是 %s？"),
                        rule, near, rule, near);
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
    Arena *arena = finding_list_arena(list);
    Accepting accepting = {.list = list, .arena = arena, .count = finding_count(list), .rules = rules};
    accepting.pointers = ARENA_ARRAY(arena, Pointers, accepting.count);
    while (rules && rules[accepting.rule_count])
        accepting.rule_count++;
    for (size_t i = 0; accepting.pointers && i < count; i++) {
        if (accept_with(&accepting, &items[i]))
            continue;
        if (is_known(&accepting, items[i].rule))
            add_idle(&accepting, &items[i]);
        else
            add_unknown(&accepting, &items[i]);
    }
}
