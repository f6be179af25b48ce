/*
 * find: on which page something that was written in an input is printed.
 *
 * One value may be printed several times. Its place is the cell of a table that shows it, if there is one, else where
 * it stands in the text, else a contents entry, a running head or a head row that repeats; of several the first.
 */
#ifndef BANXIN_PAGE_FIND_H
#define BANXIN_PAGE_FIND_H

#include "page/page.h"

typedef struct PageIndex PageIndex;

/* An index of what is printed, made once for many questions; NULL when memory is out. Borrows nothing of the list. */
PageIndex *page_index_make(Arena *arena, const PageList *list);

/*
 * The page (0-based) a value, or the place within a text, is printed on; -1 when it is not. A place within a text is
 * found in the line that holds it, if its parts carry their places (SourceRef.within).
 */
int page_index_find(const PageIndex *index, SourceRef ref);

/* The page of the first value of `map` that is printed, of those numbered from `first` to before `end`; -1: none. */
int page_index_find_among(const PageIndex *index, const SourceMap *map, uint32_t first, uint32_t end);

#endif
