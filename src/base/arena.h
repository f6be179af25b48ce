/*
 * arena: memory that lives and dies together.
 *
 * Everything that belongs to one report is carved out of one Arena and freed by one call. Trial work
 * (candidate lines, trial heights) is carved out after arena_mark() and taken back by arena_rewind().
 *
 * Running out of memory is sticky: the failed call gives NULL, every later call on that arena gives NULL
 * too, and arena_failed() says so. A stage may therefore work on and ask once, at its end. The NULL arena is a
 * failed one.
 */
#ifndef BANXIN_BASE_ARENA_H
#define BANXIN_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;
typedef struct ArenaMark {
    void *chunk;
    size_t used;
} ArenaMark;

/* A new, empty arena; NULL when memory is out. Freed by arena_free (which takes NULL). */
Arena *arena_new(void);
void arena_free(Arena *arena);

/* `size` zeroed bytes aligned for any type; size 0 gives a valid pointer. NULL when memory is out. */
void *arena_alloc(Arena *arena, size_t size);
/* As arena_alloc for `count` items of `size` bytes; a product that overflows is out of memory. */
void *arena_array(Arena *arena, size_t count, size_t size);
/* A copy of `size` bytes. */
void *arena_copy(Arena *arena, const void *bytes, size_t size);
/* NUL-terminated copies; `length` bytes of `text`, or all of it (NULL for NULL, which is no failure). */
char *arena_strndup(Arena *arena, const char *text, size_t length);
char *arena_strdup(Arena *arena, const char *text);
/* printf into the arena. Locale-independent use only: no floating point conversions. */
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True once any allocation on this arena has failed. */
bool arena_failed(const Arena *arena);
/* Makes the arena failed; for a seam whose library ran out of memory. */
void arena_fail(Arena *arena);

/* Everything allocated after the mark is given back by the rewind; marks nest. */
ArenaMark arena_mark(const Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark);

#define ARENA_NEW(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) ((Type *)arena_array((arena), (count), sizeof(Type)))

#endif
