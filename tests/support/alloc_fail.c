#include "alloc_fail.h"

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *bytes, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *bytes, size_t size);

static size_t fail_at, calls;

void alloc_fail_at(size_t n) {
    fail_at = n;
    calls = 0;
}

bool alloc_fail_happened(void) { return fail_at != 0 && calls >= fail_at; }

bool alloc_fail_next(const size_t *n) {
    bool more = *n == 1 || alloc_fail_happened();
    alloc_fail_at(more ? *n : 0);
    return more;
}

size_t alloc_fail_count(void) { return calls; }

static bool fails(void) { return ++calls == fail_at; }

void *__wrap_malloc(size_t size) { return fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return fails() ? NULL : __real_calloc(count, size); }
void *__wrap_realloc(void *bytes, size_t size) { return fails() ? NULL : __real_realloc(bytes, size); }
