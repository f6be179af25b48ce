#include "json/json_members.h"

#include <stdlib.h>
#include <string.h>

typedef struct Large {
    const JsonNode *object;
    const JsonNode **sorted;
} Large;

struct JsonMembers {
    Large *larges; /* by the object's index */
    size_t count;
};

static bool is_large(const JsonNode *node) { return node->type == JSON_OBJECT && node->count > JSON_FEW_MEMBERS; }

static int compare(const void *a, const void *b) {
    const JsonNode *const *left = a, *const *right = b;
    return strcmp((*left)->key, (*right)->key);
}

static const JsonNode **sort_members(Arena *arena, const JsonNode *object) {
    const JsonNode **sorted = ARENA_ARRAY(arena, const JsonNode *, object->count);
    if (!sorted)
        return NULL;
    size_t count = 0;
    for (const JsonNode *member = object->first; member; member = member->next)
        sorted[count++] = member;
    qsort(sorted, count, sizeof *sorted, compare);
    return sorted;
}

const JsonMembers *json_members_make(Arena *arena, const JsonNode *nodes, size_t count) {
    size_t larges = 0;
    for (size_t i = 0; i < count; i++)
        larges += is_large(&nodes[i]);
    JsonMembers *members = ARENA_NEW(arena, JsonMembers);
    Large *items = ARENA_ARRAY(arena, Large, larges);
    if (!members || !items)
        return NULL;
    *members = (JsonMembers){items, larges};
    for (size_t i = 0; i < count; i++)
        if (is_large(&nodes[i]))
            *items++ = (Large){&nodes[i], sort_members(arena, &nodes[i])};
    return arena_failed(arena) ? NULL : members;
}

static int compare_object(const void *key, const void *item) {
    const JsonNode *object = key;
    const Large *large = item;
    return (object->index > large->object->index) - (object->index < large->object->index);
}

static int compare_key(const void *key, const void *item) {
    const JsonNode *const *member = item;
    return strcmp(key, (*member)->key);
}

const JsonNode *json_members_find(const JsonMembers *members, const JsonNode *object, const char *key) {
    const Large *large = bsearch(object, members->larges, members->count, sizeof *members->larges, compare_object);
    if (!large)
        return NULL;
    const JsonNode *const *member = bsearch(key, large->sorted, object->count, sizeof *large->sorted, compare_key);
    return member ? *member : NULL;
}
