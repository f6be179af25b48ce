#include "findings/findings.h"

#include <stdlib.h>

#include "base/vec.h"

struct FindingList {
    Arena *arena;
    VEC(Finding) items;
};

FindingList *finding_list_new(void) {
    FindingList *list = calloc(1, sizeof *list);
    Arena *arena = arena_new();
    if (!list || !arena) {
        free(list);
        arena_free(arena);
        return NULL;
    }
    list->arena = arena;
    return list;
}

void finding_list_free(FindingList *list) {
    if (!list)
        return;
    VEC_FREE(&list->items);
    arena_free(list->arena);
    free(list);
}

bool finding_list_whole(const FindingList *list) { return list && !list->items.failed && !arena_failed(list->arena); }

Arena *finding_list_arena(FindingList *list) { return list ? list->arena : NULL; }

void finding_add(FindingList *list, const Finding *finding) {
    Finding *added = list ? VEC_PUSH(&list->items) : NULL;
    if (added)
        *added = *finding;
}

size_t finding_count(const FindingList *list) { return list ? list->items.count : 0; }

Finding *finding_at(FindingList *list, size_t index) {
    return list && index < list->items.count ? &list->items.items[index] : NULL;
}
