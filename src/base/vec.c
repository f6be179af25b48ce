#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VEC_FIRST ((size_t)8)

static bool grow(void **items, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity * 2 : VEC_FIRST;
    if (*capacity > SIZE_MAX / 4 || wanted > SIZE_MAX / 2 / size)
        return false;
    void *grown = realloc(*items, wanted * size);
    if (!grown)
        return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

void *vec_push(void **items, size_t *count, size_t *capacity, bool *failed, size_t size) {
    if (*failed)
        return NULL;
    if (*count == *capacity && !grow(items, capacity, size)) {
        *failed = true;
        return NULL;
    }
    char *item = (char *)*items + *count * size;
    memset(item, 0, size);
    ++*count;
    return item;
}

void vec_free(void **items, size_t *count, size_t *capacity) {
    free(*items);
    *items = NULL;
    *count = *capacity = 0;
}

void *vec_take(Arena *arena, void **items, size_t *count, size_t *capacity, bool failed, size_t size) {
    if (failed)
        arena_fail(arena);
    void *taken = arena_copy(arena, *items, *count * size);
    vec_free(items, count, capacity);
    return taken;
}
