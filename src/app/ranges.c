#include "app/ranges.h"

#include "page/page.h"

/* A page's number; 0 when there is none, or one that no document has. */
static size_t take_number(const char **text) {
    size_t number = 0;
    for (; **text >= '0' && **text <= '9' && number <= PAGE_LIST_MAX; ++*text)
        number = number * 10 + (size_t)(**text - '0');
    return number <= PAGE_LIST_MAX ? number : 0;
}

/* "3", "3-5", "8-": false for anything else; *text stands after it. */
static bool take_range(const char **text, PageRange *range) {
    *range = (PageRange){.first = take_number(text)};
    range->last = range->first;
    if (!range->first || **text != '-')
        return range->first > 0;
    ++*text;
    range->open = !**text || **text == ',';
    if (!range->open)
        range->last = take_number(text);
    return range->last >= range->first;
}

bool ranges_next(const char **list, PageRange *range) {
    if (!**list || !take_range(list, range))
        return false;
    if (**list == ',')
        ++*list;
    return true;
}

bool ranges_are_good(const char *list) {
    PageRange range;
    while (take_range(&list, &range)) {
        if (!*list)
            return true;
        if (*list++ != ',')
            return false;
    }
    return false;
}

bool ranges_hold(const char *list, size_t page) {
    PageRange range;
    if (!list)
        return true;
    while (ranges_next(&list, &range))
        if (page >= range.first && (range.open || page <= range.last))
            return true;
    return false;
}
