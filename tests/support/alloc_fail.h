/*
 * alloc_fail: running out of memory on purpose.
 *
 *     for (size_t n = 1; alloc_fail_next(&n); n++)
 *         work();                       the n-th malloc, calloc or realloc within it gives NULL, and all later ones
 * work
 *
 * Only calls out of the program itself and its static libraries are reached; a shared library that takes an allocator
 * (cJSON_InitHooks) can be handed malloc and free from here.
 */
#ifndef BANXIN_TESTS_ALLOC_FAIL_H
#define BANXIN_TESTS_ALLOC_FAIL_H

#include <stdbool.h>
#include <stddef.h>

/* The n-th allocation from now on fails; 0: none does. */
void alloc_fail_at(size_t n);
/* Has it failed? */
bool alloc_fail_happened(void);
/* For the loop above: ends it after the first round in which nothing failed. */
bool alloc_fail_next(const size_t *n);
/* Allocations since alloc_fail_at. */
size_t alloc_fail_count(void);

#endif
