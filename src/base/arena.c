#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Chunks form a stack. What is handed out is zeroed when it is, but for copies: zeroing whole chunks writes to memory
 * that nobody asks for, and long before it is used. Chunks emptied by a rewind wait on the spare list for the next
 * trial: a loop of mark, work, rewind touches the heap once.
 *
 * Under AddressSanitizer all that is not handed out is poisoned and allocations keep a gap between them, so that
 * reading past the end of one or after a rewind is caught as it would be on the heap.
 */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define ARENA_GAP ((size_t)16)
#else
#define ASAN_POISON_MEMORY_REGION(bytes, size)   ((void)(bytes), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, size) ((void)(bytes), (void)(size))
#define ARENA_GAP                                ((size_t)0)
#endif

#define ARENA_ALIGN       ((size_t)16)
#define ARENA_CHUNK_FIRST ((size_t)16 << 10)
#define ARENA_CHUNK_MAX   ((size_t)1 << 20)

typedef struct Chunk {
    struct Chunk *below;
    size_t size, used;
    _Alignas(16) char bytes[];
} Chunk;

struct Arena {
    Chunk *top;
    Chunk *spare;
    bool failed;
};

Arena *arena_new(void) { return calloc(1, sizeof(Arena)); }

static void free_chunks(Chunk *chunk) {
    while (chunk) {
        Chunk *below = chunk->below;
        ASAN_UNPOISON_MEMORY_REGION(chunk->bytes, chunk->size);
        free(chunk);
        chunk = below;
    }
}

void arena_free(Arena *arena) {
    if (!arena)
        return;
    free_chunks(arena->top);
    free_chunks(arena->spare);
    free(arena);
}

bool arena_failed(const Arena *arena) { return !arena || arena->failed; }

void arena_fail(Arena *arena) {
    if (arena)
        arena->failed = true;
}

static Chunk *chunk_new(size_t size) {
    Chunk *chunk = malloc(sizeof(Chunk) + size);
    if (!chunk)
        return NULL;
    chunk->size = size;
    chunk->used = 0;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, size);
    return chunk;
}

/* Puts a chunk with room for `size` bytes on top: a spare one, or a new one twice as large as the last. */
static bool push_chunk(Arena *arena, size_t size) {
    Chunk *chunk = arena->spare;
    if (chunk && chunk->size >= size) {
        arena->spare = chunk->below;
    } else {
        size_t usual = arena->top ? arena->top->size * 2 : ARENA_CHUNK_FIRST;
        if (usual > ARENA_CHUNK_MAX)
            usual = ARENA_CHUNK_MAX;
        chunk = chunk_new(size > usual ? size : usual);
        if (!chunk)
            return false;
    }
    chunk->below = arena->top;
    arena->top = chunk;
    return true;
}

/* `size` bytes that hold anything. */
static void *take(Arena *arena, size_t size) {
    if (arena_failed(arena))
        return NULL;
    if (size > SIZE_MAX / 4) {
        arena->failed = true;
        return NULL;
    }
    size_t step = ((size ? size : 1) + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN + ARENA_GAP;
    Chunk *top = arena->top;
    if ((!top || top->size - top->used < step) && !push_chunk(arena, step)) {
        arena->failed = true;
        return NULL;
    }
    char *bytes = arena->top->bytes + arena->top->used;
    ASAN_UNPOISON_MEMORY_REGION(bytes, size);
    arena->top->used += step;
    return bytes;
}

void *arena_alloc(Arena *arena, size_t size) {
    void *bytes = take(arena, size);
    return bytes ? memset(bytes, 0, size) : NULL;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        arena_fail(arena);
        return NULL;
    }
    return arena_alloc(arena, count * size);
}

void *arena_copy(Arena *arena, const void *bytes, size_t size) {
    void *copy = take(arena, size);
    if (copy && size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_strndup(Arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX) {
        arena_fail(arena);
        return NULL;
    }
    char *copy = take(arena, length + 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(Arena *arena, const char *text) { return text ? arena_strndup(arena, text, strlen(text)) : NULL; }

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = NULL;
    if (length < 0)
        arena_fail(arena);
    else
        text = take(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

ArenaMark arena_mark(const Arena *arena) {
    if (!arena || !arena->top)
        return (ArenaMark){NULL, 0};
    return (ArenaMark){arena->top, arena->top->used};
}

/* Takes the top chunk off: to the spare list, or back to the heap when it was made for one large allocation. */
static void pop_chunk(Arena *arena) {
    Chunk *chunk = arena->top;
    arena->top = chunk->below;
    if (chunk->size > ARENA_CHUNK_MAX) {
        chunk->below = NULL;
        free_chunks(chunk);
        return;
    }
    chunk->used = 0;
    ASAN_POISON_MEMORY_REGION(chunk->bytes, chunk->size);
    chunk->below = arena->spare;
    arena->spare = chunk;
}

void arena_rewind(Arena *arena, ArenaMark mark) {
    if (!arena)
        return;
    while (arena->top && arena->top != mark.chunk)
        pop_chunk(arena);
    Chunk *top = arena->top;
    if (!top)
        return;
    top->used = mark.used;
    ASAN_POISON_MEMORY_REGION(top->bytes + mark.used, top->size - mark.used);
}
