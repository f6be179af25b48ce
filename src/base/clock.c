#include "base/clock.h"

#include <time.h>

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t clock_cpu(void) { return nanoseconds(CLOCK_PROCESS_CPUTIME_ID); }

int64_t clock_steady(void) { return nanoseconds(CLOCK_MONOTONIC); }

void clock_take(int64_t *stage, int64_t *since) {
    int64_t now = clock_cpu();
    *stage += now - *since;
    *since = now;
}

int64_t clock_now(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}
