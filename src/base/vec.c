#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>

#define VEC_FIRST ((size_t)8)

static void *grown(void *items, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity * 2 : VEC_FIRST;
    if (*capacity > SIZE_MAX / 4 || wanted > SIZE_MAX / 2 / size)
        return NULL;
    void *more = realloc(items, wanted * size);
    if (more)
        *capacity = wanted;
    return more;
}

bool vec_grow(void **items, size_t *capacity, bool *failed, size_t size) {
    void *more = grown(*items, capacity, size);
    *failed = !more;
    if (more)
        *items = more;
    return more != NULL;
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
