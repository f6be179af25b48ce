/*
 * vec: growing arrays on the heap, typed by macro.
 *
 *     typedef VEC(Line) LineVec;
 *     LineVec lines = {0};
 *     Line *line = VEC_PUSH(&lines);          NULL when memory is out; the vector is then failed and stays so
 *     lines.items[i], lines.count
 *     VEC_FREE(&lines);
 *
 * VEC_PUSH gives a zeroed new last item. VEC_TAKE(arena, &v) moves the items into the arena, frees the vector
 * and gives the array (NULL when memory is out).
 */
#ifndef BANXIN_BASE_VEC_H
#define BANXIN_BASE_VEC_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define VEC(Type)                                                                                                      \
    struct {                                                                                                           \
        Type *items;                                                                                                   \
        size_t count, capacity;                                                                                        \
        bool failed;                                                                                                   \
    }

#define VEC_PUSH(v)                                                                                                    \
    ((__typeof__((v)->items))vec_push((void **)&(v)->items, &(v)->count, &(v)->capacity, &(v)->failed,                 \
                                      sizeof *(v)->items))
#define VEC_FREE(v) vec_free((void **)&(v)->items, &(v)->count, &(v)->capacity)
#define VEC_TAKE(arena, v)                                                                                             \
    ((__typeof__((v)->items))vec_take((arena), (void **)&(v)->items, &(v)->count, &(v)->capacity, (v)->failed,         \
                                      sizeof *(v)->items))

/* Room for one more item; false, and the vector failed, when memory is out. */
bool vec_grow(void **items, size_t *capacity, bool *failed, size_t size);
static inline void *vec_push(void **items, size_t *count, size_t *capacity, bool *failed, size_t size) {
    if (*failed || (*count == *capacity && !vec_grow(items, capacity, failed, size)))
        return NULL;
    return memset((char *)*items + (*count)++ * size, 0, size);
}
void vec_free(void **items, size_t *count, size_t *capacity);
/* Leaves *count at 0: read the count before. */
void *vec_take(Arena *arena, void **items, size_t *count, size_t *capacity, bool failed, size_t size);

#endif
