#include "heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef HEAP_OF_SANITIZER
#define REAL(name) __interceptor_##name
#else
#define REAL(name) __libc_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *bytes, size_t size);
void *REAL(memalign)(size_t alignment, size_t size);
void REAL(free)(void *bytes);

#define VISIBLE __attribute__((visibility("default")))

static size_t fail_at, calls;
static bool later_too;
static long live;

void heap_fail_at(size_t n, bool all_later) {
    fail_at = n;
    later_too = all_later;
    calls = 0;
}

bool heap_has_failed(void) { return fail_at != 0 && calls >= fail_at; }

size_t heap_count(void) { return calls; }

long heap_live(void) {
#ifdef HEAP_OF_SANITIZER
    return -1; /* strdup and its like reach the sanitizer past us */
#else
    return live;
#endif
}

void heap_trap(void) { errno = ENOMEM; /* as malloc leaves it */ }

static bool fails(void) {
    calls++;
    if (fail_at == 0 || (later_too ? calls < fail_at : calls != fail_at))
        return false;
    heap_trap();
    return true;
}

static void *given(void *bytes) {
    live += bytes != NULL;
    return bytes;
}

VISIBLE void *malloc(size_t size) { return fails() ? NULL : given(REAL(malloc)(size)); }

VISIBLE void *calloc(size_t count, size_t size) { return fails() ? NULL : given(REAL(calloc)(count, size)); }

VISIBLE void *realloc(void *bytes, size_t size) {
    if (!bytes)
        return malloc(size);
    return fails() ? NULL : REAL(realloc)(bytes, size);
}

VISIBLE void *memalign(size_t alignment, size_t size) {
    return fails() ? NULL : given(REAL(memalign)(alignment, size));
}

VISIBLE void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

VISIBLE int posix_memalign(void **bytes, size_t alignment, size_t size) {
    *bytes = memalign(alignment, size);
    return *bytes ? 0 : ENOMEM;
}

VISIBLE void free(void *bytes) {
    int error = errno; /* POSIX 2024: free leaves errno alone */
    live -= bytes != NULL;
    REAL(free)(bytes);
    errno = error;
}
