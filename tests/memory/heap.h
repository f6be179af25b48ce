/*
 * heap: the memory of the whole process, so that any allocation in it can be made to fail: ours and those of
 * HarfBuzz, FreeType, cJSON, libharu, libdeflate and the C library.
 *
 * The program that links this brings its own malloc, calloc, realloc and free, which pass everything on to the C
 * library's (or to the address sanitizer's, where it is built in).
 */
#ifndef BANXIN_TESTS_HEAP_H
#define BANXIN_TESTS_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the n-th allocation fails, and with `all_later` every later one too; n 0: none does. Counts anew. */
void heap_fail_at(size_t n, bool all_later);
/* Has it failed? */
bool heap_has_failed(void);
/* Allocations since heap_fail_at. */
size_t heap_count(void);
/* Blocks that are allocated now; -1 where the sanitizer hides them. */
long heap_live(void);
/* Called by the allocation that fails: the place for a breakpoint. */
void heap_trap(void);

#endif
