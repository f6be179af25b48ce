/*
 * ranges: which pages are meant, as "1,3-5,8-": numbers from 1 on, ranges, and an open range up to the end.
 */
#ifndef BANXIN_APP_RANGES_H
#define BANXIN_APP_RANGES_H

#include <stdbool.h>
#include <stddef.h>

/* Both ends count. */
typedef struct PageRange {
    size_t first, last;
    bool open; /* up to the end: `last` says nothing */
} PageRange;

/* Takes the next range off a good list; false at its end. */
bool ranges_next(const char **list, PageRange *range);

/* Is this a list? Ranges may come in any order and overlap; none may run backwards, and no page is beyond
 * PAGE_LIST_MAX. */
bool ranges_are_good(const char *list);

/* Is the page (from 1) of a good list? NULL is the list of all. */
bool ranges_hold(const char *list, size_t page);

#endif
