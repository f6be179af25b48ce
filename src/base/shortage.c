#include "base/shortage.h"

#include <errno.h>

static bool seen;

void shortage_watch(void) { errno = 0; }

bool shortage_none(void) {
    seen |= errno == ENOMEM;
    return !seen;
}

bool shortage_seen(void) { return seen; }
